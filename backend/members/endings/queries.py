"""Reads of endings of membership."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, false, or_, select
from sqlmodel import Session

from backend.kernel import clock
from backend.kernel.authz import Actor, visible, within
from backend.kernel.decisions import Decision, ParameterUsed, checks_out
from backend.kernel.errors import Conflict, Forbidden
from backend.kernel.files import attachments_of
from backend.kernel.history import actions_for, entries_of
from backend.kernel.paging import Paging, paginate
from backend.kernel.parameters import lookup
from backend.members.endings.codes import EndingAction, EndingKind, EndingState
from backend.members.endings.models import MembershipEnding
from backend.members.endings.rules import ENDING_WORKFLOW, WAITING, Facts, judge
from backend.members.endings.schemas import EndingOut, EndingPage, EndingRow
from backend.members.parameters import AUTO_QUIT_MONTHS
from backend.members.permissions import P
from backend.organisations import queries as organisations
from backend.organisations.deciding import waits_for

N: Any = MembershipEnding
#: Facts that are judged as they were entered.
FACTS = (
    "requested_on",
    "talked_on",
    "dues_unpaid_since",
    "absent_since",
    "has_excuse",
    "judgment_no",
    "group_opinion_on",
    "group_opinion",
)
_LINE = ("id", "member_id", "person_name", "kind", "status", "proposed_on", "decided_on")
_LISTED = [getattr(N, name) for name in (*_LINE, "organisation_id")]


def get_ending(session: Session, actor: Actor, ending_id: UUID) -> MembershipEnding:
    """One ending in the caller's reach.

    Raises NotFound, the same for a foreign id as for a random one.
    """
    return visible(session.get(MembershipEnding, (actor.district_id, ending_id)), actor)


def writable_ending(session: Session, actor: Actor, ending_id: UUID) -> MembershipEnding:
    """One ending to which a file may be added.

    Raises NotFound, Forbidden, and Conflict once it is decided.
    """
    row = get_ending(session, actor, ending_id)
    if not actor.may(P.EDIT):
        raise Forbidden()
    if row.status not in WAITING:
        raise Conflict("事项已办结，不能再添加材料")
    return row


def waiting(actor: Actor) -> Select[Any]:
    """The endings that wait for the caller's decision or filing."""
    return select(N.id).where(within(MembershipEnding, actor), _waits_for(actor))


def _waits_for(actor: Actor) -> ColumnElement[bool]:
    """The committee decides; the higher union files an expulsion."""
    found: list[ColumnElement[bool]] = []
    if actor.may(P.APPROVE):
        proposed = waits_for(actor, ENDING_WORKFLOW, N, [EndingAction.PROPOSE])
        found.append(and_(N.status.in_(WAITING), proposed))
    if actor.may(P.OVERSEE):
        decided = waits_for(actor, ENDING_WORKFLOW, N, [EndingAction.DECIDE])
        found.append(and_(N.status == EndingState.DECIDED, N.kind == EndingKind.EXPULSION, decided))
    return or_(false(), *found)


def list_endings(
    session: Session,
    actor: Actor,
    status: EndingState | None,
    kind: EndingKind | None,
    is_waiting: bool,
    page: Paging,
) -> EndingPage:
    """Endings in the caller's reach, the newest first."""
    statement = select(*_LISTED).where(within(MembershipEnding, actor))
    if status is not None:
        statement = statement.where(N.status == status)
    if kind is not None:
        statement = statement.where(N.kind == kind)
    if is_waiting:
        statement = statement.where(_waits_for(actor))
    found = paginate(session, statement, order=[N.id], page=page, descending=True)
    names = organisations.union_names(session, actor.district_id, {row.organisation_id for row in found.rows})
    return EndingPage(
        items=[EndingRow(**_line(row, names)) for row in found.rows],
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


def ending_out(session: Session, actor: Actor, row: MembershipEnding) -> EndingOut:
    """One ending as the caller sees it."""
    names = organisations.union_names(session, actor.district_id, [row.organisation_id])
    decision = decision_of(session, actor, row, row.decided_on or clock.today())
    return EndingOut(
        **_line(row, names),
        **{name: getattr(row, name) for name in FACTS},
        organisation_id=row.organisation_id,
        grounds=row.grounds,
        proposed_by=row.proposed_by,
        document_no=row.document_no,
        version=row.version,
        checks=checks_out(decision.checks),
        history=entries_of(session, actor, ENDING_WORKFLOW.name, row.id),
        actions=actions_for(session, ENDING_WORKFLOW, row, actor),
    )


def decision_of(session: Session, actor: Actor, row: MembershipEnding, decided_on: date) -> Decision:
    """The checks of one ending for a decision on a day.

    Raises ParameterMissing when leaving by silence is judged and the number of months is not kept.
    """
    facts = Facts(
        kind=row.kind,
        files=len(attachments_of(session, actor, ENDING_WORKFLOW.name, row.id)),
        decided_on=decided_on,
        today=clock.today(),
        **{name: getattr(row, name) for name in FACTS},
        **_months(session, row, decided_on),
    )
    return judge(facts)


def _months(session: Session, row: MembershipEnding, on: date) -> dict[str, Any]:
    if row.kind is not EndingKind.SILENCE:
        return {}
    found = lookup(session, AUTO_QUIT_MONTHS.key, row.district_id, on)
    return {"months": int(found.value), "parameter": ParameterUsed.of(found)}


def _line(row: Any, names: dict[UUID, str]) -> dict[str, Any]:
    kept = {name: getattr(row, name) for name in _LINE}
    return {**kept, "organisation_name": names.get(row.organisation_id, "")}
