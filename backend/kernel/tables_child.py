"""The guarded process that opens uploaded tables: limits first, then the look inside, then the parser.

Started as `python -m backend.kernel.tables_child`. Standard input: one line of JSON with the order, then the file.
Standard output: lines of JSON, the last one `{"end": …}`, or `{"refused": …}`, or for marking `{"bytes": n}` and them.
"""

import json
import resource
import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any, BinaryIO

from backend.kernel import tables_csv, tables_preflight
from backend.kernel.tables_preflight import Refused

MEMORY_BYTES = 640 * 1024 * 1024
CPU_SECONDS = 25
ANSWER_BYTES = 300 * 1024 * 1024
MAX_TEXT = 40_000_000
MAX_CELLS = 5_000_000
ROWS_PER_LINE = 500


def main() -> None:
    """Carry out the one order on standard input."""
    limit_myself()
    order = json.loads(sys.stdin.buffer.readline())
    content = sys.stdin.buffer.read()
    try:
        if order["do"] == "mark":
            from backend.kernel.tables_marking import mark  # openpyxl is slow to load and only needed here

            _check_workbook(content, order)
            _answer_bytes(sys.stdout.buffer, mark(content, order))
        else:
            _answer_rows(sys.stdout.buffer, content, order)
    except Refused as refused:
        reason = {"code": refused.code, "message": refused.message, "fix": refused.fix}
        _line(sys.stdout.buffer, {"refused": reason})
    sys.stdout.buffer.flush()


def limit_myself() -> None:
    """Bound memory, processor time, files and core dumps of this process; exceeding one ends it."""
    limits = {resource.RLIMIT_CPU: CPU_SECONDS, resource.RLIMIT_CORE: 0, resource.RLIMIT_FSIZE: ANSWER_BYTES}
    if sys.platform != "darwin":  # macOS does not know a limit of the address space
        limits[resource.RLIMIT_AS] = MEMORY_BYTES
    for kind, amount in limits.items():
        resource.setrlimit(kind, (amount, amount))


def _answer_rows(out: BinaryIO, content: bytes, order: dict[str, Any]) -> None:
    if tables_preflight.kind_of(content[:512]) == "text":
        text, encoding = tables_csv.decode(content)
        _stream(out, tables_csv.rows_of(text), order)
        _line(out, {"end": {"name": "", "names": [], "encoding": encoding, "formulas": [], "template": None}})
        return
    _answer_workbook(out, content, order)


def _answer_workbook(out: BinaryIO, content: bytes, order: dict[str, Any]) -> None:
    from python_calamine import CalamineError, SheetVisibleEnum, load_workbook

    found = _check_workbook(content, order)
    try:
        workbook = load_workbook(BytesIO(content))
        shown = [meta.name for meta in workbook.sheets_metadata if meta.visible == SheetVisibleEnum.Visible]
        names = [name for name in shown if name in found.sheets]
        name = _chosen(names, order["sheet"])
        sheet = workbook.get_sheet_by_name(name)
        while order["sheet"] is None and not sheet.height and name != names[-1]:
            name = names[names.index(name) + 1]
            sheet = workbook.get_sheet_by_name(name)
        _stream(out, _padded(sheet), order)
    except CalamineError as error:
        raise Refused("damaged", "文件不完整或已损坏", "请在 Excel 或 WPS 中另存为 .xlsx 后再上传") from error
    formulas = found.formulas(name)
    end = {
        "name": name,
        "names": names,
        "encoding": "",
        "formulas": formulas,
        "template": found.template_version,
    }
    _line(out, {"end": end})


def _check_workbook(content: bytes, order: dict[str, Any]) -> tables_preflight.Preflight:
    kind = tables_preflight.kind_of(content[:512])
    if kind == "ole":
        tables_preflight.refuse_ole(content)
    if kind != "xlsx":
        tables_preflight.refuse_markup()
    return tables_preflight.inspect(content, max_rows=order["max_rows"], max_columns=order["max_columns"])


def _chosen(names: list[str], wanted: str | None) -> str:
    if not names:
        raise Refused("no_sheet", "工作簿里没有可见的工作表", "请取消隐藏要上传的工作表后再上传")
    if wanted is None:
        return names[0]
    if wanted not in names:
        raise Refused("no_such_sheet", "工作簿里没有这张工作表", "请重新选择工作表")
    return wanted


def _padded(sheet: Any) -> Iterator[list[Any]]:
    """Rows from row 1 and column A on, so that positions equal those on the user's screen."""
    if sheet.start is None:
        return
    if (sheet.end[0] + 1) * (sheet.end[1] + 1) > MAX_CELLS:
        raise Refused("too_many_cells", "表格的行数乘列数过大", "请删去远处的零星内容和多余的行、列")
    left = [None] * sheet.start[1]  # the parser gives the empty rows above, not the empty columns at the left
    for row in sheet.iter_rows():
        yield left + row


def _stream(out: BinaryIO, rows: Iterable[list[Any]], order: dict[str, Any]) -> None:
    batch: list[list[Any]] = []
    letters = 0
    for seen, row in enumerate(rows, 1):
        cells = [_plain(cell) for cell in row]
        letters += sum(len(cell) for cell in cells if isinstance(cell, str))
        _check_amount(seen, len(cells), letters, order)
        batch.append(cells)
        if len(batch) == ROWS_PER_LINE:
            _line(out, {"rows": batch})
            batch = []
    if batch:
        _line(out, {"rows": batch})


def _check_amount(rows: int, columns: int, letters: int, order: dict[str, Any]) -> None:
    if rows > order["max_rows"]:
        raise Refused("too_many_rows", f"表格超过{order['max_rows']}行", "请分成几个文件上传")
    if columns > order["max_columns"]:
        raise Refused("too_many_columns", f"表格超过{order['max_columns']}列", "请删去右侧多余的列")
    if letters > MAX_TEXT:
        raise Refused("too_large_inside", "文件内容过多", "请分成几个文件上传")


def _plain(cell: Any) -> Any:
    """A cell as JSON: text, numbers and flags as they are, dates as {"d": …}, times {"t": …}, empty as null."""
    if cell.__class__ is str:
        return cell if cell else None
    if cell is None or isinstance(cell, bool | int):
        return cell
    if isinstance(cell, float):
        return cell if cell == cell and abs(cell) != float("inf") else None
    if isinstance(cell, datetime | date):
        return {"d": cell.isoformat()}
    if isinstance(cell, time):
        return {"t": cell.isoformat()}
    return str(cell) if isinstance(cell, timedelta | str) else None


def _answer_bytes(out: BinaryIO, content: bytes) -> None:
    _line(out, {"bytes": len(content)})
    out.write(content)


def _line(out: BinaryIO, value: object) -> None:
    out.write(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace"))
    out.write(b"\n")


if __name__ == "__main__":
    main()
