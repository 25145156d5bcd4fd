"""What crosses the wire about payments and split tables."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field, StrictInt

from backend.funds.codes import CollectionChannel, FundCoverage, FundItem, SplitLevel
from backend.funds.collections.rules import MAX_PARTS, WHOLE
from backend.funds.periods import PERIOD
from backend.kernel.decisions import RuleCheckOut
from backend.kernel.money import MAX_FEN
from backend.kernel.paging import Page
from backend.kernel.wire import EXAMPLE_ID, WireDate, WireIn, WireOut, example

Period = Annotated[str, Field(pattern=PERIOD, title="所属期")]
Fen = Annotated[StrictInt, Field(ge=0, le=MAX_FEN)]


class CollectionIn(WireIn):
    """A payment that arrived outside a statement."""

    payer_id: UUID = Field(title="缴费户")
    channel: CollectionChannel = Field(title="缴纳渠道")
    item: FundItem = Field(title="费种")
    period: Period
    booked_on: WireDate = Field(title="入库日期")
    paid_fen: Annotated[StrictInt, Field(gt=0, le=MAX_FEN)] = Field(title="实缴（分）")
    coverage: FundCoverage = Field(default=FundCoverage.FULL, title="入库范围")
    ticket_no: str = Field(min_length=2, max_length=40, title="电子税票号或单据号")
    base_fen: Fen | None = Field(default=None, title="计费依据（分）")
    due_fen: Fen | None = Field(default=None, title="应缴（分）")
    note: str = Field(default="", max_length=200, title="说明")
    model_config = example(
        payer_id=EXAMPLE_ID,
        channel="direct",
        item="funds",
        period="2020-10",
        booked_on="2020-11-12",
        paid_fen=650960,
        coverage="full_2pct",
        ticket_no="DK20201112001",
        base_fen=32548000,
        due_fen=650960,
        note="银行转账",
    )


class CollectionReversalIn(WireIn):
    """Why and when a payment is reversed."""

    booked_on: WireDate = Field(title="冲正日期")
    ticket_no: str = Field(default="", max_length=40, title="冲正单据号")
    reason: str = Field(min_length=2, max_length=200, title="冲正理由")
    model_config = example(booked_on="2020-12-15", ticket_no="C-001", reason="重复入库，税务已退回")


class CollectionRow(WireOut):
    """One line of the list."""

    id: UUID
    payer_id: UUID
    payer_name: str
    channel: CollectionChannel
    item: FundItem
    period: str
    booked_on: date
    paid_fen: int
    coverage: FundCoverage
    ticket_no: str
    reverses_id: UUID | None
    is_reversed: bool


class CollectionPage(Page[CollectionRow]):
    """A page of payments, newest first."""


class SplitPartOut(WireOut):
    """One level's part of a payment."""

    level: SplitLevel
    account_code: str
    account_name: str
    ratio: int
    amount_fen: int


class CollectionOut(CollectionRow):
    """One payment with its parts, its checks and its entry."""

    payer_uscc: str
    base_fen: int | None
    due_fen: int | None
    note: str
    source: str
    split_table: str
    recorded_at: datetime
    person_name: str
    reversed_by_id: UUID | None
    entry_id: UUID | None
    refunded_fen: int
    may_reverse: bool
    reversal_refusal: str
    may_refund: bool
    parts: list[SplitPartOut]
    checks: list[RuleCheckOut]


class SplitShareOut(WireOut):
    """One line of a split table."""

    level: SplitLevel
    ratio: int
    account: str
    name: str


class SplitVersionOut(WireOut):
    """One version of a split table."""

    version: int
    jurisdiction: str
    valid_from: date
    valid_to: date | None
    legal_source: str
    shares: list[SplitShareOut]


class SplitTableOut(WireOut):
    """The split table of an item and coverage: the one in force on the date, and every version there is."""

    key: str
    label: str
    item: FundItem
    coverage: FundCoverage
    in_force: SplitVersionOut | None
    versions: list[SplitVersionOut]


class SplitTablesOut(WireOut):
    """Every split table as of a date."""

    on: date
    items: list[SplitTableOut]


class SplitRatioIn(WireIn):
    """A level and its share of ten thousand."""

    level: SplitLevel = Field(title="级次")
    ratio: Annotated[StrictInt, Field(ge=0, le=WHOLE)] = Field(title="比例（万分之）")


class RestatementIn(WireIn):
    """Which payments to split again, and how."""

    item: FundItem = Field(title="费种")
    coverage: FundCoverage = Field(title="入库范围")
    booked_from: WireDate = Field(title="入库日期起")
    booked_to: WireDate = Field(title="入库日期止")
    channel: CollectionChannel | None = Field(default=None, title="缴纳渠道")
    ratios: list[SplitRatioIn] = Field(min_length=1, max_length=MAX_PARTS, title="试算比例")
    model_config = example(
        item="funds",
        coverage="full_2pct",
        booked_from="2020-01-01",
        booked_to="2020-11-30",
        ratios=[{"level": "base", "ratio": 7000}, {"level": "county", "ratio": 3000}],
    )


class RestatedLevelOut(WireOut):
    """One level as booked and as it would be."""

    level: SplitLevel
    booked_fen: int
    restated_fen: int
    change_fen: int


class RestatementOut(WireOut):
    """What another table would have come to; the books stay as they are."""

    payments: int
    total_fen: int
    levels: list[RestatedLevelOut]
