"""One figure, one definition: a predicate from which both the value and its rows are computed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select
from sqlmodel import Session

from backend.kernel.authz import Actor, next_path, within
from backend.kernel.codes import Code


class IndicatorKind(Code):
    """How a figure relates to time."""

    STOCK = "stock", "时点数"
    FLOW = "flow", "期间数"
    RATIO = "ratio", "比率"


@dataclass(frozen=True, slots=True)
class AsOf:
    """Which moment a figure is asked for.

    ``start``/``on`` are inclusive dates (``start`` counts for flows only);
    ``known_at`` leaves out what was recorded after that moment (UTC).
    """

    on: date
    start: date
    known_at: datetime | None = None
    org_path: str | None = None
    #: ids of the unions asked for when the tree of ``on`` counts instead of the tree of today
    units: "Select[tuple[UUID]] | None" = None


def in_scope(model: Any, actor: Actor, as_of: AsOf, unit: Any) -> list[ColumnElement[bool]]:
    """The rows of a table that a question is about; ``unit`` is its column with the union's id.

    Under the tree of today: the caller's subtree, and below the asked place. Under the tree of that date: the
    unions that stood below the asked place then (``as_of.units``), wherever they stand today.
    """
    if as_of.units is not None:
        return [model.district_id == actor.district_id, unit.in_(as_of.units)]
    found = [within(model, actor)]
    if as_of.org_path is not None:
        found += [model.org_path >= as_of.org_path, model.org_path < next_path(as_of.org_path)]
    return found


#: (actor, as_of) -> the rows behind the figure; the first column is the row's id, the second its name.
RowQuery = Callable[[Actor, AsOf], "Select[tuple[object, ...]]"]


@dataclass(frozen=True, slots=True)
class Indicator:
    """The definition of one published figure."""

    code: str
    name: str
    definition: str
    unit: str
    kind: IndicatorKind
    rows: RowQuery
    #: for ratios: the rows of the denominator (``rows`` are the numerator's)
    whole: RowQuery | None = None
    #: where a row of the drill-down opens in the page, with ``{id}``
    link: str = ""
    #: figures whose rows must add up to this one
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with what it was computed from; ratios keep numerator and denominator."""

    value: int
    numerator: int
    denominator: int | None


def compute(session: Session, indicator: Indicator, actor: Actor, as_of: AsOf) -> Figure:
    """The figure: how many rows stand behind it (ratios: both counts, value in 1/100 %, half up)."""
    count = _count(session, indicator.rows(actor, as_of))
    if indicator.whole is None:
        return Figure(count, count, None)
    whole = _count(session, indicator.whole(actor, as_of))
    value = (count * 20_000 + whole) // (2 * whole) if whole else 0
    return Figure(value, count, whole)


def _count(session: Session, statement: "Select[tuple[object, ...]]") -> int:
    inner = statement.order_by(None).subquery()
    return int(session.execute(select(func.count()).select_from(inner)).scalar_one())
