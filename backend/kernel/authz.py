"""Who is calling, what they may do, and how far they see: the caller's place in the union tree."""

from dataclasses import dataclass
from typing import Annotated, Any, Protocol, TypeVar
from uuid import UUID

from fastapi import Depends, Request
from sqlalchemy import ColumnElement, and_
from sqlmodel import Session

from backend.kernel.db import Db, set_reach
from backend.kernel.errors import Forbidden, NotFound
from backend.kernel.roles import Role


@dataclass(frozen=True, slots=True)
class Actor:
    """The person behind a request (or the system behind a job) and their reach."""

    account_id: UUID
    person_id: UUID
    person_name: str
    role: Role
    district_id: str
    org_id: UUID
    org_path: str
    permissions: frozenset[str]
    session_id: UUID | None = None

    def may(self, permission: str) -> bool:
        """Whether the caller holds a right."""
        return permission in self.permissions


class InScope(Protocol):
    """Anything that stands in the union tree."""

    district_id: Any
    org_path: Any


Row = TypeVar("Row", bound=InScope)


def next_path(path: str) -> str:
    """The first path after the subtree of ``path`` (paths end with ``.``, the next sign is ``/``)."""
    return path[:-1] + "/"


def in_subtree(path: str, actor: Actor) -> bool:
    """Whether a path lies in the caller's part of the tree."""
    return path.startswith(actor.org_path)


def within(model: Any, actor: Actor) -> ColumnElement[bool]:
    """The rows of a table in the caller's district and subtree; every select starts from it."""
    return and_(
        model.district_id == actor.district_id,
        model.org_path >= actor.org_path,
        model.org_path < next_path(actor.org_path),
    )


def visible(row: Row | None, actor: Actor) -> Row:
    """The row if it is in reach; otherwise the same answer as for a random id.

    Raises NotFound.
    """
    if row is None or row.district_id != actor.district_id or not in_subtree(row.org_path, actor):
        raise NotFound()
    return row


def current_actor(request: Request, db: Db) -> Actor:
    """The signed-in caller; the identity domain supplies the look-up at start-up."""
    load: ActorLoader = request.app.state.load_actor
    actor = load(db, request)
    request.state.actor = actor
    set_reach(db, actor.district_id, actor.org_path)
    return actor


Signed = Annotated[Actor, Depends(current_actor)]


class Require:
    """Dependency that lets only callers with one right pass; the route signature names it."""

    def __init__(self, permission: str) -> None:
        self.permission = permission

    def __call__(self, actor: Signed) -> Actor:
        if not actor.may(self.permission):
            raise Forbidden()
        return actor


def require(permission: str) -> Any:
    """``Annotated[Actor, require(P.READ)]``: the caller, who must hold this right."""
    return Depends(Require(permission))


class ActorLoader(Protocol):
    """How the identity domain turns a request into an Actor."""

    def __call__(self, session: Session, request: Request) -> Actor: ...
