/** The district's check: registrations without a duplicate take effect, the others become cases. */
import { useState } from "react";

import type { CheckOut, MemberRow } from "@/api/client/types.gen";
import { api } from "@/api/client";
import { useSend } from "@/api/query";
import { AppLink, Button, CodeLabel, ErrorSummary, Figure, FigureRow, Count, Page, SearchTable, type Column, type Filter } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/members";

const COLUMNS = (): Column<MemberRow>[] => [
  { key: "name", title: t("members.field.name"), width: 100, render: (row) => row.name },
  { key: "sex", title: t("members.field.sex"), width: 60, render: (row) => <CodeLabel code="SexCode" value={row.sex} /> },
  { key: "union", title: t("members.field.organisation_id"), render: (row) => <AppLink href={`/organisations/${row.organisation_id}`}>{row.organisation_name}</AppLink> },
  { key: "id_no", title: t("members.field.id_no"), width: 170, render: (row) => <span className="number">{row.id_no_masked}</span> },
  { key: "since", title: t("members.pending_since"), width: 110, render: (row) => <span className="number">{row.status_on}</span> },
];

const FILTERS = (): Filter[] => [{ name: "organisation_id", label: t("members.field.organisation_id"), kind: "organisation" }];

export default function CheckPage() {
  const [found, setFound] = useState<CheckOut | null>(null);
  const check = useSend(() => api.post<CheckOut>("/members/check"), { refresh: ["/members", "/organisations", "/board", "/indicators"], onDone: setFound });
  return (
    <Page
      title={t("members.check")} lead={t("members.check.lead")} trail={[{ label: t("members.title"), href: "/members" }]}
      actions={<Button type="primary" aria-disabled={check.busy} onClick={() => { if (!check.busy) void check.send(undefined); }}>{t(check.busy ? "kit.working" : "members.check.run")}</Button>}
    >
      <ErrorSummary error={check.error} />
      {found && <Result found={found} />}
      <SearchTable<MemberRow>
        path="/members" caption={t("members.check.pending")} columns={COLUMNS()} filters={FILTERS()} fixed={{ status: "pending" }} search={t("members.search")}
        rowKey={(row) => row.id} rowHref={(row) => `/members/${row.id}`} empty={{ title: t("members.check.none"), text: t("members.check.none.text") }}
      />
    </Page>
  );
}

function Result({ found }: { readonly found: CheckOut }) {
  return (
    <section role="status" aria-label={t("members.check.result")}>
      <FigureRow>
        <Figure label={t("members.check.checked")} value={<Count value={found.checked} />} />
        <Figure label={t("members.check.activated")} value={<Count value={found.activated} />} />
        <Figure label={t("members.check.cases")} value={<Count value={found.cases} />} href="/members/cases?status=awaiting_district" />
        <Figure label={t("members.check.escalated")} value={<Count value={found.escalated} />} href="/members/cases?status=awaiting_district" />
        <Figure label={t("members.check.remaining")} value={<Count value={found.remaining} />} />
      </FigureRow>
    </section>
  );
}
