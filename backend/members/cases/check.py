"""The check of waiting registrations: clean ones become members at once, the others a case for the district."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update
from sqlmodel import Session

from backend.kernel import audit, clock, history, outbox
from backend.kernel.authz import Actor, within
from backend.kernel.db import as_system, bulk_insert, scoped_row
from backend.kernel.errors import Conflict
from backend.kernel.parameters import lookup
from backend.members import ledger, rules
from backend.members.cases.rules import CASE_WORKFLOW, OPEN
from backend.members.cases.service import end_at_sender, take_in
from backend.members.codes import CaseAction, CaseKind, CaseState, MemberSource, MemberState
from backend.members.codes import MembershipEventKind as Kind
from backend.members.lookups import among_ids
from backend.members.models import Member, MembershipEvent, TransferCase
from backend.members.parameters import TRANSFER_TIMEOUT
from backend.members.queries import M

C: Any = TransferCase
E: Any = MembershipEvent
AT_ONCE = 5_000
_COLUMNS = (
    M.id,
    M.district_id,
    M.org_path,
    M.organisation_id,
    M.name,
    M.id_no_index,
    M.status_on,
    M.first_kind,
)


@dataclass(frozen=True, slots=True)
class Checked:
    """What one run of the check did."""

    checked: int
    activated: int
    cases: int
    escalated: int
    remaining: int


def check_pending(session: Session, actor: Actor) -> Checked:
    """Check up to 5,000 waiting registrations in the caller's reach, the oldest first.

    Of two registrations of one person the first becomes the member. Raises Conflict when somebody else checks now.
    """
    escalated = _escalate_old(session, actor)
    rows = _waiting(session, actor)
    activated, opened = 0, 0
    if rows:
        with as_system(session):
            ledger.claim(session, actor.district_id, [(row.id_no_index, row.id) for row in rows])
            held = ledger.claimed_by(session, {row.id_no_index for row in rows})
            winners = [row for row in rows if held[row.id_no_index] == (row.district_id, row.id)]
            _activate(session, actor, winners)
            losers = [row for row in rows if held[row.id_no_index] != (row.district_id, row.id)]
            taken, opened = _settle_losers(session, actor, losers, held)
            activated = len(winners) + taken
    result = Checked(len(rows), activated, opened, escalated, _count_waiting(session, actor))
    counts = {"checked": result.checked, "activated": activated, "cases": opened, "escalated": escalated}
    audit.record(session, actor, "member.check", "member", details=counts)
    return result


def _pending(actor: Actor) -> list[Any]:
    has_case = (
        select(C.id).where(C.district_id == M.district_id, C.claimant_id == M.id, C.status.in_(OPEN)).exists()
    )
    return [within(Member, actor), M.status == MemberState.PENDING, ~has_case]


def _waiting(session: Session, actor: Actor) -> Sequence[Any]:
    statement = select(*_COLUMNS).where(*_pending(actor)).order_by(M.id).limit(AT_ONCE)
    return session.execute(statement.with_for_update(of=Member, skip_locked=True)).all()


def _count_waiting(session: Session, actor: Actor) -> int:
    return int(session.execute(select(func.count()).select_from(Member).where(*_pending(actor))).scalar_one())


def _activate(session: Session, actor: Actor, rows: Sequence[Any]) -> None:
    """Record the first change of each clean registration and make the state follow, in multi-row statements."""
    lines = _lines_of(session, actor.district_id, [row.id for row in rows])
    bulk_insert(session, MembershipEvent, [_first_event(actor, row, lines[row.id]) for row in rows])
    for kind in {row.first_kind for row in rows}:
        state = rules.TRANSITIONS[(MemberState.PENDING, kind)]
        ids = [row.id for row in rows if row.first_kind is kind]
        _set_state(session, actor.district_id, ids, state)
    for row in rows:
        state = rules.TRANSITIONS[(MemberState.PENDING, row.first_kind)]
        outbox.emit(session, f"member.{row.first_kind.value}", row, {"status": state.value})


def _lines_of(session: Session, district_id: str, ids: list[UUID]) -> dict[UUID, int]:
    rows = session.execute(
        select(E.member_id, func.max(E.sequence))
        .where(E.district_id == district_id, among_ids(session, E.member_id, ids))
        .group_by(E.member_id)
    )
    return {row[0]: row[1] for row in rows}


def _first_event(actor: Actor, row: Any, lines: int) -> dict[str, Any]:
    target = rules.TRANSITIONS[(MemberState.PENDING, row.first_kind)]
    moved = rules.step(MemberState.PENDING, target)
    return scoped_row(
        row.district_id,
        row.org_path,
        member_id=row.id,
        organisation_id=row.organisation_id,
        sequence=lines + 1,
        kind=row.first_kind,
        effective_on=row.status_on,
        recorded_at=clock.now(),
        reason=None,
        note="",
        from_organisation_id=None,
        to_organisation_id=row.organisation_id,
        document_no="",
        operator_id=actor.account_id,
        operator_name=actor.person_name,
        source=MemberSource.CHECK,
        active_delta=moved.active_delta,
        retained_delta=moved.retained_delta,
    )


def _set_state(session: Session, district_id: str, ids: list[UUID], state: MemberState) -> None:
    done = session.execute(
        update(Member)
        .where(
            M.district_id == district_id,
            among_ids(session, M.id, ids),
            M.status == MemberState.PENDING,
        )
        .values(status=state, version=M.version + 1, updated_at=clock.now())
        .execution_options(synchronize_session=False)
    )
    if done.rowcount != len(ids):  # type: ignore[attr-defined]
        raise Conflict("有人正在核对同一批会员，请稍后再试")


def _settle_losers(
    session: Session, actor: Actor, losers: Sequence[Any], held: dict[str, tuple[str, UUID]]
) -> tuple[int, int]:
    """(taken over from a union that had let them go, cases opened)."""
    holders = _holders(session, [held[row.id_no_index] for row in losers])
    promised = _promised(session, [key for key in holders])
    taken = 0
    cases = []
    for row in losers:
        key = held[row.id_no_index]
        holder = holders.get(key)
        if key in promised and promised[key] == row.organisation_id:
            continue
        if holder is not None and _was_let_go(holder, row, promised):
            _take_over(session, actor, row, holder)
            taken += 1
        else:
            cases.append(_case_row(actor, row, key, holder))
    bulk_insert(session, TransferCase, cases)
    return taken, len(cases)


def _holders(session: Session, keys: list[tuple[str, UUID]]) -> dict[tuple[str, UUID], Member]:
    rows = session.execute(
        select(Member).where(
            M.district_id.in_(_districts(keys)), among_ids(session, M.id, [key[1] for key in keys])
        )
    ).scalars()
    return {(row.district_id, row.id): row for row in rows}


def _promised(session: Session, keys: list[tuple[str, UUID]]) -> dict[tuple[str, UUID], UUID]:
    """Holders whose transfer to a named union is still open, and that union."""
    rows = session.execute(
        select(C.holder_district_id, C.holder_id, C.to_organisation_id).where(
            C.district_id.in_(_districts(keys)),
            C.kind == CaseKind.TRANSFER,
            C.status.in_(OPEN),
            among_ids(session, C.holder_id, [key[1] for key in keys]),
        )
    )
    return {(row[0], row[1]): row[2] for row in rows}


def _districts(keys: list[tuple[str, UUID]]) -> set[str]:
    return {key[0] for key in keys}


def _was_let_go(holder: Member, row: Any, promised: dict[tuple[str, UUID], UUID]) -> bool:
    """Transferred out without a named receiver: whoever registers the person next may have them."""
    free = holder.status is MemberState.IN_TRANSIT and (holder.district_id, holder.id) not in promised
    return free and holder.district_id == row.district_id


def _take_over(session: Session, actor: Actor, row: Any, holder: Member) -> None:
    claimant = session.get(Member, (row.district_id, row.id))
    assert claimant is not None  # read a moment ago in this transaction
    end_at_sender(session, actor, holder, claimant.organisation_id)
    claimant.joined_on, claimant.member_no = holder.joined_on, holder.member_no
    take_in(session, actor, claimant, Kind.TRANSFER_IN, holder.organisation_id)


def _case_row(actor: Actor, row: Any, key: tuple[str, UUID], holder: Member | None) -> dict[str, Any]:
    """A duplicate stands at the district's own place in the tree: neither union sees it."""
    return scoped_row(
        row.district_id,
        f"{row.district_id}.",
        kind=CaseKind.DUPLICATE,
        status=CaseState.AWAITING_DISTRICT,
        person_name=row.name,
        claimant_id=row.id,
        to_organisation_id=row.organisation_id,
        holder_district_id=key[0],
        holder_id=key[1],
        from_organisation_id=holder.organisation_id if holder and key[0] == row.district_id else None,
        opened_on=clock.today(),
        opened_by=actor.person_name,
        closed_on=None,
    )


def _escalate_old(session: Session, actor: Actor) -> int:
    """Transfers nobody accepted in time go to the district (A-R16)."""
    waiting = (
        session.execute(
            select(TransferCase).where(within(TransferCase, actor), C.status == CaseState.AWAITING_RECEIVER)
        )
        .scalars()
        .all()
    )
    if not waiting:
        return 0
    today = clock.today()
    days = int(lookup(session, TRANSFER_TIMEOUT.key, actor.district_id, today).value)
    late = [case for case in waiting if case.opened_on + timedelta(days=days) < today]
    for case in late:
        history.advance(session, actor, CASE_WORKFLOW, case, CaseAction.ESCALATE.value)
    return len(late)
