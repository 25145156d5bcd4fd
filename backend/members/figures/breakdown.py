"""Members of a place laid out by street, class, sex, group or origin; each number is the rows behind it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlmodel import Session

from backend.kernel import clock
from backend.kernel.authz import Actor
from backend.kernel.codes import Code
from backend.kernel.db import as_system
from backend.kernel.errors import invalid
from backend.kernel.indicators import AsOf, RowQuery, TreeOf, under
from backend.kernel.paging import Paging, Slice, paginate
from backend.members.codes import GroupEight, SexCode
from backend.members.figures import rows
from backend.members.figures.branches import Branches, branches_of
from backend.organisations import queries as organisations
from backend.organisations.codes import ReportClass
from backend.organisations.structure.edges import units_held


class BreakdownBy(Code):
    """What members are laid out by."""

    STREET = "street", "下级工会"
    CLASS = "class", "统计口径"
    SEX = "sex", "性别"
    GROUP = "group", "八大群体"
    MIGRANT = "migrant", "是否农民工"


class BreakdownMeasure(Code):
    """What is counted of each line."""

    MEMBERS = "members", "会员"
    RETAINED = "retained", "保留会籍"
    JOINED = "joined", "本年入会"


@dataclass(frozen=True, slots=True)
class Asked:
    """Of which place and moment members are laid out, by what, under whose tree."""

    by: BreakdownBy
    as_of: AsOf
    place: Any
    tree: TreeOf


@dataclass(frozen=True, slots=True)
class Line:
    """One line: members and retained memberships at the end of the day, joins since the beginning of the year."""

    key: str
    label: str
    organisation_id: UUID | None
    members: int
    retained: int
    joined: int


_MEASURES: Mapping[BreakdownMeasure, RowQuery] = {
    BreakdownMeasure.MEMBERS: rows.members,
    BreakdownMeasure.RETAINED: rows.retained,
    BreakdownMeasure.JOINED: rows.joined,
}
_COLUMN = {BreakdownBy.CLASS: "report_class", BreakdownBy.SEX: "sex", BreakdownBy.GROUP: "group_eight", BreakdownBy.MIGRANT: "is_migrant"}  # fmt: skip
_LABELS: dict[BreakdownBy, dict[Any, str]] = {
    BreakdownBy.CLASS: {**{code: code.label for code in ReportClass}, None: "未归口径的工会"},
    BreakdownBy.SEX: {code: code.label for code in SexCode},
    BreakdownBy.GROUP: {**{code: code.label for code in GroupEight}, None: "不属于八大群体"},
    BreakdownBy.MIGRANT: {True: "农民工", False: "不是农民工"},
}


def asked(
    session: Session,
    actor: Actor,
    by: BreakdownBy,
    on: date | None,
    known_at: datetime | None,
    organisation_id: UUID | None,
    tree: TreeOf,
) -> Asked:
    """The question, about a place in the caller's reach.

    Raises NotFound (the place), Invalid (a future date, a moment without zone).
    """
    day = on or clock.today()
    if day > clock.today():
        raise invalid("as_of", "future", "统计时点不能晚于今天", "请选择今天或以前的日期")
    if known_at is not None and known_at.tzinfo is None:
        raise invalid("known_at", "no_zone", "时刻缺少时区", "写作 2020-12-01T00:00:00Z")
    place = organisations.get_organisation(session, actor, organisation_id or actor.org_id)
    as_of = AsOf(day, date(day.year, 1, 1), known_at, place.org_path)
    if tree is TreeOf.THEN:
        with as_system(session):
            units = units_held(session, actor.district_id, actor.org_id, place.id, day, known_at)
        as_of = replace(as_of, units=units)
    return Asked(by, as_of, place, tree)


def lines_of(session: Session, actor: Actor, question: Asked) -> list[Line]:
    """The lines in the order of the page, the place's own unions last and only if they hold somebody."""
    if question.by is not BreakdownBy.STREET:
        return _by_value(session, actor, question)
    found = branches_of(session, actor, question.as_of, question.place, question.tree)
    sums = {branch: [0] * len(_MEASURES) for branch in found.labels}
    for number, query in enumerate(_MEASURES.values()):
        for union, count in _counts(session, actor, question, query, "organisation_id").items():
            sums[found.of[union]][number] += count
    return [
        Line(str(branch), label, branch, *sums[branch])
        for branch, label in found.labels.items()
        if branch != question.place.id or any(sums[branch])
    ]


def total_of(question: Asked, lines: list[Line]) -> Line:
    """The sum of the lines."""
    sums = (sum(getattr(line, measure.value) for line in lines) for measure in _MEASURES)
    return Line("total", question.place.name, question.place.id, *sums)


def rows_of(
    session: Session,
    actor: Actor,
    question: Asked,
    measure: BreakdownMeasure,
    key: str | None,
    page: Paging,
) -> Slice:
    """The persons behind one number, or behind the sum when no line is named.

    Raises Invalid for a line there is not.
    """
    inner = _MEASURES[measure](actor, question.as_of).order_by(None).subquery()
    is_flow = measure is BreakdownMeasure.JOINED
    on, order = (inner.c.effective_on, inner.c.line_id) if is_flow else (inner.c.joined_on, inner.c.id)
    statement = select(inner.c.id, inner.c.name, inner.c.organisation_id, on.label("on"))
    if key is not None:
        statement = statement.where(_on_line(session, actor, question, key, inner))
    with under(session, question.tree):
        return paginate(session, statement, order=[order], page=page)


def _on_line(session: Session, actor: Actor, question: Asked, key: str, inner: Any) -> ColumnElement[bool]:
    condition: ColumnElement[bool]
    if question.by is BreakdownBy.STREET:
        found = branches_of(session, actor, question.as_of, question.place, question.tree)
        condition = inner.c.organisation_id.in_(found.units(_branch(found, key)))
        return condition
    column = inner.c[_COLUMN[question.by]]
    for value in _LABELS[question.by]:
        if _key(value) == key:
            condition = column.is_(None) if value is None else column == value
            return condition
    raise _no_such_line()


def _branch(found: Branches, key: str) -> UUID:
    for branch in found.labels:
        if str(branch) == key:
            return branch
    raise _no_such_line()


def _no_such_line() -> Exception:
    return invalid("key", "no_such_line", "没有这一行", "请从分布表中点开")


def _by_value(session: Session, actor: Actor, question: Asked) -> list[Line]:
    column = _COLUMN[question.by]
    counted = [_counts(session, actor, question, query, column) for query in _MEASURES.values()]
    return [
        Line(_key(value), label, None, *(counts[value] for counts in counted))
        for value, label in _LABELS[question.by].items()
    ]


def _key(value: Any) -> str:
    return str(getattr(value, "value", value))


def _counts(session: Session, actor: Actor, question: Asked, query: RowQuery, column: str) -> Counter[Any]:
    inner = query(actor, question.as_of).order_by(None).subquery()
    value = inner.c[column]
    with under(session, question.tree):
        counted = session.execute(select(value, func.count()).group_by(value))
        return Counter({row[0]: int(row[1]) for row in counted})
