"""Members of a place laid out by street, class, sex, group or origin; the lines add up to the place's total."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import Session

from backend.kernel import clock
from backend.kernel.authz import Actor
from backend.kernel.codes import Code
from backend.kernel.errors import invalid
from backend.kernel.indicators import AsOf, RowQuery
from backend.members.codes import GroupEight, SexCode
from backend.members.figures import rows
from backend.organisations import queries as organisations
from backend.organisations.codes import ReportClass
from backend.organisations.queries import ORG


class BreakdownBy(Code):
    """What members are laid out by."""

    STREET = "street", "下级工会"
    CLASS = "class", "统计口径"
    SEX = "sex", "性别"
    GROUP = "group", "八大群体"
    MIGRANT = "migrant", "是否农民工"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: members and retained memberships at the end of the day, joins since the beginning of the year."""

    key: str
    label: str
    organisation_id: UUID | None
    members: int
    retained: int
    joined: int


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The lines of a place with their sum."""

    as_of: date
    scope: str
    lines: list[Line]
    total: Line


_MEASURES: tuple[RowQuery, ...] = (rows.members, rows.retained, rows.joined)
_COLUMN = {BreakdownBy.CLASS: "report_class", BreakdownBy.SEX: "sex", BreakdownBy.GROUP: "group_eight", BreakdownBy.MIGRANT: "is_migrant"}  # fmt: skip
_LABELS: dict[BreakdownBy, dict[Any, str]] = {
    BreakdownBy.CLASS: {**{code: code.label for code in ReportClass}, None: "未归口径的工会"},
    BreakdownBy.SEX: {code: code.label for code in SexCode},
    BreakdownBy.GROUP: {**{code: code.label for code in GroupEight}, None: "不属于八大群体"},
    BreakdownBy.MIGRANT: {True: "农民工", False: "不是农民工"},
}


def break_down(
    session: Session,
    actor: Actor,
    by: BreakdownBy,
    on: date | None,
    known_at: datetime | None,
    organisation_id: UUID | None,
) -> Breakdown:
    """Members of a place in the caller's reach, laid out.

    Raises NotFound (the place), Invalid (a future date, a moment without zone).
    """
    day = on or clock.today()
    if day > clock.today():
        raise invalid("as_of", "future", "统计时点不能晚于今天", "请选择今天或以前的日期")
    if known_at is not None and known_at.tzinfo is None:
        raise invalid("known_at", "no_zone", "时刻缺少时区", "写作 2020-12-01T00:00:00Z")
    place = organisations.get_organisation(session, actor, organisation_id or actor.org_id)
    as_of = AsOf(day, date(day.year, 1, 1), known_at, place.org_path)
    lines = _lines(session, actor, as_of, place, by)
    total = Line(
        "total", place.name, place.id, *(_sum(lines, name) for name in ("members", "retained", "joined"))
    )
    return Breakdown(day, place.name, lines, total)


def _lines(session: Session, actor: Actor, as_of: AsOf, place: Any, by: BreakdownBy) -> list[Line]:
    if by is BreakdownBy.STREET:
        return _by_child(session, actor, as_of, place)
    return _by_value(session, actor, as_of, by)


def _sum(lines: list[Line], name: str) -> int:
    return sum(getattr(line, name) for line in lines)


def _by_value(session: Session, actor: Actor, as_of: AsOf, by: BreakdownBy) -> list[Line]:
    counted = [_counts(session, query, actor, as_of, _COLUMN[by]) for query in _MEASURES]
    return [
        Line(str(getattr(value, "value", value)), label, None, *(counts[value] for counts in counted))
        for value, label in _LABELS[by].items()
    ]


def _by_child(session: Session, actor: Actor, as_of: AsOf, place: Any) -> list[Line]:
    counted = [_counts(session, query, actor, as_of, "organisation_id") for query in _MEASURES]
    ids = {key for counts in counted for key in counts}
    paths = _paths(session, actor.district_id, ids)
    children = _children(session, actor.district_id, place)
    sums: dict[str, list[int]] = {path: [0, 0, 0] for path in [place.org_path, *children]}
    for number, counts in enumerate(counted):
        for union_id, count in counts.items():
            sums[_child_path(place.org_path, paths[union_id], sums)][number] += count
    return [
        Line(
            str(child.id),
            child.name if path != place.org_path else f"{place.name}本级",
            child.id,
            *sums[path],
        )
        for path, child in {**children, place.org_path: place}.items()
        if path != place.org_path or any(sums[path])
    ]


def _child_path(top: str, path: str, known: dict[str, list[int]]) -> str:
    if path == top:
        return top
    child = top + path[len(top) :].split(".")[0] + "."
    return child if child in known else top


def _children(session: Session, district_id: str, place: Any) -> dict[str, Any]:
    statement = (
        select(ORG.id, ORG.name, ORG.org_path)
        .where(ORG.district_id == district_id, ORG.parent_id == place.id)
        .order_by(ORG.org_path)
    )
    return {row.org_path: row for row in session.execute(statement)}


def _paths(session: Session, district_id: str, ids: set[UUID]) -> dict[UUID, str]:
    statement = select(ORG.id, ORG.org_path).where(ORG.district_id == district_id, ORG.id.in_(ids))
    return {row.id: row.org_path for row in session.execute(statement)}


def _counts(
    session: Session, query: Callable[[Actor, AsOf], Any], actor: Actor, as_of: AsOf, column: str
) -> Counter[Any]:
    inner = query(actor, as_of).order_by(None).subquery()
    value = inner.c[column]
    return Counter(
        {row[0]: int(row[1]) for row in session.execute(select(value, func.count()).group_by(value))}
    )
