"""Who is calling: one indexed read turns an access token into an Actor with today's role and place."""

from typing import Any

from sqlalchemy import Select, and_, select
from sqlmodel import Session, col
from starlette.requests import Request

from backend.identity.codes import AccountStatus
from backend.identity.delegations.acting import acting_actor
from backend.identity.desk import Desk
from backend.identity.grants.models import RoleGrant
from backend.identity.grants.standing import grant_of, in_force, of_account, suits
from backend.identity.models import Account, LoginSession, Person
from backend.identity.tokens import Claims
from backend.kernel.authz import Actor
from backend.kernel.db import as_system
from backend.kernel.errors import Unauthenticated
from backend.kernel.roles import Office

_SCHEME = "bearer "
_FOUND: tuple[Any, ...] = (Account, col(Person.name), LoginSession, RoleGrant)


def load_actor(desk: Desk, session: Session, request: Request) -> Actor:
    """The signed-in caller, with role, place and state as they are now, not as they were when the token was made.

    Raises Unauthenticated.
    """
    claims = desk.token_key.read(_bearer(request))
    with as_system(session):
        found = session.execute(_caller(claims)).first()
        if found is None:
            raise Unauthenticated()
        account, person_name, login, grant = found
        return _in_whose_name(session, desk, actor_of(desk, account, person_name, login, grant), login)


def caller_of(session: Session, desk: Desk, account: Account, login: LoginSession) -> Actor:
    """The Actor of an account whose session was just opened, renewed or closed."""
    return _in_whose_name(session, desk, own_actor(session, desk, account, login), login)


def own_actor(session: Session, desk: Desk, account: Account, login: LoginSession) -> Actor:
    """The caller of a session in their own name, whomever the session acts for."""
    person = session.get_one(Person, (account.district_id, account.person_id))
    return actor_of(desk, account, person.name, login, grant_of(session, account))


def _in_whose_name(session: Session, desk: Desk, own: Actor, login: LoginSession) -> Actor:
    """A session acts for somebody only as long as the delegation gives something."""
    if login.acting_for_id is None:
        return own
    return acting_actor(session, desk.rights_of, own, login.acting_for_id) or own


def actor_of(
    desk: Desk, account: Account, person_name: str, login: LoginSession, grant: RoleGrant | None
) -> Actor:
    """An account as the Actor of one session.

    Its rights follow from the grant in force today; they sleep until a handed-over password is changed
    and until a needed second factor is enrolled.
    """
    if grant is not None and not suits(grant, account):
        grant = None  # its first day has come; it is taken up by the day's work or the next renewal
    offices = frozenset[Office]() if grant is None else grant.office_set
    sleeps = grant is None or account.must_change_password or desk.must_enrol(account)
    return Actor(
        account_id=account.id,
        person_id=account.person_id,
        person_name=person_name,
        role=account.role,
        district_id=account.district_id,
        org_id=account.organisation_id,
        org_path=account.org_path,
        permissions=frozenset() if sleeps else desk.rights_of(account.role, offices),
        session_id=login.id,
        offices=offices,
        proved_at=login.proved_at,
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
        .outerjoin(RoleGrant, and_(of_account(), in_force()))
        .where(
            col(Account.district_id) == claims.district_id,
            col(Account.id) == claims.account_id,
            col(Account.status) == AccountStatus.ENABLED,
            col(LoginSession.id) == claims.session_id,
            col(LoginSession.ended_at).is_(None),
        )
        .order_by(col(RoleGrant.id).desc())
        .limit(1)
    )


def _bearer(request: Request) -> str:
    given = request.headers.getlist("authorization")
    if len(given) != 1 or not given[0].lower().startswith(_SCHEME):
        raise Unauthenticated()
    return given[0][len(_SCHEME) :].strip()
