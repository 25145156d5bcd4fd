"""Reads of transfer cases."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from backend.kernel.authz import Actor, visible, within
from backend.kernel.history import allowed_actions, entries_of
from backend.kernel.paging import Paging, paginate
from backend.members.cases.rules import CASE_WORKFLOW
from backend.members.cases.schemas import CaseOut, CasePage, CaseRow
from backend.members.codes import CaseState
from backend.members.models import TransferCase
from backend.organisations import queries as organisations

C: Any = TransferCase
OTHER_DISTRICT = "其他区县"


def get_case(session: Session, actor: Actor, case_id: UUID) -> TransferCase:
    """One case in the caller's reach.

    Raises NotFound, the same for a foreign id as for a random one.
    """
    return visible(session.get(TransferCase, (actor.district_id, case_id)), actor)


def list_cases(session: Session, actor: Actor, status: CaseState | None, page: Paging) -> CasePage:
    """Cases the caller's union receives, or the district decides; the newest first."""
    statement = select(
        C.id,
        C.kind,
        C.status,
        C.person_name,
        C.to_organisation_id,
        C.from_organisation_id,
        C.opened_on,
        C.closed_on,
    ).where(within(TransferCase, actor))
    if status is not None:
        statement = statement.where(C.status == status)
    found = paginate(session, statement, order=[C.id], page=page, descending=True)
    names = _names(session, actor.district_id, found.rows)
    return CasePage(
        items=[CaseRow(**_line(row, names)) for row in found.rows],
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


def case_out(session: Session, actor: Actor, case: TransferCase) -> CaseOut:
    """One case as the caller sees it."""
    return CaseOut(
        **_line(case, _names(session, actor.district_id, [case])),
        claimant_id=case.claimant_id,
        holder_id=case.holder_id,
        opened_by=case.opened_by,
        version=case.version,
        history=entries_of(session, actor, CASE_WORKFLOW.name, case.id),
        actions=allowed_actions(CASE_WORKFLOW, case, actor),
    )


def _names(session: Session, district_id: str, rows: Any) -> dict[UUID, str]:
    ids = {row.to_organisation_id for row in rows} | {
        row.from_organisation_id for row in rows if row.from_organisation_id
    }
    return organisations.union_names(session, district_id, ids)


def _line(row: Any, names: dict[UUID, str]) -> dict[str, Any]:
    return {
        "id": row.id,
        "kind": row.kind,
        "status": row.status,
        "person_name": row.person_name,
        "to_organisation_name": names.get(row.to_organisation_id, ""),
        "from_organisation_name": names.get(row.from_organisation_id, OTHER_DISTRICT),
        "opened_on": row.opened_on,
        "closed_on": row.closed_on,
    }
