"""What crosses the wire about returns."""

from datetime import date
from uuid import UUID

from pydantic import Field

from backend.funds.share_returns.codes import (
    ShareReturnKind,
    ShareReturnLineState,
    ShareReturnState,
    SmallPayerBasis,
)
from backend.kernel.decisions import RuleParameterOut
from backend.kernel.history import ActionOut, HistoryOut
from backend.kernel.paging import Page
from backend.kernel.wire import WireDate, WireIn, WireOut, example
from backend.organisations.codes import ReportClass


class ShareReturnIn(WireIn):
    """A batch to be compiled from the payments booked in these days; a small-payer batch is of a whole year."""

    model_config = example(kind="base_share", from_on="2020-07-01", to_on="2020-09-30", note="三季度返还")
    kind: ShareReturnKind = Field(title="返还类别")
    from_on: WireDate = Field(title="入库日期自")
    to_on: WireDate = Field(title="入库日期至")
    note: str = Field(default="", max_length=300, title="说明")


class ShareReturnPaymentIn(WireIn):
    """The bank's voucher of the payment."""

    model_config = example(paid_on="2020-12-16", ticket_no="YH20201216002")
    paid_on: WireDate | None = Field(default=None, title="付款日期")
    ticket_no: str = Field(min_length=2, max_length=40, title="付款单据号")
    note: str = Field(default="", max_length=500, title="说明")


class ShareReturnRow(WireOut):
    """One line of the list of batches."""

    id: UUID
    batch_no: str
    kind: ShareReturnKind
    status: ShareReturnState
    from_on: date
    to_on: date
    ready_count: int
    ready_fen: int
    held_count: int
    held_fen: int
    paid_fen: int
    compiled_on: date
    paid_on: date | None


class ShareReturnPage(Page[ShareReturnRow]):
    """A page of batches, newest first."""


class ShareReturnOut(ShareReturnRow):
    """One batch with its trail."""

    basis: str
    note: str
    total_fen: int
    compiled_by: str
    ticket_no: str
    entry_id: UUID | None
    may_export: bool
    version: int
    history: list[HistoryOut]
    actions: list[ActionOut]


class ShareReturnLineRow(WireOut):
    """What one union gets in one batch."""

    id: UUID
    batch_id: UUID
    batch_no: str
    kind: ShareReturnKind
    from_on: date
    to_on: date
    union_id: UUID
    union_name: str
    amount_fen: int
    payments: int
    status: ShareReturnLineState
    hold_reasons: list[str]
    paid_on: date | None
    ticket_no: str


class ShareReturnLinePage(Page[ShareReturnLineRow]):
    """A page of lines, newest first."""


class SmallPolicyOut(WireOut):
    """The policy of a year."""

    year: int
    basis: SmallPayerBasis
    threshold_fen: int | None
    rate: str
    parameter: RuleParameterOut


class SmallClassOut(WireOut):
    """Who gains, by class of unit."""

    report_class: ReportClass | None
    unions: int
    upward_fen: int
    current_fen: int
    tried_fen: int


class SmallUnionOut(WireOut):
    """Who gains, by union."""

    union_id: UUID
    union_name: str
    upward_fen: int
    listed_fen: int
    current_fen: int
    tried_fen: int
    reason: str


class SmallTotalOut(WireOut):
    """The whole, or what is not listed by name: sums of the parts."""

    unions: int
    upward_fen: int
    current_fen: int
    tried_fen: int


class SmallSimulationOut(WireOut):
    """A year under the policy in force and under another one."""

    year: int
    current: SmallPolicyOut
    tried_basis: SmallPayerBasis
    tried_threshold_fen: int | None
    tried_rate: str
    total: SmallTotalOut
    gainers: int
    losers: int
    classes: list[SmallClassOut]
    unions: list[SmallUnionOut]
    rest: SmallTotalOut
