"""HTTP of members' dues."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Response

from backend.funds.dues import cards, queries, service
from backend.funds.dues.codes import DuesState
from backend.funds.dues.models import DuesBatch
from backend.funds.dues.schemas import (
    DuesAmountsOut,
    DuesBasesIn,
    DuesBatchIn,
    DuesBatchOut,
    DuesBatchPage,
    DuesCollectIn,
    DuesRevealIn,
    DuesSummaryOut,
)
from backend.funds.periods import PERIOD
from backend.funds.permissions import P
from backend.kernel.authz import Actor, StepUp, require
from backend.kernel.db import Db
from backend.kernel.history import ActionIn
from backend.kernel.http import Idempotent, IfMatch, api_router, set_etag
from backend.kernel.paging import PageQuery

router = api_router("/funds/dues", "funds")
Reader = Annotated[Actor, require(P.READ)]
Declarer = Annotated[Actor, require(P.DECLARE)]


def _wanted(
    period: Annotated[str | None, Query(pattern=PERIOD, description="月份，YYYY-MM")] = None,
    status: DuesState | None = None,
    organisation_id: Annotated[UUID | None, Query(description="只看这个工会及其下级")] = None,
) -> queries.DuesFilter:
    return queries.DuesFilter(period, status, organisation_id)


@router.get("", summary="会费名册")
def list_dues_batches(
    db: Db, actor: Reader, page: PageQuery, wanted: Annotated[queries.DuesFilter, Depends(_wanted)]
) -> DuesBatchPage:
    """Registers in the caller's reach, newest month first."""
    return cards.page_of(queries.list_batches(db, actor, wanted, page))


@router.get("/summary", summary="会费逐月汇总")
def read_dues_summary(
    db: Db, actor: Reader, year: Annotated[int, Query(ge=2000, le=2199, description="年度")]
) -> DuesSummaryOut:
    """Owed and taken in, month by month, over the registers in reach."""
    return cards.summary_of(db, actor, year)


@router.post("", status_code=201, summary="建立会费名册", dependencies=[Idempotent])
def open_dues_batch(db: Db, actor: Declarer, form: DuesBatchIn, response: Response) -> DuesBatchOut:
    """按月末会籍带出应交会员，保留会籍的免交；上月的基数自动带入。From the members' register."""
    return _answer(db, actor, service.open_batch(db, actor, form), response)


@router.get("/{dues_batch_id}", summary="会费名册详情")
def read_dues_batch(db: Db, actor: Reader, dues_batch_id: UUID, response: Response) -> DuesBatchOut:
    """One register: who owes, who is free and why; wages only through reveal."""
    return _answer(db, actor, queries.get_batch(db, actor, dues_batch_id), response)


@router.put("/{dues_batch_id}/bases", summary="填写会费基数")
def fill_dues_bases(
    db: Db, actor: Declarer, dues_batch_id: UUID, form: DuesBasesIn, expected: IfMatch, response: Response
) -> DuesBatchOut:
    """基本工资向下取整到十元后按比例计算；保留会籍的不能计收。Basic wages; dues follow."""
    batch = queries.get_batch(db, actor, dues_batch_id)
    return _answer(db, actor, service.fill(db, actor, batch, form, expected), response)


@router.post("/{dues_batch_id}/renew", summary="按最新名册更新")
def renew_dues_batch(
    db: Db, actor: Declarer, dues_batch_id: UUID, expected: IfMatch, response: Response
) -> DuesBatchOut:
    """Reads the members' register anew; wages already given stay."""
    batch = queries.get_batch(db, actor, dues_batch_id)
    return _answer(db, actor, service.renew(db, actor, batch, expected), response)


@router.post("/{dues_batch_id}/reveal", summary="查看基数和应交数", dependencies=[StepUp])
def reveal_dues_amounts(db: Db, actor: Declarer, dues_batch_id: UUID, form: DuesRevealIn) -> DuesAmountsOut:
    """须选用途，逐次留痕。Wages are personal: each look names its purpose and is audited."""
    return cards.amounts_out(db, actor, queries.get_batch(db, actor, dues_batch_id), form)


@router.post("/{dues_batch_id}/actions", summary="办理会费名册")
def act_on_dues_batch(
    db: Db, actor: Declarer, dues_batch_id: UUID, form: ActionIn, expected: IfMatch, response: Response
) -> DuesBatchOut:
    """核定、退回修改。Confirm, or take back."""
    batch = queries.get_batch(db, actor, dues_batch_id)
    return _answer(db, actor, service.act(db, actor, batch, form, expected), response)


@router.post("/{dues_batch_id}/collection", summary="登记会费收缴", dependencies=[Idempotent])
def collect_dues(
    db: Db, actor: Declarer, dues_batch_id: UUID, form: DuesCollectIn, expected: IfMatch, response: Response
) -> DuesBatchOut:
    """会费存入本工会账户，写明凭证号；实收少于应收的写明原因。What was taken in, with its bank paper."""
    batch = queries.get_batch(db, actor, dues_batch_id)
    return _answer(db, actor, service.collect(db, actor, batch, form, expected), response)


def _answer(db: Db, actor: Actor, batch: DuesBatch, response: Response) -> DuesBatchOut:
    set_etag(response, batch)
    return cards.batch_out(db, actor, batch)
