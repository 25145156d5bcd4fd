"""The store's own locks: rows out of reach (PostgreSQL), append-only tables (both), rights of the application's role."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import JSON, Connection, NullPool, create_engine, func, make_url, select, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from backend.kernel import clock
from backend.kernel.db import metadata, set_reach, unit_of_work
from backend.kernel.migrate import ROOT, load_models
from backend.kernel.outbox import OutboxEvent
from backend.kernel.second_lock import (
    append_only_tables,
    grant_rows,
    release,
    scoped_tables,
    secure,
    unlocked,
)
from tests.support.database import Database, dispose, postgresql_database

INSERT = text(
    "INSERT INTO outbox_event (district_id, id, org_path, version, created_at, topic, object_id, payload, at)"
    " VALUES (:district, :id, :path, 1, now(), 'x', :id, '{}', now())"
)
PLACES = [
    ("430702", "430702."),
    ("430702", "430702.003."),
    ("430702", "430702.003.017."),
    ("430702", "430702.0031."),
    ("430702", "430702.004."),
    ("430703", "430702.003."),
]


def _owner(database: Database) -> Any:
    return create_engine(database.owner_url, poolclass=NullPool)


def _locked(database: Database) -> None:
    load_models()
    engine = _owner(database)
    with engine.begin() as connection:
        secure(connection)
        if database.kind == "postgresql":
            grant_rows(connection, str(make_url(database.url).username))
    engine.dispose()


@pytest.fixture
def locked(database: Database) -> Database:
    """A store with its locks on."""
    _locked(database)
    return database


@pytest.fixture
def limited(tmp_path: Path) -> Iterator[Database]:
    """A PostgreSQL store with one event at each place."""
    database = postgresql_database(tmp_path)
    _locked(database)
    with database.engine.begin() as connection:
        _say(connection, system="on")
        for district, path in PLACES:
            connection.execute(INSERT, {"district": district, "id": uuid4(), "path": path})
    yield database
    dispose(database)


def _say(connection: Connection, **values: str) -> None:
    for name, value in values.items():
        connection.execute(text("SELECT set_config(:n, :v, true)"), {"n": f"app.{name}", "v": value})


def _seen(connection: Connection) -> list[tuple[str, str]]:
    rows = connection.execute(text("SELECT district_id, org_path FROM outbox_event"))
    return sorted((str(a), str(b)) for a, b in rows)


def test_every_declared_table_has_its_lock(locked: Database) -> None:
    assert {"audit_entry", "history_entry"} <= set(append_only_tables())
    assert {"audit_entry", "job", "attachment", "parameter_set"} <= set(scoped_tables())
    with _owner(locked).connect() as connection:
        assert unlocked(connection) == []


def test_a_missing_lock_is_noticed_and_put_back(locked: Database) -> None:
    engine = _owner(locked)
    with engine.begin() as connection:
        release(connection)
        missing = unlocked(connection)
        assert "audit_entry: append_only_update" in missing
        assert ("job: reach" in missing) == (locked.kind == "postgresql")
        secure(connection)
        secure(connection)
        assert unlocked(connection) == []


@pytest.mark.parametrize("statement", ["UPDATE {} SET org_path = 'x'", "DELETE FROM {}"])
@pytest.mark.parametrize("table", ["audit_entry", "history_entry"])
def test_al2_no_statement_changes_or_removes_an_append_only_row(
    locked: Database, table: str, statement: str
) -> None:
    engine = _owner(locked)
    with engine.begin() as connection:
        _fill(connection, table)
    for url_engine in (engine, locked.engine):
        with pytest.raises(DBAPIError), url_engine.begin() as connection:
            if locked.kind == "postgresql":
                _say(connection, system="on")
            connection.execute(text(statement.format(table)))
    with engine.begin() as connection:
        if locked.kind == "postgresql":
            _say(connection, system="on")
        assert connection.execute(text(f"SELECT count(*), min(org_path) FROM {table}")).one() == (
            1,
            "430702.",
        )


def _fill(connection: Connection, table: str) -> None:
    """One row made of plausible values for every column."""
    if connection.dialect.name == "postgresql":
        _say(connection, system="on")
    values: dict[str, Any] = {}
    for column in metadata.tables[table].columns:
        kind = "JSON" if isinstance(column.type, JSON) else column.type.python_type
        plain: dict[Any, Any] = {int: 1, bool: False, "JSON": {}, str: "x", UUID: uuid4()}
        values[column.name] = plain.get(kind, clock.real_now())
    values |= {"district_id": "430702", "org_path": "430702."}
    connection.execute(metadata.tables[table].insert().values(values))


def test_owner_cannot_empty_an_append_only_table(limited: Database) -> None:
    with pytest.raises(DBAPIError), _owner(limited).begin() as connection:
        connection.execute(text("TRUNCATE audit_entry"))


def test_az9_raw_sql_sees_only_the_callers_subtree(limited: Database) -> None:
    with limited.engine.begin() as connection:
        _say(connection, district="430702", path="430702.003.")
        assert _seen(connection) == [("430702", "430702.003."), ("430702", "430702.003.017.")]
        _say(connection, path="430702.")
        assert len(_seen(connection)) == 5
        _say(connection, district="430703", path="430702.003.")
        assert _seen(connection) == [("430703", "430702.003.")]


@pytest.mark.parametrize(
    "reach",
    [
        {},
        {"district": "430702"},
        {"path": "430702."},
        {"district": "", "path": ""},
        {"system": "off"},
        {"system": "yes"},
    ],
)
def test_az9_without_a_full_reach_nothing_is_seen(limited: Database, reach: dict[str, str]) -> None:
    with limited.engine.begin() as connection:
        _say(connection, **reach)
        assert _seen(connection) == []


def test_az9_the_owner_of_the_tables_is_limited_too(limited: Database) -> None:
    with _owner(limited).begin() as connection:
        assert _seen(connection) == []
        _say(connection, system="on")
        assert len(_seen(connection)) == len(PLACES)


@pytest.mark.parametrize("path", ["430702.004.", "430702.", "430702.0031."])
def test_az6_raw_sql_cannot_write_or_move_rows_out_of_reach(limited: Database, path: str) -> None:
    reach = {"district": "430702", "path": "430702.003."}
    with pytest.raises(DBAPIError), limited.engine.begin() as connection:
        _say(connection, **reach)
        connection.execute(INSERT, {"district": "430702", "id": uuid4(), "path": path})
    with pytest.raises(DBAPIError), limited.engine.begin() as connection:
        _say(connection, **reach)
        connection.execute(text("UPDATE outbox_event SET org_path = :p"), {"p": path})
    with limited.engine.begin() as connection:
        _say(connection, **reach)
        removed = connection.execute(text("DELETE FROM outbox_event WHERE org_path = :p"), {"p": path})
        assert removed.rowcount == 0


def test_reach_ends_with_the_transaction(limited: Database) -> None:
    with limited.engine.connect() as connection:
        with connection.begin():
            _say(connection, system="on")
            assert len(_seen(connection)) == len(PLACES)
        with connection.begin():
            assert _seen(connection) == []


def test_reach_of_a_session_follows_the_actor(limited: Database) -> None:
    with unit_of_work(limited.engine) as session:
        assert _events(session) == len(PLACES)
        set_reach(session, "430702", "430702.003.")
        assert _events(session) == 2


def _events(session: Session) -> int:
    return session.execute(select(func.count()).select_from(OutboxEvent)).scalar_one()


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE stolen (a int)",
        "ALTER TABLE outbox_event DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE outbox_event ADD COLUMN a int",
        "DROP TABLE outbox_event",
        "DROP POLICY reach ON outbox_event",
        "DROP TRIGGER append_only_update ON audit_entry",
        "ALTER TABLE audit_entry DISABLE TRIGGER ALL",
        "SET session_replication_role = replica",
        "TRUNCATE outbox_event",
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        "SET ROLE union_owner",
    ],
)
def test_az11_the_applications_role_defines_nothing(limited: Database, statement: str) -> None:
    with pytest.raises(DBAPIError), limited.engine.begin() as connection:
        connection.execute(text(statement))


def test_az11_rights_on_append_only_tables_are_select_and_insert(limited: Database) -> None:
    query = text("SELECT has_table_privilege(current_user, :t, :r)")
    with limited.engine.begin() as connection:
        for table in append_only_tables():
            allowed = {
                right: connection.execute(query, {"t": table, "r": right}).scalar_one()
                for right in ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE")
            }
            assert allowed == {
                "SELECT": True,
                "INSERT": True,
                "UPDATE": False,
                "DELETE": False,
                "TRUNCATE": False,
            }, table


def test_reach_is_set_in_the_kernels_store_module_only() -> None:
    """A request cannot lift the lock: nothing else in the program speaks of these settings."""
    sources = [path for path in (ROOT / "backend").rglob("*.py") if "__pycache__" not in path.parts]
    assert len(sources) > 30
    speaking = {path.name for path in sources if "set_config" in path.read_text(encoding="utf-8")}
    assert speaking == {"db.py", "migrate.py"}
    lifting = {path.name for path in sources if "app.system" in path.read_text(encoding="utf-8")}
    assert lifting == {"db.py", "migrate.py"}
