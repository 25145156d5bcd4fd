"""HTTP of change requests."""

from types import SimpleNamespace
from typing import Annotated
from uuid import UUID

from fastapi import Query, Response

from backend.kernel.authz import Actor, StepUp, require
from backend.kernel.db import Db
from backend.kernel.http import Idempotent, IfMatch, api_router, set_etag
from backend.kernel.paging import PageQuery
from backend.kernel.views import note_view
from backend.members.change_requests import queries, service
from backend.members.change_requests.codes import ChangeRequestState, ChangeSide
from backend.members.change_requests.schemas import (
    ChangeRequestActionIn,
    ChangeRequestIn,
    ChangeRequestOut,
    ChangeRequestPage,
    ChangeRevealIn,
)
from backend.members.permissions import P
from backend.members.schemas import RevealOut

router = api_router("/members/change-requests", "members")
Reader = Annotated[Actor, require(P.READ)]
Editor = Annotated[Actor, require(P.EDIT)]
Revealer = Annotated[Actor, require(P.REVEAL)]


@router.post("", status_code=201, summary="提出身份信息更正", dependencies=[Idempotent])
def submit_change_request(
    db: Db, actor: Editor, form: ChangeRequestIn, response: Response
) -> ChangeRequestOut:
    """由另一人审批后才写入；证明材料作为附件上传。Written only after another person's consent."""
    request = service.submit(db, actor, form)
    set_etag(response, request)
    return queries.request_out(db, actor, request)


@router.get("", summary="身份信息更正")
def list_change_requests(
    db: Db,
    actor: Reader,
    page: PageQuery,
    status: ChangeRequestState | None = None,
    member_id: Annotated[UUID | None, Query(description="某一会员的")] = None,
    is_waiting: Annotated[bool, Query(description="只看等当前登录人审批的")] = False,
) -> ChangeRequestPage:
    """The newest first."""
    return queries.list_requests(db, actor, status, member_id, is_waiting, page)


@router.get("/{request_id}", summary="身份信息更正详情")
def read_change_request(db: Db, actor: Reader, request_id: UUID, response: Response) -> ChangeRequestOut:
    """更正前后并排，所示即所写。Both sides; what is shown is what is written."""
    request = queries.get_request(db, actor, request_id)
    set_etag(response, request)
    answer = queries.request_out(db, actor, request)
    note_view(db, actor, "member", SimpleNamespace(id=request.member_id, org_path=request.org_path))
    return answer


@router.post("/{request_id}/actions", summary="办理身份信息更正")
def act_on_change_request(
    db: Db,
    actor: Reader,
    request_id: UUID,
    form: ChangeRequestActionIn,
    expected: IfMatch,
    response: Response,
) -> ChangeRequestOut:
    """同意须带所看到内容的指纹，不一致答 412。Consent carries the fingerprint of what was shown."""
    request = queries.get_request(db, actor, request_id)
    service.act(db, actor, request, form, expected)
    set_etag(response, request)
    return queries.request_out(db, actor, request)


@router.post("/{request_id}/{side}/reveal", summary="查看更正前后的完整信息", dependencies=[StepUp])
def reveal_change_value(
    db: Db, actor: Revealer, request_id: UUID, side: ChangeSide, form: ChangeRevealIn
) -> RevealOut:
    """须选用途，逐次留痕计数。Each look names its purpose and is counted."""
    request = queries.get_request(db, actor, request_id)
    value, seen = service.reveal(db, actor, request, side, form)
    return RevealOut(field=form.field, value=value, seen_today=seen)
