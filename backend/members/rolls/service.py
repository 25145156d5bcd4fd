"""What clerks do with rolls: upload one, confirm it, give it up."""

import hashlib
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from backend.kernel import audit, clock, history, jobs
from backend.kernel.authz import Actor, within
from backend.kernel.db import independent, new_id
from backend.kernel.errors import Conflict, Forbidden
from backend.kernel.text import is_storable, tidy
from backend.members.codes import ImportAction, ImportState
from backend.members.models import RollImport, RollImportRow
from backend.members.rolls import content, workbook
from backend.members.rolls.rules import IMPORT_WORKFLOW, SYSTEM_STEP
from backend.organisations import queries as organisations
from backend.organisations.codes import OrgStatus

PREVIEW_JOB = "members.import_preview"
COMMIT_JOB = "members.import_commit"
R: Any = RollImportRow
I: Any = RollImport  # noqa: E741 - the import, as in its table


def upload(session: Session, actor: Actor, organisation_id: UUID, file_name: str, data: bytes) -> RollImport:
    """Take a roll for a union or for the unions below it; a background job reads it.

    Raises NotFound (the union), Conflict (a dissolved one).
    """
    union = organisations.get_organisation(session, actor, organisation_id)
    if union.status is OrgStatus.DISSOLVED:
        raise Conflict("该工会已撤销，不能导入会员")
    file_hash = hashlib.sha256(data).hexdigest()
    item = RollImport(
        district_id=actor.district_id,
        id=new_id(),
        org_path=union.org_path,
        organisation_id=union.id,
        file_name=_clean_name(file_name),
        file_hash=file_hash,
        as_of=clock.today(),
        status=ImportState.READING,
        repeats_id=_earlier(session, actor.district_id, union.id, file_hash),
        account_id=actor.account_id,
        person_name=actor.person_name,
    )
    session.add(item)
    session.flush()
    content.keep_file(session, item, data)
    _enqueue(session, actor, item, PREVIEW_JOB)
    audit.record(session, actor, "roll_import.upload", "roll_import", item.id, org_path=item.org_path)
    session.flush()
    return item


def act(
    session: Session, actor: Actor, item: RollImport, action: str, note: str, expected_version: int
) -> RollImport:
    """Confirm or give up an import.

    Raises Invalid, Forbidden, Conflict, StaleVersion.
    """
    history.advance(
        session,
        actor,
        IMPORT_WORKFLOW,
        item,
        action,
        note=note,
        expected_version=expected_version,
        context=job_status(session, item),
    )
    if action == ImportAction.COMMIT:
        _enqueue(session, actor, item, COMMIT_JOB)
    else:
        content.forget_all(session, item)
        item.finished_at = clock.now()
    session.add(item)
    session.flush()
    return item


def take_back(session: Session, actor: Actor, item: RollImport) -> bytes:
    """The uploaded workbook with its refused cells marked, for the person who sent it; each time leaves an audit entry.

    Raises Forbidden for anybody else, Conflict when the file is no longer kept.
    """
    if item.account_id != actor.account_id:
        raise Forbidden("花名册含完整证件号码，只有上传人可以取回")
    data = workbook.marked(content.file_of(session, item), remarks(session, actor, item))
    trace, item_id, path = session.info.get("trace_id", ""), item.id, item.org_path
    with independent(session) as other:
        other.info["trace_id"] = trace
        audit.record(other, actor, "roll_import.take_back", "roll_import", item_id, org_path=path)
    return data


def remarks(session: Session, actor: Actor, item: RollImport) -> list[Any]:
    """Every row with a remark, in the order of the sheet."""
    statement = (
        select(R.row_number, R.verdict, R.outcome, R.findings)
        .where(within(RollImportRow, actor), R.import_id == item.id)
        .order_by(R.row_number)
    )
    return list(session.execute(statement).all())


def job_status(session: Session, item: RollImport) -> jobs.JobStatus | None:
    """Where the import's background job stands."""
    job = job_of(session, item)
    return job.status if job else None


def job_of(session: Session, item: RollImport) -> jobs.Job | None:
    """The import's latest background job."""
    return session.get(jobs.Job, (item.district_id, item.job_id)) if item.job_id else None


def as_system_step(actor: Actor) -> Actor:
    """The caller with the right of the background job, for the job's own steps."""
    return replace(actor, permissions=actor.permissions | {SYSTEM_STEP})


def _enqueue(session: Session, actor: Actor, item: RollImport, kind: str) -> None:
    job = jobs.enqueue(session, actor, kind, {"import_id": str(item.id)})
    session.flush()
    item.job_id = job.id
    session.add(item)


def _earlier(session: Session, district_id: str, organisation_id: UUID, file_hash: str) -> UUID | None:
    found: UUID | None = session.execute(
        select(I.id)
        .where(
            I.district_id == district_id,
            I.organisation_id == organisation_id,
            I.file_hash == file_hash,
            I.status == ImportState.COMMITTED,
        )
        .order_by(I.id.desc())
        .limit(1)
    ).scalar_one_or_none()
    return found


def _clean_name(name: str) -> str:
    shown = tidy(name.replace("\\", "/").rsplit("/", 1)[-1]) if is_storable(name) else ""
    return shown[:200] or "花名册"
