"""The store: table bases, column helpers, sessions. The only module that commits."""

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Annotated, Any, cast
from uuid import UUID

from fastapi import Depends, Request
from sqlalchemy import DateTime as SaDateTime
from sqlalchemy import (
    Engine,
    ForeignKeyConstraint,
    MetaData,
    String,
    Table,
    TypeDecorator,
    create_engine,
    insert,
    make_url,
    text,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect
from sqlmodel import Field, Session, SQLModel
from uuid_utils.compat import uuid7

from backend.kernel import clock
from backend.kernel.codes import Code
from backend.kernel.privacy import Privacy
from backend.kernel.sqlite_store import prepare
from backend.settings import Settings

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
metadata: MetaData = SQLModel.metadata
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

#: What must happen at the end of every transaction, just before its commit (the audit chain).
before_commit: list[Callable[[Session], None]] = []


def new_id() -> UUID:
    """A UUIDv7: time-ordered, made here and not in the store."""
    return uuid7()


class UtcDateTime(TypeDecorator[datetime]):
    """A moment; always aware and UTC in Python, on both databases."""

    impl = SaDateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class CodeValue(TypeDecorator[Code]):
    """A code stored as its value in a VARCHAR (never as a native enum of names)."""

    impl = String
    cache_ok = True

    def __init__(self, code: type[Code], length: int = 32) -> None:
        super().__init__(length)
        self.code = code

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        if value is None:
            return None
        return str(value._value_ if isinstance(value, self.code) else self.code(value)._value_)

    def process_result_value(self, value: Any, dialect: Dialect) -> Code | None:
        return None if value is None else self.code(value)


def ordered_text(length: int = 200) -> Any:
    """Text compared by code point on both databases: paths, ids, sort keys."""
    return String(length).with_variant(String(length, collation="C"), "postgresql")


def column(label: str, *, privacy: Privacy = Privacy.P1, retention: str = "permanent", **options: Any) -> Any:
    """A table column with its Chinese label, privacy class and retention (the data dictionary)."""
    kwargs = dict(options.pop("sa_column_kwargs", None) or {})
    kwargs["info"] = {"label": label, "privacy": privacy.value, "retention": retention}
    return Field(sa_column_kwargs=kwargs, **options)


def code_column(code: type[Code], label: str, **options: Any) -> Any:
    """A column that holds one value of a code list."""
    return column(label, sa_type=cast(Any, CodeValue(code)), **options)


def utc_column(label: str, **options: Any) -> Any:
    """A column that holds a moment (UTC)."""
    return column(label, sa_type=cast(Any, UtcDateTime), **options)


def belongs_to(table: str, key: str | None = None) -> ForeignKeyConstraint:
    """A composite foreign key (district_id, <table>_id) -> (district_id, id), for ``__table_args__``."""
    return ForeignKeyConstraint(
        ["district_id", key or f"{table}_id"], [f"{table}.district_id", f"{table}.id"]
    )


class Record(SQLModel):
    """Base of reference tables: plain keys, replicated everywhere."""


class Scoped(SQLModel):
    """Base of business tables: keyed by district, placed in the union tree, versioned."""

    district_id: str = column("区县", primary_key=True, max_length=6, sa_type=cast(Any, ordered_text(6)))
    id: UUID = column("编号", primary_key=True, default_factory=new_id)
    org_path: str = column("组织路径", sa_type=cast(Any, ordered_text()))
    version: int = column("版本", default=1)
    created_at: datetime = utc_column("登记时刻", default_factory=clock.now)


def normal_url(url: str) -> str:
    """PostgreSQL addresses always use psycopg 3."""
    parsed = make_url(url)
    if parsed.drivername in ("postgresql", "postgres"):
        parsed = parsed.set(drivername="postgresql+psycopg")
    return parsed.render_as_string(hide_password=False)


def build_engine(settings: Settings) -> Engine:
    """The engine of one process for the configured store."""
    url = normal_url(settings.database_url)
    if settings.is_sqlite:
        wait = {"timeout": settings.lock_timeout_ms / 1000}
        engine = create_engine(url, connect_args=wait, hide_parameters=True)
        prepare(engine, settings.lock_timeout_ms / 1000)
        return engine
    options = (
        f"-c statement_timeout={settings.statement_timeout_ms} -c lock_timeout={settings.lock_timeout_ms}"
        " -c idle_in_transaction_session_timeout=60000 -c timezone=UTC -c plan_cache_mode=force_custom_plan"
    )
    return create_engine(
        url,
        connect_args={"options": options},
        pool_size=10,
        max_overflow=10,
        pool_pre_ping=True,
        hide_parameters=True,
    )


def is_postgresql(session: Session) -> bool:
    """Whether the session talks to PostgreSQL."""
    return session.get_bind().dialect.name == "postgresql"


def open_session(request: Request) -> Generator[Session, None, None]:
    """The transaction of one request; commits before the answer is sent."""
    engine: Engine = request.app.state.engine
    writes = request.method not in SAFE_METHODS
    with Session(engine.execution_options(writes=writes), expire_on_commit=False) as session:
        session.info["trace_id"] = getattr(request.state, "trace_id", "")
        yield session
        _finish(session)


Db = Annotated[Session, Depends(open_session, scope="function")]


@contextmanager
def unit_of_work(engine: Engine, *, writes: bool = True) -> Iterator[Session]:
    """One transaction outside a request (jobs, commands), with the reach of the system itself."""
    with Session(engine.execution_options(writes=writes), expire_on_commit=False) as session:
        _set_reach(session, system="on")
        yield session
        _finish(session)


@contextmanager
def independent(session: Session) -> Iterator[Session]:
    """A separate transaction that stays even if the caller's is rolled back (failed log-ins)."""
    session.rollback()
    with unit_of_work(cast(Engine, session.get_bind()).execution_options(writes=True)) as other:
        other.info["trace_id"] = session.info.get("trace_id", "")
        yield other


def _finish(session: Session) -> None:
    session.flush()
    for hook in before_commit:
        hook(session)
    session.commit()


def set_reach(session: Session, district_id: str, org_path: str) -> None:
    """Tell the store's own row locks whose part of the tree this transaction may touch."""
    _set_reach(session, district=district_id, path=org_path, system="off")


@contextmanager
def as_system(session: Session) -> Iterator[None]:
    """Lift the store's row locks for a look-up that is the system's own (log-in, uniqueness)."""
    if not is_postgresql(session):
        yield
        return
    before = session.execute(text("select current_setting('app.system', true)")).scalar() or "off"
    session.flush()
    _set_reach(session, system="on")
    try:
        yield
        session.flush()
    finally:
        if session.is_active:
            _set_reach(session, system=before)


def _set_reach(session: Session, **values: str) -> None:
    if not is_postgresql(session):
        return
    for name, value in values.items():
        session.execute(
            text("select set_config(:name, :value, true)"), {"name": f"app.{name}", "value": value}
        )


def bulk_insert(session: Session, model: type[SQLModel], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert many rows in multi-row statements; column defaults must already be in the rows."""
    if rows:
        session.flush()
        table: Table = model.__table__  # type: ignore[attr-defined]
        session.execute(insert(table), [dict(row) for row in rows])


def insert_if_absent(session: Session, model: type[SQLModel], row: Mapping[str, Any]) -> None:
    """Insert one row unless its key exists, also when another transaction inserts it at the same moment."""
    kind = postgresql.insert if is_postgresql(session) else sqlite.insert
    session.execute(kind(model).values(dict(row)).on_conflict_do_nothing())


def scoped_row(district_id: str, org_path: str, **values: Any) -> dict[str, Any]:
    """The dictionary of one Scoped row for :func:`bulk_insert`, with its id and bookkeeping filled in."""
    return {
        "district_id": district_id,
        "id": new_id(),
        "org_path": org_path,
        "version": 1,
        "created_at": clock.now(),
        **values,
    }
