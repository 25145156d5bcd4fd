"""Dated parameters of the returns: deadlines in working days, thresholds of change."""

from datetime import date
from typing import Any

from backend.kernel.parameters import Default, ParameterKey, ParameterKind, as_rate

_START = date(2020, 1, 1)
_OFFICE = "区总工会报表制度（月报第5、8、12个工作日）"
_THRESHOLD = "区总工会报表制度（变动核实标准）"


def _working_day(value: Any) -> str | None:
    return None if 1 <= value <= 20 else "应为 1 到 20 之间的工作日序数"


def _not_negative(value: Any) -> str | None:
    return None if value >= 0 else "不能为负"


def _day(step: str, label: str, number: int) -> ParameterKey:
    return ParameterKey(
        f"return.{step}_working_day",
        label,
        ParameterKind.INTEGER,
        "第几个工作日",
        "报告期次月的第几个工作日为最后一天（当日不迟报）",
        defaults=(Default(number, _OFFICE, _START),),
        check=_working_day,
    )


SUBMIT_DAY = _day("submit", "月报填报截止日", 5)
REVIEW_DAY = _day("review", "月报审核截止日", 8)
LOCK_DAY = _day("lock", "月报锁定截止日", 12)
CHANGE_PERCENT = ParameterKey(
    "return.change_percent",
    "变动核实比例",
    ParameterKind.INTEGER,
    "%",
    "与上期相比变动超过这一比例（且达到起点数）的，须说明原因",
    defaults=(Default(20, _THRESHOLD, _START),),
    check=_not_negative,
)
CHANGE_PEOPLE = ParameterKey(
    "return.change_people",
    "人数变动核实起点",
    ParameterKind.INTEGER,
    "人",
    "人数变动不满这一数目的不必说明",
    defaults=(Default(10, _THRESHOLD, _START),),
    check=_not_negative,
)
CHANGE_FEN = ParameterKey(
    "return.change_fen",
    "工资总额变动核实起点",
    ParameterKind.MONEY,
    "分",
    "工资总额变动不满这一数目的不必说明",
    defaults=(Default(5_000_000, _THRESHOLD, _START),),
)
PARAMETERS = (
    SUBMIT_DAY,
    REVIEW_DAY,
    LOCK_DAY,
    CHANGE_PERCENT,
    CHANGE_PEOPLE,
    CHANGE_FEN,
)


def as_number(value: Any) -> int:
    """A parameter as the integer the checks use: rates in 1/10000, everything else as stored."""
    return int(as_rate(value) * 10_000) if isinstance(value, str) else int(value)
