"""Dated parameters of founding."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from backend.kernel.calendar import corresponding_day
from backend.kernel.parameters import Default, Example, ParameterKey, ParameterKind

_FROM = date(2001, 10, 27)


def _months(value: Any) -> str | None:
    return None if 1 <= value <= 60 else "应为 1 到 60 之间的整数"


def lapses_after(value: int, inputs: Mapping[str, Any]) -> str:
    """The last day of a preparation."""
    return corresponding_day(date.fromisoformat(inputs["preparation_on"]), value).isoformat()


PREPARATION_MONTHS = ParameterKey(
    "union.preparation_months",
    "建会筹备期限",
    ParameterKind.INTEGER,
    "个月",
    "筹备批复后超过这一期限仍未建会的，上级工会可以宣布筹备失效",
    defaults=(Default(12, "系统默认（上级没有统一规定，请按本地办法修改）", _FROM),),
    examples=(Example({"preparation_on": "2020-01-31"}, "2021-01-31", "一年后的对应日为最后一天"),),
    compute=lapses_after,
    check=_months,
)
PARAMETERS = (PREPARATION_MONTHS,)
