/** The columns of applications and of certificates. */
import type { LegalCertificateRow, LegalRegistrationRow } from "@/api/client/types.gen";
import { CodeLabel, CodeTag, ToneTag, type Column } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/legal";

import { CERTIFICATE_TONES, LEGAL_TONES } from "./looks";

const day = (value: string | null) => <span className="number">{value ?? "—"}</span>;

export const REGISTRATION_COLUMNS = (): Column<LegalRegistrationRow>[] => [
  { key: "union", title: t("legal.union"), render: (row) => row.organisation_name },
  { key: "kind", title: t("legal.kind"), width: 110, render: (row) => <CodeLabel code="LegalKind" value={row.kind} /> },
  { key: "applied", title: t("legal.applied_on"), width: 120, render: (row) => day(row.applied_on) },
  {
    key: "due", title: t("legal.decide_by"), width: 170, render: (row) => (
      <span className="row-gap">{day(row.decide_by)}{row.is_late && <ToneTag tone="problem">{t("legal.late")}</ToneTag>}</span>
    ),
  },
  { key: "decided", title: t("legal.decided_on"), width: 120, render: (row) => day(row.decided_on) },
  { key: "status", title: t("legal.status"), width: 110, render: (row) => <CodeTag code="LegalState" value={row.status} tones={LEGAL_TONES} /> },
];

/** The first column is the union in the register's list, the number on the union's own page. */
export function certificateColumns(ofUnion: boolean): Column<LegalCertificateRow>[] {
  const union: Column<LegalCertificateRow> = { key: "union", title: t("legal.union"), render: (row) => row.organisation_name };
  return [
    ...(ofUnion ? [] : [union]),
    { key: "no", title: t("legal.certificate.no"), render: (row) => <span className="number">{row.certificate_no}</span> },
    { key: "uscc", title: t("legal.certificate.uscc"), render: (row) => <span className="number">{row.union_uscc}</span>, deskOnly: true },
    { key: "representative", title: t("legal.certificate.representative"), width: 110, render: (row) => row.representative },
    { key: "to", title: t("legal.certificate.valid"), width: 120, render: (row) => day(row.valid_to) },
    { key: "left", title: t("legal.certificate.left"), width: 110, align: "right", render: (row) => <Left row={row} /> },
    { key: "standing", title: t("legal.certificate.standing"), width: 110, render: (row) => <CodeTag code="CertificateStanding" value={row.standing} tones={CERTIFICATE_TONES} /> },
  ];
}

function Left({ row }: { readonly row: LegalCertificateRow }) {
  if (row.standing === "cancelled") return <>—</>;
  const isOver = row.days_left < 0;
  const text = isOver ? t("legal.certificate.over", { n: -row.days_left }) : t("legal.certificate.days", { n: row.days_left });
  return <span className={isOver ? "number text-error" : "number"}>{text}</span>;
}
