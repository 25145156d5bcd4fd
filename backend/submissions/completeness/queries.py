"""Completeness from content: every union that existed in a month, joined to its return of that month."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlmodel import Session

from backend.kernel import clock
from backend.kernel.authz import Actor, within
from backend.kernel.db import as_system
from backend.kernel.paging import Paging, Slice, paginate
from backend.organisations import queries as organisations
from backend.organisations.structure.edges import second_level_on, units_below
from backend.submissions.codes import ReportState, ReturnStatus
from backend.submissions.models import MonthlyReturn, ReturnReminder
from backend.submissions.monthly import rules
from backend.submissions.returns import MONTHLY

R: Any = MonthlyReturn
M: Any = ReturnReminder
ORG: Any = organisations.ORG


@dataclass(frozen=True)
class Completeness:
    """Counts of one street (or all) in one month."""

    counts: dict[ReportState, int]
    late: int

    @property
    def expected(self) -> int:
        """Unions that existed at the end of the month."""
        return sum(self.counts.values())

    @property
    def reported(self) -> int:
        """Submitted, accepted or locked."""
        return sum(self.counts.get(ReportState(state.value), 0) for state in rules.REPORTED_STATES)

    @property
    def rate(self) -> int:
        """Reported of expected in 1/100 %, half up."""
        return (self.reported * 20_000 + self.expected) // (2 * self.expected) if self.expected else 0


def due_unions(actor: Actor, period: str, *columns: Any) -> Select[Any]:
    """The unions in reach that owe a return for a month, with their return of it, if any."""
    return due_among([within(ORG, actor)], period, *columns)


def due_among(scope: Sequence[ColumnElement[bool]], period: str, *columns: Any) -> Select[Any]:
    """The same for any choice of unions, e.g. those that stood below a place on a date."""
    return (
        select(*(columns or (ORG.id, ORG.org_path, ORG.name)))
        .select_from(ORG)
        .outerjoin(
            MonthlyReturn,
            and_(
                R.district_id == ORG.district_id,
                R.organisation_id == ORG.id,
                R.period == period,
                R.form == MONTHLY,
            ),
        )
        .where(
            *scope,
            organisations.is_grassroots(),
            organisations.existed_on(rules.period_end(period)),
        )
    )


def not_reported(actor: Actor, period: str, *columns: Any) -> Select[Any]:
    """The unions that have not reported a month: nothing opened, a draft, or one sent back."""
    return unreported(due_unions(actor, period, *columns))


def unreported(due: Select[Any]) -> Select[Any]:
    """Those of them that have not reported."""
    return due.where(or_(R.id.is_(None), R.status.in_(rules.OPEN_STATES)))


def by_street(session: Session, actor: Actor, period: str) -> dict[str, Completeness]:
    """Completeness of one month by the path of the street."""
    statement = due_unions(actor, period, ORG.org_path, R.status, R.is_late)
    rows = session.execute(statement)
    return _counted((organisations.street_of(path), status, is_late) for path, status, is_late in rows)


def by_street_then(
    session: Session, actor: Actor, periods: Iterable[str]
) -> dict[str, dict[UUID, Completeness]]:
    """Completeness of each month by the street a union belonged to at its end, wherever it stands today.

    The caller sees the unions that stood below the caller's place then.
    """
    ends = {period: rules.period_end(period) for period in periods}
    with as_system(session):
        streets_on = second_level_on(session, actor.district_id, set(ends.values()))
        found = {}
        for period, end in ends.items():
            held = units_below(session, actor.district_id, actor.org_id, end, None)
            scope = [ORG.district_id == actor.district_id, ORG.id.in_(held)]
            rows = session.execute(due_among(scope, period, ORG.id, R.status, R.is_late))
            street_of = streets_on[end]
            found[period] = _counted((street_of.get(row.id, row.id), row.status, row.is_late) for row in rows)
    return found


def _counted(rows: Iterable[tuple[Any, ReturnStatus | None, bool | None]]) -> dict[Any, Completeness]:
    sums: dict[Any, tuple[dict[ReportState, int], list[int]]] = {}
    for place, status, is_late in rows:
        counts, late = sums.setdefault(place, ({}, [0]))
        state = state_of(status)
        counts[state] = counts.get(state, 0) + 1
        late[0] += bool(is_late) and status in rules.REPORTED_STATES
    return {place: Completeness(counts, late[0]) for place, (counts, late) in sums.items()}


def add_up(parts: Iterable[Completeness]) -> Completeness:
    """The completeness of several streets together."""
    counts: dict[ReportState, int] = {}
    late = 0
    for part in parts:
        late += part.late
        for state, count in part.counts.items():
            counts[state] = counts.get(state, 0) + count
    return Completeness(counts, late)


def list_reminders(
    session: Session, actor: Actor, period: str | None, is_open: bool | None, page: Paging
) -> Slice:
    """Reminders in reach, newest first."""
    return paginate(session, reminders(actor, period, is_open), order=[M.id], page=page, descending=True)


def reminders(actor: Actor, period: str | None = None, is_open: bool | None = None) -> Select[Any]:
    """Reminders in reach; open ones are those whose return has still not been reported."""
    statement = select(M.id, M.organisation_id, M.period, M.reminded_on, M.person_name, M.role, M.at).where(
        within(ReturnReminder, actor)
    )
    if period is not None:
        statement = statement.where(M.period == period)
    if is_open is not None:
        reported = exists().where(
            R.district_id == M.district_id,
            R.organisation_id == M.organisation_id,
            R.period == M.period,
            R.status.in_(rules.REPORTED_STATES),
        )
        statement = statement.where(~reported if is_open else reported)
    return statement


def streets(session: Session, actor: Actor, paths: Iterable[str]) -> dict[str, tuple[UUID, str]]:
    """Id and name of the federations in reach by path."""
    rows = session.execute(
        select(ORG.org_path, ORG.id, ORG.name).where(within(ORG, actor), ORG.org_path.in_(list(paths)))
    )
    return {row.org_path: (row.id, row.name) for row in rows}


def state_of(status: ReturnStatus | None) -> ReportState:
    """The completeness state of a union's return."""
    return ReportState.MISSING if status is None else ReportState(status.value)


def periods_of(year: int, today: date | None = None) -> list[str]:
    """The months of a year that are over."""
    last = rules.current_period(today or clock.today())
    return [period for period in (f"{year:04d}-{month:02d}" for month in range(1, 13)) if period <= last]
