"""The sealed file of a statement."""

import base64
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from backend.funds.statements.models import FundStatement, FundStatementContent
from backend.kernel.db import new_id
from backend.kernel.errors import Conflict
from backend.kernel.privacy import cipher

TABLE, COLUMN = "fund_statement_content", "original_sealed"
C: Any = FundStatementContent


def keep_file(session: Session, item: FundStatement, data: bytes) -> None:
    """Keep an uploaded file, sealed."""
    row_id: UUID = new_id()
    text = base64.b64encode(data).decode()
    session.add(
        FundStatementContent(
            district_id=item.district_id,
            id=row_id,
            org_path=item.org_path,
            statement_id=item.id,
            original_sealed=cipher().seal(TABLE, COLUMN, row_id, text, district_id=item.district_id),
        )
    )


def file_of(session: Session, item: FundStatement) -> bytes:
    """The uploaded file.

    Raises Conflict when it is no longer kept.
    """
    row = _row(session, item)
    if row is None:
        raise Conflict("文件已不再保存，请重新上传")
    text = cipher().open_(TABLE, COLUMN, row.id, row.original_sealed, district_id=row.district_id)
    return base64.b64decode(text)


def forget_file(session: Session, item: FundStatement) -> None:
    """Nothing of the file stays."""
    row = _row(session, item)
    if row is not None:
        session.delete(row)


def _row(session: Session, item: FundStatement) -> FundStatementContent | None:
    found: FundStatementContent | None = session.execute(
        select(FundStatementContent).where(C.district_id == item.district_id, C.statement_id == item.id)
    ).scalar_one_or_none()
    return found
