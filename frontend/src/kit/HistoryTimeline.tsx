/** The approval trail: who did what, when, with which opinion; newest first. */
import type { HistoryEntry } from "@/api/types";
import { moment } from "@/lib/dates";
import { t } from "@/lib/i18n";

import { CodeLabel } from "./Code";
import { Empty } from "./Empty";

export function HistoryTimeline({ entries }: { readonly entries: readonly HistoryEntry[] }) {
  if (entries.length === 0) return <Empty title={t("kit.history.empty")} />;
  const newest = [...entries].sort((a, b) => b.at.localeCompare(a.at));
  return (
    <ol className="trail">
      {newest.map((entry) => (
        <li key={entry.id}>
          <div className="trail-head">
            <strong>{entry.action_label}</strong>
            <span>{entry.person_name}（<CodeLabel code="Role" value={entry.role} />{entry.on_behalf ? t("kit.history.behalf") : ""}）</span>
            <time dateTime={entry.at}>{moment(entry.at)}</time>
          </div>
          {entry.note && <p className="trail-note">{entry.note}</p>}
        </li>
      ))}
    </ol>
  );
}
