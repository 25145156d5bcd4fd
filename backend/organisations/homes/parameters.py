"""Dated parameters of the home ratings: publicity, the ladder, how long a rating holds."""

from datetime import date

from backend.kernel.calendar import PeriodUnit
from backend.kernel.parameters import Default, ParameterKey, ParameterKind

_HOUSE = "系统默认（职工之家建设管理办法，可按本级规定调整）"
_START = date(2015, 1, 1)

PUBLICITY_PERIOD = ParameterKey(
    "homes.publicity_period",
    "职工之家公示期",
    ParameterKind.PERIOD,
    "",
    "公示从开始的次日起算，公示期满的次日才可以命名；一般不少于 5 个工作日",
    defaults=(Default({"count": 5, "unit": PeriodUnit.WORKING_DAY.value}, _HOUSE, _START),),
)
NEEDS_LOWER = ParameterKey(
    "homes.needs_lower",
    "逐级申报职工之家",
    ParameterKind.FLAG,
    "",
    "申报较高等级前是否须有低一级的有效命名",
    defaults=(Default(True, _HOUSE, _START),),
)
VALID_YEARS = ParameterKey(
    "homes.valid_years",
    "职工之家命名有效期",
    ParameterKind.INTEGER,
    "年",
    "命名或复查保留后满这么多年应当复查，到期没有复查的不再有效",
    defaults=(Default(3, _HOUSE, _START),),
    check=lambda value: None if 1 <= value <= 10 else "应在 1 到 10 年之间",
)
EVALUATION_MONTHS = ParameterKey(
    "homes.evaluation_months",
    "会员评家有效期",
    ParameterKind.INTEGER,
    "个月",
    "申报职工之家用的会员评家应在申报日往前多少个月内开展",
    defaults=(Default(12, _HOUSE, _START),),
    check=lambda value: None if 1 <= value <= 36 else "应在 1 到 36 个月之间",
)
PARAMETERS = (PUBLICITY_PERIOD, NEEDS_LOWER, VALID_YEARS, EVALUATION_MONTHS)
