"""The empty template of a list, and the sender's own workbook with the verdict of each row."""

from backend.kernel.errors import Conflict
from backend.kernel.tables import Mark, read_table
from backend.kernel.tables_write import Column, Kind, marked_workbook, write_template
from backend.members.list_imports.codes import ListKind, ListVerdict
from backend.members.list_imports.models import PersonListRow
from backend.members.list_imports.reading import DAY_HEADINGS, NAME, NUMBER, header_places

TEMPLATE_VERSION = "member-list-1"


def template(kind: ListKind) -> bytes:
    """An empty list to fill in."""
    columns = [
        Column(f"{NAME}*"),
        Column(f"{NUMBER}*", width=22, note="整列为文本格式，直接填写号码"),
        Column(f"{DAY_HEADINGS[kind][0]}*", Kind.DATE, 14, note="例如 2020-05-01"),
        Column("证明编号", width=22, note="死亡证明、退休批准文件的编号"),
    ]
    return write_template(columns, sheet=kind.label, title=kind.label, version=TEMPLATE_VERSION)


def marked(data: bytes, kind: ListKind, rows: list[PersonListRow]) -> bytes:
    """The workbook as it came: doubtful cells marked with the reason, one result a row.

    Raises Invalid when the file can no longer be read, Conflict when no header was ever found in it.
    """
    sheet = read_table(data)
    found = header_places(sheet.rows, kind)
    if found is None:
        raise Conflict("这个文件没有读出名单，没有可标注的内容")
    header_row, places = found
    first = min(places.values())
    marks = [
        Mark(row.row_number, places.get(row.column_name, first) + 1, f"{row.message}。{row.fix}")
        for row in rows
        if row.message and row.verdict is not ListVerdict.ALREADY
    ]
    results = {
        row.row_number: f"{row.verdict.label}：{row.message}" if row.message else row.verdict.label
        for row in rows
    }
    return marked_workbook(data, sheet, marks, results, header_row=header_row)
