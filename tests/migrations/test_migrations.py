"""The migrations lead up, down and up again, and to the tables that the code declares."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.exc import ProgrammingError

from backend.kernel.db import metadata
from backend.kernel.migrate import alembic_config, downgrade, load_models, upgrade
from backend.kernel.second_lock import unlocked
from tests.support.database import Database


def tables(url: str) -> set[str]:
    engine = create_engine(url)
    names = set(inspect(engine).get_table_names())
    engine.dispose()
    return names


def test_there_is_one_head() -> None:
    assert len(ScriptDirectory.from_config(alembic_config()).get_heads()) == 1


def test_down_to_nothing_and_up_again_gives_the_same_tables(database: Database) -> None:
    before = tables(database.owner_url)
    assert len(before) > 5
    downgrade(database.owner_url, "base")
    assert tables(database.owner_url) == {"alembic_version"}
    upgrade(database.owner_url, database.url)
    assert tables(database.owner_url) == before


def test_the_migrated_tables_are_those_the_code_declares(database: Database) -> None:
    load_models()
    engine = create_engine(database.owner_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, metadata)
    engine.dispose()
    assert differences == []


def test_upgrading_an_up_to_date_store_changes_nothing(database: Database) -> None:
    before = tables(database.owner_url)
    upgrade(database.owner_url, database.url)
    assert tables(database.owner_url) == before


def test_every_table_has_its_locks(database: Database) -> None:
    load_models()
    engine = create_engine(database.owner_url)
    with engine.connect() as connection:
        assert unlocked(connection) == []
    engine.dispose()


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
@pytest.mark.parametrize("statement", ["CREATE TABLE intruder (id integer)", "DELETE FROM alembic_version"])
def test_the_application_role_cannot_touch_the_definitions(database: Database, statement: str) -> None:
    with pytest.raises(ProgrammingError), database.engine.begin() as connection:
        connection.execute(text(statement))
