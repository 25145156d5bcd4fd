"""HTTP of statements."""

from typing import Annotated
from uuid import UUID

from fastapi import File, Form, Query, Response, UploadFile

from backend.funds.periods import PERIOD
from backend.funds.permissions import P
from backend.funds.statements import queries, service, workbook
from backend.funds.statements.codes import (
    ReconciliationClass,
    StatementLayout,
    StatementState,
    StatementVerdict,
)
from backend.funds.statements.schemas import (
    ChannelReconciliationOut,
    StatementOut,
    StatementPage,
    StatementRowPage,
)
from backend.kernel.authz import Actor, require
from backend.kernel.db import Db
from backend.kernel.errors import invalid
from backend.kernel.exports import XLSX, file_answer
from backend.kernel.history import ActionIn
from backend.kernel.http import Idempotent, IfMatch, api_router, set_etag
from backend.kernel.paging import PageQuery

router = api_router("/funds/statements", "funds")
Reader = Annotated[Actor, require(P.READ)]
Importer = Annotated[Actor, require(P.IMPORT)]
Period = Annotated[str, Query(pattern=PERIOD, description="所属期（YYYY-MM）")]
WORKBOOK = file_answer("xlsx 文件", XLSX)


@router.get("/template", summary="下载缴费明细模板", response_class=Response, responses=WORKBOOK)
def download_statement_template(
    actor: Importer, layout: Annotated[StatementLayout, Query(description="明细种类")] = StatementLayout.TAX
) -> Response:
    """各种来源的列名。An empty file of one layout."""
    return _file(workbook.template(layout), "fund-statement-template.xlsx")


@router.get("/reconciliation", summary="一个月的对账情况")
def read_month_reconciliation(db: Db, actor: Reader, period: Period) -> list[ChannelReconciliationOut]:
    """分渠道七类对账结果；来源合计等于一致、未决和不入账之和。Seven classes, to the fen."""
    return queries.reconciliation(db, actor, period)


@router.post("", status_code=201, summary="上传缴费明细", dependencies=[Idempotent])
def upload_statement(
    db: Db,
    actor: Importer,
    layout: Annotated[StatementLayout, Form(description="明细种类")],
    period: Annotated[str, Form(pattern=PERIOD, description="所属期（YYYY-MM）")],
    file: Annotated[UploadFile, File(description="CSV（GBK 或 UTF-8）或 .xlsx")],
    response: Response,
    is_complete: Annotated[bool, Form(description="是这个月的全部明细，同时核对我有源无")] = False,
) -> StatementOut:
    """先在后台比对，不入账。Compared in the background; nothing is booked yet."""
    data = file.file.read()
    if not data:
        raise invalid("file", "empty", "文件是空的", "请选择有内容的文件")
    item = service.upload(db, actor, layout, period, file.filename or "", data, is_complete=is_complete)
    set_etag(response, item)
    return queries.statement_out(db, actor, item)


@router.get("", summary="缴费明细导入记录")
def list_fund_statements(
    db: Db,
    actor: Reader,
    page: PageQuery,
    layout: StatementLayout | None = None,
    status: StatementState | None = None,
    period: Annotated[str | None, Query(pattern=PERIOD)] = None,
) -> StatementPage:
    """The newest first."""
    return queries.list_statements(db, actor, layout, status, period, page)


@router.get("/{statement_id}", summary="缴费明细导入详情")
def read_fund_statement(db: Db, actor: Reader, statement_id: UUID, response: Response) -> StatementOut:
    """行数和金额都等于各部分之和。Counts and amounts reconcile to the fen."""
    item = queries.get_statement(db, actor, statement_id)
    set_etag(response, item)
    return queries.statement_out(db, actor, item)


@router.get("/{statement_id}/rows", summary="缴费明细逐行的比对结果")
def list_fund_statement_rows(
    db: Db,
    actor: Reader,
    statement_id: UUID,
    page: PageQuery,
    verdict: StatementVerdict | None = None,
    recon_class: ReconciliationClass | None = None,
) -> StatementRowPage:
    """In the order of the file."""
    item = queries.get_statement(db, actor, statement_id)
    return queries.list_rows(db, actor, item, verdict, recon_class, page)


@router.post("/{statement_id}/actions", summary="确认入账或放弃缴费明细")
def act_on_fund_statement(
    db: Db, actor: Importer, statement_id: UUID, form: ActionIn, expected: IfMatch, response: Response
) -> StatementOut:
    """可以入账的全部入账，其余列为异常；要么全做，要么全不做。All or nothing."""
    item = queries.get_statement(db, actor, statement_id)
    service.act(db, actor, item, form.action, form.note, expected)
    set_etag(response, item)
    return queries.statement_out(db, actor, item)


@router.get(
    "/{statement_id}/workbook", summary="下载标注后的缴费明细", response_class=Response, responses=WORKBOOK
)
def download_marked_statement(db: Db, actor: Importer, statement_id: UUID) -> Response:
    """您上传的文件，逐行写明比对结果。The sender's own file with the verdicts."""
    item = queries.get_statement(db, actor, statement_id)
    return _file(workbook.marked(db, item), "fund-statement-marked.xlsx")


def _file(data: bytes, name: str) -> Response:
    return Response(data, media_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})
