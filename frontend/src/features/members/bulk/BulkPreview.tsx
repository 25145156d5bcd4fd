/** What an act over many members would do, the ones it cannot be done to first. */
import type { BulkPreviewOut, BulkPreviewRow } from "@/api/client/types.gen";
import { Button, CodeLabel, DataTable, ErrorSummary, type Column } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/lifecycle";
import "@/locales/zh/members";

const SHOWN = 50;

const COLUMNS = (): Column<BulkPreviewRow>[] => [
  { key: "name", title: t("members.field.name"), width: 100, render: (row) => row.person_name },
  { key: "union", title: t("members.field.organisation_id"), render: (row) => row.organisation_name },
  { key: "status", title: t("members.field.status"), width: 90, render: (row) => <CodeLabel code="MemberState" value={row.status} /> },
  { key: "problem", title: t("bulk.outcome"), render: (row) => (row.problem ? <><span className="text-error">{row.problem}</span><div className="quiet">{row.fix}</div></> : t("bulk.ok")) },
];

interface BulkPreviewProps {
  readonly preview: BulkPreviewOut;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onBack: () => void;
  readonly onApply: () => void;
}

export function BulkPreview({ preview, busy, error, onBack, onApply }: BulkPreviewProps) {
  return (
    <>
      <ErrorSummary error={error} />
      <p className="gap-below" role="status">{t("bulk.counts", { valid: preview.valid, excepted: preview.excepted })}</p>
      <DataTable<BulkPreviewRow> caption={t("bulk.preview")} columns={COLUMNS()} rows={preview.rows.slice(0, SHOWN)} rowKey={(row) => row.member_id} />
      {preview.rows.length > SHOWN && <p className="quiet gap-above">{t("bulk.more", { n: preview.rows.length - SHOWN })}</p>}
      <div className="form-foot">
        <Button type="primary" disabled={preview.valid === 0} aria-disabled={busy} onClick={() => { if (!busy) onApply(); }}>{t(busy ? "kit.working" : "bulk.apply", { n: preview.valid })}</Button>
        <Button onClick={onBack}>{t("bulk.back")}</Button>
      </div>
    </>
  );
}
