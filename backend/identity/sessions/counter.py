"""The security administrator's look at sessions: who is signed in, and ending one for a reason."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, or_, select
from sqlmodel import Session, col

from backend.identity.codes import AccountStatus, SessionEnd
from backend.identity.models import Account, LoginSession, Person
from backend.identity.rules import Lifetime
from backend.identity.schemas import PlaceOut
from backend.identity.sessions.schemas import OpenSessionPage, OpenSessionRow
from backend.kernel import audit, clock
from backend.kernel.authz import Actor, refuse_same_person, visible, within
from backend.kernel.errors import Conflict
from backend.kernel.paging import Paging, like_escape, paginate
from backend.kernel.roles import Role
from backend.organisations import queries as organisations

LISTED: tuple[Any, ...] = (LoginSession, Account, col(Person.name))


@dataclass(frozen=True, slots=True)
class SessionFilter:
    """What the caller wants to see of the list."""

    q: str = ""
    role: Role | None = None
    account_id: UUID | None = None


def list_open(
    session: Session, actor: Actor, lifetime: Lifetime, wanted: SessionFilter, page: Paging
) -> OpenSessionPage:
    """Sessions in use in the caller's reach, the newest log-in first."""
    statement: Select[Any] = (
        select(*LISTED)
        .join(Account, _same(LoginSession.account_id, Account))
        .join(Person, _same(Account.person_id, Person))
        .where(within(LoginSession, actor), within(Account, actor), within(Person, actor))
        .where(*_in_use(lifetime, clock.real_now()))
    )
    if wanted.role is not None:
        statement = statement.where(col(Account.role) == wanted.role)
    if wanted.account_id is not None:
        statement = statement.where(col(LoginSession.account_id) == wanted.account_id)
    if wanted.q:
        statement = statement.where(
            or_(
                col(Account.login_name).like(f"{like_escape(wanted.q.lower())}%", escape="\\"),
                col(Person.name).like(f"%{like_escape(wanted.q)}%", escape="\\"),
            )
        )
    found = paginate(session, statement, order=[col(LoginSession.id)], page=page, descending=True)
    lines = [(row[0], row[1], row[2]) for row in found.rows]
    names = organisations.union_names(session, actor.district_id, {a.organisation_id for _, a, _ in lines})
    return OpenSessionPage(
        items=[_row(actor, login, account, name, names) for login, account, name in lines],
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


def end_session_of(session: Session, actor: Actor, session_id: UUID, note: str) -> None:
    """Sign a device of somebody else out at once; the reason goes to the audit trail.

    Raises NotFound, Conflict (own session, ended already).
    """
    key = (actor.district_id, session_id)
    row = visible(session.get(LoginSession, key, with_for_update=True, populate_existing=True), actor)
    account = session.get_one(Account, (row.district_id, row.account_id))
    refuse_same_person(actor, {account.person_id}, "下线自己的登录")
    if row.ended_at is not None:
        raise Conflict("这个登录已经退出")
    row.ended_at, row.end_reason = clock.real_now(), SessionEnd.SECURITY
    session.add(row)
    session.flush()
    details = {"account_id": str(account.id), "note": note}
    audit.record(session, actor, "session.end_by_security", "session", row.id, details=details)


def _same(key: Any, table: Any) -> Any:
    return and_(col(table.district_id) == col(key.class_.district_id), col(table.id) == col(key))


def _in_use(lifetime: Lifetime, now: datetime) -> tuple[Any, ...]:
    return (
        col(LoginSession.ended_at).is_(None),
        col(LoginSession.used_at) > now - lifetime.idle,
        col(LoginSession.started_at) > now - lifetime.absolute,
        col(Account.status) == AccountStatus.ENABLED,
    )


def _row(
    actor: Actor, login: LoginSession, account: Account, name: str, names: dict[UUID, str]
) -> OpenSessionRow:
    return OpenSessionRow(
        id=login.id,
        account_id=account.id,
        login_name=account.login_name,
        person_name=name,
        role=account.role,
        organisation=PlaceOut(
            id=account.organisation_id, name=names[account.organisation_id], org_path=account.org_path
        ),
        device=login.device,
        started_at=login.started_at,
        used_at=login.used_at,
        is_own=account.person_id in actor.persons,
    )
