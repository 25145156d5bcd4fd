/** Proposed values and what became of them. */
import { Page, SearchTable, ToneTag, type Column, type Filter } from "@/kit";
import { moment } from "@/lib/dates";
import { t } from "@/lib/i18n";
import "@/locales/zh/parameters";

import type { ParameterSetRow } from "./api";
import { SET_TONES } from "./tones";

const COLUMNS = (): Column<ParameterSetRow>[] => [
  { key: "title", title: t("parameters.proposal"), render: (row) => row.title },
  { key: "proposer", title: t("parameters.proposer"), render: (row) => row.proposer_name },
  { key: "at", title: t("parameters.proposed_at"), render: (row) => <span className="number">{moment(row.created_at)}</span> },
  { key: "status", title: t("parameters.status"), render: (row) => <ToneTag tone={SET_TONES[row.status] ?? "neutral"}>{row.status_label}</ToneTag> },
];

const FILTERS = (): Filter[] => [{ name: "status", label: t("parameters.status"), kind: "code", code: "ParameterSetStatus" }];

export default function ProposalsPage() {
  return (
    <Page title={t("parameters.proposals")} lead={t("parameters.proposals.lead")} trail={[{ label: t("parameters.title"), href: "/parameters" }]}>
      <SearchTable<ParameterSetRow>
        path="/parameter-sets" caption={t("parameters.proposals")} columns={COLUMNS()} filters={FILTERS()} rowKey={(row) => row.id}
        rowHref={(row) => `/parameters/proposals/${row.id}`} empty={{ title: t("parameters.proposals.empty") }}
      />
    </Page>
  );
}
