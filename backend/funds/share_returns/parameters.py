"""Dated parameters of returns: the policy for small payers of a year, the rate at which the reserve is returned."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from backend.funds.share_returns.codes import SmallPayerBasis
from backend.funds.share_returns.small_rules import SmallRule, full_return
from backend.kernel.money import share_of
from backend.kernel.parameters import Default, Example, ParameterKey, ParameterKind, as_rate

_MICRO = "小微企业工会经费全额返还政策（2020-01-01 至 2021-12-31）"
_LISTED = "厅字〔2022〕47号、工财发〔2023〕22号（2023-01-01 至 2024-12-31）"
_NO = "没有见到政策文件"
_KEYS = {"basis", "threshold_fen", "rate"}


def _policy(basis: SmallPayerBasis, threshold_fen: int | None, rate: str) -> dict[str, Any]:
    return {"basis": basis.value, "threshold_fen": threshold_fen, "rate": rate}


def _policy_refusal(value: Any) -> str | None:
    if not isinstance(value, dict) or set(value) != _KEYS or value["basis"] not in SmallPayerBasis.labels():
        return "应写明名单口径 basis、全年上缴额上限 threshold_fen（没有填空）、返还比例 rate"
    threshold = value["threshold_fen"]
    if threshold is not None and (type(threshold) is not int or threshold <= 0):
        return "全年上缴额上限应为大于零的整数（分），没有上限填空"
    if value["basis"] == SmallPayerBasis.THRESHOLD.value and threshold is None:
        return "只按全年上缴额的，必须写上限"
    return _rate_refusal(value["rate"])


def _rate_refusal(value: Any) -> str | None:
    try:
        return None if isinstance(value, str) and 0 <= as_rate(value) <= 1 else "返还比例应在 0 到 1 之间"
    except ValueError:
        return "返还比例应写成小数文字，如“1”"


def _policy_example(value: Any, inputs: Mapping[str, Any]) -> int:
    rule = SmallRule.of(value)
    return full_return(rule, int(inputs["upward_fen"]), int(inputs["listed_fen"]))


def _reserve_example(value: Any, inputs: Mapping[str, Any]) -> int:
    return share_of(int(inputs["reserve_fen"]), as_rate(value))


SMALL_PAYER = ParameterKey(
    "fund.small_payer",
    "小额缴费全额返还政策",
    ParameterKind.TABLE,
    "",
    "某一年度返还给谁、全年上缴额上限（不满才返还）、返还上缴部分的比例；按年末那天有效的取值办理",
    defaults=(
        Default(_policy(SmallPayerBasis.NONE, None, "0"), _NO, date(2010, 1, 1), date(2020, 1, 1)),
        Default(_policy(SmallPayerBasis.MICRO, None, "1"), _MICRO, date(2020, 1, 1), date(2022, 1, 1)),
        Default(_policy(SmallPayerBasis.NONE, None, "0"), _NO, date(2022, 1, 1), date(2023, 1, 1)),
        Default(_policy(SmallPayerBasis.LISTED, 1_000_000, "1"), _LISTED, date(2023, 1, 1), date(2025, 1, 1)),
        Default(_policy(SmallPayerBasis.NONE, None, "0"), _NO, date(2025, 1, 1)),
    ),
    examples=(Example({"upward_fen": 0, "listed_fen": 0}, 0, "没有上缴的不返还"),),
    compute=_policy_example,
    check=_policy_refusal,
)
RESERVE_RATE = ParameterKey(
    "fund.reserve_refund",
    "建会后筹备金返还比例",
    ParameterKind.RATE,
    "区总代管筹备金的比例",
    "单位建会以后，建会以前缴纳、由区总代管的筹备金按这一比例返还给它的工会；省级文件明确后按文件登记",
    defaults=(Default("1", "系统默认（建立工会后返还，重庆等地做法）", date(2010, 1, 1)),),
    examples=(Example({"reserve_fen": 390_576}, 390_576, "代管 3,905.76 元，建会后全部返还"),),
    compute=_reserve_example,
    check=_rate_refusal,
)
PARAMETERS = (SMALL_PAYER, RESERVE_RATE)
