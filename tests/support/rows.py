"""All rows of a store, taken once and put into the next empty store: quicker than making them again."""

from typing import Any

from sqlalchemy import Engine, Table, insert, select
from sqlmodel import SQLModel

from backend.kernel.db import unit_of_work

Rows = dict[Table, list[dict[str, Any]]]


def rows_of(engine: Engine) -> Rows:
    """Every row of every table, in an order in which they can be written again."""
    found: Rows = {}
    with unit_of_work(engine, writes=False) as session:
        for table in SQLModel.metadata.sorted_tables:
            rows = session.execute(select(table).order_by(*table.primary_key.columns)).mappings().all()
            if rows:
                found[table] = [dict(row) for row in rows]
    return found


def put(engine: Engine, rows: Rows) -> None:
    """Write the rows into an empty store."""
    with unit_of_work(engine) as session:
        for table, values in rows.items():
            session.execute(insert(table), values)
