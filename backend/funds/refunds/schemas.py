"""What crosses the wire about refunds."""

from datetime import date
from uuid import UUID

from pydantic import Field, StrictInt

from backend.funds.codes import CollectionChannel, FundItem, SplitLevel
from backend.funds.refunds.codes import RefundReason, RefundState
from backend.kernel.decisions import RuleCheckOut
from backend.kernel.history import ActionOut, HistoryOut
from backend.kernel.money import MAX_FEN
from backend.kernel.paging import Page
from backend.kernel.wire import EXAMPLE_ID, WireDate, WireIn, WireOut, example


class RefundIn(WireIn):
    """An application for a refund of one payment."""

    model_config = example(
        collection_id=EXAMPLE_ID,
        account_id=EXAMPLE_ID,
        amount_fen=260_384,
        reason="duplicate",
        statement="10 月经费税务代收和银行转账各缴一次，申请退回银行转账的一笔。",
    )
    collection_id: UUID = Field(title="缴费记录")
    account_id: UUID = Field(title="退入账户")
    amount_fen: StrictInt = Field(ge=1, le=MAX_FEN, title="退费金额（分）")
    reason: RefundReason = Field(title="退费原因")
    statement: str = Field(min_length=5, max_length=500, title="情况说明")


class RefundPaymentIn(WireIn):
    """The bank's voucher of the payment."""

    model_config = example(paid_on="2020-12-16", ticket_no="YH20201216001")
    paid_on: WireDate | None = Field(default=None, title="付款日期")
    ticket_no: str = Field(min_length=2, max_length=40, title="付款单据号")
    note: str = Field(default="", max_length=500, title="说明")


class RefundRecoveryIn(WireIn):
    """The voucher of what a base union gave back of its share."""

    model_config = example(booked_on="2020-12-15", ticket_no="YH20201215007")
    booked_on: WireDate | None = Field(default=None, title="收回日期")
    ticket_no: str = Field(min_length=2, max_length=40, title="收款单据号")


class RefundBasisOut(WireOut):
    """What may still be refunded of one payment."""

    collection_id: UUID
    payer_id: UUID
    payer_name: str
    channel: CollectionChannel
    item: FundItem
    period: str
    booked_on: date
    ticket_no: str
    paid_fen: int
    refunded_fen: int
    left_fen: int
    is_reversed: bool


class RefundRow(WireOut):
    """One line of the list."""

    id: UUID
    payer_id: UUID
    payer_name: str
    item: FundItem
    period: str
    channel: CollectionChannel
    reason: RefundReason
    amount_fen: int
    status: RefundState
    applied_on: date
    paid_on: date | None


class RefundPage(Page[RefundRow]):
    """A page of refunds, newest first."""


class RefundPartOut(WireOut):
    """One part of the payment that goes back."""

    level: SplitLevel
    account: str
    amount_fen: int


class RefundOut(RefundRow):
    """One refund with everything a decision needs."""

    collection_id: UUID
    collection_paid_fen: int
    account_id: UUID
    account_masked: str
    account_holder: str
    bank_name: str
    statement: str
    applied_by: str
    decided_on: date | None
    to_recover_fen: int
    recovered_fen: int
    recovery_ticket_no: str
    ticket_no: str
    entry_id: UUID | None
    parts: list[RefundPartOut]
    version: int
    checks: list[RuleCheckOut]
    history: list[HistoryOut]
    actions: list[ActionOut]
