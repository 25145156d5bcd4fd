"""HTTP of receipts."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Response

from backend.funds.permissions import P
from backend.funds.receipts import cards, queries, service
from backend.funds.receipts.codes import ReceiptKind, ReceiptState
from backend.funds.receipts.pdf import receipt_pdf
from backend.funds.receipts.schemas import (
    ReceiptIn,
    ReceiptOut,
    ReceiptPage,
    RedReceiptIn,
    WaitingReceiptPage,
)
from backend.kernel.authz import Actor, require
from backend.kernel.db import Db
from backend.kernel.exports import file_answer
from backend.kernel.history import ActionIn
from backend.kernel.http import Idempotent, IfMatch, WireDate, api_router, set_etag
from backend.kernel.paging import PageQuery

PDF = "application/pdf"
router = api_router("/funds/receipts", "funds")
Reader = Annotated[Actor, require(P.READ)]
Cashier = Annotated[Actor, require(P.RECEIPT)]


def _wanted(
    status: ReceiptState | None = None,
    kind: ReceiptKind | None = None,
    book_id: UUID | None = None,
    payer_id: UUID | None = None,
    q: Annotated[str, Query(max_length=60, description="交款单位，或票据号码")] = "",
) -> queries.ReceiptFilter:
    return queries.ReceiptFilter(status, kind, book_id, payer_id, q.strip())


@router.get("", summary="专用收据列表")
def list_fund_receipts(
    db: Db, actor: Reader, page: PageQuery, wanted: Annotated[queries.ReceiptFilter, Depends(_wanted)]
) -> ReceiptPage:
    """范围内缴费户的收据，新的在前。Receipts in reach, newest first."""
    return cards.receipt_page(queries.list_receipts(db, actor, wanted, page))


@router.post("", status_code=201, summary="开具专用收据", dependencies=[Idempotent])
def issue_fund_receipt(db: Db, actor: Cashier, form: ReceiptIn, response: Response) -> ReceiptOut:
    """一笔缴费一份收据，按票据本的下一号开。One payment, one receipt, with the next number of the book."""
    receipt = service.issue_receipt(db, actor, form)
    set_etag(response, receipt)
    return cards.receipt_out(db, actor, receipt)


@router.get("/waiting", summary="待开收据的缴费")
def list_waiting_receipts(
    db: Db,
    actor: Cashier,
    page: PageQuery,
    payer_id: UUID | None = None,
    since: Annotated[WireDate | None, Query(description="入库日期不早于")] = None,
) -> WaitingReceiptPage:
    """自行缴纳、财政划拨，未冲正、还没有收据的，旧的在前。Payments without receipt, oldest first."""
    return cards.waiting_page(queries.list_waiting(db, actor, payer_id, since, page))


@router.get("/{receipt_id}", summary="专用收据详情")
def read_fund_receipt(db: Db, actor: Reader, receipt_id: UUID, response: Response) -> ReceiptOut:
    """One receipt with its trail."""
    receipt = queries.get_receipt(db, actor, receipt_id)
    set_etag(response, receipt)
    return cards.receipt_out(db, actor, receipt)


@router.get(
    "/{receipt_id}/pdf",
    summary="打印专用收据",
    response_class=Response,
    responses=file_answer("PDF 文件", PDF),
)
def print_fund_receipt(db: Db, actor: Reader, receipt_id: UUID) -> Response:
    """含大写金额的 PDF；作废的有标记。As PDF; a void one is marked."""
    receipt = queries.get_receipt(db, actor, receipt_id)
    headers = {"Content-Disposition": f'attachment; filename="receipt-{receipt.number_text}.pdf"'}
    return Response(receipt_pdf(receipt), media_type=PDF, headers=headers)


@router.post("/{receipt_id}/actions", summary="作废专用收据")
def act_on_fund_receipt(
    db: Db, actor: Reader, receipt_id: UUID, form: ActionIn, expected: IfMatch, response: Response
) -> ReceiptOut:
    """须写理由；当月已结账的要开红字收据。Void with reason while the month is open."""
    receipt = service.void_receipt(db, actor, queries.get_receipt(db, actor, receipt_id), form, expected)
    set_etag(response, receipt)
    return cards.receipt_out(db, actor, receipt)


@router.post("/{receipt_id}/reversals", status_code=201, summary="开红字收据", dependencies=[Idempotent])
def reverse_fund_receipt(
    db: Db, actor: Cashier, receipt_id: UUID, form: RedReceiptIn, expected: IfMatch, response: Response
) -> ReceiptOut:
    """当月已结账的收据，用红字收据冲销。Takes back a receipt of a closed month."""
    red = service.take_back(db, actor, queries.get_receipt(db, actor, receipt_id), form, expected)
    set_etag(response, red)
    return cards.receipt_out(db, actor, red)
