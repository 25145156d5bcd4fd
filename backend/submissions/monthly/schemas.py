"""What crosses the wire about one return."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import Field, StrictInt, StrictStr

from backend.kernel.history import ActionOut, HistoryOut
from backend.kernel.paging import Page
from backend.kernel.wire import EXAMPLE_ID, WireIn, WireOut, example
from backend.submissions.codes import CellSource, CheckSeverity, ItemKind, ReturnStatus

Value = int | str | None


class OpenReturnIn(WireIn):
    """Which union's return for which month."""

    model_config = example(organisation_id=EXAMPLE_ID, period="2020-11")
    organisation_id: UUID
    period: str = Field(pattern=r"^20\d{2}-(0[1-9]|1[0-2])$", description="报告期 YYYY-MM")


class CellIn(WireIn):
    """A new value of one cell; the value of the register again means: follow the register."""

    item: str = Field(max_length=60)
    value: StrictInt | StrictStr | None = Field(description="数字、文字（日期 YYYY-MM-DD、选项代码）或空")
    reason: str = Field(default="", max_length=500, description="与登记册不一致或核对提醒的原因")


class CellsIn(WireIn):
    """The cells that changed since the last save."""

    model_config = example(
        cells=[
            {"item": "wages_fen", "value": 18250000},
            {"item": "employees", "value": 42, "reason": "本月新招两人，尚未登记"},
        ]
    )
    cells: list[CellIn] = Field(min_length=1, max_length=200)


class CommentIn(WireIn):
    """What is wrong with one cell."""

    item: str = Field(max_length=60)
    text: str = Field(min_length=1, max_length=500)


class ReturnActionIn(WireIn):
    """A move along the workflow, with remarks on cells when sending back."""

    action: str = Field(max_length=40, description="操作代码，取自月报的 actions")
    note: str = Field(default="", max_length=1000, description="意见或理由")
    comments: list[CommentIn] = Field(default_factory=list, max_length=100)


class ReturnRow(WireOut):
    """One line of the list of returns."""

    id: UUID
    organisation_id: UUID
    organisation_name: str
    period: str
    status: ReturnStatus
    is_late: bool
    is_zero_report: bool
    on_behalf: bool
    fill_due_on: date
    extended_to: date | None
    submitted_at: datetime | None
    accepted_at: datetime | None
    locked_at: datetime | None


class ReturnPage(Page[ReturnRow]):
    """Returns in the caller's reach."""


class PeriodValue(WireOut):
    """The value of one earlier month."""

    period: str
    value: Value


class CellCommentOut(WireOut):
    """A reviewer's remark on a cell."""

    text: str
    person_name: str
    at: datetime


class CorrectionOut(WireOut):
    """One correction after the lock."""

    id: UUID
    item: str
    label: str
    before: Value
    value: Value
    reason: str
    person_name: str
    at: datetime


class ExtensionOut(WireOut):
    """One granted extension."""

    due_on: date
    reason: str
    person_name: str
    at: datetime


class CellOut(WireOut):
    """One item with its value, where it came from, and its last twelve months."""

    item: str
    label: str
    definition: str
    unit: str
    kind: ItemKind
    legal_basis: str
    owner: str
    note: str
    example: str
    is_required: bool
    is_editable: bool
    max_length: int
    options: dict[str, str]
    value: Value
    corrected_value: Value
    is_corrected: bool
    source: CellSource
    derived_value: Value
    is_touched: bool
    reason: str
    history: list[PeriodValue]
    comments: list[CellCommentOut]


class ReturnSectionOut(WireOut):
    """A part of the return; ``note`` says so when its values are typed until their register exists."""

    code: str
    letter: str
    label: str
    note: str
    cells: list[CellOut]


class RecordOut(WireOut):
    """A register row that explains a change."""

    item: str
    on: date
    label: str
    text: str


class FiredCheckOut(WireOut):
    """A check that has fired; warnings are answered by a reason on one of their cells."""

    code: str
    severity: CheckSeverity
    items: list[str]
    message: str
    fix: str
    reason: str
    is_answered: bool
    records: list[RecordOut]


class DeadlinesOut(WireOut):
    """The last days of this return, an extension included; ``days_left`` counts to the next one in question."""

    fill_due_on: date
    review_due_on: date
    lock_due_on: date
    extended_to: date | None
    is_estimated: bool
    days_left: int


class ReturnOut(WireOut):
    """One return with everything the page needs."""

    id: UUID
    version: int
    form: str
    form_version: int
    form_label: str
    organisation_id: UUID
    organisation_name: str
    period: str
    status: ReturnStatus
    is_late: bool
    is_zero_report: bool
    on_behalf: bool
    on_behalf_by: str
    needs_acknowledgement: bool
    submitted_at: datetime | None
    accepted_at: datetime | None
    locked_at: datetime | None
    changed_at: datetime
    can_edit: bool
    can_correct: bool
    can_extend: bool
    deadlines: DeadlinesOut
    sections: list[ReturnSectionOut]
    checks: list[FiredCheckOut]
    movements: list[RecordOut]
    #: what the checks see besides the cells: derived, prev, param, today
    context: dict[str, Any]
    actions: list[ActionOut]
    trail: list[HistoryOut]
    corrections: list[CorrectionOut]
    extensions: list[ExtensionOut]


class PrintLineOut(WireOut):
    """One printed line."""

    label: str
    unit: str
    text: str
    reason: str


class PrintSectionOut(WireOut):
    """One printed part."""

    letter: str
    label: str
    lines: list[PrintLineOut]


class ReturnPrintOut(WireOut):
    """All labelled values of a return; the page prints them, or the same form empty."""

    title: str
    organisation_name: str
    period: str
    status_label: str
    filled_by: str
    sections: list[PrintSectionOut]
    trail: list[HistoryOut]
