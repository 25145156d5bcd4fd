"""The columns of a member roll: the provincial template of twenty, their other spellings, finding the header (pure)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from backend.kernel.text import half_width

#: The provincial template in its order, and the two columns that rolls of several unions need.
TEMPLATE = (
    "姓名", "性别", "出生日期", "民族", "就业情况", "有效证件类别", "证件号码", "学历", "技能等级", "移动电话",
    "户籍类型", "户籍所在地", "会籍变化类型", "会籍变化日期", "会籍变化原因", "政治面貌", "工作单位", "籍贯",
    "是否农民工", "导入结果",
)  # fmt: skip
UNION = "所属工会"
RESULT = "导入结果"
REQUIRED = ("姓名", "证件号码")
_LOOK_INTO_ROWS = 30
_LEAST_KNOWN = 4

ALIASES: dict[str, tuple[str, ...]] = {
    "姓名": ("会员姓名", "职工姓名", "名字"),
    "出生日期": ("出生年月日", "出生年月", "生日"),
    "民族": ("族别",),
    "就业情况": ("就业状况", "就业状态", "在岗情况"),
    "有效证件类别": ("证件类别", "证件类型", "有效证件类型", "有效证件"),
    "证件号码": (
        "身份证号",
        "身份证号码",
        "身份证",
        "证件号",
        "公民身份号码",
        "居民身份证号码",
        "有效证件号码",
    ),
    "学历": ("文化程度", "最高学历", "学历层次"),
    "技能等级": ("技术等级", "职业技能等级", "职业资格"),
    "移动电话": ("手机", "手机号", "手机号码", "电话", "联系电话", "联系方式", "移动电话号码"),
    "户籍类型": ("户口类型", "户口性质", "户籍性质"),
    "户籍所在地": ("户口所在地", "户籍地", "户籍地址", "户口地址"),
    "会籍变化类型": ("会籍变化", "变化类型", "会籍类型"),
    "会籍变化日期": ("变化日期", "入会日期", "入会时间", "会籍变化时间"),
    "会籍变化原因": ("变化原因",),
    "政治面貌": ("党派", "政治身份"),
    "工作单位": ("单位", "单位名称", "所在单位", "用人单位", "企业名称"),
    "籍贯": (),
    "是否农民工": ("农民工", "是否为农民工", "农民工标志"),
    "性别": (),
    RESULT: ("结果",),
    UNION: ("工会名称", "所在工会", "基层工会", "所属基层工会", "工会组织"),
}
_KNOWN = {spelling: label for label, others in ALIASES.items() for spelling in (label, *others)}
_DECORATION = re.compile(r"[\s*＊:：]|\([^)]*\)|（[^）]*）|【[^】]*】")


@dataclass(frozen=True)
class Header:
    """Where the table begins: its row counted from 1, each known column's place from 0, and what was not known."""

    row: int
    places: dict[str, int]
    unknown: tuple[str, ...]

    @cached_property
    def labels(self) -> list[str | None]:
        """The template's name of each column from the left, None for one that was not known."""
        found: list[str | None] = [None] * (max(self.places.values()) + 1)
        for label, place in self.places.items():
            found[place] = label
        return found


def known_label(cell: Any) -> str | None:
    """The template's name for a heading as typed (blanks, stars and remarks in brackets aside)."""
    if not isinstance(cell, str):
        return None
    return _KNOWN.get(_DECORATION.sub("", half_width(cell)))


def find_header(rows: Sequence[Sequence[Any]]) -> Header | None:
    """The row under the titles that names most known columns, name and ID number among them; None without one."""
    best: Header | None = None
    for number, row in enumerate(rows[:_LOOK_INTO_ROWS], start=1):
        found = _header_of(number, row)
        enough = all(label in found.places for label in REQUIRED) and len(found.places) >= _LEAST_KNOWN
        if enough and (best is None or len(found.places) > len(best.places)):
            best = found
    return best


def _header_of(number: int, row: Sequence[Any]) -> Header:
    places: dict[str, int] = {}
    unknown: list[str] = []
    for index, cell in enumerate(row):
        label = known_label(cell)
        if label is not None and label not in places:
            places[label] = index
        elif isinstance(cell, str) and cell.strip():
            unknown.append(cell.strip()[:30])
    return Header(number, places, tuple(unknown))


_FOOTER = re.compile(r"^(合计|总计|共计|小计|填表|制表|审核|负责人|说明|备注|注|单位盖章|盖章|以上|共\d+人)")


def is_blank(row: Sequence[Any]) -> bool:
    """Whether nothing is written on a row."""
    return all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in row)


def is_footer(row: Sequence[Any]) -> bool:
    """Whether a row below the table holds totals, signatures or remarks instead of a person."""
    filled = [cell for cell in row if cell is not None and (not isinstance(cell, str) or cell.strip())]
    if not filled or not isinstance(filled[0], str) or len(filled) > 4:
        return False
    return _FOOTER.match(re.sub(r"\s", "", filled[0])) is not None
