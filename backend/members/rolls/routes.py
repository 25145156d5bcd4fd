"""HTTP of roll imports."""

from typing import Annotated
from uuid import UUID

from fastapi import File, Form, Response, UploadFile

from backend.kernel.authz import Actor, require
from backend.kernel.db import Db
from backend.kernel.errors import invalid
from backend.kernel.exports import XLSX, file_answer
from backend.kernel.history import ActionIn
from backend.kernel.http import Idempotent, IfMatch, api_router, set_etag
from backend.kernel.paging import PageQuery
from backend.members.codes import RowVerdict
from backend.members.permissions import P
from backend.members.rolls import queries, service, workbook
from backend.members.rolls.schemas import RollImportOut, RollImportPage, RollRowPage

router = api_router("/members/imports", "members")
Importer = Annotated[Actor, require(P.IMPORT)]
WORKBOOK = file_answer("xlsx 文件", XLSX)


@router.get("/template", summary="下载花名册模板", response_class=Response, responses=WORKBOOK)
def download_roll_template(actor: Importer) -> Response:
    """省级模板20列，加“所属工会”列。The provincial template with drop-downs."""
    return _file(workbook.template(), "member-roll-template.xlsx")


@router.post("", status_code=201, summary="上传花名册", dependencies=[Idempotent])
def upload_roll(
    db: Db,
    actor: Importer,
    organisation_id: Annotated[UUID, Form(description="目标工会；街道、区的花名册可含其下级工会")],
    file: Annotated[UploadFile, File(description=".xlsx 或 CSV")],
    response: Response,
) -> RollImportOut:
    """先预览，不写入会员；进度看 progress。The roll is read in the background; nothing is written yet."""
    data = file.file.read()
    if not data:
        raise invalid("file", "empty", "文件是空的", "请选择有内容的文件")
    item = service.upload(db, actor, organisation_id, file.filename or "", data)
    set_etag(response, item)
    return queries.import_out(db, actor, item)


@router.get("", summary="花名册导入记录")
def list_roll_imports(db: Db, actor: Importer, page: PageQuery) -> RollImportPage:
    """The newest first."""
    return queries.list_imports(db, actor, page)


@router.get("/{import_id}", summary="花名册导入详情")
def read_roll_import(db: Db, actor: Importer, import_id: UUID, response: Response) -> RollImportOut:
    """读取 = 新增 + 更新 + 无变化 + 略过 + 有错。Counts reconcile."""
    item = queries.get_import(db, actor, import_id)
    set_etag(response, item)
    return queries.import_out(db, actor, item)


@router.get("/{import_id}/rows", summary="需要看的行")
def list_roll_rows(
    db: Db, actor: Importer, import_id: UUID, page: PageQuery, verdict: RowVerdict | None = None
) -> RollRowPage:
    """有问题、已规范、有提醒或会更新的行。Rows with a remark; plain accepted rows are not listed."""
    return queries.list_rows(db, actor, queries.get_import(db, actor, import_id), verdict, page)


@router.post("/{import_id}/actions", summary="确认或放弃导入")
def act_on_roll_import(
    db: Db, actor: Importer, import_id: UUID, form: ActionIn, expected: IfMatch, response: Response
) -> RollImportOut:
    """确认后要么全部写入，要么一条不写。All or nothing."""
    item = queries.get_import(db, actor, import_id)
    service.act(db, actor, item, form.action, form.note, expected)
    set_etag(response, item)
    return queries.import_out(db, actor, item)


@router.get(
    "/{import_id}/workbook", summary="下载标注后的花名册", response_class=Response, responses=WORKBOOK
)
def download_marked_roll(db: Db, actor: Importer, import_id: UUID) -> Response:
    """您上传的表，问题单元格标红并批注；只有上传人可以取回。The caller's own workbook with refused cells marked."""
    item = queries.get_import(db, actor, import_id)
    data = service.take_back(db, actor, item)
    return _file(data, "member-roll-marked.xlsx")


def _file(data: bytes, name: str) -> Response:
    return Response(data, media_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})
