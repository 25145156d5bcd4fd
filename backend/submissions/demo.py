"""The demo's returns 2020-01 … 2020-11: most in time, some late, sent back, entered on behalf or missing."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session

from backend.kernel.authz import Actor
from backend.kernel.db import bulk_insert, new_id
from backend.kernel.demo import DemoWorld
from backend.kernel.history import HistoryEntry
from backend.kernel.roles import Role
from backend.members import queries as members
from backend.submissions.codes import ReturnStatus
from backend.submissions.demo_cells import Figures
from backend.submissions.demo_rows import Filing, RowMaker
from backend.submissions.models import (
    CellComment,
    MonthlyReturn,
    ReturnCell,
    ReturnCorrection,
    ReturnExtension,
    ReturnReminder,
)
from backend.submissions.monthly import rules
from backend.submissions.monthly.deadlines import deadlines_of

PERIODS = tuple(f"2020-{month:02d}" for month in range(1, 12))
#: Offices were closed in early 2020, so more of January's and February's returns came late or not at all.
HARD_MONTHS = frozenset({"2020-01", "2020-02"})
#: What the month under review looks like for a union without an account of its own.
UNDER_REVIEW = (
    (ReturnStatus.ACCEPTED, 52),
    (ReturnStatus.SUBMITTED, 26),
    (ReturnStatus.RETURNED, 4),
    (ReturnStatus.DRAFT, 7),
    (None, 11),
)
#: The accounts of the demo: the first and third chair have not begun, the second was asked to mend.
OF_ACCOUNT = {"chair1": None, "chair2": ReturnStatus.RETURNED, "chair3": None}
TABLES = (
    MonthlyReturn,
    ReturnCell,
    CellComment,
    ReturnCorrection,
    ReturnExtension,
    ReturnReminder,
    HistoryEntry,
)


@dataclass(frozen=True, slots=True)
class _Month:
    period: str
    due: rules.Deadlines
    counts: dict[Any, members.MemberCounts]
    moves: dict[Any, members.Movements]


def make(session: Session, world: DemoWorld) -> None:
    """Write the returns of every union for every month it existed in."""
    if world.is_empty:
        return
    rng = world.stream("submissions")
    maker = RowMaker(world, rng)
    figures = {union.id: Figures(rng, union) for union in world.facts["unions"]}
    seats = {
        account.organisation_id: name
        for name, account in world.facts["accounts"].items()
        if name in OF_ACCOUNT
    }
    reader = _reader(world)
    for period in PERIODS:
        month = _month(session, reader, world.district_id, period)
        for union in world.facts["unions"]:
            if union.founded_on > rules.period_end(period):
                continue
            filing = _plan(rng, world, union, month, seats.get(union.id))
            is_filed = filing.status not in (None, ReturnStatus.DRAFT)
            counts, moves = month.counts.get(union.id), month.moves.get(union.id)
            values = figures[union.id].of_month(counts, moves, is_filed=is_filed)
            maker.add(filing, values)
    for model in TABLES:
        bulk_insert(session, model, maker.rows[model])


def _reader(world: DemoWorld) -> Actor:
    top = world.facts["district"]
    return Actor(
        new_id(), new_id(), "演示", Role.DISTRICT, world.district_id, top.id, top.org_path, frozenset()
    )


def _month(session: Session, reader: Actor, district_id: str, period: str) -> _Month:
    start, end = rules.period_start(period), rules.period_end(period)
    return _Month(
        period,
        deadlines_of(session, district_id, period),
        members.counts_within(session, reader, end),
        members.movements_within(session, reader, start, end),
    )


def _plan(rng: random.Random, world: DemoWorld, union: Any, month: _Month, seat: str | None) -> Filing:
    is_last = month.period == PERIODS[-1]
    status = _status(rng, month.period, is_last, seat)
    hard = month.period in HARD_MONTHS
    is_late = status is not None and seat is None and rng.random() < (0.12 if hard else 0.045)
    moved = month.moves.get(union.id)
    return Filing(
        union=union,
        period=month.period,
        due=month.due,
        status=status,
        submitted_on=_submitted_on(rng, world.today, month.due, is_late),
        is_late=is_late,
        on_behalf=seat is None and rng.random() < 0.03,
        was_returned=status is ReturnStatus.RETURNED or rng.random() < 0.05,
        is_zero=moved is None and rng.random() < 0.06,
        is_reminded=seat == "chair3" or (seat is None and rng.random() < 0.6),
        is_extended=is_last and status is ReturnStatus.DRAFT and rng.random() < 0.1,
        is_corrected=status is ReturnStatus.LOCKED and rng.random() < 0.002,
    )


def _status(rng: random.Random, period: str, is_last: bool, seat: str | None) -> ReturnStatus | None:
    if is_last:
        drawn = rng.choices([s for s, _ in UNDER_REVIEW], [weight for _, weight in UNDER_REVIEW])[0]
        return OF_ACCOUNT[seat] if seat else drawn
    if seat is None and rng.random() < (0.05 if period in HARD_MONTHS else 0.012):
        return None
    return ReturnStatus.LOCKED


def _submitted_on(rng: random.Random, today: date, due: rules.Deadlines, is_late: bool) -> date:
    first = due.fill_on.replace(day=1)
    if is_late:
        return min(rng.choice(list(_days(due.fill_on + timedelta(days=1), due.lock_on))), today)
    return rng.choice(list(_days(first, due.fill_on)))


def _days(first: date, last: date) -> Iterator[date]:
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)
