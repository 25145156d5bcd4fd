/** Monthly returns in reach: filter by month, state, street; a chair opens the month from here. */
import { useCan } from "@/api/session";
import { CodeTag, Page, SearchTable, ToneTag, type Column, type Filter } from "@/kit";
import { moment, monthName } from "@/lib/dates";
import { t } from "@/lib/i18n";
import "@/locales/zh/submissions";

import { RETURN_TONES } from "./looks";
import { OpenMonth } from "./OpenMonth";
import type { ReturnRow } from "./types";

const COLUMNS = (): Column<ReturnRow>[] => [
  { key: "organisation", title: t("returns.organisation"), render: (row) => row.organisation_name },
  { key: "period", title: t("returns.period"), render: (row) => monthName(row.period) },
  { key: "status", title: t("returns.status"), render: (row) => <CodeTag code="ReturnStatus" value={row.status} tones={RETURN_TONES} /> },
  { key: "marks", title: t("returns.marks"), render: (row) => <Marks row={row} /> },
  { key: "submitted", title: t("returns.submitted_at"), render: (row) => <span className="number">{moment(row.submitted_at)}</span> },
  { key: "due", title: t("returns.due"), render: (row) => <span className="number">{row.fill_due_on}</span> },
];

const FILTERS = (): Filter[] => [
  { name: "period", label: t("returns.period"), kind: "month" },
  { name: "status", label: t("returns.status"), kind: "code", code: "ReturnStatus" },
  { name: "street_id", label: t("returns.street"), kind: "organisation" },
  { name: "is_late", label: t("returns.late"), kind: "choice", options: [{ value: "true", label: t("returns.yes") }, { value: "false", label: t("returns.no") }] },
];

/** Conditions that come from the inbox, the board or a union's card and are kept in the address. */
const HIDDEN = (): Filter[] => [
  { name: "organisation_id", label: t("returns.organisation"), kind: "organisation" },
  { name: "tree", label: t("kit.tree"), kind: "code", code: "TreeOf" },
  ...["is_unseen", "is_extended", "is_review_overdue"].map((name): Filter => ({
    name, label: t(`returns.only.${name}` as never), kind: "choice", options: [{ value: "true", label: t("returns.yes") }],
  })),
];

export default function ReturnsPage() {
  const can = useCan();
  const search = new URLSearchParams(window.location.search);
  const filters = [...FILTERS().slice(0, can("returns:review") ? 4 : 2), ...HIDDEN().filter(({ name }) => search.has(name))];
  return (
    <Page title={t("returns.title")} lead={t("returns.lead")} actions={can("returns:fill") && <OpenMonth />}>
      <SearchTable<ReturnRow>
        path="/returns" exportPath="/returns/export" caption={t("returns.title")} columns={COLUMNS()} filters={filters} rowKey={(row) => row.id}
        rowHref={(row) => `/returns/${row.id}`} empty={{ title: t("returns.empty"), text: t("returns.empty.text") }}
      />
    </Page>
  );
}

function Marks({ row }: { readonly row: ReturnRow }) {
  return (
    <span className="row-gap">
      {row.is_late && <ToneTag tone="attention">{t("returns.late")}</ToneTag>}
      {row.is_zero_report && <ToneTag tone="neutral">{t("returns.zero")}</ToneTag>}
      {row.on_behalf && <ToneTag tone="active">{t("returns.behalf")}</ToneTag>}
    </span>
  );
}
