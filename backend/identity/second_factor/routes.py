"""HTTP of the second factor: own enrolment, and its reset by the security administrator."""

from typing import Annotated
from uuid import UUID

from backend.identity.accounts import queries as accounts
from backend.identity.desk import DeskOf
from backend.identity.permissions import P
from backend.identity.second_factor import service
from backend.identity.second_factor.schemas import (
    AccountFactorOut,
    CodeIn,
    EnrolmentOut,
    FactorResetIn,
    RecoveryCodesOut,
    SecondFactorOut,
)
from backend.kernel.authz import Actor, Signed, StepUp, require
from backend.kernel.db import Db
from backend.kernel.http import api_router

router = api_router("/me/second-factor", "identity")
account_router = api_router("/accounts", "identity")
Reader = Annotated[Actor, require(P.ACCOUNTS_READ)]
Resetter = Annotated[Actor, require(P.FACTOR_RESET)]


@router.get("", summary="本人的二次验证")
def get_second_factor(db: Db, actor: Signed, desk: DeskOf) -> SecondFactorOut:
    """Whether it is in use, since when, and how many recovery codes are left."""
    return service.standing(db, desk, actor)


@router.post("", status_code=201, summary="设置验证器", dependencies=[StepUp])
def enrol_second_factor(db: Db, actor: Signed) -> EnrolmentOut:
    """A new secret to scan; it counts only after its first code is confirmed.

    原来的验证器在确认之前继续有效。密钥只在这次答复中出现，所以不用幂等键。
    """
    return service.enrol(db, actor)


@router.post("/confirm", summary="确认验证器")
def confirm_second_factor(db: Db, actor: Signed, form: CodeIn) -> RecoveryCodesOut:
    """Take the authenticator into use; every other device is signed out. The recovery codes are shown once."""
    return RecoveryCodesOut(recovery_codes=service.confirm(db, actor, form.code))


@router.post("/recovery-codes", summary="更换备用码", dependencies=[StepUp])
def renew_recovery_codes(db: Db, actor: Signed) -> RecoveryCodesOut:
    """Ten new recovery codes; the old ones are void at once."""
    return RecoveryCodesOut(recovery_codes=service.renew_recovery_codes(db, actor))


@router.delete("", status_code=204, summary="停用二次验证", dependencies=[StepUp])
def stop_second_factor(db: Db, actor: Signed, desk: DeskOf) -> None:
    """Only where the role does not need one; repeating it is refused, so no If-Match is asked for."""
    service.stop(db, desk, actor)


@account_router.get("/{account_id}/second-factor", summary="账号的二次验证")
def get_account_second_factor(db: Db, actor: Reader, desk: DeskOf, account_id: UUID) -> AccountFactorOut:
    """Whether an account has a second factor, and whether the caller may reset it."""
    account = accounts.get_account(db, actor, account_id)
    is_other = account.person_id not in actor.persons
    return AccountFactorOut(
        is_required=desk.needs_second_factor(account.role),
        enrolled_at=account.second_factor_at,
        can_reset=account.second_factor_at is not None and is_other and actor.may(P.FACTOR_RESET),
    )


@account_router.post(
    "/{account_id}/second-factor/reset", status_code=204, summary="重置二次验证", dependencies=[StepUp]
)
def reset_account_second_factor(db: Db, actor: Resetter, account_id: UUID, form: FactorResetIn) -> None:
    """After a lost phone: a different person than the one who resets passwords, with a reason on the trail."""
    service.reset(db, actor, accounts.get_account(db, actor, account_id, lock=True), form.note)
