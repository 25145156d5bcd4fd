"""One figure, one definition: a predicate from which both the value and its rows are computed."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, false, func, or_, select, text
from sqlmodel import Session

from backend.kernel.authz import Actor, next_path, within
from backend.kernel.codes import Code
from backend.kernel.db import as_system, is_postgresql

_HASHED = "joins_by_hashing"


class TreeOf(Code):
    """Whose tree a figure goes by: that of today, or that of the date it is asked for."""

    NOW = "now", "按现在的隶属关系"
    THEN = "then", "按当时的隶属关系"


class IndicatorKind(Code):
    """How a figure relates to time."""

    STOCK = "stock", "时点数"
    FLOW = "flow", "期间数"
    RATIO = "ratio", "比率"
    AVERAGE = "average", "平均数"


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


def under(session: Session, tree: TreeOf) -> AbstractContextManager[object]:
    """Under the tree of a date the rows asked for may stand elsewhere by now: the choice of unions is the limit."""
    return as_system(session) if tree is TreeOf.THEN else nullcontext()


#: (actor, as_of) -> the rows behind the figure; the first column is the row's id, the second its name.
RowQuery = Callable[[Actor, AsOf], "Select[tuple[object, ...]]"]


@dataclass(frozen=True, slots=True)
class Cut:
    """What makes a figure one part of a larger one: the larger one's rows with these values in one column."""

    of: RowQuery
    column: str
    values: tuple[object, ...]

    def rows(self, actor: Actor, as_of: AsOf) -> "Select[tuple[object, ...]]":
        """The rows of the part, from the larger figure's own query."""
        statement = self.of(actor, as_of)
        column = statement.selected_columns[self.column]
        known = [value for value in self.values if value is not None]
        absent = column.is_(None) if None in self.values else false()
        return statement.where(or_(column.in_(known), absent))


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
    #: columns of the rows and of the denominator's rows to sum instead of counting rows
    measure: str = ""
    whole_measure: str = ""
    #: the measures are fen (of a ratio: numerator and denominator), written in yuan
    is_money: bool = False
    #: set when ``rows`` are a cut of a larger figure's: many parts are then counted in one reading
    cut: Cut | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with what it was computed from; ratios keep numerator and denominator."""

    value: int
    numerator: int
    denominator: int | None


def compute(session: Session, indicator: Indicator, actor: Actor, as_of: AsOf) -> Figure:
    """The figure: how many rows stand behind it, or the sum of their measure.

    Ratios keep both amounts and are in 1/100 %, averages in 1/100 of their unit; both half up.
    """
    _read_whole_tables(session)
    count = _amount(session, indicator.rows(actor, as_of), indicator.measure)
    if indicator.whole is None:
        return Figure(count, count, None)
    whole = _amount(session, indicator.whole(actor, as_of), indicator.whole_measure)
    scale = 100 if indicator.kind is IndicatorKind.AVERAGE else 10_000
    return Figure(quotient(count, whole, scale), count, whole)


def compute_cuts(
    session: Session, indicators: Iterable[Indicator], actor: Actor, as_of: AsOf
) -> dict[str, Figure]:
    """Every figure that is a cut of a larger one, all parts of one larger figure in one reading."""
    _read_whole_tables(session)
    by_base: dict[RowQuery, list[tuple[str, Cut]]] = {}
    for indicator in indicators:
        if indicator.cut is not None:
            by_base.setdefault(indicator.cut.of, []).append((indicator.code, indicator.cut))
    found: dict[str, Figure] = {}
    for base, cuts in by_base.items():
        names = list(dict.fromkeys(cut.column for _, cut in cuts))
        inner = base(actor, as_of).order_by(None).subquery()
        columns = [inner.c[name] for name in names]
        counted = session.execute(select(*columns, func.count()).group_by(*columns)).all()
        for code, cut in cuts:
            place = names.index(cut.column)
            count = sum(int(row[-1]) for row in counted if row[place] in cut.values)
            found[code] = Figure(count, count, None)
    return found


def quotient(part: int, whole: int, scale: int) -> int:
    """part / whole in 1/scale, half up; 0 when there is no whole."""
    return (2 * part * scale + whole) // (2 * whole) if whole else 0


def _read_whole_tables(session: Session) -> None:
    """Until this transaction ends, PostgreSQL joins by hashing.

    It takes the conditions of row security for nearly always false, expects one row and loops over whole tables:
    seconds instead of milliseconds for a figure, which reads all rows in any case.
    """
    if is_postgresql(session) and not session.info.get(_HASHED):
        session.execute(text("SET LOCAL enable_nestloop = off"))
        session.info[_HASHED] = True


def _amount(session: Session, statement: "Select[tuple[object, ...]]", measure: str) -> int:
    inner = statement.order_by(None).subquery()
    amount = func.coalesce(func.sum(inner.c[measure]), 0) if measure else func.count()
    return int(session.execute(select(amount).select_from(inner)).scalar_one())
