"""Pure rules of the cells: derive, carry over, keep what a person typed, compute, check."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from backend.kernel.checks_logic import evaluate, holds
from backend.kernel.errors import FieldError
from backend.submissions.codes import CellSource, CheckSeverity, ItemKind, ItemSource
from backend.submissions.returns.form import Check, Form, Item

Value = int | str | None
#: 1000 亿元 in fen; times a rate in 1/10000 it stays exact in JavaScript
LARGEST = 10_000_000_000_000
LARGEST_COUNT = 10_000_000


@dataclass(frozen=True, slots=True)
class Typed:
    """What a person put into a cell, and why."""

    value: Value
    reason: str
    is_touched: bool = True


@dataclass(frozen=True, slots=True)
class Cell:
    """One resolved cell: the value, where it came from, and what the register says beside it."""

    item: Item
    value: Value
    source: CellSource
    derived: Value
    reason: str
    is_touched: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """A check that has fired; ``is_answered`` when a warning has its reason."""

    check: Check
    reason: str

    @property
    def is_answered(self) -> bool:
        """Whether it no longer stands in the way of the submission."""
        return self.check.severity is CheckSeverity.WARNING and bool(self.reason)


def resolve(
    form: Form,
    facts: Mapping[str, Value],
    previous: Mapping[str, Value],
    typed: Mapping[str, Typed],
    params: Mapping[str, int],
    today: date,
) -> dict[str, Cell]:
    """Every cell of an open return: untouched ones follow the register, then the last period, then the default."""
    cells = {item.code: _cell(item, facts, previous, typed.get(item.code)) for item in form.items}
    data = context(cells, previous, params, today)
    for item in form.items:
        if item.loaded is not None:
            value = int(evaluate(item.loaded, data))
            cells[item.code] = Cell(
                item, value, CellSource.COMPUTED, value, _reason(typed.get(item.code)), False
            )
    return cells


def _cell(item: Item, facts: Mapping[str, Value], previous: Mapping[str, Value], typed: Typed | None) -> Cell:
    value, source = _derive(item, facts, previous)
    derived = value if source is CellSource.DERIVED else None
    if typed is not None and typed.is_touched:
        return Cell(item, typed.value, CellSource.TYPED, derived, typed.reason, True)
    return Cell(item, value, source, derived, _reason(typed), False)


def _derive(
    item: Item, facts: Mapping[str, Value], previous: Mapping[str, Value]
) -> tuple[Value, CellSource]:
    if item.fact and facts.get(item.fact) not in (None, ""):
        return facts[item.fact], CellSource.DERIVED
    carries = item.source is ItemSource.CARRIED or (item.source is ItemSource.DERIVED and not item.is_flow)
    if carries and previous.get(item.code) not in (None, ""):
        return previous[item.code], CellSource.CARRIED
    if item.default is not None:
        return item.default, CellSource.DEFAULT
    return None, CellSource.EMPTY


def _reason(typed: Typed | None) -> str:
    return typed.reason if typed else ""


def context(
    cells: Mapping[str, Cell], previous: Mapping[str, Value], params: Mapping[str, int], today: date
) -> dict[str, Any]:
    """What the checks and formulas see; the browser builds the same."""
    return {
        "cell": {code: cell.value for code, cell in cells.items()},
        "derived": {code: cell.derived for code, cell in cells.items()},
        "prev": dict(previous),
        "param": dict(params),
        "today": today.isoformat(),
    }


def fired(form: Form, data: Mapping[str, Any]) -> list[Check]:
    """The checks whose rule does not hold, in the order of the form."""
    return [check for check in form.checks if not holds(check.loaded, data)]


def verdicts(form: Form, cells: Mapping[str, Cell], data: Mapping[str, Any]) -> list[Verdict]:
    """The fired checks with the reason given for them: on any cell they name."""
    return [Verdict(check, _reason_for(check, cells)) for check in fired(form, data)]


def _reason_for(check: Check, cells: Mapping[str, Cell]) -> str:
    return next((cells[item].reason for item in check.items if cells[item].reason), "")


def standing(found: Sequence[Verdict]) -> list[FieldError]:
    """What stands in the way of a submission: errors, and warnings without a reason."""
    return [_field_error(verdict) for verdict in found if not verdict.is_answered]


def _field_error(verdict: Verdict) -> FieldError:
    check = verdict.check
    code = check.code if check.severity is CheckSeverity.ERROR else f"{check.code}.reason_missing"
    return FieldError(check.items[0], code, check.message, check.fix)


def untouched(item: Item, facts: Mapping[str, Value], previous: Mapping[str, Value]) -> Cell:
    """The cell as it would stand if nobody had typed into it."""
    return _cell(item, facts, previous, None)


def zeroed(cells: Mapping[str, Cell]) -> dict[str, Cell]:
    """The cells of a zero report: every change of the month is 0, stocks stay."""
    return {
        code: replace(cell, value=0, source=CellSource.ZERO, is_touched=False) if cell.item.is_flow else cell
        for code, cell in cells.items()
    }


def refuse_value(item: Item, value: Value, path: str) -> FieldError | None:
    """Why a value cannot stand in a cell, or None (empty is always allowed; the checks ask for what is needed)."""
    if not item.is_editable:
        return FieldError(path, "computed", f"“{item.label}”由系统计算，不能填写", "请修改它所依据的数")
    return refuse_type(item, value, path)


def refuse_type(item: Item, value: Value, path: str) -> FieldError | None:
    """Why a value is not of the item's kind, or None; corrections may also touch computed items."""
    if value is None or value == "":
        return None
    if item.is_number:
        return _refuse_number(item, value, path)
    return _refuse_text(item, value, path)


def _refuse_number(item: Item, value: Value, path: str) -> FieldError | None:
    limit = {ItemKind.MONEY: LARGEST, ItemKind.FLAG: 1}.get(item.kind, LARGEST_COUNT)
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= limit:
        return None
    unit = "以分为单位的整数" if item.kind is ItemKind.MONEY else "整数"
    return FieldError(path, "number", f"“{item.label}”应为不小于零的{unit}", "请填写数字，没有的填 0")


def _refuse_text(item: Item, value: Value, path: str) -> FieldError | None:
    if not isinstance(value, str):
        return FieldError(path, "text", f"“{item.label}”应为文字", "请重新填写")
    if item.kind is ItemKind.CHOICE and value not in (item.options or {}):
        return FieldError(path, "choice", f"“{item.label}”不是可选的值", "请从列表中选择")
    if item.kind is ItemKind.DATE and not _is_date(value):
        return FieldError(path, "date", f"“{item.label}”不是有效日期", "日期写作 2020-11-30")
    if len(value) > item.max_length:
        return FieldError(path, "too_long", f"“{item.label}”超过 {item.max_length} 字", "请写得简短些")
    return None


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
