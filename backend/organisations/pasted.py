"""Lists from outside as lines of text: a workbook or CSV whose headings are found wherever they stand (pure)."""

from collections.abc import Mapping
from datetime import date, datetime

from backend.kernel.errors import invalid
from backend.kernel.tables import Cell, Sheet

#: How far down the headings are looked for.
HEADING_ROWS = 10


def lines_of(
    sheet: Sheet, headings: Mapping[str, tuple[str, ...]], required: tuple[str, ...], limit: int
) -> list[dict[str, str]]:
    """The lines below the headings, each field as text; empty lines are left out.

    Raises Invalid when a required heading is missing, or there are too many lines.
    """
    at, columns = _find(sheet, headings)
    missing = [headings[field][0] for field in required if field not in columns]
    if missing:
        words = "、".join(f"“{word}”" for word in missing)
        raise invalid("file", "headings", f"没有找到{words}这一列", "请在表头写上列名后再上传")
    lines = [
        {field: text_of(sheet.cell(row, column)) for field, column in columns.items()}
        for row in range(at + 1, len(sheet.rows) + 1)
    ]
    filled = [line for line in lines if any(line.values())]
    if len(filled) > limit:
        raise invalid("file", "too_many_rows", f"一次最多{limit}行", "请分成几个文件")
    return filled


def text_of(cell: Cell) -> str:
    """A cell as a person would type it: whole numbers without a point, dates as 2020-12-31."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell).strip()


def _find(sheet: Sheet, headings: Mapping[str, tuple[str, ...]]) -> tuple[int, dict[str, int]]:
    """The row with most known headings, and which column holds which field; both counted from 1."""
    best: tuple[int, dict[str, int]] = (1, {})
    for number, cells in enumerate(sheet.rows[:HEADING_ROWS], start=1):
        found: dict[str, int] = {}
        for column, cell in enumerate(cells, start=1):
            words = "".join(text_of(cell).split())
            for field, names in headings.items():
                if words in names and field not in found:
                    found[field] = column
        if len(found) > len(best[1]):
            best = (number, found)
    return best
