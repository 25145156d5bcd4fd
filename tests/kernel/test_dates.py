"""Dates in every usual spelling, refused when unreal or unclear; ages at the birthday."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.kernel.dates import EARLIEST, LATEST, DateInput, age_on, parse_date

MAY_DAY = date(2020, 5, 1)


@pytest.mark.parametrize(
    "written",
    [
        "2020-05-01",
        "2020-5-1",
        "2020/5/1",
        "2020/05/01",
        "2020.5.1",
        "2020．5．1",
        "2020。5。1",
        "2020—5—1",
        "2020年5月1日",
        "2020年05月01日",
        "2020年5月1号",
        "2020年5月1",
        "2020 年 5 月 1 日",
        "２０２０年５月１日",
        "２０２０／５／１",
        "20200501",
        "２０２００５０１",
        "2020-05-01 00:00:00",
        "2020-05-01T08:30",
        "2020/5/1 8:30",
        " 2020-05-01 ",
        "43952",
        "43952.0",
        "43952.75",
        43952,
        43952.0,
        43952.75,
        20200501,
        20200501.0,
        date(2020, 5, 1),
        datetime(2020, 5, 1, 23, 59, tzinfo=UTC),
    ],
)
def test_one_day_in_every_spelling(written: DateInput) -> None:
    assert parse_date(written).value == MAY_DAY
    assert parse_date(written).findings == ()


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (None, "missing"),
        ("", "missing"),
        ("  ", "missing"),
        ("2020-02-30", "date_unreal"),
        ("2019-02-29", "date_unreal"),
        ("20200431", "date_unreal"),
        (20201301, "date_unreal"),
        ("2020-13-01", "date_unreal"),
        ("2020-00-01", "date_unreal"),
        ("2020年5月", "date_incomplete"),
        ("2020-05", "date_incomplete"),
        ("2020.5", "date_incomplete"),
        ("202005", "date_incomplete"),
        ("5/1/2020", "date_ambiguous"),
        ("20-5-1", "date_ambiguous"),
        ("20.5.1", "date_ambiguous"),
        ("1899-12-31", "date_range"),
        ("2200-01-01", "date_range"),
        (date(1899, 12, 31), "date_range"),
        ("18991231", "date_range"),
        ("2020-5/1", "date_format"),
        ("2020年5-1", "date_format"),
        ("2020-5月1日", "date_format"),
        ("2020-05-01x", "date_format"),
        ("2020-05-011", "date_format"),
        ("五月一日", "date_format"),
        ("=TODAY()", "date_format"),
        ("٢٠٢٠-٠٥-٠١", "date_format"),
        (9_999, "date_format"),
        (80_001, "date_format"),
        (2020.5, "date_format"),
        (-1, "date_format"),
        (0, "date_format"),
        (1e300, "date_format"),
        (float("nan"), "date_format"),
        (float("inf"), "date_format"),
        (True, "date_format"),
    ],
)
def test_what_is_no_clear_day_says_why(written: DateInput, code: str) -> None:
    checked = parse_date(written)
    assert checked.value is None
    assert [found.code for found in checked.findings] == [code]
    assert checked.findings[0].fix


def test_the_range_holds_at_its_ends() -> None:
    assert parse_date(EARLIEST.isoformat()).value == EARLIEST
    assert parse_date(LATEST).value == LATEST
    assert parse_date(10_000).value == date(1927, 5, 18)
    assert parse_date(80_000).value == date(2119, 1, 11)


@given(st.dates(EARLIEST, LATEST))
def test_every_day_survives_every_spelling(day: date) -> None:
    for form in (
        "{0:%Y-%m-%d}",
        "{0:%Y%m%d}",
        "{0.year}/{0.month}/{0.day}",
        "{0.year}年{0.month}月{0.day}日",
    ):
        assert parse_date(form.format(day)).value == day


@given(st.dates(date(1927, 5, 18), date(2119, 1, 11)))
def test_every_serial_number_is_the_day_spreadsheets_show(day: date) -> None:
    assert parse_date((day - date(1899, 12, 30)).days).value == day


@given(st.one_of(st.text(max_size=30), st.floats(), st.integers()))
def test_nothing_breaks_the_reader(written: str | int | float) -> None:
    checked = parse_date(written)
    assert (checked.value is None) == bool(checked.errors)


@pytest.mark.parametrize(
    ("born", "on", "age"),
    [
        (date(2004, 12, 16), date(2020, 12, 15), 15),
        (date(2004, 12, 16), date(2020, 12, 16), 16),
        (date(2004, 12, 16), date(2020, 12, 17), 16),
        (date(2004, 2, 29), date(2020, 2, 28), 15),
        (date(2004, 2, 29), date(2020, 2, 29), 16),
        (date(2004, 2, 29), date(2021, 2, 27), 16),
        (date(2004, 2, 29), date(2021, 2, 28), 17),
        (date(2020, 5, 1), date(2020, 5, 1), 0),
        (date(2020, 5, 1), date(2020, 4, 30), -1),
        (date(1990, 1, 31), date(2020, 1, 30), 29),
    ],
)
def test_a_year_of_age_is_full_on_the_birthday(born: date, on: date, age: int) -> None:
    assert age_on(born, on) == age


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 40_000))
def test_age_never_falls(born: date, days: int) -> None:
    on = born + timedelta(days=days)
    assert age_on(born, on) <= age_on(born, on + timedelta(days=1)) <= age_on(born, on) + 1
