"""Log-in, refresh, log-out, own sessions, own password."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session, col, update

from backend.identity.challenges import LASTS, Challenge, ChallengeOver
from backend.identity.codes import AccountStatus, SessionEnd
from backend.identity.desk import Desk
from backend.identity.grants.standing import begin_due
from backend.identity.models import Account, LoginSession
from backend.identity.password_rules import canonical_password, password_problems
from backend.identity.places import place_of
from backend.identity.refresh_tokens import RefreshClaim
from backend.identity.rules import RefreshVerdict, canonical_login, judge_refresh
from backend.identity.second_factor.spending import check_code, holder_of
from backend.identity.sessions import queries, throttle
from backend.identity.sessions.callers import caller_of
from backend.identity.sessions.proofs import CodeRefused, LoginRefused, proven
from backend.identity.tokens import Claims
from backend.kernel import audit, clock
from backend.kernel.authz import Actor
from backend.kernel.db import as_system, independent, new_id, set_reach
from backend.kernel.errors import FieldError, Invalid, Unauthenticated, invalid


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A signed-in caller with fresh tokens."""

    actor: Actor
    access_token: str
    expires_in: int
    refresh_token: str


@dataclass(frozen=True, slots=True)
class Knock:
    """Where a log-in comes from."""

    source: str
    device: str


@dataclass(frozen=True, slots=True)
class HalfSigned:
    """The password was right; the account's second factor is still to come."""

    challenge: str
    expires_in: int


def log_in(
    session: Session, desk: Desk, login_name: str, password: str, knock: Knock
) -> SignedIn | HalfSigned:
    """Open a session for the right password, or ask for the code of the account's second factor first.

    Raises LoginRefused, TooManyRequests (wait) and Busy (too many at once).
    """
    name = canonical_login(login_name)
    candidate, renewed = proven(session, desk, name, password, knock.source)
    with as_system(session):
        account = queries.locked_account(session, candidate.district_id, candidate.account_id)
        if account is None or account.password_hash != candidate.password_hash or not _is_enabled(account):
            raise LoginRefused()
        throttle.give_back(session, name, knock.source)
        if renewed:
            account.password_hash = renewed
        if account.second_factor_at is not None:
            return _half_signed(session, desk, account)
        return enter(session, desk, account, knock)


def log_in_with_code(session: Session, desk: Desk, given: str, code: str, knock: Knock) -> SignedIn:
    """Open the session of a half-signed log-in for a right code.

    Raises ChallengeOver, CodeRefused and TooManyRequests.
    """
    claim = desk.challenge_key.claim(given)
    with as_system(session):
        account = session.get(Account, (claim.district_id, claim.account_id))
    proved = account.password_hash if account else ""
    if account is None or not desk.challenge_key.is_genuine(given, proved, clock.real_now()):
        raise ChallengeOver()
    if not check_code(session, holder_of(account), code, knock.source):
        raise CodeRefused()
    with as_system(session):
        current = queries.locked_account(session, claim.district_id, claim.account_id)
        if current is None or current.password_hash != proved or not _is_enabled(current):
            raise ChallengeOver()
        return enter(session, desk, current, knock)


def enter(session: Session, desk: Desk, account: Account, knock: Knock) -> SignedIn:
    """A new session of an account that proved itself."""
    account.last_login_at = clock.real_now()
    opened = _open_session(session, account, knock.device)
    signed = _signed_in(session, desk, account, opened)
    audit.record(session, signed.actor, "account.login", "account", account.id)
    return signed


def refresh(session: Session, desk: Desk, token: str) -> SignedIn:
    """Exchange a refresh token for its successor; a spent one ends the whole family.

    Raises Unauthenticated.
    """
    claim = desk.refresh_key.read(token)
    now = clock.real_now()
    with as_system(session):
        row = queries.locked_session(session, claim)
        account = queries.locked_account(session, claim.district_id, row.account_id) if row else None
        if row is None or account is None or not _is_enabled(account):
            raise Unauthenticated()
        verdict = judge_refresh(queries.family_of(row), claim.generation, desk.lifetime, now)
        if verdict is RefreshVerdict.ROTATE:
            row.generation += 1
            row.used_at = now
        if verdict in (RefreshVerdict.ROTATE, RefreshVerdict.REPEAT):
            return _signed_in(session, desk, account, row)
    if verdict is RefreshVerdict.REPLAY:
        _end_replayed(session, desk, claim)
    raise Unauthenticated("登录已过期，请重新登录")


def log_out(session: Session, desk: Desk, token: str) -> None:
    """End the session of a refresh token, whichever generation it is; an ended one stays ended."""
    claim = desk.refresh_key.read(token)
    with as_system(session):
        row = queries.locked_session(session, claim)
        account = queries.locked_account(session, claim.district_id, row.account_id) if row else None
        if row is None or account is None or row.ended_at is not None:
            return
        _end(row, SessionEnd.LOGOUT)
        actor = caller_of(session, desk, account, row)
        audit.record(session, actor, "account.logout", "account", account.id)


