"""Takes jobs from the database and runs them: leases, heartbeat, retry after a crash, graceful stop."""

import os
import secrets
import signal
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from types import FrameType
from typing import Any

from sqlalchemy import Engine, or_, select, update
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col

from backend.kernel import clock, logs
from backend.kernel.daily import SYSTEM_ID, DailyWork, run_due
from backend.kernel.db import unit_of_work
from backend.kernel.errors import Busy, DomainError
from backend.kernel.idempotency import forget_old
from backend.kernel.jobs import (
    MAX_ATTEMPTS,
    Handler,
    Interrupted,
    Job,
    JobContext,
    JobLost,
    JobStatus,
    actor_of,
    held_by,
)
from backend.settings import Settings

LEASE = timedelta(seconds=60)
HEARTBEAT_SECONDS = 1.0
POLL_SECONDS = 0.5
STOP_SECONDS = 15
TIDY_EVERY = timedelta(hours=1)
DAILY_EVERY = timedelta(minutes=1)
CRASHED = "多次中断，未能办成，请把任务编号告诉管理员"
BROKEN = "系统出错，未能办成，请把任务编号告诉管理员"
UNKNOWN = "系统不认识这类任务，请把任务编号告诉管理员"


class Worker:
    """One taker of jobs; several may work on the same database."""

    def __init__(
        self,
        engine: Engine,
        settings: Settings,
        handlers: Mapping[str, Handler],
        lease: timedelta = LEASE,
        daily: DailyWork | None = None,
    ) -> None:
        self.engine = engine
        self.settings = settings
        self.handlers = handlers
        self.lease = lease
        self.name = f"{socket.gethostname()[:40]}:{os.getpid()}:{secrets.token_hex(4)}"
        self.stopping = threading.Event()
        self.tidied_at: datetime | None = None
        self.daily = daily
        self.daily_at: datetime | None = None

    def run(self) -> None:
        """Work until told to stop; a store that does not answer is waited for."""
        while not self.stopping.is_set():
            try:
                self.tidy()
                self.do_daily()
                worked = self.run_one()
            except DBAPIError as problem:
                logs.logger.warning("job_store_unavailable", kind=type(problem).__name__)
                worked = False
                self.stopping.wait(2)
            if not worked:
                self.stopping.wait(POLL_SECONDS)

    def run_waiting(self) -> None:
        """Do the day's work and every job that waits."""
        self.do_daily()
        while self.run_one():
            pass

    def stop(self) -> None:
        """Take no further job; the running one goes back to the queue at its next progress note."""
        self.stopping.set()

    def tidy(self) -> None:
        """Once an hour, remove what is kept for a while only: old answers to idempotency keys."""
        now = clock.real_now()
        if self.tidied_at is not None and now - self.tidied_at < TIDY_EVERY:
            return
        with unit_of_work(self.engine) as session:
            forget_old(session)
        self.tidied_at = now

    def do_daily(self) -> None:
        """Once a minute, look whether something of the day's work is still to be done."""
        now = clock.real_now()
        if self.daily is None or (self.daily_at is not None and now - self.daily_at < DAILY_EVERY):
            return
        self.daily_at = now
        run_due(self.engine, self.daily)

    def run_one(self) -> bool:
        """Take and run the next job; False when there is none."""
        if not self._is_work_waiting():
            return False
        with unit_of_work(self.engine) as session:
            job = self._claim(session)
        if job is None:
            return False
        context = self._context(job)
        with self._kept_alive(context):
            self._handle(job, context)
        return True

    def _is_work_waiting(self) -> bool:
        with unit_of_work(self.engine, writes=False) as session:
            return session.execute(select(col(Job.id)).where(*_free()).limit(1)).first() is not None

    def _claim(self, session: Session) -> Job | None:
        job: Job | None = session.execute(
            select(Job)
            .where(*_free())
            .order_by(col(Job.account_id) == SYSTEM_ID, col(Job.id))  # nobody waits for what the system does
            .limit(1)
            .with_for_update(skip_locked=True)
        ).scalar_one_or_none()
        if job is None:
            return None
        if job.attempts >= MAX_ATTEMPTS:
            _set(session, job, status=JobStatus.FAILED, message=CRASHED, finished_at=clock.real_now())
            return None
        attempt = job.attempts + 1
        values = {"status": JobStatus.RUNNING, "worker": self.name, "attempts": attempt}
        taken = _set(session, job, **values, lease_until=clock.real_now() + self.lease)
        return job if taken else None

    def _context(self, job: Job) -> JobContext:
        return JobContext(
            engine=self.engine,
            settings=self.settings,
            job_id=job.id,
            district_id=job.district_id,
            payload=job.payload,
            actor=actor_of(job.actor),
            attempt=job.attempts,
            worker=self.name,
            stopping=self.stopping,
        )

    def _handle(self, job: Job, context: JobContext) -> None:
        handler = self.handlers.get(job.kind)
        try:
            if handler is None:
                raise DomainError(UNKNOWN)
            handler(context)
            if not context.is_complete:
                with unit_of_work(self.engine) as session:
                    context.complete(session)
        except JobLost:
            logs.logger.warning("job_lost", job_id=str(job.id), job_kind=job.kind)
        except Interrupted:
            self._leave(
                context, status=JobStatus.QUEUED, attempts=context.attempt - 1, lease_until=None, worker=""
            )
        except DomainError as refusal:
            self._fail(context, refusal.detail or refusal.title)
        except Exception as problem:
            logs.logger.error("job_failed", job_id=str(job.id), job_kind=job.kind, exc_info=problem)
            self._retry(context)

    def _fail(self, context: JobContext, message: str) -> None:
        now = clock.real_now()
        self._leave(
            context, status=JobStatus.FAILED, message=message[:500], lease_until=None, finished_at=now
        )

    def _retry(self, context: JobContext) -> None:
        if context.attempt >= MAX_ATTEMPTS:
            self._fail(context, BROKEN)
            return
        pause = timedelta(seconds=2**context.attempt)
        self._leave(context, status=JobStatus.QUEUED, worker="", lease_until=clock.real_now() + pause)

    def _leave(self, context: JobContext, **values: Any) -> None:
        with unit_of_work(self.engine) as session:
            session.execute(update(Job).where(*held_by(context)).values(version=Job.version + 1, **values))

    @contextmanager
    def _kept_alive(self, context: JobContext) -> Iterator[None]:
        over = threading.Event()
        keeper = threading.Thread(target=self._keep, args=(context, over), name="job-keeper", daemon=True)
        keeper.start()
        try:
            yield
        finally:
            over.set()
            keeper.join()

    def _keep(self, context: JobContext, over: threading.Event) -> None:
        written: tuple[int, int, str] | None = None
        renewed = clock.real_now()
        while not over.wait(HEARTBEAT_SECONDS) and not context.is_complete:
            now = clock.real_now()
            state = (context.done, context.total, context.message)
            if state == written and now - renewed < self.lease / 4:
                continue
            try:
                self._renew(context, state)
            except (DBAPIError, Busy) as problem:  # a long writing transaction holds an embedded store
                logs.logger.info("job_heartbeat_late", kind=type(problem).__name__)
                continue
            written, renewed = state, now

    def _renew(self, context: JobContext, state: tuple[int, int, str]) -> None:
        done, total, message = state
        until = clock.real_now() + self.lease
        with unit_of_work(self.engine) as session:
            kept = session.execute(
                update(Job)
                .where(*held_by(context))
                .values(done=done, total=total, message=message[:500], lease_until=until)
            )
            if kept.rowcount != 1:  # type: ignore[attr-defined]
                context.lost.set()


