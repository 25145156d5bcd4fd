"""The one door of membership changes: rule check, compare-and-set, event row, the person's one claim, audit, event."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Table, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from backend.kernel import audit, clock, outbox
from backend.kernel.authz import Actor
from backend.kernel.db import as_system, is_postgresql
from backend.kernel.errors import Conflict, Invalid
from backend.members import rules
from backend.members.codes import ChangeReason, MemberSource, MemberState
from backend.members.codes import MembershipEventKind as Kind
from backend.members.lookups import among_texts
from backend.members.models import ActiveMembership, Member, MembershipEvent

M: Any = Member
E: Any = MembershipEvent
A: Any = ActiveMembership
_CLAIMS: Table = ActiveMembership.__table__  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Change:
    """A membership change as it is recorded."""

    kind: Kind
    effective_on: date
    reason: ChangeReason | None = None
    note: str = ""
    document_no: str = ""
    from_organisation_id: UUID | None = None
    to_organisation_id: UUID | None = None
    source: MemberSource = MemberSource.FORM


def standing_of(session: Session, member: Member) -> rules.Standing:
    """What the ledger of one member says now."""
    lines = session.execute(
        select(MembershipEvent)
        .where(E.district_id == member.district_id, E.member_id == member.id)
        .order_by(E.sequence)
    ).scalars()
    return rules.fold(lines)


def append(session: Session, actor: Actor, member: Member, change: Change) -> MembershipEvent:
    """Record one change of a member; the state kept with the member follows.

    Raises Invalid (the rules say no) and Conflict (somebody else was quicker, or the person belongs to another union).
    """
    standing = standing_of(session, member)
    errors = rules.check_change(
        standing,
        change.kind,
        change.effective_on,
        reason=change.reason,
        note=change.note,
        today=clock.today(),
    )
    if errors:
        raise Invalid(errors[0].message, errors=errors)
    after = rules.follow(standing, change.kind, change.effective_on)
    assert (
        after is not None and after.state is not None and after.since is not None
    )  # check_change refuses otherwise
    target = after.state
    _compare_and_set(session, member, target, after.since)
    _keep_claim(session, member, standing.state, target)
    event = event_of(actor, member, change, standing, target)
    session.add(event)
    audit.record(
        session,
        actor,
        f"member.{change.kind.value}",
        "member",
        member.id,
        org_path=member.org_path,
        details={"state": target.value},
    )
    outbox.emit(session, f"member.{change.kind.value}", member, {"status": target.value})
    session.flush()
    return event


def claim(session: Session, district_id: str, holders: Iterable[tuple[str, UUID]]) -> None:
    """Take the one active place of each person for a member row; places that are taken stay as they are."""
    rows = [
        {
            "person_index": index,
            "district_id": district_id,
            "member_id": member_id,
            "claimed_at": clock.now(),
        }
        for index, member_id in holders
    ]
    if rows:
        dialect = postgresql if is_postgresql(session) else sqlite
        session.execute(dialect.insert(_CLAIMS).on_conflict_do_nothing(), rows)


def claimed_by(session: Session, indexes: Iterable[str]) -> dict[str, tuple[str, UUID]]:
    """Who holds each person's place: index -> (district, member row); free ones are left out."""
    rows = session.execute(
        select(A.person_index, A.district_id, A.member_id).where(
            among_texts(session, A.person_index, indexes)
        )
    )
    return {row.person_index: (row.district_id, row.member_id) for row in rows}


def release(session: Session, member: Member) -> None:
    """Free the person's place if this member row holds it."""
    session.execute(
        delete(ActiveMembership).where(
            A.person_index == member.id_no_index,
            A.district_id == member.district_id,
            A.member_id == member.id,
        )
    )


def member_no_of(district_id: str, member_id: UUID) -> str:
    """The number a person keeps for good: the district and 50 random bits of the first row's id."""
    letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    bits = member_id.int & ((1 << 50) - 1)
    return district_id + "".join(letters[bits >> shift & 31] for shift in range(45, -1, -5))


def _keep_claim(session: Session, member: Member, source: MemberState | None, target: MemberState) -> None:
    if target in rules.HOLDING and source not in rules.HOLDING:
        claim(session, member.district_id, [(member.id_no_index, member.id)])
        holder = claimed_by(session, [member.id_no_index]).get(member.id_no_index)
        if holder != (member.district_id, member.id):
            raise Conflict("此人的会籍在另一工会，请先办理会籍转接")
    elif source in rules.HOLDING and target not in rules.HOLDING:
        release(session, member)


def _compare_and_set(session: Session, member: Member, target: MemberState, on: date) -> None:
    session.flush()
    with as_system(session):
        done = session.execute(
            update(Member)
            .where(M.district_id == member.district_id, M.id == member.id, M.version == member.version)
            .values(status=target, status_on=on, version=member.version + 1, updated_at=clock.now())
            .execution_options(synchronize_session=False)
        )
        if done.rowcount != 1:  # type: ignore[attr-defined]
            raise Conflict("他人刚刚修改了此会员，请刷新后再办")
        session.refresh(member)


def event_of(
    actor: Actor, member: Member, change: Change, standing: rules.Standing, target: MemberState
) -> MembershipEvent:
    """The line of the ledger a change becomes."""
    moved = rules.step(standing.state, target)
    return MembershipEvent(
        district_id=member.district_id,
        org_path=member.org_path,
        member_id=member.id,
        organisation_id=member.organisation_id,
        sequence=standing.lines + 1,
        kind=change.kind,
        effective_on=change.effective_on,
        recorded_at=clock.now(),
        reason=change.reason,
        note=change.note,
        document_no=change.document_no,
        from_organisation_id=change.from_organisation_id,
        to_organisation_id=change.to_organisation_id,
        operator_id=actor.account_id,
        operator_name=actor.person_name,
        source=change.source,
        active_delta=moved.active_delta,
        retained_delta=moved.retained_delta,
    )
