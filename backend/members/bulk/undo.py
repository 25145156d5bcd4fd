"""Takes an act over many members back, by opposite lines; whoever has moved on since stays as they are."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from backend.kernel import clock, history
from backend.kernel.authz import Actor, within
from backend.kernel.db import as_system
from backend.members import ledger, rules
from backend.members.bulk.codes import BulkAction, BulkKind, BulkOutcome
from backend.members.bulk.models import BulkRow, BulkRun
from backend.members.bulk.rules import BULK_WORKFLOW, LEDGER, OPPOSITE
from backend.members.bulk.selection import standings_of
from backend.members.bulk.writing import Line, write_groups, write_lines
from backend.members.cases import service as cases
from backend.members.codes import ChangeReason, MemberSource, MemberState
from backend.members.codes import MembershipEventKind as Kind
from backend.members.lookups import among_ids
from backend.members.models import Member
from backend.members.queries import M

W: Any = BulkRow
MOVED_ON = "此后又有变动，没有撤销"


def undo(session: Session, actor: Actor, run: BulkRun, note: str, expected_version: int) -> BulkRun:
    """Write the opposite line for every member whose last change this still is.

    Raises Invalid, Forbidden, Conflict (undone already, a member elsewhere by now) and StaleVersion.
    """
    history.advance(
        session,
        actor,
        BULK_WORKFLOW,
        run,
        BulkAction.UNDO.value,
        note=note,
        expected_version=expected_version,
    )
    rows = _rows(session, actor, run)
    members = _locked(session, actor, [row.member_id for row in rows])
    if run.kind is BulkKind.GROUP:
        back = [row for row in rows if members[row.member_id].group_eight is run.group_eight]
        write_groups(session, actor, [(members[row.member_id], row.group_before) for row in back])
    else:
        back = _undo_lines(session, actor, run, rows, members, note)
    returned = {row.id for row in back}
    for row in rows:
        is_back = row.id in returned
        row.outcome = BulkOutcome.UNDONE if is_back else BulkOutcome.KEPT
        row.problem = "" if is_back else MOVED_ON
        session.add(row)
    session.flush()
    return run


def _rows(session: Session, actor: Actor, run: BulkRun) -> list[BulkRow]:
    statement = (
        select(BulkRow)
        .where(within(BulkRow, actor), W.run_id == run.id, W.outcome == BulkOutcome.DONE)
        .order_by(W.id)
    )
    return list(session.execute(statement).scalars())


def _locked(session: Session, actor: Actor, ids: list[UUID]) -> dict[UUID, Member]:
    statement = (
        select(Member)
        .where(within(Member, actor), among_ids(session, M.id, ids))
        .order_by(M.id)
        .with_for_update(of=Member)
        .execution_options(populate_existing=True)
    )
    return {member.id: member for member in session.execute(statement).scalars()}


def _undo_lines(
    session: Session, actor: Actor, run: BulkRun, rows: list[BulkRow], members: dict[UUID, Member], note: str
) -> list[BulkRow]:
    standings = standings_of(session, actor, [row.member_id for row in rows])
    back = [row for row in rows if standings[row.member_id].lines == row.sequence]
    lines = []
    for row in back:
        standing = standings[row.member_id]
        lines.append(Line(members[row.member_id], standing, _opposite(run, standing, note)))
    write_lines(session, actor, lines)
    if run.kind is BulkKind.TRANSFER:
        with as_system(session):
            for row in back:
                cases.close_transfers_of(session, actor, members[row.member_id])
    return back


def _opposite(run: BulkRun, standing: rules.Standing, note: str) -> ledger.Change:
    kind = LEDGER[run.kind]
    if kind is Kind.TRANSFER_OUT:
        was_retained = standing.before is not None and standing.before.state is MemberState.RETAINED
        opposite = Kind.RETAIN if was_retained else Kind.RESUME
    else:
        opposite = OPPOSITE[kind]
    reason = ChangeReason.EMPLOYMENT if opposite is Kind.RETAIN else None
    on = standing.since if opposite is Kind.ANNUL and standing.since else clock.today()
    return ledger.Change(opposite, on, reason, f"撤销批量办理：{note}", source=MemberSource.BULK)
