"""What crosses the wire about members' dues; wages and dues of a person only in the answer to a reveal."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from backend.funds.dues.codes import DuesPurpose, DuesState
from backend.funds.periods import PERIOD
from backend.kernel.decisions import RuleCheckOut
from backend.kernel.history import ActionOut, HistoryOut
from backend.kernel.http import WireDate, WireIn, WireOut
from backend.kernel.money import MAX_FEN
from backend.kernel.paging import Page
from backend.kernel.wire import EXAMPLE_ID, example
from backend.members.codes import MemberState

Fen = Annotated[int, Field(strict=True, ge=0, le=MAX_FEN)]
MAX_LINES = 2_000


class DuesBatchIn(WireIn):
    """A month's register to be made for a union."""

    model_config = example(organisation_id=EXAMPLE_ID, period="2020-11")
    organisation_id: UUID = Field(title="工会")
    period: str = Field(pattern=PERIOD, title="月份")


class DuesBaseIn(WireIn):
    """One member's basic wage; null takes it away again."""

    member_id: UUID = Field(title="会员")
    base_fen: Fen | None = Field(title="基本工资（分）")


class DuesBasesIn(WireIn):
    """Basic wages of members of a register; who is not named stays as it is."""

    model_config = example(items=[{"member_id": EXAMPLE_ID, "base_fen": 567_890}])
    items: list[DuesBaseIn] = Field(min_length=1, max_length=MAX_LINES, title="基数")


class DuesCollectIn(WireIn):
    """What was taken in and paid into the union's account."""

    model_config = example(collected_on="2020-12-10", collected_fen=2835, bank_ref="进账单 1024", note="")
    collected_on: WireDate = Field(title="收缴日期")
    collected_fen: Fen = Field(title="实收（分）")
    bank_ref: str = Field(min_length=2, max_length=60, title="入账凭证号")
    note: str = Field(default="", max_length=500, title="说明")


class DuesRevealIn(WireIn):
    """Why the wages of a register are looked at."""

    model_config = example(purpose="fill")
    purpose: DuesPurpose = Field(title="用途")


class DuesBatchRow(WireOut):
    """One line of the list."""

    id: UUID
    organisation_id: UUID
    organisation_name: str
    period: str
    status: DuesState
    payers: int
    exempt: int
    missing: int
    dues_fen: int
    collected_fen: int | None
    collected_on: date | None


class DuesBatchPage(Page[DuesBatchRow]):
    """A page of registers, newest month first."""


class DuesLineOut(WireOut):
    """One member of a register."""

    member_id: UUID
    person_name: str
    standing: MemberState
    is_exempt: bool
    reason: str
    has_base: bool


class DuesAmountOut(WireOut):
    """One member's wage and dues in full."""

    member_id: UUID
    base_fen: int | None
    dues_fen: int | None


class DuesAmountsOut(WireOut):
    """The wages and dues of a register in full."""

    items: list[DuesAmountOut]


class DuesBatchOut(DuesBatchRow):
    """One register with its members, checks, trail and what the caller may do now."""

    as_of: date
    bank_ref: str
    version: int
    may_edit: bool
    may_reveal: bool
    is_outdated: bool
    lines: list[DuesLineOut]
    checks: list[RuleCheckOut]
    history: list[HistoryOut]
    actions: list[ActionOut]


class DuesMonthOut(WireOut):
    """One month over every register in reach."""

    period: str
    unions: int
    collected_unions: int
    payers: int
    exempt: int
    dues_fen: int
    collected_fen: int


class DuesSummaryOut(WireOut):
    """The months of a year over every register in reach."""

    year: int
    months: list[DuesMonthOut]
