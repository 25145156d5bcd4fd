"""What the register already knows about the persons and unions of a roll: one look-up per kind, whatever its length."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from backend.kernel.authz import Actor, within
from backend.kernel.db import as_system
from backend.kernel.text import half_width, tidy
from backend.members import ledger, rules
from backend.members.cases.former import barred_by
from backend.members.codes import MemberState
from backend.members.lookups import among_ids, among_texts
from backend.members.models import Member, MembershipEvent
from backend.members.queries import E, M
from backend.organisations import queries as organisations

#: Particulars a roll can bring up to date.
COMPARED = (
    "name",
    "ethnicity",
    "education",
    "political",
    "technical_level",
    "work_status",
    "hukou_type",
    "hukou_place",
    "native_place",
    "employer_name",
    "is_migrant",
)
_COLUMNS = (
    M.id,
    M.organisation_id,
    M.id_no_index,
    M.mobile_index,
    M.status,
    M.status_on,
    M.version,
    *(getattr(M, name) for name in COMPARED),
)


@dataclass(frozen=True, slots=True)
class UnionPlace:
    """A union that a row of a roll may belong to."""

    id: UUID
    org_path: str
    name: str


@dataclass(frozen=True, slots=True)
class Register:
    """The register as one roll needs it.

    ``known`` holds the caller's own reach only (AZ-10); ``elsewhere`` the persons with a membership in another district
    and is filled for the district itself alone. ``is_direct``: the caller's rows count at once.
    """

    target: UnionPlace
    unions: dict[str, list[UnionPlace]]
    known: dict[str, list[Any]] = field(default_factory=dict)
    final: frozenset[UUID] = frozenset()
    elsewhere: frozenset[str] = frozenset()
    #: who may not join again anywhere in the district; for the district itself alone, others get a silent case
    barred: frozenset[str] = frozenset()
    is_direct: bool = False

    def union_named(self, name: str) -> list[UnionPlace]:
        """The unions of this name below the target; more than one when the name is not unique."""
        return self.unions.get(union_key(name), [])

    def name_of(self, union_id: UUID) -> str:
        """The name of a union in reach; empty for one that is not below the target."""
        for places in self.unions.values():
            for place in places:
                if place.id == union_id:
                    return place.name
        return ""


def union_key(name: str) -> str:
    """A union's name to compare by: width of letters, brackets and blanks do not count."""
    return half_width(tidy(name)).replace(" ", "").upper()


def unions_below(session: Session, actor: Actor, target: UnionPlace) -> dict[str, list[UnionPlace]]:
    """Every open union in the caller's reach at or below the target, by name."""
    org = organisations.ORG
    rows = session.execute(
        select(org.id, org.org_path, org.name).where(
            within(org, actor), organisations.subtree(target.org_path), organisations.is_open()
        )
    )
    found: dict[str, list[UnionPlace]] = {}
    for row in rows:
        found.setdefault(union_key(row.name), []).append(UnionPlace(row.id, row.org_path, row.name))
    return found


def look_up(
    session: Session, actor: Actor, target: UnionPlace, indexes: Sequence[str], *, is_direct: bool
) -> Register:
    """Everything a roll of these persons must be compared with."""
    known: dict[str, list[Any]] = {}
    rows = session.execute(
        select(*_COLUMNS).where(within(Member, actor), among_texts(session, M.id_no_index, indexes))
    )
    for row in rows:
        known.setdefault(row.id_no_index, []).append(row)
    ended = [row.id for rows in known.values() for row in rows if row.status is MemberState.ENDED]
    return Register(
        target,
        unions_below(session, actor, target),
        known,
        _final(session, actor, ended),
        _elsewhere(session, actor, indexes) if is_direct else frozenset(),
        frozenset(barred_by(session, actor.district_id, indexes)) if is_direct else frozenset(),
        is_direct,
    )


def _final(session: Session, actor: Actor, ended: list[UUID]) -> frozenset[UUID]:
    """Those whose membership ended for good."""
    rows = session.execute(
        select(E.member_id).where(
            within(MembershipEvent, actor),
            among_ids(session, E.member_id, ended),
            E.kind.in_(list(rules.FINAL)),
        )
    )
    return frozenset(rows.scalars())


def _elsewhere(session: Session, actor: Actor, indexes: Sequence[str]) -> frozenset[str]:
    with as_system(session):
        held = ledger.claimed_by(session, indexes)
    return frozenset(index for index, (district, _) in held.items() if district != actor.district_id)