def end_own_session(session: Session, actor: Actor, session_id: UUID) -> None:
    """Sign one of the caller's own devices out."""
    with as_system(session):
        row = queries.own_session(session, actor, session_id)
        if row.ended_at is None:
            _end(row, SessionEnd.REVOKED)
            audit.record(session, actor, "session.end", "session", row.id)


def change_password(
    session: Session, desk: Desk, actor: Actor, current: str, replacement: str, source: str
) -> None:
    """Replace the caller's password and end all their other sessions.

    Raises Invalid (wrong current password, weak new one), TooManyRequests and Busy.
    """
    with as_system(session):
        name = session.get_one(Account, (actor.district_id, actor.account_id)).login_name
    context = (name, actor.person_name, place_of(session, actor).name)
    chosen = canonical_password(replacement)
    problems = password_problems("new_password", chosen, context)
    if chosen == canonical_password(current):
        problems = [FieldError("new_password", "password_same", "新密码与现用密码相同", "请换一个密码")]
    if problems:
        raise Invalid("新密码不符合要求", errors=problems)
    try:
        candidate, _ = proven(session, desk, name, current, source)
    except LoginRefused as problem:
        raise invalid(
            "current_password", "password_wrong", "现用密码不正确", "请重新输入现用密码"
        ) from problem
    with desk.hasher.place():
        hashed = desk.hasher.hash(chosen)
    with as_system(session):
        _replace_password(session, actor, candidate.password_hash, hashed)
        throttle.give_back(session, name, source)
    set_reach(session, actor.district_id, actor.org_path)


def end_sessions(session: Session, account: Account, reason: SessionEnd, keep: UUID | None = None) -> None:
    """End every session of an account, except perhaps one."""
    open_ones = (
        update(LoginSession)
        .where(
            col(LoginSession.district_id) == account.district_id,
            col(LoginSession.account_id) == account.id,
            col(LoginSession.ended_at).is_(None),
        )
        .values(ended_at=clock.real_now(), end_reason=reason)
    )
    session.execute(open_ones if keep is None else open_ones.where(col(LoginSession.id) != keep))


def _half_signed(session: Session, desk: Desk, account: Account) -> HalfSigned:
    audit.record_unsigned(
        session, account.district_id, account.org_path, "account.login_half", "account", account.id
    )
    challenge = Challenge(account.district_id, account.id, clock.real_now() + LASTS)
    return HalfSigned(desk.challenge_key.issue(challenge, account.password_hash), int(LASTS.total_seconds()))


def _open_session(session: Session, account: Account, device: str) -> LoginSession:
    now = clock.real_now()
    opened = LoginSession(
        id=new_id(),
        district_id=account.district_id,
        org_path=account.org_path,
        account_id=account.id,
        device=device,
        started_at=now,
        used_at=now,
    )
    session.add(opened)
    session.flush()
    return opened


def _signed_in(session: Session, desk: Desk, account: Account, row: LoginSession) -> SignedIn:
    begin_due(session, account)
    now = clock.real_now()
    expires = min(
        now + timedelta(minutes=desk.settings.access_minutes), row.started_at + desk.lifetime.absolute
    )
    claims = Claims(account.id, account.district_id, row.id, new_id(), now, expires)
    return SignedIn(
        actor=caller_of(session, desk, account, row),
        access_token=desk.token_key.issue(claims),
        expires_in=_whole_seconds(now, expires),
        refresh_token=desk.refresh_key.issue(RefreshClaim(row.district_id, row.id, row.generation)),
    )


def _whole_seconds(now: datetime, expires: datetime) -> int:
    return int(expires.timestamp()) - int(now.timestamp())


def _end_replayed(session: Session, desk: Desk, claim: RefreshClaim) -> None:
    with independent(session) as ending:
        row = queries.locked_session(ending, claim)
        if row is None or row.ended_at is not None:
            return
        _end(row, SessionEnd.REPLAY)
        account = ending.get_one(Account, (row.district_id, row.account_id))
        audit.record_unsigned(
            ending, row.district_id, account.org_path, "session.replayed", "session", row.id
        )


def _end(row: LoginSession, reason: SessionEnd) -> None:
    row.ended_at = clock.real_now()
    row.end_reason = reason


def _replace_password(session: Session, actor: Actor, before: str, hashed: str) -> None:
    account = queries.locked_account(session, actor.district_id, actor.account_id)
    if account is None or account.password_hash != before or not _is_enabled(account):
        raise Unauthenticated()
    account.password_hash = hashed
    account.must_change_password = False
    account.password_changed_at = clock.real_now()
    account.version += 1
    end_sessions(session, account, SessionEnd.PASSWORD_CHANGED, keep=actor.session_id)
    audit.record(session, actor, "account.password_changed", "account", account.id)


def _is_enabled(account: Account) -> bool:
    return account.status is AccountStatus.ENABLED
