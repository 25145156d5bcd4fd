"""HTTP of enrolment in batches."""

from typing import Annotated
from uuid import UUID

from fastapi import File, Query, Response, UploadFile

from backend.kernel.authz import Actor, require
from backend.kernel.db import Db
from backend.kernel.http import Idempotent, IfMatch, api_router, set_etag
from backend.kernel.paging import PageQuery
from backend.members.batches import confirmation, queries, service
from backend.members.batches.codes import BatchState
from backend.members.batches.schemas import (
    BatchActionIn,
    BatchIn,
    BatchOut,
    BatchPage,
    BatchRowsIn,
    ConfirmationIn,
    ConfirmationOut,
    ConfirmationSlips,
    SignaturesIn,
)
from backend.members.permissions import P
from backend.organisations import queries as organisations

router = api_router("/members", "members")
Reader = Annotated[Actor, require(P.READ)]
Enroller = Annotated[Actor, require(P.ENROL)]


@router.get("/batches", summary="集中入会")
def list_enrolment_batches(
    db: Db,
    actor: Reader,
    page: PageQuery,
    status: BatchState | None = None,
    is_waiting: Annotated[bool, Query(description="只看等我批准的")] = False,
    is_returned: Annotated[bool, Query(description="只看退回待改的")] = False,
) -> BatchPage:
    """本范围内的集中入会名单，新的在前。Batches in reach, newest first."""
    return queries.list_batches(db, actor, queries.BatchFilter(status, is_waiting, is_returned), page)


@router.post("/batches", status_code=201, summary="建立集中入会名单", dependencies=[Idempotent])
def create_enrolment_batch(db: Db, actor: Enroller, form: BatchIn, response: Response) -> BatchOut:
    """逐行核对，有错的行写明原因；没有本人确认的不入会。Each row is judged; nobody joins without confirming."""
    batch = service.create(db, actor, form)
    set_etag(response, batch)
    return queries.batch_out(db, actor, batch)


@router.get("/batches/{batch_id}", summary="集中入会名单详情")
def read_enrolment_batch(db: Db, actor: Reader, batch_id: UUID, response: Response) -> BatchOut:
    """One batch with its people, numbers masked."""
    batch = queries.get_batch(db, actor, batch_id)
    set_etag(response, batch)
    return queries.batch_out(db, actor, batch)


@router.put("/batches/{batch_id}/rows", summary="重写名单")
def replace_enrolment_rows(
    db: Db, actor: Enroller, batch_id: UUID, form: BatchRowsIn, expected: IfMatch, response: Response
) -> BatchOut:
    """从表格粘贴的名单，替换草稿中的全部行。The pasted list replaces every row of the draft."""
    batch = service.replace_rows(db, actor, queries.get_batch(db, actor, batch_id), form.rows, expected)
    set_etag(response, batch)
    return queries.batch_out(db, actor, batch)


@router.put("/batches/{batch_id}/file", summary="上传名单文件")
def upload_enrolment_rows(
    db: Db,
    actor: Enroller,
    batch_id: UUID,
    file: Annotated[
        UploadFile, File(description=".xlsx 或 CSV，表头：姓名、证件号码、移动电话、八大群体、工作单位")
    ],
    expected: IfMatch,
    response: Response,
) -> BatchOut:
    """文件中的名单替换草稿中的全部行。The list in the file replaces every row of the draft."""
    batch = queries.get_batch(db, actor, batch_id)
    service.replace_from_file(db, actor, batch, file.file.read(), expected)
    set_etag(response, batch)
    return queries.batch_out(db, actor, batch)


@router.post("/batches/{batch_id}/codes", summary="发出本人确认码")
def hand_out_confirmation_codes(db: Db, actor: Enroller, batch_id: UUID) -> ConfirmationSlips:
    """每人一码，只显示这一次；以前发出的失效。Shown once; earlier codes no longer work."""
    batch = queries.get_batch(db, actor, batch_id)
    slips = service.hand_out_codes(db, actor, batch)
    names = organisations.union_names(db, batch.district_id, [batch.organisation_id])
    return ConfirmationSlips(organisation_name=names.get(batch.organisation_id, ""), items=slips)


@router.post("/batches/{batch_id}/signatures", summary="登记本人签名")
def note_batch_signatures(
    db: Db, actor: Enroller, batch_id: UUID, form: SignaturesIn, response: Response
) -> BatchOut:
    """先上传签名名单，再逐人勾选已签名的。The signed list is attached first."""
    batch = service.note_signatures(db, actor, queries.get_batch(db, actor, batch_id), form.row_ids)
    set_etag(response, batch)
    return queries.batch_out(db, actor, batch)


@router.post("/batches/{batch_id}/actions", summary="办理集中入会")
def act_on_enrolment_batch(
    db: Db, actor: Reader, batch_id: UUID, form: BatchActionIn, expected: IfMatch, response: Response
) -> BatchOut:
    """开始确认、提交、批准、退回或放弃；只有本人确认的入会。Only those who confirmed join."""
    batch = queries.get_batch(db, actor, batch_id)
    service.act(db, actor, batch, form, expected)
    set_etag(response, batch)
    return queries.batch_out(db, actor, batch)


@router.post("/confirmations", summary="本人确认入会")
def answer_confirmation(db: Db, form: ConfirmationIn) -> ConfirmationOut:
    """本人用一次性确认码办理，不用登录。The person's own answer with a one-time code, without an account."""
    return confirmation.answer(db, form)
