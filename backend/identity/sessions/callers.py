"""Who is calling: one indexed read turns an access token into an Actor with today's role and place."""

from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, select
from sqlmodel import Session, col
from starlette.requests import Request

from backend.identity.codes import AccountStatus
from backend.identity.desk import Desk
from backend.identity.models import Account, LoginSession, Person
from backend.identity.tokens import Claims
from backend.kernel.authz import Actor
from backend.kernel.db import as_system
from backend.kernel.errors import Unauthenticated

_SCHEME = "bearer "
_FOUND: tuple[Any, ...] = (Account, col(Person.name))


def load_actor(desk: Desk, session: Session, request: Request) -> Actor:
    """The signed-in caller, with role, place and state as they are now, not as they were when the token was made.

    Raises Unauthenticated.
    """
    claims = desk.token_key.read(_bearer(request))
    with as_system(session):
        found = session.execute(_caller(claims)).one_or_none()
    if found is None:
        raise Unauthenticated()
    account, person_name = found
    return actor_of(desk, account, person_name, claims.session_id)


def actor_of(desk: Desk, account: Account, person_name: str, session_id: UUID) -> Actor:
    """An account as the Actor of one session; its rights sleep until a handed-over password is changed."""
    return Actor(
        account_id=account.id,
        person_id=account.person_id,
        person_name=person_name,
        role=account.role,
        district_id=account.district_id,
        org_id=account.organisation_id,
        org_path=account.org_path,
        permissions=frozenset() if account.must_change_password else desk.rights_of(account.role),
        session_id=session_id,
    )


def _caller(claims: Claims) -> Select[Any]:
    return (
        select(*_FOUND)
        .join(
            LoginSession,
            and_(
                col(LoginSession.district_id) == col(Account.district_id),
                col(LoginSession.account_id) == col(Account.id),
            ),
        )
        .join(
            Person,
            and_(
                col(Person.district_id) == col(Account.district_id),
                col(Person.id) == col(Account.person_id),
            ),
        )
        .where(
            col(Account.district_id) == claims.district_id,
            col(Account.id) == claims.account_id,
            col(Account.status) == AccountStatus.ENABLED,
            col(LoginSession.id) == claims.session_id,
            col(LoginSession.ended_at).is_(None),
        )
    )


def _bearer(request: Request) -> str:
    given = request.headers.getlist("authorization")
    if len(given) != 1 or not given[0].lower().startswith(_SCHEME):
        raise Unauthenticated()
    return given[0][len(_SCHEME) :].strip()
