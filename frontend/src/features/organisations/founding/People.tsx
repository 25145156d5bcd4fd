/** Candidates as filed, and who was elected with how many votes. */
import type { FoundingOut } from "@/api/client/types.gen";
import { CodeLabel, DataTable, Facts, Panel, type Column } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/founding";
import "@/locales/zh/terms";

type Candidate = NonNullable<FoundingOut["slate"]>["candidates"][number];
type Elected = FoundingOut["elections"][number]["elected"][number];

const CANDIDATES = (): Column<Candidate>[] => [
  { key: "name", title: t("terms.seat.name"), render: (row) => row.name },
  { key: "role", title: t("terms.seat.role"), render: (row) => <CodeLabel code="CommitteeRole" value={row.role} /> },
  { key: "relation", title: t("terms.seat.relation"), render: (row) => <CodeLabel code="DeclaredRelation" value={row.relation} /> },
];

const ELECTED = (): Column<Elected>[] => [
  { key: "name", title: t("terms.seat.name"), render: (row) => row.name },
  { key: "role", title: t("terms.seat.role"), render: (row) => <CodeLabel code="CommitteeRole" value={row.role} /> },
  { key: "votes", title: t("reelections.report.votes"), align: "right", width: 90, render: (row) => <span className="number">{row.votes}</span> },
];

export function People({ item }: { readonly item: FoundingOut }) {
  const election = item.elections[0];
  if (election) return <Election election={election} earlier={item.elections.length - 1} />;
  if (!item.slate) return null;
  return (
    <Panel title={t("founding.slate.filed", { n: item.slate.seats, on: item.slate.filed_on })} flush>
      <DataTable caption={t("founding.candidates")} columns={CANDIDATES()} rows={item.slate.candidates} rowKey={(row) => `${row.role}${row.name}`} />
    </Panel>
  );
}

function Election({ election, earlier }: { readonly election: FoundingOut["elections"][number]; readonly earlier: number }) {
  const facts = [
    { key: "on", label: t("founding.field.elected_on"), value: <span className="number">{election.elected_on}</span> },
    { key: "assembly", label: t("founding.field.assembly"), value: <CodeLabel code="ElectingAssembly" value={election.assembly} /> },
    { key: "entitled", label: t("founding.field.entitled"), value: election.entitled },
    { key: "present", label: t("founding.field.present"), value: election.present },
    { key: "candidates", label: t("founding.field.candidate_count"), value: election.candidates },
    { key: "years", label: t("founding.field.years"), value: election.years },
    ...(earlier > 0 ? [{ key: "earlier", label: t("founding.election.earlier"), value: earlier }] : []),
  ];
  return (
    <>
      <Panel title={t("founding.election.reported")}><Facts facts={facts} /></Panel>
      <Panel title={t("founding.elected")} flush>
        <DataTable caption={t("founding.elected")} columns={ELECTED()} rows={election.elected} rowKey={(row) => `${row.role}${row.name}`} />
      </Panel>
    </>
  );
}
