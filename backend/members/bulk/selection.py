"""The members of a selection with their standings, and what an order would come to."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from backend.kernel import clock, interests
from backend.kernel.authz import Actor, within
from backend.kernel.errors import Conflict, Forbidden, Invalid, NotFound
from backend.members import rules as membership
from backend.members.bulk.codes import BulkKind
from backend.members.bulk.rules import Order, Problem, Subject, faults_of, fingerprint, problem_of
from backend.members.bulk.schemas import BulkIn
from backend.members.cases.opening import receiving_path
from backend.members.lookups import among_ids
from backend.members.models import Member, MembershipEvent
from backend.members.queries import E, M
from backend.members.service import is_direct

OWN_CASE = Problem("涉及本人或近亲属，不能自己办理", "请由另一人办理")


@dataclass(frozen=True, slots=True)
class Plan:
    """What an order comes to: every member with why it cannot be done (None when it can), and the print of it all."""

    order: Order
    lines: tuple[tuple[Member, Subject, Problem | None], ...]
    fingerprint: str

    @property
    def valid(self) -> list[tuple[Member, Subject]]:
        """Whom it can be done to."""
        return [(member, subject) for member, subject, problem in self.lines if problem is None]


def plan(session: Session, actor: Actor, form: BulkIn, *, lock: bool = False) -> Plan:
    """Judge an order over its selection; with ``lock`` nobody changes these members until the end of the transaction.

    Raises Invalid (the order, the receiving union), Forbidden and NotFound (a member out of reach).
    """
    order = Order(**{name: getattr(form, name) for name in Order.__dataclass_fields__})
    errors = faults_of(order, clock.today())
    if errors:
        raise Invalid(errors[0].message, errors=errors)
    if order.kind is BulkKind.WITHDRAW and not is_direct(actor):
        raise Forbidden("退会由本工会委员会逐人决定；批量补登退会由区总工会办理")
    if order.to_organisation_id is not None:
        receiving_path(session, actor.district_id, order.to_organisation_id)
    members = _members(session, actor, form.member_ids, lock)
    standings = standings_of(session, actor, [member.id for member in members])
    own = _own_cases(session, actor, members)
    today = clock.today()
    lines = []
    for member in members:
        standing = standings.get(member.id, membership.NOTHING)
        subject = Subject(member.id, member.version, member.organisation_id, member.group_eight, standing)
        problem = OWN_CASE if member.id in own else problem_of(order, subject, today)
        lines.append((member, subject, problem))
    return Plan(order, tuple(lines), fingerprint(order, [(line[1], line[2]) for line in lines]))


def _members(session: Session, actor: Actor, ids: Sequence[UUID], lock: bool) -> list[Member]:
    wanted = set(ids)
    statement = (
        select(Member)
        .where(within(Member, actor), among_ids(session, M.id, wanted))
        .order_by(M.name_key, M.id)
    )
    if lock:
        statement = statement.with_for_update(of=Member)
    found = list(session.execute(statement.execution_options(populate_existing=True)).scalars())
    if len(found) != len(wanted):
        raise NotFound()
    return found


def standings_of(session: Session, actor: Actor, ids: Sequence[UUID]) -> dict[UUID, membership.Standing]:
    """What the ledgers of many members say, in one statement."""
    lines: dict[UUID, list[Any]] = {}
    rows = session.execute(
        select(E.member_id, E.sequence, E.kind, E.effective_on, E.recorded_at).where(
            within(MembershipEvent, actor), among_ids(session, E.member_id, ids)
        )
    )
    for row in rows:
        lines.setdefault(row.member_id, []).append(row)
    return {member_id: membership.fold(found) for member_id, found in lines.items()}


def _own_cases(session: Session, actor: Actor, members: Sequence[Member]) -> set[UUID]:
    """The members whose case the caller may not decide; one question for all, and one each only if that says no."""
    if not _is_refused(session, actor, members):
        return set()
    return {member.id for member in members if _is_refused(session, actor, [member])}


def _is_refused(session: Session, actor: Actor, members: Sequence[Member]) -> bool:
    about = [interests.Subject(mobile_index=m.mobile_index, id_no_index=m.id_no_index) for m in members]
    try:
        interests.refuse_interest(session, actor, about)
    except Conflict:
        return True
    return False
