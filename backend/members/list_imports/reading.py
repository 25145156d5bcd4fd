"""A list read row by row: who, when, by which paper; a row that cannot be read says why (pure)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from backend.kernel.errors import Invalid, invalid
from backend.kernel.identifiers import canonical_id_number
from backend.kernel.tables import Sheet
from backend.kernel.text import half_width, tidy
from backend.members.list_imports.codes import ListKind
from backend.members.rolls.cells import clean_date, clean_person_name, is_lost_number, text_of
from backend.members.rolls.columns import is_blank, is_footer, known_label

NAME, NUMBER, DAY, PAPER = "姓名", "证件号码", "日期", "证明编号"
DAY_HEADINGS = {
    ListKind.DEATH: ("死亡日期", "死亡时间", "去世日期", "死亡登记日期"),
    ListKind.RETIREMENT: ("退休日期", "退休时间", "批准退休日期", "退休年月日"),
}
_PAPERS = ("证明编号", "文号", "证明文号", "凭据编号", "死亡证明编号", "退休证编号", "批准文号")
_DECORATION = re.compile(r"[\s*＊:：]|\([^)]*\)|（[^）]*）")
_NUMBER = re.compile(r"[0-9A-Z()-]{5,20}", re.ASCII)
_LOOK_INTO_ROWS = 30


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row cannot be used: which column, what is wrong, how to mend it."""

    column: str
    message: str
    fix: str


@dataclass(frozen=True, slots=True)
class ListEntry:
    """One row of a list in its one spelling."""

    row: int
    name: str
    number: str
    on: date | None
    paper: str
    fault: Fault | None


def read_entries(sheet: Sheet, kind: ListKind, today: date) -> tuple[int, list[ListEntry]]:
    """The header's row and every person below it.

    Raises Invalid when there is no header or nobody under it.
    """
    found = header_places(sheet.rows, kind)
    if found is None:
        raise _no_header(kind)
    header_row, places = found
    entries = []
    seen: set[str] = set()
    for number, row in enumerate(sheet.rows[header_row:], start=header_row + 1):
        if is_blank(row) or is_footer(row):
            continue
        entry = _entry(number, {label: row[place] for label, place in places.items()}, kind, today, seen)
        seen.add(entry.number)
        entries.append(entry)
    if not entries:
        raise invalid("file", "no_rows", "表头下面没有人员", "请在表头下逐行填写后再上传")
    return header_row, entries


def header_places(rows: Sequence[Sequence[Any]], kind: ListKind) -> tuple[int, dict[str, int]] | None:
    """The header's row counted from 1, and each known column's place from 0; None without one."""
    for number, row in enumerate(rows[:_LOOK_INTO_ROWS], start=1):
        places: dict[str, int] = {}
        for index, cell in enumerate(row):
            label = _label(cell, kind)
            if label is not None and label not in places:
                places[label] = index
        if {NAME, NUMBER, DAY} <= set(places):
            return number, places
    return None


def _label(cell: Any, kind: ListKind) -> str | None:
    if not isinstance(cell, str):
        return None
    plain = _DECORATION.sub("", half_width(cell))
    if plain in DAY_HEADINGS[kind]:
        return DAY
    if plain in _PAPERS:
        return PAPER
    known = known_label(cell)
    return known if known in (NAME, NUMBER) else None


def _entry(number: int, cells: dict[str, Any], kind: ListKind, today: date, seen: set[str]) -> ListEntry:
    name, unnamed = clean_person_name(cells[NAME])
    day, undated = clean_date(DAY_HEADINGS[kind][0], cells[DAY])
    id_no = canonical_id_number(text_of(cells[NUMBER]))
    paper = tidy(text_of(cells.get(PAPER)))[:60]
    fault = _number_fault(cells[NUMBER], id_no, seen)
    if fault is None and unnamed is not None and name is None:
        fault = Fault(NAME, unnamed.message, unnamed.fix)
    if fault is None:
        fault = _day_fault(day, undated, kind, today)
    return ListEntry(number, name or "", id_no, day, paper, fault)


def _number_fault(cell: Any, id_no: str, seen: set[str]) -> Fault | None:
    if is_lost_number(cell):
        return Fault(NUMBER, "证件号码按数字保存，后几位已经丢失", "请把整列设为文本格式后重新填写号码")
    if _NUMBER.fullmatch(id_no) is None:
        return Fault(NUMBER, "没有填写证件号码，或含有不能用的字符", "请对照来文填写完整的证件号码")
    if id_no in seen:
        return Fault(NUMBER, "名单里前面已有这个证件号码", "请核对后只保留一行")
    return None


def _day_fault(day: date | None, undated: Any, kind: ListKind, today: date) -> Fault | None:
    heading = DAY_HEADINGS[kind][0]
    if day is None:
        said = undated or Fault(heading, f"没有填写{heading}", "请填写，例如 2020-05-01")
        return Fault(heading, said.message, said.fix)
    if day > today:
        return Fault(heading, f"{heading}晚于今天", "请核对日期")
    return None


def _no_header(kind: ListKind) -> Invalid:
    needed = "、".join((NAME, NUMBER, DAY_HEADINGS[kind][0]))
    return invalid(
        "file",
        "no_header",
        f"没有找到表头：前{_LOOK_INTO_ROWS}行里没有一行同时写着“{needed}”",
        "请使用名单模板，或把表头改为模板的列名，并核对名单种类",
    )
