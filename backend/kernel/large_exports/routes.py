"""HTTP of large exports."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Response

from backend.kernel.authz import Actor, StepUp, require
from backend.kernel.db import Db
from backend.kernel.exports import XLSX, ExportFormat, export_response, file_answer
from backend.kernel.history import ActionIn
from backend.kernel.http import Idempotent, IfMatch, api_router, problems, set_etag
from backend.kernel.large_exports import queries, service
from backend.kernel.large_exports.codes import LargeExportState
from backend.kernel.large_exports.models import LargeExport
from backend.kernel.large_exports.queries import LargeExportFilter
from backend.kernel.large_exports.schemas import (
    LargeExportIn,
    LargeExportOut,
    LargeExportPage,
    LargeExportPreviewIn,
    LargeExportPreviewOut,
)
from backend.kernel.paging import PageQuery, paginate
from backend.kernel.permissions import KernelP

router = api_router("/large-exports", "exports")
Reader = Annotated[Actor, require(KernelP.EXPORTS_READ)]
Requester = Annotated[Actor, require(KernelP.EXPORTS_REQUEST)]


def _seen(export_id: UUID, db: Db, actor: Reader) -> LargeExport:
    return queries.get_large_export(db, actor, export_id)


InReach = Annotated[LargeExport, Depends(_seen)]


@router.get("", summary="大批量导出申请")
def list_large_exports(
    db: Db,
    actor: Reader,
    page: PageQuery,
    status: Annotated[LargeExportState | None, Query(description="状态")] = None,
    list_name: Annotated[str | None, Query(max_length=60, description="名单")] = None,
) -> LargeExportPage:
    """Newest first: one's own; all in reach for whoever approves or audits."""
    statement = queries.filtered(actor, LargeExportFilter(status, list_name))
    found = paginate(db, statement, order=[LargeExport.id], page=page, descending=True)
    return LargeExportPage(
        items=[queries.row_out(row) for row in found.rows],
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


@router.post("/preview", summary="大批量导出预览")
def preview_large_export(db: Db, actor: Requester, form: LargeExportPreviewIn) -> LargeExportPreviewOut:
    """How many persons, under which conditions, before anything is asked for; nothing is kept."""
    return service.preview(db, actor, form)


@router.post("", status_code=201, summary="申请大批量导出", dependencies=[Idempotent, StepUp])
def request_large_export(db: Db, actor: Requester, form: LargeExportIn, response: Response) -> LargeExportOut:
    """超过单人上限的名单，由另一人批准后生成带水印的文件，到期销毁。A second person must approve it."""
    row = service.request_export(db, actor, form)
    set_etag(response, row)
    return queries.card_of(db, actor, row)


@router.get("/{export_id}", summary="大批量导出申请详情")
def get_large_export(db: Db, actor: Reader, row: InReach, response: Response) -> LargeExportOut:
    """One request with its conditions in words and its trail."""
    set_etag(response, row)
    return queries.card_of(db, actor, row)


@router.post("/{export_id}/actions", summary="办理大批量导出申请", dependencies=[StepUp])
def act_on_large_export(
    db: Db, actor: Reader, row: InReach, form: ActionIn, expected: IfMatch, response: Response
) -> LargeExportOut:
    """批准、不批准或撤回；申请人（含其另一账号、受其委托的人）不能批准自己的申请。"""
    service.decide(db, actor, row, form.action, form.note, expected)
    set_etag(response, row)
    return queries.card_of(db, actor, row)


@router.post(
    "/{export_id}/download",
    summary="下载导出文件",
    response_class=Response,
    responses={**file_answer("带水印的 xlsx 文件", XLSX), **problems(410)},
    dependencies=[StepUp],
)
def download_large_export(db: Db, actor: Requester, row: InReach) -> Response:
    """Only the requester, counted and on the trail; after its time the file is destroyed and the answer is 410."""
    content = service.download(db, actor, row)
    return export_response(content, ExportFormat.XLSX, row.number)
