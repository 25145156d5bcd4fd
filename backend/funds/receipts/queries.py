"""Reads of receipts: books with their use, receipts in reach, payments that wait for one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, exists, func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session

from backend.funds.collections.models import FundCollection
from backend.funds.ledger.codes import LedgerMonthState
from backend.funds.ledger.models import LedgerMonth
from backend.funds.paid import refunded_fen
from backend.funds.payers.models import FundPayer
from backend.funds.periods import period_of
from backend.funds.receipts.codes import ReceiptBookState, ReceiptKind, ReceiptState
from backend.funds.receipts.models import FundReceipt, FundReceiptBook
from backend.funds.receipts.rules import WITH_RECEIPT
from backend.kernel.authz import Actor, visible, within
from backend.kernel.paging import Paging, Slice, like_escape, paginate

R: Any = FundReceipt
K: Any = FundReceiptBook
_C: Any = FundCollection
_P: Any = FundPayer
_M: Any = LedgerMonth


@dataclass(frozen=True, slots=True)
class ReceiptFilter:
    """What the caller wants to see of the list."""

    status: ReceiptState | None = None
    kind: ReceiptKind | None = None
    book_id: UUID | None = None
    payer_id: UUID | None = None
    q: str = ""


def get_receipt(session: Session, actor: Actor, receipt_id: UUID) -> FundReceipt:
    """One receipt in the caller's reach.

    Raises NotFound, the same for a foreign id as for a random one.
    """
    return visible(session.get(FundReceipt, (actor.district_id, receipt_id)), actor)


def get_book(session: Session, actor: Actor, book_id: UUID) -> FundReceiptBook:
    """One book in the caller's reach.

    Raises NotFound.
    """
    return visible(session.get(FundReceiptBook, (actor.district_id, book_id)), actor)


def list_receipts(session: Session, actor: Actor, wanted: ReceiptFilter, page: Paging) -> Slice:
    """Receipts in the caller's reach, newest first."""
    statement = select(FundReceipt).where(within(FundReceipt, actor))
    for name in ("status", "kind", "book_id", "payer_id"):
        value = getattr(wanted, name)
        if value is not None:
            statement = statement.where(getattr(R, name) == value)
    if wanted.q:
        pattern = f"%{like_escape(wanted.q)}%"
        statement = statement.where(
            R.payer_name.like(pattern, escape="\\") | (R.number_text == wanted.q.zfill(8))
        )
    return paginate(session, statement, order=[R.id], page=page, descending=True)


def list_books(session: Session, actor: Actor, status: ReceiptBookState | None, page: Paging) -> Slice:
    """Books in the caller's reach, newest first."""
    statement = select(FundReceiptBook).where(within(FundReceiptBook, actor))
    if status is not None:
        statement = statement.where(K.status == status)
    return paginate(session, statement, order=[K.id], page=page, descending=True)


def voided_in(session: Session, district_id: str, book_ids: Sequence[UUID]) -> dict[UUID, int]:
    """How many numbers of each book are void."""
    rows = session.execute(
        select(R.book_id, func.count())
        .where(R.district_id == district_id, R.book_id.in_(book_ids), R.status == ReceiptState.VOID)
        .group_by(R.book_id)
    )
    return {book_id: int(count) for book_id, count in rows}


def numbers_of(session: Session, book: FundReceiptBook) -> list[int]:
    """Every number of a book that was used."""
    return list(
        session.execute(
            select(R.number).where(R.district_id == book.district_id, R.book_id == book.id)
        ).scalars()
    )


def runs_of(session: Session, district_id: str, series: str) -> list[tuple[int, int]]:
    """The runs of numbers of a series that are in books."""
    rows = session.execute(
        select(K.first_no, K.last_no).where(K.district_id == district_id, K.series == series)
    )
    return [(row.first_no, row.last_no) for row in rows]


def live_receipt_of(session: Session, district_id: str, collection_id: UUID) -> FundReceipt | None:
    """The good receipt of a payment, if one was issued."""
    found: FundReceipt | None = session.execute(
        select(FundReceipt).where(R.district_id == district_id, R.live_collection_id == collection_id)
    ).scalar_one_or_none()
    return found


def red_of(session: Session, receipt: FundReceipt) -> UUID | None:
    """The red-letter receipt that took this one back."""
    found: UUID | None = session.execute(
        select(R.id).where(R.district_id == receipt.district_id, R.reverses_id == receipt.id)
    ).scalar_one_or_none()
    return found


def is_reversed(session: Session, district_id: str, collection_id: UUID | None) -> bool:
    """Whether a payment was taken back."""
    if collection_id is None:
        return False
    return (
        session.execute(
            select(_C.id).where(_C.district_id == district_id, _C.reverses_id == collection_id)
        ).first()
        is not None
    )


def is_month_closed(session: Session, receipt: FundReceipt) -> bool:
    """Whether the books of the month of a receipt are closed; they stand at the top of the district."""
    found = session.execute(
        select(_M.status).where(
            _M.district_id == receipt.district_id,
            _M.org_path == f"{receipt.district_id}.",
            _M.period == period_of(receipt.issued_on),
        )
    ).scalar_one_or_none()
    return found is not None and found is not LedgerMonthState.OPEN


def waiting(actor: Actor, payer_id: UUID | None = None, since: date | None = None) -> Select[Any]:
    """Payments by transfer or from the budget that stand, were not refunded in full and have no good receipt."""
    back: Any = aliased(FundCollection)
    receipt: Any = aliased(FundReceipt)
    statement = (
        select(FundCollection, _P.name)
        .join(FundPayer, and_(_P.district_id == _C.district_id, _P.id == _C.payer_id))
        .where(
            within(FundCollection, actor),
            _C.channel.in_(WITH_RECEIPT),
            _C.reverses_id.is_(None),
            _C.paid_fen > refunded_fen(),
            ~exists().where(back.district_id == _C.district_id, back.reverses_id == _C.id),
            ~exists().where(receipt.district_id == _C.district_id, receipt.live_collection_id == _C.id),
        )
    )
    if payer_id is not None:
        statement = statement.where(_C.payer_id == payer_id)
    return statement if since is None else statement.where(_C.booked_on >= since)


def list_waiting(
    session: Session, actor: Actor, payer_id: UUID | None, since: date | None, page: Paging
) -> Slice:
    """Payments that wait for their receipt, oldest first."""
    return paginate(session, waiting(actor, payer_id, since), order=[_C.booked_on, _C.id], page=page)
