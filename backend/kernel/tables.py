"""Tables from outside: workbooks and CSV read in a guarded child process, cells typed as they were stored."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import IO, Any

from backend.kernel.errors import FieldError, Invalid, PayloadTooLarge

Cell = str | int | float | bool | date | datetime | time | None

WALL_SECONDS = 40
TAIL_BYTES = 4096
FIELD = "file"

_ROOT = Path(__file__).resolve().parents[2]
_REMAKE = "请新建一个工作簿，把内容以“值”粘贴进去，另存为 .xlsx 后再上传"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a reader accepts; the defaults fit a district roll three times over."""

    max_bytes: int = 25 * 1024 * 1024
    max_rows: int = 100_000
    max_columns: int = 200


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet as it is on screen: `rows[0]` is row 1, its first cell column A, all rows equally wide, empty is None.

    A number cell comes as float or int and a text cell as str, so an ID number stored as number can be told apart.
    `formulas` holds (row, column) counted from 1; such a cell carries the value last calculated.
    `encoding` is empty for workbooks; `template_version` is what `write_template` marked.
    """

    name: str
    names: tuple[str, ...]
    rows: list[list[Cell]]
    formulas: frozenset[tuple[int, int]] = frozenset()
    encoding: str = ""
    template_version: str | None = None

    def cell(self, row: int, column: int) -> Cell:
        """The cell at a row and column counted from 1; None outside."""
        if not 1 <= row <= len(self.rows):
            return None
        cells = self.rows[row - 1]
        return cells[column - 1] if 1 <= column <= len(cells) else None


@dataclass(frozen=True, slots=True)
class Mark:
    """A cell to mark red in the user's own workbook, counted from 1, with the reason as its comment."""

    row: int
    column: int
    text: str


def read_table(source: bytes | Path, *, sheet: str | None = None, limits: Limits | None = None) -> Sheet:
    """One sheet of an uploaded .xlsx or CSV file: the named one, else the first visible one that is not empty.

    What the file is comes from its content, never from its name. Raises PayloadTooLarge, or Invalid whose one field
    error (`file`) says why and how to mend it: encrypted, old_format, macros, external_links, unsafe_xml, damaged,
    not_a_workbook, too_many_rows, too_many_columns, too_many_cells, too_large_inside, unknown_encoding, no_sheet, unreadable…
    """
    limits = limits or Limits()
    content = _content(source, limits)
    order = {"do": "read", "sheet": sheet, "max_rows": limits.max_rows, "max_columns": limits.max_columns}
    rows: list[list[Cell]] = []
    with run_child(order, content) as answer:
        for line in answer:
            part = json.loads(line, object_hook=_typed)
            if "end" in part:
                return _sheet_of(rows, part["end"])
            rows += part.get("rows", [])
    raise _unreadable()


def mark_cells(
    source: bytes | Path,
    sheet: str,
    marks: list[Mark],
    results: dict[int, str],
    *,
    header_row: int,
    heading: str,
) -> bytes:
    """The user's own workbook with cells marked red and commented and one result text a row, formulas made values.

    The result goes into the column headed `heading` in the header row, or into a new last column.
    Raises Invalid as `read_table` does.
    """
    limits = Limits()
    order = {
        "do": "mark",
        "sheet": sheet,
        "marks": [[mark.row, mark.column, mark.text] for mark in marks],
        "results": sorted(results.items()),
        "header_row": header_row,
        "heading": heading,
        "max_rows": limits.max_rows,
        "max_columns": limits.max_columns,
    }
    with run_child(order, _content(source, limits)) as answer:
        promised = json.loads(answer.readline() or b"{}").get("bytes")
        workbook = answer.read()
    if promised != len(workbook):
        raise _unreadable()
    return workbook


@contextmanager
def run_child(order: dict[str, Any], content: bytes) -> Iterator[IO[bytes]]:
    """Give the guarded process an order and a file; its answer as an open file.

    Raises Invalid when it refused the file, took too long, or died over it.
    """
    with tempfile.TemporaryFile() as answer:
        with tempfile.TemporaryFile() as given:
            given.write(json.dumps(order, ensure_ascii=False).encode() + b"\n")
            given.write(content)
            given.seek(0)
            _run(given, answer)
        _raise_refusal(answer)
        yield answer


def _run(given: IO[bytes], answer: IO[bytes]) -> None:
    """The child sees two files and nothing else: no settings, no secrets, no network address in its environment."""
    command = [sys.executable, "-s", "-m", "backend.kernel.tables_child"]
    try:
        done = subprocess.run(
            command,
            stdin=given,
            stdout=answer,
            stderr=subprocess.DEVNULL,
            cwd=_ROOT,
            env={"PATH": os.defpath, "LC_ALL": "C.UTF-8"},
            timeout=WALL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _refusal("too_slow", "文件太复杂，读取超时", _REMAKE) from error
    if done.returncode != 0:
        raise _unreadable()


def _raise_refusal(answer: IO[bytes]) -> None:
    """A refusal is the last line; rows may stand before it."""
    size = answer.seek(0, os.SEEK_END)
    answer.seek(max(0, size - TAIL_BYTES))
    last = answer.read().rstrip(b"\n").rpartition(b"\n")[2]
    answer.seek(0)
    if last.startswith(b'{"refused":'):
        reason = json.loads(last)["refused"]
        raise _refusal(reason["code"], reason["message"], reason["fix"])


def _content(source: bytes | Path, limits: Limits) -> bytes:
    size = len(source) if isinstance(source, bytes) else source.stat().st_size
    if size > limits.max_bytes:
        raise PayloadTooLarge(f"文件超过 {limits.max_bytes // 1024 // 1024} MB，请分成几个文件上传")
    if size == 0:
        raise _refusal("empty", "文件是空的", "请选择有内容的文件")
    return source if isinstance(source, bytes) else source.read_bytes()


def _sheet_of(rows: list[list[Cell]], end: dict[str, Any]) -> Sheet:
    width = max((len(row) for row in rows), default=0)
    for row in rows:
        row.extend([None] * (width - len(row)))
    return Sheet(
        name=end["name"],
        names=tuple(end["names"]),
        rows=rows,
        formulas=frozenset((row, column) for row, column in end["formulas"]),
        encoding=end["encoding"],
        template_version=end["template"],
    )


def _typed(value: dict[str, Any]) -> Any:
    """Dates and times of the child's JSON become what they are."""
    if "d" in value:
        text = value["d"]
        return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
    return time.fromisoformat(value["t"]) if "t" in value else value


def _refusal(code: str, message: str, fix: str) -> Invalid:
    return Invalid(message, errors=[FieldError(FIELD, code, message, fix)])


def _unreadable() -> Invalid:
    return _refusal("unreadable", "文件无法安全读取", _REMAKE)
