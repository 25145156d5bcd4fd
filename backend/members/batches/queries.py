"""Reads of enrolment in batches."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, false, func, select
from sqlmodel import Session

from backend.kernel.authz import Actor, visible, within
from backend.kernel.errors import Conflict, Forbidden
from backend.kernel.files import attachments_of
from backend.kernel.history import actions_for, entries_of, trail_has
from backend.kernel.paging import Paging, paginate
from backend.members.batches import people
from backend.members.batches.codes import BatchAction, BatchRowState, BatchState
from backend.members.batches.models import EnrolmentBatch, EnrolmentBatchRow
from backend.members.batches.rules import BATCH_WORKFLOW, Tally
from backend.members.batches.schemas import BatchOut, BatchPage, BatchPersonOut, BatchRow
from backend.members.permissions import P
from backend.organisations import queries as organisations
from backend.organisations.deciding import comes_back_to, waits_for

B: Any = EnrolmentBatch
W: Any = EnrolmentBatchRow
_LINE = ("id", "title", "group_eight", "status", "opened_on")
_OPEN = frozenset({BatchState.DRAFT, BatchState.CONFIRMING})
_MADE = (BatchAction.CREATE, BatchAction.SUBMIT)


@dataclass(frozen=True, slots=True)
class BatchFilter:
    """What the caller wants to see of the list."""

    status: BatchState | None = None
    is_waiting: bool = False
    is_returned: bool = False


#: States in which a person has confirmed.
AGREED = (BatchRowState.CONFIRMED, BatchRowState.ENROLLED, BatchRowState.EXCEPTION)


def get_batch(session: Session, actor: Actor, batch_id: UUID) -> EnrolmentBatch:
    """One batch in the caller's reach.

    Raises NotFound, the same for a foreign id as for a random one.
    """
    return visible(session.get(EnrolmentBatch, (actor.district_id, batch_id)), actor)


def writable_batch(session: Session, actor: Actor, batch_id: UUID) -> EnrolmentBatch:
    """One batch to which a signed list may be added.

    Raises NotFound, Forbidden, and Conflict once it is submitted.
    """
    row = get_batch(session, actor, batch_id)
    if not actor.may(P.ENROL):
        raise Forbidden()
    if row.status not in _OPEN:
        raise Conflict("名单已提交，不能再添加签名材料")
    return row


def rows_of(session: Session, actor: Actor, batch_id: UUID) -> list[EnrolmentBatchRow]:
    """The people of a batch in the order of the list."""
    return list(
        session.execute(
            select(EnrolmentBatchRow)
            .where(within(EnrolmentBatchRow, actor), W.batch_id == batch_id)
            .order_by(W.row_number)
        ).scalars()
    )


def waiting(actor: Actor) -> Select[Any]:
    """The batches that wait for the caller's decision."""
    return select(B.id).where(within(EnrolmentBatch, actor), _waits_for(actor))


def returned(actor: Actor) -> Select[Any]:
    """The batches sent back that the caller may mend."""
    return select(B.id).where(within(EnrolmentBatch, actor), _came_back(actor))


def _waits_for(actor: Actor) -> ColumnElement[bool]:
    if not actor.may(P.APPROVE):
        return false()
    return and_(B.status == BatchState.SUBMITTED, waits_for(actor, BATCH_WORKFLOW, B, _MADE))


def _came_back(actor: Actor) -> ColumnElement[bool]:
    if not actor.may(P.ENROL):
        return false()
    was_returned = trail_has(BATCH_WORKFLOW, B, BatchAction.RETURN)
    mine = comes_back_to(actor, BATCH_WORKFLOW, B, _MADE)
    return and_(B.status == BatchState.CONFIRMING, was_returned, mine)


def list_batches(session: Session, actor: Actor, wanted: BatchFilter, page: Paging) -> BatchPage:
    """Batches in the caller's reach, the newest first."""
    columns = [getattr(B, name) for name in (*_LINE, "organisation_id")]
    statement = select(*columns).where(within(EnrolmentBatch, actor))
    if wanted.status is not None:
        statement = statement.where(B.status == wanted.status)
    if wanted.is_waiting:
        statement = statement.where(_waits_for(actor))
    if wanted.is_returned:
        statement = statement.where(_came_back(actor))
    found = paginate(session, statement, order=[B.id], page=page, descending=True)
    names = organisations.union_names(session, actor.district_id, {row.organisation_id for row in found.rows})
    counts = _counts(session, actor, [row.id for row in found.rows])
    return BatchPage(
        items=[BatchRow(**_line(row, names, counts.get(row.id, (0, 0, 0)))) for row in found.rows],
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


def batch_out(session: Session, actor: Actor, batch: EnrolmentBatch) -> BatchOut:
    """One batch as the caller sees it."""
    names = organisations.union_names(session, actor.district_id, [batch.organisation_id])
    rows = rows_of(session, actor, batch.id)
    counts = _counts(session, actor, [batch.id]).get(batch.id, (0, 0, 0))
    return BatchOut(
        **_line(batch, names, counts),
        organisation_id=batch.organisation_id,
        opened_by=batch.opened_by,
        decided_on=batch.decided_on,
        document_no=batch.document_no,
        version=batch.version,
        can_edit=actor.may(P.ENROL) and batch.status is BatchState.DRAFT,
        rows=[_person(row) for row in rows],
        history=entries_of(session, actor, BATCH_WORKFLOW.name, batch.id),
        actions=actions_for(session, BATCH_WORKFLOW, batch, actor, tally_of(session, actor, batch)),
    )


def tally_of(session: Session, actor: Actor, batch: EnrolmentBatch) -> Tally:
    """What a batch comes to at the moment."""
    found = session.execute(
        select(W.status, func.count())
        .where(within(EnrolmentBatchRow, actor), W.batch_id == batch.id)
        .group_by(W.status)
    )
    counts = {row[0]: row[1] for row in found}
    files = len(attachments_of(session, actor, BATCH_WORKFLOW.name, batch.id))
    return Tally(counts.get(BatchRowState.WAITING, 0), counts.get(BatchRowState.CONFIRMED, 0), files)


def _counts(session: Session, actor: Actor, ids: list[UUID]) -> dict[UUID, tuple[int, int, int]]:
    """(people, confirmed, enrolled) of each batch."""
    rows = session.execute(
        select(
            W.batch_id,
            func.count(),
            func.sum(case((W.status.in_(AGREED), 1), else_=0)),
            func.sum(case((W.status == BatchRowState.ENROLLED, 1), else_=0)),
        )
        .where(within(EnrolmentBatchRow, actor), W.batch_id.in_(ids))
        .group_by(W.batch_id)
    )
    return {row[0]: (row[1], int(row[2]), int(row[3])) for row in rows}


def _line(row: Any, names: dict[UUID, str], counts: tuple[int, int, int]) -> dict[str, Any]:
    kept = {name: getattr(row, name) for name in _LINE}
    people_, confirmed, enrolled = counts
    name = names.get(row.organisation_id, "")
    return {
        **kept,
        "organisation_name": name,
        "people": people_,
        "confirmed": confirmed,
        "enrolled": enrolled,
    }


def _person(row: EnrolmentBatchRow) -> BatchPersonOut:
    plain = {key: getattr(row, key) for key in BatchPersonOut.model_fields if hasattr(row, key)}
    return BatchPersonOut(
        **plain, id_no_masked=people.masked_id(row), mobile_masked=people.masked_mobile(row)
    )
