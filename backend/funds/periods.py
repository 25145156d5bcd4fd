"""Months as ``YYYY-MM`` text: first and last day, the month so many months later (pure)."""

import re
from datetime import date, timedelta

PERIOD = r"^20\d{2}-(0[1-9]|1[0-2])$"
_PERIOD = re.compile(PERIOD)


def is_period(text: str) -> bool:
    """Whether a text is a month."""
    return _PERIOD.match(text) is not None


def period_of(day: date) -> str:
    """The month a day lies in."""
    return f"{day.year:04d}-{day.month:02d}"


def first_day(period: str) -> date:
    """The first day of a month."""
    return date(int(period[:4]), int(period[5:]), 1)


def last_day(period: str) -> date:
    """The last day of a month."""
    return first_day(shift(period, 1)) - timedelta(days=1)


def shift(period: str, months: int) -> str:
    """The month so many months later (earlier if negative)."""
    year, month = divmod(int(period[:4]) * 12 + int(period[5:]) - 1 + months, 12)
    return f"{year:04d}-{month + 1:02d}"


def months_between(first: str, last: str) -> list[str]:
    """Every month from one to another, both included; empty when the first is the later one."""
    count = (int(last[:4]) - int(first[:4])) * 12 + int(last[5:]) - int(first[5:])
    return [shift(first, step) for step in range(count + 1)]
