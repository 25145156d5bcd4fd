/** Re-elections on their way, newest first. */
import type { ReelectionRow } from "@/api/client/types.gen";
import { CodeTag, Page, SearchTable, ToneTag, type Column, type Filter } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/terms";

import { REELECTION_TONES } from "./looks";

const COLUMNS = (): Column<ReelectionRow>[] => [
  { key: "union", title: t("terms.union"), render: (row) => row.organisation_name },
  { key: "no", title: t("terms.no"), width: 90, render: (row) => t("terms.no.nth", { n: row.term_no }) },
  { key: "requested", title: t("reelections.requested_on"), width: 120, render: (row) => <span className="number">{row.requested_on}</span> },
  { key: "planned", title: t("reelections.planned_on"), width: 130, render: (row) => <span className="number">{row.planned_on}</span> },
  { key: "due", title: t("reelections.reply_due_on"), width: 150, render: (row) => <Due row={row} /> },
  { key: "status", title: t("reelections.status"), width: 130, render: (row) => <CodeTag code="ReelectionState" value={row.status} tones={REELECTION_TONES} /> },
];

function Due({ row }: { readonly row: ReelectionRow }) {
  if (!row.reply_due_on) return <>—</>;
  return (
    <span className="row-gap">
      <span className="number">{row.reply_due_on}</span>
      {row.is_reply_late && <ToneTag tone="problem">{t("reelections.late.mark")}</ToneTag>}
    </span>
  );
}

const FILTERS = (): Filter[] => [
  { name: "status", label: t("reelections.status"), kind: "code", code: "ReelectionState" },
  { name: "is_late", label: t("reelections.late"), kind: "choice", options: [{ value: "true", label: t("reelections.late.only") }] },
  { name: "is_direct", label: t("terms.direct"), kind: "choice", options: [{ value: "true", label: t("terms.direct.only") }] },
  { name: "parent_id", label: t("terms.below"), kind: "organisation" },
];

export default function ReelectionsPage() {
  return (
    <Page title={t("reelections.title")} lead={t("reelections.lead")} trail={[{ label: t("terms.title"), href: "/terms" }]}>
      <SearchTable<ReelectionRow>
        path="/reelections" exportPath="/reelections/export" caption={t("reelections.title")} columns={COLUMNS()} filters={FILTERS()} rowKey={(row) => row.id}
        rowHref={(row) => `/reelections/${row.id}`} empty={{ title: t("reelections.empty"), text: t("reelections.empty.text") }}
      />
    </Page>
  );
}
