/** What the import would do, row by row where something is to be said, and the decision. */
import type { RollImportOut, RollRowOut } from "@/api/client/types.gen";
import { Alert, AppLink, CodeTag, SearchTable, type Column, type Filter } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/members";

import { ImportActions } from "./ImportActions";
import { ImportNumbers } from "./ImportNumbers";
import { VERDICT_TONES } from "./looks";

const COLUMNS = (): Column<RollRowOut>[] => [
  { key: "row", title: t("members.row.number"), width: 80, render: (row) => <span className="number">{t("members.row.nth", { n: row.row_number })}</span> },
  { key: "verdict", title: t("members.row.verdict"), width: 136, render: (row) => <CodeTag code="RowVerdict" value={row.verdict} tones={VERDICT_TONES} /> },
  { key: "outcome", title: t("members.row.outcome"), width: 80, render: (row) => <CodeTag code="RowOutcome" value={row.outcome} /> },
  { key: "findings", title: t("members.row.findings"), render: (row) => <Findings row={row} /> },
];

const FILTERS = (): Filter[] => [{ name: "verdict", label: t("members.row.verdict"), kind: "code", code: "RowVerdict" }];

export function ImportPreview({ item }: { readonly item: RollImportOut }) {
  return (
    <>
      {item.repeats_id && (
        <Alert type="info" showIcon className="gap-below" title={t("members.import.repeats")} action={<AppLink href={`/members/imports/${item.repeats_id}`}>{t("members.import.repeats.open")}</AppLink>} />
      )}
      <ImportNumbers item={item} />
      <ImportActions item={item} />
      <ImportRows id={item.id} rejected={item.rejected} />
    </>
  );
}

function ImportRows({ id, rejected }: { readonly id: string; readonly rejected: number }) {
  return (
    <div className="gap-above">
      <h2 className="import-rows-title">{t("members.rows")}</h2>
      <p className="quiet gap-below">{t("members.rows.lead")} {rejected > 0 && <AppLink className="import-only" href={`/members/imports/${id}?verdict=reject`}>{t("members.rows.only_rejected", { n: rejected })}</AppLink>}</p>
      <SearchTable<RollRowOut>
        path={`/members/imports/${id}/rows`} caption={t("members.rows")} columns={COLUMNS()} filters={FILTERS()}
        rowKey={(row) => String(row.row_number)} empty={{ title: t("members.rows.none") }}
      />
    </div>
  );
}

function Findings({ row }: { readonly row: RollRowOut }) {
  const found = row.findings.length > 0 ? row.findings : [{ level: "", kind: row.kind, column: row.column_name, message: row.message, fix: row.fix }];
  return (
    <ul className="import-findings">
      {found.filter(({ message }) => message).map((one) => (
        <li key={`${one.column}${one.kind}${one.message}`} className={one.level === "reject" ? "text-error" : undefined}>
          {one.column && <strong>{one.column}：</strong>}{one.message}{one.fix && <span className="quiet"> {one.fix}</span>}
        </li>
      ))}
    </ul>
  );
}
