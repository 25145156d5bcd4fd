/** Applications about legal personality, newest first. */
import type { LegalRegistrationRow } from "@/api/client/types.gen";
import { Button, Page, SearchTable, useGo, type Filter } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/legal";

import { REGISTRATION_COLUMNS } from "./columns";

const FILTERS = (): Filter[] => [
  { name: "status", label: t("legal.status"), kind: "code", code: "LegalState" },
  { name: "kind", label: t("legal.kind"), kind: "code", code: "LegalKind" },
  { name: "parent_id", label: t("legal.below"), kind: "organisation" },
];

export default function RegistrationsPage() {
  const go = useGo();
  return (
    <Page title={t("legal.title")} lead={t("legal.lead")} actions={<Button onClick={() => go("/legal-certificates")}>{t("legal.certificates")}</Button>}>
      <SearchTable<LegalRegistrationRow>
        path="/legal-registrations" exportPath="/legal-registrations/export" caption={t("legal.title")} columns={REGISTRATION_COLUMNS()} filters={FILTERS()} rowKey={(row) => row.id}
        rowHref={(row) => `/legal-registrations/${row.id}`} empty={{ title: t("legal.empty"), text: t("legal.empty.text") }}
      />
    </Page>
  );
}
