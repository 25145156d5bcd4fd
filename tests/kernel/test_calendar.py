"""Legal periods at their edges: the start day, holidays, make-up days, short months, years nobody has stated."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.kernel.calendar import (
    Bound,
    PeriodUnit,
    WorkCalendar,
    add_days,
    add_months,
    add_working_days,
    corresponding_day,
    period_end,
    working_day_of_month,
    working_days_between,
)

#: 2020 around its long holidays: 1-8 October off, Sunday 27 September and Saturday 10 October at work.
STATED = {
    **{date(2020, 10, day): False for day in range(1, 9)},
    date(2020, 9, 27): True,
    date(2020, 10, 10): True,
    date(2020, 6, 25): False,
    date(2020, 6, 26): False,
    date(2020, 6, 28): True,
}


def year_2020() -> WorkCalendar:
    """Every day of 2020 stated."""
    days = [date(2020, 1, 1) + timedelta(days=n) for n in range(366)]
    return WorkCalendar.of({2020: {day: STATED.get(day, day.weekday() < 5) for day in days}})


CALENDAR = year_2020()
NOTHING = WorkCalendar()
DATES = st.dates(date(1990, 1, 1), date(2190, 12, 31))


@pytest.mark.parametrize(
    ("start", "days", "counted", "end"),
    [
        (date(2020, 12, 1), 10, date(2020, 12, 11), date(2020, 12, 11)),  # Friday; 1 December is not counted
        (date(2020, 12, 1), 11, date(2020, 12, 12), date(2020, 12, 14)),  # Saturday -> Monday
        (date(2020, 12, 1), 12, date(2020, 12, 13), date(2020, 12, 14)),
        (date(2020, 9, 20), 10, date(2020, 9, 30), date(2020, 9, 30)),  # last day before the holiday
        (date(2020, 9, 21), 10, date(2020, 10, 1), date(2020, 10, 9)),  # first day of the holiday
        (date(2020, 9, 28), 10, date(2020, 10, 8), date(2020, 10, 9)),  # last day of the holiday
        (date(2020, 9, 30), 10, date(2020, 10, 10), date(2020, 10, 10)),  # a Saturday at work
        (date(2020, 9, 17), 10, date(2020, 9, 27), date(2020, 9, 27)),  # a Sunday at work
        (date(2020, 12, 16), 0, date(2020, 12, 16), date(2020, 12, 16)),
    ],
)
def test_days_end_on_a_day_people_work(start: date, days: int, counted: date, end: date) -> None:
    result = period_end(start, days, PeriodUnit.DAY, CALENDAR)
    assert (result.counted, result.day) == (counted, end)
    assert result.is_rolled == (counted != end)
    assert not result.is_estimated


@pytest.mark.parametrize(
    ("start", "months", "counted"),
    [
        (date(2020, 1, 31), 1, date(2020, 2, 29)),
        (date(2019, 1, 31), 1, date(2019, 2, 28)),
        (date(2020, 1, 30), 1, date(2020, 2, 29)),
        (date(2020, 1, 29), 1, date(2020, 2, 29)),
        (date(2020, 2, 29), 12, date(2021, 2, 28)),
        (date(2020, 2, 29), 48, date(2024, 2, 29)),
        (date(2020, 3, 31), 6, date(2020, 9, 30)),
        (date(2020, 12, 15), 1, date(2021, 1, 15)),
        (date(2020, 11, 30), 3, date(2021, 2, 28)),
        (date(2020, 5, 5), 0, date(2020, 5, 5)),
    ],
)
def test_months_end_on_the_corresponding_day_or_the_last_of_the_month(
    start: date, months: int, counted: date
) -> None:
    assert corresponding_day(start, months) == counted
    assert add_months(start, months, NOTHING).counted == counted
    assert period_end(start, months, PeriodUnit.MONTH, NOTHING).counted == counted


def test_months_roll_and_years_are_twelve_of_them() -> None:
    assert add_months(date(2020, 9, 3), 1, CALENDAR).day == date(2020, 10, 9)
    year = period_end(date(2019, 6, 25), 1, PeriodUnit.YEAR, CALENDAR)
    assert (year.counted, year.day) == (date(2020, 6, 25), date(2020, 6, 28))


def test_months_go_backwards_too() -> None:
    assert corresponding_day(date(2020, 3, 31), -1) == date(2020, 2, 29)
    assert corresponding_day(date(2020, 1, 15), -1) == date(2019, 12, 15)


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2020, 12, 4), 1, date(2020, 12, 7)),  # Friday -> Monday
        (date(2020, 12, 5), 1, date(2020, 12, 7)),  # Saturday -> Monday
        (date(2020, 9, 30), 1, date(2020, 10, 9)),
        (date(2020, 9, 30), 2, date(2020, 10, 10)),  # the Saturday at work counts
        (date(2020, 9, 30), 3, date(2020, 10, 12)),
        (date(2020, 9, 25), 1, date(2020, 9, 27)),
        (date(2020, 12, 1), 5, date(2020, 12, 8)),
        (date(2020, 10, 1), 0, date(2020, 10, 9)),
        (date(2020, 9, 30), 0, date(2020, 9, 30)),
    ],
)
def test_working_days_leave_out_holidays_and_count_make_up_days(start: date, count: int, end: date) -> None:
    assert period_end(start, count, PeriodUnit.WORKING_DAY, CALENDAR).day == end


@pytest.mark.parametrize(
    ("month", "number", "day"), [(10, 1, 9), (10, 2, 10), (10, 3, 12), (11, 5, 6), (11, 8, 11), (11, 12, 17)]
)
def test_a_return_is_due_on_a_numbered_working_day_of_the_month(month: int, number: int, day: int) -> None:
    assert working_day_of_month(2020, month, number, CALENDAR).day == date(2020, month, day)


def test_publicity_is_measured_in_working_days() -> None:
    assert working_days_between(date(2020, 9, 29), date(2020, 10, 10), CALENDAR) == 3
    assert working_days_between(date(2020, 10, 1), date(2020, 10, 8), CALENDAR) == 0
    assert working_days_between(date(2020, 10, 9), date(2020, 10, 9), CALENDAR) == 0
    assert working_days_between(date(2020, 10, 12), date(2020, 10, 9), CALENDAR) == 0


def test_a_year_without_data_answers_monday_to_friday_and_says_so() -> None:
    result = add_days(date(2031, 9, 30), 1, NOTHING)
    assert (result.day, result.is_estimated) == (date(2031, 10, 1), True)
    assert add_days(date(2031, 10, 3), 1, NOTHING).day == date(2031, 10, 6)
    assert add_working_days(date(2031, 10, 3), 1, NOTHING).is_estimated


def test_only_the_days_looked_at_decide_whether_a_result_is_estimated() -> None:
    assert not add_days(date(2020, 12, 21), 10, CALENDAR).is_estimated
    assert add_days(date(2020, 12, 31), 1, CALENDAR).is_estimated
    assert add_working_days(date(2020, 12, 30), 2, CALENDAR).is_estimated
    assert not add_working_days(date(2020, 12, 30), 1, CALENDAR).is_estimated


def test_a_year_is_complete_when_every_day_is_stated() -> None:
    assert CALENDAR.is_year_complete(2020)
    assert not CALENDAR.is_year_complete(2021)
    almost = dict(CALENDAR.days)
    del almost[date(2020, 12, 31)]
    assert not WorkCalendar.of({2020: almost}).is_year_complete(2020)


def test_a_day_under_another_year_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="another year"):
        WorkCalendar.of({2020: {date(2021, 1, 1): False}})


def test_a_period_ends_at_midnight_in_china() -> None:
    assert add_days(date(2020, 12, 1), 10, CALENDAR).ends_at == datetime(2020, 12, 11, 16, tzinfo=UTC)


@pytest.mark.parametrize("unit", PeriodUnit)
def test_a_period_is_not_negative(unit: PeriodUnit) -> None:
    with pytest.raises(ValueError):
        period_end(date(2020, 1, 1), -1, unit, CALENDAR)
    with pytest.raises(ValueError):
        working_day_of_month(2020, 1, 0, CALENDAR)


@pytest.mark.parametrize(
    ("bound", "below", "equal", "above"),
    [
        (Bound.AT_LEAST, False, True, True),
        (Bound.REACHED, False, True, True),
        (Bound.AT_MOST, True, True, False),
        (Bound.WITHIN, True, True, False),
        (Bound.BELOW, True, False, False),
        (Bound.ABOVE, False, False, True),
        (Bound.BEYOND, False, False, True),
    ],
)
def test_the_words_of_a_limit_include_or_exclude_the_number(
    bound: Bound, below: bool, equal: bool, above: bool
) -> None:
    assert [bound.holds(value, 25) for value in (24, 25, 26)] == [below, equal, above]
    assert bound.holds(date(2020, 5, 1), date(2020, 5, 1)) is equal


@given(DATES, st.integers(0, 400))
def test_a_period_never_ends_on_a_day_off_nor_before_it_was_counted(start: date, count: int) -> None:
    for unit in (PeriodUnit.DAY, PeriodUnit.MONTH, PeriodUnit.WORKING_DAY):
        result = period_end(start, min(count, 60) if unit is PeriodUnit.MONTH else count, unit, CALENDAR)
        assert CALENDAR.is_working_day(result.day)
        assert result.day >= result.counted >= start


@given(DATES, st.integers(1, 300))
def test_adding_working_days_and_counting_them_agree(start: date, count: int) -> None:
    assert working_days_between(start, add_working_days(start, count, CALENDAR).day, CALENDAR) == count


@given(DATES, st.integers(0, 600))
def test_the_corresponding_day_is_in_the_right_month(start: date, months: int) -> None:
    end = corresponding_day(start, months)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    assert end.day == start.day or (end + timedelta(days=1)).day == 1
