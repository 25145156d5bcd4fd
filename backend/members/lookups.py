"""Looking many values up in one statement: the list travels as one parameter and is joined, whatever its length.

A long ``IN (…)`` becomes thousands of parameters, and PostgreSQL's prepared plan then compares every row with every one.
"""

import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import Select, String, Uuid, cast, func, literal, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Session

from backend.kernel.db import is_postgresql


def these_texts(session: Session, values: Iterable[str]) -> Select[Any]:
    """A select of these texts, for ``column.in_(…)``."""
    wanted = list(values)
    if is_postgresql(session):
        return select(func.unnest(cast(literal(wanted, ARRAY(String)), ARRAY(String))))
    return _listed(wanted)


def these_ids(session: Session, values: Iterable[UUID]) -> Select[Any]:
    """A select of these ids, for ``column.in_(…)``."""
    wanted = list(values)
    if is_postgresql(session):
        return select(func.unnest(cast(literal(wanted, ARRAY(Uuid)), ARRAY(Uuid))))
    return _listed([value.hex for value in wanted])


def _listed(values: list[str]) -> Select[Any]:
    rows = func.json_each(json.dumps(values)).table_valued("value")
    return select(rows.c.value)
