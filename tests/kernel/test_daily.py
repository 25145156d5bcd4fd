"""The day's work: one effect whoever is at it, nothing half done after a failure or a crash, every district by itself."""

import os
import threading
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlmodel import Session, col

from backend.kernel import clock, daily
from backend.kernel.audit import AuditEntry
from backend.kernel.authz import Actor
from backend.kernel.daily import DailyRun, DailyState, DailyWork, run_due, system_actor
from backend.kernel.db import new_id, unit_of_work
from backend.kernel.jobs_worker import Worker
from backend.kernel.outbox import OutboxEvent
from backend.modules import daily_work
from backend.organisations.district import open_district
from tests.kernel.callers import PEOPLE
from tests.support.database import Database

SEATS = [
    system_actor(district, PEOPLE["district"].org_id, f"{district}.", frozenset())
    for district in ("430702", "430703")
]


def work_of(task: Callable[[Session, Actor], int], **others: Callable[[Session, Actor], int]) -> DailyWork:
    """The day's work of two districts with one named task and perhaps others."""
    return DailyWork({"test.count": task, **others}, lambda session: SEATS)


def count_one(session: Session, actor: Actor) -> int:
    """One countable effect in the actor's district."""
    session.add(
        OutboxEvent(
            district_id=actor.district_id,
            org_path=actor.org_path,
            topic="test.daily",
            object_id=new_id(),
            payload={},
            at=clock.now(),
        )
    )
    return 1


def effects(database: Database) -> dict[str, int]:
    """How many effects there are in each district."""
    with unit_of_work(database.engine, writes=False) as session:
        found = session.execute(
            select(OutboxEvent.district_id, func.count())  # type: ignore[call-overload]
            .where(col(OutboxEvent.topic) == "test.daily")
            .group_by(OutboxEvent.district_id)
        )
        return {row[0]: row[1] for row in found}


def runs(database: Database) -> dict[tuple[str, str], DailyRun]:
    """The kept rows by district and task."""
    with unit_of_work(database.engine, writes=False) as session:
        rows = session.execute(select(DailyRun)).scalars().all()
        return {(row.district_id, row.task): row for row in rows}


def test_every_district_has_its_work_done_once_a_day_as_the_system(database: Database) -> None:
    seen: list[tuple[str, str]] = []

    def task(session: Session, actor: Actor) -> int:
        seen.append((actor.district_id, actor.person_name))
        return count_one(session, actor)

    first = run_due(database.engine, work_of(task))
    assert [(r.district_id, r.task, r.done) for r in first] == [
        ("430702", "test.count", 1),
        ("430703", "test.count", 1),
    ]
    assert run_due(database.engine, work_of(task)) == []
    assert seen == [("430702", "系统"), ("430703", "系统")]
    tomorrow = clock.today() + timedelta(days=1)
    with clock.living_on(tomorrow):
        assert len(run_due(database.engine, work_of(task))) == 2
    assert effects(database) == {"430702": 2, "430703": 2}


def test_two_workers_at_the_same_moment_have_one_effect(database: Database) -> None:
    both = threading.Barrier(2)
    results: list[int] = []

    def task(session: Session, actor: Actor) -> int:
        started.set()
        assert release.wait(20)
        return count_one(session, actor)

    started, release = threading.Event(), threading.Event()
    work = DailyWork({"test.count": task}, lambda session: SEATS[:1])

    def run() -> None:
        both.wait(20)
        results.append(len(run_due(database.engine, work)))

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    assert started.wait(20)
    release.set()
    for thread in threads:
        thread.join(30)
    assert sorted(results) == [0, 1]
    assert effects(database) == {"430702": 1}


def test_a_failing_task_leaves_nothing_is_told_and_tried_again_in_an_hour(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = [True]

    def task(session: Session, actor: Actor) -> int:
        count_one(session, actor)
        session.flush()
        if broken[0] and actor.district_id == "430702":
            raise RuntimeError("secret of a person")
        return 1

    work = work_of(task)
    assert [r.done for r in run_due(database.engine, work)] == [None, 1]
    assert effects(database) == {"430703": 1}
    kept = runs(database)[("430702", "test.count")]
    assert (kept.status, kept.attempts) == (DailyState.FAILED, 1)
    assert run_due(database.engine, work) == [], "tried again before the hour was over"
    now = clock.real_now()
    monkeypatch.setattr(clock, "real_now", lambda: now + timedelta(minutes=61))
    assert [r.done for r in run_due(database.engine, work)] == [None]
    broken[0] = False
    monkeypatch.setattr(clock, "real_now", lambda: now + timedelta(minutes=122))
    assert [r.done for r in run_due(database.engine, work)] == [1]
    kept = runs(database)[("430702", "test.count")]
    assert (kept.status, kept.attempts, kept.done) == (DailyState.DONE, 3, 1)
    assert effects(database) == {"430702": 1, "430703": 1}
    with unit_of_work(database.engine, writes=False) as session:
        entries = session.execute(select(AuditEntry).where(col(AuditEntry.verb) == "daily.failed")).scalars()
        told: list[dict[str, Any]] = [entry.details for entry in entries]
    assert [(d["task"], d["kind"]) for d in told] == [("test.count", "RuntimeError")] * 2
    assert "secret" not in str(told)


def test_one_broken_task_keeps_no_other_from_being_done(database: Database) -> None:
    def broken(session: Session, actor: Actor) -> int:
        raise ValueError("broken")

    done = run_due(database.engine, work_of(broken, **{"test.other": count_one}))
    assert [(r.task, r.done) for r in done] == [("test.count", None), ("test.other", 1)] * 2
    assert effects(database) == {"430702": 1, "430703": 1}


def test_a_worker_that_dies_in_the_middle_leaves_the_work_to_be_done_again(database: Database) -> None:
    """A child process is killed after its effect was written and before its transaction ended."""
    database.engine.dispose()
    child = os.fork()
    if child == 0:
        run_due(database.engine, work_of(_write_and_die))
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WEXITSTATUS(status) == 7
    assert effects(database) == {} and runs(database) == {}
    assert [r.done for r in run_due(database.engine, work_of(count_one))] == [1, 1]
    assert effects(database) == {"430702": 1, "430703": 1}


def _write_and_die(session: Session, actor: Actor) -> int:
    count_one(session, actor)
    session.flush()
    os._exit(7)


def test_the_worker_looks_once_a_minute(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[int] = []
    monkeypatch.setattr("backend.kernel.jobs_worker.run_due", lambda engine, work: looks.append(1))
    worker = Worker(database.engine, database.settings, {}, daily=work_of(count_one))
    worker.do_daily()
    worker.do_daily()
    assert looks == [1]
    now = clock.real_now()
    monkeypatch.setattr(clock, "real_now", lambda: now + timedelta(seconds=61))
    worker.do_daily()
    assert looks == [1, 1]


def test_the_systems_own_actor_stands_at_the_top_of_each_district_with_every_right(
    database: Database,
) -> None:
    with clock.living_on(date(2020, 12, 16)), unit_of_work(database.engine) as session:
        top = open_district(session, "430702", "武陵区总工会")
        actors = list(daily_work().seats(session))
    assert [(a.org_path, a.org_id, a.account_id) for a in actors] == [("430702.", top.id, daily.SYSTEM_ID)]
    assert {"members:check", "members:decide"} <= actors[0].permissions
