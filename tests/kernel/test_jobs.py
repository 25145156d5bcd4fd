"""Background jobs: one taker each, progress, refusals, retries, crash with a lease, graceful stop, own jobs only."""

import threading
import time
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from backend.kernel import clock, jobs_worker
from backend.kernel.authz import within
from backend.kernel.db import build_engine, unit_of_work
from backend.kernel.errors import Conflict
from backend.kernel.jobs import MAX_ATTEMPTS, Job, JobContext, JobLost, JobStatus, actor_of, snapshot
from backend.kernel.jobs_worker import Worker, in_process
from tests.kernel.callers import PEOPLE
from tests.kernel.job_tools import PATIENCE, event, events, job_of, put, wait, worker_of
from tests.support.database import Database, settings_for


def test_a_job_runs_once_with_its_payload_and_the_callers_reach(database: Database) -> None:
    seen: list[tuple[dict[str, Any], str]] = []

    def handler(context: JobContext) -> None:
        with context.transaction() as session:
            found = session.execute(select(Job).where(within(Job, context.actor))).scalars().all()
            seen.append((dict(context.payload), context.actor.person_name))
            assert {job.org_path for job in found} == {"430702.003."}
            context.progress(1, 1, "好了")
            context.complete(session, {"rows": 3})

    put(database, who="other_street", kind="test.unknown")
    job_id = put(database, payload={"import_id": "x"})
    worker = worker_of(database, handler)
    assert worker.run_one() and worker.run_one()
    assert not worker.run_one()
    job = job_of(database, job_id)
    assert seen == [({"import_id": "x"}, "街道文员")]
    assert (job.status, job.result, job.done, job.total, job.message) == (
        JobStatus.DONE,
        {"rows": 3},
        1,
        1,
        "好了",
    )
    assert job.attempts == 1 and job.finished_at is not None and job.lease_until is None


def test_the_kept_caller_is_the_same_person_again() -> None:
    actor = PEOPLE["street"]
    assert actor_of(snapshot(actor)) == actor


def test_a_handler_that_says_nothing_ends_as_done(database: Database) -> None:
    job_id = put(database)
    worker_of(database, lambda context: None).run_one()
    assert job_of(database, job_id).status is JobStatus.DONE


def test_four_takers_run_twenty_jobs_once_each(database: Database) -> None:
    done: list[UUID] = []
    expected = {put(database) for _ in range(20)}
    workers = [worker_of(database, lambda context: done.append(context.job_id)) for _ in range(4)]
    threads = [threading.Thread(target=worker.run) for worker in workers]
    for thread in threads:
        thread.start()
    wait(lambda: all(job_of(database, job_id).status is JobStatus.DONE for job_id in expected))
    for worker in workers:
        worker.stop()
    for thread in threads:
        thread.join(PATIENCE)
    assert sorted(done) == sorted(expected)


def test_a_refusal_is_told_in_its_own_words_and_not_retried(database: Database) -> None:
    def handler(context: JobContext) -> None:
        raise Conflict("名册已经提交过了")

    job_id = put(database)
    worker_of(database, handler).run_one()
    job = job_of(database, job_id)
    assert (job.status, job.message, job.attempts) == (JobStatus.FAILED, "名册已经提交过了", 1)


def test_an_unknown_kind_fails_and_says_so(database: Database) -> None:
    job_id = put(database, kind="test.nobody_knows")
    worker_of(database, lambda context: None).run_one()
    assert job_of(database, job_id).message == jobs_worker.UNKNOWN


