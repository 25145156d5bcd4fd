"""Months as text, also of days that nobody means."""

from datetime import date

import pytest

from backend.funds.periods import last_day, months_between, period_of, shift


@pytest.mark.parametrize(
    ("day", "period"),
    [
        (date(2020, 12, 31), "2020-12"),
        (date(343, 8, 23), "0343-08"),
        (date.max, "9999-12"),
        (date.min, "0001-01"),
    ],
)
def test_a_day_lies_in_its_month(day: date, period: str) -> None:
    assert period_of(day) == period


def test_months_are_counted_over_the_year() -> None:
    assert shift("2020-12", 1) == "2021-01" and shift("2020-01", -1) == "2019-12"
    assert last_day("2020-02") == date(2020, 2, 29)
    assert months_between("2019-11", "2020-02") == ["2019-11", "2019-12", "2020-01", "2020-02"]
    assert months_between("2020-02", "2019-11") == []
    assert months_between("2020-02", period_of(date(343, 8, 23))) == []
