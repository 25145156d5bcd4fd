"""The demo's unions in a store that the tests of one module share."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from backend.kernel import privacy
from backend.kernel.demo import DemoWorld, load
from backend.kernel.migrate import count_rows_anew
from backend.organisations.module import MODULE
from tests.support.database import Database, dispose, postgresql_database, sqlite_database


@dataclass(frozen=True)
class DemoStore:
    """A loaded store with what the demo tells of itself."""

    database: Database
    world: DemoWorld


def loaded_store(kind: str, folder: Path) -> Iterator[DemoStore]:
    """The unions of the demo on one kind of database, with fresh statistics; for a module-scoped fixture."""
    made = sqlite_database(folder) if kind == "sqlite" else postgresql_database(folder)
    privacy.use_keys(privacy.new_ring())
    world = load(made.engine, [MODULE], DemoWorld())
    count_rows_anew(made.owner_url)
    yield DemoStore(made, world)
    dispose(made)
