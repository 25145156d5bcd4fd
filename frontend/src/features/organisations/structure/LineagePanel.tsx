/** Where a union comes from, what came out of it, and the changes that name it; silent when there are none. */
import type { LineageOut } from "@/api/client/types.gen";
import { useApi } from "@/api/query";
import { useCan } from "@/api/session";
import { AppLink, Button, CodeLabel, CodeTag, Panel, useGo } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/structure";

import { CHANGE_TONES } from "./looks";

type Relative = LineageOut["predecessors"][number];

export function LineagePanel({ id }: { readonly id: string }) {
  const { data } = useApi<LineageOut>(`/organisations/${id}/lineage`);
  const can = useCan();
  const go = useGo();
  if (!data) return null;
  const ask = can("organisations:restructure") && <Button onClick={() => go(`/structure-changes/new?organisation_id=${id}`)}>{t("structure.new")}</Button>;
  return (
    <Panel title={t("structure.lineage")} extra={ask}>
      <Relatives title={t("structure.predecessors")} rows={data.predecessors} />
      <Relatives title={t("structure.successors")} rows={data.successors} />
      {data.changes.length === 0 ? <p className="quiet">{t("structure.lineage.empty")}</p> : (
        <ul className="plain-list">
          {data.changes.map((change) => (
            <li key={change.id} className="row-gap">
              <span className="number">{change.effective_on}</span>
              <AppLink href={`/structure-changes/${change.id}`}>{change.title}</AppLink>
              <CodeTag code="StructureState" value={change.status} tones={CHANGE_TONES} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Relatives({ title, rows }: { readonly title: string; readonly rows: readonly Relative[] }) {
  if (rows.length === 0) return null;
  return (
    <p>
      <span className="quiet">{title}：</span>
      {rows.map((row) => (
        <span key={row.organisation_id} className="structure-relative">
          {row.is_open ? <AppLink href={`/organisations/${row.organisation_id}`}>{row.name}</AppLink> : row.name}
          （<span className="number">{row.effective_on}</span> <CodeLabel code="StructureKind" value={row.kind} />）
        </span>
      ))}
    </p>
  );
}
