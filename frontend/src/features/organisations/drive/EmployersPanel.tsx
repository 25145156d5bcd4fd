/** The employers of a union with since when, and their sizes of the newest listed year. */
import type { CoveredEmployers, OrganisationOut } from "@/api/client/types.gen";
import { useApi } from "@/api/query";
import { CodeLabel, DataTable, Empty, Loaded, Panel, ToneTag, type Column } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/founding";
import "@/locales/zh/organisations";

type Row = CoveredEmployers["items"][number];
type Employer = OrganisationOut["employers"][number];

export function EmployersPanel({ card }: { readonly card: OrganisationOut }) {
  const query = useApi<CoveredEmployers>(`/organisations/${card.id}/employers`);
  const known = new Map(card.employers.map((one) => [one.name, one]));
  return (
    <Panel title={t("organisations.employers")} extra={query.data?.is_large && <ToneTag tone="active">{t("sizes.large", { n: query.data.large_from })}</ToneTag>} flush>
      <Loaded query={query} rows={2}>
        {(data) => (data.items.length === 0 ? <Empty title={t("organisations.employers.empty")} /> : (
          <DataTable caption={t("organisations.employers")} columns={columnsOf(known)} rows={data.items} rowKey={(row) => row.id} />
        ))}
      </Loaded>
    </Panel>
  );
}

const columnsOf = (known: ReadonlyMap<string, Employer>): Column<Row>[] => [
  { key: "name", title: t("organisations.employer.name"), render: (row) => row.name },
  { key: "uscc", title: t("organisations.employer.employer_uscc"), render: (row) => <span className="number">{row.employer_uscc ?? "—"}</span> },
  { key: "economy", title: t("organisations.field.economic_type"), render: (row) => <Code code="EconomicType" value={known.get(row.name)?.economic_type} /> },
  { key: "industry", title: t("organisations.field.industry"), render: (row) => <Code code="Industry" value={known.get(row.name)?.industry} /> },
  { key: "since", title: t("sizes.since"), width: 200, render: (row) => <span className="number">{row.valid_to ? t("sizes.until", { from: row.valid_from, to: row.valid_to }) : row.valid_from}</span> },
  { key: "size", title: t("sizes.size"), render: (row) => <Size row={row} /> },
];

function Code({ code, value }: { readonly code: string; readonly value: string | undefined }) {
  return value ? <CodeLabel code={code} value={value} /> : <>—</>;
}

function Size({ row }: { readonly row: Row }) {
  const newest = row.sizes[0];
  if (!newest) return <>—</>;
  const people = newest.headcount === null ? "" : t("sizes.people", { n: newest.headcount });
  return <>{`${String(newest.year)}：${t(newest.is_above_scale ? "sizes.above" : "sizes.below")}${people}`}</>;
}
