"""Reads of applications for membership."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, false, select
from sqlmodel import Session

from backend.kernel import clock
from backend.kernel.authz import Actor, visible, within
from backend.kernel.decisions import Decision, checks_out
from backend.kernel.errors import Conflict, Forbidden
from backend.kernel.files import attachments_of
from backend.kernel.history import actions_for, entries_of
from backend.kernel.paging import Paging, paginate
from backend.members.applications.codes import ApplicationAction, ApplicationState
from backend.members.applications.models import MembershipApplication
from backend.members.applications.rules import APPLICATION_WORKFLOW, WAITING, Facts, judge
from backend.members.applications.schemas import ApplicationOut, ApplicationPage, ApplicationRow
from backend.members.permissions import P
from backend.organisations import queries as organisations
from backend.organisations.deciding import waits_for

A: Any = MembershipApplication
_LISTED = (
    A.id,
    A.organisation_id,
    A.person_name,
    A.status,
    A.evidence,
    A.applied_on,
    A.decided_on,
)


def get_application(session: Session, actor: Actor, application_id: UUID) -> MembershipApplication:
    """One application in the caller's reach.

    Raises NotFound, the same for a foreign id as for a random one.
    """
    return visible(session.get(MembershipApplication, (actor.district_id, application_id)), actor)


def writable_application(session: Session, actor: Actor, application_id: UUID) -> MembershipApplication:
    """One application to which a file may be added.

    Raises NotFound, Forbidden, and Conflict once it is decided.
    """
    row = get_application(session, actor, application_id)
    if not actor.may(P.ENROL):
        raise Forbidden()
    if row.status not in WAITING:
        raise Conflict("申请已办结，不能再添加凭据")
    return row


def waiting(actor: Actor) -> Select[Any]:
    """The applications that wait for the caller's decision."""
    return select(A.id).where(within(MembershipApplication, actor), _waits_for(actor))


def _waits_for(actor: Actor) -> ColumnElement[bool]:
    if not actor.may(P.APPROVE):
        return false()
    others = waits_for(actor, APPLICATION_WORKFLOW, A, [ApplicationAction.APPLY])
    return and_(A.status.in_(WAITING), others)


def list_applications(
    session: Session, actor: Actor, status: ApplicationState | None, is_waiting: bool, page: Paging
) -> ApplicationPage:
    """Applications in the caller's reach, the newest first."""
    statement = select(*_LISTED).where(within(MembershipApplication, actor))
    if status is not None:
        statement = statement.where(A.status == status)
    if is_waiting:
        statement = statement.where(_waits_for(actor))
    found = paginate(session, statement, order=[A.id], page=page, descending=True)
    names = organisations.union_names(session, actor.district_id, {row.organisation_id for row in found.rows})
    return ApplicationPage(
        items=[ApplicationRow(**_line(row, names)) for row in found.rows],
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


def application_out(session: Session, actor: Actor, row: MembershipApplication) -> ApplicationOut:
    """One application as the caller sees it."""
    names = organisations.union_names(session, actor.district_id, [row.organisation_id])
    decision = decision_of(session, actor, row, row.decided_on or clock.today())
    return ApplicationOut(
        **_line(row, names),
        member_id=row.member_id,
        statement=row.statement,
        entered_by=row.entered_by,
        document_no=row.document_no,
        version=row.version,
        checks=checks_out(decision.checks),
        history=entries_of(session, actor, APPLICATION_WORKFLOW.name, row.id),
        actions=actions_for(session, APPLICATION_WORKFLOW, row, actor),
    )


def decision_of(session: Session, actor: Actor, row: MembershipApplication, decided_on: date) -> Decision:
    """The checks of one application for approval on a day."""
    files = len(attachments_of(session, actor, APPLICATION_WORKFLOW.name, row.id))
    return judge(Facts(row.evidence, row.statement, files, row.applied_on, decided_on, clock.today()))


def _line(row: Any, names: dict[UUID, str]) -> dict[str, Any]:
    return {
        "id": row.id,
        "organisation_id": row.organisation_id,
        "organisation_name": names.get(row.organisation_id, ""),
        "person_name": row.person_name,
        "status": row.status,
        "evidence": row.evidence,
        "applied_on": row.applied_on,
        "decided_on": row.decided_on,
    }
