/** 会员组织关系接转介绍信, on paper. */
import { useParams } from "@tanstack/react-router";

import type { LetterOut } from "@/api/client/types.gen";
import { useApi } from "@/api/query";
import { Button, CodeLabel, Loaded, Page } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/lifecycle";

import "../members.css";

export default function LetterPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useApi<LetterOut>(`/members/transfers/${id}/letter`);
  return (
    <Page
      title={t("transfers.letter")} trail={[{ label: t("transfers.sent"), href: "/members/transfers" }, { label: t("transfers.one"), href: `/members/transfers/${id}` }]}
      actions={<Button type="primary" onClick={() => window.print()}>{t("transfers.print")}</Button>}
    >
      <Loaded query={query} rows={8}>{(letter) => <Letter letter={letter} />}</Loaded>
    </Page>
  );
}

function Letter({ letter }: { readonly letter: LetterOut }) {
  return (
    <article className="panel letter">
      <h2>{t("transfers.letter.title")}</h2>
      <p className="right number">{t("transfers.letter.no", { no: letter.letter_no })}</p>
      <p>{t("transfers.letter.to", { name: letter.to_organisation_name })}</p>
      <p className="letter-text">
        {t("transfers.letter.text", {
          name: letter.person_name, id: letter.id_no_masked, no: letter.member_no, joined: letter.joined_on, on: letter.effective_on, from: letter.from_organisation_name,
        })}
      </p>
      <p>{t("transfers.letter.reason")}<CodeLabel code="ChangeReason" value={letter.reason} />{letter.note && `，${letter.note}`}</p>
      <p>{t("transfers.letter.dues", { month: letter.dues_paid_until ?? "—" })}</p>
      {letter.valid_until && <p>{t("transfers.letter.valid", { day: letter.valid_until })}</p>}
      <p className="right">{letter.from_organisation_name}{t("transfers.letter.seal")}</p>
      <p className="right number">{letter.issued_on} {t("transfers.letter.by", { name: letter.issued_by })}</p>
    </article>
  );
}
