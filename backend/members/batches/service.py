"""What is done with batches: draw up a list, hand out codes, note signatures, submit, approve."""

import secrets
from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete
from sqlmodel import Session

from backend.kernel import audit, clock, history
from backend.kernel.authz import Actor
from backend.kernel.db import bulk_insert, new_id, scoped_row
from backend.kernel.errors import Conflict, invalid
from backend.kernel.http import check_version
from backend.kernel.parameters import lookup
from backend.kernel.tables import read_table
from backend.members.batches import people
from backend.members.batches.approval import enrol
from backend.members.batches.codes import BatchAction, BatchRowState, BatchState, ConfirmationKind
from backend.members.batches.models import EnrolmentBatch, EnrolmentBatchRow
from backend.members.batches.queries import W, rows_of, tally_of
from backend.members.batches.rules import (
    BATCH_WORKFLOW,
    CODE_LENGTH,
    CODE_LETTERS,
    MOST,
    Listed,
    judge_list,
    read_rows,
    takes_batches,
)
from backend.members.batches.schemas import BatchActionIn, BatchIn, BatchPersonIn, ConfirmationSlip
from backend.members.parameters import CONFIRMATION_DAYS
from backend.organisations import queries as organisations


def create(session: Session, actor: Actor, form: BatchIn) -> EnrolmentBatch:
    """Begin a list for a union that takes people without one at their employer.

    Raises NotFound (the union) and Invalid.
    """
    union = organisations.get_organisation(session, actor, form.organisation_id)
    if not takes_batches(union.level, union.org_type):
        fix = "请选择行业工会、街道（社区）工会或联合工会"
        raise invalid("organisation_id", "not_a_target", "这个工会不办理集中入会", fix)
    batch = EnrolmentBatch(
        district_id=union.district_id,
        org_path=union.org_path,
        organisation_id=union.id,
        title=form.title,
        group_eight=form.group_eight,
        status=BatchState.DRAFT,
        opened_on=clock.today(),
        opened_by=actor.person_name,
    )
    session.add(batch)
    history.begin(session, actor, BATCH_WORKFLOW, batch, BatchAction.CREATE)
    _write(session, batch, _listed(form.rows))
    return batch


def replace_rows(
    session: Session,
    actor: Actor,
    batch: EnrolmentBatch,
    rows: Sequence[BatchPersonIn],
    expected_version: int,
) -> EnrolmentBatch:
    """The list anew.

    Raises StaleVersion and Conflict (no longer a draft).
    """
    return _replace(session, actor, batch, _listed(rows), expected_version)


def replace_from_file(
    session: Session, actor: Actor, batch: EnrolmentBatch, content: bytes, expected_version: int
) -> EnrolmentBatch:
    """The list anew from a workbook or CSV file.

    Raises StaleVersion, Conflict, PayloadTooLarge and Invalid (the file, its headings, more than 500 people).
    """
    rows = read_rows(read_table(content).rows)
    if rows is None:
        fix = "第一行写：姓名、证件号码、移动电话、八大群体、工作单位"
        raise invalid("file", "no_heading", "没有找到表头“姓名”和“证件号码”", fix)
    if not 1 <= len(rows) <= MOST:
        raise invalid("file", "row_count", f"一次 1 到 {MOST} 人，文件中有 {len(rows)} 人", "请分成几份名单")
    return _replace(session, actor, batch, rows, expected_version)


def _replace(
    session: Session, actor: Actor, batch: EnrolmentBatch, rows: Sequence[Listed], expected_version: int
) -> EnrolmentBatch:
    session.refresh(batch, with_for_update=True)
    check_version(batch, expected_version)
    if batch.status is not BatchState.DRAFT:
        raise Conflict(f"当前状态“{batch.status.label}”不能再改名单")
    session.execute(
        delete(EnrolmentBatchRow).where(W.district_id == batch.district_id, W.batch_id == batch.id)
    )
    _write(session, batch, rows)
    batch.version += 1
    session.add(batch)
    details = {"rows": len(rows)}
    audit.record(
        session,
        actor,
        "enrolment_batch.list",
        "enrolment_batch",
        batch.id,
        org_path=batch.org_path,
        details=details,
    )
    session.flush()
    return batch


