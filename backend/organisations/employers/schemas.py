"""What the API answers about employers: sizes by year, and since when a union covers them."""

from datetime import date
from uuid import UUID

from pydantic import Field

from backend.kernel.paging import Page
from backend.kernel.wire import WireOut
from backend.organisations.employers.codes import SizeVerdict


class SizeRow(WireOut):
    """What one year's list says about one employer."""

    id: UUID
    year: int
    employer_uscc: str
    name: str
    is_above_scale: bool
    headcount: int | None
    is_large: bool | None = Field(description="百人以上；没有人数时为空")
    source: str


class SizePage(Page[SizeRow]):
    """A page of the yearly lists."""


class CoveredEmployer(WireOut):
    """An employer a union covers or covered, with its size of each year."""

    id: UUID
    name: str
    employer_uscc: str | None
    valid_from: date
    valid_to: date | None = Field(description="终止日期（不含）；仍在覆盖的为空")
    sizes: list[SizeRow]


class CoveredEmployers(WireOut):
    """All employers of one union, those covered now first."""

    items: list[CoveredEmployer]
    declared_employees: int | None = Field(description="独立基层工会最近申报的职工数")
    is_large: bool | None = Field(description="百人以上：先看当年统计名单，没有的看申报人数")
    large_from: int = Field(description="百人以上单位的起点人数")


class SizeLineOut(WireOut):
    """What was found about one line of a list."""

    line: int
    name: str
    employer_uscc: str
    verdict: SizeVerdict
    problems: list[str]


class SizePreview(WireOut):
    """A list before it is taken over: 读到 = 新增 + 更正 + 无变化 + 有误."""

    total: int
    new: int
    changed: int
    same: int
    wrong: int
    rows: list[SizeLineOut] = Field(description="有误的行在前，最多二百行")


class SizesTaken(WireOut):
    """What taking a list over has done."""

    total: int
    new: int
    changed: int
    same: int


class SizeTextLine(WireOut):
    """One line of an uploaded list, as text."""

    employer_uscc: str
    name: str
    headcount: str
    above_scale: str


class SizeTextLines(WireOut):
    """An uploaded list, to be looked through before it is taken over."""

    lines: list[SizeTextLine]
