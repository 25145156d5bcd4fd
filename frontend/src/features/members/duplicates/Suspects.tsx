/** Registered members whom somebody about to be registered resembles; shown before the registration is sent. */
import type { SuspectOut } from "@/api/client/types.gen";
import { Alert, AppLink, CodeLabel, DataTable, type Column } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/memberRecords";
import "@/locales/zh/members";

const COLUMNS = (): Column<SuspectOut>[] => [
  { key: "name", title: t("members.field.name"), render: ({ member }) => <AppLink href={`/members/${member.member_id}`}>{member.name}</AppLink> },
  { key: "union", title: t("members.field.organisation_id"), render: ({ member }) => member.organisation_name },
  { key: "id", title: t("members.field.id_no"), render: ({ member }) => <span className="number">{member.id_no_masked}</span> },
  { key: "mobile", title: t("members.field.mobile"), render: ({ member }) => <span className="number">{member.mobile_masked || "—"}</span> },
  { key: "status", title: t("members.field.status"), render: ({ member }) => <CodeLabel code="MemberState" value={member.status} /> },
  { key: "reasons", title: t("records.pair.reasons"), render: ({ reasons }) => reasons.map(({ label }) => label).join("；") },
];

export function Suspects({ items }: { readonly items: readonly SuspectOut[] }) {
  if (items.length === 0) return null;
  return (
    <section aria-label={t("records.suspects")} className="gap-below">
      <Alert type="warning" showIcon className="gap-below" title={t("records.suspects")} description={t("records.suspects.lead")} />
      <DataTable<SuspectOut> caption={t("records.suspects")} columns={COLUMNS()} rows={items} rowKey={({ member }) => member.member_id} />
    </section>
  );
}
