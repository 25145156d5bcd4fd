"""HTTP of the coverage drive."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, File, Query, Response, UploadFile

from backend.kernel.authz import Actor, require
from backend.kernel.db import Db
from backend.kernel.exports import EXPORT_ANSWER, ExportFormat
from backend.kernel.history import ActionIn
from backend.kernel.http import Idempotent, IfMatch, api_router, set_etag
from backend.kernel.paging import WHOLE, PageQuery
from backend.kernel.text import tidy
from backend.organisations.drive import queries, register, service
from backend.organisations.drive.codes import DriveStage
from backend.organisations.drive.export import DRIVE
from backend.organisations.drive.forms import DriveChangeIn, DriveLeaveIn, DriveListIn, DriveNoteIn
from backend.organisations.drive.models import DriveEntry
from backend.organisations.drive.schemas import (
    DriveEntered,
    DriveEntryOut,
    DrivePage,
    DrivePreview,
    DriveSummary,
    DriveTextLines,
)
from backend.organisations.permissions import P

router = api_router("/founding-drive", "organisations")
Reader = Annotated[Actor, require(P.READ)]
Keeper = Annotated[Actor, require(P.DRIVE)]


def _in_reach(db: Db, actor: Reader, entry_id: UUID) -> DriveEntry:
    return queries.get_entry(db, actor, entry_id)


InReach = Annotated[DriveEntry, Depends(_in_reach)]


def _wanted(
    q: Annotated[str, Query(max_length=60, description="单位名称的一部分，或完整信用代码")] = "",
    organisation_id: Annotated[UUID | None, Query(description="只看这个工会及以下负责的")] = None,
    owner_name: Annotated[str, Query(max_length=60, description="责任人")] = "",
    stage: Annotated[DriveStage | None, Query(description="不填时不含已移出的")] = None,
    is_overdue: Annotated[bool, Query(description="只看超过计划日期仍未建会的")] = False,
) -> queries.DriveFilter:
    return queries.DriveFilter(tidy(q), organisation_id, tidy(owner_name), stage, is_overdue)


Wanted = Annotated[queries.DriveFilter, Depends(_wanted)]


@router.get("", summary="应建会单位名单")
def list_drive_entries(db: Db, actor: Reader, page: PageQuery, wanted: Wanted) -> DrivePage:
    """The register in the caller's reach, the nearest target date first."""
    return queries.list_entries(db, actor, wanted, page)


@router.get("/export", summary="导出应建会单位名单", response_class=Response, responses=EXPORT_ANSWER)
def export_drive_entries(
    db: Db, actor: Reader, wanted: Wanted, format: ExportFormat = ExportFormat.XLSX
) -> Response:
    """The same filter as the list, as a file."""
    return DRIVE.answer(actor, queries.list_entries(db, actor, wanted, WHOLE).items, format)


@router.get("/summary", summary="建会进展")
def drive_summary(db: Db, actor: Reader) -> DriveSummary:
    """建会率、各阶段单位数、按责任人的超期名单。"""
    return queries.summary(db, actor)


@router.post("/read-file", summary="读取应建会单位文件")
def read_drive_file(
    actor: Keeper, file: Annotated[UploadFile, File(description=".xlsx 或 CSV")]
) -> DriveTextLines:
    """只读取不登记，核对后再提交。The file as lines of text; nothing is written."""
    return DriveTextLines(lines=register.read_file(file.file.read()))


@router.post("/preview", summary="预览应建会单位名单")
def preview_drive_list(db: Db, actor: Keeper, form: DriveListIn) -> DrivePreview:
    """读到 = 新增 + 已在名单 + 有误。Nothing is written."""
    return register.preview(db, actor, form)


@router.post("", status_code=201, summary="登记应建会单位", dependencies=[Idempotent])
def enter_drive_list(db: Db, actor: Keeper, form: DriveListIn) -> DriveEntered:
    """有一行有误就都不登记；已在名单的略过。All or nothing."""
    return register.enter(db, actor, form)


@router.get("/{entry_id}", summary="应建会单位")
def read_drive_entry(db: Db, actor: Reader, entry: InReach, response: Response) -> DriveEntryOut:
    """One employer of the register with its log."""
    return _answer(db, actor, entry, response)


@router.patch("/{entry_id}", summary="修改应建会单位")
def change_drive_entry(
    db: Db, actor: Keeper, entry: InReach, form: DriveChangeIn, expected: IfMatch, response: Response
) -> DriveEntryOut:
    """计划日期、责任人、人数等。"""
    return _answer(db, actor, service.change(db, actor, entry, form, expected), response)


@router.post("/{entry_id}/actions", summary="记录建会推进情况")
def move_drive_entry(
    db: Db, actor: Keeper, entry: InReach, form: ActionIn, expected: IfMatch, response: Response
) -> DriveEntryOut:
    """已接触、已承诺、暂缓、恢复；筹备中和已建会由建会事项自动得出。"""
    return _answer(db, actor, service.move(db, actor, entry, form.action, form.note, expected), response)


@router.post("/{entry_id}/leave", summary="移出应建会单位名单")
def take_off_drive_register(
    db: Db, actor: Keeper, entry: InReach, form: DriveLeaveIn, expected: IfMatch, response: Response
) -> DriveEntryOut:
    """The entry stays for the figures of earlier dates."""
    return _answer(db, actor, service.leave(db, actor, entry, form, expected), response)


@router.post("/{entry_id}/notes", status_code=201, summary="记一笔走访情况", dependencies=[Idempotent])
def note_drive_entry(
    db: Db, actor: Keeper, entry: InReach, form: DriveNoteIn, response: Response
) -> DriveEntryOut:
    """Only ever added."""
    return _answer(db, actor, service.note(db, actor, entry, form), response)


def _answer(db: Db, actor: Actor, entry: DriveEntry, response: Response) -> DriveEntryOut:
    set_etag(response, entry)
    return queries.entry_out(db, actor, entry)
