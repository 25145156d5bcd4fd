"""HTTP of the plans."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Response

from backend.funds.permissions import P
from backend.funds.plans import cards, queries, service
from backend.funds.plans.codes import FundPlanState
from backend.funds.plans.schemas import FundPlanIn, FundPlanLinesIn, FundPlanOut, FundPlanPage
from backend.kernel.authz import Actor, require
from backend.kernel.db import Db
from backend.kernel.history import ActionIn
from backend.kernel.http import Idempotent, IfMatch, api_router, set_etag
from backend.kernel.paging import PageQuery

router = api_router("/funds/plans", "funds")
Reader = Annotated[Actor, require(P.READ)]
Planner = Annotated[Actor, require(P.PLAN)]
Year = Annotated[int | None, Query(ge=2000, le=2199, description="年度")]


@router.get("", summary="年度收缴计划")
def list_fund_plans(
    db: Db, actor: Reader, page: PageQuery, year: Year = None, status: FundPlanState | None = None
) -> FundPlanPage:
    """Every version, newest first; plans belong to the district."""
    return cards.page_of(queries.list_plans(db, actor, year, status, page))


@router.post("", status_code=201, summary="编制计划或调整计划", dependencies=[Idempotent])
def open_fund_plan(db: Db, actor: Planner, form: FundPlanIn, response: Response) -> FundPlanOut:
    """从执行中的计划（新年度从上年计划）起草新版本。A new version that starts from the amounts in force."""
    plan = service.open_plan(db, actor, form.year)
    set_etag(response, plan)
    return cards.plan_out(db, actor, plan)


@router.get("/{plan_id}", summary="收缴计划详情")
def read_fund_plan(db: Db, actor: Reader, plan_id: UUID, response: Response) -> FundPlanOut:
    """One version with its amounts, what it must bring, and its trail."""
    plan = queries.get_plan(db, actor, plan_id)
    set_etag(response, plan)
    return cards.plan_out(db, actor, plan)


@router.put("/{plan_id}/lines", summary="填写计划数")
def write_fund_plan_lines(
    db: Db, actor: Planner, plan_id: UUID, form: FundPlanLinesIn, expected: IfMatch, response: Response
) -> FundPlanOut:
    """写入整张计划表；每次保存留一个修改次数。The whole table at once; every saving is a revision of its own."""
    plan = service.revise(db, actor, queries.get_plan(db, actor, plan_id), form, expected)
    set_etag(response, plan)
    return cards.plan_out(db, actor, plan)


@router.post("/{plan_id}/actions", summary="办理收缴计划")
def act_on_fund_plan(
    db: Db, actor: Reader, plan_id: UUID, form: ActionIn, expected: IfMatch, response: Response
) -> FundPlanOut:
    """提交、撤回、批准、退回；批准人不能是编制人。The right is checked for the step; makers do not approve."""
    plan = service.act(db, actor, queries.get_plan(db, actor, plan_id), form, expected)
    set_etag(response, plan)
    return cards.plan_out(db, actor, plan)
