"""The audit trail: one row per act in the same transaction, append-only chain, verification, filters, reach."""

import json
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from fastapi import FastAPI
from sqlalchemy import NullPool, create_engine, select, text
from sqlmodel import col
from typer.testing import CliRunner

from backend.cli import cli
from backend.kernel import audit, audit_commands, clock
from backend.kernel.audit import GENESIS, AuditEntry, AuditHead
from backend.kernel.audit_chain import Head, heads, verify_chain
from backend.kernel.db import unit_of_work
from backend.kernel.second_lock import release
from tests.kernel.callers import PEOPLE, build, signed_in
from tests.support.database import Database

OBJECT = uuid4()


def _note(database: Database, verb: str = "test.do", who: str = "street", **more: Any) -> None:
    with unit_of_work(database.engine) as session:
        audit.record(session, PEOPLE[who], verb, "test_thing", more.pop("object_id", OBJECT), **more)


def _entries(database: Database) -> list[AuditEntry]:
    with unit_of_work(database.engine, writes=False) as session:
        return list(session.execute(select(AuditEntry).order_by(col(AuditEntry.position))).scalars())


def _head(database: Database) -> Head:
    with unit_of_work(database.engine, writes=False) as session:
        return heads(session)[0]


def _verify(database: Database, witness: Head | None = None) -> Any:
    with unit_of_work(database.engine, writes=False) as session:
        return verify_chain(session, heads(session)[0], witness)


def test_al1_the_entry_commits_with_the_act_or_not_at_all(database: Database) -> None:
    with pytest.raises(RuntimeError), unit_of_work(database.engine) as session:
        audit.record(session, PEOPLE["street"], "test.do", "test_thing", OBJECT)
        raise RuntimeError("the act failed")
    assert _entries(database) == []
    _note(database, details={"count": 3, "on": "2020-05-01", "词": ["甲", None, True, 1.5]})
    entry = _entries(database)[0]
    assert (entry.position, entry.previous_hash, entry.person_name) == (1, GENESIS, "街道文员")
    assert entry.hash == audit.link(entry)
    assert entry.org_path == "430702.003."


