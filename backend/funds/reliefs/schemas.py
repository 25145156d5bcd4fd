"""What crosses the wire about reliefs."""

from datetime import date
from uuid import UUID

from pydantic import Field, StrictInt

from backend.funds.periods import PERIOD
from backend.funds.reliefs.codes import ReliefState
from backend.kernel.decisions import RuleCheckOut
from backend.kernel.history import ActionOut, HistoryOut
from backend.kernel.money import MAX_FEN
from backend.kernel.paging import Page
from backend.kernel.wire import EXAMPLE_ID, WireIn, WireOut, example


class ReliefIn(WireIn):
    """An application for relief of a declared month."""

    payer_id: UUID = Field(title="缴费户")
    period: str = Field(pattern=PERIOD, title="所属月份")
    amount_fen: StrictInt = Field(gt=0, le=MAX_FEN, title="减免金额（分）")
    basis: str = Field(min_length=2, max_length=150, title="减免依据")
    reason: str = Field(min_length=2, max_length=500, title="减免理由")
    model_config = example(
        payer_id=EXAMPLE_ID, period="2020-10", amount_fen=10_000, basis="常工发〔2020〕3号", reason="疫情停产"
    )


class ReliefRow(WireOut):
    """One line of the list."""

    id: UUID
    payer_id: UUID
    payer_name: str
    period: str
    status: ReliefState
    amount_fen: int
    basis: str
    applied_on: date
    version: int


class ReliefPage(Page[ReliefRow]):
    """A page of reliefs, newest first."""


class ReliefOut(ReliefRow):
    """One relief with its check and trail."""

    reason: str
    applied_by: str
    declaration_id: UUID | None
    checks: list[RuleCheckOut]
    history: list[HistoryOut]
    actions: list[ActionOut]
