"""Transfers as they are opened by the sending side: one member, or many in few statements."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session

from backend.kernel import clock, history
from backend.kernel.authz import Actor
from backend.kernel.db import as_system, new_id
from backend.kernel.errors import Invalid, invalid
from backend.members.cases.rules import CASE_WORKFLOW
from backend.members.codes import CaseAction, CaseKind, CaseState
from backend.members.models import Member, TransferCase
from backend.organisations import queries as organisations


def receiving_path(session: Session, district_id: str, to_organisation_id: UUID) -> str:
    """Where the receiving union of a transfer stands. Raises Invalid when there is none or it is dissolved."""
    if not organisations.takes_members(session, district_id, to_organisation_id):
        raise _no_such_union()
    return organisations.org_path_of(session, district_id, to_organisation_id)


def open_transfer(
    session: Session,
    actor: Actor,
    member: Member,
    to_organisation_id: UUID,
    dues_paid_until: str | None = None,
    note: str = "",
) -> TransferCase:
    """Ask another union of the district to take a member who is in transit.

    Raises Invalid when there is no such union or it is the member's own.
    """
    return open_transfers(session, actor, [member], to_organisation_id, dues_paid_until, note)[0]


def open_transfers(
    session: Session,
    actor: Actor,
    members: Sequence[Member],
    to_organisation_id: UUID,
    dues_paid_until: str | None = None,
    note: str = "",
) -> list[TransferCase]:
    """The same for many members, one case each, in their order."""
    path = receiving_path(session, members[0].district_id, to_organisation_id)
    if any(member.organisation_id == to_organisation_id for member in members):
        raise invalid("to_organisation_id", "same_union", "接收工会就是本工会", "请选择另一工会")
    cases = [_case(actor, member, to_organisation_id, path, dues_paid_until) for member in members]
    with as_system(session):
        session.add_all(cases)
        history.begin_all(session, actor, CASE_WORKFLOW, cases, CaseAction.OPEN, note=note)
        session.flush()
    return cases


def _case(
    actor: Actor, member: Member, to_organisation_id: UUID, path: str, dues_paid_until: str | None
) -> TransferCase:
    return TransferCase(
        id=new_id(),
        district_id=member.district_id,
        org_path=path,
        kind=CaseKind.TRANSFER,
        status=CaseState.AWAITING_RECEIVER,
        person_name=member.name,
        claimant_id=None,
        to_organisation_id=to_organisation_id,
        holder_district_id=member.district_id,
        holder_id=member.id,
        from_organisation_id=member.organisation_id,
        opened_on=clock.today(),
        opened_by=actor.person_name,
        closed_on=None,
        dues_paid_until=dues_paid_until,
    )


def _no_such_union() -> Invalid:
    return invalid(
        "to_organisation_id", "no_such_union", "没有这个接收工会", "请从列表中选择接收工会；转往区外的不填"
    )
