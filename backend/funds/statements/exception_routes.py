"""HTTP of open items of a reconciliation."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Response

from backend.funds.codes import CollectionChannel
from backend.funds.periods import PERIOD
from backend.funds.permissions import P
from backend.funds.statements import exception_queries as queries
from backend.funds.statements import owners, settling
from backend.funds.statements.codes import FundExceptionState, ReconciliationClass, StatementVerdict
from backend.funds.statements.exception_queries import ExceptionFilter
from backend.funds.statements.exception_schemas import (
    FundExceptionActionIn,
    FundExceptionAssigned,
    FundExceptionAssignIn,
    FundExceptionOut,
    FundExceptionOwnerOut,
    FundExceptionOwners,
    FundExceptionPage,
)
from backend.kernel.authz import Actor, require
from backend.kernel.db import Db
from backend.kernel.http import Idempotent, IfMatch, api_router, set_etag
from backend.kernel.paging import PageQuery

router = api_router("/funds/exceptions", "funds")
Reader = Annotated[Actor, require(P.READ)]
Collector = Annotated[Actor, require(P.COLLECT)]


def _filter(
    status: FundExceptionState | None = None,
    verdict: StatementVerdict | None = None,
    recon_class: ReconciliationClass | None = None,
    channel: CollectionChannel | None = None,
    period: Annotated[str | None, Query(pattern=PERIOD, description="记账月份")] = None,
    statement_id: UUID | None = None,
    payer_id: UUID | None = None,
    is_mine: bool = False,
    q: Annotated[str, Query(max_length=60, description="户名")] = "",
) -> ExceptionFilter:
    return ExceptionFilter(
        status, verdict, recon_class, channel, period, statement_id, payer_id, is_mine, q.strip()
    )


@router.get("", summary="对账异常")
def list_fund_exceptions(
    db: Db, actor: Reader, page: PageQuery, wanted: Annotated[ExceptionFilter, Depends(_filter)]
) -> FundExceptionPage:
    """The oldest first; a street sees those of its own payers."""
    return queries.list_exceptions(db, actor, wanted, page)


@router.get("/owners", summary="可以经办对账异常的人")
def list_fund_exception_owners(db: Db, actor: Collector) -> FundExceptionOwners:
    """区财务和街道的经办人。Accounts in reach that may settle differences."""
    found = owners.list_owners(db, actor)
    return FundExceptionOwners(items=[FundExceptionOwnerOut.model_validate(one) for one in found])


@router.post("/assignments", summary="批量指派对账异常", dependencies=[Idempotent])
def assign_fund_exceptions(db: Db, actor: Collector, form: FundExceptionAssignIn) -> FundExceptionAssigned:
    """要么全部指派，要么一项不指派。All or nothing."""
    for exception_id in dict.fromkeys(form.ids):
        item = queries.get_exception(db, actor, exception_id)
        decided = settling.Decided("assign", owner_account_id=form.owner_account_id)
        settling.act(db, actor, item, decided, None)
    return FundExceptionAssigned(assigned=len(set(form.ids)))


@router.get("/{exception_id}", summary="对账异常详情")
def read_fund_exception(db: Db, actor: Reader, exception_id: UUID, response: Response) -> FundExceptionOut:
    """The source's row, the rules applied, candidates, the trail."""
    item = queries.get_exception(db, actor, exception_id)
    set_etag(response, item)
    return queries.exception_out(db, actor, item)


@router.post("/{exception_id}/actions", summary="办理对账异常")
def act_on_fund_exception(
    db: Db,
    actor: Reader,
    exception_id: UUID,
    form: FundExceptionActionIn,
    expected: IfMatch,
    response: Response,
) -> FundExceptionOut:
    """指派、提出意见、入账、关联、不入账。Whatever enters the books does so in the same transaction."""
    item = queries.get_exception(db, actor, exception_id)
    settling.act(db, actor, item, settling.Decided(**form.model_dump()), expected)
    set_etag(response, item)
    return queries.exception_out(db, actor, item)
