"""Rows follow their union through the tree: exactly the place changes, nothing else, on both databases."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import JSON, Connection, NullPool, create_engine, text
from sqlalchemy.exc import DBAPIError

from backend.kernel import clock
from backend.kernel.db import CodeValue, metadata, unit_of_work
from backend.kernel.migrate import load_models
from backend.kernel.paths import move_rows
from backend.kernel.second_lock import append_only_tables, movable_tables
from tests.support.database import Database

ROWS = "history_entry"
OLD, NEW = "430702.001.002.", "430702.002.009."


def _system(connection: Connection) -> Connection:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT set_config('app.system', 'on', true)"))
    return connection


def _add(connection: Connection, table: str, path: str) -> None:
    values: dict[str, Any] = {}
    for column in metadata.tables[table].columns:
        kind = "JSON" if isinstance(column.type, JSON) else column.type.python_type
        plain: dict[Any, Any] = {int: 1, bool: False, "JSON": {"a": 1}, str: "x", UUID: uuid4()}
        values[column.name] = plain.get(kind, clock.real_now())
        if isinstance(column.type, CodeValue):
            values[column.name] = next(iter(column.type.code))
    values |= {"district_id": "430702", "org_path": path}
    connection.execute(metadata.tables[table].insert().values(values))


def _paths(database: Database, table: str) -> list[str]:
    with database.engine.begin() as connection:
        return sorted(_system(connection).execute(text(f"SELECT org_path FROM {table}")).scalars())


@pytest.fixture
def filled(database: Database) -> Database:
    """Lines of history in and beside one part of the tree, and one audit line."""
    load_models()
    with database.engine.begin() as connection:
        _system(connection)
        for path in (OLD, f"{OLD}001.", "430702.001.003.", "430702.001."):
            _add(connection, ROWS, path)
        _add(connection, "audit_entry", OLD)
    return database


def test_a_part_of_the_tree_moves_and_its_neighbours_stay(filled: Database) -> None:
    with unit_of_work(filled.engine) as session:
        moved = move_rows(session, "430702", OLD, NEW)
        assert moved == {ROWS: 2}
    assert _paths(filled, ROWS) == ["430702.001.", "430702.001.003.", NEW, f"{NEW}001."]
    assert _paths(filled, "audit_entry") == [OLD]


def test_a_part_of_the_tree_does_not_move_into_itself(filled: Database) -> None:
    with unit_of_work(filled.engine) as session, pytest.raises(ValueError, match="itself"):
        move_rows(session, "430702", OLD, f"{OLD}001.")


def test_every_append_only_table_lets_the_place_follow_except_the_audit_trail() -> None:
    load_models()
    staying = set(append_only_tables()) - set(movable_tables())
    assert "audit_entry" in staying
    assert {"history_entry", "membership_event", "head_count"} <= set(movable_tables())


@pytest.mark.parametrize(
    "change",
    [
        "note = 'forged'",
        "note = 'forged', org_path = '430702.002.'",
        "org_path = '430703.002.'",
        "org_path = ''",
        "district_id = '430703'",
        "version = version + 1, org_path = '430702.002.'",
        "at = created_at, person_name = 'y'",
        "on_behalf = true, org_path = '430702.002.'",
        "object_id = id",
        "principal_person_id = NULL, org_path = '430702.002.'",
    ],
)
def test_al2_nothing_but_the_place_of_a_lasting_row_can_be_changed(filled: Database, change: str) -> None:
    owner = create_engine(filled.owner_url, poolclass=NullPool)
    for engine in (owner, filled.engine):
        with pytest.raises(DBAPIError), engine.begin() as connection:
            _system(connection).execute(text(f"UPDATE {ROWS} SET {change}"))
    with owner.begin() as connection:
        kept = _system(connection).execute(
            text(
                f"SELECT count(*) FROM {ROWS} WHERE district_id = '430702' AND version = 1"
                " AND org_path LIKE '430702.001.%' AND note <> 'forged' AND person_name <> 'y'"
            )
        )
        assert kept.scalar_one() == 4


@pytest.mark.parametrize("change", ["org_path = '430702.002.'", "verb = 'y'", "details = '{}'"])
def test_al2_the_audit_trail_does_not_even_change_its_place(filled: Database, change: str) -> None:
    owner = create_engine(filled.owner_url, poolclass=NullPool)
    for engine in (owner, filled.engine):
        with pytest.raises(DBAPIError), engine.begin() as connection:
            _system(connection).execute(text(f"UPDATE audit_entry SET {change}"))


def test_a_changed_json_value_is_seen_whatever_its_spelling(database: Database) -> None:
    load_models()
    table = "organisation_change"
    owner = create_engine(database.owner_url, poolclass=NullPool)
    with owner.begin() as connection:
        _system(connection)
        if database.kind == "postgresql":
            connection.execute(text(f"ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {_foreign_key(table)}"))
        _add(connection, table, OLD)
        connection.execute(text(f"UPDATE {table} SET org_path = '430702.002.'"))
    for spelling in ('{"a": 2}', '{"a":1 }'):
        with pytest.raises(DBAPIError), owner.begin() as connection:
            _system(connection).exec_driver_sql(f"UPDATE {table} SET changes = '{spelling}'")


def _foreign_key(table: str) -> str:
    return str(next(iter(metadata.tables[table].foreign_key_constraints)).name)
