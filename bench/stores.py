"""Stores with the demo federation in them, on both databases, and copies with ten times the members."""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from sqlalchemy import create_engine, text

from backend.kernel.db import build_engine
from backend.members.models import Member
from tests.support import postgres
from tests.support.database import (
    Database,
    dispose,
    postgresql_database,
    settings_for,
    sqlite_database,
)
from tests.support.server import LiveServer

KINDS = ("sqlite", "postgresql")
TIMES = 10
TODAY = date(2020, 12, 16)
_OWN = {
    "sqlite": {
        "id": "lower(hex(randomblob(16)))",
        "name_key": "'~' || name_key",
        "id_no_index": "substr(id_no_index, 1, 60) || '-' || n",
    },
    "postgresql": {
        "id": "gen_random_uuid()",
        "name_key": "'~' || name_key",
        "id_no_index": "left(id_no_index, 60) || '-' || n",
    },
}
_NUMBERS = {
    "sqlite": "(with recursive k(n) as (select 1 union all select n + 1 from k where n < {0}) select n from k)",
    "postgresql": "generate_series(1, {0})",
}


@contextmanager
def databases() -> Iterator[None]:
    """The PostgreSQL of this run and the migrated templates."""
    run = postgres.open_run()
    try:
        yield
    finally:
        postgres.close_run(run)


@contextmanager
def demo(kind: str, folder: Path) -> Iterator[tuple[Database, float]]:
    """A store with the demo, and the seconds that loading it took."""
    folder.mkdir()
    made = sqlite_database(folder) if kind == "sqlite" else postgresql_database(folder)
    start = time.perf_counter()
    server_of(made).command("demo", "load")
    seconds = time.perf_counter() - start
    yield made, seconds
    dispose(made)


def server_of(database: Database) -> LiveServer:
    """A server (not started) over a store."""
    environment = {
        "UNION_DATABASE_URL": database.url,
        "UNION_MIGRATION_URL": database.owner_url,
        "UNION_WORKER_IN_PROCESS": "false",
    }
    return LiveServer(database.settings.data_dir, environment)


@contextmanager
def copied(database: Database, folder: Path) -> Iterator[Database]:
    """The same store once more, to be changed."""
    database.engine.dispose()
    source = database.settings.data_dir
    if database.kind == "sqlite":
        with database.engine.connect() as connection:
            connection.exec_driver_sql("rollback")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        database.engine.dispose()
        shutil.copytree(source, folder)
        settings = settings_for(f"sqlite:///{folder / 'store.db'}", folder)
    else:
        server, name = postgres.server(), f"{database.engine.url.database}_copy"
        server.create(name, str(database.engine.url.database))
        shutil.copytree(source, folder)
        settings = settings_for(server.url(name, server.app), folder, server.url(name, server.owner))
    made = Database(database.kind, settings, build_engine(settings))
    yield made
    dispose(made)


def administer(database: Database, *statements: str) -> None:
    """Run statements past the store's own row locks."""
    url = database.url
    if database.kind == "postgresql":
        url = postgres.server().url(str(database.engine.url.database), "postgres")
    engine = create_engine(url)
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def multiply(database: Database) -> None:
    """Ten times the members, in the same unions and with the same mixture of values."""
    names = list(Member.__table__.columns.keys())  # type: ignore[attr-defined]
    own = _OWN[database.kind]
    values = ", ".join(own.get(name, name) for name in names)
    numbers = _NUMBERS[database.kind].format(TIMES - 1)
    alias = "as k(n)" if database.kind == "postgresql" else "as k"
    insert = (
        f"insert into member ({', '.join(names)}) select {values} from member cross join {numbers} {alias}"
    )
    administer(database, insert, "analyze")
