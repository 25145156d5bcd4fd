"""Reading the audit trail of one's own part of the tree."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import Query
from sqlalchemy import Select, select
from sqlmodel import col

from backend.kernel import clock
from backend.kernel.audit import AuditEntry
from backend.kernel.authz import Actor, require, within
from backend.kernel.db import Db
from backend.kernel.http import WireDate, WireOut, api_router
from backend.kernel.paging import Page, PageQuery, like_escape, paginate
from backend.kernel.permissions import KernelP

router = api_router("/audit-entries", "audit")

Auditor = Annotated[Actor, require(KernelP.AUDIT_READ)]
CodeText = Annotated[str | None, Query(max_length=60, pattern=r"^[a-z_.]+$")]
FIRST, LAST = date(1990, 1, 1), date(2199, 12, 31)


class AuditEntryOut(WireOut):
    """One line of the trail."""

    id: UUID
    position: int
    at: datetime
    person_name: str
    verb: str
    object_type: str
    object_id: UUID | None
    details: dict[str, Any]
    trace_id: str
    hash: str


class AuditEntryPage(Page[AuditEntryOut]):
    """One page of the trail, newest first."""


@router.get("", summary="审计记录")
def list_audit_entries(
    db: Db,
    actor: Auditor,
    page: PageQuery,
    object_type: CodeText = None,
    object_id: UUID | None = None,
    verb: CodeText = None,
    person: Annotated[str | None, Query(max_length=60, description="办理人姓名或其中一部分")] = None,
    from_on: Annotated[WireDate | None, Query(ge=FIRST, le=LAST, description="起始日期（含）")] = None,
    until_on: Annotated[WireDate | None, Query(ge=FIRST, le=LAST, description="截止日期（含）")] = None,
) -> AuditEntryPage:
    """Who did what and when, newest first; the chain position and hash prove that nothing was taken out."""
    statement = _between(select(AuditEntry).where(within(AuditEntry, actor)), from_on, until_on)
    for field, value in (
        (AuditEntry.object_type, object_type),
        (AuditEntry.object_id, object_id),
        (AuditEntry.verb, verb),
    ):
        if value is not None:
            statement = statement.where(col(field) == value)
    if person:
        statement = statement.where(col(AuditEntry.person_name).like(f"%{like_escape(person)}%", escape="\\"))
    found = paginate(db, statement, order=[AuditEntry.position], page=page, descending=True)
    return AuditEntryPage(
        items=[AuditEntryOut.model_validate(row) for row in found.rows],
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


def _between(statement: Select[Any], from_on: date | None, until_on: date | None) -> Select[Any]:
    if from_on is not None:
        statement = statement.where(col(AuditEntry.at) >= clock.start_of(from_on))
    if until_on is not None:
        statement = statement.where(col(AuditEntry.at) < clock.end_of(until_on))
    return statement
