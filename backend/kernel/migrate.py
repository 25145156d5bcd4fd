"""Brings the tables of a store up to date, and gives the application's role its rights on them."""

import importlib
import pkgutil
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import NullPool, create_engine, make_url, text
from sqlalchemy.engine import Connection

from backend.kernel.db import normal_url
from backend.kernel.second_lock import grant_rows

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "backend"


def upgrade(url: str, application_url: str = "", revision: str = "head") -> None:
    """Apply the pending migrations as the owner of the tables.

    :param application_url: where the application itself connects; if its role is another one, it is
        given the right to read and write rows and nothing else (PostgreSQL).
    """
    command.upgrade(alembic_config(url), revision)
    role = make_url(application_url).username if application_url else None
    if role and role != make_url(url).username:
        grant_to(url, role)


def downgrade(url: str, revision: str) -> None:
    """Take migrations back down to a revision (``base`` for none)."""
    command.downgrade(alembic_config(url), revision)


def alembic_config(url: str = "") -> Config:
    """The migration settings, for one store if its address is given."""
    config = Config(toml_file=ROOT / "pyproject.toml")
    if url:
        config.attributes["url"] = normal_url(url)
    return config


def grant_to(url: str, role: str) -> None:
    """Give the application's role its rights on all tables, as their owner."""
    engine = create_engine(normal_url(url), poolclass=NullPool)
    with engine.begin() as connection:
        grant_rows(connection, role)
    engine.dispose()


def count_rows_anew(url: str) -> None:
    """Let the store take its statistics after a bulk load, as the owner of the tables.

    PostgreSQL would do it by itself within a minute; until then it plans as if the tables were empty.
    """
    engine = create_engine(normal_url(url), poolclass=NullPool)
    with engine.begin() as connection:
        connection.execute(text("ANALYZE"))
    engine.dispose()


def load_models() -> None:
    """Import every module that may declare tables, so that the metadata is complete."""
    package = importlib.import_module(PACKAGE)
    for module in pkgutil.walk_packages(package.__path__, f"{PACKAGE}."):
        if module.name.startswith(f"{PACKAGE}.kernel.") or "models" in module.name.split("."):
            importlib.import_module(module.name)


def begin_alone(connection: Connection) -> None:
    """One migration at a time however many servers start, and with every row in reach (PostgreSQL)."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('migrations'))"))
        connection.execute(text("SELECT set_config('app.system', 'on', true)"))
