"""A fresh, empty, migrated store for every test, on both databases."""

import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Engine

from backend.kernel import parameters
from backend.kernel.db import build_engine
from backend.kernel.migrate import upgrade
from backend.settings import Profile, Settings
from tests.support import postgres
from tests.support.postgres_pool import Pool

KINDS = ("sqlite", "postgresql")
_POOL = Pool()


@dataclass(frozen=True)
class Database:
    """One test's own store; ``settings`` is what ``create_app`` takes."""

    kind: str
    settings: Settings
    engine: Engine

    @property
    def url(self) -> str:
        """Where the application connects, as a role without rights on the tables' definitions."""
        return self.settings.database_url

    @property
    def owner_url(self) -> str:
        """Where migrations connect."""
        return self.settings.migration_url


def settings_for(url: str, data_dir: Path, owner_url: str = "") -> Settings:
    """Test settings that do not depend on the environment of whoever runs the tests."""
    return Settings(
        profile=Profile.TEST,
        database_url=url,
        migration_url=owner_url or url,
        data_dir=data_dir,
        worker_in_process=False,
    )


def sqlite_database(folder: Path) -> Database:
    """A copy of the migrated template file."""
    target = folder / "store.db"
    shutil.copyfile(_sqlite_template(), target)
    settings = settings_for(f"sqlite:///{target}", folder)
    return Database("sqlite", settings, build_engine(settings))


def postgresql_database(folder: Path) -> Database:
    """A copy of the migrated template database."""
    server = postgres.server()
    name = f"{server.prefix}_{secrets.token_hex(6)}"
    server.create(name, _postgresql_template(server))
    return _on(server, name, folder)


def _pooled_database(folder: Path) -> Database:
    """This worker's own database, empty again; what the program remembers of its former rows is forgotten."""
    parameters._books.clear()
    server = postgres.server()
    return _on(server, _POOL.take(server, _postgresql_template(server)), folder)


def _on(server: postgres.Server, name: str, folder: Path) -> Database:
    settings = settings_for(server.url(name, server.app), folder, server.url(name, server.owner))
    return Database("postgresql", settings, build_engine(settings))


def dispose(database: Database) -> None:
    """Close the connections and remove the store."""
    database.engine.dispose()
    if database.kind == "postgresql":
        server = postgres.server()
        server.drop(str(database.engine.url.database))


@pytest.fixture(params=KINDS)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """The same test on SQLite and on PostgreSQL, each time with an empty migrated store."""
    if request.param == "postgresql" and not postgres.server().is_external:
        made = _pooled_database(tmp_path)
        yield made
        made.engine.dispose()
        return
    make = sqlite_database if request.param == "sqlite" else postgresql_database
    made = make(tmp_path)
    yield made
    dispose(made)


def _sqlite_template() -> Path:
    template = postgres.run_folder() / "template.db"
    with postgres.locked("sqlite"):
        if not template.exists():
            unfinished = template.with_suffix(".unfinished")
            unfinished.unlink(missing_ok=True)
            upgrade(f"sqlite:///{unfinished}")
            unfinished.rename(template)
    return template


def _postgresql_template(server: postgres.Server) -> str:
    name = f"{server.prefix}_template"
    marker = postgres.run_folder() / "template.ready"
    with postgres.locked("postgresql"):
        if not marker.exists():
            server.drop(name)
            server.create(name)
            upgrade(server.url(name, server.owner), server.url(name, server.app))
            marker.touch()
    return name
