"""Reading a line of the statistics bureau's yearly list (pure)."""

from collections.abc import Mapping
from dataclasses import dataclass

from backend.kernel.uscc import check_uscc

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "employer_uscc": ("统一社会信用代码", "信用代码", "单位信用代码", "社会信用代码"),
    "name": ("单位名称", "企业名称", "单位详细名称", "名称"),
    "headcount": ("从业人数", "从业人员期末人数", "期末从业人数", "职工人数", "人数"),
    "above_scale": ("规模以上", "是否规模以上", "规上"),
}
REQUIRED = ("employer_uscc", "name")
_YES, _NO = frozenset({"是", "1", "规上", "规模以上"}), frozenset({"否", "0", "规下", "规模以下"})


@dataclass(frozen=True, slots=True)
class SizeLine:
    """What a line says about one employer."""

    employer_uscc: str
    name: str
    headcount: int | None
    is_above_scale: bool


def read_line(line: Mapping[str, str], *, above_by_default: bool) -> tuple[SizeLine | None, list[str]]:
    """A line as values, or None with every reason why it cannot be read."""
    problems: list[str] = []
    name = line["name"].strip()
    if not 2 <= len(name) <= 120:
        problems.append("没有单位名称")
    code = check_uscc(line["employer_uscc"])
    problems += [error.message for error in code.errors]
    headcount = _count(line["headcount"])
    if line["headcount"] and headcount is None:
        problems.append("从业人数应为整数")
    above = _flag(line["above_scale"], above_by_default)
    if above is None:
        problems.append("规模以上一栏应写“是”或“否”")
    if problems or code.value is None or above is None:
        return None, problems
    return SizeLine(code.value.code, name, headcount, above), []


def _count(text: str) -> int | None:
    plain = text.replace(",", "").replace("，", "").removesuffix("人").strip()
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) <= 7 else None


def _flag(text: str, by_default: bool) -> bool | None:
    word = text.strip()
    if not word:
        return by_default
    return True if word in _YES else False if word in _NO else None
