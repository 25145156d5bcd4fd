"""Enrolling, confirming, renewing and ending a second factor."""

from sqlmodel import Session, col, delete, func, select

from backend.identity.codes import AccountAction, SessionEnd
from backend.identity.desk import Desk
from backend.identity.models import Account
from backend.identity.rules import ACCOUNT_WORKFLOW
from backend.identity.second_factor import rules, spending
from backend.identity.second_factor.models import RecoveryCode, SecondFactor
from backend.identity.second_factor.schemas import EnrolmentOut, SecondFactorOut
from backend.identity.sessions import queries
from backend.identity.sessions.service import end_sessions
from backend.kernel import audit, clock
from backend.kernel.authz import Actor, refuse_same_person
from backend.kernel.db import as_system, new_id
from backend.kernel.errors import Conflict, Unauthenticated, invalid
from backend.kernel.history import advance
from backend.kernel.privacy import cipher


def standing(session: Session, desk: Desk, actor: Actor) -> SecondFactorOut:
    """How the caller's second factor stands."""
    with as_system(session):
        account = session.get_one(Account, (actor.district_id, actor.account_id))
        factor = spending.active_factor(session, account)
        left = 0 if factor is None else _codes_left(session, factor)
    return SecondFactorOut(
        is_required=desk.needs_second_factor(account.role),
        enrolled_at=account.second_factor_at,
        recovery_codes_left=left,
    )


def enrol(session: Session, actor: Actor) -> EnrolmentOut:
    """A new secret for the caller's authenticator; the one in use stays until the new one is confirmed."""
    with as_system(session):
        account = _locked(session, actor)
        _forget_unconfirmed(session, account)
        secret, factor_id = rules.new_secret(), new_id()
        sealed = cipher().seal(
            spending.TABLE,
            "secret_sealed",
            factor_id,
            rules.shown_secret(secret),
            district_id=account.district_id,
        )
        session.add(
            SecondFactor(
                id=factor_id,
                district_id=account.district_id,
                org_path=account.org_path,
                account_id=account.id,
                secret_sealed=sealed,
            )
        )
        audit.record(session, actor, "second_factor.enrol", "account", account.id)
    return EnrolmentOut(
        secret=rules.shown_secret(secret), uri=rules.enrolment_uri(secret, account.login_name)
    )


def confirm(session: Session, actor: Actor, typed: str) -> list[str]:
    """Take the new authenticator into use with its first code; the recovery codes.

    Raises Conflict (nothing to confirm) and Invalid (the code is not right).
    """
    with as_system(session):
        account = _locked(session, actor)
        waiting = _unconfirmed(session, account)
        if waiting is None:
            raise Conflict("没有待确认的验证器，请重新开始设置")
        code = rules.canonical_code(typed)
        step = rules.matching_step(spending.secret_of(waiting), code, clock.real_now())
        if step is None:
            fix = "请核对手机时间是否准确，再输入验证器当前显示的 6 位数字"
            raise invalid("code", "code_wrong", "验证码不正确", fix)
        _end_active(session, account)
        waiting.confirmed_at = account.second_factor_at = clock.real_now()
        waiting.last_step = step
        session.add_all([waiting, account])
        session.flush()
        codes = _give_recovery_codes(session, waiting)
        end_sessions(session, account, SessionEnd.SECOND_FACTOR, keep=actor.session_id)
        audit.record(session, actor, "second_factor.confirm", "account", account.id)
    return codes


def renew_recovery_codes(session: Session, actor: Actor) -> list[str]:
    """Ten new recovery codes; the old ones are void.

    Raises Conflict without a second factor.
    """
    with as_system(session):
        account = _locked(session, actor)
        factor = spending.active_factor(session, account)
        if factor is None:
            raise Conflict("还没有启用二次验证")
        codes = _give_recovery_codes(session, factor)
        audit.record(session, actor, "second_factor.recovery_codes", "account", account.id)
    return codes


def stop(session: Session, desk: Desk, actor: Actor) -> None:
    """The caller does without a second factor from now on.

    Raises Conflict when their role needs one.
    """
    with as_system(session):
        account = _locked(session, actor)
        if desk.needs_second_factor(account.role):
            raise Conflict("您的角色必须使用二次验证，可以换一部手机重新设置，不能停用")
        if account.second_factor_at is None:
            raise Conflict("还没有启用二次验证")
        _end_active(session, account)
        audit.record(session, actor, "second_factor.stop", "account", account.id)


def reset(session: Session, actor: Actor, account: Account, note: str) -> None:
    """Take a lost second factor away; the person enrols anew at the next log-in.

    Raises Conflict (own account, nothing to reset), Forbidden and Invalid (no reason).
    """
    refuse_same_person(actor, {account.person_id}, "重置自己的二次验证")
    with as_system(session):
        if account.second_factor_at is None:
            raise Conflict("这个账号没有启用二次验证")
    advance(session, actor, ACCOUNT_WORKFLOW, account, AccountAction.RESET_FACTOR, note=note)
    with as_system(session):
        _end_active(session, account)
        end_sessions(session, account, SessionEnd.ADMINISTRATOR)


def _locked(session: Session, actor: Actor) -> Account:
    account = queries.locked_account(session, actor.district_id, actor.account_id)
    if account is None:
        raise Unauthenticated()
    return account


def _unconfirmed(session: Session, account: Account) -> SecondFactor | None:
    return session.exec(
        select(SecondFactor).where(
            SecondFactor.district_id == account.district_id,
            SecondFactor.account_id == account.id,
            col(SecondFactor.confirmed_at).is_(None),
        )
    ).one_or_none()


def _forget_unconfirmed(session: Session, account: Account) -> None:
    waiting = _unconfirmed(session, account)
    if waiting is not None:
        session.delete(waiting)
        session.flush()


def _end_active(session: Session, account: Account) -> None:
    factor = spending.active_factor(session, account)
    if factor is not None:
        factor.ended_at = clock.real_now()
        session.add(factor)
    account.second_factor_at = None
    session.add(account)
    session.flush()


def _give_recovery_codes(session: Session, factor: SecondFactor) -> list[str]:
    session.execute(
        delete(RecoveryCode).where(
            col(RecoveryCode.district_id) == factor.district_id,
            col(RecoveryCode.second_factor_id) == factor.id,
        )
    )
    codes = rules.new_recovery_codes()
    session.add_all(
        RecoveryCode(
            district_id=factor.district_id,
            org_path=factor.org_path,
            second_factor_id=factor.id,
            code_index=spending.recovery_index(factor.id, rules.canonical_code(code)),
        )
        for code in codes
    )
    session.flush()
    return codes


def _codes_left(session: Session, factor: SecondFactor) -> int:
    return session.exec(
        select(func.count())
        .select_from(RecoveryCode)
        .where(
            RecoveryCode.district_id == factor.district_id,
            RecoveryCode.second_factor_id == factor.id,
            col(RecoveryCode.used_at).is_(None),
        )
    ).one()
