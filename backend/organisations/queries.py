"""Reads of the union tree that other domains may use; all of one person's reads start from within()."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session

from backend.kernel.authz import Actor, next_path, visible, within
from backend.kernel.clock import end_of
from backend.kernel.db import as_system
from backend.kernel.errors import NotFound
from backend.kernel.paging import like_escape
from backend.organisations.codes import SUBDIVISIONS, OrgLevel, OrgStatus
from backend.organisations.models import Coverage as CoverageRow
from backend.organisations.models import Division, Employer, HeadCount, Organisation

# SQLModel types its columns as plain values; these are the same columns as SQLAlchemy sees them.
ORG: Any = Organisation
H: Any = HeadCount
E: Any = Employer
C: Any = CoverageRow
D: Any = Division


def get_organisation(session: Session, actor: Actor, organisation_id: UUID) -> Organisation:
    """One union in the caller's reach.

    Raises NotFound, the same for a foreign id as for a random one.
    """
    return visible(session.get(Organisation, (actor.district_id, organisation_id)), actor)


def union_names(session: Session, district_id: str, ids: Iterable[UUID]) -> dict[UUID, str]:
    """Names of unions by id, also of those above or beside the caller (names are public)."""
    wanted = set(ids)
    if not wanted:
        return {}
    with as_system(session):
        rows = session.execute(
            select(ORG.id, ORG.name).where(ORG.district_id == district_id, ORG.id.in_(wanted))
        )
        return {row.id: row.name for row in rows}


def names_by_path(session: Session, district_id: str, paths: Iterable[str]) -> dict[str, str]:
    """Names of unions by org_path, e.g. of the streets above a list of unions."""
    wanted = set(paths)
    if not wanted:
        return {}
    with as_system(session):
        rows = session.execute(
            select(ORG.org_path, ORG.name).where(ORG.district_id == district_id, ORG.org_path.in_(wanted))
        )
        return {row.org_path: row.name for row in rows}


def is_grassroots() -> ColumnElement[bool]:
    """The one definition of a grassroots union: leaf level, no branch or group, approved (not in preparation)."""
    return and_(
        ORG.level == OrgLevel.BASE,
        ORG.org_form.not_in(SUBDIVISIONS),
        ORG.status != OrgStatus.PREPARING,
    )


def is_open() -> ColumnElement[bool]:
    """Not dissolved."""
    return and_(ORG.status != OrgStatus.DISSOLVED)


def existed_on(day: date) -> ColumnElement[bool]:
    """Founded by the end of that day (registered by then, if in preparation) and not yet dissolved."""
    founded = or_(ORG.founded_on <= day, and_(ORG.founded_on.is_(None), ORG.created_at < end_of(day)))
    return and_(founded, or_(ORG.dissolved_on.is_(None), ORG.dissolved_on > day))


def grassroots_within(actor: Actor) -> Select[Any]:
    """Grassroots unions in the caller's reach that are not dissolved: (id, org_path, name), narrow it further."""
    return select(ORG.id, ORG.org_path, ORG.name).where(
        within(Organisation, actor), is_grassroots(), is_open()
    )


def street_of(path: str) -> str:
    """The path of the federation right below the district that a path lies in (or is): ``430702.003.``."""
    return ".".join(path.split(".")[:2]).rstrip(".") + "."


def ancestors_of(path: str) -> list[str]:
    """The paths above one, from the district down: ``430702.003.017.`` -> ``430702.``, ``430702.003.``."""
    parts = path.split(".")[:-1]
    return [".".join(parts[:size]) + "." for size in range(1, len(parts))]


def district_root(session: Session, district_id: str) -> Organisation | None:
    """The district's own union, or None while there is none."""
    with as_system(session):
        found: Organisation | None = session.execute(
            select(Organisation).where(ORG.district_id == district_id, ORG.org_path == f"{district_id}.")
        ).scalar_one_or_none()
    return found


def district_roots(session: Session) -> Sequence[Organisation]:
    """The unions at the top of every district of the store, for the system's own work."""
    with as_system(session):
        return session.execute(select(Organisation).where(ORG.parent_id.is_(None))).scalars().all()


