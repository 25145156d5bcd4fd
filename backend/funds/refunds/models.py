"""The table of refunds: what was asked for is never changed, a wrong one is withdrawn or refused."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, BigInteger, Index

from backend.funds.codes import CollectionChannel, FundItem
from backend.funds.refunds.codes import RefundReason, RefundState
from backend.kernel.db import Scoped, belongs_to, code_column, column, utc_column
from backend.kernel.privacy import Privacy

KEPT = "30 years"


class FundRefund(Scoped, table=True):
    """Money of one payment that goes back to the account it came from."""

    __tablename__ = "fund_refund"
    __table_args__ = (
        belongs_to("fund_payer", "payer_id"),
        belongs_to("fund_collection", "collection_id"),
        belongs_to("fund_bank_account", "account_id"),
        Index("ix_fund_refund_scope", "district_id", "org_path", "id"),
        Index("ix_fund_refund_collection", "district_id", "collection_id"),
        Index("ix_fund_refund_payer", "district_id", "payer_id", "status"),
    )

    payer_id: UUID = column("缴费户")
    collection_id: UUID = column("缴费记录")
    account_id: UUID = column("退入账户")
    channel: CollectionChannel = code_column(CollectionChannel, "缴纳渠道")
    item: FundItem = code_column(FundItem, "费种")
    period: str = column("所属期（YYYY-MM）", max_length=7)
    reason: RefundReason = code_column(RefundReason, "退费原因")
    amount_fen: int = column("退费金额（分）", sa_type=BigInteger)
    statement: str = column("情况说明", max_length=500, retention=KEPT)
    status: RefundState = code_column(RefundState, "状态")
    applied_on: date = column("申请日期")
    applied_by: str = column("申请人", privacy=Privacy.P2, max_length=100)
    decided_on: date | None = column("审批日期", nullable=True, default=None)
    recovered_fen: int = column("收回的已返还款（分）", sa_type=BigInteger, default=0)
    recovery_ticket_no: str = column("收回单据号", max_length=40, default="")
    paid_on: date | None = column("付款日期", nullable=True, default=None)
    ticket_no: str = column("付款单据号", max_length=40, default="")
    #: level, account and fen of each part of the payment that was taken back, once paid
    parts: list[dict[str, Any]] = column("冲减的分成", sa_type=JSON, default_factory=list)
    entry_id: UUID | None = column("记账分录", nullable=True, default=None)
    recorded_at: datetime = utc_column("登记时刻")
