"""What crosses the wire about plans."""

from datetime import date
from uuid import UUID

from pydantic import Field

from backend.funds.codes import CollectionChannel
from backend.funds.plans.codes import FundPlanState
from backend.kernel.decisions import RuleCheckOut
from backend.kernel.history import ActionOut, HistoryOut
from backend.kernel.paging import Page
from backend.kernel.wire import EXAMPLE_ID, WireDate, WireIn, WireOut, example

MAX_LINES = 300
#: 1,000 亿元; as many lines of it still add up exactly everywhere.
MAX_AMOUNT_FEN = 10**13


class FundPlanIn(WireIn):
    """A new version of a year's plan."""

    year: int = Field(ge=2000, le=2199, title="年度")
    model_config = example(year=2021)


class FundPlanLineIn(WireIn):
    """One amount."""

    channel: CollectionChannel = Field(title="缴纳渠道")
    organisation_id: UUID = Field(title="街道或区直工会")
    amount_fen: int = Field(strict=True, ge=0, le=MAX_AMOUNT_FEN, title="计划（分）")


class FundPlanLinesIn(WireIn):
    """A version as it is to read from now on."""

    lines: list[FundPlanLineIn] = Field(max_length=MAX_LINES, title="计划数")
    basis: str = Field(default="", max_length=500, title="编制依据")
    resolution_no: str = Field(default="", max_length=60, title="决议文号")
    resolution_on: WireDate | None = Field(default=None, title="决议日期")
    reason: str = Field(default="", max_length=500, title="调整理由")
    model_config = example(
        lines=[{"channel": "tax", "organisation_id": EXAMPLE_ID, "amount_fen": 180_000_000}],
        basis="上年完成数和新建会单位工资总额",
        resolution_no="",
        resolution_on=None,
        reason="",
    )


class FundPlanRow(WireOut):
    """One version in the list."""

    id: UUID
    year: int
    number: int
    status: FundPlanState
    total_fen: int
    approved_on: date | None
    resolution_no: str


class FundPlanPage(Page[FundPlanRow]):
    """A page of versions, newest first."""


class FundPlanLineOut(WireOut):
    """One amount; ``before_fen`` is what is in force for the same place and channel."""

    channel: CollectionChannel
    organisation_id: UUID
    amount_fen: int
    before_fen: int


class FundPlanPlaceOut(WireOut):
    """A place a plan may ask something of."""

    organisation_id: UUID
    name: str


class FundPlanOut(FundPlanRow):
    """One version with its lines, what it must bring, and its trail."""

    is_change: bool
    basis: str
    resolution_on: date | None
    reason: str
    version: int
    lines: list[FundPlanLineOut]
    places: list[FundPlanPlaceOut]
    checks: list[RuleCheckOut]
    history: list[HistoryOut]
    actions: list[ActionOut]
