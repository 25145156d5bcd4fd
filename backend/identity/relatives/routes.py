"""HTTP of the own declarations of near relatives."""

from uuid import UUID

from backend.identity.relatives import service
from backend.identity.relatives.schemas import DeclaredRelativeIn, DeclaredRelativeOut
from backend.kernel.authz import Signed
from backend.kernel.db import Db
from backend.kernel.http import Idempotent, api_router

router = api_router("/me/relatives", "identity")


@router.get("", summary="本人的亲属申报")
def list_relatives(db: Db, actor: Signed) -> list[DeclaredRelativeOut]:
    """The caller's declared relatives, numbers masked."""
    return service.list_own(db, actor)


@router.post("", status_code=201, summary="申报近亲属", dependencies=[Idempotent])
def declare_relative(db: Db, actor: Signed, form: DeclaredRelativeIn) -> DeclaredRelativeOut:
    """Declare a near relative; decisions about them are then refused for the caller.

    号码加密保存，只用于回避核对；身份证号码和手机号至少填一项。
    """
    return service.relative_out(db, service.declare(db, actor, form))


@router.delete("/{relative_id}", summary="撤回一条亲属申报")
def withdraw_relative(db: Db, actor: Signed, relative_id: UUID) -> DeclaredRelativeOut:
    """Take a declaration back; cases of this person are still refused for a while, so no If-Match is asked for."""
    return service.relative_out(db, service.withdraw(db, actor, relative_id))
