"""Reads of roll imports."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from backend.kernel.authz import Actor, visible, within
from backend.kernel.history import allowed_actions
from backend.kernel.jobs import JobStatus
from backend.kernel.paging import Paging, paginate
from backend.members.codes import RowVerdict
from backend.members.models import RollImport, RollImportRow
from backend.members.rolls import service
from backend.members.rolls.rules import IMPORT_WORKFLOW
from backend.members.rolls.schemas import (
    RollImportOut,
    RollImportPage,
    RollImportRowSummary,
    RollProgress,
    RollRowOut,
    RollRowPage,
)
from backend.organisations import queries as organisations

I: Any = RollImport  # noqa: E741 - the import, as in its table
R: Any = RollImportRow
_LISTED = (
    I.id,
    I.organisation_id,
    I.file_name,
    I.status,
    I.rows_read,
    I.rejected,
    I.to_create,
    I.to_update,
    I.person_name,
    I.created_at,
)


def get_import(session: Session, actor: Actor, import_id: UUID) -> RollImport:
    """One import in the caller's reach.

    Raises NotFound, the same for a foreign id as for a random one.
    """
    return visible(session.get(RollImport, (actor.district_id, import_id)), actor)


def list_imports(session: Session, actor: Actor, page: Paging) -> RollImportPage:
    """Imports into unions of the caller's reach, the newest first."""
    statement = select(*_LISTED).where(within(RollImport, actor))
    found = paginate(session, statement, order=[I.id], page=page, descending=True)
    names = organisations.union_names(session, actor.district_id, {row.organisation_id for row in found.rows})
    return RollImportPage(
        items=[
            RollImportRowSummary(
                **{column.key: getattr(row, column.key) for column in _LISTED},
                organisation_name=names.get(row.organisation_id, ""),
            )
            for row in found.rows
        ],
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


def import_out(session: Session, actor: Actor, item: RollImport) -> RollImportOut:
    """One import with its progress and what the caller may do now."""
    names = organisations.union_names(session, item.district_id, [item.organisation_id])
    plain = {key: getattr(item, key) for key in RollImportOut.model_fields if hasattr(item, key)}
    job_status = service.job_status(session, item)
    return RollImportOut(
        **plain,
        organisation_name=names.get(item.organisation_id, ""),
        progress=_progress(session, item),
        actions=allowed_actions(IMPORT_WORKFLOW, item, actor, job_status),
    )


def list_rows(
    session: Session, actor: Actor, item: RollImport, verdict: RowVerdict | None, page: Paging
) -> RollRowPage:
    """Rows with a remark, in the order of the sheet."""
    statement = select(
        R.row_number, R.verdict, R.outcome, R.kind, R.column_name, R.message, R.fix, R.findings
    ).where(within(RollImportRow, actor), R.import_id == item.id)
    if verdict is not None:
        statement = statement.where(R.verdict == verdict)
    found = paginate(session, statement, order=[R.row_number, R.id], page=page)
    return RollRowPage(
        items=[RollRowOut.model_validate(row) for row in found.rows],
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


def _progress(session: Session, item: RollImport) -> RollProgress | None:
    job = service.job_of(session, item)
    if job is None:
        return None
    stopped = job.status in (JobStatus.FAILED, JobStatus.CANCELLED)
    return RollProgress(done=job.done, total=job.total, message=job.message, has_stopped=stopped)
