"""HTTP of the returns: list, open, read, fill, move, print."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Response, status

from backend.kernel.authz import Actor, require
from backend.kernel.db import Db
from backend.kernel.exports import EXPORT_ANSWER, ExportFormat, export_response
from backend.kernel.http import IfMatch, api_router, set_etag
from backend.kernel.indicators import TreeOf
from backend.kernel.paging import PageQuery
from backend.submissions.codes import ReturnStatus
from backend.submissions.models import MonthlyReturn
from backend.submissions.monthly import opening, queries, service
from backend.submissions.monthly.card import print_out, return_out
from backend.submissions.monthly.export import export_returns
from backend.submissions.monthly.schemas import (
    CellsIn,
    OpenReturnIn,
    ReturnActionIn,
    ReturnOut,
    ReturnPage,
    ReturnPrintOut,
    ReturnRow,
)
from backend.submissions.permissions import P

PERIOD = r"^20\d{2}-(0[1-9]|1[0-2])$"
router = api_router("/returns", "submissions")
Reader = Annotated[Actor, require(P.READ)]
Filler = Annotated[Actor, require(P.FILL)]


def return_in_reach(db: Db, actor: Reader, return_id: UUID) -> MonthlyReturn:
    """The return of the path, if the caller may see it."""
    return queries.get_return(db, actor, return_id)


InReach = Annotated[MonthlyReturn, Depends(return_in_reach)]


def _filters(
    period: Annotated[str | None, Query(pattern=PERIOD, description="报告期 YYYY-MM")] = None,
    state: Annotated[ReturnStatus | None, Query(alias="status", description="状态")] = None,
    organisation_id: Annotated[UUID | None, Query(description="填报单位")] = None,
    street_id: Annotated[UUID | None, Query(description="所属街道（联合会）")] = None,
    is_late: Annotated[bool | None, Query(description="是否迟报")] = None,
    is_unseen: Annotated[bool | None, Query(description="代报尚未知悉")] = None,
    is_extended: Annotated[bool | None, Query(description="延期中")] = None,
    is_review_overdue: Annotated[bool | None, Query(description="逾期未审")] = None,
    tree: Annotated[
        TreeOf, Query(description="按现在的还是按该月末当时的隶属关系（后者须选月份）")
    ] = TreeOf.NOW,
) -> queries.Filters:
    return queries.Filters(
        period, state, organisation_id, street_id, is_late, is_unseen, is_extended, is_review_overdue, tree
    )


Wanted = Annotated[queries.Filters, Depends(_filters)]


@router.get("", summary="月报列表")
def list_returns(db: Db, actor: Reader, page: PageQuery, wanted: Wanted) -> ReturnPage:
    """Returns in the caller's reach, newest month first."""
    found = queries.list_returns(db, actor, wanted, page)
    return ReturnPage(
        items=[ReturnRow.model_validate(row) for row in found.rows],
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


@router.get("/export", summary="导出月报列表", response_class=Response, responses=EXPORT_ANSWER)
def export_return_list(
    db: Db, actor: Reader, wanted: Wanted, format: ExportFormat = ExportFormat.XLSX
) -> Response:
    """The same filter as the list, as a file."""
    return export_response(export_returns(db, actor, wanted, format), format, "returns")


@router.post(
    "",
    summary="打开月报",
    status_code=status.HTTP_201_CREATED,
    responses={status.HTTP_200_OK: {"model": ReturnOut, "description": "这个月的月报已经打开过，答同一份"}},
)
def open_return(db: Db, actor: Filler, form: OpenReturnIn, response: Response) -> ReturnOut:
    """Opens the month filled from the register and the last period; opening it again answers 200 with the same one."""
    row, is_new = opening.open_return(db, actor, form.organisation_id, form.period)
    if not is_new:
        response.status_code = status.HTTP_200_OK
    set_etag(response, row)
    return return_out(db, actor, row)


@router.get("/{return_id}", summary="月报")
def read_return(db: Db, actor: Reader, row: InReach, response: Response) -> ReturnOut:
    """One return; while it is open, untouched cells follow the register."""
    set_etag(response, row)
    return return_out(db, actor, row)


@router.patch("/{return_id}/cells", summary="保存月报内容")
def save_return_cells(
    db: Db, actor: Filler, row: InReach, form: CellsIn, expected: IfMatch, response: Response
) -> ReturnOut:
    """Keeps the changed cells; the register's own value again means following the register."""
    state = service.save_cells(db, actor, row, form.cells, expected)
    set_etag(response, row)
    return return_out(db, actor, row, state)


@router.post("/{return_id}/actions", summary="提交、退回、通过、锁定月报")
def act_on_return(
    db: Db, actor: Reader, row: InReach, form: ReturnActionIn, expected: IfMatch, response: Response
) -> ReturnOut:
    """One step of the workflow; what the caller may do now stands in ``actions``."""
    state = service.act(db, actor, row, form, expected)
    set_etag(response, row)
    return return_out(db, actor, row, state)


@router.get("/{return_id}/print", summary="月报打印内容")
def print_return(db: Db, actor: Reader, row: InReach) -> ReturnPrintOut:
    """Every labelled value as text."""
    return print_out(db, actor, row)
