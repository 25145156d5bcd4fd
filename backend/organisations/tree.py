"""The union tree, now (by org_path) and as of any date (by dated parent edges)."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session

from backend.kernel.authz import Actor, within
from backend.kernel.db import as_system
from backend.organisations.codes import SUBDIVISIONS, OrgForm, OrgLevel, OrgStatus, ReportClass
from backend.organisations.models import Organisation, ParentEdge, UpperUnion
from backend.organisations.queries import ORG, ancestors_of, existed_on, get_organisation, is_open

P: Any = ParentEdge


@dataclass(frozen=True, slots=True)
class Node:
    """One union in the tree, with what lies below it."""

    id: UUID
    parent_id: UUID | None
    name: str
    short_name: str
    level: OrgLevel
    org_form: OrgForm
    report_class: ReportClass | None
    status: OrgStatus
    org_path: str
    has_children: bool
    union_count: int


@dataclass(frozen=True, slots=True)
class Above:
    """A union above the caller's place; shown, never opened."""

    code: str
    name: str
    level: OrgLevel


@dataclass
class PastTree:
    """The tree of the caller's reach as of one date."""

    rows: dict[UUID, Any]
    parents: dict[UUID, UUID]
    below: dict[UUID, list[UUID]] = field(init=False)

    def __post_init__(self) -> None:
        self.below = defaultdict(list)
        for child in self.rows:
            if child in self.parents:
                self.below[self.parents[child]].append(child)

    def children(self, parent_id: UUID) -> list[UUID]:
        """Direct children, in the order of their paths."""
        return list(self.below.get(parent_id, ()))

    def descendants(self, parent_id: UUID) -> list[UUID]:
        """Everything below a union."""
        found = self.children(parent_id)
        for child in found:
            found += self.children(child)
        return found

    def node(self, organisation_id: UUID) -> Node:
        """One union with its counts."""
        row = self.rows[organisation_id]
        below = self.descendants(organisation_id)
        unions = sum(1 for item in (organisation_id, *below) if _counts(self.rows[item]))
        return _node(row, self.parents.get(organisation_id), bool(below), unions)


def children_now(session: Session, actor: Actor, parent_id: UUID) -> list[Node]:
    """The direct children of a union in reach, each with the number of grassroots unions in it."""
    parent = get_organisation(session, actor, parent_id)
    return _nodes(session, actor, ORG.parent_id == parent.id)


def top_now(session: Session, actor: Actor) -> list[Node]:
    """The caller's own union as the root of what they see."""
    return _nodes(session, actor, ORG.org_path == actor.org_path)


def children_on(session: Session, actor: Actor, parent_id: UUID, day: date) -> list[Node]:
    """The direct children of a union as of a date."""
    parent = get_organisation(session, actor, parent_id)
    past = tree_on(session, actor, day)
    return [past.node(child) for child in past.children(parent.id)]


def top_on(session: Session, actor: Actor, day: date) -> list[Node]:
    """The caller's own union as of a date, if it existed."""
    past = tree_on(session, actor, day)
    return [past.node(row.id) for row in past.rows.values() if row.org_path == actor.org_path]


def tree_on(session: Session, actor: Actor, day: date) -> PastTree:
    """Unions in reach that existed on a date with whose child they were; two statements."""
    rows = session.execute(
        select(*_COLUMNS).where(within(Organisation, actor), existed_on(day)).order_by(ORG.org_path)
    ).all()
    edges = session.execute(
        select(P.child_id, P.parent_id).where(
            within(ParentEdge, actor), P.valid_from <= day, or_(P.valid_to.is_(None), P.valid_to > day)
        )
    )
    return PastTree({row.id: row for row in rows}, {edge.child_id: edge.parent_id for edge in edges})


def above(session: Session, actor: Actor) -> list[Above]:
    """The unions above the caller's place: nation, province, city, and in the district what lies over it."""
    chain = parent_chain(session, actor, actor.org_path)
    return upper_unions(session, actor) + [Above(row.org_path, row.name, row.level) for row in chain]


def upper_unions(session: Session, actor: Actor) -> list[Above]:
    """The unions above the caller's district, from the nation down."""
    upper: Any = UpperUnion
    rows = session.execute(select(upper.code, upper.name, upper.level).order_by(upper.level, upper.code))
    return [
        Above(row.code, row.name, row.level)
        for row in rows
        if actor.district_id.startswith(row.code.rstrip("0"))
    ]


def parent_chain(session: Session, actor: Actor, path: str) -> list[Any]:
    """(id, name, level, org_path) of the unions above a path in its district, from the top down."""
    with as_system(session):
        return list(
            session.execute(
                select(ORG.id, ORG.name, ORG.level, ORG.org_path)
                .where(ORG.district_id == actor.district_id, ORG.org_path.in_(ancestors_of(path)))
                .order_by(ORG.org_path)
            )
        )


_COLUMNS = (
    ORG.id,
    ORG.parent_id,
    ORG.name,
    ORG.short_name,
    ORG.level,
    ORG.org_form,
    ORG.report_class,
    ORG.status,
    ORG.org_path,
)


def _nodes(session: Session, actor: Actor, which: Any) -> list[Node]:
    below: Any = aliased(Organisation)
    counted = and_(
        below.level == OrgLevel.BASE,
        below.org_form.not_in(SUBDIVISIONS),
        below.status != OrgStatus.PREPARING,
    )
    rows = session.execute(
        select(
            *_COLUMNS,
            func.count(below.id).label("all_below"),
            func.coalesce(func.sum(case((counted, 1), else_=0)), 0).label("unions"),
        )
        .join(
            below,
            and_(
                below.district_id == ORG.district_id,
                below.org_path >= ORG.org_path,
                below.org_path < func.substr(ORG.org_path, 1, func.length(ORG.org_path) - 1).concat("/"),
                below.status != OrgStatus.DISSOLVED,
            ),
        )
        .where(within(Organisation, actor), which, is_open())
        .group_by(*_COLUMNS)
        .order_by(ORG.org_path)
    )
    return [_node(row, row.parent_id, row.all_below > 1, int(row.unions)) for row in rows]


def _node(row: Any, parent_id: UUID | None, has_children: bool, unions: int) -> Node:
    return Node(
        row.id,
        parent_id,
        row.name,
        row.short_name,
        row.level,
        row.org_form,
        row.report_class,
        row.status,
        row.org_path,
        has_children,
        unions,
    )


def _counts(row: Any) -> bool:
    is_base = row.level == OrgLevel.BASE and row.org_form not in SUBDIVISIONS
    return is_base and row.status is not OrgStatus.PREPARING
