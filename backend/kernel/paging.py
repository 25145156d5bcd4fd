"""Keyset paging: stable order, opaque cursor, a total that is exact up to a cap."""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Annotated, Any, Generic, TypeVar
from uuid import UUID

from fastapi import Depends, Query
from sqlalchemy import ColumnElement, Select, TypeDecorator, and_, func, or_, select
from sqlmodel import Session

from backend.kernel.errors import invalid
from backend.kernel.wire import WireOut

TOTAL_CAP = 1_000
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Paging:
    """How much of a list the caller wants, and from where."""

    limit: int = 20
    cursor: str | None = None


def _paging(
    limit: Annotated[int, Query(ge=1, le=200, description="每页条数")] = 20,
    cursor: Annotated[str | None, Query(max_length=600, description="上一页返回的 next_cursor")] = None,
) -> Paging:
    return Paging(limit, cursor)


#: Every row of a list, for its file.
WHOLE = Paging(limit=1_000_000)
PageQuery = Annotated[Paging, Depends(_paging)]


class Page(WireOut, Generic[Item]):
    """One page of a list; subclass it with a name of its own for each list."""

    items: list[Item]
    next_cursor: str | None
    total: int
    total_is_estimate: bool


@dataclass(frozen=True, slots=True)
class Slice:
    """The rows of one page with what the answer needs besides."""

    rows: Sequence[Any]
    next_cursor: str | None
    total: int
    total_is_estimate: bool


def paginate(
    session: Session, statement: Select[Any], *, order: Sequence[Any], page: Paging, descending: bool = False
) -> Slice:
    """One page of a statement ordered by ``order`` (columns that together are unique and not null).

    Rows are result rows (columns or entities as selected). Raises Invalid for a foreign cursor.
    """
    total, estimated = count_capped(session, statement)
    keyed = statement.add_columns(*[col.label(f"key_{i}") for i, col in enumerate(order)])
    if page.cursor is not None:
        keyed = keyed.where(_after(order, _decode(page.cursor, order), descending))
    keyed = keyed.order_by(*[col.desc() if descending else col.asc() for col in order])
    rows = session.execute(keyed.limit(page.limit + 1)).all()
    more = len(rows) > page.limit
    rows = rows[: page.limit]
    width = len(order)
    cursor = _encode(list(rows[-1])[-width:]) if more else None
    return Slice([_strip(row, width) for row in rows], cursor, total, estimated)


def count_capped(session: Session, statement: Select[Any]) -> tuple[int, bool]:
    """(how many rows, whether that is only a lower bound)."""
    limited = statement.order_by(None).limit(TOTAL_CAP + 1).subquery()
    found = int(session.execute(select(func.count()).select_from(limited)).scalar_one())
    return min(found, TOTAL_CAP), found > TOTAL_CAP


def _strip(row: Any, width: int) -> Any:
    values = list(row)[:-width]
    return values[0] if len(values) == 1 else row


def _after(order: Sequence[Any], values: Sequence[Any], descending: bool) -> ColumnElement[bool]:
    clauses = []
    for i, col in enumerate(order):
        same = [order[j] == values[j] for j in range(i)]
        further = col < values[i] if descending else col > values[i]
        clauses.append(and_(*same, further))
    return or_(*clauses)


def _encode(values: Sequence[Any]) -> str:
    text = json.dumps([_plain(v) for v in values], ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _plain(value: Any) -> Any:
    return (
        value.isoformat()
        if isinstance(value, date | datetime)
        else str(value)
        if isinstance(value, UUID)
        else value
    )


def _decode(cursor: str, order: Sequence[Any]) -> list[Any]:
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        values = json.loads(raw.decode())
        if not isinstance(values, list) or len(values) != len(order):
            raise ValueError("shape")
        return [_typed(value, col) for value, col in zip(values, order, strict=True)]
    except (ValueError, TypeError, OverflowError, RecursionError) as problem:
        raise invalid("cursor", "bad_cursor", "翻页标记无效", "请从第一页重新查询") from problem


def _typed(value: Any, col: Any) -> Any:
    """A value out of a cursor as the column's own kind; anything else raises ValueError or TypeError."""
    kind = _python_type(col.type)
    if kind is int and isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**63:
        return value
    if not isinstance(value, str):
        raise TypeError("type")
    if kind is UUID and str(UUID(value)) == value:
        return UUID(value)
    if kind is datetime and (moment := datetime.fromisoformat(value)).tzinfo is not None:
        return moment.astimezone(UTC)
    if kind is date:
        return date.fromisoformat(value)
    if kind is str and "\x00" not in value and not any("\ud800" <= sign <= "\udfff" for sign in value):
        return value
    raise ValueError("type")


def _python_type(kind: Any) -> type:
    plain = kind.impl_instance if isinstance(kind, TypeDecorator) else kind
    found: type = plain.python_type
    return found


def like_escape(text: str) -> str:
    """A search text in which ``%`` and ``_`` are literals (use with ``escape="\\\\"``)."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
