"""What the finance office does with a statement: upload it, confirm its preview, or give it up."""

import hashlib
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from backend.funds.periods import is_period
from backend.funds.statements import content
from backend.funds.statements.codes import StatementAction, StatementLayout, StatementState
from backend.funds.statements.importers import IMPORTERS
from backend.funds.statements.models import FundStatement
from backend.funds.statements.rules import STATEMENT_WORKFLOW, SYSTEM_STEP
from backend.kernel import audit, clock, history, jobs
from backend.kernel.authz import Actor, within
from backend.kernel.db import new_id
from backend.kernel.errors import Forbidden, invalid
from backend.kernel.files_sniff import clean_name

PREVIEW_JOB = "funds.statement_preview"
COMMIT_JOB = "funds.statement_commit"
OBJECT = "fund_statement"
S: Any = FundStatement


def upload(
    session: Session,
    actor: Actor,
    layout: StatementLayout,
    period: str,
    file_name: str,
    data: bytes,
    *,
    is_complete: bool = False,
) -> FundStatement:
    """Take a file for the district's books; a background job reads and compares it, nothing is booked yet.

    Raises Invalid (no month) and Forbidden (not the district's bookkeeping).
    """
    if actor.org_path != f"{actor.district_id}.":
        raise Forbidden("缴费明细由区总工会财务导入")
    if not is_period(period):
        raise invalid("period", "format", "所属期应为 2020-05 样式的月份", "请选择所属月份")
    file_hash = hashlib.sha256(data).hexdigest()
    item = FundStatement(
        district_id=actor.district_id,
        id=new_id(),
        org_path=actor.org_path,
        layout=layout,
        channel=IMPORTERS[layout].channel,
        period=period,
        is_complete=is_complete,
        file_name=clean_name(file_name) if file_name else layout.label,
        file_hash=file_hash,
        status=StatementState.READING,
        repeats_id=_earlier(session, actor, file_hash),
        account_id=actor.account_id,
        person_name=actor.person_name,
    )
    session.add(item)
    session.flush()
    content.keep_file(session, item, data)
    audit.record(session, actor, f"{OBJECT}.upload", OBJECT, item.id, org_path=item.org_path)
    _enqueue(session, actor, item, PREVIEW_JOB)
    session.flush()
    return item


def act(
    session: Session, actor: Actor, item: FundStatement, action: str, note: str, expected: int
) -> FundStatement:
    """Book what can be booked and open the exceptions (in the background, all or nothing), or give the file up.

    Raises Invalid, Forbidden, Conflict, StaleVersion.
    """
    history.advance(
        session, actor, STATEMENT_WORKFLOW, item, action, note=note, expected_version=expected,
        context=job_status(session, item),
    )  # fmt: skip
    if action == StatementAction.COMMIT:
        _enqueue(session, actor, item, COMMIT_JOB)
    else:
        content.forget_file(session, item)
        item.finished_at = clock.now()
    session.add(item)
    session.flush()
    return item


def job_status(session: Session, item: FundStatement) -> jobs.JobStatus | None:
    """Where the statement's background job stands."""
    job = session.get(jobs.Job, (item.district_id, item.job_id)) if item.job_id else None
    return job.status if job else None


def as_system_step(actor: Actor) -> Actor:
    """The caller with the right of the background job, for the job's own steps."""
    return replace(actor, permissions=actor.permissions | {SYSTEM_STEP})


def _enqueue(session: Session, actor: Actor, item: FundStatement, kind: str) -> None:
    job = jobs.enqueue(session, actor, kind, {"statement_id": str(item.id)})
    session.flush()
    item.job_id = job.id
    session.add(item)


def _earlier(session: Session, actor: Actor, file_hash: str) -> UUID | None:
    found: UUID | None = session.execute(
        select(S.id)
        .where(
            within(FundStatement, actor),
            S.file_hash == file_hash,
            S.status == StatementState.COMMITTED,
        )
        .order_by(S.id.desc())
        .limit(1)
    ).scalar_one_or_none()
    return found
