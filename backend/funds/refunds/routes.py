"""HTTP of refunds."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Response

from backend.funds.collections.queries import get_collection
from backend.funds.permissions import P
from backend.funds.refunds import cards, queries, service
from backend.funds.refunds.codes import RefundState
from backend.funds.refunds.schemas import (
    RefundBasisOut,
    RefundIn,
    RefundOut,
    RefundPage,
    RefundPaymentIn,
    RefundRecoveryIn,
)
from backend.kernel.authz import Actor, StepUp, require
from backend.kernel.db import Db
from backend.kernel.history import ActionIn
from backend.kernel.http import Idempotent, IfMatch, api_router, set_etag
from backend.kernel.paging import PageQuery

router = api_router("/funds/refunds", "funds")
Reader = Annotated[Actor, require(P.READ)]
Applicant = Annotated[Actor, require(P.DECLARE)]
Bookkeeper = Annotated[Actor, require(P.BOOK)]


@router.get("", summary="退费列表")
def list_fund_refunds(
    db: Db,
    actor: Reader,
    page: PageQuery,
    status: RefundState | None = None,
    payer_id: UUID | None = None,
) -> RefundPage:
    """范围内的退费，新的在前。Refunds in reach, newest first."""
    return cards.refund_page(queries.list_refunds(db, actor, status, payer_id, page))


@router.post("", status_code=201, summary="申请退费", dependencies=[Idempotent])
def apply_fund_refund(db: Db, actor: Applicant, form: RefundIn, response: Response) -> RefundOut:
    """不超过实缴，退回缴费单位自己的账户。Never above what was paid, to the payer's own account."""
    refund = service.apply_refund(db, actor, form)
    set_etag(response, refund)
    return cards.refund_out(db, actor, refund)


@router.get("/basis", summary="某笔缴费还能退多少")
def read_refund_basis(
    db: Db, actor: Reader, collection_id: Annotated[UUID, Query(description="缴费记录")]
) -> RefundBasisOut:
    """What may still be refunded of one payment."""
    return cards.basis_out(db, get_collection(db, actor, collection_id))


@router.get("/{refund_id}", summary="退费详情")
def read_fund_refund(db: Db, actor: Reader, refund_id: UUID, response: Response) -> RefundOut:
    """One refund with its checks, parts and trail."""
    refund = queries.get_refund(db, actor, refund_id)
    set_etag(response, refund)
    return cards.refund_out(db, actor, refund)


@router.post("/{refund_id}/actions", summary="办理退费")
def act_on_fund_refund(
    db: Db, actor: Reader, refund_id: UUID, form: ActionIn, expected: IfMatch, response: Response
) -> RefundOut:
    """批准、不予退费、撤回、取消；申请人不能自己批准。Approve, refuse, withdraw, cancel."""
    refund = service.act(db, actor, queries.get_refund(db, actor, refund_id), form, expected)
    set_etag(response, refund)
    return cards.refund_out(db, actor, refund)


@router.post(
    "/{refund_id}/payments", status_code=201, summary="登记退费付款", dependencies=[Idempotent, StepUp]
)
def pay_fund_refund(
    db: Db, actor: Bookkeeper, refund_id: UUID, form: RefundPaymentIn, expected: IfMatch, response: Response
) -> RefundOut:
    """申请人、批准人不能付款；付款即记账。Neither applicant nor approver pays; the payment is posted."""
    refund = service.pay(db, actor, queries.get_refund(db, actor, refund_id), form, expected)
    set_etag(response, refund)
    return cards.refund_out(db, actor, refund)


@router.post(
    "/{refund_id}/recoveries", status_code=201, summary="登记收回的已返还款", dependencies=[Idempotent]
)
def recover_returned_share(
    db: Db, actor: Bookkeeper, refund_id: UUID, form: RefundRecoveryIn, expected: IfMatch, response: Response
) -> RefundOut:
    """基层留成已经返还的，收回以后才能退费。What a base union gives back before the payer is refunded."""
    refund = service.recover(db, actor, queries.get_refund(db, actor, refund_id), form, expected)
    set_etag(response, refund)
    return cards.refund_out(db, actor, refund)
