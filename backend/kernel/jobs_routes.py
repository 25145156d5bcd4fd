"""The caller's own background jobs: how far they are, and stopping one."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Query, Response
from sqlalchemy import select
from sqlmodel import col

from backend.kernel.authz import Actor, Signed, visible, within
from backend.kernel.codes import Code
from backend.kernel.db import Db
from backend.kernel.errors import Conflict, NotFound
from backend.kernel.history import ActionIn, ActionOut, advance, allowed_actions
from backend.kernel.http import IfMatch, WireOut, api_router, set_etag
from backend.kernel.jobs import Job, JobStatus
from backend.kernel.paging import Page, PageQuery, paginate
from backend.kernel.permissions import KernelP
from backend.kernel.workflow import Step, Workflow

router = api_router("/jobs", "jobs")


class JobAction(Code):
    """What a person can do with a job."""

    CANCEL = "cancel", "取消"


JOB_WORKFLOW = Workflow(
    "job",
    "后台任务",
    tuple(
        Step(state, JobAction.CANCEL, JobStatus.CANCELLED, KernelP.JOBS_CANCEL)
        for state in (JobStatus.QUEUED, JobStatus.RUNNING)
    ),
)


class JobOut(WireOut):
    """How far a background job is."""

    id: UUID
    kind: str
    status: JobStatus
    done: int
    total: int
    message: str
    error: str | None
    result: dict[str, Any] | None
    attempts: int
    created_at: datetime
    finished_at: datetime | None
    actions: list[ActionOut]


class JobPage(Page[JobOut]):
    """One page of the caller's jobs, newest first."""


def _own_job(job_id: UUID, db: Db, actor: Signed) -> Job:
    row = visible(db.get(Job, (actor.district_id, job_id)), actor)
    if row.account_id != actor.account_id:
        raise NotFound()
    return row


OwnJob = Annotated[Job, Depends(_own_job)]


@router.get("", summary="我提交的后台任务")
def list_jobs(
    db: Db,
    actor: Signed,
    page: PageQuery,
    status: Annotated[JobStatus | None, Query(description="状态")] = None,
) -> JobPage:
    """Newest first; only the caller's own."""
    statement = select(Job).where(within(Job, actor), col(Job.account_id) == actor.account_id)
    if status is not None:
        statement = statement.where(col(Job.status) == status)
    found = paginate(db, statement, order=[Job.id], page=page, descending=True)
    return JobPage(
        items=[_out(row, actor) for row in found.rows],
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


@router.get("/{job_id}", summary="后台任务进度")
def get_job(actor: Signed, row: OwnJob, response: Response) -> JobOut:
    """Progress and, at the end, the result; other people's jobs answer like unknown ones."""
    set_etag(response, row)
    return _out(row, actor)


@router.post("/{job_id}/actions", summary="取消后台任务")
def act_on_job(
    db: Db, actor: Signed, row: OwnJob, form: ActionIn, expected: IfMatch, response: Response
) -> JobOut:
    """A waiting job ends at once; a running one stops at its next step and leaves nothing half-done."""
    if form.action == JobAction.CANCEL and row.status not in (JobStatus.QUEUED, JobStatus.RUNNING):
        raise Conflict("任务已经结束，不能取消")
    advance(db, actor, JOB_WORKFLOW, row, form.action, note=form.note, expected_version=expected)
    set_etag(response, row)
    return _out(row, actor)


def _out(row: Job, actor: Actor) -> JobOut:
    values = {name: getattr(row, name) for name in JobOut.model_fields if name not in ("actions", "error")}
    error = row.message if row.status is JobStatus.FAILED else None
    return JobOut(**values, error=error, actions=allowed_actions(JOB_WORKFLOW, row, actor))
