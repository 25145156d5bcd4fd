"""HTTP of applications for membership."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Response

from backend.kernel.authz import Actor, require
from backend.kernel.db import Db
from backend.kernel.http import Idempotent, IfMatch, api_router, set_etag
from backend.kernel.paging import PageQuery
from backend.members.applications import queries, service
from backend.members.applications.codes import ApplicationState
from backend.members.applications.schemas import (
    ApplicationActionIn,
    ApplicationIn,
    ApplicationOut,
    ApplicationPage,
)
from backend.members.permissions import P

router = api_router("/members/applications", "members")
Reader = Annotated[Actor, require(P.READ)]
Enroller = Annotated[Actor, require(P.ENROL)]


@router.get("", summary="入会申请")
def list_membership_applications(
    db: Db,
    actor: Reader,
    page: PageQuery,
    status: ApplicationState | None = None,
    is_waiting: Annotated[bool, Query(description="只看等我审批的")] = False,
) -> ApplicationPage:
    """本范围内的入会申请，新的在前。Applications in reach, newest first."""
    return queries.list_applications(db, actor, status, is_waiting, page)


@router.post("", status_code=201, summary="登记入会申请", dependencies=[Idempotent])
def apply_for_membership(db: Db, actor: Enroller, form: ApplicationIn, response: Response) -> ApplicationOut:
    """登记后待审，由另一人按委员会的决定批准。Waits for another person to record the committee's approval."""
    row = service.apply(db, actor, form)
    set_etag(response, row)
    return queries.application_out(db, actor, row)


@router.get("/{application_id}", summary="入会申请详情")
def read_membership_application(
    db: Db, actor: Reader, application_id: UUID, response: Response
) -> ApplicationOut:
    """One application with its checks and its trail."""
    row = queries.get_application(db, actor, application_id)
    set_etag(response, row)
    return queries.application_out(db, actor, row)


@router.post("/{application_id}/actions", summary="办理入会申请")
def act_on_membership_application(
    db: Db,
    actor: Reader,
    application_id: UUID,
    form: ApplicationActionIn,
    expected: IfMatch,
    response: Response,
) -> ApplicationOut:
    """批准、不批准或撤回；批准日期为会籍开始的日期。Approve from a day, refuse with a reason, or withdraw."""
    row = queries.get_application(db, actor, application_id)
    service.settle(db, actor, row, form, expected)
    set_etag(response, row)
    return queries.application_out(db, actor, row)
