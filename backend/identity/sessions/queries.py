"""Reads of log-in: candidates, families of refresh tokens, own sessions, the caller's card."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session, col, select

from backend.identity.codes import AccountStatus
from backend.identity.desk import Desk
from backend.identity.models import Account, LoginName, LoginSession, Person
from backend.identity.places import district_of, place_of
from backend.identity.refresh_tokens import RefreshClaim
from backend.identity.rules import Family, Lifetime
from backend.identity.sessions.schemas import MeOut, SessionOut
from backend.kernel import clock
from backend.kernel.authz import Actor
from backend.kernel.db import as_system
from backend.kernel.errors import NotFound

SHOWN_AFTER_END = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a login name leads to."""

    district_id: str
    account_id: UUID
    org_path: str
    password_hash: str
    is_enabled: bool


def find_candidate(session: Session, login_name: str) -> Candidate | None:
    """The account behind a canonical login name; no district is needed."""
    named = session.get(LoginName, login_name)
    account = session.get(Account, (named.district_id, named.account_id)) if named else None
    if account is None:
        return None
    enabled = account.status is AccountStatus.ENABLED
    return Candidate(account.district_id, account.id, account.org_path, account.password_hash, enabled)


def locked_account(session: Session, district_id: str, account_id: UUID) -> Account | None:
    """The newest state of an account, held until the end of the transaction."""
    return session.get(Account, (district_id, account_id), with_for_update=True, populate_existing=True)


def locked_session(session: Session, claim: RefreshClaim) -> LoginSession | None:
    """The newest state of a session, held until the end of the transaction."""
    key = (claim.district_id, claim.session_id)
    return session.get(LoginSession, key, with_for_update=True, populate_existing=True)


def family_of(row: LoginSession) -> Family:
    """A session as the rules see it."""
    return Family(row.generation, row.started_at, row.used_at, row.ended_at is not None)


def person_name(session: Session, account: Account) -> str:
    """The name of the person behind an account."""
    return session.get_one(Person, (account.district_id, account.person_id)).name


def card_of(session: Session, desk: Desk, actor: Actor) -> MeOut:
    """The caller as the page shows it."""
    with as_system(session):
        account = session.get_one(Account, (actor.district_id, actor.account_id))
    return MeOut(
        id=actor.account_id,
        login_name=account.login_name,
        person_name=actor.person_name,
        role=actor.role,
        offices=sorted(actor.offices),
        acting_for=actor.acting_for.person_name if actor.acting_for else None,
        organisation=place_of(session, actor),
        district=district_of(session, actor.district_id),
        permissions=sorted(actor.permissions),
        must_change_password=account.must_change_password,
        has_second_factor=account.second_factor_at is not None,
        must_enrol=desk.must_enrol(account),
        today=clock.today(),
    )


def own_sessions(session: Session, actor: Actor, lifetime: Lifetime) -> list[SessionOut]:
    """The caller's devices, newest first; ended ones of the last 30 days too."""
    now = clock.real_now()
    wanted = (
        select(LoginSession)
        .where(
            LoginSession.district_id == actor.district_id,
            LoginSession.account_id == actor.account_id,
            col(LoginSession.started_at) >= now - SHOWN_AFTER_END,
        )
        .order_by(col(LoginSession.started_at).desc(), col(LoginSession.id).desc())
        .limit(200)
    )
    with as_system(session):
        return [_session_out(row, actor, lifetime, now) for row in session.exec(wanted)]


def own_session(session: Session, actor: Actor, session_id: UUID) -> LoginSession:
    """One of the caller's own sessions.

    Raises NotFound for anybody else's, as for a random id.
    """
    row = session.get(LoginSession, (actor.district_id, session_id), with_for_update=True)
    if row is None or row.account_id != actor.account_id:
        raise NotFound()
    return row


def _session_out(row: LoginSession, actor: Actor, lifetime: Lifetime, now: datetime) -> SessionOut:
    alive = (
        row.ended_at is None
        and now < row.used_at + lifetime.idle
        and now < row.started_at + lifetime.absolute
    )
    return SessionOut(
        id=row.id,
        device=row.device,
        started_at=row.started_at,
        used_at=row.used_at,
        ended_at=row.ended_at,
        end_reason=row.end_reason,
        is_current=row.id == actor.session_id,
        is_active=alive,
    )
