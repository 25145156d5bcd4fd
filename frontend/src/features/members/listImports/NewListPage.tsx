/** First step of a list: what it reports, where it came from, the file. */
import { useState } from "react";

import type { ListKind, ListOut } from "@/api/client/types.gen";
import { api } from "@/api/client";
import { useSend } from "@/api/query";
import { Button, CodeSelect, ErrorSummary, FileDrop, FormSection, Input, Page, Panel, problemText, useGo, useNotify } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/memberRecords";
import "@/locales/zh/members";

export default function NewListPage() {
  const go = useGo();
  const [kind, setKind] = useState<ListKind>("death");
  const [origin, setOrigin] = useState("");
  const [paper, setPaper] = useState("");
  const [isMissing, setMissing] = useState(false);
  const upload = useSend(
    (file: File) => api.upload<ListOut>("/members/lists", file, { kind, origin: origin.trim(), document_no: paper.trim() }),
    { refresh: ["/members/lists"], onDone: (item) => go(`/members/lists/${item.id}`) },
  );
  const take = (file: File) => {
    setMissing(!origin.trim());
    if (origin.trim()) void upload.send(file);
  };
  return (
    <Page
      title={t("records.lists.new")} lead={t("records.lists.new.lead")}
      trail={[{ label: t("members.title"), href: "/members" }, { label: t("records.lists"), href: "/members/lists" }]}
    >
      <Panel>
        {isMissing && <ErrorSummary items={[{ field: "list-origin", message: t("records.list.origin.missing") }]} />}
        <FormSection title={t("records.list.about")}>
          <div className="plain-field"><label htmlFor="list-kind">{t("records.list.kind")}</label><CodeSelect id="list-kind" code="ListKind" value={kind} onChange={(value) => setKind(value as ListKind)} /></div>
          <div className="plain-field"><label htmlFor="list-origin">{t("records.list.origin")}</label><Input id="list-origin" maxLength={100} value={origin} placeholder={t("records.list.origin.example")} onChange={(event) => { setOrigin(event.target.value); setMissing(false); }} /></div>
          <div className="plain-field"><label htmlFor="list-paper">{t("records.list.document_no")}</label><Input id="list-paper" maxLength={60} value={paper} onChange={(event) => setPaper(event.target.value)} /></div>
        </FormSection>
        <FormSection title={t("members.step.template")} lead={t("records.list.template.text")} columns={1}><Template kind={kind} /></FormSection>
        <FormSection title={t("records.list.upload")} columns={1}>
          <div><FileDrop accept=".xlsx,.csv" maxMb={25} onFile={take} busy={upload.busy} error={upload.error} hint={t("members.step.upload.hint")} /></div>
        </FormSection>
      </Panel>
    </Page>
  );
}

function Template({ kind }: { readonly kind: ListKind }) {
  const notify = useNotify();
  const save = () => void api.download("/members/lists/template", { kind }, "member-list-template.xlsx").catch((error: unknown) => notify.problem(problemText(error)));
  return <div className="gap-below"><Button onClick={save}>{t("members.step.template.download")}</Button></div>;
}
