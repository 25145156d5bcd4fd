/** One transfer as the sending union sees it: where it stands, the other side's opinion, the letter, taking it back. */
import { useParams } from "@tanstack/react-router";

import type { SentOut } from "@/api/client/types.gen";
import { useObject } from "@/api/query";
import { AppLink, Button, CodeTag, Facts, HistoryTimeline, Loaded, Page, Panel, useGo } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/lifecycle";
import "@/locales/zh/members";

import { DecisionBar } from "../DecisionBar";
import { CASE_TONES } from "../looks";
import { Due } from "./Due";

export default function SentTransferPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const go = useGo();
  const query = useObject<SentOut>(`/members/transfers/${id}`);
  const item = query.data?.data;
  return (
    <Page
      title={item ? t("transfers.of", { name: item.person_name }) : t("transfers.one")}
      trail={[{ label: t("members.title"), href: "/members" }, { label: t("transfers.sent"), href: "/members/transfers" }]}
      mark={item && <CodeTag code="CaseState" value={item.status} tones={CASE_TONES} />} actions={item && (
        <>
          <Button onClick={() => go(`/members/transfers/${item.id}/letter`)}>{t("transfers.letter")}</Button>
          <DecisionBar
            path={`/members/transfers/${item.id}`} item={item} object={item.person_name} dated={[]}
            looks={{ withdraw: { effect: t("transfers.effect.withdraw", { name: item.person_name }), danger: true } }}
          />
        </>
      )}
    >
      <Loaded query={query} rows={6}>{({ data }) => <Card item={data} />}</Loaded>
    </Page>
  );
}

function Card({ item }: { readonly item: SentOut }) {
  const facts = [
    { key: "person", label: t("members.field.name"), value: <AppLink href={`/members/${item.member_id}`}>{item.person_name}</AppLink> },
    { key: "from", label: t("members.case.from"), value: item.from_organisation_name },
    { key: "to", label: t("members.case.to"), value: item.to_organisation_name },
    { key: "opened", label: t("members.case.opened_on"), value: <span className="number">{item.opened_on}</span> },
    { key: "due", label: t("transfers.due_on"), value: <Due row={item} /> },
    { key: "dues", label: t("transfers.field.dues_paid_until"), value: <span className="number">{item.dues_paid_until ?? "—"}</span> },
    { key: "by", label: t("members.case.opened_by"), value: item.opened_by },
    { key: "closed", label: t("members.case.closed_on"), value: <span className="number">{item.closed_on ?? "—"}</span> },
  ];
  return (
    <>
      <Panel><Facts facts={facts} /></Panel>
      <Panel title={t("members.case.history")}><HistoryTimeline entries={item.history} /></Panel>
    </>
  );
}
