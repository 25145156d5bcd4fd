"""Reads of member evaluations; the newest row of a union's year holds."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session

from backend.kernel.authz import Actor, next_path, visible, within
from backend.kernel.indicators import AsOf
from backend.kernel.paging import Paging, Slice, paginate
from backend.organisations.evaluations.models import MemberEvaluation
from backend.organisations.indicators import standing
from backend.organisations.models import Organisation
from backend.organisations.queries import ORG, get_organisation

E: Any = MemberEvaluation


@dataclass(frozen=True, slots=True)
class EvaluationFilter:
    """What the caller wants to see of the list."""

    organisation_id: UUID | None = None
    year: int | None = None
    is_reached: bool | None = None


def get_evaluation(session: Session, actor: Actor, evaluation_id: UUID) -> MemberEvaluation:
    """One row in the caller's reach.

    Raises NotFound, the same for a foreign id as for a random one.
    """
    return visible(session.get(MemberEvaluation, (actor.district_id, evaluation_id)), actor)


def holds(known_at: datetime | None = None) -> ColumnElement[bool]:
    """No later row of the same union's year, as far as was recorded at the moment."""
    later: Any = aliased(MemberEvaluation)
    newer = [
        later.district_id == E.district_id,
        later.organisation_id == E.organisation_id,
        later.year == E.year,
        later.sequence > E.sequence,
    ]
    if known_at is not None:
        newer.append(later.recorded_at <= known_at)
    found = ~select(later.id).where(*newer).exists()
    return and_(found, E.recorded_at <= known_at) if known_at is not None else found


def versions_of(session: Session, actor: Actor, row: MemberEvaluation) -> list[MemberEvaluation]:
    """Every row of the same session, newest first."""
    statement = select(MemberEvaluation).where(
        within(MemberEvaluation, actor), E.organisation_id == row.organisation_id, E.year == row.year
    )
    return list(session.execute(statement.order_by(E.sequence.desc())).scalars())


def latest_of(session: Session, actor: Actor, organisation_id: UUID, on: date) -> MemberEvaluation | None:
    """The newest session a union held by a date, as it is known now."""
    found: MemberEvaluation | None = session.execute(
        select(MemberEvaluation)
        .where(
            within(MemberEvaluation, actor), E.organisation_id == organisation_id, E.held_on <= on, holds()
        )
        .order_by(E.held_on.desc(), E.year.desc())
        .limit(1)
    ).scalar_one_or_none()
    return found


def list_evaluations(session: Session, actor: Actor, wanted: EvaluationFilter, page: Paging) -> Slice:
    """Sessions of the unions at or below a place, newest first."""
    statement: Select[Any] = (
        select(MemberEvaluation, ORG.name)
        .join(Organisation, and_(ORG.district_id == E.district_id, ORG.id == E.organisation_id))
        .where(within(MemberEvaluation, actor), holds())
    )
    if wanted.organisation_id is not None:
        path = get_organisation(session, actor, wanted.organisation_id).org_path
        statement = statement.where(E.org_path >= path, E.org_path < next_path(path))
    if wanted.year is not None:
        statement = statement.where(E.year == wanted.year)
    if wanted.is_reached is not None:
        statement = statement.where(E.is_reached == wanted.is_reached)
    return paginate(session, statement, order=[E.held_on, E.id], page=page, descending=True)


def missing_statement(session: Session, actor: Actor, year: int, organisation_id: UUID | None) -> Select[Any]:
    """Unions standing on the last day of a year (or today) that have no session of it."""
    path = get_organisation(session, actor, organisation_id).org_path if organisation_id else None
    held = (
        select(E.id)
        .where(E.district_id == ORG.district_id, E.organisation_id == ORG.id, E.year == year)
        .exists()
    )
    as_of = AsOf(on=date(year, 12, 31), start=date(year, 1, 1), org_path=path)
    return standing(actor, as_of).where(~held)


def last_held(session: Session, actor: Actor, ids: list[UUID]) -> dict[UUID, date]:
    """When unions last held a session."""
    rows = session.execute(
        select(E.organisation_id, func.max(E.held_on))
        .where(within(MemberEvaluation, actor), E.organisation_id.in_(ids))
        .group_by(E.organisation_id)
    )
    return {row[0]: row[1] for row in rows}


def held_in(as_of: AsOf) -> list[ColumnElement[bool]]:
    """Sessions held in the period, as they were known."""
    return [E.held_on.between(as_of.start, as_of.on), holds(as_of.known_at)]


def ballots_of_year(session: Session, actor: Actor, as_of: AsOf) -> tuple[int, int, int]:
    """(sessions, satisfied ballots, valid ballots) of the unions standing on the date."""
    standing_ids = select(standing(actor, as_of).subquery().c.id)
    row = session.execute(
        select(
            func.count(),
            func.coalesce(func.sum(E.numerator), 0),
            func.coalesce(func.sum(E.denominator), 0),
        ).where(within(MemberEvaluation, actor), E.organisation_id.in_(standing_ids), *held_in(as_of))
    ).one()
    return int(row[0]), int(row[1]), int(row[2])
