"""HTTP of payers."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Response

from backend.funds.codes import CollectionChannel, FundCoverage, PayerStatus, WageBase
from backend.funds.payers import cards, listing, queries, service, years
from backend.funds.payers.codes import PayerList
from backend.funds.payers.schemas import (
    PayerActionIn,
    PayerChangeIn,
    PayerIn,
    PayerOut,
    PayerPage,
    PayerYearEndIn,
    PayerYearIn,
    PayerYearPage,
)
from backend.funds.permissions import P
from backend.kernel.authz import Actor, require
from backend.kernel.db import Db
from backend.kernel.exports import EXPORT_ANSWER, ExportFormat, export_response
from backend.kernel.http import Idempotent, IfMatch, api_router, set_etag
from backend.kernel.paging import PageQuery
from backend.kernel.text import tidy
from backend.organisations.codes import ReportClass

router = api_router("/funds/payers", "funds")
year_router = api_router("/funds/payer-years", "funds")
Reader = Annotated[Actor, require(P.READ)]
Clerk = Annotated[Actor, require(P.COLLECT)]


def _wanted(
    q: Annotated[str, Query(max_length=60, description="名称的一部分、拼音首字母、信用代码或登记序号")] = "",
    channel: CollectionChannel | None = None,
    wage_base: WageBase | None = None,
    coverage: FundCoverage | None = None,
    payer_class: ReportClass | None = None,
    status: PayerStatus | None = None,
    has_union: Annotated[bool | None, Query(description="已建会的，或没有建会的")] = None,
    organisation_id: Annotated[UUID | None, Query(description="只看这个工会及其下级")] = None,
) -> listing.PayerFilter:
    return listing.PayerFilter(
        tidy(q), channel, wage_base, coverage, payer_class, status, has_union, organisation_id
    )


Wanted = Annotated[listing.PayerFilter, Depends(_wanted)]


@router.get("", summary="缴费户列表")
def list_fund_payers(db: Db, actor: Reader, page: PageQuery, wanted: Wanted) -> PayerPage:
    """Payers in the caller's reach, by name."""
    return listing.list_payers(db, actor, wanted, page)


@router.post("", status_code=201, summary="登记缴费户", dependencies=[Idempotent])
def register_fund_payer(db: Db, actor: Clerk, form: PayerIn, response: Response) -> PayerOut:
    """有工会的登记在工会名下，没有工会的登记在街道名下。Base and coverage follow from the dated parameters."""
    row = service.register(db, actor, form)
    set_etag(response, row)
    return cards.payer_out(db, actor, row)


@router.get("/export", summary="导出缴费户列表", responses=EXPORT_ANSWER)
def export_fund_payers(
    db: Db, actor: Reader, wanted: Wanted, format: ExportFormat = ExportFormat.XLSX
) -> Response:
    """The same list as a file."""
    return export_response(listing.export_payers(db, actor, wanted, format), format, "fund-payers")


@router.get("/{payer_id}", summary="缴费户详情")
def read_fund_payer(db: Db, actor: Reader, payer_id: UUID, response: Response) -> PayerOut:
    """One payer with its yearly lists and changes."""
    row = queries.get_payer(db, actor, payer_id)
    set_etag(response, row)
    return cards.payer_out(db, actor, row)


@router.patch("/{payer_id}", summary="变更缴费户")
def change_fund_payer(
    db: Db, actor: Clerk, payer_id: UUID, form: PayerChangeIn, expected: IfMatch, response: Response
) -> PayerOut:
    """写明生效日期和依据；已申报的月份不受影响。Every change is kept."""
    row = service.change(db, actor, queries.get_payer(db, actor, payer_id), form, expected)
    set_etag(response, row)
    return cards.payer_out(db, actor, row)


@router.post("/{payer_id}/actions", summary="注销或恢复缴费户")
def act_on_fund_payer(
    db: Db, actor: Clerk, payer_id: UUID, form: PayerActionIn, expected: IfMatch, response: Response
) -> PayerOut:
    """Close or reopen a payer, with the reason."""
    row = service.act(db, actor, queries.get_payer(db, actor, payer_id), form, expected)
    set_etag(response, row)
    return cards.payer_out(db, actor, row)


@router.post("/{payer_id}/years", status_code=201, summary="登记年度名录", dependencies=[Idempotent])
def note_fund_payer_year(db: Db, actor: Clerk, payer_id: UUID, form: PayerYearIn) -> PayerOut:
    """加入某年度的小额缴费工会组织、小微企业名单；已在的名单不变。On lists of a year, with the source."""
    row = queries.get_payer(db, actor, payer_id)
    years.note_year(db, actor, row, form)
    return cards.payer_out(db, actor, row)


@router.post("/{payer_id}/year-removals", status_code=201, summary="移出年度名录", dependencies=[Idempotent])
def end_fund_payer_year(db: Db, actor: Clerk, payer_id: UUID, form: PayerYearEndIn) -> PayerOut:
    """写明原因移出某年度的名单；该年度的全额返还已办的不能移出。Off a list of a year, with the reason."""
    row = queries.get_payer(db, actor, payer_id)
    years.end_year(db, actor, row, form)
    return cards.payer_out(db, actor, row)


@year_router.get("", summary="年度名录")
def list_fund_payer_years(
    db: Db,
    actor: Reader,
    page: PageQuery,
    year: Annotated[int | None, Query(ge=2000, le=2100, description="年度，不填为各年")] = None,
    on_list: PayerList | None = None,
    q: Annotated[str, Query(max_length=60, description="名称的一部分、拼音首字母或信用代码")] = "",
) -> PayerYearPage:
    """小额缴费工会组织、小微企业名单。The payers of the yearly lists, by name."""
    wanted = years.YearFilter(year, on_list, tidy(q))
    return years.list_years(db, actor, wanted, page)
