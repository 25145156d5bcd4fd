"""The running server over the small demo, one for each database."""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.support.database import KINDS, dispose, postgresql_database
from tests.support.server import LiveServer


@pytest.fixture(scope="session", params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    """Which of the two databases."""
    return str(request.param)


@pytest.fixture(scope="session")
def live(kind: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """A server with its own store and its own people."""
    folder = tmp_path_factory.mktemp(kind)
    store = postgresql_database(folder) if kind == "postgresql" else None
    environment = {"UNION_WORKER_IN_PROCESS": "true"}
    if store is not None:
        environment["UNION_DATABASE_URL"] = store.settings.database_url
        environment["UNION_MIGRATION_URL"] = store.settings.migration_url
    server = LiveServer(folder, environment)
    server.command("migrate")
    server.command("demo", "load", "--small")
    yield server.start()
    server.stop()
    if store is not None:
        dispose(store)


@pytest.fixture(scope="session")
def accounts(live: LiveServer) -> dict[str, dict[str, str]]:
    """Login name -> account of the demo."""
    return {row["login_name"]: row for row in json.loads(live.command("demo", "accounts", "--json"))}


@pytest.fixture(scope="session")
def document(live: LiveServer) -> dict[str, Any]:
    """The OpenAPI document as the server gives it."""
    found: dict[str, Any] = httpx.get(f"{live.url}/api/v1/openapi.json", timeout=20).json()
    return found
