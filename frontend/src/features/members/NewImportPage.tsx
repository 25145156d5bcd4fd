/** First step of a roll import: template, the union it is for, the file. */
import { useState } from "react";

import type { RollImportOut } from "@/api/client/types.gen";
import { api } from "@/api/client";
import { useSend } from "@/api/query";
import { useCan, useMe } from "@/api/session";
import { Button, ErrorSummary, FileDrop, FormSection, ImportWizard, OrgTreeSelect, Page, problemText, useGo, useNotify } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/members";

import { stepTitles } from "./importSteps";
import "./members.css";

export default function NewImportPage() {
  const me = useMe();
  const go = useGo();
  const choosesUnion = useCan()("organisations:edit");
  const [union, setUnion] = useState<string | undefined>(me.organisation?.id);
  const [isMissing, setMissing] = useState(false);
  const upload = useSend(
    (file: File) => api.upload<RollImportOut>("/members/imports", file, { organisation_id: union ?? "" }),
    { refresh: ["/members/imports"], onDone: (item) => go(`/members/imports/${item.id}`) },
  );
  const take = (file: File) => {
    setMissing(!union);
    if (union) void upload.send(file);
  };
  const content = (
    <>
      <FormSection title={t("members.step.template")} columns={1}><p>{t("members.step.template.text")}</p><Template /></FormSection>
      {choosesUnion && (
        <FormSection title={t("members.step.union")} lead={t("members.step.union.lead")} columns={1}>
          <div>
            <label htmlFor="import-union" className="sr-only">{t("members.import.union")}</label>
            <OrgTreeSelect id="import-union" value={union} onChange={(id) => { setUnion(id); setMissing(false); }} />
            {isMissing && <ErrorSummary items={[{ field: "import-union", message: t("members.step.union.missing") }]} />}
          </div>
        </FormSection>
      )}
      <FormSection title={t("members.step.upload")} columns={1}>
        <div><FileDrop accept=".xlsx,.csv" maxMb={25} onFile={take} busy={upload.busy} error={upload.error} hint={t("members.step.upload.hint")} /></div>
      </FormSection>
    </>
  );
  return (
    <Page
      title={t("members.imports.new")} lead={t("members.imports.new.lead")}
      trail={[{ label: t("members.title"), href: "/members" }, { label: t("members.imports"), href: "/members/imports" }]}
    >
      <ImportWizard at={0} steps={stepTitles().map((title) => ({ title, content }))} />
    </Page>
  );
}

function Template() {
  const notify = useNotify();
  const save = () => void api.download("/members/imports/template", undefined, "member-roll-template.xlsx").catch((error: unknown) => notify.problem(problemText(error)));
  return <div><Button onClick={save}>{t("members.step.template.download")}</Button></div>;
}
