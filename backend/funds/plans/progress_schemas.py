"""What crosses the wire about the plan's progress; ratios are in 1/100 %, null when there is nothing to divide by."""

from datetime import date, datetime
from uuid import UUID

from backend.funds.codes import CollectionChannel
from backend.kernel.wire import WireOut


class FundIntervalOut(WireOut):
    """Between which amounts the year is likely to end."""

    low_fen: int
    high_fen: int


class FundPartOut(WireOut):
    """One channel, place or class."""

    key: str
    name: str
    organisation_id: UUID | None
    plan_fen: int
    received_fen: int
    last_year_fen: int
    rate: int | None


class FundProgressOut(WireOut):
    """A plan's standing on a date; amounts in fen, months from January."""

    as_of: date
    known_at: datetime | None
    scope: str
    channel: CollectionChannel | None
    plan_fen: int
    received_fen: int
    last_year_fen: int
    rate: int | None
    day: int
    days: int
    time_progress: int
    pace: int | None
    growth: int | None
    forecast_fen: int
    interval: FundIntervalOut | None
    gap_fen: int | None
    method: str
    months_fen: list[int]
    last_year_months_fen: list[int]
    by_channel: list[FundPartOut]
    by_place: list[FundPartOut]
    by_class: list[FundPartOut]
