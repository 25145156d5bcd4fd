"""Adding a file to a business object and fetching it again."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Depends, File, Form, Query, Request, UploadFile
from fastapi.responses import FileResponse

from backend.kernel.authz import Signed
from backend.kernel.db import Db
from backend.kernel.errors import NotFound
from backend.kernel.files import (
    Attachment,
    Owners,
    attach,
    attachments_of,
    files_folder,
    get_attachment,
    stored_at,
)
from backend.kernel.files_sniff import MEDIA_TYPES, FileKind
from backend.kernel.http import WireOut, api_router

router = api_router("/attachments", "attachments")

ObjectType = Annotated[str, Form(max_length=60, pattern=r"^[a-z_]+$", description="所属对象类别")]


def _owners(request: Request) -> Owners:
    owners: Owners = request.app.state.attachment_owners
    return owners


AllOwners = Annotated[Owners, Depends(_owners)]


class AttachmentOut(WireOut):
    """One file of an object."""

    id: UUID
    object_type: str
    object_id: UUID
    name: str
    kind: FileKind
    size: int
    sha256: str
    uploaded_by: str
    created_at: datetime


@router.post("", status_code=201, summary="上传附件")
def add_attachment(
    request: Request,
    db: Db,
    actor: Signed,
    owners: AllOwners,
    file: Annotated[UploadFile, File(description="PDF、PNG、JPG、xlsx、docx、csv、txt，不超过 20 MB")],
    object_type: ObjectType,
    object_id: Annotated[UUID, Form(description="所属对象编号")],
) -> AttachmentOut:
    """The kind is decided by the content; the same content twice on one object is one attachment."""
    folder = files_folder(request.app.state.settings.data_dir)
    name = file.filename or ""
    row = attach(db, actor, owners, folder, object_type, object_id, name, file.file.read())
    return AttachmentOut.model_validate(row)


@router.get("", summary="某对象的附件")
def list_attachments(
    db: Db,
    actor: Signed,
    owners: AllOwners,
    object_type: Annotated[str, Query(max_length=60)],
    object_id: Annotated[UUID, Query()],
) -> list[AttachmentOut]:
    """Oldest first; an object out of reach answers like an unknown one."""
    owner = owners.get(object_type)
    if owner is None:
        raise NotFound()
    owner.readable(db, actor, object_id)
    return [AttachmentOut.model_validate(row) for row in attachments_of(db, actor, object_type, object_id)]


@router.get("/{attachment_id}", summary="附件信息")
def get_attachment_info(db: Db, actor: Signed, owners: AllOwners, attachment_id: UUID) -> AttachmentOut:
    """Name, kind, size and fingerprint."""
    return AttachmentOut.model_validate(get_attachment(db, actor, owners, attachment_id))


@router.get("/{attachment_id}/content", summary="下载附件", response_class=FileResponse)
def download_attachment(
    request: Request, db: Db, actor: Signed, owners: AllOwners, attachment_id: UUID
) -> FileResponse:
    """Always a download, never shown inside the page."""
    row: Attachment = get_attachment(db, actor, owners, attachment_id)
    path = stored_at(files_folder(request.app.state.settings.data_dir), row)
    if not path.is_file():
        raise NotFound("附件的文件不在存储中，请联系管理员从备份恢复")
    return FileResponse(
        path,
        media_type=MEDIA_TYPES[row.kind],
        filename=row.name,
        content_disposition_type="attachment",
    )
