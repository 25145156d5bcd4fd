"""Who looked at a record: cards opened, values revealed, files taken; readable beside the record itself."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Annotated, Any
from uuid import UUID

from fastapi import Query
from sqlalchemy import Index, select
from sqlmodel import Session, col

from backend.kernel import audit, clock
from backend.kernel.authz import Actor, require, within
from backend.kernel.codes import Code
from backend.kernel.db import (
    Db,
    Scoped,
    bulk_insert,
    code_column,
    column,
    independent,
    scoped_row,
    utc_column,
)
from backend.kernel.http import WireOut, api_router
from backend.kernel.paging import Page, PageQuery, paginate
from backend.kernel.permissions import KernelP
from backend.kernel.privacy import Privacy
from backend.kernel.roles import Role
from backend.kernel.second_lock import APPEND_ONLY

#: The same person opening the same card again within this time is one look.
ONE_LOOK = timedelta(minutes=10)
_AT_ONCE = 1_000

router = api_router("/record-views", "audit")
Viewer = Annotated[Actor, require(KernelP.VIEWS_READ)]


class ViewKind(Code):
    """How somebody came to see a record."""

    OPENED = "opened", "打开卡片"
    REVEALED = "revealed", "查看完整信息"
    EXPORTED = "exported", "导出"


class RecordView(Scoped, table=True):
    """One look at one personal record; what was seen is never repeated here."""

    __tablename__ = "record_view"
    __table_args__ = (
        Index("ix_record_view_object", "district_id", "object_type", "object_id", "id"),
        APPEND_ONLY,
    )

    object_type: str = column("对象类别", max_length=60)
    object_id: UUID = column("对象编号")
    kind: ViewKind = code_column(ViewKind, "方式")
    detail: str = column("内容与用途", privacy=Privacy.P2, max_length=300, default="")
    account_id: UUID = column("账号")
    person_name: str = column("查看人", privacy=Privacy.P2, max_length=100)
    role: Role = code_column(Role, "角色")
    at: datetime = utc_column("时刻")
    real_at: datetime = utc_column("系统时刻")


class RecordViewOut(WireOut):
    """One look at a record."""

    id: UUID
    kind: ViewKind
    detail: str
    person_name: str
    role: Role
    at: datetime


class RecordViewPage(Page[RecordViewOut]):
    """One page of looks, newest first."""


def note_view(session: Session, actor: Actor, object_type: str, row: Any) -> None:
    """The caller opened a personal card: one look and one audit row, committed before the answer leaves.

    Call it last: it ends the reading transaction. Opening the same card again within ten minutes is the same look.
    """
    object_id, org_path = row.id, row.org_path
    if _looked_lately(session, actor, object_type, object_id):
        return
    with independent(session) as noting:
        _add(noting, actor, object_type, [(object_id, org_path)], ViewKind.OPENED, "")
        audit.record(noting, actor, f"{object_type}.view", object_type, object_id, org_path=org_path)


def note_reveal(session: Session, actor: Actor, object_type: str, row: Any, detail: str) -> None:
    """A full value was shown, within the caller's transaction; its audit row is the revealing domain's own."""
    _add(session, actor, object_type, [(row.id, row.org_path)], ViewKind.REVEALED, detail)


def note_views(
    session: Session, actor: Actor, object_type: str, records: Sequence[tuple[UUID, str]], detail: str
) -> None:
    """Every record (id and place) of a file the caller took; the file's own audit row is the exporting code's."""
    _add(session, actor, object_type, records, ViewKind.EXPORTED, detail)


@router.get("", summary="谁看过这条记录")
def list_record_views(
    db: Db,
    actor: Viewer,
    page: PageQuery,
    object_type: Annotated[
        str, Query(max_length=60, pattern=r"^[a-z_.]+$", description="对象类别，如 member")
    ],
    object_id: Annotated[UUID, Query(description="对象编号")],
) -> RecordViewPage:
    """Newest first: who, in which role, when, and how; looks by offices above are listed too."""
    statement = select(RecordView).where(
        within(RecordView, actor),
        col(RecordView.object_type) == object_type,
        col(RecordView.object_id) == object_id,
    )
    found = paginate(db, statement, order=[RecordView.id], page=page, descending=True)
    return RecordViewPage(
        items=[RecordViewOut.model_validate(row, from_attributes=True) for row in found.rows],
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


def _looked_lately(session: Session, actor: Actor, object_type: str, object_id: UUID) -> bool:
    recent = select(col(RecordView.id)).where(
        col(RecordView.district_id) == actor.district_id,
        col(RecordView.object_type) == object_type,
        col(RecordView.object_id) == object_id,
        col(RecordView.account_id) == actor.account_id,
        col(RecordView.kind) == ViewKind.OPENED,
        col(RecordView.real_at) > clock.real_now() - ONE_LOOK,
    )
    return session.execute(recent.limit(1)).first() is not None


def _add(
    session: Session,
    actor: Actor,
    object_type: str,
    records: Sequence[tuple[UUID, str]],
    kind: ViewKind,
    detail: str,
) -> None:
    at, real_at = clock.now(), clock.real_now()
    for start in range(0, len(records), _AT_ONCE):
        rows = [
            scoped_row(
                actor.district_id,
                org_path,
                object_type=object_type,
                object_id=object_id,
                kind=kind,
                detail=detail[:300],
                account_id=actor.account_id,
                person_name=actor.person_name,
                role=actor.role,
                at=at,
                real_at=real_at,
            )
            for object_id, org_path in records[start : start + _AT_ONCE]
        ]
        bulk_insert(session, RecordView, rows)
