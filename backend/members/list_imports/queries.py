"""Reads of lists of deaths and retirements."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, select
from sqlmodel import Session

from backend.kernel.authz import Actor, visible, within
from backend.kernel.history import allowed_actions
from backend.kernel.jobs import JobStatus
from backend.kernel.paging import Paging, paginate
from backend.members.codes import ImportState
from backend.members.list_imports import service
from backend.members.list_imports.codes import ListVerdict
from backend.members.list_imports.models import PersonList, PersonListRow
from backend.members.list_imports.rules import LIST_WORKFLOW, TAKEABLE
from backend.members.list_imports.schemas import ListOut, ListPage, ListRowOut, ListRowPage, ListSummary
from backend.members.models import Member
from backend.members.queries import M
from backend.organisations import queries as organisations

L: Any = PersonList
R: Any = PersonListRow
_LISTED = tuple(getattr(L, name) for name in ListSummary.model_fields)
_ROW = (
    R.row_number, R.verdict, R.member_id, R.effective_on, R.document_no, R.column_name, R.message, R.fix, R.is_taken,
    R.choice_reason,
)  # fmt: skip


def get_list(session: Session, actor: Actor, list_id: UUID) -> PersonList:
    """One list in the caller's reach.

    Raises NotFound, the same for a foreign id as for a random one.
    """
    return visible(session.get(PersonList, (actor.district_id, list_id)), actor)


def list_lists(session: Session, actor: Actor, is_waiting: bool, page: Paging) -> ListPage:
    """Lists in the caller's reach, the newest first; those waiting at the caller's own place if asked."""
    statement = select(*_LISTED).where(within(PersonList, actor))
    if is_waiting:
        statement = statement.where(*_waits_at(actor))
    found = paginate(session, statement, order=[L.id], page=page, descending=True)
    return ListPage(
        items=[ListSummary.model_validate(row) for row in found.rows],
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


def waiting(actor: Actor) -> Select[Any]:
    """Lists of the caller's own place that are compared and not yet recorded, or that could not be."""
    return select(L.id).where(within(PersonList, actor), *_waits_at(actor))


def _waits_at(actor: Actor) -> list[ColumnElement[bool]]:
    return [L.org_path == actor.org_path, L.status.in_((ImportState.READY, ImportState.FAILED))]


def list_out(session: Session, actor: Actor, item: PersonList) -> ListOut:
    """One list with what the caller may do now."""
    plain = {key: getattr(item, key) for key in ListOut.model_fields if hasattr(item, key)}
    status = service.job_status(session, item)
    return ListOut(
        **plain,
        has_stopped=status in (JobStatus.FAILED, JobStatus.CANCELLED),
        actions=allowed_actions(LIST_WORKFLOW, item, actor, status),
    )


def list_rows(
    session: Session, actor: Actor, item: PersonList, verdict: ListVerdict | None, page: Paging
) -> ListRowPage:
    """Rows in the order of the list, with the register's name of whom they are about."""
    statement = (
        select(*_ROW, M.name.label("member_name"), M.organisation_id)
        .outerjoin(Member, and_(M.district_id == R.district_id, M.id == R.member_id))
        .where(within(PersonListRow, actor), R.list_id == item.id)
    )
    if verdict is not None:
        statement = statement.where(R.verdict == verdict)
    found = paginate(session, statement, order=[R.row_number, R.id], page=page)
    ids = {row.organisation_id for row in found.rows if row.organisation_id}
    names = organisations.union_names(session, actor.district_id, ids)
    return ListRowPage(
        items=[_row(row, names) for row in found.rows],
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


def _row(row: Any, names: dict[UUID, str]) -> ListRowOut:
    return ListRowOut(
        **{column.key: getattr(row, column.key) for column in _ROW},
        member_name=row.member_name or "",
        organisation_name=names.get(row.organisation_id, ""),
        can_take=row.verdict in TAKEABLE,
    )
