"""HTTP of books of receipts."""

from typing import Annotated
from uuid import UUID

from fastapi import Response

from backend.funds.permissions import P
from backend.funds.receipts import cards, queries, service
from backend.funds.receipts.codes import ReceiptBookState
from backend.funds.receipts.schemas import BlankReceiptsIn, ReceiptBookIn, ReceiptBookOut, ReceiptBookPage
from backend.kernel.authz import Actor, require
from backend.kernel.db import Db
from backend.kernel.history import ActionIn
from backend.kernel.http import Idempotent, IfMatch, api_router, set_etag
from backend.kernel.paging import PageQuery

router = api_router("/funds/receipt-books", "funds")
Reader = Annotated[Actor, require(P.READ)]
Cashier = Annotated[Actor, require(P.RECEIPT)]


@router.get("", summary="专用收据本列表")
def list_receipt_books(
    db: Db, actor: Reader, page: PageQuery, status: ReceiptBookState | None = None
) -> ReceiptBookPage:
    """起止号、使用率、作废数，新的在前。Books with their use, newest first."""
    return cards.book_page(db, actor, queries.list_books(db, actor, status, page))


@router.post("", status_code=201, summary="票据本入库登记", dependencies=[Idempotent])
def register_receipt_book(db: Db, actor: Cashier, form: ReceiptBookIn, response: Response) -> ReceiptBookOut:
    """同一票据代码的号码不能重叠。No number is registered twice."""
    book = service.register_book(db, actor, form)
    set_etag(response, book)
    return cards.book_out(db, actor, book)


@router.get("/{book_id}", summary="专用收据本详情")
def read_receipt_book(db: Db, actor: Reader, book_id: UUID, response: Response) -> ReceiptBookOut:
    """One book with the check of its numbers."""
    book = queries.get_book(db, actor, book_id)
    set_etag(response, book)
    return cards.book_out(db, actor, book)


@router.post("/{book_id}/actions", summary="领用、交回、核销票据本")
def act_on_receipt_book(
    db: Db, actor: Reader, book_id: UUID, form: ActionIn, expected: IfMatch, response: Response
) -> ReceiptBookOut:
    """领用人自己不能核销。Take, hand back, settle; the holder does not settle."""
    book = service.act_on_book(db, actor, queries.get_book(db, actor, book_id), form, expected)
    set_etag(response, book)
    return cards.book_out(db, actor, book)


@router.post("/{book_id}/blanks", status_code=201, summary="作废空白票据", dependencies=[Idempotent])
def void_blank_receipts(
    db: Db, actor: Cashier, book_id: UUID, form: BlankReceiptsIn, response: Response
) -> ReceiptBookOut:
    """从下一号起作废若干份，须写理由，号码不跳。From the next number on; no number is lost."""
    book = queries.get_book(db, actor, book_id)
    service.void_blanks(db, actor, book, form)
    set_etag(response, book)
    return cards.book_out(db, actor, book)
