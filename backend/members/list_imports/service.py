"""What clerks do with lists of deaths and retirements: upload one, choose rows, record or give up."""

import hashlib
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from backend.kernel import audit, clock, history, jobs
from backend.kernel.authz import Actor, within
from backend.kernel.db import independent, new_id
from backend.kernel.errors import FieldError, Forbidden, Invalid
from backend.kernel.files_sniff import clean_name
from backend.kernel.text import tidy
from backend.members.codes import ImportAction, ImportState
from backend.members.list_imports import content, workbook
from backend.members.list_imports.codes import ListKind
from backend.members.list_imports.models import PersonList, PersonListRow
from backend.members.list_imports.rules import LIST_WORKFLOW, choice_refusal
from backend.members.list_imports.schemas import ListActionIn, ListChoiceIn

PREVIEW_JOB = "members.list_preview"
COMMIT_JOB = "members.list_commit"
L: Any = PersonList
R: Any = PersonListRow


def upload(
    session: Session, actor: Actor, kind: ListKind, origin: str, document_no: str, file_name: str, data: bytes
) -> PersonList:
    """Take a list for the caller's part of the tree; a background job compares it."""
    item = keep(session, actor, kind, origin, document_no, file_name, data)
    _enqueue(session, actor, item, PREVIEW_JOB)
    session.flush()
    return item


def keep(
    session: Session, actor: Actor, kind: ListKind, origin: str, document_no: str, file_name: str, data: bytes
) -> PersonList:
    """Keep a list with its file, not yet compared."""
    file_hash = hashlib.sha256(data).hexdigest()
    item = PersonList(
        district_id=actor.district_id,
        id=new_id(),
        org_path=actor.org_path,
        kind=kind,
        origin=tidy(origin),
        document_no=tidy(document_no),
        file_name=clean_name(file_name) if file_name else kind.label,
        file_hash=file_hash,
        status=ImportState.READING,
        repeats_id=_earlier(session, actor, kind, file_hash),
        account_id=actor.account_id,
        person_name=actor.person_name,
    )
    session.add(item)
    session.flush()
    content.keep_file(session, item, data)
    audit.record(session, actor, "person_list.upload", "person_list", item.id, org_path=item.org_path)
    session.flush()
    return item


def act(
    session: Session, actor: Actor, item: PersonList, form: ListActionIn, expected_version: int
) -> PersonList:
    """Record the chosen rows (in the background, all or nothing) or give the list up.

    Raises Invalid, Forbidden, Conflict, StaleVersion.
    """
    history.advance(
        session,
        actor,
        LIST_WORKFLOW,
        item,
        form.action,
        note=form.note,
        expected_version=expected_version,
        context=job_status(session, item),
    )
    if form.action == ImportAction.COMMIT:
        _choose(session, item, form.choices)
        _enqueue(session, actor, item, COMMIT_JOB)
    else:
        content.forget_file(session, item)
        item.finished_at = clock.now()
    session.add(item)
    session.flush()
    return item


def take_back(session: Session, actor: Actor, item: PersonList) -> bytes:
    """The uploaded workbook with the verdict of each row, for the person who sent it; each time leaves an audit entry.

    Raises Forbidden for anybody else, Conflict when the file is no longer kept.
    """
    if item.account_id != actor.account_id:
        raise Forbidden("名单含完整证件号码，只有上传人可以取回")
    data = workbook.marked(content.file_of(session, item), item.kind, rows_of(session, item))
    trace, item_id, path = session.info.get("trace_id", ""), item.id, item.org_path
    with independent(session) as other:
        other.info["trace_id"] = trace
        audit.record(other, actor, "person_list.take_back", "person_list", item_id, org_path=path)
    return data


def rows_of(session: Session, item: PersonList) -> list[PersonListRow]:
    """Every row of a list, in its order."""
    statement = select(PersonListRow).where(R.district_id == item.district_id, R.list_id == item.id)
    return list(session.execute(statement.order_by(R.row_number)).scalars())


def job_status(session: Session, item: PersonList) -> jobs.JobStatus | None:
    """Where the list's background job stands."""
    job = session.get(jobs.Job, (item.district_id, item.job_id)) if item.job_id else None
    return job.status if job else None


def _choose(session: Session, item: PersonList, choices: list[ListChoiceIn]) -> None:
    rows = {row.row_number: row for row in rows_of(session, item)}
    errors = []
    for choice in choices:
        row = rows.get(choice.row_number)
        refusal = choice_refusal(row.verdict, choice.is_taken, choice.reason) if row else "名单里没有这一行"
        if row is None or refusal:
            message = f"第{choice.row_number}行：{refusal}"
            errors.append(FieldError("choices", "refused", message, "请改正这一行的取舍后再确认"))
        else:
            row.is_taken, row.choice_reason = choice.is_taken, tidy(choice.reason)
            session.add(row)
    if errors:
        raise Invalid(errors[0].message, errors=errors)


def _enqueue(session: Session, actor: Actor, item: PersonList, kind: str) -> None:
    job = jobs.enqueue(session, actor, kind, {"list_id": str(item.id)})
    session.flush()
    item.job_id = job.id
    session.add(item)


def _earlier(session: Session, actor: Actor, kind: ListKind, file_hash: str) -> UUID | None:
    found: UUID | None = session.execute(
        select(L.id)
        .where(
            within(PersonList, actor),
            L.kind == kind,
            L.file_hash == file_hash,
            L.status == ImportState.COMMITTED,
        )
        .order_by(L.id.desc())
        .limit(1)
    ).scalar_one_or_none()
    return found
