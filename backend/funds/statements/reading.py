"""A file read row by row through its importer: header, rows, and the total the file itself states (pure)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from backend.funds.statements.importers.base import Fault, Importer, SourceRow, Unreadable, text
from backend.kernel.errors import Invalid, invalid
from backend.kernel.money import parse_amount
from backend.kernel.tables import Sheet
from backend.kernel.text import half_width

_LOOK_INTO_ROWS = 30
_DECORATION = re.compile(r"[\s*＊:：]|\([^)]*\)|（[^）]*）")
_TOTALS = ("合计", "总计", "共计")


@dataclass(frozen=True, slots=True)
class Reading:
    """The rows below the header, and the file's own total when it has a closing line."""

    rows: list[SourceRow]
    control_fen: int | None


def read_rows(sheet: Sheet, importer: Importer, today: date) -> Reading:
    """Every row of a file; one that cannot be read carries its fault.

    Raises Invalid when there is no header of this layout, or nothing under it.
    """
    found = header_places(sheet.rows, importer)
    if found is None:
        raise _no_header(importer)
    header_row, places = found
    rows: list[SourceRow] = []
    control: int | None = None
    for number, row in enumerate(sheet.rows[header_row:], start=header_row + 1):
        cells = {code: row[place] for code, place in places.items()}
        if _is_blank(row):
            continue
        if _is_total(row):
            control = parse_amount(text(cells, importer.amount)).value
            continue
        rows.append(_row(number, cells, importer, today))
    if not rows:
        raise invalid("file", "no_rows", "表头下面没有明细", "请核对文件是否导出完整")
    return Reading(rows, control)


def header_places(rows: Sequence[Sequence[Any]], importer: Importer) -> tuple[int, dict[str, int]] | None:
    """The header's row counted from 1, and each known column's place from 0; None without one."""
    known = {heading: column.code for column in importer.columns for heading in column.headings}
    needed = {column.code for column in importer.columns if column.is_required}
    for number, row in enumerate(rows[:_LOOK_INTO_ROWS], start=1):
        places: dict[str, int] = {}
        for index, cell in enumerate(row):
            code = known.get(_plain(cell)) if isinstance(cell, str) else None
            if code is not None and code not in places:
                places[code] = index
        if needed <= set(places):
            return number, places
    return None


def _row(number: int, cells: dict[str, Any], importer: Importer, today: date) -> SourceRow:
    try:
        row = importer.read(number, cells)
    except Unreadable as problem:
        return SourceRow(number, fault=problem.fault)
    fault = _whole_fault(row, importer, today)
    return replace(row, fault=fault) if fault else row


def _whole_fault(row: SourceRow, importer: Importer, today: date) -> Fault | None:
    if row.booked_on is not None and row.booked_on > today:
        return Fault(importer.heading("booked"), "日期晚于今天", "请核对日期")
    if row.paid_fen == 0:
        return Fault(importer.heading(importer.amount), "金额是零", "没有金额的行请从文件中删去")
    if not row.uscc and not row.name:
        return Fault(importer.heading("name"), "没有户名，也没有信用代码", "请补上缴费单位")
    return None


def _plain(cell: str) -> str:
    return _DECORATION.sub("", half_width(cell))


def _is_blank(row: Sequence[Any]) -> bool:
    return all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in row)


def _is_total(row: Sequence[Any]) -> bool:
    first = next((cell for cell in row if cell is not None), None)
    return isinstance(first, str) and _plain(first) in _TOTALS


def _no_header(importer: Importer) -> Invalid:
    needed = "、".join(column.headings[0] for column in importer.columns if column.is_required)
    return invalid(
        "file",
        "no_header",
        f"没有找到表头：前{_LOOK_INTO_ROWS}行里没有一行同时写着“{needed}”",
        "请核对明细种类是否选对，或把表头改为模板的列名",
    )
