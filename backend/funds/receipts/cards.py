"""Books and receipts as the caller sees them."""

from typing import Any

from sqlmodel import Session

from backend.funds.permissions import P
from backend.funds.receipts import queries, rules
from backend.funds.receipts.capitals import capitals
from backend.funds.receipts.codes import ReceiptAction, ReceiptBookAction, ReceiptBookState
from backend.funds.receipts.models import FundReceipt, FundReceiptBook
from backend.funds.receipts.schemas import (
    ReceiptBookOut,
    ReceiptBookPage,
    ReceiptBookRow,
    ReceiptOut,
    ReceiptPage,
    ReceiptRow,
    WaitingReceiptPage,
    WaitingReceiptRow,
)
from backend.kernel.authz import Actor
from backend.kernel.decisions import checks_out
from backend.kernel.history import allowed_actions, entries_of
from backend.kernel.paging import Slice

_PRINTED = (set(ReceiptOut.model_fields) & set(FundReceipt.model_fields)) - set(ReceiptRow.model_fields)


def book_out(session: Session, actor: Actor, book: FundReceiptBook) -> ReceiptBookOut:
    """One book with the check of its numbers."""
    voided = queries.voided_in(session, book.district_id, [book.id]).get(book.id, 0)
    is_holder = book.holder_person_id in actor.persons
    used = queries.numbers_of(session, book)
    actions = allowed_actions(rules.BOOK_WORKFLOW, book, actor)
    return ReceiptBookOut(
        **_book(book, voided),
        issuer=book.issuer,
        taken_on=book.taken_on,
        closed_on=book.closed_on,
        may_issue=is_holder and actor.may(P.RECEIPT) and book.status is ReceiptBookState.IN_USE,
        version=book.version,
        checks=checks_out([rules.number_check(used, book.first_no, book.next_no)]),
        history=entries_of(session, actor, rules.BOOK_WORKFLOW.name, book.id),
        actions=[a for a in actions if not (is_holder and a.code == ReceiptBookAction.CLOSE.value)],
    )


def book_page(session: Session, actor: Actor, found: Slice) -> ReceiptBookPage:
    """One page of books."""
    voided = queries.voided_in(session, actor.district_id, [row.id for row in found.rows])
    return ReceiptBookPage(
        items=[ReceiptBookRow(**_book(row, voided.get(row.id, 0))) for row in found.rows],
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


def receipt_out(session: Session, actor: Actor, receipt: FundReceipt) -> ReceiptOut:
    """One receipt as it is printed."""
    context = rules.VoidContext(queries.is_month_closed(session, receipt))
    offered = allowed_actions(rules.RECEIPT_WORKFLOW, receipt, actor, context)
    return ReceiptOut(
        **ReceiptRow.model_validate(receipt).model_dump(),
        **{name: getattr(receipt, name) for name in _PRINTED},
        reversed_by_id=queries.red_of(session, receipt),
        amount_words=capitals(receipt.amount_fen),
        is_payment_reversed=queries.is_reversed(session, receipt.district_id, receipt.collection_id),
        history=entries_of(session, actor, rules.RECEIPT_WORKFLOW.name, receipt.id),
        actions=[a for a in offered if a.code != ReceiptAction.REVERSE.value or context.is_month_closed],
    )


def receipt_page(found: Slice) -> ReceiptPage:
    """One page of receipts."""
    return ReceiptPage(
        items=[ReceiptRow.model_validate(row) for row in found.rows],
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


def waiting_page(found: Slice) -> WaitingReceiptPage:
    """One page of payments without receipt."""
    names = set(WaitingReceiptRow.model_fields) - {"collection_id", "payer_name"}
    return WaitingReceiptPage(
        items=[
            WaitingReceiptRow(
                collection_id=row[0].id,
                payer_name=row[1],
                **{name: getattr(row[0], name) for name in names},
            )
            for row in found.rows
        ],
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


def _book(book: FundReceiptBook, voided: int) -> dict[str, Any]:
    plain = ("id", "series", "status", "holder_name", "received_on")
    return {
        **{name: getattr(book, name) for name in plain},
        "first_text": rules.number_text(book.first_no, book.digits),
        "last_text": rules.number_text(book.last_no, book.digits),
        "next_text": rules.number_text(book.next_no, book.digits) if book.next_no <= book.last_no else "",
        "count": book.last_no - book.first_no + 1,
        "used": book.next_no - book.first_no,
        "voided": voided,
        "left": book.last_no - book.next_no + 1,
        "usage": rules.usage(book.first_no, book.last_no, book.next_no),
    }
