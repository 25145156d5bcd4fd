"""The branches right below a place, under the tree of today or of a date: what members are laid out by as streets."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from backend.kernel.authz import Actor, next_path
from backend.kernel.db import as_system
from backend.kernel.indicators import AsOf, TreeOf
from backend.organisations import queries as organisations
from backend.organisations.queries import ORG
from backend.organisations.structure.edges import branches_below


@dataclass(frozen=True, slots=True)
class Branches:
    """Names of the branches in the order of the page, the place itself last, and the branch of every union."""

    labels: dict[UUID, str]
    of: dict[UUID, UUID]

    def units(self, branch: UUID) -> list[UUID]:
        """The unions of one branch."""
        return [union for union, found in self.of.items() if found == branch]


def branches_of(session: Session, actor: Actor, as_of: AsOf, place: Any, tree: TreeOf) -> Branches:
    """The branches of a place; the unions of the place itself stand under its own name."""
    own = {place.id: f"{place.name}本级"}
    if tree is TreeOf.THEN:
        with as_system(session):
            of = branches_below(session, actor.district_id, place.id, as_of.on, as_of.known_at)
        names = organisations.union_names(session, actor.district_id, set(of.values()) - {place.id})
        return Branches({**dict(sorted(names.items(), key=lambda item: item[1])), **own}, of)
    children = _children(session, actor.district_id, place)
    paths = {path: child.id for path, child in children.items()}
    of = {
        union.id: paths.get(_branch_path(place.org_path, union.org_path), place.id)
        for union in _unions(session, actor.district_id, place)
    }
    return Branches({**{child.id: child.name for child in children.values()}, **own}, of)


def _branch_path(top: str, path: str) -> str:
    return top + path[len(top) :].split(".")[0] + "."


def _children(session: Session, district_id: str, place: Any) -> dict[str, Any]:
    statement = (
        select(ORG.id, ORG.name, ORG.org_path)
        .where(ORG.district_id == district_id, ORG.parent_id == place.id)
        .order_by(ORG.org_path)
    )
    return {row.org_path: row for row in session.execute(statement)}


def _unions(session: Session, district_id: str, place: Any) -> Any:
    statement = select(ORG.id, ORG.org_path).where(
        ORG.district_id == district_id,
        ORG.org_path >= place.org_path,
        ORG.org_path < next_path(place.org_path),
    )
    return session.execute(statement)
