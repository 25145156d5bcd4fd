/** Six-have checks under way and done: what waits for the street stands first in the inbox. */
import type { SixHaveRow } from "@/api/client/types.gen";
import { CodeLabel, CodeTag, Page, SearchTable, type Column, type Filter } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/standards";

import { CHECK_TONES } from "./looks";

const COLUMNS = (): Column<SixHaveRow>[] => [
  { key: "union", title: t("six_have.union"), render: (row) => row.organisation_name },
  { key: "street", title: t("six_have.street"), render: (row) => row.street_name || "—" },
  { key: "scheme", title: t("six_have.scheme"), width: 130, render: (row) => <CodeLabel code="SixHaveScheme" value={row.scheme} /> },
  { key: "opened", title: t("six_have.opened_on"), width: 110, render: (row) => <span className="number">{row.opened_on}</span> },
  { key: "applied", title: t("six_have.applied_on"), width: 110, render: (row) => <span className="number">{row.applied_on ?? "—"}</span> },
  { key: "due", title: t("six_have.mend_due_on"), width: 110, render: (row) => <span className="number">{row.mend_due_on ?? "—"}</span> },
  { key: "status", title: t("six_have.status"), width: 110, render: (row) => <CodeTag code="SixHaveState" value={row.status} tones={CHECK_TONES} /> },
];

const FILTERS = (): Filter[] => [
  { name: "is_to_verify", label: t("six_have.waiting"), kind: "choice", options: [{ value: "true", label: t("six_have.waiting.yes") }] },
  { name: "status", label: t("six_have.status"), kind: "code", code: "SixHaveState" },
  { name: "is_unseen", label: t("six_have.unseen"), kind: "choice", options: [{ value: "true", label: t("six_have.unseen.yes") }] },
  { name: "scheme", label: t("six_have.scheme"), kind: "code", code: "SixHaveScheme" },
  { name: "organisation_id", label: t("six_have.below"), kind: "organisation" },
];

export default function ChecksPage() {
  return (
    <Page title={t("six_have.checks")} lead={t("six_have.checks.lead")} trail={[{ label: t("six_have.title"), href: "/six-have" }]}>
      <SearchTable<SixHaveRow>
        path="/six-have" exportPath="/six-have/export" caption={t("six_have.checks")} columns={COLUMNS()} filters={FILTERS()} rowKey={(row) => row.id}
        rowHref={(row) => `/six-have/checks/${row.id}`} empty={{ title: t("six_have.checks.empty"), text: t("six_have.checks.empty.text") }}
      />
    </Page>
  );
}
