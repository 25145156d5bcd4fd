"""Reads of home ratings: the case, the list, and what is in force on a date."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Subquery, and_, func, or_, select
from sqlmodel import Session

from backend.kernel.authz import Actor, next_path, visible, within
from backend.kernel.paging import Paging, Slice, paginate
from backend.organisations.homes.codes import HomeLevel, HomeOutcome, HomeState, HomeUnit
from backend.organisations.homes.models import HomeAward, HomeRating
from backend.organisations.models import Organisation
from backend.organisations.queries import ORG, get_organisation

H: Any = HomeRating
A: Any = HomeAward


@dataclass(frozen=True, slots=True)
class HomeFilter:
    """What the caller wants to see of the list."""

    status: HomeState | None = None
    level: HomeLevel | None = None
    unit: HomeUnit | None = None
    organisation_id: UUID | None = None
    year: int | None = None


def get_rating(session: Session, actor: Actor, rating_id: UUID) -> HomeRating:
    """One rating in the caller's reach.

    Raises NotFound, the same for a foreign id as for a random one.
    """
    return visible(session.get(HomeRating, (actor.district_id, rating_id)), actor)


def awards_of(session: Session, actor: Actor, rating: HomeRating) -> list[HomeAward]:
    """The decisions about one rating, oldest first."""
    statement = select(HomeAward).where(within(HomeAward, actor), A.rating_id == rating.id)
    return list(session.execute(statement.order_by(A.decided_on, A.id)).scalars())


def latest_awards(scope: ColumnElement[bool], on: date, known_at: datetime | None = None) -> Subquery:
    """The newest decision about each rating by a date, as far as was recorded at the moment."""
    ranked = select(
        HomeAward,
        func.row_number()
        .over(partition_by=A.rating_id, order_by=(A.decided_on.desc(), A.id.desc()))
        .label("place"),
    ).where(scope, A.decided_on <= on)
    if known_at is not None:
        ranked = ranked.where(A.recorded_at <= known_at)
    return ranked.subquery()


def in_force(latest: Subquery, on: date) -> ColumnElement[bool]:
    """The newest decision is no revocation, and its time is not over."""
    return and_(
        latest.c.place == 1,
        latest.c.outcome != HomeOutcome.REVOKED,
        or_(latest.c.valid_to.is_(None), latest.c.valid_to >= on),
    )


def held_by(session: Session, actor: Actor, organisation_id: UUID, on: date) -> list[Any]:
    """The ratings a union holds on a date, the newest first."""
    latest = latest_awards(and_(within(HomeAward, actor), A.organisation_id == organisation_id), on)
    rows = session.execute(select(latest).where(in_force(latest, on)).order_by(latest.c.decided_on.desc()))
    return list(rows)


def list_ratings(session: Session, actor: Actor, wanted: HomeFilter, on: date, page: Paging) -> Slice:
    """Ratings in the caller's reach, newest first."""
    latest = latest_awards(within(HomeAward, actor), on)
    statement: Select[Any] = (
        select(HomeRating, ORG.name, latest.c.valid_to)
        .join(Organisation, and_(ORG.district_id == H.district_id, ORG.id == H.organisation_id))
        .outerjoin(latest, and_(latest.c.rating_id == H.id, latest.c.place == 1))
        .where(within(HomeRating, actor))
    )
    for name in ("status", "level", "unit", "year"):
        value = getattr(wanted, name)
        if value is not None:
            statement = statement.where(getattr(H, name) == value)
    if wanted.organisation_id is not None:
        path = get_organisation(session, actor, wanted.organisation_id).org_path
        statement = statement.where(H.org_path >= path, H.org_path < next_path(path))
    return paginate(session, statement, order=[H.applied_on, H.id], page=page, descending=True)


def waiting_in(actor: Actor, *states: HomeState) -> Select[Any]:
    """Ratings in some states, for the inbox."""
    return select(H.id).where(within(HomeRating, actor), H.status.in_(states))
