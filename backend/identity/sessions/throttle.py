"""Growing delay of log-ins per name and per source: counted before the password is looked at, given back on success."""

from datetime import datetime, timedelta
from math import ceil

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from backend.identity.codes import ThrottleKind
from backend.identity.models import LoginThrottle
from backend.identity.rules import DELAYS
from backend.kernel import clock
from backend.kernel.db import is_postgresql
from backend.kernel.errors import TooManyRequests
from backend.kernel.privacy import blind_index

_KEPT = timedelta(days=1)


def charge(session: Session, login_name: str, source: str) -> None:
    """Count one try, as if it failed; parallel guesses are therefore all counted.

    Raises TooManyRequests with the seconds to wait; then nothing is counted.
    """
    now = clock.real_now()
    rows = [_locked(session, kind, key, now) for kind, key in _keys(login_name, source)]
    _refuse_blocked(rows, now)
    for row in rows:
        delay = DELAYS[row.kind]
        if now - row.last_at >= delay.forget:
            row.failures = 0
        row.failures += 1
        row.last_at = now
        row.blocked_until = now + delay.after(row.failures)
    _forget_old(session, now)


def give_back(session: Session, login_name: str, source: str) -> None:
    """Undo the count of a try that succeeded: the name starts afresh, the source loses this one try only."""
    now = clock.real_now()
    for kind, key in _keys(login_name, source):
        row = _locked(session, kind, key, now)
        if kind is ThrottleKind.ACCOUNT:
            session.delete(row)
        else:
            row.failures = max(row.failures - 1, 0)
            row.blocked_until = None
    session.flush()


def _keys(login_name: str, source: str) -> list[tuple[ThrottleKind, str]]:
    return [
        (ThrottleKind.ACCOUNT, blind_index("login_name", login_name)),
        (ThrottleKind.SOURCE, blind_index("login_source", source)),
    ]


def _locked(session: Session, kind: ThrottleKind, key: str, now: datetime) -> LoginThrottle:
    row = session.get(LoginThrottle, (kind, key), with_for_update=True, populate_existing=True)
    if row is not None:
        return row
    first = {"kind": kind, "key_index": key, "failures": 0, "last_at": now, "blocked_until": None}
    dialect = postgresql if is_postgresql(session) else sqlite
    session.execute(dialect.insert(LoginThrottle).values(first).on_conflict_do_nothing())
    return session.get_one(LoginThrottle, (kind, key), with_for_update=True, populate_existing=True)


def _refuse_blocked(rows: list[LoginThrottle], now: datetime) -> None:
    until = max((row.blocked_until for row in rows if row.blocked_until), default=now)
    if until > now:
        wait = ceil((until - now).total_seconds())
        raise TooManyRequests(f"登录失败次数较多，请 {wait} 秒后再试", retry_after=wait)


def _forget_old(session: Session, now: datetime) -> None:
    old = (
        select(LoginThrottle)
        .where(col(LoginThrottle.last_at) < now - _KEPT)
        .limit(100)
        .with_for_update(skip_locked=True)
    )
    for row in session.exec(old):
        session.delete(row)
