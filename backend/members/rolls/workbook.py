"""The empty template, and the user's own workbook with what was found marked in it."""

from typing import Any

from backend.kernel.errors import Conflict
from backend.kernel.tables import Mark, Sheet, read_table
from backend.kernel.tables_write import Column, Kind, marked_workbook, write_template
from backend.members.codes import NATIONAL_KINDS, RowOutcome, RowVerdict
from backend.members.rolls.columns import (
    REQUIRED,
    RESULT,
    TEMPLATE,
    UNION,
    Header,
    find_header,
    is_blank,
    is_footer,
)
from backend.members.rolls.spellings import CODE_COLUMNS

TEMPLATE_VERSION = "members-1"
_DATES = ("出生日期", "会籍变化日期")
_NOTES = {
    "证件号码": "整列为文本格式，直接填写号码",
    "会籍变化日期": "例如 2020-05-01",
    UNION: "一张表里有几个工会时填写工会登记的全称；只有一个工会的不填",
    RESULT: "不必填写，导入后由系统填写",
}


def template() -> bytes:
    """The provincial template of twenty columns and the union's column, with drop-downs."""
    labels = [*TEMPLATE[:-1], UNION, TEMPLATE[-1]]
    return write_template(
        [_column(label) for label in labels], sheet="会员花名册", title="会员花名册", version=TEMPLATE_VERSION
    )


def marked(data: bytes, rows: list[Any]) -> bytes:
    """The workbook as it came, refused cells marked with the reason, and one result a row.

    ``rows`` are those with a remark: row_number, verdict, outcome, findings.
    Raises Invalid when the file can no longer be read, Conflict when no header was ever found in it.
    """
    sheet = read_table(data)
    header = find_header(sheet.rows)
    if header is None:
        raise Conflict("这个文件没有读出名单，没有可标注的内容")
    marks = [mark for row in rows for mark in _marks(row, header)]
    results = _plain_results(sheet, header) | {row.row_number: _result(row) for row in rows}
    return marked_workbook(data, sheet, marks, results, header_row=header.row)


def _column(label: str) -> Column:
    choices: tuple[str, ...] = ()
    if label in CODE_COLUMNS:
        choices = tuple(code.label for code in CODE_COLUMNS[label])
    elif label == "会籍变化类型":
        choices = tuple(kind.label for kind in NATIONAL_KINDS.values())
    elif label == "是否农民工":
        choices = ("是", "否")
    kind = Kind.DATE if label in _DATES else Kind.TEXT
    width = 22 if label in ("证件号码", "工作单位", UNION) else 14
    heading = f"{label}*" if label in REQUIRED else label
    return Column(heading, kind, width, choices, _NOTES.get(label, ""))


def _marks(row: Any, header: Header) -> list[Mark]:
    first = min(header.places.values()) + 1
    return [
        Mark(
            row.row_number,
            header.places.get(found["column"], first - 1) + 1,
            f"{found['message']}。{found['fix']}" if found["fix"] else found["message"],
        )
        for found in row.findings
        if found["level"] == "reject"
    ]


def _plain_results(sheet: Sheet, header: Header) -> dict[int, str]:
    return {
        number: RowVerdict.ACCEPT.label
        for number in range(header.row + 1, len(sheet.rows) + 1)
        if not is_blank(sheet.rows[number - 1]) and not is_footer(sheet.rows[number - 1])
    }


def _result(row: Any) -> str:
    said = "；".join(f"{found['column']}：{found['message']}" for found in row.findings)
    lead = row.outcome.label if row.outcome is RowOutcome.SKIP else row.verdict.label
    return f"{lead}：{said}" if said else lead