def _free() -> tuple[Any, ...]:
    """Queued jobs, and running ones whose worker no longer renews its lease."""
    return (
        col(Job.status).in_([JobStatus.QUEUED, JobStatus.RUNNING]),
        or_(col(Job.lease_until).is_(None), col(Job.lease_until) < clock.real_now()),
    )


def _set(session: Session, job: Job, **values: Any) -> bool:
    seen = (Job.status == job.status, Job.attempts == job.attempts, Job.worker == job.worker)
    changed = session.execute(
        update(Job)
        .where(col(Job.district_id) == job.district_id, col(Job.id) == job.id, *seen)  # type: ignore[arg-type]
        .values(version=Job.version + 1, **values)
        .execution_options(synchronize_session=False)
    )
    session.refresh(job)
    return bool(changed.rowcount == 1)  # type: ignore[attr-defined]


@contextmanager
def in_process(
    engine: Engine, settings: Settings, handlers: Mapping[str, Handler], daily: DailyWork | None = None
) -> Iterator[None]:
    """A worker thread beside the server, if the settings ask for one (the embedded store)."""
    if not settings.worker_in_process:
        yield
        return
    worker = Worker(engine, settings, handlers, daily=daily)
    thread = threading.Thread(target=worker.run, name="job-worker", daemon=True)
    thread.start()
    try:
        yield
    finally:
        worker.stop()
        thread.join(STOP_SECONDS)


def run_until_terminated(worker: Worker) -> None:
    """The life of a worker process: SIGTERM and Ctrl+C stop it after the current step."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        worker.stop()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    worker.run()
