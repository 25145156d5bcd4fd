"""The store's statistics after a bulk load."""

import pytest
from sqlalchemy import text

from backend.kernel.migrate import count_rows_anew
from tests.support.database import Database


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_the_planner_knows_the_rows_of_a_bulk_load_at_once(database: Database) -> None:
    insert = "INSERT INTO division (code, name, level, parent_code) SELECT n, n, 'community', '' FROM generate_series(1, 500) n"
    size = text("SELECT reltuples FROM pg_class WHERE relname = 'division'")
    with database.engine.begin() as connection:
        before = connection.execute(text("SELECT count(*) FROM division")).scalar_one()
        connection.execute(text(insert))
    count_rows_anew(database.owner_url)
    with database.engine.connect() as connection:
        assert connection.execute(size).scalar_one() == before + 500
