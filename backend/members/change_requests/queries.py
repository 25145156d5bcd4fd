"""Reads of change requests."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, false, or_, select
from sqlmodel import Session

from backend.kernel.authz import Actor, visible, within
from backend.kernel.history import ActionOut, allowed_actions, entries_of, trail_has
from backend.kernel.paging import Paging, paginate
from backend.kernel.roles import Role
from backend.members.change_requests import service
from backend.members.change_requests.codes import ChangeRequestAction, ChangeRequestKind, ChangeRequestState
from backend.members.change_requests.evidence import may_attach
from backend.members.change_requests.identity import identity_of, opened
from backend.members.change_requests.models import ChangeRequest
from backend.members.change_requests.rules import CHANGE_WORKFLOW, CHECKING, FIELDS, OPEN
from backend.members.change_requests.schemas import (
    ChangeLineOut,
    ChangeRequestOut,
    ChangeRequestPage,
    ChangeRequestRow,
)
from backend.members.models import Member, MembershipEvent
from backend.members.permissions import P
from backend.members.queries import M
from backend.organisations import queries as organisations

Q: Any = ChangeRequest
_MASKED = frozenset({"id_no", "birth_date"})


def get_request(session: Session, actor: Actor, request_id: UUID) -> ChangeRequest:
    """One request in the caller's reach.

    Raises NotFound, the same for a foreign id as for a random one.
    """
    return visible(session.get(ChangeRequest, (actor.district_id, request_id)), actor)


def list_requests(
    session: Session,
    actor: Actor,
    status: ChangeRequestState | None,
    member_id: UUID | None,
    is_waiting: bool,
    page: Paging,
) -> ChangeRequestPage:
    """Requests about members in the caller's reach, the newest first; those waiting for the caller if asked."""
    statement = (
        select(
            Q.id, Q.kind, Q.status, Q.member_id, M.name, Q.organisation_id, Q.fields, Q.requested_on,
            Q.requested_by, Q.closed_on,
        )
        .join(Member, and_(M.district_id == Q.district_id, M.id == Q.member_id))
        .where(within(ChangeRequest, actor))
    )  # fmt: skip
    if status is not None:
        statement = statement.where(Q.status == status)
    if member_id is not None:
        statement = statement.where(Q.member_id == member_id)
    if is_waiting:
        statement = statement.where(_waits_for(actor))
    found = paginate(session, statement, order=[Q.id], page=page, descending=True)
    names = organisations.union_names(session, actor.district_id, {row.organisation_id for row in found.rows})
    return ChangeRequestPage(
        items=[ChangeRequestRow(**_line(row, row.name, names)) for row in found.rows],
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


def waiting(actor: Actor) -> Select[Any]:
    """The requests that wait for the caller's judgement."""
    return select(Q.id).where(within(ChangeRequest, actor), _waits_for(actor))


def _waits_for(actor: Actor) -> ColumnElement[bool]:
    """Nobody judges their own; the street judges first, the district what a street asked for or passed on."""
    if not actor.may(P.APPROVE_CHANGE):
        return false()
    own = Q.requester_id.in_(list(actor.persons))
    at_street = Q.status == ChangeRequestState.AWAITING_STREET
    if not actor.may(P.DECIDE):
        return and_(~own, at_street)
    from_street = trail_has(CHANGE_WORKFLOW, Q, ChangeRequestAction.SUBMIT, role=Role.STREET)
    unseen = or_(from_street, ~organisations.below_street(Q))
    return and_(~own, or_(Q.status == ChangeRequestState.AWAITING_DISTRICT, and_(at_street, unseen)))


def request_out(session: Session, actor: Actor, request: ChangeRequest) -> ChangeRequestOut:
    """One request as the caller sees it: exactly what consent would write."""
    member = session.get(Member, (request.district_id, request.member_id))
    assert member is not None  # its foreign key
    names = organisations.union_names(session, actor.district_id, [request.organisation_id])
    context = service.context_of(session, actor, request)
    return ChangeRequestOut(
        **_line(request, member.name, names),
        reason=request.reason,
        lines=_lines(session, request),
        fingerprint=request.fingerprint,
        is_current=request.status not in OPEN
        or request.kind is not ChangeRequestKind.IDENTITY
        or identity_of(member).print == request.old_print,
        has_evidence=context.has_evidence,
        can_reveal=actor.may(P.REVEAL),
        can_attach=may_attach(actor, request),
        version=request.version,
        history=entries_of(session, actor, CHANGE_WORKFLOW.name, request.id),
        actions=_actions(actor, request, context),
    )


def _actions(actor: Actor, request: ChangeRequest, context: Any) -> list[ActionOut]:
    """Nobody is offered to check what they asked for themselves."""
    found = allowed_actions(CHANGE_WORKFLOW, request, actor, context)
    is_maker = request.requester_id in actor.persons
    return [action for action in found if not (is_maker and action.code in CHECKING)]


def _lines(session: Session, request: ChangeRequest) -> list[ChangeLineOut]:
    if request.kind is ChangeRequestKind.DEATH:
        event = session.get(MembershipEvent, (request.district_id, request.annulled_event_id))
        day = event.effective_on.isoformat() if event else ""
        return [
            ChangeLineOut(
                field="status",
                label="会籍",
                old=f"终止（死亡，{day}）",
                new="恢复为登记死亡以前的会籍",
                is_changed=True,
                is_masked=False,
            )
        ]
    old, new = opened(request, "old"), opened(request, "new")
    return [
        ChangeLineOut(
            field=field,
            label=label,
            old=old.shown(field),
            new=new.shown(field),
            is_changed=field in request.fields,
            is_masked=field in _MASKED,
        )
        for field, label in FIELDS.items()
    ]


def _line(row: Any, member_name: str, names: dict[UUID, str]) -> dict[str, Any]:
    return {
        "id": row.id,
        "kind": row.kind,
        "status": row.status,
        "member_id": row.member_id,
        "member_name": member_name,
        "organisation_name": names.get(row.organisation_id, ""),
        "fields": [FIELDS[field] for field in row.fields],
        "requested_on": row.requested_on,
        "requested_by": row.requested_by,
        "closed_on": row.closed_on,
    }
