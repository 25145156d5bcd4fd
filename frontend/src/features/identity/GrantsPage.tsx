/** Proposals of rights and what became of them, newest first. */
import { useUrlState, param } from "@/lib/urlState";
import { CodeLabel, CodeTag, Page, SearchTable, type Column, type Filter } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/identity";

import type { GrantRow } from "./api";
import { GRANT_TONES } from "./looks";
import { Offices } from "./RightsPanel";

const PARAMS = { account_id: param.text() };

const COLUMNS = (): Column<GrantRow>[] => [
  { key: "person", title: t("accounts.person_name"), render: (row) => row.person_name },
  { key: "kind", title: t("grants.kind"), render: (row) => <CodeLabel code="GrantKind" value={row.kind} /> },
  { key: "role", title: t("accounts.role"), render: (row) => <CodeLabel code="Role" value={row.role} /> },
  { key: "offices", title: t("grants.offices"), render: (row) => <Offices codes={row.offices} />, deskOnly: true },
  { key: "place", title: t("accounts.organisation"), render: (row) => row.organisation.name },
  { key: "by", title: t("grants.proposed_by"), render: (row) => row.proposed_by },
  { key: "on", title: t("grants.proposed_on"), render: (row) => <span className="number">{row.proposed_on}</span> },
  { key: "status", title: t("accounts.status"), render: (row) => <CodeTag code="GrantState" value={row.status} tones={GRANT_TONES} /> },
];

const FILTERS = (): Filter[] => [{ name: "status", label: t("accounts.status"), kind: "code", code: "GrantState" }];

export default function GrantsPage() {
  const [{ account_id }] = useUrlState(PARAMS);
  return (
    <Page title={t("grants.title")} lead={t("grants.list.lead")}>
      <SearchTable<GrantRow>
        path="/grants" caption={t("grants.title")} columns={COLUMNS()} filters={FILTERS()} fixed={account_id ? { account_id } : undefined}
        rowKey={(row) => row.id} rowHref={(row) => `/grants/${row.id}`} empty={{ title: t("grants.empty"), text: t("grants.empty.text") }}
      />
    </Page>
  );
}
