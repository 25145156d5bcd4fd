/** The membership ledger of a person, newest first: what happened, when it took effect, when and by whom it was recorded. */
import type { MemberEventOut } from "@/api/client/types.gen";
import { CodeLabel, Empty } from "@/kit";
import { moment } from "@/lib/dates";
import { t } from "@/lib/i18n";
import "@/locales/zh/members";

export function Ledger({ events }: { readonly events: readonly MemberEventOut[] }) {
  if (events.length === 0) return <Empty title={t("members.ledger.empty")} />;
  return (
    <ol className="trail">
      {[...events].sort((a, b) => b.sequence - a.sequence).map((event) => (
        <li key={event.id}>
          <div className="trail-head">
            <strong><CodeLabel code="MembershipEventKind" value={event.kind} /></strong>
            <span className="number">{event.effective_on}</span>
            {route(event) && <span>{route(event)}</span>}
            {event.reason && <span><CodeLabel code="ChangeReason" value={event.reason} /></span>}
          </div>
          {(event.note || event.document_no) && <p className="trail-note">{[event.document_no, event.note].filter(Boolean).join("，")}</p>}
          <p className="quiet">
            {t("members.ledger.recorded", { at: moment(event.recorded_at), name: event.operator_name || "—" })}
            <CodeLabel code="MemberSource" value={event.source} />
          </p>
        </li>
      ))}
    </ol>
  );
}

function route({ from_organisation_name: from, to_organisation_name: to }: MemberEventOut): string {
  if (from && to) return `${from} → ${to}`;
  return from ? t("members.ledger.from", { name: from }) : to;
}
