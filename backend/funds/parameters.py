"""Dated parameters of what is owed: the rate, the due day, the upper share, the base by class of payer."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from backend.funds.codes import CollectionChannel, FundCoverage, WageBase
from backend.kernel.money import share_of
from backend.kernel.parameters import Default, Example, ParameterKey, ParameterKind, as_rate
from backend.organisations.codes import ReportClass

_LAW = "《中华人民共和国工会法》第四十三条"
_HUNAN = "湘政办发〔2018〕43号"
_HOUSE = "系统默认（上级文件明确后按文件登记）"
_WULING = "430702"


def _due(value: Any, inputs: Mapping[str, Any]) -> int:
    return share_of(int(inputs["wages_fen"]), as_rate(value))


def _upper(value: Any, inputs: Mapping[str, Any]) -> int:
    return share_of(int(inputs["due_fen"]), as_rate(value))


def _whole_ten_thousandths(value: Any) -> str | None:
    scaled = as_rate(value) * 10_000
    fits = scaled == scaled.to_integral_value() and 0 <= scaled <= 10_000
    return None if fits else "比例应在 0 到 1 之间，最多四位小数"


def _day_of_month(value: Any) -> str | None:
    return None if 1 <= value <= 28 else "应为 1 到 28 之间的日子"


def _table_of(keys: frozenset[str], values: frozenset[str], value: Any) -> str | None:
    fits = isinstance(value, dict) and set(value) <= keys and all(item in values for item in value.values())
    return None if fits else f"每一行应写作“类别：取值”，类别为{'、'.join(sorted(keys))}"


def _bases(value: Any) -> str | None:
    return _table_of(frozenset(ReportClass.labels()), frozenset(WageBase.labels()), value)


def _coverages(value: Any) -> str | None:
    return _table_of(frozenset(CollectionChannel.labels()), frozenset(FundCoverage.labels()), value)


FUND_RATE = ParameterKey(
    "fund.rate",
    "工会经费拨缴比例",
    ParameterKind.RATE,
    "工资总额的比例",
    "单位按每月全部职工工资总额的这一比例拨缴工会经费；没有建会的按同一比例缴纳筹备金",
    defaults=(Default("0.02", _LAW, date(1992, 4, 3)),),
    examples=(
        Example({"wages_fen": 32_548_000}, 650_960, "325,480.00 元 × 2% = 6,509.60 元"),
        Example({"wages_fen": 25}, 1, "不足半分舍去，满半分进位"),
    ),
    compute=_due,
    check=_whole_ten_thousandths,
)
UPPER_SHARE = ParameterKey(
    "fund.upper_share",
    "上级留成比例",
    ParameterKind.RATE,
    "工会经费的比例",
    "缴费户的入库范围为“仅上级留成部分”时，通过这一渠道只应缴工会经费的这一比例",
    defaults=(Default("0.4", f"{_HUNAN}（税务暂只代收县以上工会留成部分）", date(2018, 7, 10)),),
    examples=(Example({"due_fen": 650_960}, 260_384, "6,509.60 元 × 40% = 2,603.84 元"),),
    compute=_upper,
    check=_whole_ten_thousandths,
)
DUE_DAY = ParameterKey(
    "fund.due_day",
    "工会经费缴纳截止日",
    ParameterKind.INTEGER,
    "次月几日",
    "所属月份次月的这一天为最后一天，遇节假日顺延；省级文件没有见到具体日子，按通行做法取 15 日",
    defaults=(Default(15, _HOUSE, date(2018, 7, 10)),),
    check=_day_of_month,
)
BASE_TYPE = ParameterKey(
    "fund.base_type",
    "各类单位的计费基数",
    ParameterKind.TABLE,
    "",
    "新登记缴费户时按单位类别带出；没有列出的类别按工资总额。除工资总额外都不是法定基数，差额会在台账里列出",
    defaults=(
        Default({}, _LAW, date(1992, 4, 3)),
        Default(
            {ReportClass.PUBLIC.value: WageBase.FISCAL_BASIC.value},
            "《常德市工会经费（筹备金）征收管理办法》（财政统发基本工资的2%）",
            date(2019, 1, 1),
            jurisdiction=_WULING,
        ),
    ),
    check=_bases,
)
COVERAGE = ParameterKey(
    "fund.coverage",
    "各渠道的入库范围",
    ParameterKind.TABLE,
    "",
    "新登记缴费户时按缴纳渠道带出；没有列出的渠道为全额（2%）",
    defaults=(Default({}, _HOUSE, date(2018, 7, 10)),),
    check=_coverages,
)
MINIMUM_WAGE = ParameterKey(
    "wage.minimum_fen",
    "月最低工资标准",
    ParameterKind.MONEY,
    "分/人·月",
    "低于最低工资标准乘以职工数的工资总额须说明原因；没有取值的不作此项核对",
)

PARAMETERS = (FUND_RATE, UPPER_SHARE, DUE_DAY, BASE_TYPE, COVERAGE, MINIMUM_WAGE)
