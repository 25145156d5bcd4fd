"""The empty template of a layout, and the sender's own file with the verdict of each row."""

from sqlmodel import Session

from backend.funds.statements.booking import rows_of
from backend.funds.statements.codes import StatementLayout, StatementVerdict
from backend.funds.statements.content import file_of
from backend.funds.statements.importers import IMPORTERS
from backend.funds.statements.models import FundStatement
from backend.funds.statements.reading import header_places
from backend.kernel.errors import Conflict
from backend.kernel.tables import Mark, read_table
from backend.kernel.tables_write import Column, marked_workbook, write_template

TEMPLATE_VERSION = "fund-statement-1"


def template(layout: StatementLayout) -> bytes:
    """An empty file of one layout."""
    columns = [
        Column(f"{column.headings[0]}{'*' if column.is_required else ''}", width=18)
        for column in IMPORTERS[layout].columns
    ]
    return write_template(columns, sheet=layout.label, title=layout.label, version=TEMPLATE_VERSION)


def marked(session: Session, item: FundStatement) -> bytes:
    """The file as it came: doubtful cells marked with the reason, one result a row.

    Raises Invalid when it can no longer be read, Conflict when no header was ever found in it.
    """
    data, importer = file_of(session, item), IMPORTERS[item.layout]
    sheet = read_table(data)
    found = header_places(sheet.rows, importer)
    if found is None:
        raise Conflict("这个文件没有读出明细，没有可标注的内容")
    header_row, places = found
    by_heading = {importer.heading(code): place for code, place in places.items()}
    rows, first = rows_of(session, item), min(places.values())
    marks = [
        Mark(row.row_number, by_heading.get(row.column_name, first) + 1, f"{row.message}。{row.fix}")
        for row in rows
        if row.message and row.verdict is not StatementVerdict.KNOWN
    ]
    results = {
        row.row_number: f"{row.verdict.label}：{row.message}" if row.message else row.verdict.label
        for row in rows
    }
    return marked_workbook(data, sheet, marks, results, header_row=header_row)
