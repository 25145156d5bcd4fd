/** Who looked at this record: cards opened, values revealed, files taken; newest first, for whoever may know. */
import { useState } from "react";

import type { RecordViewOut, RecordViewPage } from "@/api/client/types.gen";
import { useApi } from "@/api/query";
import { useCan } from "@/api/session";
import { moment } from "@/lib/dates";
import { t } from "@/lib/i18n";

import { Button } from "./base";
import { CodeLabel } from "./Code";
import { DataTable, type Column } from "./DataRows";
import { Loaded } from "./Loaded";
import { Panel } from "./Page";

interface RecordViewsProps {
  /** As the server calls the kind of record, e.g. "member". */
  readonly objectType: string;
  readonly objectId: string;
}

const PAGE_SIZE = 10;

const COLUMNS = (): Column<RecordViewOut>[] => [
  { key: "person", title: t("kit.looks.person"), width: 140, render: (row) => row.person_name },
  { key: "role", title: t("kit.looks.role"), width: 160, render: (row) => <CodeLabel code="Role" value={row.role} /> },
  { key: "at", title: t("kit.looks.at"), width: 160, render: (row) => <span className="number">{moment(row.at)}</span> },
  { key: "kind", title: t("kit.looks.kind"), width: 130, render: (row) => <CodeLabel code="ViewKind" value={row.kind} /> },
  { key: "detail", title: t("kit.looks.detail"), render: (row) => row.detail || "—" },
];

export function RecordViews({ objectType, objectId }: RecordViewsProps) {
  const can = useCan();
  return can("views:read") ? <Looks objectType={objectType} objectId={objectId} /> : null;
}

function Looks({ objectType, objectId }: RecordViewsProps) {
  const [cursors, setCursors] = useState<readonly string[]>([]);
  const query = useApi<RecordViewPage>("/record-views", {
    object_type: objectType, object_id: objectId, limit: PAGE_SIZE, cursor: cursors.at(-1),
  });
  return (
    <Panel title={t("kit.looks")}>
      <p className="quiet gap-below">{t("kit.looks.lead")}</p>
      <Loaded query={query} rows={3}>
        {({ items, next_cursor: next, total }) => (
          <>
            {items.length > 0
              ? <DataTable caption={t("kit.looks")} columns={COLUMNS()} rows={items} rowKey={(row) => row.id} />
              : <p>{t("kit.looks.none")}</p>}
            {(next || cursors.length > 0) && (
              <div className="row-gap gap-above">
                <span className="quiet">{t("kit.looks.total", { n: total })}</span>
                <Button disabled={cursors.length === 0} onClick={() => setCursors(cursors.slice(0, -1))}>{t("kit.looks.newer")}</Button>
                <Button disabled={!next} onClick={() => next && setCursors([...cursors, next])}>{t("kit.looks.older")}</Button>
              </div>
            )}
          </>
        )}
      </Loaded>
    </Panel>
  );
}
