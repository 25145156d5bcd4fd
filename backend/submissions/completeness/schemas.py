"""What crosses the wire about completeness and reminders."""

from datetime import date, datetime
from uuid import UUID

from pydantic import Field

from backend.kernel.paging import Page
from backend.kernel.wire import WireIn, WireOut
from backend.submissions.codes import ReportState


class CompletenessOut(WireOut):
    """How complete one month is: every union that existed then stands in exactly one of the states.

    ``rate`` is in 1/100 %, half up; it counts submitted, accepted and locked and is never above 10000.
    """

    expected: int
    missing: int
    draft: int
    returned: int
    submitted: int
    accepted: int
    locked: int
    late: int
    reported: int
    rate: int


class BoardCellOut(CompletenessOut):
    """One street in one month."""

    period: str


class BoardPeriodOut(WireOut):
    """One column of the board."""

    period: str
    fill_due_on: date
    lock_due_on: date


class BoardStreetOut(WireOut):
    """One line of the board."""

    street_id: UUID
    name: str
    cells: list[BoardCellOut]


class ReturnBoardOut(WireOut):
    """Completeness of a year, street by month, with the totals of each month."""

    year: int
    periods: list[BoardPeriodOut]
    streets: list[BoardStreetOut]
    totals: list[BoardCellOut]


class MissingRow(WireOut):
    """One union that has not reported a month."""

    organisation_id: UUID
    organisation_name: str
    street_name: str
    state: ReportState
    return_id: UUID | None
    due_on: date
    days_late: int
    last_reminded_on: date | None


class MissingPage(Page[MissingRow]):
    """Who has not reported a month."""


class RemindIn(WireIn):
    """Whom to remind of which month."""

    period: str = Field(pattern=r"^20\d{2}-(0[1-9]|1[0-2])$")
    organisation_ids: list[UUID] = Field(min_length=1, max_length=1000)


class RemindOut(WireOut):
    """How many were reminded now; the others had reported, were reminded today, or are not in reach."""

    reminded: int
    skipped: int


class ReminderRow(WireOut):
    """One reminder."""

    id: UUID
    organisation_id: UUID
    period: str
    reminded_on: date
    person_name: str
    role: str
    at: datetime


class ReminderPage(Page[ReminderRow]):
    """Reminders in the caller's reach."""
