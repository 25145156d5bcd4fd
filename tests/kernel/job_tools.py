"""Tools of the job tests."""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import col

from backend.kernel import clock, jobs_worker
from backend.kernel.db import unit_of_work
from backend.kernel.jobs import Job, JobContext, enqueue
from backend.kernel.jobs_worker import Worker
from backend.kernel.outbox import OutboxEvent
from tests.kernel.callers import PEOPLE
from tests.support.database import Database

PATIENCE = 30.0


def put(
    database: Database, kind: str = "test.work", payload: dict[str, Any] | None = None, who: str = "street"
) -> UUID:
    """Ask for one job."""
    with unit_of_work(database.engine) as session:
        return enqueue(session, PEOPLE[who], kind, payload or {}).id


def job_of(database: Database, job_id: UUID) -> Job:
    """The job as it stands."""
    with unit_of_work(database.engine, writes=False) as session:
        return session.get_one(Job, ("430702", job_id))


def worker_of(
    database: Database, handler: Callable[[JobContext], None], lease: timedelta = jobs_worker.LEASE
) -> Worker:
    """A worker that knows one kind of job."""
    return Worker(database.engine, database.settings, {"test.work": handler}, lease)


def wait(condition: Callable[[], bool]) -> None:
    """Wait until something is so."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def event(context: JobContext) -> OutboxEvent:
    """One countable effect."""
    return OutboxEvent(
        district_id="430702",
        org_path="430702.003.",
        topic="test.row",
        object_id=context.job_id,
        payload={},
        at=clock.now(),
    )


def events(database: Database) -> int:
    """How many effects are there."""
    with unit_of_work(database.engine, writes=False) as session:
        statement = select(func.count()).where(col(OutboxEvent.topic) == "test.row")
        return session.execute(statement).scalar_one()
