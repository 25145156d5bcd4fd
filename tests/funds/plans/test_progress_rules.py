"""Rate, time progress, pace, straight line and interval (pure)."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.funds.plans.progress_rules import (
    complete_months,
    days_of,
    interval_of,
    progress_of,
    straight_line,
    time_progress,
)

WAN = 1_000_000
PLAN, RECEIVED, DAY = 2650 * WAN, 222_274 * WAN // 100, date(2020, 11, 26)


def test_the_district_of_the_example_stands_at_83_88_per_cent() -> None:
    """E-E5: 2,222.74 / 2,650 on day 331 of 366."""
    found = progress_of(DAY, PLAN, RECEIVED, [], 0)
    assert (found.rate.basis_points, found.rate.display) == (8388, "83.88%")
    assert (found.time.numerator, found.time.denominator, found.time.basis_points) == (331, 366, 9044)
    assert found.pace_bp == 9275
    assert round(found.forecast_fen / WAN, 2) == 2457.77
    assert found.gap_fen is not None and round(found.gap_fen / WAN, 2) == 192.23
    assert (found.growth_bp, found.interval) == (None, None)


def test_nothing_planned_and_nothing_known_gives_no_rate() -> None:
    found = progress_of(DAY, 0, RECEIVED, [], 0)
    assert (found.rate.basis_points, found.pace_bp, found.gap_fen) == (None, None, None)
    assert progress_of(DAY, PLAN, 0, [], 0).rate.basis_points == 0


@pytest.mark.parametrize(
    ("received", "last", "growth"), [(110, 100, 1000), (90, 100, -1000), (0, 100, -10_000)]
)
def test_growth_is_over_the_same_day_of_the_year_before(received: int, last: int, growth: int) -> None:
    assert progress_of(DAY, PLAN, received, [], last).growth_bp == growth


@pytest.mark.parametrize(
    ("on", "months"),
    [
        (date(2020, 1, 1), 0),
        (date(2020, 1, 31), 1),
        (date(2020, 2, 28), 1),
        (date(2020, 2, 29), 2),
        (DAY, 10),
        (date(2020, 12, 31), 12),
    ],
)
def test_a_month_is_complete_at_the_end_of_its_last_day(on: date, months: int) -> None:
    assert complete_months(on) == months


def test_the_year_ends_where_the_line_ends() -> None:
    assert straight_line(date(2021, 12, 31), 777) == 777
    assert (time_progress(date(2021, 12, 31)).basis_points, days_of(2021)) == (10_000, 365)
    assert straight_line(date(2021, 1, 1), 10) == 3650


def test_months_that_differ_widen_the_interval_and_equal_ones_close_it() -> None:
    even = interval_of(DAY, 1100, 1216, [100] * 10)
    assert even is not None and (even.low_fen, even.high_fen) == (1216, 1216)
    some = interval_of(DAY, 1_100_000, 1_216_000, [100_000, 120_000] * 5)
    more = interval_of(DAY, 1_100_000, 1_216_000, [60_000, 160_000] * 5)
    assert some is not None and more is not None
    assert more.high_fen > some.high_fen > 1_216_000 and some.low_fen < 1_216_000
    # s = 10,540.93, r = 35·12/366 = 1.1475, t(9) = 1.383: 1.383 × s × sqrt(r + r²/10) = 16,488
    assert some.high_fen - 1_216_000 == 16_488
    assert more.low_fen == 1_133_559
    assert interval_of(DAY, 10, 20, [1, 2]) is None


@settings(max_examples=60)
@given(
    st.dates(date(2000, 1, 1), date(2100, 12, 31)),
    st.integers(0, 10**13),
    st.lists(st.integers(-(10**11), 10**12), max_size=12),
)
def test_a_forecast_lies_in_its_interval_and_never_below_what_came(
    on: date, received: int, months: list[int]
) -> None:
    found = progress_of(on, PLAN, received, months, 0)
    assert found.forecast_fen >= received
    assert found.gap_fen == PLAN - found.forecast_fen
    if found.interval is not None:
        assert received <= found.interval.low_fen <= found.forecast_fen <= found.interval.high_fen
