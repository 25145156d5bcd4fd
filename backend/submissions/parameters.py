"""Dated parameters of the returns: deadlines in working days, the fund rate, thresholds of change."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from backend.kernel.money import share_of
from backend.kernel.parameters import Default, Example, ParameterKey, ParameterKind, as_rate

_START = date(2020, 1, 1)
_OFFICE = "区总工会报表制度（月报第5、8、12个工作日）"
_THRESHOLD = "区总工会报表制度（变动核实标准）"


def _due(value: Any, inputs: Mapping[str, Any]) -> int:
    return share_of(int(inputs["wages_fen"]), as_rate(value))


def _whole_ten_thousandths(value: Any) -> str | None:
    scaled = as_rate(value) * 10_000
    fits = scaled == scaled.to_integral_value() and 0 <= scaled <= 10_000
    return None if fits else "拨缴比例应在 0 到 1 之间，最多四位小数"


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
FUND_RATE = ParameterKey(
    "fund.rate",
    "工会经费拨缴比例",
    ParameterKind.RATE,
    "工资总额的比例",
    "建立工会的单位按每月全部职工工资总额的这一比例拨缴工会经费",
    defaults=(Default("0.02", "《中华人民共和国工会法》第四十三条", date(1992, 4, 3)),),
    examples=(
        Example({"wages_fen": 32_548_000}, 650_960, "325,480.00 元 × 2% = 6,509.60 元"),
        Example({"wages_fen": 25}, 1, "不足半分舍去，满半分进位"),
    ),
    compute=_due,
    check=_whole_ten_thousandths,
)
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
MINIMUM_WAGE = ParameterKey(
    "wage.minimum_fen",
    "月最低工资标准",
    ParameterKind.MONEY,
    "分/人·月",
    "低于最低工资标准乘以职工数的工资总额须说明原因；没有取值的不作此项核对",
)

PARAMETERS = (
    SUBMIT_DAY,
    REVIEW_DAY,
    LOCK_DAY,
    FUND_RATE,
    CHANGE_PERCENT,
    CHANGE_PEOPLE,
    CHANGE_FEN,
    MINIMUM_WAGE,
)


def as_number(value: Any) -> int:
    """A parameter as the integer the checks use: rates in 1/10000, everything else as stored."""
    return int(as_rate(value) * 10_000) if isinstance(value, str) else int(value)
