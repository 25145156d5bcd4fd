"""Dated parameters of membership."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from backend.kernel.calendar import corresponding_day
from backend.kernel.parameters import Default, Example, ParameterKey, ParameterKind


def has_lasted(since: date, on: date, months: int) -> bool:
    """Whether something that began on a day has lasted so many whole months."""
    return corresponding_day(since, months) <= on


def _has_lasted(value: Any, inputs: Mapping[str, Any]) -> bool:
    return has_lasted(date.fromisoformat(inputs["since"]), date.fromisoformat(inputs["on"]), int(value))


TRANSFER_TIMEOUT = ParameterKey(
    key="members.transfer_timeout",
    label="会籍转接接收期限",
    kind=ParameterKind.INTEGER,
    unit="日",
    description="接收方超过这个天数仍未确认的会籍转接，转由区总工会处理。",
    defaults=(Default(30, "系统默认（会籍转接办理期限，可按本地规定调整）", date(2017, 1, 1)),),
)
AUTO_QUIT_MONTHS = ParameterKey(
    key="member.auto_quit_months",
    label="自动退会的月数",
    kind=ParameterKind.INTEGER,
    unit="个月",
    description="没有正当理由连续这么多个月不交会费、不参加工会组织生活，经教育仍不改正的，视为自动退会。",
    defaults=(Default(6, "《中国工会章程》第六条", date(2003, 9, 26)),),
    check=lambda value: None if 1 <= value <= 60 else "应在 1 到 60 个月之间",
    examples=(
        Example({"since": "2020-06-01", "on": "2020-12-01"}, True, "6 月 1 日起未交，12 月 1 日满 6 个月"),
        Example({"since": "2020-06-02", "on": "2020-12-01"}, False, "差一天不满 6 个月"),
    ),
    compute=_has_lasted,
)
CONFIRMATION_DAYS = ParameterKey(
    key="member.confirmation_days",
    label="本人确认码有效天数",
    kind=ParameterKind.INTEGER,
    unit="日",
    description="集中入会的本人确认码自发出之日起的有效天数，过期须重新发出。",
    defaults=(Default(30, "系统默认（可按本地规定调整）", date(2017, 1, 1)),),
    check=lambda value: None if 1 <= value <= 365 else "应在 1 到 365 日之间",
)
PARAMETERS = (TRANSFER_TIMEOUT, AUTO_QUIT_MONTHS, CONFIRMATION_DAYS)
