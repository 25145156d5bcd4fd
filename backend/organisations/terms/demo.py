"""The demo's terms: one running term for every union, committees, a few due, overdue, extended and under way."""

import random
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlmodel import Session

from backend.kernel.db import bulk_insert
from backend.kernel.demo import DemoWorld, invented_id, working_moment
from backend.organisations.codes import SUBDIVISIONS, OrgLevel, OrgStatus
from backend.organisations.demo_plan import random_day
from backend.organisations.models import HeadCount, Organisation
from backend.organisations.queries import ORG, H
from backend.organisations.terms.demo_cases import make_cases
from backend.organisations.terms.demo_committees import committee_rows
from backend.organisations.terms.demo_rows import SOURCE, DemoTerm, scoped
from backend.organisations.terms.models import CommitteeSeat, CommitteeTerm, SeatDeparture
from backend.organisations.terms.rules import term_end

#: Days from the demo's day to the end of a term, for the unions that are due: some overdue, some in each warning.
ENDS = (
    -410,
    -230,
    -120,
    -64,
    -33,
    6,
    11,
    19,
    27,
    34,
    45,
    58,
    66,
    77,
    88,
    95,
    102,
    116,
    124,
    139,
    150,
    158,
    167,
    176,
)
DUE_UNIONS = 40
FEWEST_DUE = 4
#: A term that ends later than this after the demo's day is not warned about yet.
CALM = timedelta(days=200)


def make(session: Session, world: DemoWorld) -> None:
    """Write terms, seats and matters under way; ``facts["terms"]`` are the running terms."""
    world.facts["terms"] = []
    if world.is_empty:
        return
    rng = world.stream("terms")
    unions = _unions(session, world.district_id)
    counts = _counts(session, world.district_id)
    due = _due(rng, world, unions)
    terms = [_term(rng, world, union, counts.get(union.id, (0, 0)), due.get(union.id)) for union in unions]
    world.facts["terms"] = terms
    ids = list(due)
    session.execute(
        update(Organisation)
        .where(ORG.district_id == world.district_id, ORG.id.in_(ids))
        .values(status=OrgStatus.TERM_DUE)
    )
    seats, departures = committee_rows(rng, world, terms)
    bulk_insert(session, CommitteeTerm, [_row(rng, term) for term in terms])
    bulk_insert(session, CommitteeSeat, seats)
    bulk_insert(session, SeatDeparture, departures)
    make_cases(session, rng, [term for term in terms if term.union.id in due])


def _unions(session: Session, district_id: str) -> list[Any]:
    columns = (
        ORG.id, ORG.org_path, ORG.district_id, ORG.name, ORG.level, ORG.status, ORG.founded_on, ORG.chair_name,
        ORG.unit_category, ORG.approval_no, ORG.approving_org, ORG.created_at, ORG.union_uscc, ORG.address,
    )  # fmt: skip
    statement = select(*columns).where(
        ORG.district_id == district_id, ORG.org_form.not_in(SUBDIVISIONS), ORG.founded_on.is_not(None)
    )
    return list(session.execute(statement.order_by(ORG.org_path)).all())


def _counts(session: Session, district_id: str) -> dict[UUID, tuple[int, int]]:
    rows = session.execute(
        select(H.organisation_id, H.members, H.women_members)
        .where(HeadCount.district_id == district_id)  # type: ignore[arg-type]
        .order_by(H.month, H.id)
    )
    return {row.organisation_id: (row.members, row.women_members) for row in rows}


def _due(rng: random.Random, world: DemoWorld, unions: list[Any]) -> dict[UUID, int]:
    """The unions whose term ends about now, and in how many days."""
    marked = [union for union in unions if union.status is OrgStatus.TERM_DUE]
    old = [
        union
        for union in unions
        if union.level is OrgLevel.BASE
        and union.status is OrgStatus.ACTIVE
        and union.founded_on < date(2014, 6, 1)
    ]
    wanted = max(FEWEST_DUE, world.share_of(DUE_UNIONS))
    chosen = marked + rng.sample(old, min(len(old), max(0, wanted - len(marked))))
    step = len(ENDS) / min(len(ENDS), len(chosen)) if chosen else 1
    return {union.id: ENDS[int(i * step) % len(ENDS)] for i, union in enumerate(chosen)}


def _term(
    rng: random.Random, world: DemoWorld, union: Any, counts: tuple[int, int], due_in: int | None
) -> DemoTerm:
    years = 5 if union.level is not OrgLevel.BASE or rng.random() < 0.7 else 3
    start = _start(rng, world.today, union.founded_on, years, due_in)
    if due_in is not None and start < union.founded_on:
        years, start = 3, _start(rng, world.today, union.founded_on, 3, due_in)
        start = max(start, union.founded_on)
    is_first = start == union.founded_on
    approved = start if is_first else min(start + timedelta(days=rng.randrange(4, 13)), world.today)
    recorded = max(
        union.created_at, working_moment(rng, min(approved + timedelta(days=3), date(2020, 12, 15)))
    )
    end = term_end(start, years)
    is_extended = due_in is not None and -130 < due_in < -60
    number = 1 if is_first else 1 + max(1, round((start - union.founded_on).days / 365 / years))
    return DemoTerm(
        union=union,
        term_id=invented_id(rng, recorded),
        term_no=number,
        years=years,
        start_on=start,
        end_on=end,
        extended_to=term_extended(end) if is_extended else None,
        approved_on=approved,
        approval_no=union.approval_no
        if is_first
        else f"常武工组复〔{approved.year}〕{rng.randrange(3, 320)}号",
        recorded_at=recorded,
        members=counts[0],
        women=counts[1],
    )


def term_extended(end: date) -> date:
    """Half a year more."""
    year, month0 = divmod(end.year * 12 + end.month - 1 + 6, 12)
    return date(year, month0 + 1, min(end.day, 28))


def _start(rng: random.Random, today: date, founded: date, years: int, due_in: int | None) -> date:
    """When the running term began: at the founding, or at some later election."""
    if due_in is not None:
        end = today + timedelta(days=due_in)
        return date(end.year - years, end.month, min(end.day, 28))
    if term_end(founded, years) > today + CALM:
        return founded
    earliest = today - timedelta(days=years * 365) + CALM + timedelta(days=5)
    return random_day(rng, max(earliest, founded + timedelta(days=200)), today - timedelta(days=25))


def _row(rng: random.Random, term: DemoTerm) -> dict[str, Any]:
    is_extended = term.extended_to is not None
    extended_on = min(term.end_on + timedelta(days=9), date(2020, 12, 14)) if is_extended else None
    return {
        **scoped(rng, term, term.recorded_at),
        "organisation_id": term.union.id,
        "term_id": term.term_id,
        "term_no": term.term_no,
        "years": term.years,
        "start_on": term.start_on,
        "end_on": term.end_on,
        "elected_on": term.start_on,
        "approved_on": term.approved_on,
        "approval_no": term.approval_no,
        "approving_org": term.union.approving_org,
        "extended_to": term.extended_to,
        "extended_on": extended_on,
        "extension_no": f"常武工组复〔2020〕{rng.randrange(321, 399)}号" if is_extended else "",
        "reason": "",
        "recorded_at": term.recorded_at,
        "recorded_by": SOURCE,
    }
