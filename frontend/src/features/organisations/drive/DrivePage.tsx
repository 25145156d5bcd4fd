/** The register of employers that should found a union: rate, who is late, the list. */
import type { DriveRow, DriveSummary } from "@/api/client/types.gen";
import { useCodeLabel } from "@/api/codes";
import { useApi } from "@/api/query";
import { useCan } from "@/api/session";
import { AppLink, Button, CodeTag, DataTable, Figure, FigureRow, Loaded, Page, Panel, SearchTable, ToneTag, useGo, type Column, type Filter } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/founding";
import "@/locales/zh/organisations";

import { DRIVE, SIZES, STAGE_TONES } from "./looks";

const COLUMNS = (): Column<DriveRow>[] => [
  { key: "name", title: t("organisations.employer.name"), render: (row) => row.name },
  { key: "place", title: t("drive.place"), render: (row) => row.organisation_name },
  { key: "employees", title: t("founding.employees"), width: 90, align: "right", render: (row) => <span className="number">{row.employees ?? "—"}</span> },
  { key: "target", title: t("drive.field.target_on"), width: 150, render: (row) => <Target row={row} /> },
  { key: "owner", title: t("drive.field.owner_name"), width: 90, render: (row) => row.owner_name },
  { key: "stage", title: t("drive.stage"), width: 100, render: (row) => <CodeTag code="DriveStage" value={row.stage} tones={STAGE_TONES} /> },
];

const FILTERS = (): Filter[] => [
  { name: "stage", label: t("drive.stage"), kind: "code", code: "DriveStage" },
  { name: "is_overdue", label: t("drive.overdue"), kind: "choice", options: [{ value: "true", label: t("drive.overdue.only") }] },
  { name: "organisation_id", label: t("drive.place"), kind: "organisation" },
];

export default function DrivePage() {
  const can = useCan();
  const go = useGo();
  const summary = useApi<DriveSummary>("/founding-drive/summary");
  return (
    <Page
      title={t("drive.title")} lead={t("drive.lead")} trail={[{ label: t("organisations.title"), href: "/organisations" }]}
      actions={(
        <>
          {can("organisations:sizes") && <Button onClick={() => go(SIZES)}>{t("sizes.title")}</Button>}
          {can("organisations:drive") && <Button type="primary" onClick={() => go(`${DRIVE}/new`)}>{t("drive.new")}</Button>}
        </>
      )}
    >
      <Loaded query={summary} rows={2}>{(data) => <Summary data={data} />}</Loaded>
      <SearchTable<DriveRow>
        path="/founding-drive" exportPath="/founding-drive/export" caption={t("drive.title")} columns={COLUMNS()} filters={FILTERS()} search={t("drive.search")} rowKey={(row) => row.id}
        rowHref={(row) => `${DRIVE}/${row.id}`} empty={{ title: t("drive.empty"), text: t("drive.empty.text") }}
      />
    </Page>
  );
}

function Target({ row }: { readonly row: DriveRow }) {
  return (
    <span className="row-gap">
      <span className="number">{row.target_on}</span>
      {row.is_overdue && <ToneTag tone="problem">{t("drive.overdue.mark")}</ToneTag>}
    </span>
  );
}

function Summary({ data }: { readonly data: DriveSummary }) {
  const stageLabel = useCodeLabel("DriveStage");
  return (
    <>
      <FigureRow>
        <Figure label={t("drive.rate")} value={`${(data.rate / 100).toFixed(2)}%`} note={t("drive.rate.of", { n: data.unionised, all: data.on_register })} href="/indicators/organisations.founding_rate" />
        {Object.entries(data.stages).filter(([, count]) => count > 0).map(([stage, count]) => (
          <Figure key={stage} label={stageLabel(stage)} value={count} href={`${DRIVE}?stage=${stage}`} />
        ))}
      </FigureRow>
      {data.overdue.length > 0 && (
        <Panel title={t("drive.overdue.by_owner")} flush>
          <DataTable caption={t("drive.overdue.by_owner")} columns={OVERDUE()} rows={data.overdue.slice(0, 5)} rowKey={(row) => `${row.organisation_id}${row.owner_name}`} />
        </Panel>
      )}
    </>
  );
}

const OVERDUE = (): Column<DriveSummary["overdue"][number]>[] => [
  { key: "owner", title: t("drive.field.owner_name"), render: (row) => row.owner_name },
  { key: "place", title: t("drive.place"), render: (row) => row.organisation_name },
  { key: "n", title: t("drive.overdue.count"), align: "right", width: 90, render: (row) => <AppLink href={`${DRIVE}?is_overdue=true&organisation_id=${row.organisation_id}`}>{row.overdue}</AppLink> },
  { key: "oldest", title: t("drive.overdue.oldest"), width: 130, render: (row) => <span className="number">{row.oldest_target_on}</span> },
];
