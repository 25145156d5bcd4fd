"""Dated parameters of members' dues: the rate, and to which unit a wage is rounded down."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from backend.funds.dues.rules import RULING, counted_base, dues_of
from backend.kernel.parameters import Default, Example, ParameterKey, ParameterKind, as_rate

_START = date(1978, 1, 1)
_TENS = 1_000


def _dues(value: Any, inputs: Mapping[str, Any]) -> int:
    return dues_of(int(inputs["base_fen"]), as_rate(value), _TENS)


def _base(value: Any, inputs: Mapping[str, Any]) -> int:
    return counted_base(int(inputs["base_fen"]), int(value))


RATE = ParameterKey(
    "dues.rate",
    "会费比例",
    ParameterKind.RATE,
    "月基本工资的比例",
    "会员每月按本人基本工资的这一比例交纳会费；保留会籍的会员免交",
    defaults=(Default("0.005", RULING, _START),),
    examples=(
        Example({"base_fen": 567_890}, 2_835, "5,678.90 元 → 基数 5,670 元 → 28.35 元"),
        Example({"base_fen": 499_900}, 2_495, "4,999.00 元 → 基数 4,990 元 → 24.95 元"),
        Example({"base_fen": 98_000}, 490, "980.00 元 → 4.90 元"),
        Example({"base_fen": 999}, 0, "不足十元的不交"),
    ),
    compute=_dues,
    check=lambda value: None if 0 < as_rate(value) <= as_rate("0.05") else "应大于 0、不超过 0.05",
)
BASE_FLOOR_UNIT = ParameterKey(
    "dues.base_floor_unit",
    "会费基数取整单位",
    ParameterKind.MONEY,
    "分",
    "基本工资按这一单位向下取整后计算会费，零头不计",
    defaults=(Default(_TENS, RULING, _START),),
    examples=(Example({"base_fen": 567_890}, 567_000, "5,678.90 元按十元取整为 5,670 元"),),
    compute=_base,
    check=lambda value: None if value >= 1 else "取整单位至少 1 分",
)
PARAMETERS = (RATE, BASE_FLOOR_UNIT)