def test_a_crashing_handler_is_retried_with_pauses_then_given_up(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def handler(context: JobContext) -> None:
        with context.transaction() as session:
            session.add(event(context))
            session.flush()
            raise RuntimeError("secret of a person")

    job_id = put(database)
    worker = worker_of(database, handler)
    assert worker.run_one()
    assert not worker.run_one(), "the pause before the next attempt was not kept"
    now = clock.real_now()
    for attempt in range(2, MAX_ATTEMPTS + 1):
        monkeypatch.setattr(clock, "real_now", lambda attempt=attempt: now + timedelta(minutes=attempt))
        assert worker.run_one()
    monkeypatch.setattr(clock, "real_now", lambda: now + timedelta(days=1))
    assert not worker.run_one()
    job = job_of(database, job_id)
    assert (job.status, job.attempts, job.message) == (JobStatus.FAILED, MAX_ATTEMPTS, jobs_worker.BROKEN)
    assert events(database) == 0


def test_a_job_whose_worker_always_dies_is_given_up(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    job_id = put(database)
    worker = worker_of(database, lambda context: None)
    now = clock.real_now()
    for attempt in range(MAX_ATTEMPTS):
        monkeypatch.setattr(clock, "real_now", lambda attempt=attempt: now + timedelta(hours=attempt))
        with unit_of_work(database.engine) as session:
            assert worker._claim(session) is not None
    monkeypatch.setattr(clock, "real_now", lambda: now + timedelta(hours=MAX_ATTEMPTS))
    assert not worker.run_one()
    job = job_of(database, job_id)
    assert (job.status, job.message) == (JobStatus.FAILED, jobs_worker.CRASHED)


def test_a_lease_protects_until_the_moment_it_ends(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(database)
    first, second = (worker_of(database, lambda context: None) for _ in range(2))
    now = clock.real_now()
    monkeypatch.setattr(clock, "real_now", lambda: now)
    with unit_of_work(database.engine) as session:
        assert first._claim(session) is not None
    monkeypatch.setattr(clock, "real_now", lambda: now + jobs_worker.LEASE)
    assert not second.run_one()
    monkeypatch.setattr(clock, "real_now", lambda: now + jobs_worker.LEASE + timedelta(milliseconds=1))
    assert second.run_one()


def test_an_attempt_that_lost_its_job_leaves_nothing(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker that slept past its lease cannot commit: its effect and the mark `done` are one transaction."""
    job_id = put(database)
    now = clock.real_now()
    inner = worker_of(database, lambda context: None)

    def slow(context: JobContext) -> None:
        monkeypatch.setattr(clock, "real_now", lambda: now + timedelta(hours=1))
        assert inner.run_one()
        with context.transaction() as session:
            session.add(event(context))
            with pytest.raises(JobLost):
                context.complete(session)
            raise JobLost()

    worker_of(database, slow).run_one()
    job = job_of(database, job_id)
    assert (job.status, job.attempts, job.worker) == (JobStatus.DONE, 2, inner.name)
    assert events(database) == 0


def test_progress_is_written_while_the_handler_runs(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs_worker, "HEARTBEAT_SECONDS", 0.05)
    seen: list[tuple[int, int, str]] = []

    def handler(context: JobContext) -> None:
        context.progress(40, 100, "正在核对")
        wait(lambda: job_of(database, context.job_id).done == 40)
        job = job_of(database, context.job_id)
        seen.append((job.done, job.total, job.message))

    put(database)
    worker_of(database, handler).run_one()
    assert seen == [(40, 100, "正在核对")]


def test_the_heartbeat_renews_the_lease(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs_worker, "HEARTBEAT_SECONDS", 0.05)
    lease = timedelta(seconds=1)
    other = worker_of(database, lambda context: None, lease)
    taken: list[bool] = []

    def handler(context: JobContext) -> None:
        end = time.monotonic() + 3
        while time.monotonic() < end:
            taken.append(other.run_one())
            time.sleep(0.2)

    put(database)
    worker_of(database, handler, lease).run_one()
    assert len(taken) > 5 and not any(taken)


def test_a_long_writing_transaction_of_the_handler_does_not_stop_the_heart(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs_worker, "HEARTBEAT_SECONDS", 0.05)

    def handler(context: JobContext) -> None:
        with context.transaction() as session:
            session.add(event(context))
            session.flush()
            for number in range(20):
                context.progress(number, 20)
                time.sleep(0.05)
            context.complete(session)

    job_id = put(database)
    started = time.monotonic()
    worker_of(database, handler).run_one()
    assert time.monotonic() - started < 5, "progress waited for the handler's own lock"
    assert job_of(database, job_id).status is JobStatus.DONE
    assert events(database) == 1


def test_a_stopped_worker_puts_its_job_back_without_counting_the_attempt(database: Database) -> None:
    job_id = put(database)
    worker = worker_of(database, lambda context: context.progress(0, 1))
    worker.stopping.set()
    worker.run_one()
    job = job_of(database, job_id)
    assert (job.status, job.attempts, job.worker, job.lease_until) == (JobStatus.QUEUED, 0, "", None)


def test_the_thread_beside_the_server_works_and_ends(database: Database) -> None:
    job_id = put(database)
    settings = database.settings.model_copy(update={"worker_in_process": True})
    with in_process(database.engine, settings, {"test.work": lambda context: None}):
        wait(lambda: job_of(database, job_id).status is JobStatus.DONE)
    assert not [thread for thread in threading.enumerate() if thread.name == "job-worker"]


def test_settings_without_a_worker_start_no_thread(database: Database) -> None:
    with in_process(database.engine, database.settings, {}):
        assert not [thread for thread in threading.enumerate() if thread.name == "job-worker"]


def test_a_worker_waits_for_a_store_that_is_not_ready(tmp_path: Path, database: Database) -> None:
    settings = settings_for(f"sqlite:///{tmp_path}/empty.db", tmp_path)
    worker = Worker(build_engine(settings), settings, {})
    thread = threading.Thread(target=worker.run)
    thread.start()
    time.sleep(0.3)
    assert thread.is_alive()
    worker.stop()
    thread.join(PATIENCE)
    assert not thread.is_alive()


def test_cancelling_a_running_job_stops_it_at_its_next_step(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs_worker, "HEARTBEAT_SECONDS", 0.05)

    def handler(context: JobContext) -> None:
        with unit_of_work(database.engine) as session:
            session.get_one(Job, ("430702", context.job_id)).status = JobStatus.CANCELLED
        for number in range(1000):
            context.progress(number, 1000)
            time.sleep(0.02)

    job_id = put(database)
    worker_of(database, handler).run_one()
    job = job_of(database, job_id)
    assert (job.status, job.finished_at) == (JobStatus.CANCELLED, None)
