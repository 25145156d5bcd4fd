"""Reads of figures: value, parts, contradiction, and the rows behind."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, null, select
from sqlmodel import Session

from backend.kernel import clock
from backend.kernel.authz import Actor
from backend.kernel.db import as_system
from backend.kernel.errors import invalid
from backend.kernel.indicators import AsOf, Figure, Indicator, TreeOf, compute
from backend.kernel.paging import Paging, Slice, paginate
from backend.organisations import queries as organisations
from backend.organisations.structure.edges import units_held
from backend.reports import registry
from backend.reports.rules import Contradiction, contradiction

FIRST_DAY, LAST_YEAR = date(1990, 1, 1), 2199


@dataclass(frozen=True)
class Published:
    """A figure with its parts and what speaks against it."""

    indicator: Indicator
    figure: Figure
    parts: dict[str, int]
    contradiction: Contradiction | None


@dataclass(frozen=True)
class Asked:
    """When and where a figure is asked for; ``scope`` is the name of that part of the tree."""

    as_of: AsOf
    scope: str
    tree: TreeOf


def asked(
    session: Session,
    actor: Actor,
    on: date | None,
    known_at: datetime | None,
    organisation_id: UUID | None,
    tree: TreeOf = TreeOf.NOW,
) -> Asked:
    """The moment and place of a question; flows count from the first of January.

    Under the tree of that date the question is about the unions the caller held then, below the asked place.
    Raises Invalid (a future date, a moment without zone) and NotFound (not in reach).
    """
    day = on or clock.today()
    if day > clock.today():
        raise invalid("as_of", "future", "统计时点不能晚于今天", "请选择今天或以前的日期")
    if day < FIRST_DAY or (known_at is not None and not FIRST_DAY.year <= known_at.year <= LAST_YEAR):
        raise invalid("as_of", "out_of_range", "统计时点太早或太晚", "请选择 1990 年以后的日期")
    if known_at is not None and known_at.tzinfo is None:
        raise invalid("known_at", "no_zone", "时刻缺少时区", "写作 2020-12-01T00:00:00Z")
    place = organisations.get_organisation(session, actor, organisation_id or actor.org_id)
    as_of = AsOf(day, date(day.year, 1, 1), known_at, place.org_path)
    if tree is TreeOf.THEN:
        as_of = replace(as_of, units=_held_then(session, actor, place.id, day, known_at))
    return Asked(as_of, place.name, tree)


def _held_then(
    session: Session, actor: Actor, place: UUID, day: date, known_at: datetime | None
) -> Select[tuple[UUID]]:
    with as_system(session):
        return units_held(session, actor.district_id, actor.org_id, place, day, known_at)


@contextmanager
def in_tree(session: Session, question: Asked) -> Iterator[None]:
    """Under the tree of a date the rows asked for may stand elsewhere by now: the choice of unions is the limit."""
    if question.tree is TreeOf.NOW:
        yield
        return
    with as_system(session):
        yield


def publish(
    session: Session, actor: Actor, indicator: Indicator, as_of: AsOf, known: dict[str, Figure]
) -> Published:
    """A figure; ``known`` keeps what was already counted in this request."""
    for code in (indicator.code, *indicator.parts):
        if code not in known:
            known[code] = compute(session, registry.get(code), actor, as_of)
    values = {code: known[code].value for code in (indicator.code, *indicator.parts)}
    parts = {code: values[code] for code in indicator.parts}
    return Published(indicator, known[indicator.code], parts, contradiction(indicator, values))


def rows_behind(session: Session, actor: Actor, indicator: Indicator, as_of: AsOf, page: Paging) -> Slice:
    """The rows a figure counts (ratios: the numerator's), by id."""
    inner = indicator.rows(actor, as_of).order_by(None).subquery()
    columns: Any = list(inner.c)
    amount = inner.c[indicator.measure] if indicator.measure else null()
    return paginate(
        session, select(columns[0], columns[1], amount.label("amount")), order=[columns[0]], page=page
    )
