"""Terms by their end: the list, its counts, and the re-elections and extensions under way."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import join
from sqlmodel import Session

from backend.kernel import clock
from backend.kernel.authz import Actor, within
from backend.kernel.paging import Paging, like_escape, paginate
from backend.organisations.codes import OrgLevel
from backend.organisations.models import Organisation
from backend.organisations.queries import (
    ORG,
    get_organisation,
    is_grassroots,
    is_open,
    names_by_path,
    street_of,
    subtree,
)
from backend.organisations.terms.codes import TermStanding
from backend.organisations.terms.models import CommitteeTerm
from backend.organisations.terms.register import T, last_day, running_terms, warning_days
from backend.organisations.terms.rules import TermFacts, standing_of, window_of
from backend.organisations.terms.schemas import TermPage, TermRow, TermSummaryOut, TermWindowOut

#: Unions without a term stand at the end of the list.
_LAST = date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class TermFilter:
    """What the caller wants to see of the list of terms."""

    q: str = ""
    standing: TermStanding | None = None
    within_days: int | None = None
    parent_id: UUID | None = None
    is_base: bool | None = None


def list_terms(session: Session, actor: Actor, wanted: TermFilter, page: Paging) -> TermPage:
    """Open unions with their running term, the ones that end first on top."""
    today = clock.today()
    days = warning_days(session, actor.district_id, today)
    statement = _statement(session, actor, wanted, today, max(days))
    last = func.coalesce(last_day(today), _LAST)
    found = paginate(session, statement, order=[last, ORG.id], page=page)
    streets = names_by_path(session, actor.district_id, {street_of(row.org_path) for row in found.rows})
    return TermPage(
        items=[_line(row, streets, today, days) for row in found.rows],
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


def summary_of_terms(session: Session, actor: Actor) -> TermSummaryOut:
    """How many grassroots unions stand where, in one statement."""
    today = clock.today()
    days = warning_days(session, actor.district_id, today)
    last = last_day(today)
    conditions = {
        "in_force": last >= today,
        "overdue": last < today,
        "extended": and_(T.end_on < today, last >= today),
        "none": T.end_on.is_(None),
        **{f"within_{n}": _ends_within(today, n) for n in days},
    }
    counted = [func.count(case((condition, 1))).label(name) for name, condition in conditions.items()]
    row = session.execute(
        select(func.count().label("total"), *counted)
        .select_from(_joined(actor, today))
        .where(within(Organisation, actor), is_open(), is_grassroots())
    ).one()
    return TermSummaryOut(
        on=today,
        total=row.total,
        in_force=row.in_force,
        overdue=row.overdue,
        extended=row.extended,
        none=row.none,
        windows=[TermWindowOut(days=n, count=getattr(row, f"within_{n}")) for n in days],
    )


def overdue_terms(actor: Actor) -> Select[Any]:
    """Grassroots unions whose term has ended and is not extended (the badge of the inbox)."""
    today = clock.today()
    return (
        select(ORG.id)
        .select_from(_joined(actor, today))
        .where(within(Organisation, actor), is_open(), is_grassroots(), last_day(today) < today)
    )


def _joined(actor: Actor, today: date) -> Any:
    """Every union, with its running term where it has one."""
    term = running_terms([within(T, actor)], today)
    found = join(Organisation, term, and_(term.c.organisation_id == ORG.id, term.c.n == 1), isouter=True)
    row = and_(T.district_id == ORG.district_id, T.id == term.c.id)
    return join(found, CommitteeTerm, row, isouter=True)


def _statement(session: Session, actor: Actor, wanted: TermFilter, today: date, first: int) -> Select[Any]:
    statement = (
        select(
            ORG.id,
            ORG.org_path,
            ORG.name,
            ORG.level,
            ORG.status,
            ORG.chair_name,
            *[getattr(T, name) for name in _TERM_COLUMNS],
            last_day(today).label("last_on"),
        )
        .select_from(_joined(actor, today))
        .where(within(Organisation, actor), is_open(), or_(is_grassroots(), ORG.level != OrgLevel.BASE))
    )
    if wanted.is_base is not None:
        statement = statement.where(is_grassroots() if wanted.is_base else ORG.level != OrgLevel.BASE)
    if wanted.standing is not None:
        statement = statement.where(_stands(today, first)[wanted.standing])
    if wanted.within_days is not None:
        statement = statement.where(_ends_within(today, wanted.within_days))
    if wanted.parent_id is not None:
        statement = statement.where(subtree(get_organisation(session, actor, wanted.parent_id).org_path))
    if wanted.q:
        pattern = f"%{like_escape(wanted.q)}%"
        initials = f"{like_escape(wanted.q.lower())}%"
        statement = statement.where(
            or_(ORG.name.like(pattern, escape="\\"), ORG.initials.like(initials, escape="\\"))
        )
    return statement


_TERM_COLUMNS = ("term_no", "years", "start_on", "end_on", "extended_to")


def _stands(today: date, first: int) -> dict[TermStanding, ColumnElement[bool]]:
    """The same five words as the rule, as conditions."""
    edge, last = today + timedelta(days=first), last_day(today)
    in_time = and_(last >= today, T.end_on >= today)
    return {
        TermStanding.NONE: T.end_on.is_(None),
        TermStanding.OVERDUE: last < today,
        TermStanding.EXTENDED: and_(last >= today, T.end_on < today),
        TermStanding.DUE: and_(in_time, last <= edge),
        TermStanding.IN_FORCE: and_(in_time, last > edge),
    }


def _ends_within(today: date, days: int) -> ColumnElement[bool]:
    last = last_day(today)
    return and_(last >= today, last <= today + timedelta(days=days))


def _line(row: Any, streets: dict[str, str], today: date, days: list[int]) -> TermRow:
    facts = None
    if row.last_on is not None:
        extended_on = today if row.last_on == row.extended_to else None
        facts = TermFacts(row.years, row.start_on, row.end_on, row.extended_to, extended_on)
    return TermRow(
        organisation_id=row.id,
        organisation_name=row.name,
        street_name=streets.get(street_of(row.org_path), ""),
        level=row.level,
        status=row.status,
        chair_name=row.chair_name,
        **{name: getattr(row, name) for name in _TERM_COLUMNS},
        last_on=row.last_on,
        days_left=(row.last_on - today).days if row.last_on else None,
        window=window_of(facts, today, days),
        standing=standing_of(facts, today, days),
    )
