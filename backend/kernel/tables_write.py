"""Tables to the outside: workbooks and CSV in which no cell is a formula and ID numbers stay text."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from io import BytesIO, StringIO
from itertools import zip_longest
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from backend.kernel import clock
from backend.kernel.money import yuan_of
from backend.kernel.tables import Cell, Mark, Sheet, mark_cells

MAX_MARKED_ROWS = 5_000
LAST_TEMPLATE_ROW = 50_000
RESULT_HEADING = "导入结果"

_CHOICES_SHEET = "选项"
_ACTIVE_START = tuple("=+-@\t\r\n＝＋－＠")
_SAFE = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
}


class Kind(StrEnum):
    """How a column is written: text (ID numbers, phones, codes too), whole number, money in fen, date, moment."""

    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    MOMENT = "moment"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of an export or template; `width` in characters, `choices` become a drop-down in templates."""

    heading: str
    kind: Kind = Kind.TEXT
    width: int = 14
    choices: tuple[str, ...] = ()
    note: str = ""


def write_workbook(
    columns: Sequence[Column],
    rows: Iterable[Sequence[Any]],
    *,
    sheet: str,
    title: str = "",
    watermark: str = "",
    banner: bool = False,
) -> bytes:
    """An .xlsx with an optional title row, the headings and the rows, in constant memory.

    `watermark` (who exported, when, what for) is printed in the footer of every page and kept in the file's properties;
    with `banner` it also stands in the first row and at the head of every printed page.
    Money columns take fen; None stays empty. Every text is written as text, whatever it starts with.
    """
    out = BytesIO()
    with xlsxwriter.Workbook(out, _SAFE) as workbook:
        workbook.set_properties({"title": title or sheet, "comments": watermark})
        formats = _formats(workbook)
        page = workbook.add_worksheet(sheet[:31])
        _layout(page, columns, formats, watermark)
        first = _write_banner(page, watermark, formats) if banner else 0
        top = _write_title(page, title, formats, first)
        _write_headings(page, top, columns, formats)
        for number, row in enumerate(rows, top + 1):
            for index, (column, value) in enumerate(zip(columns, row, strict=True)):
                _write_cell(page, number, index, column.kind, value, formats)
    return out.getvalue()


def write_template(columns: Sequence[Column], *, sheet: str, title: str, version: str) -> bytes:
    """An empty .xlsx to fill in: text columns preformatted, drop-downs, notes, and the template's version inside."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, _SAFE) as workbook:
        workbook.set_properties({"title": title})
        workbook.set_custom_property("template_version", version, "text")
        formats = _formats(workbook)
        page = workbook.add_worksheet(sheet[:31])
        _layout(page, columns, formats, "")
        top = _write_title(page, title, formats)
        _write_headings(page, top, columns, formats)
        _add_choices(workbook, page, top + 1, columns)
    return out.getvalue()


def csv_lines(columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """A CSV in UTF-8 with byte order mark, line by line; text that a spreadsheet would run gets a leading '."""
    yield b"\xef\xbb\xbf" + _csv_line([column.heading for column in columns])
    for row in rows:
        yield _csv_line([_csv_cell(column.kind, value) for column, value in zip(columns, row, strict=True)])


def write_csv(columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> bytes:
    """The whole CSV of `csv_lines`."""
    return b"".join(csv_lines(columns, rows))


def marked_workbook(
    source: bytes, sheet: Sheet, marks: Sequence[Mark], results: Mapping[int, str], *, header_row: int
) -> bytes:
    """What an importer gives back: the user's own workbook marked, or above 5,000 rows a workbook of the bad rows only.

    `results` is row number -> text for the result column. CSV sources always get the workbook of bad rows.
    Raises Invalid as `read_table` does.
    """
    if sheet.encoding or len(sheet.rows) > MAX_MARKED_ROWS:
        return _bad_rows_workbook(sheet, marks, results, header_row)
    return mark_cells(
        source, sheet.name, list(marks), dict(results), header_row=header_row, heading=RESULT_HEADING
    )


def _bad_rows_workbook(
    sheet: Sheet, marks: Sequence[Mark], results: Mapping[int, str], header_row: int
) -> bytes:
    reasons: dict[tuple[int, int], list[str]] = {}
    for mark in marks:
        reasons.setdefault((mark.row, mark.column), []).append(mark.text)
    headings = [str(cell or "") for cell in sheet.rows[header_row - 1]]
    columns = [
        Column("原行号", Kind.NUMBER, 8),
        *(Column(heading) for heading in headings),
        Column(RESULT_HEADING),
    ]
    out = BytesIO()
    with xlsxwriter.Workbook(out, _SAFE) as workbook:
        formats = _formats(workbook)
        page = workbook.add_worksheet("需要修改的行")
        _layout(page, columns, formats, "")
        _write_headings(page, 0, columns, formats)
        for at, row in enumerate(sorted({row for row, _ in reasons}), 1):
            page.write_number(at, 0, row)
            for index in range(1, len(headings) + 1):
                _write_marked(page, (at, index), sheet.cell(row, index), reasons.get((row, index)), formats)
            page.write_string(at, len(headings) + 1, results.get(row, ""))
    return out.getvalue()


def _write_marked(
    page: Worksheet,
    place: tuple[int, int],
    value: Cell,
    reasons: list[str] | None,
    formats: Mapping[str, Format],
) -> None:
    style = formats["bad" if reasons else Kind.TEXT]
    text = "" if value is None else str(value)
    if text:
        page.write_string(*place, text, style)
    elif reasons:
        page.write_blank(*place, None, style)
    if reasons:
        page.write_comment(*place, "\n".join(reasons), {"x_scale": 2})


def _formats(workbook: xlsxwriter.Workbook) -> dict[str, Format]:
    return {
        "title": workbook.add_format({"bold": True, "font_size": 14}),
        "banner": workbook.add_format({"bold": True, "font_color": "#9C0006"}),
        "heading": workbook.add_format({"bold": True, "bg_color": "#F2F2F2", "bottom": 1, "text_wrap": True}),
        "bad": workbook.add_format({"bg_color": "#FFC7CE", "font_color": "#9C0006", "num_format": "@"}),
        Kind.TEXT: workbook.add_format({"num_format": "@"}),
        Kind.NUMBER: workbook.add_format({"num_format": "0"}),
        Kind.MONEY: workbook.add_format({"num_format": "#,##0.00"}),
        Kind.DATE: workbook.add_format({"num_format": "yyyy-mm-dd"}),
        Kind.MOMENT: workbook.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
    }


def _layout(
    page: Worksheet, columns: Sequence[Column], formats: Mapping[str, Format], watermark: str
) -> None:
    for index, column in enumerate(columns):
        page.set_column(index, index, column.width, formats[column.kind])
    if watermark:
        page.set_footer("&L" + watermark.replace("&", "&&") + "&R&P/&N")
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)


