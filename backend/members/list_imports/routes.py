"""HTTP of lists of deaths and retirements."""

from typing import Annotated
from uuid import UUID

from fastapi import File, Form, Query, Response, UploadFile

from backend.kernel.authz import Actor, require
from backend.kernel.db import Db
from backend.kernel.errors import invalid
from backend.kernel.exports import XLSX, file_answer
from backend.kernel.http import Idempotent, IfMatch, api_router, set_etag
from backend.kernel.paging import PageQuery
from backend.members.list_imports import queries, service, workbook
from backend.members.list_imports.codes import ListKind, ListVerdict
from backend.members.list_imports.schemas import ListActionIn, ListOut, ListPage, ListRowPage
from backend.members.permissions import P

router = api_router("/members/lists", "members")
Lister = Annotated[Actor, require(P.LISTS)]
WORKBOOK = file_answer("xlsx 文件", XLSX)


@router.get("/template", summary="下载死亡、退休名单模板", response_class=Response, responses=WORKBOOK)
def download_list_template(
    actor: Lister, kind: Annotated[ListKind, Query(description="名单种类")] = ListKind.DEATH
) -> Response:
    """姓名、证件号码、日期、证明编号。An empty list to fill in."""
    return _file(workbook.template(kind), "member-list-template.xlsx")


@router.post("", status_code=201, summary="上传死亡、退休名单", dependencies=[Idempotent])
def upload_person_list(
    db: Db,
    actor: Lister,
    kind: Annotated[ListKind, Form(description="名单种类")],
    origin: Annotated[str, Form(min_length=1, max_length=100, description="发来单位，如民政局、人社局")],
    file: Annotated[UploadFile, File(description=".xlsx 或 CSV")],
    response: Response,
    document_no: Annotated[str, Form(max_length=60, description="来文文号")] = "",
) -> ListOut:
    """先在后台比对，不登记。Compared in the background; nothing is recorded yet."""
    data = file.file.read()
    if not data:
        raise invalid("file", "empty", "文件是空的", "请选择有内容的文件")
    item = service.upload(db, actor, kind, origin, document_no, file.filename or "", data)
    set_etag(response, item)
    return queries.list_out(db, actor, item)


@router.get("", summary="死亡、退休名单")
def list_person_lists(
    db: Db,
    actor: Lister,
    page: PageQuery,
    is_waiting: Annotated[bool, Query(description="只看本级已比对、等待登记或处理的")] = False,
) -> ListPage:
    """The newest first."""
    return queries.list_lists(db, actor, is_waiting, page)


@router.get("/{list_id}", summary="死亡、退休名单详情")
def read_person_list(db: Db, actor: Lister, list_id: UUID, response: Response) -> ListOut:
    """读取行数等于各种结果之和。Counts reconcile."""
    item = queries.get_list(db, actor, list_id)
    set_etag(response, item)
    return queries.list_out(db, actor, item)


@router.get("/{list_id}/rows", summary="名单逐行的比对结果")
def list_person_list_rows(
    db: Db, actor: Lister, list_id: UUID, page: PageQuery, verdict: ListVerdict | None = None
) -> ListRowPage:
    """In the order of the list."""
    return queries.list_rows(db, actor, queries.get_list(db, actor, list_id), verdict, page)


@router.post("/{list_id}/actions", summary="登记或放弃名单")
def act_on_person_list(
    db: Db, actor: Lister, list_id: UUID, form: ListActionIn, expected: IfMatch, response: Response
) -> ListOut:
    """选定的行要么全部登记，要么一行不登记；与比对结果不同的取舍逐行写明理由。All or nothing for the chosen rows."""
    item = queries.get_list(db, actor, list_id)
    service.act(db, actor, item, form, expected)
    set_etag(response, item)
    return queries.list_out(db, actor, item)


@router.get("/{list_id}/workbook", summary="下载标注后的名单", response_class=Response, responses=WORKBOOK)
def download_marked_list(db: Db, actor: Lister, list_id: UUID) -> Response:
    """您上传的表，逐行写明比对结果；只有上传人可以取回。The sender's own workbook with the verdicts."""
    item = queries.get_list(db, actor, list_id)
    return _file(service.take_back(db, actor, item), "member-list-marked.xlsx")


def _file(data: bytes, name: str) -> Response:
    return Response(data, media_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})
