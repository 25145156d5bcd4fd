/** The certificate that counts of each union, the ones that end first on top. */
import type { LegalCertificateRow } from "@/api/client/types.gen";
import { Page, SearchTable, type Filter } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/legal";

import { certificateColumns } from "./columns";

const FILTERS = (): Filter[] => [
  { name: "standing", label: t("legal.certificate.standing"), kind: "code", code: "CertificateStanding" },
  { name: "parent_id", label: t("legal.below"), kind: "organisation" },
];

export default function CertificatesPage() {
  return (
    <Page title={t("legal.certificates")} lead={t("legal.certificates.lead")} trail={[{ label: t("legal.title"), href: "/legal-registrations" }]}>
      <SearchTable<LegalCertificateRow>
        path="/legal-certificates" exportPath="/legal-certificates/export" caption={t("legal.certificates")} columns={certificateColumns(false)} filters={FILTERS()} rowKey={(row) => row.id}
        rowHref={(row) => `/organisations/${row.organisation_id}/legal`} search={t("legal.certificates.search")}
        empty={{ title: t("legal.certificates.empty"), text: t("legal.certificates.empty.text") }}
      />
    </Page>
  );
}
