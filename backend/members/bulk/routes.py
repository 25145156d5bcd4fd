"""HTTP of acts over many members."""

from typing import Annotated
from uuid import UUID

from fastapi import Response

from backend.kernel.authz import Actor, require
from backend.kernel.db import Db
from backend.kernel.http import Idempotent, IfMatch, api_router, set_etag
from backend.kernel.paging import PageQuery
from backend.members.bulk import queries, service
from backend.members.bulk.schemas import (
    BulkApplyIn,
    BulkIn,
    BulkPreviewOut,
    BulkRunOut,
    BulkRunPage,
    BulkUndoIn,
)
from backend.members.bulk.selection import plan
from backend.members.bulk.undo import undo
from backend.members.permissions import P

router = api_router("/members/bulk", "members")
Reader = Annotated[Actor, require(P.READ)]
Editor = Annotated[Actor, require(P.EDIT)]


@router.get("", summary="批量办理记录")
def list_bulk_runs(db: Db, actor: Reader, page: PageQuery) -> BulkRunPage:
    """本范围内的批量办理，新的在前。Acts over many members in reach, newest first."""
    return queries.list_runs(db, actor, page)


@router.post("/preview", summary="批量办理预览")
def preview_bulk_change(db: Db, actor: Editor, form: BulkIn) -> BulkPreviewOut:
    """逐人判断能否办理，不改动任何资料。Judges each member; nothing is changed."""
    return queries.preview_out(db, actor, plan(db, actor, form))


@router.post("", status_code=201, summary="批量办理", dependencies=[Idempotent])
def apply_bulk_change(db: Db, actor: Editor, form: BulkApplyIn, response: Response) -> BulkRunOut:
    """须与预览一致（否则412）；超过500人须再次验证身份。Must equal the preview; above 500 wants a fresh proof."""
    run = service.apply(db, actor, form)
    set_etag(response, run)
    return queries.run_out(db, actor, run)


@router.get("/{run_id}", summary="批量办理详情")
def read_bulk_run(db: Db, actor: Reader, run_id: UUID, response: Response) -> BulkRunOut:
    """One act with what became of each member."""
    run = queries.get_run(db, actor, run_id)
    set_etag(response, run)
    return queries.run_out(db, actor, run)


@router.post("/{run_id}/undo", summary="撤销批量办理")
def undo_bulk_run(
    db: Db, actor: Editor, run_id: UUID, form: BulkUndoIn, expected: IfMatch, response: Response
) -> BulkRunOut:
    """用相反的变动撤销；此后又有变动的人保持不变。Opposite lines; whoever moved on since stays."""
    run = queries.get_run(db, actor, run_id)
    undo(db, actor, run, form.note, expected)
    set_etag(response, run)
    return queries.run_out(db, actor, run)
