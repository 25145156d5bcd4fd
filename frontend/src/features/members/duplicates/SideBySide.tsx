/** The particulars of two records, one line each, the differing ones marked. */
import type { ReactNode } from "react";

import type { PairOut, SideOut } from "@/api/client/types.gen";
import { AppLink, CodeLabel, DataTable, MaskedValue, ToneTag, type Column } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/memberRecords";
import "@/locales/zh/members";

interface Line {
  readonly field: string;
  readonly label: string;
  readonly values: readonly ReactNode[];
  readonly differs: boolean;
}

type Show = (side: SideOut) => ReactNode;

const masked = (field: string, label: string, value: (side: SideOut) => string): Show => (side) => (
  <MaskedValue masked={value(side)} field={field} label={label} purposes="RevealPurpose" revealPath={side.can_reveal ? `/members/${side.member_id}/reveal` : undefined} />
);

function lines(item: PairOut): Line[] {
  const rows: readonly [field: string, same: (side: SideOut) => unknown, show: Show][] = [
    ["name", (side) => side.name, (side) => <AppLink href={`/members/${side.member_id}`}>{side.name}</AppLink>],
    ["organisation_id", (side) => side.organisation_name, (side) => side.organisation_name],
    ["status", (side) => side.status, (side) => <><CodeLabel code="MemberState" value={side.status} /> <span className="quiet number">{side.status_on}</span></>],
    ["id_type", (side) => side.id_type, (side) => <CodeLabel code="IdType" value={side.id_type} />],
    ["id_no", (side) => side.id_no_masked, masked("id_no", t("members.field.id_no"), (side) => side.id_no_masked)],
    ["sex", (side) => side.sex, (side) => <CodeLabel code="SexCode" value={side.sex} />],
    ["birth_date", (side) => side.birth_year, masked("birth_date", t("members.field.birth_date"), (side) => t("members.birth_masked", { year: side.birth_year }))],
    ["mobile", (side) => side.mobile_masked, masked("mobile", t("members.field.mobile"), (side) => side.mobile_masked)],
    ["joined_on", (side) => side.joined_on, (side) => <span className="number">{side.joined_on}</span>],
    ["member_no", () => "", (side) => <span className="number">{side.member_no}</span>],
    ["employer_name", (side) => side.employer_name, (side) => side.employer_name || "—"],
    ["job", (side) => side.job, (side) => side.job || "—"],
    ["source", () => "", (side) => <CodeLabel code="MemberSource" value={side.source} />],
  ];
  return rows.map(([field, same, show]) => ({
    field, label: t(`members.field.${field}` as never), values: item.sides.map(show), differs: new Set(item.sides.map(same)).size > 1,
  }));
}

const COLUMNS = (): Column<Line>[] => [
  { key: "field", title: t("records.change.field"), width: 150, render: (line) => <>{line.label} {line.differs && <ToneTag tone="attention">{t("records.pair.differs")}</ToneTag>}</> },
  { key: "first", title: t("records.pair.first"), render: (line) => line.values[0] },
  { key: "second", title: t("records.pair.second"), render: (line) => line.values[1] },
];

export function SideBySide({ item }: { readonly item: PairOut }) {
  return <DataTable<Line> caption={t("records.pair.sides")} columns={COLUMNS()} rows={lines(item)} rowKey={(line) => line.field} />;
}
