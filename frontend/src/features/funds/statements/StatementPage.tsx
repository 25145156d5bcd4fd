/** A statement from reading to its end: the numbers, what may be done, the reconciliation, every row. */
import { useParams } from "@tanstack/react-router";

import type { StatementOut } from "@/api/client/types.gen";
import { useCodeLabel } from "@/api/codes";
import { useObject } from "@/api/query";
import { Alert, AppLink, CodeTag, HistoryTimeline, ImportWizard, Loaded, Page, Panel, Progress } from "@/kit";
import { moment } from "@/lib/dates";
import { t } from "@/lib/i18n";
import "@/locales/zh/fundsStatements";

import { STATEMENT_TONES } from "./looks";
import { Settlement } from "./Settlement";
import { StatementActions } from "./StatementActions";
import { StatementNumbers } from "./StatementNumbers";
import { StatementRows } from "./StatementRows";
import { isMoving, STEP_OF, stepTitles } from "./steps";

export default function StatementPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const layoutLabel = useCodeLabel("StatementLayout");
  const query = useObject<StatementOut>(`/funds/statements/${id}`, { every: (found) => (found && isMoving(found.data) ? 1000 : false) });
  const item = query.data?.data;
  return (
    <Page
      title={item?.file_name ?? t("statements.one")} lead={item && t("statements.of", { layout: layoutLabel(item.layout), period: item.period, person: item.person_name })}
      mark={item && <CodeTag code="StatementState" value={item.status} tones={STATEMENT_TONES} />} trail={[{ label: t("statements.title"), href: "/funds/statements" }]}
    >
      <Loaded query={query} rows={8}>{({ data }) => <Card item={data} />}</Loaded>
    </Page>
  );
}

function Card({ item }: { readonly item: StatementOut }) {
  const step = isMoving(item) ? <Working item={item} /> : <><Notes item={item} /><StatementNumbers item={item} /><StatementActions item={item} /></>;
  return (
    <>
      <ImportWizard at={STEP_OF[item.status]} steps={stepTitles().map((title) => ({ title, content: step }))} />
      {item.status === "committed" && <Settlement item={item} />}
      {item.rows_read > 0 && <StatementRows id={item.id} />}
      {item.history.length > 0 && <Panel title={t("exceptions.trail")}><HistoryTimeline entries={item.history} /></Panel>}
    </>
  );
}

function Working({ item }: { readonly item: StatementOut }) {
  const label = t(item.status === "reading" ? "statements.reading" : "statements.booking");
  return <div className="job" role="status"><p>{label}</p><Progress percent={50} showInfo={false} status="active" aria-label={label} /><p className="quiet">{t("kit.job.leave")}</p></div>;
}

function Notes({ item }: { readonly item: StatementOut }) {
  return (
    <>
      {item.repeats_id && item.status !== "committed" && <Alert type="info" showIcon className="gap-below" title={t("statements.repeats")} action={<AppLink href={`/funds/statements/${item.repeats_id}`}>{t("statements.repeats.open")}</AppLink>} />}
      {item.status === "committed" && <Alert type="success" showIcon className="gap-below" title={t("statements.done", { n: item.written, at: moment(item.finished_at) })} />}
      {item.status === "discarded" && <Alert type="info" showIcon className="gap-below" title={t("statements.discarded")} />}
      {(item.status === "failed" || item.has_stopped) && <Alert type="error" showIcon className="gap-below" title={t("statements.failed")} description={item.failure || undefined} />}
    </>
  );
}
