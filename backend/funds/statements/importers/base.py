"""What an importer is: the columns of a layout and how one of its rows is read (pure)."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from backend.funds.codes import CollectionChannel, FundItem
from backend.funds.periods import period_of
from backend.funds.statements.codes import StatementLayout
from backend.kernel.dates import parse_date
from backend.kernel.money import parse_amount
from backend.kernel.text import compact_code, half_width, tidy
from backend.kernel.uscc import canonical_uscc

_MONTH = re.compile(r"(20\d\d)\s*[-/.年]?\s*(0[1-9]|1[0-2]|[1-9])\s*月?(?:份)?", re.ASCII)
_RATE = re.compile(r"(\d+(?:\.\d+)?)(%?)", re.ASCII)
#: How levy items are written: by name, or by the tax code of one province's tax pages (domain E3.3).
_ITEMS = (
    (FundItem.LATE_FEE, ("滞纳金",)),
    (FundItem.RESERVE, ("筹备金", "399001020")),
    (FundItem.FUNDS, ("工会经费", "经费", "399001010")),
)


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a cell cannot be used: which column, what is wrong, how to mend it."""

    column: str
    message: str
    fix: str


class Unreadable(Exception):
    """A cell that cannot be used; carries its fault."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row of a file in its one spelling. Amounts are fen; months are YYYY-MM; absent is None or empty."""

    row: int
    uscc: str = ""
    name: str = ""
    registration: str = ""
    item: FundItem | None = None
    period: str = ""
    #: the row is for more than one month
    is_span: bool = False
    base_fen: int | None = None
    rate: Decimal | None = None
    due_fen: int | None = None
    paid_fen: int | None = None
    ticket: str = ""
    booked_on: date | None = None
    is_outgoing: bool = False
    fault: Fault | None = None


Cells = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SourceColumn:
    """One column: its code, the headings it goes by (the first is the template's), whether a file must have it."""

    code: str
    headings: tuple[str, ...]
    is_required: bool = True


@dataclass(frozen=True, slots=True)
class Importer:
    """One layout. ``read`` gets the cells by column code and returns the row or raises Unreadable."""

    layout: StatementLayout
    channel: CollectionChannel
    columns: tuple[SourceColumn, ...]
    read: Callable[[int, Cells], SourceRow]
    #: the column whose total a closing line of the file repeats
    amount: str = "paid"

    def heading(self, code: str) -> str:
        """The template's heading of a column."""
        return next(column.headings[0] for column in self.columns if column.code == code)


def text(cells: Cells, code: str, most: int = 200) -> str:
    """A cell as one line of text; whole numbers without a decimal point."""
    cell = cells.get(code)
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return tidy(str(cell))[:most] if cell is not None else ""


def number(cells: Cells, code: str, most: int = 40) -> str:
    """A number that is a name (ticket, registration): no blanks, half width."""
    return compact_code(text(cells, code))[:most]


def uscc(cells: Cells, code: str = "uscc") -> str:
    """A unified social credit code in its one spelling, valid or not; empty when absent."""
    return canonical_uscc(text(cells, code))[:40]


def amount(cells: Cells, code: str, heading: str) -> int:
    """A required amount in fen.

    Raises Unreadable.
    """
    read = parse_amount(cells.get(code))
    if read.value is None:
        problem = read.errors[0]
        raise Unreadable(Fault(heading, f"{heading}：{problem.message}", problem.fix))
    return read.value


def amount_or_none(cells: Cells, code: str, heading: str) -> int | None:
    """An amount in fen that may be absent.

    Raises Unreadable when something is there that is no amount.
    """
    return amount(cells, code, heading) if text(cells, code) else None


def day(cells: Cells, code: str, heading: str) -> date:
    """A required day.

    Raises Unreadable.
    """
    read = parse_date(cells.get(code))
    if read.value is None:
        problem = read.errors[0]
        raise Unreadable(Fault(heading, f"{heading}：{problem.message}", problem.fix))
    return read.value


def month_in(words: str) -> str:
    """The first month named in words, as YYYY-MM; empty without one."""
    found = _MONTH.search(half_width(words))
    return f"{found[1]}-{int(found[2]):02d}" if found else ""


def months(cells: Cells, heading: str) -> tuple[str, bool]:
    """(the month a row is for, whether it is for several): the last month of ``from`` and ``to``, or ``month``.

    Raises Unreadable.
    """
    if text(cells, "to"):
        last = day(cells, "to", heading)
        first = day(cells, "from", heading) if text(cells, "from") else last
        return period_of(last), period_of(first) != period_of(last)
    cell = cells.get("month")
    found = period_of(cell) if isinstance(cell, date) else month_in(text(cells, "month"))
    if not found:
        raise Unreadable(Fault(heading, "没有填写所属期，或看不懂", "请填写所属期，例如 2020-10"))
    return found, False


def rate(cells: Cells, heading: str) -> Decimal | None:
    """The rate of a row, written 0.02 or 2%; None when absent.

    Raises Unreadable.
    """
    written = compact_code(text(cells, "rate"))
    if not written:
        return None
    found = _RATE.fullmatch(written)
    if found is None:
        raise Unreadable(Fault(heading, "看不懂费率", "请填写 0.02 或 2%"))
    try:
        value = Decimal(found[1])
    except InvalidOperation as problem:
        raise Unreadable(Fault(heading, "看不懂费率", "请填写 0.02 或 2%")) from problem
    return value / 100 if found[2] else value


def item_in(words: str) -> FundItem | None:
    """The levy item named in words or by its tax code; None when none is named."""
    plain = half_width(words)
    return next((item for item, names in _ITEMS if any(name in plain for name in names)), None)


def required_item(cells: Cells, heading: str) -> FundItem:
    """The levy item of a row.

    Raises Unreadable: a social-insurance line in a union file has the wrong tax code.
    """
    found = item_in(text(cells, "item"))
    if found is None:
        raise Unreadable(
            Fault(heading, "不是工会经费、筹备金或滞纳金", "请核对征收品目，不属工会经费的行请从文件中删去")
        )
    return found
