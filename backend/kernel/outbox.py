"""Events written in the same transaction as the change they tell of."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Index
from sqlmodel import Session

from backend.kernel import clock
from backend.kernel.db import Scoped, column, utc_column


class OutboxEvent(Scoped, table=True):
    """News of one change; exists exactly if the change was committed."""

    __tablename__ = "outbox_event"
    __table_args__ = (Index("ix_outbox_event_topic", "district_id", "topic", "id"),)

    topic: str = column("主题", max_length=80)
    object_id: UUID = column("对象编号")
    payload: dict[str, Any] = column("内容", sa_type=JSON)
    at: datetime = utc_column("时刻")


def emit(session: Session, topic: str, row: Any, payload: dict[str, Any] | None = None) -> None:
    """Write one event about a row, in the row's own district and place."""
    session.add(
        OutboxEvent(
            district_id=row.district_id,
            org_path=row.org_path,
            topic=topic,
            object_id=row.id,
            payload=payload or {},
            at=clock.now(),
        )
    )
