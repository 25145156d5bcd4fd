"""HTTP of returns to base unions."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Response

from backend.funds.permissions import P
from backend.funds.share_returns import cards, queries, service
from backend.funds.share_returns.codes import ShareReturnKind, ShareReturnLineState, ShareReturnState
from backend.funds.share_returns.schemas import (
    ShareReturnIn,
    ShareReturnLinePage,
    ShareReturnOut,
    ShareReturnPage,
    ShareReturnPaymentIn,
)
from backend.kernel.authz import Actor, StepUp, require
from backend.kernel.db import Db
from backend.kernel.errors import Conflict
from backend.kernel.exports import EXPORT_ANSWER, ExportFormat, export_response
from backend.kernel.history import ActionIn
from backend.kernel.http import Idempotent, IfMatch, api_router, set_etag
from backend.kernel.paging import PageQuery

router = api_router("/funds/share-returns", "funds")
Reader = Annotated[Actor, require(P.READ)]
Bookkeeper = Annotated[Actor, require(P.BOOK)]


@router.get("", summary="返还批次")
def list_share_returns(
    db: Db,
    actor: Reader,
    page: PageQuery,
    status: ShareReturnState | None = None,
    kind: ShareReturnKind | None = None,
) -> ShareReturnPage:
    """区总工会的返还批次，新的在前。Batches, newest first."""
    return cards.batch_page(queries.list_batches(db, actor, status, kind, page))


@router.post("", status_code=201, summary="生成返还批次", dependencies=[Idempotent])
def compile_share_return(
    db: Db, actor: Bookkeeper, form: ShareReturnIn, response: Response
) -> ShareReturnOut:
    """按入库记录生成，每笔只返还一次；无账户、证书过期的暂缓。Each payment's part is returned once."""
    batch = service.compile_batch(db, actor, form)
    set_etag(response, batch)
    return cards.batch_out(db, actor, batch)


@router.get("/lines", summary="各工会的返还")
def list_share_return_lines(
    db: Db,
    actor: Reader,
    page: PageQuery,
    batch_id: UUID | None = None,
    union_id: UUID | None = None,
    status: ShareReturnLineState | None = None,
    q: Annotated[str, Query(max_length=60, description="工会名称")] = "",
) -> ShareReturnLinePage:
    """范围内工会在各批次的返还，新的在前。What unions in reach get, newest first."""
    wanted = queries.LineFilter(batch_id, union_id, status, q.strip())
    return cards.line_page(queries.list_lines(db, actor, wanted, page))


@router.get("/{batch_id}", summary="返还批次详情")
def read_share_return(db: Db, actor: Reader, batch_id: UUID, response: Response) -> ShareReturnOut:
    """One batch with its trail."""
    batch = queries.get_batch(db, actor, batch_id)
    set_etag(response, batch)
    return cards.batch_out(db, actor, batch)


@router.post("/{batch_id}/actions", summary="办理返还批次")
def act_on_share_return(
    db: Db, actor: Reader, batch_id: UUID, form: ActionIn, expected: IfMatch, response: Response
) -> ShareReturnOut:
    """提交、批准、退回、取消；经办人不能自己批准。Submit, approve, send back, cancel."""
    batch = service.act(db, actor, queries.get_batch(db, actor, batch_id), form, expected)
    set_etag(response, batch)
    return cards.batch_out(db, actor, batch)


@router.post(
    "/{batch_id}/payments", status_code=201, summary="登记返还付款", dependencies=[Idempotent, StepUp]
)
def pay_share_return(
    db: Db,
    actor: Bookkeeper,
    batch_id: UUID,
    form: ShareReturnPaymentIn,
    expected: IfMatch,
    response: Response,
) -> ShareReturnOut:
    """经办人、批准人不能付款；付款即记账，暂缓的转下批。Neither maker nor approver pays."""
    batch = service.pay(db, actor, queries.get_batch(db, actor, batch_id), form, expected)
    set_etag(response, batch)
    return cards.batch_out(db, actor, batch)


@router.post(
    "/{batch_id}/payment-list",
    summary="返还拨付单",
    response_class=Response,
    responses=EXPORT_ANSWER,
    dependencies=[StepUp],
)
def export_share_return(db: Db, actor: Bookkeeper, batch_id: UUID) -> Response:
    """含完整账号的拨付单，供网银批量付款；每次导出留痕。With full account numbers; noted each time."""
    batch = queries.get_batch(db, actor, batch_id)
    if batch.status not in (ShareReturnState.APPROVED, ShareReturnState.PAID):
        raise Conflict("批准以后才能导出拨付单")
    return export_response(cards.payment_list(db, actor, batch), ExportFormat.XLSX, "share-return")
