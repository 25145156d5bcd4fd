"""Numbers of unions: the 工会编码 and the place in the tree; given out once, never again."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from backend.kernel.db import is_postgresql
from backend.organisations.models import SerialCounter

CODE_SERIES = "code"


def organisation_code(district_id: str, number: int) -> str:
    """The 工会编码: district and a running number."""
    return f"{district_id}{number:06d}"


def path_series(parent_path: str) -> str:
    """The series of the children of one union."""
    return f"path:{parent_path}"


def child_path(parent_path: str, number: int) -> str:
    """The path of a union's n-th child: ``430702.003.`` and 17 -> ``430702.003.017.``."""
    return f"{parent_path}{number:03d}."


def next_number(session: Session, district_id: str, series: str) -> int:
    """The next number of a series; whoever else asks waits until this transaction ends."""
    insert: Any = postgresql.insert if is_postgresql(session) else sqlite.insert
    counter: Any = SerialCounter
    statement = insert(SerialCounter).values(district_id=district_id, series=series, last=1)
    statement = statement.on_conflict_do_update(
        index_elements=["district_id", "series"], set_={"last": counter.last + 1}
    )
    session.execute(statement)
    return int(
        session.execute(
            select(counter.last).where(counter.district_id == district_id, counter.series == series)
        ).scalar_one()
    )


def hold_register(session: Session, district_id: str) -> None:
    """Make every other founding or change of employers in the district wait for the end of this one."""
    insert: Any = postgresql.insert if is_postgresql(session) else sqlite.insert
    statement = insert(SerialCounter).values(district_id=district_id, series=CODE_SERIES, last=0)
    counter: Any = SerialCounter
    session.execute(
        statement.on_conflict_do_update(
            index_elements=["district_id", "series"], set_={"last": counter.last + 0}
        )
    )
