/** The jobs one has started: how far, how they ended. */
import type { Job } from "@/api/types";
import { CodeTag, Page, SearchTable, type Column, type Filter } from "@/kit";
import { moment } from "@/lib/dates";
import { t } from "@/lib/i18n";
import { count } from "@/lib/money";

import { jobName, TONES } from "./words";

const COLUMNS = (): Column<Job>[] => [
  { key: "kind", title: t("jobs.kind"), render: (row) => jobName(row.kind) },
  { key: "status", title: t("jobs.status"), render: (row) => <CodeTag code="JobStatus" value={row.status} tones={TONES} /> },
  { key: "progress", title: t("jobs.progress"), render: (row) => <span className="number">{row.total > 0 ? `${count(row.done)} / ${count(row.total)}` : "—"}</span> },
  { key: "at", title: t("jobs.created_at"), render: (row) => <span className="number">{moment(row.created_at)}</span> },
  { key: "end", title: t("jobs.finished_at"), render: (row) => <span className="number">{moment(row.finished_at)}</span> },
];

const FILTERS = (): Filter[] => [{ name: "status", label: t("jobs.status"), kind: "code", code: "JobStatus" }];

export default function JobsPage() {
  return (
    <Page title={t("jobs.title")} lead={t("jobs.lead")}>
      <SearchTable<Job>
        path="/jobs" caption={t("jobs.title")} columns={COLUMNS()} filters={FILTERS()} rowKey={(row) => row.id}
        rowHref={(row) => `/jobs/${row.id}`} empty={{ title: t("jobs.empty") }}
      />
    </Page>
  );
}
