"""What crosses the wire about open items of a reconciliation."""

from datetime import date, datetime
from uuid import UUID

from pydantic import Field

from backend.funds.codes import CollectionChannel, FundItem
from backend.funds.statements.codes import (
    FundExceptionAction,
    FundExceptionState,
    ReconciliationClass,
    StatementVerdict,
)
from backend.funds.statements.schemas import StatementRowOut
from backend.kernel.decisions import RuleCheckOut
from backend.kernel.history import ActionOut, HistoryOut
from backend.kernel.http import WireDate, WireIn
from backend.kernel.paging import Page
from backend.kernel.wire import WireOut


class FundExceptionActionIn(WireIn):
    """A move of an open item, with what is corrected by it."""

    action: str = Field(max_length=40, description="操作代码，取自对象的 actions")
    note: str = Field(default="", max_length=500, description="理由")
    owner_account_id: UUID | None = Field(default=None, description="指派给谁；不填为本人认领")
    payer_id: UUID | None = Field(default=None, description="改正后的缴费户")
    item: FundItem | None = Field(default=None, description="改正后的费种")
    period: str | None = Field(default=None, max_length=7, description="改正后的所属期")
    booked_on: WireDate | None = Field(default=None, description="记账日期；原月份已结账的填当前月份的日期")
    collection_id: UUID | None = Field(default=None, description="原缴费记录")


class FundExceptionAssignIn(WireIn):
    """Give several open items to one owner."""

    ids: list[UUID] = Field(min_length=1, max_length=200)
    owner_account_id: UUID | None = Field(default=None, description="指派给谁；不填为本人认领")


class FundExceptionAssigned(WireOut):
    """How many items have the new owner."""

    assigned: int


class FundExceptionRow(WireOut):
    """One line of the queue."""

    id: UUID
    status: FundExceptionState
    verdict: StatementVerdict
    recon_class: ReconciliationClass
    channel: CollectionChannel
    period: str
    payer_id: UUID | None
    payer_name: str
    amount_fen: int
    booked_on: date
    row_number: int | None
    message: str
    owner_name: str
    assigned_at: datetime | None
    resolution: FundExceptionAction | None
    resolved_at: datetime | None


class FundExceptionPage(Page[FundExceptionRow]):
    """One page of the queue, oldest first."""


class PaymentCandidateOut(WireOut):
    """A payment of the platform the item may be about."""

    id: UUID
    payer_name: str
    item: FundItem
    period: str
    booked_on: date
    paid_fen: int
    ticket_no: str


class FundPayerCandidateOut(WireOut):
    """A payer the item may belong to."""

    id: UUID
    name: str
    payer_uscc: str


class FundExceptionProposalOut(WireOut):
    """What somebody proposed to do."""

    note: str
    payer_id: UUID | None
    payer_name: str
    item: FundItem | None
    period: str


class FundExceptionOut(FundExceptionRow):
    """One item: the source's row, the rules applied, what it may be about, what may be done, the trail."""

    statement_id: UUID
    statement_name: str
    fix: str
    is_mine: bool
    collection_id: UUID | None
    row: StatementRowOut | None
    proposal: FundExceptionProposalOut | None
    checks: list[RuleCheckOut]
    payments: list[PaymentCandidateOut]
    payers: list[FundPayerCandidateOut]
    version: int
    actions: list[ActionOut]
    history: list[HistoryOut]


class FundExceptionOwnerOut(WireOut):
    """An account that may own open items."""

    id: UUID
    person_name: str
    place: str


class FundExceptionOwners(WireOut):
    """Everybody who may own open items here."""

    items: list[FundExceptionOwnerOut]
