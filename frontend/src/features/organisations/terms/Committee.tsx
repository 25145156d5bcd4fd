/** The people of one term, committee by committee; who has left stands at the end. */
import type { SeatOut } from "@/api/client/types.gen";
import { Button, CodeLabel, DataTable, type Column } from "@/kit";
import { t } from "@/lib/i18n";
import "@/locales/zh/terms";

const BODIES = ["committee", "audit", "women"] as const;

interface CommitteeProps {
  readonly seats: readonly SeatOut[];
  /** Whether departures and corrections may be recorded. */
  readonly mayAct: boolean;
  readonly onOpen: (action: string, seat: SeatOut) => void;
}

export function Committee({ seats, mayAct, onOpen }: CommitteeProps) {
  if (seats.length === 0) return <p className="quiet">{t("terms.seat.none")}</p>;
  return (
    <>
      {BODIES.map((body) => ({ body, rows: seats.filter((seat) => seat.body === body) })).filter(({ rows }) => rows.length > 0).map(({ body, rows }) => (
        <section key={body} className="facts">
          <h2><CodeLabel code="CommitteeBody" value={body} /></h2>
          <DataTable<SeatOut> caption={body} columns={columns(mayAct, onOpen)} rows={rows} rowKey={(seat) => seat.seat_id} />
        </section>
      ))}
    </>
  );
}

function columns(mayAct: boolean, onOpen: CommitteeProps["onOpen"]): Column<SeatOut>[] {
  const act: Column<SeatOut> = {
    key: "act", title: t("terms.seat.act"), width: 180, render: (seat) => (
      <span className="row-gap">
        <Button size="small" onClick={() => onOpen("depart", seat)}>{t("terms.seat.depart")}</Button>
        <Button size="small" onClick={() => onOpen("correct", seat)}>{t("terms.seat.correct")}</Button>
      </span>
    ),
  };
  return [
    { key: "name", title: t("terms.seat.name"), render: (seat) => <Name seat={seat} onOpen={onOpen} /> },
    { key: "role", title: t("terms.seat.role"), render: (seat) => <CodeLabel code="CommitteeRole" value={seat.role} /> },
    { key: "elected", title: t("terms.seat.elected_on"), width: 120, render: (seat) => <span className="number">{seat.elected_on}</span> },
    { key: "relation", title: t("terms.seat.relation"), deskOnly: true, render: (seat) => <CodeLabel code="DeclaredRelation" value={seat.relation} /> },
    { key: "left", title: t("terms.seat.left_on"), width: 180, render: (seat) => <Left seat={seat} /> },
    ...(mayAct ? [act] : []),
  ];
}

function Name({ seat, onOpen }: { readonly seat: SeatOut; readonly onOpen: CommitteeProps["onOpen"] }) {
  return (
    <>
      {seat.member_id ? <button type="button" className="link-button" onClick={() => onOpen("member", seat)}>{seat.name}</button> : seat.name}
      {seat.is_deputy_secretary && <div className="quiet">{t("terms.seat.party")}</div>}
    </>
  );
}

function Left({ seat }: { readonly seat: SeatOut }) {
  if (!seat.left_on) return <>—</>;
  return <><span className="number">{seat.left_on}</span> <CodeLabel code="SeatLeaveReason" value={seat.leave_reason} /></>;
}
