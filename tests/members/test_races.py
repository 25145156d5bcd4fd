"""Several people at once: one active membership per person, whole imports or none."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

from fastapi import FastAPI
from sqlalchemy import func, select, update

from backend.kernel.authz import Actor
from backend.kernel.db import set_reach, unit_of_work
from backend.kernel.errors import Conflict
from backend.kernel.jobs import Job
from backend.members import service
from backend.members.cases.check import check_pending
from backend.members.codes import MemberState
from backend.members.models import ActiveMembership, Member, TransferCase
from backend.members.schemas import MemberIn
from backend.modules import permissions_of
from tests.members.people import act, csv_roll, member_form, previewed, read_import, roll_row, work_off
from tests.support.actors import ActorClient, Seat, World


def actor_of(seat: Seat) -> Actor:
    """The caller behind a seat, without a request."""
    return Actor(
        account_id=seat.account_id,
        person_id=seat.person_id,
        person_name=seat.person_name,
        role=seat.role,
        district_id=seat.union.org_path[:6],
        org_id=seat.union.id,
        org_path=seat.union.org_path,
        permissions=permissions_of(seat.role, seat.offices),
        session_id=uuid4(),
    )


def at_once(tasks: list[Callable[[], None]]) -> list[BaseException]:
    """Run tasks in real threads that start together; what they raised."""
    barrier = threading.Barrier(len(tasks))
    raised: list[BaseException] = []

    def run(task: Callable[[], None]) -> None:
        barrier.wait()
        try:
            task()
        except Exception as problem:
            raised.append(problem)

    threads = [threading.Thread(target=run, args=(task,)) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


def test_two_streets_enrol_the_same_person_at_once_and_one_membership_is_active(
    app: FastAPI, world: World
) -> None:
    engine = app.state.engine
    seats = [(world.seats["street"], world.union), (world.seats["other_street"], world.other_union)]

    def enrol(seat: Seat, union: object) -> None:
        with unit_of_work(engine) as session:
            actor = actor_of(seat)
            set_reach(session, actor.district_id, actor.org_path)
            service.register(session, actor, MemberIn.model_validate(member_form(union)))  # type: ignore[arg-type]

    def check() -> None:
        with unit_of_work(engine) as session:
            check_pending(session, actor_of(world.seats["district"]))

    assert at_once([lambda s=s, u=u: enrol(s, u) for s, u in seats]) == []  # type: ignore[misc]
    refused = at_once([check, check, check])
    assert all(isinstance(problem, Conflict) for problem in refused)
    check()
    with unit_of_work(engine, writes=False) as session:
        states = sorted(session.execute(select(Member.status)).scalars())  # type: ignore[call-overload]
        assert states == [MemberState.ACTIVE, MemberState.PENDING]
        assert session.execute(select(func.count()).select_from(ActiveMembership)).scalar_one() == 1
        assert session.execute(select(func.count()).select_from(TransferCase)).scalar_one() == 1


def test_two_district_clerks_registering_one_person_in_two_unions_make_one_member(
    app: FastAPI, world: World
) -> None:
    def enrol(union: object) -> None:
        with unit_of_work(app.state.engine) as session:
            actor = actor_of(world.seats["district"])
            service.register(session, actor, MemberIn.model_validate(member_form(union)))  # type: ignore[arg-type]

    refused = at_once([lambda: enrol(world.union), lambda: enrol(world.other_union)])
    assert len(refused) == 1 and isinstance(refused[0], Conflict)
    with unit_of_work(app.state.engine, writes=False) as session:
        assert session.execute(select(func.count()).select_from(Member)).scalar_one() == 1


async def test_a_worker_killed_in_the_middle_of_the_commit_leaves_nothing_and_the_next_one_writes_all(
    app: FastAPI, chair: ActorClient, world: World, tmp_path: Path
) -> None:
    """F-01 in small: SIGKILL inside the writing transaction, then another worker takes the job over."""
    item = await previewed(app, chair, world.union, csv_roll([roll_row(number) for number in range(1, 90)]))
    assert (await act(chair, item, "commit")).status_code == 200
    marker = tmp_path / "inside"
    _killed_while_writing(app, marker)
    assert (await chair.get("/members")).json()["total"] == 0
    assert (await read_import(chair, item["id"]))["status"] == "committing"
    _forget_lease(app)
    work_off(app)
    done = await read_import(chair, item["id"])
    assert (done["status"], (await chair.get("/members")).json()["total"]) == ("committed", 89)


def _killed_while_writing(app: FastAPI, marker: Path) -> None:
    settings = app.state.settings
    command = [sys.executable, "-m", "tests.members.slow_writer", str(marker), settings.model_dump_json()]
    child = subprocess.Popen(command, cwd=Path(__file__).resolve().parents[2], env={**os.environ})
    until = time.monotonic() + 60
    while not marker.exists():
        assert child.poll() is None and time.monotonic() < until, "the writer never began"
        time.sleep(0.05)
    child.send_signal(signal.SIGKILL)
    child.wait()


def _forget_lease(app: FastAPI) -> None:
    with unit_of_work(app.state.engine) as session:
        session.execute(update(Job).values(lease_until=None))
