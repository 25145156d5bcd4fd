"""A list as a file: exactly the rows of its page, all of them, each column with what it reads of a row."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import Response

from backend.kernel import clock
from backend.kernel.authz import Actor
from backend.kernel.codes import Code
from backend.kernel.exports import ExportFormat, export_response
from backend.kernel.tables_write import Column, Kind, write_csv, write_workbook


@dataclass(frozen=True, slots=True)
class Reading:
    """One column: its heading and the attribute (or the function) that gives the value of a row."""

    heading: str
    value: str | Callable[[Any], Any]
    kind: Kind = Kind.TEXT
    width: int = 14

    def of(self, row: Any) -> Any:
        """What stands in the file: codes as their label, yes and nothing for flags."""
        found = getattr(row, self.value) if isinstance(self.value, str) else self.value(row)
        if isinstance(found, Code):
            return found.label
        if isinstance(found, bool):
            return "是" if found else ""
        return found


@dataclass(frozen=True, slots=True)
class ListFile:
    """How one list is written: the name of its sheet, of the file, and its columns."""

    sheet: str
    stem: str
    readings: Sequence[Reading]

    def answer(self, actor: Actor, rows: Sequence[Any], form: ExportFormat) -> Response:
        """The rows as a download, marked with who took them and when."""
        columns = [Column(one.heading, one.kind, one.width) for one in self.readings]
        lines = [[one.of(row) for one in self.readings] for row in rows]
        if form is ExportFormat.CSV:
            return export_response(write_csv(columns, lines), form, self.stem)
        mark = f"{actor.person_name} {clock.today():%Y-%m-%d} 导出"
        title = f"{self.sheet}（{len(rows)} 条）"
        content = write_workbook(columns, lines, sheet=self.sheet, title=title, watermark=mark)
        return export_response(content, form, self.stem)
