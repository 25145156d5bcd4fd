"""A whole roll to one judgement a row: cleaned values, verdict and everything found (pure)."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from backend.kernel.errors import FieldError
from backend.kernel.text import half_width
from backend.members import rules
from backend.members.codes import ChangeReason, IdType
from backend.members.rolls import cells
from backend.members.rolls.cells import Found
from backend.members.rolls.columns import UNION, Header, is_blank, is_footer
from backend.members.rolls.entries import Entry, Judged

#: Columns the national register asks for; a blank is said, not refused.
WANTED = ("民族", "学历", "就业情况", "移动电话", "户籍类型", "是否农民工")
_COLUMN_OF = {"id_no": "证件号码", "sex": "性别", "birth_date": "出生日期"}
_KIND_OF = {
    "id_check_digit": "bad_check",
    "id_birth_date": "impossible_birth",
    "id_length": "bad_id_length",
    "id_format": "bad_id_format",
    "document_format": "bad_document",
}
_MISSING = {"id_no": "missing_id", "sex": "missing_sex", "birth_date": "missing_birth"}


def judge_rows(
    rows: Sequence[Sequence[Any]],
    header: Header,
    as_of: date,
    *,
    formulas: frozenset[tuple[int, int]] = frozenset(),
    progress: Callable[[int, int], None] | None = None,
) -> list[Judged]:
    """A judgement for every person under the header; blank rows and the lines below the table are left out.

    ``rows[0]`` is worksheet row 1. ``formulas`` are (row, column) counted from 1.
    """
    judged: list[Judged] = []
    seen: dict[str, int] = {}
    total = len(rows)
    id_place = header.places["证件号码"]
    for number in range(header.row + 1, total + 1):
        row = rows[number - 1]
        if not _names_an_id(row, id_place) and (is_blank(row) or is_footer(row)):
            continue
        verdict = _Row(number, row, header, as_of, formulas).judge()
        _note_duplicate(verdict, seen)
        judged.append(verdict)
        if progress is not None and number % 1000 == 0:
            progress(number, total)
    return judged


def _names_an_id(row: Sequence[Any], place: int) -> bool:
    """Whether something stands in the ID column: then the row is a person, and nothing else needs a look."""
    return len(row) > place and row[place] is not None and row[place] != ""


def _note_duplicate(judged: Judged, seen: dict[str, int]) -> None:
    entry = judged.entry
    if not entry.id_no:
        return
    key = f"{entry.id_type.value}|{entry.id_no}"
    first = seen.setdefault(key, entry.row)
    if first != entry.row:
        message = f"证件号码与第{first}行重复"
        judged.found.append(
            Found("reject", "duplicate_in_file", "证件号码", message, "同一人只留一行，删去多余的行")
        )


class _Row:
    """The judgement of one row; collects what is found while the cells are cleaned."""

    __slots__ = ("as_of", "cells", "entry", "formulas", "found", "places")

    def __init__(
        self,
        number: int,
        row: Sequence[Any],
        header: Header,
        as_of: date,
        formulas: frozenset[tuple[int, int]],
    ) -> None:
        self.entry = Entry(number)
        self.places = header.places
        self.cells = dict(zip(header.labels, row, strict=False))
        self.as_of = as_of
        self.formulas = formulas
        self.found: list[Found] = []

    def judge(self) -> Judged:
        entry = self.entry
        self._name()
        self._identity()
        entry.ethnicity = self._code("民族")
        entry.work_status = self._code("就业情况")
        entry.education = self._code("学历")
        entry.technical_level = self._code("技能等级")
        entry.mobile = self._take(cells.clean_mobile(self._cell("移动电话")))
        entry.hukou_type = self._code("户籍类型")
        entry.hukou_place = self._words("户籍所在地", 100)
        self._change()
        entry.political = self._code("政治面貌")
        entry.employer_name = self._words("工作单位", 100)
        entry.native_place = self._words("籍贯", 60)
        entry.is_migrant = self._take(cells.clean_yes_no("是否农民工", self._text("是否农民工")))
        entry.union_name = self._words(UNION, 100)
        self._note_gaps()
        return Judged(entry, self.found)

    def _cell(self, column: str) -> Any:
        return self.cells.get(column)

    def _text(self, column: str) -> str:
        cell = self._cell(column)
        return cell if isinstance(cell, str) else cells.text_of(cell)

    def _take(self, cleaned: cells.Cleaned) -> Any:
        if cleaned[1] is not None:
            self.found.append(cleaned[1])
        return cleaned[0]

    def _code(self, column: str) -> Any:
        cell = self.cells.get(column)
        return None if cell is None else self._take(cells.clean_code(column, cell))

    def _words(self, column: str, most: int) -> str | None:
        value: str | None = self._take(cells.clean_words(column, self._cell(column), most))
        return value

    def _is_formula(self, column: str) -> bool:
        place = self.places.get(column)
        return bool(self.formulas) and place is not None and (self.entry.row, place + 1) in self.formulas

    def _reject(self, kind: str, column: str, message: str, fix: str) -> None:
        self.found.append(Found("reject", kind, column, message, fix))

    def _name(self) -> None:
        if self._is_formula("姓名"):
            self._reject("formula_name", "姓名", "姓名是公式", "请删去公式，只填写姓名文字")
            return
        self.entry.name = self._take(cells.clean_person_name(self._cell("姓名"))) or ""

    def _identity(self) -> None:
        entry = self.entry
        entry.id_type = self._code("有效证件类别") or IdType.RESIDENT
        cell = self._cell("证件号码")
        if cells.is_lost_number(cell):
            self._reject(
                "id_number_cell",
                "证件号码",
                "证件号码存成了数字，末几位已经丢失",
                "请把这一列设为“文本”格式，对照证件重新填写号码（不能只改格式）",
            )
            return
        if self._is_formula("证件号码"):
            self._reject("formula_id", "证件号码", "证件号码是公式", "请把号码作为文字填写")
            return
        typed = cell if isinstance(cell, str) else ""
        sex = self._code("性别")
        birth = self._take(cells.clean_date("出生日期", self._cell("出生日期")))
        person, errors = rules.identify(
            entry.id_type, typed, sex, birth, today=self.as_of, of_age_on=self.as_of
        )
        self._refuse_identity(errors)
        if person is None:
            return
        entry.id_no, entry.sex, entry.birth_date = person.id_no, person.sex, person.birth_date
        if typed != person.id_no:
            self.found.append(_respelled(typed, person.id_no))

    def _refuse_identity(self, errors: list[FieldError]) -> None:
        """The reasons about identity stand before those about the cells beside it."""
        own = [
            Found("reject", _kind(error), _COLUMN_OF[error.field], error.message, error.fix)
            for error in errors
        ]
        earlier = [item for item in self.found if item.column == "姓名"]
        self.found = earlier + own + [item for item in self.found if item.column != "姓名"]

    def _change(self) -> None:
        entry = self.entry
        kind = self._take(cells.clean_change_type(self._text("会籍变化类型")))
        entry.change_on = self._take(cells.clean_date("会籍变化日期", self._cell("会籍变化日期")))
        entry.reason = self._code("会籍变化原因")
        if kind is None:
            return
        entry.kind = kind
        if entry.change_on is None:
            if not any(item.column == "会籍变化日期" for item in self.found):
                self._reject(
                    "missing_change_date",
                    "会籍变化日期",
                    "没有填写会籍变化日期",
                    "请填写入会或变化的日期，例如 2020-05-01",
                )
        elif entry.change_on > self.as_of:
            self._reject("future_change", "会籍变化日期", "会籍变化日期晚于今天", "请填写实际发生的日期")
        reason_refused = any(i.column == "会籍变化原因" and i.level == "reject" for i in self.found)
        if kind in rules.NEEDS_REASON and entry.reason is None and not reason_refused:
            legal = "、".join(ChangeReason.labels().values())
            self._reject(
                "left_without_reason", "会籍变化原因", f"“{kind.label}”必须填写原因", f"请填写：{legal}"
            )

    def _note_gaps(self) -> None:
        entry = self.entry
        values = (
            entry.ethnicity,
            entry.education,
            entry.work_status,
            entry.mobile,
            entry.hukou_type,
            entry.is_migrant,
        )
        refused = {item.column for item in self.found if item.level == "reject"}
        missing = [
            label
            for label, value in zip(WANTED, values, strict=True)
            if value is None and label not in refused
        ]
        if missing:
            self.found.append(
                Found(
                    "warn",
                    "incomplete",
                    missing[0],
                    f"资料不全：{'、'.join(missing)}",
                    "可以先导入，之后在会员卡片上补齐",
                )
            )
        birth, day = entry.birth_date, entry.change_on
        if birth is None or day is None or day > self.as_of or day.year - birth.year > rules.MINIMUM_AGE:
            return
        if rules.too_young(birth, day):
            message = f"会籍变化时不满{rules.MINIMUM_AGE}周岁"
            self.found.append(
                Found("warn", "young_at_change", "会籍变化日期", message, "请核对入会日期是否写错")
            )


def _kind(error: FieldError) -> str:
    return _MISSING[error.field] if error.code == "missing" else _KIND_OF.get(error.code, error.code)


def _respelled(typed: str, number: str) -> Found:
    if typed.upper() == number:
        return Found("normalise", "lower_x", "证件号码", "末位的小写 x 已改为大写 X")
    if len(number) == 18 and len(half_width(typed).strip()) == 15:
        fix = "请向本人核对现用的18位号码"
        return Found("normalise", "id_old_15", "证件号码", "旧的15位号码已换算为18位", fix)
    if half_width(typed).strip().upper() == number and half_width(typed) != typed:
        return Found("normalise", "id_fullwidth", "证件号码", "全角字符已改为半角")
    return Found("normalise", "id_space", "证件号码", "已去掉号码中的空格或其他多余字符")