def find_unions(session: Session, district_id: str, words: str, limit: int) -> Sequence[Any]:
    """Grassroots unions anywhere in a district by part of their name: (id, name, org_path) and nothing else of them."""
    key = like_escape(words)
    with as_system(session):
        return session.execute(
            select(ORG.id, ORG.name, ORG.org_path)
            .where(
                ORG.district_id == district_id,
                is_grassroots(),
                is_open(),
                or_(
                    ORG.name.like(f"%{key}%", escape="\\"),
                    ORG.initials.like(f"{key.lower()}%", escape="\\"),
                ),
            )
            .order_by(ORG.sort_key, ORG.id)
            .limit(limit)
        ).all()


def takes_members(session: Session, district_id: str, organisation_id: UUID) -> bool:
    """Whether a union of the district exists and is not dissolved, whoever asks."""
    with as_system(session):
        found = session.execute(
            select(ORG.id).where(ORG.district_id == district_id, ORG.id == organisation_id, is_open())
        )
        return found.first() is not None


def org_path_of(session: Session, district_id: str, organisation_id: UUID) -> str:
    """The place of a union, whoever asks (the caller has checked the reach).

    Raises NotFound.
    """
    with as_system(session):
        path = session.execute(
            select(ORG.org_path).where(ORG.district_id == district_id, ORG.id == organisation_id)
        ).scalar_one_or_none()
    if path is None:
        raise NotFound()
    return str(path)


def latest_head_counts(
    session: Session, actor: Actor, ids: Sequence[UUID], *, month: str | None = None
) -> dict[UUID, HeadCount]:
    """The newest declaration of each union (of this month or earlier), in one statement."""
    if not ids:
        return {}
    stated = select(
        H.id,
        func.row_number()
        .over(partition_by=H.organisation_id, order_by=(H.month.desc(), H.id.desc()))
        .label("n"),
    ).where(within(HeadCount, actor), H.organisation_id.in_(ids))
    if month is not None:
        stated = stated.where(H.month <= month)
    ranked = stated.subquery()
    rows = session.execute(
        select(HeadCount)
        .join(ranked, and_(H.id == ranked.c.id, ranked.c.n == 1))
        .where(H.district_id == actor.district_id)
    ).scalars()
    return {row.organisation_id: row for row in rows}


def head_count_of(session: Session, actor: Actor, organisation_id: UUID, month: str) -> HeadCount | None:
    """What a union declared for exactly this month, newest first."""
    found: HeadCount | None = session.execute(
        select(HeadCount)
        .where(within(HeadCount, actor), H.organisation_id == organisation_id, H.month == month)
        .order_by(H.id.desc())
        .limit(1)
    ).scalar_one_or_none()
    return found


def employers_of(session: Session, actor: Actor, organisation_id: UUID) -> Sequence[Employer]:
    """The employers a union covers now, by name."""
    return (
        session.execute(
            select(Employer)
            .join(CoverageRow, and_(C.district_id == E.district_id, C.employer_id == E.id))
            .where(within(Employer, actor), C.organisation_id == organisation_id, C.valid_to.is_(None))
            .order_by(E.name, E.id)
        )
        .scalars()
        .all()
    )


def divisions_under(session: Session, parent_code: str) -> Sequence[Division]:
    """The administrative divisions one level below a code."""
    return (
        session.execute(select(Division).where(D.parent_code == parent_code).order_by(D.code)).scalars().all()
    )


def division_name(session: Session, code: str) -> str:
    """The name of a division with those above it, e.g. 启明街道红卫社区; empty when unknown."""
    codes = [code[:9], code[:12]] if len(code) > 6 else [code]
    rows = session.execute(select(D.code, D.name).where(D.code.in_(codes)).order_by(D.code)).all()
    return "".join(row.name for row in rows) if any(row.code == code for row in rows) else ""


def below_street(model: Any, *, strictly: bool = False) -> ColumnElement[bool]:
    """Rows at or below a street (or only strictly below one): elsewhere nobody stands between them and the district."""
    street: Any = aliased(Organisation)
    found = exists().where(
        street.district_id == model.district_id,
        street.level == OrgLevel.STREET,
        model.org_path.startswith(street.org_path),
    )
    return found.where(model.org_path != street.org_path) if strictly else found


def subtree(path: str) -> ColumnElement[bool]:
    """Unions at or below a path."""
    return and_(ORG.org_path >= path, ORG.org_path < next_path(path))
