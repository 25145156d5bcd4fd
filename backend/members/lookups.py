"""Looking many values up in one statement: the whole list is one parameter, whatever its length."""

import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, String, Uuid, any_, cast, func, literal, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Session

from backend.kernel.db import is_postgresql


def among_texts(session: Session, column: Any, values: Iterable[str]) -> ColumnElement[bool]:
    """Whether a column holds one of these texts."""
    wanted = list(values)
    if is_postgresql(session):
        return _any_of(column, wanted, ARRAY(String))
    return _listed(column, wanted)


def among_ids(session: Session, column: Any, values: Iterable[UUID]) -> ColumnElement[bool]:
    """Whether a column holds one of these ids."""
    wanted = list(values)
    if is_postgresql(session):
        return _any_of(column, wanted, ARRAY(Uuid))
    return _listed(column, [value.hex for value in wanted])


def _any_of(column: Any, values: list[Any], kind: Any) -> ColumnElement[bool]:
    """PostgreSQL hashes a constant array; joined with a list of unknown length it would compare all with all."""
    return column == any_(cast(literal(values, kind), kind))  # type: ignore[no-any-return]


def _listed(column: Any, values: list[str]) -> ColumnElement[bool]:
    rows = func.json_each(json.dumps(values)).table_valued("value")
    return column.in_(select(rows.c.value))  # type: ignore[no-any-return]
