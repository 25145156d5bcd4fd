"""HTTP of reliefs."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Response

from backend.funds.periods import PERIOD
from backend.funds.permissions import P
from backend.funds.reliefs import service
from backend.funds.reliefs.codes import ReliefState
from backend.funds.reliefs.schemas import ReliefIn, ReliefOut, ReliefPage
from backend.kernel.authz import Actor, require
from backend.kernel.db import Db
from backend.kernel.history import ActionIn
from backend.kernel.http import Idempotent, IfMatch, api_router, set_etag
from backend.kernel.paging import PageQuery

router = api_router("/funds/reliefs", "funds")
Reader = Annotated[Actor, require(P.READ)]
Applicant = Annotated[Actor, require(P.DECLARE)]


@router.get("", summary="经费减免列表")
def list_fund_reliefs(
    db: Db,
    actor: Reader,
    page: PageQuery,
    status: ReliefState | None = None,
    payer_id: UUID | None = None,
    period: Annotated[str | None, Query(pattern=PERIOD, description="所属月份")] = None,
) -> ReliefPage:
    """Reliefs in the caller's reach, newest first."""
    return service.list_reliefs(db, actor, service.ReliefFilter(status, payer_id, period), page)


@router.post("", status_code=201, summary="申请经费减免", dependencies=[Idempotent])
def apply_fund_relief(db: Db, actor: Applicant, form: ReliefIn, response: Response) -> ReliefOut:
    """已申报的月份才能申请；由区级领导批准。Relief of a declared month, granted by another person."""
    row = service.apply(db, actor, form)
    set_etag(response, row)
    return service.relief_out(db, actor, row)


@router.get("/{relief_id}", summary="经费减免详情")
def read_fund_relief(db: Db, actor: Reader, relief_id: UUID, response: Response) -> ReliefOut:
    """One relief with its check and trail."""
    row = service.get_relief(db, actor, relief_id)
    set_etag(response, row)
    return service.relief_out(db, actor, row)


@router.post("/{relief_id}/actions", summary="办理经费减免")
def act_on_fund_relief(
    db: Db, actor: Reader, relief_id: UUID, form: ActionIn, expected: IfMatch, response: Response
) -> ReliefOut:
    """批准、不予批准、撤回。Grant, refuse or withdraw; the right is checked for the step."""
    row = service.act(db, actor, service.get_relief(db, actor, relief_id), form, expected)
    set_etag(response, row)
    return service.relief_out(db, actor, row)
