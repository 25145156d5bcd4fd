/** The legal personality of one union: certificates, applications, and the way to a new one. */
import { useParams } from "@tanstack/react-router";
import { useState } from "react";

import type { LegalCertificateRow, LegalRegistrationRow, UnionLegalOut } from "@/api/client/types.gen";
import { useApi } from "@/api/query";
import { Button, CodeTag, DataTable, Empty, Loaded, Page, Panel } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/legal";

import { ApplyDialog } from "./ApplyDialog";
import { REGISTRATION_COLUMNS, certificateColumns } from "./columns";
import { CERTIFICATE_TONES } from "./looks";

export default function UnionLegalPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useApi<UnionLegalOut>(`/organisations/${id}/legal`);
  const [isOpen, setOpen] = useState(false);
  const found = query.data;
  const name = found?.organisation_name ?? t("organisations.one");
  return (
    <Page
      title={t("legal.of_union")} lead={found?.organisation_name} mark={found?.standing && <CodeTag code="CertificateStanding" value={found.standing} tones={CERTIFICATE_TONES} />}
      trail={[{ label: t("organisations.title"), href: "/organisations" }, { label: name, href: `/organisations/${id}` }]}
      actions={found?.actions.map(({ code, label }) => <Button key={code} type="primary" onClick={() => setOpen(true)}>{label}</Button>)}
    >
      <Loaded query={query} rows={8}>{(data) => <Card found={data} />}</Loaded>
      {found && isOpen && <ApplyDialog found={found} onClose={() => setOpen(false)} />}
    </Page>
  );
}

function Card({ found }: { readonly found: UnionLegalOut }) {
  return (
    <>
      <Panel title={t("legal.certificates")} flush>
        {found.certificates.length === 0 ? <Empty title={t("legal.of_union.none")} text={t("legal.of_union.none.text")} /> : (
          <DataTable<LegalCertificateRow> caption={t("legal.certificates")} columns={certificateColumns(true)} rows={found.certificates} rowKey={(row) => row.id} />
        )}
      </Panel>
      {found.applications.length > 0 && (
        <Panel title={t("legal.of_union.applications")} flush>
          <DataTable<LegalRegistrationRow>
            caption={t("legal.of_union.applications")} columns={REGISTRATION_COLUMNS()} rows={found.applications} rowKey={(row) => row.id}
            rowHref={(row) => `/legal-registrations/${row.id}`}
          />
        </Panel>
      )}
    </>
  );
}
