"""What a parameter is: declared keys, kinds of values, worked examples; pure."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from backend.kernel.calendar import PeriodUnit
from backend.kernel.codes import Code
from backend.kernel.errors import DomainError

NATION = "000000"
_JURISDICTION = re.compile(r"[0-9]{6}")
_RATE = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,9})?")
#: Largest whole number that a browser holds exactly.
MAX_WHOLE = 2**53 - 1


class ParameterKind(Code):
    """What kind of value a parameter has."""

    INTEGER = "integer", "整数"
    MONEY = "money", "金额（分）"
    RATE = "rate", "比率"
    FLAG = "flag", "是否"
    TEXT = "text", "文字"
    DATE = "date", "日期"
    PERIOD = "period", "期限"
    TABLE = "table", "表格"


class Level(Code):
    """Which government sets a value; the lowest one that does prevails."""

    NATION = "nation", "全国"
    PROVINCE = "province", "省"
    CITY = "city", "市"
    DISTRICT = "district", "区县"


@dataclass(frozen=True, slots=True)
class Default:
    """A value that the system brings along, with the source it comes from."""

    value: Any
    legal_source: str
    valid_from: date
    valid_to: date | None = None
    jurisdiction: str = NATION


@dataclass(frozen=True, slots=True)
class Example:
    """A worked example: with these inputs the value must lead to this outcome."""

    inputs: Mapping[str, Any]
    expected: Any
    note: str = ""


@dataclass(frozen=True)
class ParameterKey:
    """One thing that a year or a region changes.

    :param compute: pure; (value, inputs) -> outcome. A key that has it needs worked examples, and they gate activation.
    :param check: pure; why a well-typed value is not acceptable, in words for a clerk, or None.
    :param levels: which governments may set it.
    """

    key: str
    label: str
    kind: ParameterKind
    unit: str
    description: str
    defaults: Sequence[Default] = ()
    examples: Sequence[Example] = ()
    compute: Callable[[Any, Mapping[str, Any]], Any] | None = None
    check: Callable[[Any], str | None] | None = None
    levels: frozenset[Level] = field(default_factory=lambda: frozenset(Level))

    def __post_init__(self) -> None:
        known = KEYS.get(self.key)
        if known is not None and known != self:
            raise TypeError(f"two parameters are called {self.key}")
        if self.compute is not None and not self.examples:
            raise TypeError(f"parameter {self.key} computes something but shows no example")
        KEYS[self.key] = self

    def refusal(self, value: Any) -> str | None:
        """Why this value cannot be one of this parameter, or None."""
        return _TYPED[self.kind](value) or (self.check(value) if self.check else None)

    def failed_examples(self, value: Any, examples: Sequence[Example]) -> list[int]:
        """Which of the examples (by position) the value does not lead to."""
        if self.compute is None:
            return []
        return [i for i, item in enumerate(examples) if not self._leads_to(value, item)]

    def _leads_to(self, value: Any, example: Example) -> bool:
        assert self.compute is not None
        try:
            return bool(self.compute(value, example.inputs) == example.expected)
        except (DomainError, ArithmeticError, LookupError, TypeError, ValueError):
            return False


#: Every declared parameter of the process, by key.
KEYS: dict[str, ParameterKey] = {}


def level_of(jurisdiction: str) -> Level:
    """The level of a GB/T 2260 code.

    Raises ValueError for anything but six digits.
    """
    if not _JURISDICTION.fullmatch(jurisdiction):
        raise ValueError("not a GB/T 2260 code")
    if jurisdiction == NATION:
        return Level.NATION
    if jurisdiction.endswith("0000"):
        return Level.PROVINCE
    return Level.CITY if jurisdiction.endswith("00") else Level.DISTRICT


def chain_of(jurisdiction: str) -> list[str]:
    """The jurisdictions whose values apply in one, nearest first: district, city, province, nation."""
    level_of(jurisdiction)
    steps = [jurisdiction, jurisdiction[:4] + "00", jurisdiction[:2] + "0000", NATION]
    return list(dict.fromkeys(steps))


def _integer(value: Any) -> str | None:
    whole = isinstance(value, int) and not isinstance(value, bool) and abs(value) <= MAX_WHOLE
    return None if whole else "应为整数"


def _money(value: Any) -> str | None:
    fits = _integer(value) is None and value >= 0
    return None if fits else "应为以分计的整数金额，不能为负"


def _rate(value: Any) -> str | None:
    if not isinstance(value, str) or not _RATE.fullmatch(value):
        return "比率应写成小数文字，如“0.02”"
    return None


def _flag(value: Any) -> str | None:
    return None if isinstance(value, bool) else "应为“是”或“否”"


def _text(value: Any) -> str | None:
    return None if isinstance(value, str) and 0 < len(value) <= 2000 else "应为不超过 2000 字的文字"


def _date(value: Any) -> str | None:
    try:
        return None if date.fromisoformat(value).isoformat() == value else "应为 2020-05-01 样式的日期"
    except (TypeError, ValueError):
        return "应为 2020-05-01 样式的日期"


def _period(value: Any) -> str | None:
    if not isinstance(value, dict) or set(value) != {"count", "unit"}:
        return "期限应有数目和单位"
    count, unit = value["count"], value["unit"]
    counted = _integer(count) is None and 0 <= count <= 100_000
    fits = counted and isinstance(unit, str) and unit in PeriodUnit.labels()
    return None if fits else "期限的数目应为非负整数，单位应为日、工作日、个月或年"


def _table(value: Any) -> str | None:
    return None if isinstance(value, dict | list) else "应为表格"


_TYPED: Mapping[ParameterKind, Callable[[Any], str | None]] = {
    ParameterKind.INTEGER: _integer,
    ParameterKind.MONEY: _money,
    ParameterKind.RATE: _rate,
    ParameterKind.FLAG: _flag,
    ParameterKind.TEXT: _text,
    ParameterKind.DATE: _date,
    ParameterKind.PERIOD: _period,
    ParameterKind.TABLE: _table,
}


def as_rate(value: Any) -> Decimal:
    """A stored rate as an exact decimal.

    Raises ValueError if it is none.
    """
    try:
        return Decimal(value)
    except (InvalidOperation, TypeError) as problem:
        raise ValueError("not a rate") from problem
