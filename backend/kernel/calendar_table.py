"""The editable table of working days and holidays, seeded from the State Council's yearly notices."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cache
from importlib.metadata import version
from typing import Annotated, Any

import chinese_calendar
from fastapi import Path, Query, Response
from pydantic import BeforeValidator, Field, StrictBool
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select, update

from backend.kernel import audit
from backend.kernel.authz import Actor, require
from backend.kernel.calendar import WorkCalendar
from backend.kernel.db import Db, Record, bulk_insert, column
from backend.kernel.errors import StaleVersion
from backend.kernel.http import IfMatch, WireIn, WireOut, api_router, set_etag
from backend.kernel.permissions import KernelP

FIRST_YEAR, LAST_YEAR = 1990, 2199
WEEKEND = "周末"
MAKE_UP_DAY = "调休上班"


class CalendarDay(Record, table=True):
    """Whether people work on one day of the country; a day without a row is Monday to Friday."""

    __tablename__ = "calendar_day"

    day: date = column("日期", primary_key=True)
    is_workday: bool = column("是否工作日")
    name: str = column("名称", max_length=50)
    source: str = column("依据", max_length=200)
    version: int = column("版本", default=1)


class CalendarDayIn(WireIn):
    """What a clerk states about one day."""

    is_workday: StrictBool = Field(title="是否工作日")
    name: str = Field(title="名称", max_length=50)
    source: str = Field(title="依据（文号或通知名称）", min_length=2, max_length=200)


class CalendarDayOut(WireOut):
    """One day; `version` 0 and `is_estimated` when nothing has been stated about it."""

    day: date
    is_workday: bool
    name: str
    source: str
    version: int
    is_estimated: bool


class CalendarYearOut(WireOut):
    """All days of a year; `is_estimated` when at least one is only Monday to Friday."""

    year: int
    is_estimated: bool
    days: list[CalendarDayOut]


def _iso_text(value: str) -> str:
    """Only YYYY-MM-DD: pydantic alone would also read digits as seconds since 1970."""
    if len(value) != 10 or value[4] != "-":
        raise ValueError("date_text")
    return value


Year = Annotated[int, Query(ge=FIRST_YEAR, le=LAST_YEAR, description="公历年份")]
Day = Annotated[
    date,
    BeforeValidator(_iso_text),
    Path(ge=date(FIRST_YEAR, 1, 1), le=date(LAST_YEAR, 12, 31), description="日期，YYYY-MM-DD"),
]
Reader = Annotated[Actor, require(KernelP.CALENDAR_READ)]
Editor = Annotated[Actor, require(KernelP.CALENDAR_EDIT)]

router = api_router("/calendar", "calendar")


@router.get("", summary="全年工作日与节假日")
def read_calendar(db: Db, actor: Reader, year: Year) -> CalendarYearOut:
    """Every day of a year; a year without data is estimated Monday to Friday and says so."""
    stated = {row.day: row for row in _rows_of(db, [year])}
    days = [_out(stated.get(day), day) for day in _days_of(year)]
    return CalendarYearOut(year=year, is_estimated=any(day.is_estimated for day in days), days=days)


@router.put("/{day}", summary="设定某一天是否工作日")
def set_calendar_day(
    db: Db, actor: Editor, day: Day, form: CalendarDayIn, expected: IfMatch, response: Response
) -> CalendarDayOut:
    """State one day by hand; the year's notice stays as it is."""
    row = set_day(db, actor, day, form, expected)
    set_etag(response, row)
    return _out(row, day)


def load(session: Session, years: Iterable[int]) -> WorkCalendar:
    """The working days of these years; days without a row stay estimated."""
    wanted = sorted(set(years))
    by_year: dict[int, dict[date, bool]] = {year: {} for year in wanted}
    for row in _rows_of(session, wanted):
        by_year[row.day.year][row.day] = row.is_workday
    return WorkCalendar.of(by_year)


def load_around(session: Session, day: date) -> WorkCalendar:
    """The working days of the year before a day, its year and the year after: enough for periods up to a year."""
    return load(session, (day.year - 1, day.year, day.year + 1))


def set_day(session: Session, actor: Actor, day: date, form: CalendarDayIn, expected: int) -> CalendarDay:
    """State one day, leaving an audit row; `expected` is the version seen, 0 for a day never stated.

    Raises StaleVersion when somebody else stated the day meanwhile.
    """
    values = form.model_dump()
    if expected == 0:
        _insert_day(session, CalendarDay(day=day, version=1, **values))
    else:
        change = (
            update(CalendarDay)
            .where(col(CalendarDay.day) == day, col(CalendarDay.version) == expected)
            .values(version=expected + 1, **values)
        )
        if session.execute(change).rowcount != 1:  # type: ignore[attr-defined]
            raise StaleVersion()
    audit.record(
        session,
        actor,
        "calendar.edit",
        "calendar_day",
        details={"day": day.isoformat(), "is_workday": form.is_workday},
    )
    return session.exec(select(CalendarDay).where(col(CalendarDay.day) == day)).one()


def seed(session: Session) -> None:
    """Insert the known days that have no row yet; stated days stay as they are."""
    present = set(session.exec(select(col(CalendarDay.day))).all())
    bulk_insert(session, CalendarDay, [row for row in seed_rows() if row["day"] not in present])


@cache
def seed_rows() -> tuple[dict[str, Any], ...]:
    """A row for every day of the years the chinesecalendar package covers (2004 to the last notice it knows)."""
    source = f"国务院办公厅节假日安排（chinesecalendar {version('chinesecalendar')}）"
    years = range(min(chinese_calendar.holidays).year, max(chinese_calendar.holidays).year + 1)
    return tuple(_seed_row(day, source) for year in years for day in _days_of(year))


def _seed_row(day: date, source: str) -> dict[str, Any]:
    is_holiday, english = chinese_calendar.get_holiday_detail(day)
    plain, special = (WEEKEND, _chinese_name(english)) if is_holiday else ("", MAKE_UP_DAY)
    name = special if english else plain
    return {"day": day, "is_workday": not is_holiday, "name": name, "source": source, "version": 1}


def _chinese_name(english: str | None) -> str:
    return "" if english is None else str(chinese_calendar.Holiday(english).chinese)


def _insert_day(session: Session, row: CalendarDay) -> None:
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError as error:
        raise StaleVersion() from error


def _rows_of(session: Session, years: Sequence[int]) -> Sequence[CalendarDay]:
    if not years:
        return []
    span = col(CalendarDay.day).between(date(min(years), 1, 1), date(max(years), 12, 31))
    rows = session.exec(select(CalendarDay).where(span).order_by(col(CalendarDay.day))).all()
    return [row for row in rows if row.day.year in set(years)]


def _days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=offset) for offset in range((date(year + 1, 1, 1) - first).days)]


def _out(row: CalendarDay | None, day: date) -> CalendarDayOut:
    if row is not None:
        return CalendarDayOut(**row.model_dump(), is_estimated=False)
    workday = WorkCalendar().is_working_day(day)
    name = "" if workday else WEEKEND
    return CalendarDayOut(day=day, is_workday=workday, name=name, source="", version=0, is_estimated=True)
