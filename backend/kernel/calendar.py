"""Legal periods (民法典 第200-204条、第1259条): days, working days and months, rolled over holidays; pure."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from types import MappingProxyType

from backend.kernel import clock
from backend.kernel.codes import Code

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5


class PeriodUnit(Code):
    """What a period is counted in; every deadline parameter names it (domain rule X5)."""

    DAY = "day", "日"
    WORKING_DAY = "working_day", "工作日"
    MONTH = "month", "个月"
    YEAR = "year", "年"


class Bound(Code):
    """The words of a limit (民法典 第1259条): 以上、以下、以内、届满 include the number, 不满、超过、以外 do not."""

    AT_LEAST = "at_least", "以上"
    AT_MOST = "at_most", "以下"
    WITHIN = "within", "以内"
    REACHED = "reached", "届满"
    BELOW = "below", "不满"
    ABOVE = "above", "超过"
    BEYOND = "beyond", "以外"

    def holds(self, value: int | date, limit: int | date) -> bool:
        """Whether `value` stands to `limit` as the word says (25人以上: 25 does). Both are of one kind."""
        if self in (Bound.AT_LEAST, Bound.REACHED):
            return value >= limit  # type: ignore[operator]
        if self in (Bound.AT_MOST, Bound.WITHIN):
            return value <= limit  # type: ignore[operator]
        return value < limit if self is Bound.BELOW else value > limit  # type: ignore[operator]


@dataclass(frozen=True, slots=True)
class PeriodEnd:
    """The last day of a period.

    `counted` is the day before rolling over holidays; `is_estimated` says that a day on the way had no calendar entry
    and was taken as Monday to Friday = working day.
    """

    day: date
    counted: date
    is_estimated: bool

    @property
    def is_rolled(self) -> bool:
        """Whether the last day fell on a holiday and moved."""
        return self.day != self.counted

    @property
    def ends_at(self) -> datetime:
        """The first moment after the period, UTC: 24:00 of the last day in Asia/Shanghai."""
        return clock.end_of(self.day)


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Which days are working days. A day without an entry answers Monday to Friday and counts as estimated."""

    days: Mapping[date, bool] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Mapping[int, Mapping[date, bool]]) -> "WorkCalendar":
        """From the entries of each year, {year: {day: is_workday}}.

        Raises ValueError when a day stands under another year.
        """
        wrong = [day for year, entries in rows.items() for day in entries if day.year != year]
        if wrong:
            raise ValueError(f"{wrong[0]} stands under another year")
        return cls(
            MappingProxyType({day: flag for entries in rows.values() for day, flag in entries.items()})
        )

    def is_working_day(self, day: date) -> bool:
        """Whether people work on this day (make-up Saturdays count, holidays on weekdays do not)."""
        stated = self.days.get(day)
        return day.weekday() < _SATURDAY if stated is None else stated

    def is_estimated(self, day: date) -> bool:
        """Whether the answer for this day is only Monday to Friday."""
        return day not in self.days

    def is_year_complete(self, year: int) -> bool:
        """Whether every day of the year has its entry."""
        first = date(year, 1, 1)
        return all(
            first + timedelta(days=n) in self.days
            for n in range(366)
            if (first + timedelta(days=n)).year == year
        )


def period_end(start: date, count: int, unit: PeriodUnit, calendar: WorkCalendar) -> PeriodEnd:
    """The last day of a period of `count` units; the start day is not counted (民法典 第201条).

    Days, months and years end on the corresponding day and roll to the next working day; working days never need to.
    Raises ValueError for a negative count.
    """
    if unit is PeriodUnit.WORKING_DAY:
        return add_working_days(start, count, calendar)
    if unit is PeriodUnit.DAY:
        return add_days(start, count, calendar)
    return add_months(start, count * (12 if unit is PeriodUnit.YEAR else 1), calendar)


def add_days(start: date, count: int, calendar: WorkCalendar) -> PeriodEnd:
    """`count` calendar days after `start`, rolled over holidays and weekends (民法典 第201、203条).

    Raises ValueError for a negative count.
    """
    return _rolled(start + timedelta(days=_checked(count)), calendar)


def add_months(start: date, count: int, calendar: WorkCalendar) -> PeriodEnd:
    """`count` months after `start`: the corresponding day, else the month's last day (民法典 第202条), rolled.

    Raises ValueError for a negative count.
    """
    return _rolled(corresponding_day(start, _checked(count)), calendar)


def add_working_days(start: date, count: int, calendar: WorkCalendar) -> PeriodEnd:
    """The `count`-th working day after `start`; `start` itself is not counted, 0 is `start` rolled.

    Raises ValueError for a negative count.
    """
    if _checked(count) == 0:
        return _rolled(start, calendar)
    day, estimated = start, False
    while count:
        day += _ONE_DAY
        estimated = estimated or calendar.is_estimated(day)
        count -= calendar.is_working_day(day)
    return PeriodEnd(day, day, estimated)


def working_day_of_month(year: int, month: int, number: int, calendar: WorkCalendar) -> PeriodEnd:
    """The `number`-th working day of a month and beyond it, e.g. a return due on the 5th working day.

    Raises ValueError for a number below 1.
    """
    if number < 1:
        raise ValueError("working days of a month count from 1")
    return add_working_days(date(year, month, 1) - _ONE_DAY, number, calendar)


def working_days_between(start: date, end: date, calendar: WorkCalendar) -> int:
    """Working days after `start` up to and including `end`; 0 when `end` is not after `start`."""
    span = range(1, (end - start).days + 1)
    return sum(calendar.is_working_day(start + timedelta(days=offset)) for offset in span)


def corresponding_day(start: date, months: int) -> date:
    """The same day so many months later (earlier if negative), or the last day of a shorter month; not rolled."""
    year, month0 = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month0 + 1, min(start.day, monthrange(year, month0 + 1)[1]))


def _rolled(counted: date, calendar: WorkCalendar) -> PeriodEnd:
    day, estimated = counted, calendar.is_estimated(counted)
    while not calendar.is_working_day(day):
        day += _ONE_DAY
        estimated = estimated or calendar.is_estimated(day)
    return PeriodEnd(day, counted, estimated)


def _checked(count: int) -> int:
    if count < 0:
        raise ValueError("a period is not negative")
    return count
