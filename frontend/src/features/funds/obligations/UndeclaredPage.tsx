/** Months whose last day to pay is over and that were not declared; each opens to its declaration. */
import type { UndeclaredRow } from "@/api/client/types.gen";
import { useCan } from "@/api/session";
import { Page, SearchTable, type Column } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/fundsObligations";

const PATH = "/funds/obligations/undeclared";

const COLUMNS = (): Column<UndeclaredRow>[] => [
  { key: "payer", title: t("undeclared.payer"), render: (row) => row.payer_name },
  { key: "organisation", title: t("undeclared.organisation"), render: (row) => row.organisation_name },
  { key: "period", title: t("undeclared.period"), width: 120, render: (row) => <span className="number">{row.period}</span> },
  { key: "due_on", title: t("undeclared.due_on"), width: 140, render: (row) => <span className="number">{row.due_on}</span> },
];

export default function UndeclaredPage() {
  const can = useCan();
  const href = ({ payer_id, period }: UndeclaredRow) =>
    can("funds:declare") ? `/funds/declarations/new?payer_id=${payer_id}&period=${period}` : `/funds/payers/${payer_id}/months/${period}`;
  return (
    <Page title={t("undeclared.title")} lead={t("undeclared.lead")} trail={[{ label: t("funds.home"), href: "/funds" }]}>
      <SearchTable<UndeclaredRow>
        path={PATH} caption={t("undeclared.title")} columns={COLUMNS()} rowKey={(row) => `${row.payer_id} ${row.period}`} rowHref={href}
        empty={{ title: t("undeclared.empty"), text: t("undeclared.empty.text") }}
      />
    </Page>
  );
}
