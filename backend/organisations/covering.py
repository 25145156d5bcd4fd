"""Which standing union organises the staff of an employer, and what became of a union; whoever asks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, select
from sqlmodel import Session

from backend.kernel.db import as_system
from backend.kernel.errors import NotFound
from backend.organisations.codes import OrgLevel, OrgStatus
from backend.organisations.models import Coverage, Employer
from backend.organisations.queries import ORG, street_of
from backend.organisations.structure.models import Lineage

_C: Any = Coverage
_E: Any = Employer
_L: Any = Lineage
_STANDS = frozenset({OrgStatus.ACTIVE, OrgStatus.TERM_DUE, OrgStatus.LOCKED, OrgStatus.DISSOLVING})


@dataclass(frozen=True, slots=True)
class Place:
    """A union as something may stand under it; ``since`` is its founding day while it is a standing grassroots union."""

    id: UUID
    org_path: str
    name: str
    since: date | None


def place_of(session: Session, district_id: str, organisation_id: UUID) -> Place:
    """One union's place.

    Raises NotFound.
    """
    with as_system(session):
        row = session.execute(
            _places().where(ORG.district_id == district_id, ORG.id == organisation_id)
        ).first()
    if row is None:
        raise NotFound()
    return _place(row)


def street_place(session: Session, district_id: str, path: str) -> Place:
    """The federation below the district that a place lies in.

    Raises NotFound.
    """
    with as_system(session):
        row = session.execute(
            _places().where(ORG.district_id == district_id, ORG.org_path == street_of(path))
        ).first()
    if row is None:
        raise NotFound()
    return _place(row)


def codes_covered(session: Session, district_id: str, organisation_id: UUID) -> dict[str, UUID]:
    """The credit codes of the employers a union covers now, with their ids."""
    with as_system(session):
        rows = session.execute(
            _covered(select(_E.employer_uscc, _E.id)).where(
                _C.district_id == district_id, _C.organisation_id == organisation_id
            )
        )
        return {row.employer_uscc: row.id for row in rows}


def unions_covering(session: Session, district_id: str, codes: Iterable[str]) -> dict[str, Place]:
    """The standing union that covers each of these employers now, by credit code."""
    wanted = set(codes)
    if not wanted:
        return {}
    statement = _covered(
        select(_E.employer_uscc, ORG.id, ORG.org_path, ORG.name, ORG.level, ORG.status, ORG.founded_on)
    )
    with as_system(session):
        rows = session.execute(
            statement.join(ORG, and_(ORG.district_id == _C.district_id, ORG.id == _C.organisation_id))
            .where(_C.district_id == district_id, _E.employer_uscc.in_(wanted))
            .order_by(_C.id)
        ).all()
    found = {row.employer_uscc: _place(row) for row in rows}
    return {code: place for code, place in found.items() if place.since is not None}


def successor_of(session: Session, district_id: str, organisation_id: UUID) -> Place | None:
    """The union that a merged one went into, while that merger holds and the other stands."""
    with as_system(session):
        row = session.execute(
            select(_L.successor_id, _L.is_withdrawal)
            .where(_L.district_id == district_id, _L.predecessor_id == organisation_id)
            .order_by(_L.id.desc())
            .limit(1)
        ).first()
    if row is None or row.is_withdrawal:
        return None
    place = place_of(session, district_id, row.successor_id)
    return place if place.since is not None else None


def _places() -> Select[Any]:
    return select(ORG.id, ORG.org_path, ORG.name, ORG.level, ORG.status, ORG.founded_on)


def _covered(statement: Select[Any]) -> Select[Any]:
    return statement.join(Coverage, and_(_C.district_id == _E.district_id, _C.employer_id == _E.id)).where(
        _C.valid_to.is_(None), _E.employer_uscc.is_not(None)
    )


def _place(row: Any) -> Place:
    stands = row.level is OrgLevel.BASE and row.status in _STANDS
    return Place(row.id, row.org_path, row.name, row.founded_on if stands else None)