def _listed(rows: Sequence[BatchPersonIn]) -> list[Listed]:
    return [Listed(row.name, row.id_no, row.mobile, row.group_eight, row.employer_name) for row in rows]


def _write(session: Session, batch: EnrolmentBatch, rows: Sequence[Listed]) -> None:
    made: list[dict[str, Any]] = []
    for number, found in enumerate(judge_list(rows, batch.group_eight, clock.today()), start=1):
        row_id = new_id()
        values = {
            "row_number": number,
            "person_name": found.name,
            "group_eight": found.group_eight,
            "employer_name": found.employer_name,
            "status": found.status,
            "problem": found.problem,
            "fix": found.fix,
            **people.sealed(batch.district_id, row_id, found),
        }
        made.append(
            {**scoped_row(batch.district_id, batch.org_path, batch_id=batch.id, **values), "id": row_id}
        )
    bulk_insert(session, EnrolmentBatchRow, made)


def act(
    session: Session, actor: Actor, batch: EnrolmentBatch, form: BatchActionIn, expected_version: int
) -> EnrolmentBatch:
    """Take one step with a batch; approval makes members of those who confirmed.

    Raises Invalid, Forbidden, Conflict (nobody confirmed, the maker approving, a relative among them) and StaleVersion.
    """
    history.advance(
        session,
        actor,
        BATCH_WORKFLOW,
        batch,
        form.action,
        note=form.note,
        expected_version=expected_version,
        context=tally_of(session, actor, batch),
    )
    if form.action == BatchAction.APPROVE.value:
        batch.decided_on, batch.document_no = form.decided_on or clock.today(), form.document_no
        session.add(batch)
        enrol(session, actor, batch, batch.decided_on)
    return batch


def hand_out_codes(session: Session, actor: Actor, batch: EnrolmentBatch) -> list[ConfirmationSlip]:
    """New one-time codes for everybody who has not confirmed; only their look-up codes are kept.

    Raises Conflict unless the batch waits for confirmation, ParameterMissing without a time they are valid.
    """
    _confirming(session, batch)
    days = int(lookup(session, CONFIRMATION_DAYS.key, batch.district_id, clock.today()).value)
    until = clock.today() + timedelta(days=days)
    slips = []
    for row in rows_of(session, actor, batch.id):
        if row.status is not BatchRowState.WAITING:
            continue
        code = "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
        row.code_index, row.code_until = people.code_index(code), until
        session.add(row)
        slips.append(
            ConfirmationSlip(
                row_id=row.id,
                row_number=row.row_number,
                person_name=row.person_name,
                code=code,
                valid_until=until,
            )
        )
    audit.record(
        session,
        actor,
        "enrolment_batch.codes",
        "enrolment_batch",
        batch.id,
        org_path=batch.org_path,
        details={"codes": len(slips)},
    )
    session.flush()
    return slips


def note_signatures(
    session: Session, actor: Actor, batch: EnrolmentBatch, row_ids: Sequence[UUID]
) -> EnrolmentBatch:
    """Mark people whose signature stands on the attached list.

    Raises Conflict (no scan attached, not waiting for confirmation) and Invalid (somebody not of this list).
    """
    _confirming(session, batch)
    if not tally_of(session, actor, batch).files:
        raise Conflict("请先上传本人签名名单的扫描件")
    wanted = set(row_ids)
    rows = [row for row in rows_of(session, actor, batch.id) if row.id in wanted]
    if len(rows) != len(wanted) or any(row.status is not BatchRowState.WAITING for row in rows):
        raise invalid("row_ids", "not_waiting", "选中的人不在待确认之列", "请刷新后重新勾选")
    for row in rows:
        row.status, row.confirmed_by = BatchRowState.CONFIRMED, ConfirmationKind.SIGNATURE
        row.confirmed_at, row.code_index = clock.now(), None
        session.add(row)
        audit.record(
            session,
            actor,
            "enrolment_batch.sign",
            "enrolment_batch_row",
            row.id,
            org_path=row.org_path,
        )
    session.flush()
    return batch


def _confirming(session: Session, batch: EnrolmentBatch) -> None:
    session.refresh(batch, with_for_update=True)
    if batch.status is not BatchState.CONFIRMING:
        raise Conflict(f"当前状态“{batch.status.label}”不能办理本人确认")
