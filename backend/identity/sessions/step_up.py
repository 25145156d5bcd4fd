"""Step-up: the signed-in caller proves again who they are, and this session may do dangerous things for a while."""

from datetime import datetime

from sqlmodel import Session

from backend.identity.desk import Desk
from backend.identity.models import Account, LoginSession
from backend.identity.sessions import throttle
from backend.identity.sessions.proofs import LoginRefused, proven
from backend.kernel import audit, clock
from backend.kernel.authz import STEP_UP_LASTS, Actor
from backend.kernel.db import as_system
from backend.kernel.errors import Unauthenticated, invalid


def prove_again(session: Session, desk: Desk, actor: Actor, password: str, source: str) -> datetime:
    """Mark the caller's session as proved now; until when that holds.

    Raises Invalid (wrong password), TooManyRequests and Busy: tries count like those of log-in.
    """
    with as_system(session):
        name = session.get_one(Account, (actor.district_id, actor.account_id)).login_name
    try:
        proven(session, desk, name, password, source)
    except LoginRefused as problem:
        raise invalid("password", "password_wrong", "密码不正确", "请重新输入登录密码") from problem
    with as_system(session):
        throttle.give_back(session, name, source)
        return mark_proved(session, actor)


def mark_proved(session: Session, actor: Actor) -> datetime:
    """Note the moment in the caller's session, unless it has ended meanwhile.

    Raises Unauthenticated.
    """
    key = (actor.district_id, actor.session_id)
    row = session.get(LoginSession, key, with_for_update=True, populate_existing=True)
    if row is None or row.ended_at is not None:
        raise Unauthenticated()
    row.proved_at = clock.real_now()
    audit.record(session, actor, "session.step_up", "session", row.id)
    return row.proved_at + STEP_UP_LASTS
