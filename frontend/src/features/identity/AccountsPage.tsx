/** The accounts of the district, for the system administrator. */
import { useCan } from "@/api/session";
import { AppLink, Button, CodeLabel, CodeTag, Page, SearchTable, ToneTag, useGo, type Column, type Filter } from "@/kit";
import { moment } from "@/lib/dates";
import { t } from "@/lib/i18n";
import "@/locales/zh/identity";

import type { AccountRow } from "./api";
import { Offices } from "./RightsPanel";

const COLUMNS = (): Column<AccountRow>[] => [
  { key: "person", title: t("accounts.person_name"), render: (row) => row.person_name },
  { key: "login", title: t("accounts.login_name"), render: (row) => row.login_name },
  { key: "role", title: t("accounts.role"), render: (row) => <CodeLabel code="Role" value={row.role} /> },
  { key: "offices", title: t("grants.offices"), render: (row) => <Offices codes={row.offices} />, deskOnly: true },
  { key: "place", title: t("accounts.organisation"), render: (row) => row.organisation.name },
  { key: "status", title: t("accounts.status"), render: (row) => <Status row={row} /> },
  { key: "last", title: t("accounts.last_login"), render: (row) => <span className="number">{row.last_login_at ? moment(row.last_login_at) : t("accounts.never")}</span> },
];

const FILTERS = (): Filter[] => [
  { name: "role", label: t("accounts.role"), kind: "code", code: "Role" },
  { name: "status", label: t("accounts.status"), kind: "code", code: "AccountStatus" },
];

export default function AccountsPage() {
  const can = useCan();
  const go = useGo();
  const create = can("accounts:manage") && <Button type="primary" onClick={() => go("/accounts/new")}>{t("accounts.new")}</Button>;
  return (
    <Page title={t("accounts.title")} lead={t("accounts.lead")} actions={create}>
      <SearchTable<AccountRow>
        path="/accounts" caption={t("accounts.title")} search={t("accounts.search")} columns={COLUMNS()} filters={FILTERS()}
        rowKey={(row) => row.id} rowHref={(row) => `/accounts/${row.id}`}
        empty={{ title: t("accounts.empty"), action: <AppLink href="/accounts/new">{t("accounts.new")}</AppLink> }}
      />
    </Page>
  );
}

function Status({ row }: { readonly row: AccountRow }) {
  if (row.status === "enabled" && !row.has_rights) return <ToneTag tone="attention">{t("grants.none.short")}</ToneTag>;
  return <CodeTag code="AccountStatus" value={row.status} tones={{ enabled: "good" }} />;
}
