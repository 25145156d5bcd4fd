"""SQLite's writers wait in one queue, and whoever leaves it in any way lets the next one in."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError, OperationalError

from backend.kernel.db import build_engine, unit_of_work
from backend.kernel.errors import Busy
from backend.kernel.sqlite_store import Turn
from backend.settings import Profile, Settings

ADD = text("INSERT INTO note (number) VALUES (:number)")


def engine_of(folder: Path, patience_ms: int) -> Engine:
    return build_engine(
        Settings(
            profile=Profile.TEST,
            database_url=f"sqlite:///{folder / 'notes.db'}",
            data_dir=folder,
            lock_timeout_ms=patience_ms,
        )
    )


@pytest.fixture
def notes(tmp_path: Path) -> Iterator[Engine]:
    engine = engine_of(tmp_path, 400)
    with unit_of_work(engine) as session:
        session.execute(text("CREATE TABLE subject (number INTEGER PRIMARY KEY)"))
        session.execute(
            text(
                "CREATE TABLE note (number INTEGER PRIMARY KEY, subject INTEGER"
                " REFERENCES subject (number) DEFERRABLE INITIALLY DEFERRED)"
            )
        )
    yield engine
    engine.dispose()


def numbers(engine: Engine) -> list[int]:
    with unit_of_work(engine, writes=False) as session:
        return list(session.execute(text("SELECT number FROM note ORDER BY number")).scalars())


def test_a_writer_that_waits_too_long_is_told_so_and_the_next_one_gets_in(notes: Engine) -> None:
    with unit_of_work(notes) as first:
        first.execute(ADD, {"number": 1})
        with pytest.raises(Busy), unit_of_work(notes) as second:
            second.execute(ADD, {"number": 2})
        assert numbers(notes) == []
    with unit_of_work(notes) as third:
        third.execute(ADD, {"number": 3})
    assert numbers(notes) == [1, 3]


def test_a_failed_writer_lets_the_next_one_in(notes: Engine) -> None:
    for number in (1, 1, 2):
        try:
            with unit_of_work(notes) as session:
                session.execute(ADD, {"number": number})
        except DBAPIError:
            continue
    assert numbers(notes) == [1, 2]


def test_a_commit_that_sqlite_refuses_lets_the_next_one_in(notes: Engine) -> None:
    with pytest.raises(DBAPIError), unit_of_work(notes) as session:
        session.execute(text("INSERT INTO note (number, subject) VALUES (1, 9)"))
    with unit_of_work(notes) as session:
        session.execute(ADD, {"number": 2})
    assert numbers(notes) == [2]


def test_a_writer_of_another_process_is_waited_for_as_before(notes: Engine, tmp_path: Path) -> None:
    other = engine_of(tmp_path, 400)
    with unit_of_work(other) as session:
        session.execute(ADD, {"number": 1})
        with pytest.raises(OperationalError), unit_of_work(notes) as waiting:
            waiting.execute(ADD, {"number": 2})
    with unit_of_work(notes) as session:
        session.execute(ADD, {"number": 3})
    other.dispose()
    assert numbers(notes) == [1, 3]


def test_whoever_wants_the_turn_again_stands_at_the_end() -> None:
    turn, order = Turn(), list[str]()
    assert turn.take(1)

    def wait(name: str) -> None:
        assert turn.take(10)
        order.append(name)
        turn.give()

    waiting = threading.Thread(target=wait, args=("waiting",))
    waiting.start()
    while not turn._waiting:
        threading.Event().wait(0.001)
    turn.give()
    wait("again")
    waiting.join()
    assert order == ["waiting", "again"]


def test_nobody_waits_longer_than_their_patience_and_leaves_no_trace() -> None:
    turn = Turn()
    assert turn.take(1)
    assert not turn.take(0.01)
    turn.give()
    assert turn.take(0)


def test_many_writers_all_get_their_turn(tmp_path: Path, notes: Engine) -> None:
    patient = engine_of(tmp_path, 60_000)

    def write(number: int) -> None:
        with unit_of_work(patient) as session:
            session.execute(ADD, {"number": number})

    threads = [threading.Thread(target=write, args=(number,)) for number in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    patient.dispose()
    assert numbers(notes) == list(range(40))
