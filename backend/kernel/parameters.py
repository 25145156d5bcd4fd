"""Dated parameters: the value of a key in a district on a date, from the nearest jurisdiction that sets it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from threading import Lock
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Engine, Index, UniqueConstraint, select
from sqlmodel import Session, col

from backend.kernel import clock
from backend.kernel.codes import Code
from backend.kernel.db import (
    Record,
    bulk_insert,
    code_column,
    column,
    insert_if_absent,
    new_id,
    ordered_text,
    utc_column,
)
from backend.kernel.errors import DomainError
from backend.kernel.parameters_keys import (
    KEYS,
    Default,
    Example,
    Level,
    ParameterKey,
    ParameterKind,
    as_rate,
    chain_of,
)

__all__ = [
    "KEYS",
    "Default",
    "Example",
    "Level",
    "Parameter",
    "ParameterKey",
    "ParameterKind",
    "ParameterMissing",
    "ParameterStatus",
    "ParameterValue",
    "as_rate",
    "lookup",
    "lookup_or_none",
    "seed_defaults",
]

_STAMP = "parameters"
_SEEN = "parameters_seen"
_CHANGED = "parameters_changed"


class ParameterStatus(Code):
    """Where a value stands; only active ones are ever looked up."""

    PROPOSED = "proposed", "待批准"
    ACTIVE = "active", "生效"
    RETIRED = "retired", "已废止"
    REJECTED = "rejected", "未批准"


class ParameterValue(Record, table=True):
    """One value of a key in one jurisdiction from a date (inclusive) to a date (exclusive, null = open)."""

    __tablename__ = "parameter_value"
    __table_args__ = (
        Index("ix_parameter_value_key", "key", "jurisdiction", "valid_from"),
        UniqueConstraint("key", "jurisdiction", "version"),
    )

    id: UUID = column("编号", primary_key=True, default_factory=new_id)
    set_id: UUID | None = column("批准件编号", default=None, nullable=True)
    key: str = column("参数", sa_type=ordered_text(80))
    jurisdiction: str = column("适用地区", max_length=6)
    version: int = column("版本")
    valid_from: date = column("生效日")
    valid_to: date | None = column("失效日", default=None, nullable=True)
    value: Any = column("取值", sa_type=JSON)
    legal_source: str = column("依据", max_length=300)
    status: ParameterStatus = code_column(ParameterStatus, "状态")
    replaces_id: UUID | None = column("被替换的取值", default=None, nullable=True)
    recorded_at: datetime = utc_column("登记时刻", default_factory=clock.now)


class ParameterStamp(Record, table=True):
    """Counts the changes of active values, so that every process notices them."""

    __tablename__ = "parameter_stamp"

    name: str = column("名称", primary_key=True, max_length=20)
    number: int = column("变更次数")


@dataclass(frozen=True, slots=True)
class Parameter:
    """The value in force with where it comes from; keep ``version`` and ``id`` beside a decision."""

    id: UUID
    key: str
    value: Any
    jurisdiction: str
    valid_from: date
    valid_to: date | None
    legal_source: str
    version: int

    def covers(self, on: date) -> bool:
        """Whether the value is in force on a date."""
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)


class ParameterMissing(DomainError):
    """No value has been loaded for this district and date: what needs it is not computed."""

    status, slug, title = 409, "parameter-missing", "缺少参数取值"


#: key -> jurisdiction -> values by date
Book = Mapping[str, Mapping[str, tuple[Parameter, ...]]]
_books: dict[str, tuple[int, Book]] = {}
_lock = Lock()


def lookup(session: Session, key: str, district_id: str, on: date) -> Parameter:
    """The value in force on a date: the district's own, else the city's, the province's, the nation's.

    Raises ParameterMissing when none is loaded.
    """
    found = lookup_or_none(session, key, district_id, on)
    if found is None:
        label = KEYS[key].label if key in KEYS else key
        raise ParameterMissing(f"没有“{label}”在 {on.isoformat()} 的取值，请区总工会先在参数页维护")
    return found


def lookup_or_none(session: Session, key: str, district_id: str, on: date) -> Parameter | None:
    """Like :func:`lookup`; None when no value is loaded."""
    by_place = _book(session).get(key, {})
    for jurisdiction in chain_of(district_id):
        for value in by_place.get(jurisdiction, ()):
            if value.covers(on):
                return value
    return None


def _book(session: Session) -> Book:
    seen: Book | None = session.info.get(_SEEN)
    if seen is not None:
        return seen
    number = _stamp(session)
    name = _store_name(session)
    kept = _books.get(name)
    if kept is not None and kept[0] == number and not session.info.get(_CHANGED):
        book = kept[1]
    else:
        book = _read(session)
        if not session.info.get(_CHANGED):
            with _lock:
                _books[name] = (number, book)
    session.info[_SEEN] = book
    return book


def _store_name(session: Session) -> str:
    bind = session.get_bind()
    engine = bind if isinstance(bind, Engine) else bind.engine
    return engine.url.render_as_string(hide_password=True)


def _stamp(session: Session) -> int:
    return (
        session.execute(
            select(col(ParameterStamp.number)).where(col(ParameterStamp.name) == _STAMP)
        ).scalar_one_or_none()
        or 0
    )


def _read(session: Session) -> Book:
    book: dict[str, dict[str, list[Parameter]]] = {}
    statement = select(ParameterValue).where(col(ParameterValue.status) == ParameterStatus.ACTIVE)
    for row in session.execute(statement.order_by(col(ParameterValue.valid_from))).scalars():
        book.setdefault(row.key, {}).setdefault(row.jurisdiction, []).append(as_parameter(row))
    return {key: {place: tuple(rows) for place, rows in places.items()} for key, places in book.items()}


def as_parameter(row: ParameterValue) -> Parameter:
    """A stored row as the value that rules are given."""
    return Parameter(
        row.id,
        row.key,
        row.value,
        row.jurisdiction,
        row.valid_from,
        row.valid_to,
        row.legal_source,
        row.version,
    )


def changed(session: Session) -> None:
    """Say that active values change in this transaction; other processes reload after its commit."""
    insert_if_absent(session, ParameterStamp, {"name": _STAMP, "number": 0})
    row: ParameterStamp = session.execute(
        select(ParameterStamp).where(col(ParameterStamp.name) == _STAMP).with_for_update()
    ).scalar_one()
    row.number += 1
    session.flush()
    session.info[_CHANGED] = True
    session.info.pop(_SEEN, None)


def next_version(session: Session, key: str, jurisdiction: str) -> int:
    """The version number of the next value of a key in a jurisdiction."""
    versions = session.execute(
        select(col(ParameterValue.version)).where(
            col(ParameterValue.key) == key, col(ParameterValue.jurisdiction) == jurisdiction
        )
    ).scalars()
    return max(versions, default=0) + 1


def seed_defaults(session: Session, keys: Iterable[ParameterKey]) -> int:
    """Load the values that the domains bring along, once each; returns how many were new.

    Raises ValueError when a default breaks its own key's rules or examples.
    """
    wanted = [(key, default) for key in keys for default in key.defaults]
    for key, default in wanted:
        _check_default(key, default)
    known, versions = _known_values(session, {key.key for key, _ in wanted})
    rows = []
    for key, default in wanted:
        place = (key.key, default.jurisdiction)
        if (*place, default.valid_from) in known:
            continue
        versions[place] += 1
        rows.append(_default_row(key, default, versions[place]))
    bulk_insert(session, ParameterValue, rows)
    if rows:
        changed(session)
    return len(rows)


def _known_values(
    session: Session, keys: set[str]
) -> tuple[set[tuple[str, str, date]], Counter[tuple[str, str]]]:
    """The defaults that are there: key, jurisdiction, first day; and the newest version of each place."""
    statement = select(ParameterValue).where(col(ParameterValue.key).in_(keys))
    found = session.execute(statement).scalars().all()
    versions: Counter[tuple[str, str]] = Counter()
    for row in found:
        versions[row.key, row.jurisdiction] = max(versions[row.key, row.jurisdiction], row.version)
    return {(row.key, row.jurisdiction, row.valid_from) for row in found if row.set_id is None}, versions


def _check_default(key: ParameterKey, default: Default) -> None:
    refusal = key.refusal(default.value)
    if refusal or (default is key.defaults[-1] and key.failed_examples(default.value, key.examples)):
        raise ValueError(f"the default of {key.key} breaks its own rule: {refusal or 'an example'}")


def _default_row(key: ParameterKey, default: Default, version: int) -> dict[str, Any]:
    return {
        "id": new_id(),
        "key": key.key,
        "jurisdiction": default.jurisdiction,
        "version": version,
        "valid_from": default.valid_from,
        "valid_to": default.valid_to,
        "value": default.value,
        "legal_source": default.legal_source,
        "status": ParameterStatus.ACTIVE,
        "recorded_at": clock.now(),
    }