def _write_banner(page: Worksheet, watermark: str, formats: Mapping[str, Format]) -> int:
    """The watermark where nobody overlooks it; the row after it."""
    page.write_string(0, 0, watermark, formats["banner"])
    page.set_header("&C" + watermark.replace("&", "&&"))
    return 1


def _write_title(page: Worksheet, title: str, formats: Mapping[str, Format], row: int = 0) -> int:
    """The row of the headings, counted from 0: below the title if there is one."""
    if not title:
        return row
    page.write_string(row, 0, title, formats["title"])
    return row + 1


def _write_headings(
    page: Worksheet, top: int, columns: Sequence[Column], formats: Mapping[str, Format]
) -> None:
    for index, column in enumerate(columns):
        page.write_string(top, index, column.heading, formats["heading"])
        if column.note:
            page.write_comment(top, index, column.note, {"x_scale": 2})
    page.freeze_panes(top + 1, 1)
    page.repeat_rows(top)


def _write_cell(
    page: Worksheet, row: int, index: int, kind: Kind, value: Any, formats: Mapping[str, Format]
) -> None:
    style = formats[kind]
    if value is None or value == "":
        return
    if kind is Kind.MONEY:
        page.write_number(row, index, float(yuan_of(value)), style)
    elif kind is Kind.NUMBER and not isinstance(value, str):
        page.write_number(row, index, value, style)
    elif kind in (Kind.DATE, Kind.MOMENT) and isinstance(value, date):
        page.write_datetime(row, index, _local(value), style)
    else:
        page.write_string(row, index, str(value), style)


def _add_choices(
    workbook: xlsxwriter.Workbook, page: Worksheet, first: int, columns: Sequence[Column]
) -> None:
    """Drop-downs refer to a hidden sheet: a list written into the cell rule may have 255 characters only."""
    listed = [(index, column) for index, column in enumerate(columns) if column.choices]
    if not listed:
        return
    store = workbook.add_worksheet(_CHOICES_SHEET)
    store.hide()
    for row, values in enumerate(zip_longest(*(column.choices for _, column in listed))):
        for at, value in enumerate(values):
            if value is not None:
                store.write_string(row, at, value)
    for at, (index, column) in enumerate(listed):
        letter = xlsxwriter.utility.xl_col_to_name(at, col_abs=True)
        rule = {
            "validate": "list",
            "source": f"={_CHOICES_SHEET}!{letter}$1:{letter}${len(column.choices)}",
            "error_title": column.heading[:32],
            "error_message": "请从下拉列表中选择",
        }
        page.data_validation(first, index, LAST_TEMPLATE_ROW, index, rule)


def _csv_line(cells: Sequence[str]) -> bytes:
    line = StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue().encode()


def _csv_cell(kind: Kind, value: Any) -> str:
    if value is None:
        return ""
    if kind is Kind.MONEY:
        return str(yuan_of(value))
    if isinstance(value, datetime):
        return _local(value).strftime("%Y-%m-%d %H:%M")
    text = str(value)
    is_active = isinstance(value, str) and text.lstrip(" ").startswith(_ACTIVE_START)
    return "'" + text if is_active else text


def _local(value: date) -> date:
    """Moments in the time of the country, without zone, as spreadsheets want them."""
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(clock.ZONE).replace(tzinfo=None)
    return value
