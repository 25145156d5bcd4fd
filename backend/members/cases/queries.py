"""Reads of transfer cases."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from backend.kernel import clock
from backend.kernel.authz import Actor, visible, within
from backend.kernel.history import actions_for, entries_of
from backend.kernel.paging import Paging, paginate
from backend.kernel.parameters import lookup_or_none
from backend.members.cases.rules import CASE_WORKFLOW, due_on, is_overdue
from backend.members.cases.schemas import CaseOut, CasePage, CaseRow
from backend.members.codes import CaseKind, CaseState
from backend.members.models import TransferCase
from backend.members.parameters import TRANSFER_TIMEOUT
from backend.organisations import queries as organisations

C: Any = TransferCase
OTHER_DISTRICT = "其他区县"
LISTED = (
    C.id,
    C.kind,
    C.status,
    C.person_name,
    C.to_organisation_id,
    C.from_organisation_id,
    C.opened_on,
    C.closed_on,
)


def get_case(session: Session, actor: Actor, case_id: UUID) -> TransferCase:
    """One case in the caller's reach.

    Raises NotFound, the same for a foreign id as for a random one.
    """
    return visible(session.get(TransferCase, (actor.district_id, case_id)), actor)


def list_cases(session: Session, actor: Actor, status: CaseState | None, page: Paging) -> CasePage:
    """Cases the caller's union receives, or the district decides; the newest first."""
    statement = select(*LISTED).where(within(TransferCase, actor))
    if status is not None:
        statement = statement.where(C.status == status)
    found = paginate(session, statement, order=[C.id], page=page, descending=True)
    return CasePage(
        items=case_rows(session, actor, found.rows),
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


def case_out(session: Session, actor: Actor, case: TransferCase) -> CaseOut:
    """One case as the caller sees it."""
    return CaseOut(
        **case_rows(session, actor, [case])[0].model_dump(),
        claimant_id=case.claimant_id,
        holder_id=case.holder_id,
        opened_by=case.opened_by,
        version=case.version,
        history=entries_of(session, actor, CASE_WORKFLOW.name, case.id),
        actions=actions_for(session, CASE_WORKFLOW, case, actor),
    )


def case_rows(session: Session, actor: Actor, rows: Any) -> list[CaseRow]:
    """Cases as lines of a list, with the names of both unions and the day a transfer is due."""
    names = _names(session, actor.district_id, rows)
    days = {row.opened_on: timeout_on(session, actor.district_id, row.opened_on) for row in rows}
    return [CaseRow(**_line(row, names, days[row.opened_on])) for row in rows]


def timeout_on(session: Session, district_id: str, opened_on: date) -> int | None:
    """How many days a receiving union has for a transfer opened on a day (A-R16); None while no value is kept."""
    found = lookup_or_none(session, TRANSFER_TIMEOUT.key, district_id, opened_on)
    return None if found is None else int(found.value)


def _names(session: Session, district_id: str, rows: Any) -> dict[UUID, str]:
    ids = {row.to_organisation_id for row in rows} | {
        row.from_organisation_id for row in rows if row.from_organisation_id
    }
    return organisations.union_names(session, district_id, ids)


def _line(row: Any, names: dict[UUID, str], days: int | None) -> dict[str, Any]:
    timed = days if row.kind is CaseKind.TRANSFER else None
    return {
        "id": row.id,
        "kind": row.kind,
        "status": row.status,
        "person_name": row.person_name,
        "to_organisation_name": names.get(row.to_organisation_id, ""),
        "from_organisation_name": names.get(row.from_organisation_id, OTHER_DISTRICT),
        "opened_on": row.opened_on,
        "due_on": None if timed is None else due_on(row.opened_on, timed),
        "is_overdue": timed is not None and is_overdue(row.status, row.opened_on, timed, clock.today()),
        "closed_on": row.closed_on,
    }