def test_al8_when_the_entry_cannot_be_written_the_act_is_undone(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(entry: AuditEntry) -> str:
        raise OSError("no chain")

    monkeypatch.setattr(audit, "link", broken)
    with pytest.raises(OSError), unit_of_work(database.engine) as session:
        session.add(AuditHead(district_id="430799", position=0, hash=GENESIS))
        audit.record(session, PEOPLE["street"], "test.do", "test_thing", OBJECT)
    with unit_of_work(database.engine, writes=False) as session:
        assert session.get(AuditHead, "430799") is None


def test_al3_entries_of_one_transaction_and_of_several_form_one_chain(database: Database) -> None:
    with unit_of_work(database.engine) as session:
        for verb in ("test.one", "test.two"):
            audit.record(session, PEOPLE["district"], verb, "test_thing", OBJECT)
    _note(database, "test.three")
    found = _entries(database)
    assert [entry.position for entry in found] == [1, 2, 3]
    assert [entry.previous_hash for entry in found] == [GENESIS, found[0].hash, found[1].hash]
    assert _head(database) == Head("430702", 3, found[2].hash)
    assert _verify(database).holds


def test_each_district_has_its_own_chain(database: Database) -> None:
    _note(database)
    _note(database, who="foreign")
    with unit_of_work(database.engine) as session:
        for who in ("foreign", "street"):
            audit.record(session, PEOPLE[who], "test.do", "test_thing", OBJECT)
    with unit_of_work(database.engine, writes=False) as session:
        found = heads(session)
        assert [(head.district_id, head.position) for head in found] == [("430702", 2), ("430703", 2)]
        assert all(verify_chain(session, head).holds for head in found)


def test_forty_writers_at_once_leave_one_unbroken_chain(database: Database) -> None:
    _note(database)
    failures: list[BaseException] = []

    def write() -> None:
        try:
            for _ in range(5):
                _note(database)
        except BaseException as problem:
            failures.append(problem)

    threads = [threading.Thread(target=write) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    report = _verify(database)
    assert (report.holds, report.checked) == (True, 41)


def test_the_first_two_writers_of_a_district_do_not_trip_over_each_other(database: Database) -> None:
    barrier = threading.Barrier(2)
    failures: list[BaseException] = []

    def write() -> None:
        try:
            with unit_of_work(database.engine, writes=database.kind == "sqlite") as session:
                audit.record(session, PEOPLE["street"], "test.do", "test_thing", OBJECT)
                if database.kind == "postgresql":
                    barrier.wait(10)
        except BaseException as problem:
            failures.append(problem)

    threads = [threading.Thread(target=write) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert [entry.position for entry in _entries(database)] == [1, 2]
    assert _verify(database).holds


def _tamper(database: Database, statement: str) -> None:
    """What somebody with all rights on the store could do."""
    engine = create_engine(database.owner_url, poolclass=NullPool)
    with engine.begin() as connection:
        release(connection)
        if database.kind == "postgresql":
            connection.execute(text("ALTER TABLE audit_entry DISABLE ROW LEVEL SECURITY"))
        assert connection.execute(text(statement)).rowcount == 1
    engine.dispose()


@pytest.mark.parametrize(
    ("statement", "position", "fault"),
    [
        ("UPDATE audit_entry SET person_name = '别人' WHERE position = 3", 3, "改动"),
        ("UPDATE audit_entry SET org_path = '430702.' WHERE position = 2", 2, "改动"),
        ("UPDATE audit_entry SET details = '{\"count\": 1}' WHERE position = 2", 2, "改动"),
        ("UPDATE audit_entry SET object_id = NULL WHERE position = 1", 1, "改动"),
        ("DELETE FROM audit_entry WHERE position = 2", 3, "缺第 2 条"),
        ("DELETE FROM audit_entry WHERE position = 5", 5, "删去"),
        ("UPDATE audit_head SET position = 4", 6, "链头"),
    ],
)
def test_al3_any_change_is_found_and_its_place_named(
    database: Database, statement: str, position: int, fault: str
) -> None:
    for _ in range(5):
        _note(database, details={"count": 3})
    _tamper(database, statement)
    report = _verify(database)
    assert not report.holds
    assert (report.position, fault in report.fault) == (position, True), report


def test_a_chain_that_was_rewritten_or_shortened_is_betrayed_by_an_exported_head(database: Database) -> None:
    for _ in range(3):
        _note(database)
    good = _head(database)
    assert _verify(database, good).holds
    _note(database)
    assert _verify(database, good).holds
    forged = Head(good.district_id, good.position, "0" * 64)
    report = _verify(database, forged)
    assert (report.holds, report.position) == (False, 3)
    ahead = Head(good.district_id, 9, good.hash)
    assert not _verify(database, ahead).holds


def test_the_commands_export_the_head_and_name_the_first_broken_link(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit_commands, "load_settings", lambda: database.settings)
    run = CliRunner().invoke
    for _ in range(4):
        _note(database)
    assert json.loads(run(cli, ["audit-head"]).stdout)["position"] == 4
    kept = tmp_path / "heads.jsonl"
    for _ in range(2):
        assert run(cli, ["audit-head", "--target", str(kept)]).exit_code == 0
    assert len(kept.read_text(encoding="utf-8").splitlines()) == 2
    good = run(cli, ["audit-verify", "--witness", str(kept)])
    assert (good.exit_code, "完好" in good.stdout) == (0, True)
    _tamper(database, "UPDATE audit_entry SET verb = 'test.undo' WHERE position = 3")
    bad = run(cli, ["audit-verify"])
    assert (bad.exit_code, "第 3 条" in bad.stdout) == (1, True)
    lost = tmp_path / "lost.jsonl"
    lost.write_text(
        json.dumps({"district_id": "110101", "position": 1, "hash": "x"}) + "\n", encoding="utf-8"
    )
    assert "整条链不见了" in run(cli, ["audit-verify", "--witness", str(lost)]).stdout


@pytest.fixture
def app(database: Database) -> FastAPI:
    """The application with five entries of different people."""
    for who, verb in (
        ("street", "test.one"),
        ("other_street", "test.two"),
        ("chair", "test.three"),
        ("district", "test.four"),
    ):
        _note(database, verb, who)
    _note(database, "test.five", "foreign")
    return build(database.settings)


async def _verbs(app: FastAPI, who: str = "auditor", **query: Any) -> list[str]:
    async with signed_in(app, who) as client:
        answer = await client.get("/audit-entries", params=query)
        assert answer.status_code == 200, answer.text
        return [item["verb"].removeprefix("test.") for item in answer.json()["items"]]


async def test_the_trail_is_read_newest_first_within_reach(app: FastAPI) -> None:
    assert await _verbs(app) == ["four", "three", "two", "one"]
    assert await _verbs(app, "foreign") == ["five"]
    async with signed_in(app, "street") as client:
        assert (await client.get("/audit-entries")).status_code == 403
    async with signed_in(app) as client:
        assert (await client.get("/audit-entries")).status_code == 401


async def test_every_filter_narrows(app: FastAPI, database: Database) -> None:
    other = uuid4()
    _note(database, "test.six", object_id=other)
    today = clock.today()
    assert await _verbs(app, object_id=str(other)) == ["six"]
    assert await _verbs(app, object_type="nothing") == []
    assert await _verbs(app, verb="test.two") == ["two"]
    assert await _verbs(app, person="企业") == ["three"]
    assert await _verbs(app, person="%") == []
    assert await _verbs(app, from_on=today.isoformat(), until_on=today.isoformat()) == [
        "six",
        "four",
        "three",
        "two",
        "one",
    ]
    assert await _verbs(app, from_on=(today + timedelta(days=1)).isoformat()) == []
    assert await _verbs(app, until_on=(today - timedelta(days=1)).isoformat()) == []


async def test_the_trail_is_paged_without_loss_while_it_grows(app: FastAPI, database: Database) -> None:
    seen: list[str] = []
    cursor: str | None = None
    async with signed_in(app, "auditor") as client:
        while True:
            query = {"limit": 1} | ({"cursor": cursor} if cursor else {})
            page = (await client.get("/audit-entries", params=query)).json()
            seen += [item["verb"] for item in page["items"]]
            _note(database, "test.later")
            cursor = page["next_cursor"]
            if cursor is None:
                break
    assert seen == ["test.four", "test.three", "test.two", "test.one"]
