"""Dated parameters of the legal-person register."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from backend.kernel.parameters import Default, Example, ParameterKey, ParameterKind

_RULES = "《基层工会法人登记管理办法》（总工办发〔2020〕20号）"
_FORMER = "《基层工会法人资格登记办法》（2008年6月13日）"
_OLD, _NEW = date(2008, 6, 13), date(2021, 1, 1)


def _positive(value: Any) -> str | None:
    return None if 1 <= value <= 366 else "应为 1 到 366 之间的整数"


def _last_day(value: Any, inputs: Mapping[str, Any]) -> str:
    return (date.fromisoformat(inputs["changed_on"]) + timedelta(days=value)).isoformat()


CHANGE_DAYS = ParameterKey(
    "legal.change_days",
    "法人变更登记申请期限",
    ParameterKind.INTEGER,
    "日",
    "名称、住所、法定代表人等变更后，应在这些天内申请变更登记",
    defaults=(Default(30, _FORMER, _OLD, _NEW), Default(30, _RULES, _NEW)),
    examples=(Example({"changed_on": "2020-11-16"}, "2020-12-16", "11 月 16 日变更，12 月 16 日为最后一天"),),
    compute=_last_day,
    check=_positive,
)
REVIEW_DAYS = ParameterKey(
    "legal.review_working_days",
    "法人登记审查期限",
    ParameterKind.INTEGER,
    "个工作日",
    "登记机关自受理之日起，应在这些工作日内作出决定",
    defaults=(Default(15, _FORMER, _OLD, _NEW), Default(15, _RULES, _NEW)),
    check=_positive,
)
EXPIRY_DAYS = ParameterKey(
    "legal.expiry_warning_days",
    "法人证书到期提醒",
    ParameterKind.INTEGER,
    "日",
    "证书到期前这些天起提醒换证",
    defaults=(Default(90, "区总工会换届提醒办法（证书到期前 90 日）", _OLD),),
    check=_positive,
)
PARAMETERS = (CHANGE_DAYS, REVIEW_DAYS, EXPIRY_DAYS)
