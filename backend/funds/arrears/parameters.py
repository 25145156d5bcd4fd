"""Dated parameters of arrears: late fee, limitation, the time each paper leaves to pay."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from backend.funds.arrears.rules import capped_late_fee
from backend.kernel.calendar import PeriodUnit
from backend.kernel.parameters import Default, Example, ParameterKey, ParameterKind, as_rate

_HOUSE = "系统默认（可按本级催缴规定调整）"
_START = date(2015, 1, 1)
_CAP_IS_PRINCIPAL = "1"


def _fee(value: Any, inputs: Mapping[str, Any]) -> int:
    cap = as_rate(_CAP_IS_PRINCIPAL)
    return capped_late_fee(int(inputs["arrears_fen"]), int(inputs["days"]), as_rate(value), cap).fen


def _cap(value: Any, inputs: Mapping[str, Any]) -> int:
    rate = as_rate(inputs["rate"])
    return capped_late_fee(int(inputs["arrears_fen"]), int(inputs["days"]), rate, as_rate(value)).fen


def _daily(value: Any) -> str | None:
    return (
        None if 0 < as_rate(value) <= as_rate("0.01") else "日滞纳金率应大于 0、不超过 0.01（每日百分之一）"
    )


def _multiple(value: Any) -> str | None:
    return None if 0 < as_rate(value) <= as_rate("10") else "上限应写成本金的倍数，大于 0、不超过 10"


LATE_RATE = ParameterKey(
    "fund.late_rate",
    "滞纳金日费率",
    ParameterKind.RATE,
    "每日，欠缴额的比例",
    "没有取值的地区和日期一律不计滞纳金；按欠缴之日（缴费期限的次日）有效的费率计算，其后调整不追溯",
    examples=(
        Example({"arrears_fen": 650_960, "days": 40}, 130_192, "6,509.60 元逾期 40 天，日千分之五 = 1,301.92 元"),
        Example({"arrears_fen": 650_960, "days": 200}, 650_960, "日千分之五满 200 天达到本金"),
    ),
    compute=_fee,
    check=_daily,
)  # fmt: skip
LATE_CAP = ParameterKey(
    "fund.late_cap",
    "滞纳金上限",
    ParameterKind.RATE,
    "本金的倍数",
    "滞纳金不超过欠缴本金的这一倍数（1 = 不超过本金）；没有取值的不封顶",
    examples=(
        Example({"arrears_fen": 650_960, "days": 300, "rate": "0.005"}, 650_960, "不超过本金"),
        Example({"arrears_fen": 650_960, "days": 40, "rate": "0.0005"}, 13_019, "日万分之五 40 天 = 130.19 元"),
    ),
    compute=_cap,
    check=_multiple,
)  # fmt: skip
LIMITATION = ParameterKey(
    "fund.limitation",
    "追缴诉讼时效",
    ParameterKind.PERIOD,
    "",
    "从缴费期限届满的次日起算；书面催缴有送达证明的，从送达的次日起重新计算",
    defaults=(
        Default(
            {"count": 3, "unit": PeriodUnit.YEAR.value},
            "《民法总则》第一百八十八条（2021年起为《民法典》第一百八十八条、第一百九十五条）",
            date(2017, 10, 1),
        ),
    ),
)
LIMITATION_WARNING = ParameterKey(
    "fund.limitation_warning_days",
    "时效届满提前提醒",
    ParameterKind.INTEGER,
    "天",
    "离时效届满不超过这么多天的欠费列为“时效将届满”",
    defaults=(Default(180, _HOUSE, _START),),
    check=lambda value: None if 1 <= value <= 730 else "应在 1 到 730 天之间",
)


def _time(step: str, label: str, count: int, source: str = _HOUSE) -> ParameterKey:
    return ParameterKey(
        f"arrears.{step}_period",
        label,
        ParameterKind.PERIOD,
        "",
        "从发出（支付令从送达）的次日起算，最后一天是休息日的顺延",
        defaults=(Default({"count": count, "unit": PeriodUnit.DAY.value}, source, _START),),
    )


REMINDER_PERIOD = _time("reminder", "提示函缴纳期限", 10)
NOTICE_PERIOD = _time("notice", "催缴通知书缴纳期限", 15)
SECOND_PERIOD = _time("second", "二次催缴缴纳期限", 15)
OBJECTION_PERIOD = _time(
    "objection",
    "支付令清偿和异议期限",
    15,
    "《中华人民共和国民事诉讼法》（2017年修正）第二百一十六条",
)
PARAMETERS = (
    LATE_RATE,
    LATE_CAP,
    LIMITATION,
    LIMITATION_WARNING,
    REMINDER_PERIOD,
    NOTICE_PERIOD,
    SECOND_PERIOD,
    OBJECTION_PERIOD,
)
