/** Files of tax, treasury, finance and bank, newest first; an unfinished one is taken up again from here. */
import type { StatementSummary } from "@/api/client/types.gen";
import { useCan } from "@/api/session";
import { Button, CodeLabel, CodeTag, Count, Money, Page, SearchTable, useGo, type Column, type Filter } from "@/kit";
import { moment } from "@/lib/dates";
import { t } from "@/lib/i18n";
import "@/locales/zh/fundsStatements";

import { STATEMENT_TONES } from "./looks";

const COLUMNS = (): Column<StatementSummary>[] => [
  { key: "file", title: t("statements.file"), render: (row) => row.file_name },
  { key: "layout", title: t("statements.layout"), width: 130, render: (row) => <CodeLabel code="StatementLayout" value={row.layout} /> },
  { key: "period", title: t("statements.period"), width: 100, render: (row) => <span className="number">{row.period}</span> },
  { key: "rows", title: t("statements.rows_read"), align: "right", width: 80, render: (row) => <Count value={row.rows_read} /> },
  { key: "total", title: t("statements.total"), align: "right", width: 140, render: (row) => <Money fen={row.total_fen} /> },
  { key: "exceptions", title: t("statements.exceptions"), align: "right", width: 80, render: (row) => <Count value={row.exception_rows + row.platform_rows} /> },
  { key: "person", title: t("statements.person"), width: 90, render: (row) => row.person_name },
  { key: "at", title: t("statements.at"), width: 136, render: (row) => <span className="number">{moment(row.created_at)}</span> },
  { key: "status", title: t("statements.status"), width: 100, render: (row) => <CodeTag code="StatementState" value={row.status} tones={STATEMENT_TONES} /> },
];

const FILTERS = (): Filter[] => [
  { name: "layout", label: t("statements.layout"), kind: "code", code: "StatementLayout" },
  { name: "status", label: t("statements.status"), kind: "code", code: "StatementState" },
  { name: "period", label: t("statements.period"), kind: "month" },
];

export default function StatementsPage() {
  const go = useGo();
  const start = useCan()("funds:import") && <Button type="primary" onClick={() => go("/funds/statements/new")}>{t("statements.import")}</Button>;
  return (
    <Page title={t("statements.title")} lead={t("statements.lead")} actions={<><Button onClick={() => go("/funds/exceptions")}>{t("exceptions.title")}</Button>{start}</>}>
      <SearchTable<StatementSummary>
        path="/funds/statements" caption={t("statements.title")} columns={COLUMNS()} filters={FILTERS()} rowKey={(row) => row.id}
        rowHref={(row) => `/funds/statements/${row.id}`} empty={{ title: t("statements.empty"), text: t("statements.empty.text"), action: start }}
      />
    </Page>
  );
}
