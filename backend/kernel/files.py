"""Attachments: files that belong to a business object, kept outside the web root under random names."""

import hashlib
import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint, event, select
from sqlalchemy.orm import SessionTransaction
from sqlmodel import Session, col

from backend.kernel import audit
from backend.kernel.authz import Actor, visible, within
from backend.kernel.db import Scoped, code_column, column, new_id
from backend.kernel.errors import NotFound, PayloadTooLarge, invalid
from backend.kernel.files_sniff import FileKind, clean_name, sniff
from backend.kernel.privacy import Privacy

MAX_BYTES = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class AttachmentOwner:
    """A kind of object that may carry files; declared by its domain in ``Module.attachments``.

    Both functions take (session, actor, object id) and return the object (it has ``org_path``) or raise NotFound or
    Forbidden: ``readable`` for looking at its files, ``writable`` for adding one.
    """

    object_type: str
    label: str
    readable: Callable[[Session, Actor, UUID], Any]
    writable: Callable[[Session, Actor, UUID], Any]


Owners = Mapping[str, AttachmentOwner]


class Attachment(Scoped, table=True):
    """One file of one object; its content is never changed."""

    __tablename__ = "attachment"
    __table_args__ = (
        UniqueConstraint("district_id", "object_type", "object_id", "sha256"),
        Index("ix_attachment_object", "district_id", "object_type", "object_id", "id"),
    )

    object_type: str = column("所属对象类别", max_length=60)
    object_id: UUID = column("所属对象编号")
    name: str = column("原文件名", privacy=Privacy.P2, max_length=200)
    kind: FileKind = code_column(FileKind, "类型")
    size: int = column("字节数")
    sha256: str = column("内容指纹", max_length=64)
    stored_name: str = column("存放名", max_length=64)
    account_id: UUID = column("上传账号")
    uploaded_by: str = column("上传人", privacy=Privacy.P2, max_length=100)


def attach(
    session: Session,
    actor: Actor,
    owners: Owners,
    folder: Path,
    object_type: str,
    object_id: UUID,
    name: str,
    content: bytes,
) -> Attachment:
    """Keep a file with an object; the same content twice is one attachment.

    Raises Invalid (kind of object or file), NotFound or Forbidden (the object), PayloadTooLarge.
    """
    owner = owners.get(object_type)
    if owner is None:
        raise invalid("object_type", "unknown_type", "这类对象不能添加附件", "请从业务页面上传")
    target = owner.writable(session, actor, object_id)
    if len(content) > MAX_BYTES:
        raise PayloadTooLarge("附件不能超过 20 MB")
    name = clean_name(name)
    kind = sniff(name, content)
    digest = hashlib.sha256(content).hexdigest()
    known = _same(session, actor, object_type, object_id, digest)
    if known is not None:
        return known
    row = Attachment(
        id=new_id(),
        district_id=actor.district_id,
        org_path=target.org_path,
        object_type=object_type,
        object_id=object_id,
        name=name,
        kind=kind,
        size=len(content),
        sha256=digest,
        stored_name=secrets.token_hex(16),
        account_id=actor.account_id,
        uploaded_by=actor.person_name,
    )
    session.add(row)
    session.flush()
    _write(session, stored_at(folder, row), content)
    details = {"object_type": object_type, "object_id": str(object_id), "size": row.size}
    audit.record(
        session, actor, "attachment.add", "attachment", row.id, org_path=row.org_path, details=details
    )
    return row


def get_attachment(session: Session, actor: Actor, owners: Owners, attachment_id: UUID) -> Attachment:
    """One attachment whose object the caller may see.

    Raises NotFound, Forbidden.
    """
    row = visible(session.get(Attachment, (actor.district_id, attachment_id)), actor)
    owner = owners.get(row.object_type)
    if owner is None:
        raise NotFound()
    owner.readable(session, actor, row.object_id)
    return row


def attachments_of(session: Session, actor: Actor, object_type: str, object_id: UUID) -> list[Attachment]:
    """The files of one object in reach, oldest first."""
    statement = select(Attachment).where(
        within(Attachment, actor),
        col(Attachment.object_type) == object_type,
        col(Attachment.object_id) == object_id,
    )
    return list(session.execute(statement.order_by(col(Attachment.id))).scalars())


def files_folder(data_dir: Path) -> Path:
    """Where attachments are kept."""
    return data_dir / "files"


def stored_at(folder: Path, row: Attachment) -> Path:
    """The place of one file."""
    return folder / row.stored_name[:2] / row.stored_name


def _same(
    session: Session, actor: Actor, object_type: str, object_id: UUID, digest: str
) -> Attachment | None:
    rows = [row for row in attachments_of(session, actor, object_type, object_id) if row.sha256 == digest]
    return rows[0] if rows else None


def _write(session: Session, target: Path, content: bytes) -> None:
    """On disk before the row is committed; removed again unless the transaction commits."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    _remove_unless_committed(session, target)
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as handle:
        handle.write(content)
        handle.flush()
        os.fsync(handle.fileno())


def _remove_unless_committed(session: Session, target: Path) -> None:
    committed: list[bool] = []

    def note(_session: Session) -> None:
        committed.append(True)

    def end(_session: Session, transaction: SessionTransaction) -> None:
        if transaction.parent is None and not committed:
            target.unlink(missing_ok=True)

    event.listen(session, "after_commit", note)
    event.listen(session, "after_transaction_end", end)
