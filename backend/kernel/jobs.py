"""Background jobs kept in the database: what is to be done, for whom, how far it is, and what a handler gets."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Engine, Index, update
from sqlmodel import Session

from backend.kernel import audit, clock
from backend.kernel.authz import Actor, Principal
from backend.kernel.codes import Code
from backend.kernel.db import Scoped, code_column, column, new_id, set_reach, unit_of_work, utc_column
from backend.kernel.privacy import Privacy
from backend.kernel.roles import Office, Role
from backend.settings import Settings

MAX_ATTEMPTS = 3


class JobStatus(Code):
    """Where a job stands."""

    QUEUED = "queued", "排队中"
    RUNNING = "running", "办理中"
    DONE = "done", "已完成"
    FAILED = "failed", "未办成"
    CANCELLED = "cancelled", "已取消"


class Job(Scoped, table=True):
    """One piece of work that outlives its request; the payload holds ids, never personal values."""

    __tablename__ = "job"
    __table_args__ = (
        Index("ix_job_next", "status", "lease_until"),
        Index("ix_job_account", "district_id", "account_id", "id"),
    )

    kind: str = column("类别", max_length=60)
    payload: dict[str, Any] = column("内容", sa_type=JSON, retention="1 year")
    account_id: UUID = column("提交账号")
    actor: dict[str, Any] = column("提交人", privacy=Privacy.P2, sa_type=JSON, retention="1 year")
    status: JobStatus = code_column(JobStatus, "状态", default=JobStatus.QUEUED)
    done: int = column("已处理", default=0)
    total: int = column("总数", default=0)
    message: str = column("说明", default="", max_length=500)
    result: dict[str, Any] | None = column("结果", sa_type=JSON, default=None, nullable=True)
    attempts: int = column("尝试次数", default=0)
    lease_until: datetime | None = utc_column("租约到期", default=None, nullable=True)
    worker: str = column("办理进程", default="", max_length=80)
    finished_at: datetime | None = utc_column("结束时刻", default=None, nullable=True)


class JobLost(Exception):
    """The job was cancelled, or another worker holds it now; nothing of this attempt may stay."""


class Interrupted(Exception):
    """The process is asked to stop; the job goes back to the queue."""


@dataclass
class JobContext:
    """What a handler gets. ``progress`` only remembers; a thread of the worker writes it down."""

    engine: Engine
    settings: Settings
    job_id: UUID
    district_id: str
    payload: Mapping[str, Any]
    actor: Actor
    attempt: int
    worker: str
    is_complete: bool = False
    done: int = 0
    total: int = 0
    message: str = ""
    stopping: threading.Event = field(default_factory=threading.Event)
    lost: threading.Event = field(default_factory=threading.Event)

    def progress(self, done: int, total: int, message: str = "") -> None:
        """Note how far the work is; also the place where a handler can be stopped.

        Raises JobLost and Interrupted, which the handler lets pass.
        """
        self.done, self.total, self.message = done, total, message
        if self.is_complete:
            return
        if self.lost.is_set():
            raise JobLost()
        if self.stopping.is_set():
            raise Interrupted()

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """One transaction with the reach of the person who asked for the work."""
        with unit_of_work(self.engine) as session:
            set_reach(session, self.actor.district_id, self.actor.org_path)
            session.info["trace_id"] = self.job_id.hex
            yield session

    def complete(self, session: Session, result: dict[str, Any] | None = None) -> None:
        """Mark the job done in the transaction of its effect, so that a crash never repeats the effect.

        Raises JobLost when another attempt holds the job; the transaction then rolls back.
        """
        changed = session.execute(
            update(Job)
            .where(*held_by(self))
            .values(
                status=JobStatus.DONE,
                result=result or {},
                done=self.done,
                total=self.total,
                message=self.message,
                lease_until=None,
                finished_at=clock.real_now(),
                version=Job.version + 1,
            )
        )
        if changed.rowcount != 1:  # type: ignore[attr-defined]
            raise JobLost()
        self.is_complete = True


Handler = Callable[[JobContext], None]


def enqueue(session: Session, actor: Actor, kind: str, payload: dict[str, Any]) -> Job:
    """Ask for background work; it starts after the caller's transaction has committed.

    :param payload: ids, codes and dates only; never a personal value.
    """
    job = Job(
        id=new_id(),
        district_id=actor.district_id,
        org_path=actor.org_path,
        kind=kind,
        payload=payload,
        account_id=actor.account_id,
        actor=snapshot(actor),
    )
    session.add(job)
    audit.record(session, actor, "job.enqueue", "job", job.id, details={"kind": kind})
    return job


def held_by(context: JobContext) -> tuple[Any, ...]:
    """The condition under which this attempt still owns its job."""
    return (
        Job.district_id == context.district_id,
        Job.id == context.job_id,
        Job.status == JobStatus.RUNNING,
        Job.worker == context.worker,
        Job.attempts == context.attempt,
    )


def snapshot(actor: Actor) -> dict[str, Any]:
    """The caller as kept with the job."""
    return {
        "account_id": str(actor.account_id),
        "person_id": str(actor.person_id),
        "person_name": actor.person_name,
        "role": actor.role.value,
        "district_id": actor.district_id,
        "org_id": str(actor.org_id),
        "org_path": actor.org_path,
        "permissions": sorted(actor.permissions),
        "offices": sorted(actor.offices),
        "acting_for": None if actor.acting_for is None else _principal_kept(actor.acting_for),
    }


def _principal_kept(principal: Principal) -> dict[str, str]:
    return {
        "delegation_id": str(principal.delegation_id),
        "account_id": str(principal.account_id),
        "person_id": str(principal.person_id),
        "person_name": principal.person_name,
    }


def _principal_of(kept: Mapping[str, str] | None) -> Principal | None:
    if kept is None:
        return None
    return Principal(
        UUID(kept["delegation_id"]), UUID(kept["account_id"]), UUID(kept["person_id"]), kept["person_name"]
    )


def actor_of(kept: Mapping[str, Any]) -> Actor:
    """The caller again, as they were when they asked for the work."""
    return Actor(
        account_id=UUID(kept["account_id"]),
        person_id=UUID(kept["person_id"]),
        person_name=kept["person_name"],
        role=Role(kept["role"]),
        district_id=kept["district_id"],
        org_id=UUID(kept["org_id"]),
        org_path=kept["org_path"],
        permissions=frozenset(kept["permissions"]),
        offices=frozenset(Office(office) for office in kept.get("offices", ())),
        acting_for=_principal_of(kept.get("acting_for")),
    )
