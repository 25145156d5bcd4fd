"""HTTP of handovers."""

from typing import Annotated
from uuid import UUID

from backend.identity.desk import DeskOf
from backend.identity.handover import service
from backend.identity.handover.schemas import HandoverIn, HandoverOut, HandoverPreviewOut
from backend.identity.permissions import P
from backend.kernel.authz import Actor, StepUp, require
from backend.kernel.db import Db
from backend.kernel.http import Idempotent, IfMatch, api_router

router = api_router("/accounts", "identity")
Manager = Annotated[Actor, require(P.ACCOUNTS_MANAGE)]


@router.get("/{account_id}/handover", summary="交接预览")
def preview_handover(db: Db, actor: Manager, desk: DeskOf, account_id: UUID) -> HandoverPreviewOut:
    """How much work of each kind is open at an account; numbers only, nothing of the business."""
    return service.preview(db, desk.rights_of, actor, account_id)


@router.post("/{account_id}/handover", status_code=201, summary="办理交接", dependencies=[StepUp, Idempotent])
def hand_over_account(
    db: Db, actor: Manager, desk: DeskOf, account_id: UUID, expected: IfMatch, form: HandoverIn
) -> HandoverOut:
    """Move the open work to the successor, end delegations and sessions, close the account: all or nothing.

    接任账号须已有同一岗位、同一组织、同样部门的权限；原账号随即停用。
    """
    return service.hand_over(db, desk.rights_of, actor, account_id, form, expected)
