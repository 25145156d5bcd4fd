"""Who has not reported a month: one choice of unions behind the list and its file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlmodel import Session

from backend.kernel.authz import Actor, next_path, within
from backend.kernel.db import as_system
from backend.kernel.indicators import TreeOf, under
from backend.kernel.paging import Paging, Slice, paginate
from backend.organisations import queries as organisations
from backend.organisations.structure.edges import second_level_on
from backend.submissions.completeness.queries import ORG, M, R, due_among, unreported
from backend.submissions.monthly.rules import period_end
from backend.submissions.monthly.trees import held_then

_ORDER: tuple[Any, ...] = (ORG.org_path, ORG.id)


class Place(Protocol):
    """What is read of a street."""

    id: UUID
    org_path: str


@dataclass(frozen=True)
class Wanted:
    """Which month, and which street as the board counts it under that tree."""

    period: str
    street: Place | None
    tree: TreeOf


def list_missing(session: Session, actor: Actor, wanted: Wanted, page: Paging) -> Slice:
    """Who has not reported a month, in the order of the tree."""
    statement = _missing(session, actor, wanted)
    with under(session, wanted.tree):
        return paginate(session, statement, order=list(_ORDER), page=page)


def all_missing(session: Session, actor: Actor, wanted: Wanted) -> Sequence[Any]:
    """The whole list."""
    statement = _missing(session, actor, wanted).order_by(*_ORDER)
    with under(session, wanted.tree):
        return session.execute(statement).all()


def street_names(session: Session, actor: Actor, wanted: Wanted, rows: Iterable[Any]) -> dict[UUID, str]:
    """The name of each union's street under the tree asked for."""
    if wanted.tree is TreeOf.NOW:
        paths = {row.id: organisations.street_of(row.org_path) for row in rows}
        by_path = organisations.names_by_path(session, actor.district_id, paths.values())
        return {union: by_path.get(path, "") for union, path in paths.items()}
    end = period_end(wanted.period)
    with as_system(session):
        street_of = second_level_on(session, actor.district_id, [end])[end]
    streets = {row.id: street_of.get(row.id, row.id) for row in rows}
    names = organisations.union_names(session, actor.district_id, streets.values())
    return {union: names.get(street, "") for union, street in streets.items()}


def _missing(session: Session, actor: Actor, wanted: Wanted) -> Select[Any]:
    reminded = (
        select(func.max(M.reminded_on))
        .where(M.district_id == ORG.district_id, M.organisation_id == ORG.id, M.period == wanted.period)
        .correlate(ORG)
        .scalar_subquery()
    )
    return unreported(
        due_among(
            _scope(session, actor, wanted), wanted.period, ORG.id, ORG.name, ORG.org_path, R.id.label("return_id"),
            R.status, R.extended_to, reminded.label("reminded_on"),
        )
    )  # fmt: skip


def _scope(session: Session, actor: Actor, wanted: Wanted) -> list[Any]:
    street = wanted.street
    if wanted.tree is TreeOf.THEN:
        held = held_then(session, actor, street.id if street else None, wanted.period)
        return [ORG.district_id == actor.district_id, ORG.id.in_(held)]
    if street is None:
        return [within(ORG, actor)]
    return [within(ORG, actor), ORG.org_path >= street.org_path, ORG.org_path < next_path(street.org_path)]
