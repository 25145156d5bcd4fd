"""Who is calling, what they may do, and how far they see: the caller's place in the union tree."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, Any, Protocol, TypeVar
from uuid import UUID

from fastapi import Depends, Request
from sqlalchemy import ColumnElement, and_
from sqlmodel import Session

from backend.kernel import clock
from backend.kernel.db import Db, set_reach
from backend.kernel.errors import Conflict, Forbidden, NotFound, StepUpRequired
from backend.kernel.roles import Office, Role

STEP_UP_LASTS = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Principal:
    """The person somebody acts for under a delegation."""

    delegation_id: UUID
    account_id: UUID
    person_id: UUID
    person_name: str


@dataclass(frozen=True, slots=True)
class Actor:
    """The person behind a request (or the system behind a job) and their reach.

    Under a delegation ``person_name`` reads ``乙（代甲）``, so every record carries both names.
    """

    account_id: UUID
    person_id: UUID
    person_name: str
    role: Role
    district_id: str
    org_id: UUID
    org_path: str
    permissions: frozenset[str]
    session_id: UUID | None = None
    offices: frozenset[Office] = frozenset()
    acting_for: Principal | None = None
    #: when the caller last proved again who they are (step-up), if in this session
    proved_at: datetime | None = None

    @property
    def persons(self) -> frozenset[UUID]:
        """The natural persons whose hand this is: the caller, and under a delegation also whom they act for."""
        own = frozenset({self.person_id})
        return own if self.acting_for is None else own | {self.acting_for.person_id}

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
    """The rows of a table in the caller's district and subtree; every select starts from it.

    At the top of the district the subtree is the district: without the range a list can be read in its own order.
    """
    if actor.org_path == f"{actor.district_id}.":
        whole: ColumnElement[bool] = model.district_id == actor.district_id
        return whole
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


def refuse_same_person(actor: Actor, makers: Iterable[UUID | None], act: str) -> None:
    """Maker and checker are different natural persons, whatever account, office or delegation they use.

    Raises Conflict.
    """
    if actor.persons & set(makers):
        raise Conflict(f"经手人不能自己{act}，请由另一人办理")


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


def refuse_unproved(actor: Actor) -> None:
    """Refuse a caller who has not proved again, a short while ago, who they are (step-up).

    Raises StepUpRequired.
    """
    if actor.proved_at is None or clock.real_now() - actor.proved_at > STEP_UP_LASTS:
        raise StepUpRequired()


def _proved_lately(actor: Signed) -> None:
    refuse_unproved(actor)


#: ``dependencies=[StepUp]``: reveal, large export, payment and grants want a fresh proof of who is calling.
StepUp = Depends(_proved_lately)


class ActorLoader(Protocol):
    """How the identity domain turns a request into an Actor."""

    def __call__(self, session: Session, request: Request) -> Actor: ...
