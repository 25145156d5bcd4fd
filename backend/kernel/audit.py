"""Append-only audit trail with a hash chain per district, sealed just before each commit."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Index, UniqueConstraint, select
from sqlmodel import Session, col

from backend.kernel import clock
from backend.kernel.authz import Actor
from backend.kernel.db import (
    Record,
    Scoped,
    as_system,
    before_commit,
    column,
    insert_if_absent,
    new_id,
    utc_column,
)
from backend.kernel.privacy import Privacy
from backend.kernel.second_lock import APPEND_ONLY_IN_PLACE

GENESIS = "0" * 64
_PENDING = "pending_audit"


class AuditEntry(Scoped, table=True):
    """One change or one sensitive read: who, what, when; never a personal value."""

    __tablename__ = "audit_entry"
    __table_args__ = (
        UniqueConstraint("district_id", "position"),
        Index("ix_audit_entry_object", "district_id", "object_type", "object_id"),
        APPEND_ONLY_IN_PLACE,
    )

    position: int = column("链上序号")
    at: datetime = utc_column("时刻")
    real_at: datetime = utc_column("系统时刻")
    account_id: UUID | None = column("账号", nullable=True)
    person_name: str = column("办理人", privacy=Privacy.P2, max_length=100)
    verb: str = column("动作", max_length=60)
    object_type: str = column("对象类别", max_length=60)
    object_id: UUID | None = column("对象编号", nullable=True)
    details: dict[str, Any] = column("说明", sa_type=JSON)
    trace_id: str = column("追踪号", max_length=64)
    previous_hash: str = column("前一哈希", max_length=64)
    hash: str = column("哈希", max_length=64)


class AuditHead(Record, table=True):
    """The newest link of each district's chain; locked for the last moment of a transaction."""

    __tablename__ = "audit_head"

    district_id: str = column("区县", primary_key=True, max_length=6)
    position: int = column("链上序号")
    hash: str = column("哈希", max_length=64)


@dataclass(frozen=True, slots=True)
class _Pending:
    district_id: str
    org_path: str
    account_id: UUID | None
    person_name: str
    verb: str
    object_type: str
    object_id: UUID | None
    details: dict[str, Any]


def record(
    session: Session,
    actor: Actor,
    verb: str,
    object_type: str,
    object_id: UUID | None = None,
    *,
    org_path: str | None = None,
    details: dict[str, Any] | None = None,
) -> None:
    """Note one act of the caller; the row is written with the rest of the transaction.

    Under a delegation the entry says for whom the caller acted.
    """
    acting = {"acting_for": str(actor.acting_for.person_id)} if actor.acting_for else {}
    note_by(
        session,
        _Pending(
            actor.district_id,
            org_path or actor.org_path,
            actor.account_id,
            actor.person_name,
            verb,
            object_type,
            object_id,
            {**(details or {}), **acting},
        ),
    )


def record_unsigned(
    session: Session, district_id: str, org_path: str, verb: str, object_type: str, object_id: UUID | None
) -> None:
    """Note an act before anybody is signed in (a failed log-in)."""
    note_by(session, _Pending(district_id, org_path, None, "未登录", verb, object_type, object_id, {}))


def note_by(session: Session, pending: _Pending) -> None:
    """Queue one entry until the end of the transaction."""
    session.info.setdefault(_PENDING, []).append(pending)


def seal(session: Session) -> None:
    """Write the queued entries as the next links of their chains."""
    queue: list[_Pending] = session.info.pop(_PENDING, [])
    if not queue:
        return
    with as_system(session):
        for district_id in sorted({item.district_id for item in queue}):
            _seal_district(session, district_id, [i for i in queue if i.district_id == district_id])


def _seal_district(session: Session, district_id: str, queue: list[_Pending]) -> None:
    head = _locked_head(session, district_id)
    trace = str(session.info.get("trace_id", ""))
    for item in queue:
        entry = AuditEntry(
            id=new_id(),
            district_id=district_id,
            org_path=item.org_path,
            position=head.position + 1,
            at=clock.now(),
            real_at=clock.real_now(),
            account_id=item.account_id,
            person_name=item.person_name,
            verb=item.verb,
            object_type=item.object_type,
            object_id=item.object_id,
            details=item.details,
            trace_id=trace,
            previous_hash=head.hash,
            hash="",
        )
        entry.hash = link(entry)
        session.add(entry)
        head.position, head.hash = entry.position, entry.hash
    session.flush()


def _locked_head(session: Session, district_id: str) -> AuditHead:
    newest = select(AuditHead).where(col(AuditHead.district_id) == district_id).with_for_update()
    found: AuditHead | None = session.execute(newest).scalar_one_or_none()
    if found is not None:
        return found
    insert_if_absent(session, AuditHead, {"district_id": district_id, "position": 0, "hash": GENESIS})
    head: AuditHead = session.execute(newest).scalar_one()
    return head


def link(entry: AuditEntry) -> str:
    """The hash of one entry over its content and its predecessor (SHA-256, hex)."""
    content = {
        "position": entry.position,
        "district_id": entry.district_id,
        "org_path": entry.org_path,
        "at": entry.at.isoformat(),
        "real_at": entry.real_at.isoformat(),
        "account_id": str(entry.account_id),
        "person_name": entry.person_name,
        "verb": entry.verb,
        "object_type": entry.object_type,
        "object_id": str(entry.object_id),
        "details": entry.details,
        "trace_id": entry.trace_id,
        "previous_hash": entry.previous_hash,
    }
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


before_commit.append(seal)
