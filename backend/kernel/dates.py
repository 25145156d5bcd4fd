"""Dates as people write them in workbooks and forms, brought to one calendar date; age on a day."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, timedelta

from backend.kernel.findings import Checked, refused
from backend.kernel.text import half_width, tidy

DateInput = str | int | float | date | datetime | None

EARLIEST = date(1900, 1, 1)
LATEST = date(2199, 12, 31)
_SERIAL_EPOCH = date(1899, 12, 30)
_SERIAL_RANGE = range(10_000, 80_001)  # 1927-05-18 … 2119-01-11: outside it a number is hardly a date
_COMPACT_RANGE = range(19_000_101, 21_991_232)

_SEPARATED = re.compile(r"(\d{4})\s*([-/.年])\s*(\d{1,2})\s*(?:\2|月)\s*(\d{1,2})(?:\s*[日号])?", re.ASCII)
_CLOCK = re.compile(r"(?:[T\s]\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?", re.ASCII)
_MONTH_ONLY = re.compile(r"\d{4}\s*[-/.年]\s*\d{1,2}\s*月?", re.ASCII)
_SHORT_YEAR = re.compile(r"\d{1,2}[-/.年]\d{1,2}[-/.月]\d{1,4}[日号]?", re.ASCII)
_DASHES = str.maketrans({**dict.fromkeys("—–―−‐‑", "-"), **dict.fromkeys("。、", "."), "／": "/"})


def parse_date(value: DateInput) -> Checked[date]:
    """A calendar date from any usual spelling.

    Accepted: date cells, 2020-05-01, 2020/5/1, 2020.5.1, 2020年5月1日, 20200501, full-width digits, a time of day after
    the date (dropped), and Excel serial day numbers (1900 system) as number or five-digit text.
    Errors: missing, date_incomplete (no day), date_ambiguous (two-digit year or day first), date_unreal
    (30 February), date_range (before 1900 or after 2199), date_format.
    """
    if isinstance(value, datetime):
        return _in_range(value.date())
    if isinstance(value, date):
        return _in_range(value)
    if isinstance(value, bool):
        return _unreadable()
    if isinstance(value, int | float):
        return _from_number(value)
    return _from_text(tidy(half_width(value or "")))


def age_on(birth_on: date, on: date) -> int:
    """Full years of age on a day; negative before birth.

    A year is completed on the corresponding day; who is born on 29 February completes it on the last day of February
    in other years (民法典 第200-202条).
    """
    years = on.year - birth_on.year
    last = monthrange(on.year, birth_on.month)[1]
    reached = (on.month, on.day) >= (birth_on.month, min(birth_on.day, last))
    return years if reached else years - 1


def _from_number(number: int | float) -> Checked[date]:
    if number != number or number in (float("inf"), float("-inf")):
        return _unreadable()
    whole = int(number)
    if whole == number and whole in _COMPACT_RANGE:
        return _real(whole // 10_000, whole // 100 % 100, whole % 100)
    if whole in _SERIAL_RANGE:
        return Checked(_SERIAL_EPOCH + timedelta(days=whole))
    return _unreadable()


def _from_text(text: str) -> Checked[date]:
    if not text:
        return refused("missing", "没有填写日期", "请填写日期，例如 2020-05-01")
    text = text.translate(_DASHES)
    found = _SEPARATED.match(text)
    if found and _CLOCK.fullmatch(text, found.end()) and _marks_agree(found.group(0)):
        return _real(int(found.group(1)), int(found.group(3)), int(found.group(4)))
    if re.fullmatch(r"\d{8}", text, re.ASCII):
        return _real(int(text[:4]), int(text[4:6]), int(text[6:]))
    if re.fullmatch(r"\d{5}(\.\d+)?", text, re.ASCII):
        return _from_number(float(text))
    return _not_a_date(text)


def _not_a_date(text: str) -> Checked[date]:
    if _MONTH_ONLY.fullmatch(text) or re.fullmatch(r"(19|20)\d{4}", text, re.ASCII):
        return refused("date_incomplete", "日期只写到月份", "请补上“日”，例如 2020-05-01")
    if _SHORT_YEAR.fullmatch(text):
        return refused(
            "date_ambiguous", "年份不是四位数，看不出是哪一年", "请写成四位年份在前，例如 2020-05-01"
        )
    return _unreadable()


def _marks_agree(written: str) -> bool:
    """年 asks for 月 (日 may be left out); other marks stay the same throughout."""
    return ("年" in written) == ("月" in written)


def _real(year: int, month: int, day: int) -> Checked[date]:
    try:
        return _in_range(date(year, month, day))
    except ValueError:
        return refused("date_unreal", "日历上没有这一天", "请核对月份和日期")


def _in_range(day: date) -> Checked[date]:
    if EARLIEST <= day <= LATEST:
        return Checked(day)
    return refused("date_range", "日期不在1900年至2199年之间", "请核对年份")


def _unreadable() -> Checked[date]:
    return refused("date_format", "看不懂这个日期", "请写成 2020-05-01 这样的格式")
