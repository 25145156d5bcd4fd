/** First step of a statement: whose file it is, the month, the file. */
import { useState } from "react";

import type { StatementLayout, StatementOut } from "@/api/client/types.gen";
import { api } from "@/api/client";
import { useSend } from "@/api/query";
import { Button, Checkbox, CodeSelect, DateInput, ErrorSummary, FileDrop, FormSection, ImportWizard, Page, problemText, useGo, useNotify } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/fundsStatements";

import { stepTitles } from "./steps";

export default function NewStatementPage() {
  const go = useGo();
  const [layout, setLayout] = useState<StatementLayout>("tax");
  const [period, setPeriod] = useState<string | undefined>();
  const [isComplete, setComplete] = useState(false);
  const [isMissing, setMissing] = useState(false);
  const upload = useSend(
    (file: File) => api.upload<StatementOut>("/funds/statements", file, { layout, period: period ?? "", is_complete: String(isComplete) }),
    { refresh: ["/funds/statements"], onDone: (item) => go(`/funds/statements/${item.id}`) },
  );
  const take = (file: File) => {
    setMissing(!period);
    if (period) void upload.send(file);
  };
  const content = (
    <>
      {isMissing && <ErrorSummary items={[{ field: "statement-period", message: t("statements.period.missing") }]} />}
      <FormSection title={t("statements.about")}>
        <div><label htmlFor="statement-layout">{t("statements.layout")}</label><CodeSelect id="statement-layout" code="StatementLayout" value={layout} onChange={(value) => setLayout(value as StatementLayout)} /></div>
        <div><label htmlFor="statement-period">{t("statements.period")}</label><DateInput id="statement-period" picker="month" value={period} onChange={(value) => { setPeriod(value); setMissing(false); }} /></div>
        <div>
          <Checkbox checked={isComplete} onChange={(event) => setComplete(event.target.checked)}>{t("statements.complete")}</Checkbox>
          <p className="quiet">{t("statements.complete.hint")}</p>
        </div>
      </FormSection>
      <FormSection title={t("statements.template")} columns={1}><p>{t("statements.template.text")}</p><Template layout={layout} /></FormSection>
      <FormSection title={t("statements.upload")} columns={1}>
        <div><FileDrop accept=".csv,.xlsx" maxMb={25} onFile={take} busy={upload.busy} error={upload.error} hint={t("statements.upload.hint")} /></div>
      </FormSection>
    </>
  );
  return (
    <Page title={t("statements.new")} lead={t("statements.new.lead")} trail={[{ label: t("statements.title"), href: "/funds/statements" }]}>
      <ImportWizard at={0} steps={stepTitles().map((title) => ({ title, content }))} />
    </Page>
  );
}

function Template({ layout }: { readonly layout: StatementLayout }) {
  const notify = useNotify();
  const save = () => void api.download("/funds/statements/template", { layout }, "fund-statement-template.xlsx").catch((error: unknown) => notify.problem(problemText(error)));
  return <div><Button onClick={save}>{t("statements.template.download")}</Button></div>;
}
