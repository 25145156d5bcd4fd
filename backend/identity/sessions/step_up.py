"""Step-up: the signed-in caller proves again who they are, and this session may do dangerous things for a while."""

from datetime import datetime

from sqlmodel import Session

from backend.identity.desk import Desk
from backend.identity.models import Account, LoginSession
from backend.identity.second_factor.spending import check_code, holder_of
from backend.identity.sessions import throttle
from backend.identity.sessions.proofs import LoginRefused, proven
from backend.kernel import audit, clock
from backend.kernel.authz import STEP_UP_LASTS, Actor
from backend.kernel.db import as_system
from backend.kernel.errors import Unauthenticated, invalid


def prove_again(
    session: Session, desk: Desk, actor: Actor, password: str | None, code: str | None, source: str
) -> datetime:
    """Mark the caller's session as proved now; until when that holds.

    An account with a second factor proves itself with a code, any other one with its password.
    Raises Invalid (wrong, or not the kind that is asked for), TooManyRequests and Busy: tries count like those of log-in.
    """
    with as_system(session):
        account = session.get_one(Account, (actor.district_id, actor.account_id))
    if account.second_factor_at is None:
        _prove_by_password(session, desk, account.login_name, password, source)
    else:
        _prove_by_code(session, account, code, source)
    with as_system(session):
        return _mark(session, actor)


def _prove_by_password(
    session: Session, desk: Desk, login_name: str, password: str | None, source: str
) -> None:
    if not password:
        raise invalid("password", "missing", "请输入登录密码", "请输入登录密码")
    try:
        proven(session, desk, login_name, password, source)
    except LoginRefused as problem:
        raise invalid("password", "password_wrong", "密码不正确", "请重新输入登录密码") from problem
    with as_system(session):
        throttle.give_back(session, login_name, source)


def _prove_by_code(session: Session, account: Account, code: str | None, source: str) -> None:
    if not code:
        raise invalid("code", "missing", "请输入验证码", "您启用了二次验证，请输入验证器当前显示的 6 位数字")
    if not check_code(session, holder_of(account), code, source):
        raise invalid("code", "code_wrong", "验证码不正确或已用过", "请等验证器显示下一个验证码后再输入")


def _mark(session: Session, actor: Actor) -> datetime:
    key = (actor.district_id, actor.session_id)
    row = session.get(LoginSession, key, with_for_update=True, populate_existing=True)
    if row is None or row.ended_at is not None:
        raise Unauthenticated()
    row.proved_at = clock.real_now()
    audit.record(session, actor, "session.step_up", "session", row.id)
    return row.proved_at + STEP_UP_LASTS
