"""One cell of a roll to one value: what is safe to clean is cleaned and said, the rest is refused (pure)."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any

from backend.kernel.codes import Code
from backend.kernel.dates import parse_date
from backend.kernel.identifiers import canonical_mobile, check_mobile
from backend.kernel.text import clean_name, half_width, tidy
from backend.members.codes import NATIONAL_KINDS, MembershipEventKind
from backend.members.rolls.spellings import CODE_COLUMNS, SPELLINGS

SHOWN_VALUES = 13


@dataclass(frozen=True, slots=True)
class Found:
    """One thing said about a cell. ``level`` is reject, normalise or warn; never holds the value itself."""

    level: str
    kind: str
    column: str
    message: str
    fix: str = ""


#: (cleaned value or None, what was found or None)
Cleaned = tuple[Any, Found | None]

_YES_NO: dict[str, bool] = {"是": True, "否": False}
_YES_NO_SPELLINGS = {
    "1": True,
    "0": False,
    "Y": True,
    "N": False,
    "√": True,
    "×": False,
    "有": True,
    "无": False,
}
_KIND_LABELS = {kind.label: kind for kind in NATIONAL_KINDS.values()}
_PLAIN_NAME = re.compile(r"[\u4e00-\u9fa5]{2,4}")
_PLAIN_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_PLAIN_MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)
_SCIENTIFIC = re.compile(r"\d(\.\d+)?[Ee]\+?\d{1,2}", re.ASCII)


def text_of(cell: Any) -> str:
    """A cell as one line of text; whole numbers without a decimal point."""
    if isinstance(cell, str):
        return tidy(cell)
    if cell is None or isinstance(cell, bool):
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.isoformat() if isinstance(cell, date | datetime | time) else str(cell)


def clean_code(column: str, cell: Any) -> Cleaned:
    """The legal value of a code column by label, code or a spelling that means exactly one; blank is None."""
    if cell is None:
        return None, None
    return _code_cell(column, cell if isinstance(cell, str) else text_of(cell))


@lru_cache(maxsize=4096)
def _code_cell(column: str, text: str) -> Cleaned:
    codes = CODE_COLUMNS[column]
    exact = next((code for code in codes if code.label == text), None)
    if exact is not None:
        return exact, None
    folded = half_width(tidy(text)).replace(" ", "")
    if not folded:
        return None, None
    by_code = _by_value(codes, folded)
    if by_code is not None:
        return by_code, _said("code_for_label", column, f"代码已换成名称“{by_code.label}”")
    meant = _by_spelling(column, codes, folded)
    if meant is not None:
        kind = "edu_alias" if column == "学历" else "label_alias"
        return meant, _said(kind, column, f"已换成规范名称“{meant.label}”")
    return None, _unknown(column, [code.label for code in codes])


def _by_value(codes: type[Code], text: str) -> Code | None:
    wanted = {text, text.zfill(2)} if text.isdigit() else {text}
    return next((code for code in codes if code.value in wanted), None)


def _by_spelling(column: str, codes: type[Code], text: str) -> Code | None:
    known = SPELLINGS.get(column, {}).get(text)
    if known is not None:
        return known
    widths = (code for code in codes if half_width(code.label) == text)
    people = (code for code in codes if column == "民族" and code.label == f"{text}族")
    return next(widths, None) or next(people, None)


@lru_cache(maxsize=256)
def clean_change_type(text: str) -> Cleaned:
    """会籍变化类型 by label or national code; blank is a join."""
    exact = _KIND_LABELS.get(text)
    if exact is not None:
        return exact, None
    folded = half_width(tidy(text)).replace(" ", "")
    if not folded:
        return MembershipEventKind.JOIN, None
    known = _KIND_LABELS.get(folded)
    by_code = NATIONAL_KINDS.get(folded)
    if by_code is not None:
        return by_code, _said("code_for_label", "会籍变化类型", f"代码已换成名称“{by_code.label}”")
    if known is not None:
        return known, _said("label_alias", "会籍变化类型", "已去掉多余的空格")
    return None, _unknown("会籍变化类型", list(_KIND_LABELS))


@lru_cache(maxsize=256)
def clean_yes_no(column: str, text: str) -> Cleaned:
    """是 or 否; blank is None."""
    if text in _YES_NO:
        return _YES_NO[text], None
    folded = half_width(tidy(text)).replace(" ", "").upper()
    if not folded:
        return None, None
    known = _YES_NO.get(folded, _YES_NO_SPELLINGS.get(folded))
    if known is None:
        return None, _unknown(column, ["是", "否"])
    return known, _said("label_alias", column, "已换成“是”或“否”")


@lru_cache(maxsize=65536)
def clean_date(column: str, cell: Any) -> Cleaned:
    """A date in any usual spelling; blank is None."""
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return None, None
    if isinstance(cell, time):
        return None, Found(
            "reject", "bad_date", column, f"{column}是时刻，不是日期", "请写成 2020-05-01 这样的格式"
        )
    checked = parse_date(cell)
    if checked.value is None:
        problem = checked.errors[0]
        return None, Found("reject", "bad_date", column, f"{column}：{problem.message}", problem.fix)
    if isinstance(cell, str) and _PLAIN_DATE.fullmatch(cell):
        return checked.value, None
    return checked.value, _said(_date_kind(cell), column, "日期已写成 2020-05-01 的样式")


def _date_kind(cell: Any) -> str:
    if not isinstance(cell, str):
        return "date_serial"
    text = half_width(cell).strip()
    if "年" in text:
        return "date_cn"
    if "." in text or "。" in text:
        return "date_dot"
    if "/" in text:
        return "date_slash"
    if text.isdigit():
        return "date_compact" if len(text) == 8 else "date_serial"
    return "date_tidy"


def clean_person_name(cell: Any) -> Cleaned:
    """A name as on the identity paper."""
    if isinstance(cell, str) and _PLAIN_NAME.fullmatch(cell):
        return cell, None
    checked = clean_name(cell if isinstance(cell, str) else text_of(cell))
    if checked.value is None:
        problem = checked.errors[0]
        kind = {"missing": "missing_name", "formula": "formula_name"}.get(problem.code, "bad_name")
        return None, Found("reject", kind, "姓名", problem.message, problem.fix)
    if checked.value == cell:
        return checked.value, None
    if isinstance(cell, str) and "".join(cell.split()) == "".join(checked.value.split()):
        return checked.value, _said("name_space", "姓名", "已去掉姓名中的空格")
    return checked.value, _said("name_tidy", "姓名", "已规范姓名中的间隔号或字符")


def clean_mobile(cell: Any) -> Cleaned:
    """An 11-digit mobile number; blank is None."""
    if isinstance(cell, str) and _PLAIN_MOBILE.fullmatch(cell):
        return cell, None
    text = text_of(cell)
    if not text:
        return None, None
    checked = check_mobile(text)
    if checked.value is None:
        problem = checked.errors[0]
        return None, Found("reject", "bad_phone", "移动电话", problem.message, problem.fix)
    if checked.value == cell:
        warned = checked.warnings[0]
        return checked.value, Found("warn", warned.code, "移动电话", warned.message, warned.fix)
    kind = "phone_space" if isinstance(cell, str) else "phone_number_cell"
    return canonical_mobile(text), _said(kind, "移动电话", "已去掉电话中的空格或横线")


def clean_words(column: str, cell: Any, most: int) -> Cleaned:
    """Free words; blank is None."""
    if cell is None:
        return None, None
    return _words_cell(column, cell if isinstance(cell, str) else text_of(cell), most)


@lru_cache(maxsize=8192)
def _words_cell(column: str, cell: str, most: int) -> Cleaned:
    text = tidy(cell)
    if text.startswith(("=", "@", "＝")):
        return None, Found(
            "reject", "formula_text", column, f"{column}以公式符号开头", "请删去公式，只填写文字"
        )
    if len(text) > most:
        return None, Found(
            "reject", "too_long", column, f"{column}超过{most}个字", "请核对是否把其他内容填到了这一栏"
        )
    return text or None, None


def is_lost_number(cell: Any) -> bool:
    """Whether an ID number was stored as a number, so that its last digits are gone."""
    if isinstance(cell, str):
        return _SCIENTIFIC.fullmatch(cell.strip()) is not None
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def _said(kind: str, column: str, message: str) -> Found:
    return Found("normalise", kind, column, message)


def _unknown(column: str, legal: list[str]) -> Found:
    shown = "、".join(legal[:SHOWN_VALUES]) + (f"等{len(legal)}项" if len(legal) > SHOWN_VALUES else "")
    return Found("reject", "unknown_code", column, f"{column}填写错误", f"请填写：{shown}")
