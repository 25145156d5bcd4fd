"""Dated split tables: who gets which part of a payment, by item and by what it covers (domain E.6-2)."""

from datetime import date

from backend.funds.codes import FundCoverage, FundItem, SplitLevel
from backend.funds.collections.rules import split_outcome, table_key, table_refusal
from backend.kernel.parameters import Default, Example, ParameterKey, ParameterKind

_SOURCE = "系统默认（全国通行做法：基层 60%、全总 5%；省、市、县内部比例待按省总工会分成文件核定）"
_START = date(2011, 3, 30)
_S = SplitLevel
Ratios = tuple[tuple[SplitLevel, int], ...]

_UPPER: Ratios = ((_S.COUNTY, 5000), (_S.CITY, 2500), (_S.PROVINCE, 1250), (_S.NATION, 1250))
_FULL: Ratios = ((_S.COUNTY, 2000), (_S.CITY, 1000), (_S.PROVINCE, 500), (_S.NATION, 500))
_NAMES = {
    _S.BASE: "基层工会经费户",
    _S.RESERVE: "区总工会筹备金专户",
    _S.COUNTY: "区总工会经费集中户",
    _S.CITY: "市总工会经费集中户",
    _S.PROVINCE: "省总工会经费集中户",
    _S.NATION: "全国总工会经费集中户",
}


def _table(ratios: Ratios, account: str | None = None) -> list[dict[str, object]]:
    return [
        {"level": level.value, "ratio": ratio, "name": _NAMES[level]}
        | ({"account": account} if account else {})
        for level, ratio in ratios
    ]


def _amounts(**parts: int) -> dict[str, int]:
    return parts


def _key(
    item: FundItem,
    coverage: FundCoverage,
    label: str,
    table: list[dict[str, object]],
    examples: list[Example],
) -> ParameterKey:
    return ParameterKey(
        table_key(item, coverage),
        label,
        ParameterKind.TABLE,
        "万分之一",
        "每行一个级次：level 级次、ratio 比例（万分之一，合计 10000）、account 科目、name 户名；按入库日期适用",
        defaults=(Default(table, _SOURCE, _START),),
        examples=tuple(examples),
        compute=split_outcome,
        check=table_refusal,
    )


_E1 = Example(
    {"paid_fen": 650_960},
    _amounts(base=390_576, county=130_192, city=65_096, province=32_548, nation=32_548),
    "6,509.60 元：基层 3,905.76，上缴 2,603.84",
)
_E2 = Example(
    {"paid_fen": 3_333},
    _amounts(base=2_000, county=666, city=333, province=167, nation=167),
    "33.33 元按 60/20/10/5/5：最大余数法合计仍为 33.33（逐项四舍五入会多一分）",
)
_E1_UPPER = Example(
    {"paid_fen": 260_384},
    _amounts(county=130_192, city=65_096, province=32_548, nation=32_548),
    "只入库上级留成 2,603.84 元，全部在上级之间分成",
)
_E1_RESERVE = Example(
    {"paid_fen": 650_960},
    _amounts(reserve=390_576, county=130_192, city=65_096, province=32_548, nation=32_548),
    "筹备金的基层部分代管，建会后返还",
)

PARAMETERS = (
    _key(
        FundItem.FUNDS,
        FundCoverage.FULL,
        "工会经费分成表（全额入库）",
        _table(((_S.BASE, 6000), *_FULL)),
        [_E1, _E2],
    ),
    _key(
        FundItem.FUNDS,
        FundCoverage.UPPER_SHARE,
        "工会经费分成表（仅上级留成入库）",
        _table(_UPPER),
        [_E1_UPPER],
    ),
    _key(
        FundItem.RESERVE,
        FundCoverage.FULL,
        "工会筹备金分成表（全额入库）",
        _table(((_S.RESERVE, 6000), *_FULL)),
        [_E1_RESERVE],
    ),
    _key(
        FundItem.RESERVE,
        FundCoverage.UPPER_SHARE,
        "工会筹备金分成表（仅上级留成入库）",
        _table(_UPPER),
        [_E1_UPPER],
    ),
    _key(
        FundItem.LATE_FEE,
        FundCoverage.FULL,
        "滞纳金分成表",
        _table(((_S.COUNTY, 10_000),), "40801"),
        [Example({"paid_fen": 13_019}, _amounts(county=13_019), "滞纳金全部归区总工会")],
    ),
)
