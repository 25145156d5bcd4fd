"""Marks cells of the user's own workbook; runs inside the guarded child only, because openpyxl opens the file."""

from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell import Cell as WorkbookCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from backend.kernel.tables_preflight import Refused

AUTHOR = "系统"
_RED = PatternFill("solid", fgColor="FFC7CE")
_RED_FONT = Font(color="9C0006")


def mark(content: bytes, order: dict[str, Any]) -> bytes:
    """The workbook with marks, comments and results; formulas become the values last calculated.

    Raises Refused when the sheet is gone or the workbook cannot be opened.
    """
    try:
        workbook = load_workbook(BytesIO(content), data_only=True, keep_links=False)
        sheet = workbook[order["sheet"]]
    except (KeyError, ValueError, TypeError, AttributeError, IndexError) as error:
        raise Refused("damaged", "文件里没有这张工作表或已损坏", "请重新上传文件") from error
    for row, column, text in order["marks"]:
        _mark_cell(sheet, row, column, text)
    _write_results(sheet, order)
    for any_sheet in workbook.worksheets:
        _make_text(any_sheet)
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


def _mark_cell(sheet: Worksheet, row: int, column: int, text: str) -> None:
    cell = sheet.cell(row, column)
    cell.fill = _RED
    cell.font = _RED_FONT
    if isinstance(cell, WorkbookCell):  # a merged cell can be coloured but carries no comment
        earlier = f"{cell.comment.text}\n" if cell.comment and cell.comment.author == AUTHOR else ""
        cell.comment = Comment(earlier + text, AUTHOR, width=320, height=90)


def _write_results(sheet: Worksheet, order: dict[str, Any]) -> None:
    header_row, heading = order["header_row"], order["heading"]
    headings = [cell.value for cell in sheet[header_row]]
    column = headings.index(heading) + 1 if heading in headings else len(headings) + 1
    _write_text(sheet, header_row, column, heading)
    for row, text in order["results"]:
        _write_text(sheet, row, column, text)


def _write_text(sheet: Worksheet, row: int, column: int, text: str) -> None:
    cell = sheet.cell(row, column)
    if isinstance(cell, WorkbookCell):
        cell.value = text
        cell.data_type = "s"
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def _make_text(sheet: Worksheet) -> None:
    """Text starting with = stays text: openpyxl would write it as a formula."""
    for cells in sheet.iter_rows():
        for cell in cells:
            if cell.data_type == "f":
                cell.data_type = "s"
