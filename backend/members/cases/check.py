"""The check of waiting registrations: clean ones become members at once, the others a case for the district."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update
from sqlmodel import Session

from backend.kernel import audit, clock, outbox
from backend.kernel.authz import Actor, within
from backend.kernel.db import as_system, bulk_insert, scoped_row
from backend.kernel.errors import Conflict
from backend.members import ledger, rules
from backend.members.applications.models import MembershipApplication
from backend.members.applications.rules import WAITING
from backend.members.cases.duplicates import open_case, settle_losers
from backend.members.cases.former import barred_by
from backend.members.cases.overdue import escalate
from backend.members.cases.rules import OPEN
from backend.members.codes import CaseKind, MemberSource, MemberState
from backend.members.codes import MembershipEventKind as Kind
from backend.members.lookups import among_ids
from backend.members.models import Member, MembershipEvent, TransferCase
from backend.members.queries import M

C: Any = TransferCase
E: Any = MembershipEvent
A: Any = MembershipApplication
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
    return _check(session, actor, escalate(session, actor))


def _check(session: Session, actor: Actor, escalated: int) -> Checked:
    rows = _waiting(session, actor)
    activated = opened = 0
    if rows:
        with as_system(session):
            activated, opened = _settle(session, actor, rows)
    result = Checked(len(rows), activated, opened, escalated, _count_waiting(session, actor))
    counts = {"checked": result.checked, "activated": activated, "cases": opened, "escalated": escalated}
    audit.record(session, actor, "member.check", "member", details=counts)
    return result


def check_daily(session: Session, actor: Actor) -> int:
    """Check everything that waits in the district, by the system itself (overdue transfers have their own daily work)."""
    settled = 0
    while True:
        result = _check(session, actor, escalated=0)
        settled += result.activated + result.cases
        if result.checked < AT_ONCE or result.activated + result.cases == 0:
            return settled


def admit(session: Session, actor: Actor, member: Member, on: date, source: MemberSource) -> None:
    """An approved registration: a member from the day of approval, or silently a case for the district (AZ-10)."""
    with as_system(session):
        member.joined_on = on
        session.add(member)
        session.flush()
        barred = barred_by(session, member.district_id, [member.id_no_index])
        if barred:
            _open_former(session, actor, [member], barred)
            return
        ledger.claim(session, member.district_id, [(member.id_no_index, member.id)])
        held = ledger.claimed_by(session, [member.id_no_index])
        if held[member.id_no_index] == (member.district_id, member.id):
            change = ledger.Change(Kind.JOIN, on, to_organisation_id=member.organisation_id, source=source)
            ledger.append(session, actor, member, change)
        else:
            settle_losers(session, actor, [member], held)


def _settle(session: Session, actor: Actor, rows: Sequence[Any]) -> tuple[int, int]:
    """(members at once, cases opened)."""
    barred = barred_by(session, actor.district_id, {row.id_no_index for row in rows})
    former = [row for row in rows if row.id_no_index in barred]
    _open_former(session, actor, former, barred)
    free = [row for row in rows if row.id_no_index not in barred]
    ledger.claim(session, actor.district_id, [(row.id_no_index, row.id) for row in free])
    held = ledger.claimed_by(session, {row.id_no_index for row in free})
    winners = [row for row in free if held[row.id_no_index] == (row.district_id, row.id)]
    _activate(session, actor, winners)
    losers = [row for row in free if held[row.id_no_index] != (row.district_id, row.id)]
    taken, opened = settle_losers(session, actor, losers, held)
    return len(winners) + taken, opened + len(former)


def _open_former(session: Session, actor: Actor, rows: Sequence[Any], barred: dict[str, Member]) -> None:
    for row in rows:
        former = barred[row.id_no_index]
        open_case(session, actor, row, (former.district_id, former.id), former, CaseKind.FORMER)


def _pending(actor: Actor) -> list[Any]:
    has_case = (
        select(C.id).where(C.district_id == M.district_id, C.claimant_id == M.id, C.status.in_(OPEN)).exists()
    )
    waits_for_approval = (
        select(A.id)
        .where(A.district_id == M.district_id, A.member_id == M.id, A.status.in_(WAITING))
        .exists()
    )
    return [within(Member, actor), M.status == MemberState.PENDING, ~has_case, ~waits_for_approval]


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
