"""HTTP of the member check and of transfer cases."""

from typing import Annotated
from uuid import UUID

from fastapi import Response

from backend.kernel.authz import Actor, require
from backend.kernel.db import Db
from backend.kernel.history import ActionIn
from backend.kernel.http import IfMatch, api_router, set_etag
from backend.kernel.paging import PageQuery
from backend.members.cases import queries, service
from backend.members.cases.check import check_pending
from backend.members.cases.schemas import CaseOut, CasePage, CheckOut
from backend.members.codes import CaseState
from backend.members.permissions import P

router = api_router("/members", "members")
Reader = Annotated[Actor, require(P.READ)]
Checker = Annotated[Actor, require(P.CHECK)]


@router.post("/check", summary="核对待核对的会员")
def check_members(db: Db, actor: Checker) -> CheckOut:
    """没有重复的登记即时生效，重复的转为转接事项。Clean registrations become members; duplicates become cases."""
    return CheckOut.model_validate(check_pending(db, actor))


@router.get("/cases", summary="会籍转接事项")
def list_transfer_cases(db: Db, actor: Reader, page: PageQuery, status: CaseState | None = None) -> CasePage:
    """本工会待接收的转接；区总工会还能看到重复登记。Transfers to receive; the district also sees duplicates."""
    return queries.list_cases(db, actor, status, page)


@router.get("/cases/{case_id}", summary="会籍转接事项详情")
def read_transfer_case(db: Db, actor: Reader, case_id: UUID, response: Response) -> CaseOut:
    """One case with its trail."""
    case = queries.get_case(db, actor, case_id)
    set_etag(response, case)
    return queries.case_out(db, actor, case)


@router.post("/cases/{case_id}/actions", summary="办理会籍转接事项")
def act_on_transfer_case(
    db: Db, actor: Reader, case_id: UUID, form: ActionIn, expected: IfMatch, response: Response
) -> CaseOut:
    """接收、退回或裁定。Accept, return or decide; the right is checked for the step taken."""
    case = queries.get_case(db, actor, case_id)
    service.settle(db, actor, case, form.action, form.note, expected)
    set_etag(response, case)
    return queries.case_out(db, actor, case)
