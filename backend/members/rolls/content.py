"""The sealed file and the sealed plan of an import."""

import base64
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from backend.kernel.db import new_id
from backend.kernel.errors import Conflict
from backend.kernel.privacy import cipher
from backend.members.models import RollImport, RollImportContent

TABLE = "roll_import_content"
C: Any = RollImportContent


def keep_file(session: Session, item: RollImport, content: bytes) -> None:
    """Keep an uploaded file, sealed."""
    row_id = new_id()
    sealed = _seal(item.district_id, row_id, "original_sealed", base64.b64encode(content).decode())
    session.add(
        RollImportContent(
            district_id=item.district_id,
            id=row_id,
            org_path=item.org_path,
            import_id=item.id,
            original_sealed=sealed,
            plan_sealed=None,
        )
    )


def keep_plan(session: Session, item: RollImport, plan: str) -> None:
    """Keep the rows to write, sealed, until they are written."""
    row = _row(session, item)
    row.plan_sealed = _seal(row.district_id, row.id, "plan_sealed", plan)
    session.add(row)


def file_of(session: Session, item: RollImport) -> bytes:
    """The uploaded file.

    Raises Conflict when it is no longer kept.
    """
    row = _row(session, item)
    return base64.b64decode(_open(row, "original_sealed", row.original_sealed))


def plan_of(session: Session, item: RollImport) -> str:
    """The rows to write.

    Raises Conflict when they are no longer kept.
    """
    row = _row(session, item)
    if row.plan_sealed is None:
        raise Conflict("这次导入已经办结")
    return _open(row, "plan_sealed", row.plan_sealed)


def forget_plan(session: Session, item: RollImport) -> None:
    """The rows are written: their copy goes."""
    row = _row(session, item)
    row.plan_sealed = None
    session.add(row)


def forget_all(session: Session, item: RollImport) -> None:
    """Nothing of the file stays."""
    session.delete(_row(session, item))


def _row(session: Session, item: RollImport) -> RollImportContent:
    row: RollImportContent | None = session.execute(
        select(RollImportContent).where(C.district_id == item.district_id, C.import_id == item.id)
    ).scalar_one_or_none()
    if row is None:
        raise Conflict("文件已不再保存，请重新上传")
    return row


def _seal(district_id: str, row_id: UUID, column: str, text: str) -> bytes:
    return cipher().seal(TABLE, column, row_id, text, district_id=district_id)


def _open(row: RollImportContent, column: str, sealed: bytes) -> str:
    return cipher().open_(TABLE, column, row.id, sealed, district_id=row.district_id)
