"""How the year's receipts stand against the plan: by channel, place, class and month, as of a date."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import Session

from backend.funds.codes import CollectionChannel
from backend.funds.plans import figures
from backend.funds.plans.progress_rules import Progress, complete_months, progress_of
from backend.kernel.authz import Actor
from backend.kernel.calendar import corresponding_day
from backend.kernel.db import as_system
from backend.kernel.indicators import AsOf
from backend.organisations.codes import ReportClass
from backend.organisations.queries import ORG, street_of


@dataclass(frozen=True, slots=True)
class Part:
    """One place, class or channel; only a place has an ``organisation_id``."""

    key: str
    name: str
    organisation_id: UUID | None
    plan_fen: int
    received_fen: int
    last_year_fen: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything the finance home shows of plan and receipts."""

    as_of: AsOf
    plan_fen: int
    received_fen: int
    last_year_fen: int
    progress: Progress
    months_fen: list[int]
    last_year_months_fen: list[int]
    by_channel: list[Part]
    by_place: list[Part]
    by_class: list[Part]


@dataclass(frozen=True, slots=True)
class _Day:
    """Receipts of one day, by what they are shown by."""

    booked_on: date
    channel: CollectionChannel
    place: str
    payer_class: ReportClass | None
    amount_fen: int


def standing(session: Session, actor: Actor, asked: AsOf, channel: CollectionChannel | None) -> Standing:
    """The year of ``asked.on`` up to that day; the parts by channel always show every channel."""
    before = replace(asked, on=corresponding_day(asked.on, -12), start=date(asked.on.year - 1, 1, 1))
    targets = _targets(session, actor, asked)
    days, old = _days(session, actor, asked), _days(session, actor, before)
    ours = [day for day in days if channel in (None, day.channel)]
    earlier = [day for day in old if channel in (None, day.channel)]
    wanted = [row for row in targets if channel in (None, row.channel)]
    plan, received, last = _planned(wanted), _sum(ours), _sum(earlier)
    months = _months(ours, asked.on.month)
    return Standing(
        asked,
        plan,
        received,
        last,
        progress_of(asked.on, plan, received, months[: complete_months(asked.on)], last),
        months,
        _months(earlier, asked.on.month),
        _by_channel(targets, days, old),
        _by_place(session, actor, wanted, ours, earlier),
        _by_class(ours, earlier),
    )


def _targets(session: Session, actor: Actor, as_of: AsOf) -> Sequence[Any]:
    return session.execute(figures.planned()(actor, as_of)).all()


def _days(session: Session, actor: Actor, as_of: AsOf) -> list[_Day]:
    inner = figures.received()(actor, as_of).order_by(None).subquery()
    keys = (inner.c.booked_on, inner.c.channel, inner.c.org_path, inner.c.payer_class)
    rows = session.execute(select(*keys, func.sum(inner.c.paid_fen)).group_by(*keys))
    return [_Day(row[0], row[1], street_of(row[2]), row[3], int(row[4])) for row in rows]


def _months(days: Sequence[_Day], last: int) -> list[int]:
    found = [0] * last
    for day in days:
        found[day.booked_on.month - 1] += day.amount_fen
    return found


def _by_channel(targets: Sequence[Any], days: Sequence[_Day], old: Sequence[_Day]) -> list[Part]:
    return [
        Part(
            channel.value,
            channel.label,
            None,
            _planned([row for row in targets if row.channel is channel]),
            _sum([day for day in days if day.channel is channel]),
            _sum([day for day in old if day.channel is channel]),
        )
        for channel in CollectionChannel
    ]


def _by_place(
    session: Session, actor: Actor, targets: Sequence[Any], days: Sequence[_Day], old: Sequence[_Day]
) -> list[Part]:
    plans, received, last = dict[str, int](), _per_place(days), _per_place(old)
    for row in targets:
        plans[row.org_path] = plans.get(row.org_path, 0) + int(row.amount_fen)
    found = sorted({*plans, *received, *last})
    names = _named(session, actor.district_id, found)
    return [
        Part(path, *names[path], plans.get(path, 0), received.get(path, 0), last.get(path, 0))
        for path in found
    ]


def _named(session: Session, district_id: str, paths: Sequence[str]) -> dict[str, tuple[str, UUID]]:
    """Name and id of the federations at these paths; names are public."""
    with as_system(session):
        rows = session.execute(
            select(ORG.org_path, ORG.name, ORG.id).where(
                ORG.district_id == district_id, ORG.org_path.in_(paths)
            )
        )
        return {row.org_path: (row.name, row.id) for row in rows}


def _per_place(days: Sequence[_Day]) -> dict[str, int]:
    found: dict[str, int] = {}
    for day in days:
        found[day.place] = found.get(day.place, 0) + day.amount_fen
    return found


def _by_class(days: Sequence[_Day], old: Sequence[_Day]) -> list[Part]:
    kinds: tuple[ReportClass | None, ...] = (*ReportClass, None)
    parts = [
        Part(
            kind.value if kind else "",
            kind.label if kind else "未建会、不归口径",
            None,
            0,
            _sum([day for day in days if day.payer_class is kind]),
            _sum([day for day in old if day.payer_class is kind]),
        )
        for kind in kinds
    ]
    return [part for part in parts if part.received_fen or part.last_year_fen]


def _planned(rows: Sequence[Any]) -> int:
    return sum(int(row.amount_fen) for row in rows)


def _sum(days: Sequence[_Day]) -> int:
    return sum(day.amount_fen for day in days)
