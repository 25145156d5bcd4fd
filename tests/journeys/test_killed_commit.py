"""F-01: kill -9 of the real server while it writes a district roll leaves none of its rows or all of them."""

import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import func, select, text, update

from backend.kernel.db import unit_of_work
from backend.kernel.jobs import Job, JobStatus
from backend.members.codes import ImportState
from backend.members.models import ActiveMembership, Member, MembershipEvent, RollImport
from tests.members.people import csv_roll, resident_id, roll_row
from tests.support.actors import World
from tests.support.builders import PASSWORD
from tests.support.database import Database
from tests.support.server import LiveServer, sign_in

#: The whole district on the embedded store; as much as the time allows where every store is made anew.
ROWS = {"sqlite": 31_049, "postgresql": 6_000}
#: Bytes of each row that are in the store's files when the server is killed; a whole row takes over 700.
WRITTEN = 200


@pytest.fixture
def live(app: FastAPI, world: World, database: Database) -> Iterator[LiveServer]:
    """A real server with a worker, over the store in which the accounts of the world are."""
    environment = {
        "UNION_PROFILE": "test",
        "UNION_DATABASE_URL": database.url,
        "UNION_MIGRATION_URL": database.owner_url,
        "UNION_WORKER_IN_PROCESS": "true",
    }
    server = LiveServer(database.settings.data_dir, environment).start()
    yield server
    server.stop()


@pytest.mark.slow
def test_a_server_killed_while_it_writes_a_district_roll_leaves_none_or_all_and_ends_it_later(
    live: LiveServer, database: Database, world: World
) -> None:
    rows = ROWS[database.kind]
    with _caller(live) as client:
        item = _previewed(client, world, rows)
        size = _written(database)
        start = size()
        _confirm(client, item)
        _wait(lambda: size() - start > rows * WRITTEN, pause=0.002)
        live.stop(kill=True)
    assert _rows(database) == (0, 0, 0)
    assert _states(database) == (ImportState.COMMITTING, JobStatus.RUNNING)
    assert "完好" in live.command("audit-verify")
    _lease_runs_out(database)
    live.start()
    with _caller(live) as client:
        done = _settled(client, item["id"])
    assert (done["status"], done["to_create"]) == ("committed", rows)
    assert _rows(database) == (rows, rows, rows)
    assert "完好" in live.command("audit-verify")


def _roll(world: World, rows: int) -> bytes:
    """A clean roll: 250 men are born on each day, half of them work in each union."""
    unions = (world.union.name, world.other_union.name)
    first = date(1970, 1, 1)
    return csv_roll(
        [
            roll_row(
                0,
                证件号码=resident_id(first + timedelta(days=number // 250), number % 250 * 2 + 1),
                移动电话=f"138{number:08d}",
                所属工会=unions[number % 2],
            )
            for number in range(rows)
        ]
    )


def _caller(live: LiveServer) -> httpx.Client:
    token = sign_in(live.url, "district", PASSWORD)
    headers = {"Authorization": f"Bearer {token}", "Origin": live.url}
    return httpx.Client(base_url=f"{live.url}/api/v1", headers=headers, timeout=60)


def _previewed(client: httpx.Client, world: World, rows: int) -> dict[str, Any]:
    answer = client.post(
        "/members/imports",
        data={"organisation_id": str(world.district_union.id)},
        files={"file": ("roll.csv", _roll(world, rows))},
        headers={"Idempotency-Key": uuid4().hex},
    )
    assert answer.status_code == 201, answer.text
    item = _settled(client, answer.json()["id"])
    assert (item["status"], item["to_create"], item["rejected"]) == ("ready", rows, 0)
    return item


def _confirm(client: httpx.Client, item: dict[str, Any]) -> None:
    answer = client.post(
        f"/members/imports/{item['id']}/actions",
        json={"action": "commit"},
        headers={"If-Match": f'"v{item["version"]}"'},
    )
    assert answer.status_code == 200, answer.text


def _settled(client: httpx.Client, import_id: str) -> dict[str, Any]:
    """The import when no background work is under way for it."""
    found: dict[str, Any] = {}

    def is_settled() -> bool:
        answer = client.get(f"/members/imports/{import_id}")
        assert answer.status_code == 200, answer.text
        found.update(answer.json())
        return found["status"] not in ("reading", "committing")

    _wait(is_settled, pause=0.2)
    return found


def _wait(happened: Callable[[], bool], pause: float, seconds: float = 200) -> None:
    until = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < until, "it did not happen"
        time.sleep(pause)


def _written(database: Database) -> Callable[[], int]:
    """How many bytes are in the files that grow while the rows are written, committed or not."""
    if database.kind == "postgresql":
        return lambda: _scalar(database, "select pg_relation_size('member')")
    with database.engine.connect() as connection:
        connection.execute(text("rollback"))
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    log = Path(f"{database.engine.url.database}-wal")
    return lambda: log.stat().st_size if log.exists() else 0


def _scalar(database: Database, statement: str) -> int:
    with database.engine.connect() as connection:
        return int(connection.execute(text(statement)).scalar_one())


def _rows(database: Database) -> tuple[int, ...]:
    with unit_of_work(database.engine, writes=False) as session:
        return tuple(
            session.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (Member, MembershipEvent, ActiveMembership)
        )


def _states(database: Database) -> tuple[Any, Any]:
    with unit_of_work(database.engine, writes=False) as session:
        item = session.execute(select(RollImport)).scalar_one()
        job = session.execute(select(Job).order_by(Job.id.desc())).scalars().first()  # type: ignore[attr-defined]
        assert job is not None
        return item.status, job.status


def _lease_runs_out(database: Database) -> None:
    """A minute passes: another worker may take the job of the dead one."""
    with unit_of_work(database.engine) as session:
        session.execute(update(Job).values(lease_until=None))
