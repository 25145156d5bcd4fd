"""A person's own answer to a batch, given with a one-time code and without an account."""

from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from backend.kernel import audit, clock
from backend.kernel.db import as_system
from backend.kernel.errors import NotFound
from backend.kernel.text import compact_code
from backend.members.batches import people
from backend.members.batches.codes import BatchRowState, BatchState, ConfirmationKind
from backend.members.batches.models import EnrolmentBatch, EnrolmentBatchRow
from backend.members.batches.rules import ID_TAIL
from backend.members.batches.schemas import ConfirmationIn, ConfirmationOut
from backend.organisations import queries as organisations

W: Any = EnrolmentBatchRow
UNKNOWN = "确认码或身份证号码后四位不对，或者已经过期、已经用过"


def answer(session: Session, form: ConfirmationIn) -> ConfirmationOut:
    """Show what is asked, or take the answer; the code is spent with it.

    Raises NotFound, the same whatever is wrong.
    """
    with as_system(session):
        row = _row(session, form)
        batch = session.get_one(EnrolmentBatch, (row.district_id, row.batch_id))
        if batch.status is not BatchState.CONFIRMING:
            raise NotFound(UNKNOWN)
        if form.agree is not None:
            _note(session, row, form.agree)
        names = organisations.union_names(session, batch.district_id, [batch.organisation_id])
        return ConfirmationOut(
            organisation_name=names.get(batch.organisation_id, ""), title=batch.title, status=row.status
        )


def _row(session: Session, form: ConfirmationIn) -> EnrolmentBatchRow:
    index = people.code_index(compact_code(form.code))
    row: EnrolmentBatchRow | None = session.execute(
        select(EnrolmentBatchRow).where(W.code_index == index).with_for_update()
    ).scalar_one_or_none()
    if row is None or row.status is not BatchRowState.WAITING:
        raise NotFound(UNKNOWN)
    in_time = row.code_until is not None and clock.today() <= row.code_until
    if not in_time or people.id_no_of(row)[-ID_TAIL:] != compact_code(form.id_tail):
        raise NotFound(UNKNOWN)
    return row


def _note(session: Session, row: EnrolmentBatchRow, agrees: bool) -> None:
    row.status = BatchRowState.CONFIRMED if agrees else BatchRowState.DECLINED
    row.confirmed_by, row.confirmed_at, row.code_index = ConfirmationKind.CODE, clock.now(), None
    session.add(row)
    verb = "enrolment_batch.confirm" if agrees else "enrolment_batch.decline"
    audit.record_unsigned(session, row.district_id, row.org_path, verb, "enrolment_batch_row", row.id)
    session.flush()
