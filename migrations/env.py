"""Runs the migrations in one transaction on PostgreSQL or SQLite, then puts the store's own locks on."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import NullPool, TypeDecorator, create_engine, event
from sqlalchemy.engine import Connection

from backend.kernel.db import metadata, normal_url
from backend.kernel.migrate import begin_alone, load_models
from backend.kernel.second_lock import secure
from backend.settings import load_settings

load_models()


def run() -> None:
    """Connect as the owner of the tables and apply what is asked for."""
    engine = create_engine(context.config.attributes.get("url") or _configured_url(), poolclass=NullPool)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _manual_transactions)
        event.listen(engine, "begin", _begin_immediate)
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=metadata,
            render_as_batch=True,
            render_item=_plain_type,
            transactional_ddl=True,
            compare_type=True,
        )
        with context.begin_transaction():
            _apply(connection)
    engine.dispose()


def _configured_url() -> str:
    settings = load_settings()
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    return normal_url(settings.migration_url)


def _apply(connection: Connection) -> None:
    begin_alone(connection)
    before = context.get_context().get_current_heads()
    context.run_migrations()
    if context.get_context().get_current_heads() != before:
        secure(connection)


def _plain_type(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """Write the store's own type into a migration, so that it does not depend on today's code."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl_instance!r}"
    return False


def _manual_transactions(connection: Any, _: Any) -> None:
    """SQLite: a real transaction around the migration, so that a failed one leaves nothing behind."""
    connection.isolation_level = None


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


run()
