"""What crosses the wire about obligations."""

from datetime import date, datetime
from uuid import UUID

from pydantic import Field, StrictInt

from backend.funds.codes import (
    CollectionChannel,
    DeclarationSource,
    FundCoverage,
    FundItem,
    WageBase,
    WagePart,
)
from backend.funds.obligations.codes import MonthState
from backend.funds.periods import PERIOD
from backend.kernel.decisions import RuleCheckOut
from backend.kernel.money import MAX_FEN
from backend.kernel.paging import Page
from backend.kernel.wire import EXAMPLE_ID, WireIn, WireOut, example


class WagePartIn(WireIn):
    """One part of the wages."""

    part: WagePart = Field(title="工资组成")
    amount_fen: StrictInt = Field(ge=0, le=MAX_FEN, title="金额（分）")


class DeclarationIn(WireIn):
    """A month's wages; the make-up is optional, but then its six counted parts add up to the wages."""

    payer_id: UUID = Field(title="缴费户")
    period: str = Field(pattern=PERIOD, title="所属月份")
    wages_fen: StrictInt = Field(ge=0, le=MAX_FEN, title="计费依据（分）")
    employees: StrictInt = Field(ge=0, le=10_000_000, title="职工人数")
    statutory_wages_fen: StrictInt | None = Field(default=None, ge=0, le=MAX_FEN, title="工资总额（分）")
    parts: list[WagePartIn] | None = Field(default=None, max_length=20, title="工资构成")
    is_assessed: bool = Field(default=False, title="核定")
    reason: str = Field(default="", max_length=200, title="更正或异常说明")
    model_config = example(
        payer_id=EXAMPLE_ID, period="2020-11", wages_fen=32_548_000, employees=36, reason="补报"
    )


class ObligationOut(WireOut):
    """What would follow from a month's wages; nothing has been written."""

    item: FundItem
    full_due_fen: int
    due_fen: int
    words: str
    wants_reason: bool
    checks: list[RuleCheckOut]


class WagePartOut(WireOut):
    """One part of the wages."""

    part: WagePart
    amount_fen: int
    is_counted: bool


class DeclarationOut(WireOut):
    """One declaration with its calculation."""

    id: UUID
    payer_id: UUID
    period: str
    number: int
    is_counted: bool
    source: DeclarationSource
    source_id: UUID | None
    item: FundItem
    wage_base: WageBase
    coverage: FundCoverage
    employees: int
    wages_fen: int
    statutory_wages_fen: int | None
    full_due_fen: int
    due_fen: int
    gap_fen: int | None
    relief_fen: int
    relief_basis: str
    reason: str
    words: str
    rate: str
    rate_source: str
    parts: list[WagePartOut]
    checks: list[RuleCheckOut]
    person_name: str
    recorded_at: datetime


class MonthPaymentOut(WireOut):
    """One payment for a month; negative when it reverses another."""

    id: UUID
    item: FundItem
    channel: CollectionChannel
    booked_on: date
    paid_fen: int
    ticket_no: str
    reverses_id: UUID | None


class MonthRefundOut(WireOut):
    """What went back of the payments for a month."""

    id: UUID
    item: FundItem
    paid_on: date | None
    amount_fen: int
    ticket_no: str


class PayerMonthOut(WireOut):
    """One month of a payer."""

    period: str
    item: FundItem
    due_on: date
    state: MonthState
    wages_fen: int | None
    due_fen: int | None
    relief_fen: int | None
    paid_fen: int
    left_fen: int | None
    wrong_item_fen: int


class PayerMonthsOut(WireOut):
    """The last months of a payer, newest first, with their sums and what they say against the law."""

    payer_id: UUID
    from_period: str
    to_period: str
    due_fen: int
    relief_fen: int
    paid_fen: int
    overdue_fen: int
    gap_fen: int
    undeclared: int
    checks: list[RuleCheckOut]
    months: list[PayerMonthOut]


class PayerMonthCard(PayerMonthOut):
    """One month with every declaration, payment and refund behind it."""

    payer_id: UUID
    payer_name: str
    may_declare: bool
    #: whose wages the union's return tells, when it has several payers; empty otherwise
    joint_note: str
    declarations: list[DeclarationOut]
    payments: list[MonthPaymentOut]
    refunds: list[MonthRefundOut]


class UndeclaredRow(WireOut):
    """One month that a payer has not declared though it is overdue."""

    payer_id: UUID
    payer_name: str
    organisation_name: str
    period: str
    due_on: date


class UndeclaredPage(Page[UndeclaredRow]):
    """Undeclared months, the oldest first."""


class ObligationRow(PayerMonthOut):
    """One payer in the list of a month."""

    payer_id: UUID
    payer_name: str
    organisation_name: str
    channel: CollectionChannel
    source: DeclarationSource | None


class ObligationPage(Page[ObligationRow]):
    """The payers of one month with the sums of the whole filtered list."""

    period: str
    due_on: date
    payers: int
    undeclared: int
    due_fen: int
    relief_fen: int
    paid_fen: int
    left_fen: int
