"""Writes the lines of many members in few statements; the rules have been checked and the rows are locked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, update
from sqlmodel import Session

from backend.kernel import audit, clock, outbox
from backend.kernel.authz import Actor
from backend.kernel.db import as_system
from backend.kernel.errors import Conflict
from backend.members import ledger, rules
from backend.members.codes import GroupEight, MemberState
from backend.members.ledger import A, M
from backend.members.lookups import among_ids, among_texts
from backend.members.models import ActiveMembership, Member


@dataclass(frozen=True, slots=True)
class Line:
    """One change of one member, and what stood before it."""

    member: Member
    standing: rules.Standing
    change: ledger.Change


def write_lines(session: Session, actor: Actor, lines: Sequence[Line]) -> None:
    """Append one line each; states, places and the trail follow.

    Raises Conflict when one of the persons has become a member elsewhere.
    """
    after = [(line, _after(line)) for line in lines]
    _keep_places(session, [(line.member, line.standing.state, state) for line, (state, _) in after])
    for target in {found for _, found in after}:
        group = [line.member for line, found in after if found == target]
        _set_state(session, group, *target)
    for line, (state, _) in after:
        session.add(ledger.event_of(actor, line.member, line.change, line.standing, state))
        verb = f"member.{line.change.kind.value}"
        audit.record(
            session,
            actor,
            verb,
            "member",
            line.member.id,
            org_path=line.member.org_path,
            details={"state": state.value},
        )
        outbox.emit(session, verb, line.member, {"status": state.value})
    session.flush()


def write_groups(session: Session, actor: Actor, changes: Sequence[tuple[Member, GroupEight | None]]) -> None:
    """Give members another of the eight groups."""
    for member, group in changes:
        member.group_eight = group
        member.version += 1
        member.updated_at = clock.now()
        session.add(member)
        details = {"fields": ["group_eight"]}
        audit.record(
            session, actor, "member.edit", "member", member.id, org_path=member.org_path, details=details
        )
        outbox.emit(session, "member.edit", member, {"fields": ["group_eight"]})
    session.flush()


def _after(line: Line) -> tuple[MemberState, date]:
    found = rules.follow(line.standing, line.change.kind, line.change.effective_on)
    if found is None or found.state is None or found.since is None:
        raise Conflict("他人刚刚修改了其中的会员，请重新预览")
    return found.state, found.since


def _set_state(session: Session, members: Sequence[Member], state: MemberState, since: date) -> None:
    session.flush()
    done = session.execute(
        update(Member)
        .where(M.district_id == members[0].district_id, among_ids(session, M.id, [m.id for m in members]))
        .values(status=state, status_on=since, version=M.version + 1, updated_at=clock.now())
        .execution_options(synchronize_session=False)
    )
    if done.rowcount != len(members):  # type: ignore[attr-defined]
        raise Conflict("他人刚刚修改了其中的会员，请重新预览")
    for member in members:
        session.expire(member, ["status", "status_on", "version", "updated_at"])


def _keep_places(session: Session, moves: Sequence[tuple[Member, MemberState | None, MemberState]]) -> None:
    """Free the places of those who leave; take those of whoever comes back."""
    leaving = [m for m, before, after in moves if before in rules.HOLDING and after not in rules.HOLDING]
    coming = [m for m, before, after in moves if before not in rules.HOLDING and after in rules.HOLDING]
    with as_system(session):
        if leaving:
            session.execute(
                delete(ActiveMembership).where(
                    among_texts(session, A.person_index, [m.id_no_index for m in leaving]),
                    among_ids(session, A.member_id, [m.id for m in leaving]),
                )
            )
        if coming:
            ledger.claim(session, coming[0].district_id, [(m.id_no_index, m.id) for m in coming])
            held = ledger.claimed_by(session, [m.id_no_index for m in coming])
            if any(held.get(m.id_no_index) != (m.district_id, m.id) for m in coming):
                raise Conflict("其中有人的会籍已在另一工会，不能恢复")
