"""A typed code is right at most once: the newest accepted time step and every recovery code are compare-and-set."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select, update

from backend.identity.models import Account
from backend.identity.second_factor import rules
from backend.identity.second_factor.models import RecoveryCode, SecondFactor
from backend.identity.sessions import throttle
from backend.kernel import audit, clock
from backend.kernel.db import as_system, independent
from backend.kernel.privacy import blind_index, cipher

TABLE = "second_factor"


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose code is checked, as plain values: the row itself would be read anew after the transaction ended."""

    district_id: str
    id: UUID
    org_path: str
    login_name: str


def holder_of(account: Account) -> Holder:
    """An account as the holder of its codes."""
    return Holder(account.district_id, account.id, account.org_path, account.login_name)


def check_code(session: Session, holder: Holder, typed: str, source: str) -> bool:
    """Spend a code of an account; the try is counted, and a spent code stays spent, whatever becomes of the request.

    Ends the caller's transaction. Raises TooManyRequests: wrong codes have a count of their own, which the right
    password does not clear.
    """
    counter = f"{holder.login_name}#code"  # no login name holds this sign
    with independent(session) as counting:
        throttle.charge(counting, counter, source)
        is_right = spend(counting, holder, typed)
        if is_right:
            throttle.give_back(counting, counter, source)
        else:
            audit.record_unsigned(
                counting, holder.district_id, holder.org_path, "account.code_refused", "account", holder.id
            )
    return is_right


def spend(session: Session, holder: Holder, typed: str) -> bool:
    """Whether a code is right and was not used before; it is used now."""
    factor = active_factor(session, holder)
    if factor is None:
        return False
    code = rules.canonical_code(typed)
    if not rules.is_one_time_code(code):
        return _spend_recovery_code(session, factor, code)
    step = rules.matching_step(secret_of(factor), code, clock.real_now())
    return step is not None and take_step(session, factor, step)


def take_step(session: Session, factor: SecondFactor, step: int) -> bool:
    """Move the newest accepted step forward; False when this step, or a later one, was accepted before."""
    moved = session.execute(
        update(SecondFactor)
        .where(
            col(SecondFactor.district_id) == factor.district_id,
            col(SecondFactor.id) == factor.id,
            col(SecondFactor.last_step) < step,
        )
        .values(last_step=step)
        .execution_options(synchronize_session=False)
    )
    return bool(moved.rowcount == 1)  # type: ignore[attr-defined]


def active_factor(session: Session, account: Account | Holder) -> SecondFactor | None:
    """The enrolment in use."""
    with as_system(session):
        return session.exec(
            select(SecondFactor).where(
                SecondFactor.district_id == account.district_id,
                SecondFactor.account_id == account.id,
                col(SecondFactor.confirmed_at).is_not(None),
                col(SecondFactor.ended_at).is_(None),
            )
        ).one_or_none()


def secret_of(factor: SecondFactor) -> bytes:
    """The shared secret, opened."""
    shown = cipher().open_(
        TABLE, "secret_sealed", factor.id, factor.secret_sealed, district_id=factor.district_id
    )
    return rules.kept_secret(shown)


def recovery_index(factor_id: UUID, canonical: str) -> str:
    """The keyed hash under which a recovery code is kept."""
    return blind_index("recovery_code", f"{factor_id}|{canonical}")


def _spend_recovery_code(session: Session, factor: SecondFactor, code: str) -> bool:
    used = session.execute(
        update(RecoveryCode)
        .where(
            col(RecoveryCode.district_id) == factor.district_id,
            col(RecoveryCode.second_factor_id) == factor.id,
            col(RecoveryCode.code_index) == recovery_index(factor.id, code),
            col(RecoveryCode.used_at).is_(None),
        )
        .values(used_at=clock.real_now())
        .execution_options(synchronize_session=False)
    )
    return bool(used.rowcount == 1)  # type: ignore[attr-defined]
