"""The application in the test's own process, over the test's own store."""

import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

import httpx
import pytest
from fastapi import FastAPI

from backend.kernel import clock
from backend.kernel.demo import DEMO_TODAY
from backend.main import create_app, equip, warm
from backend.settings import Profile, Settings
from tests.support.database import Database

ORIGIN = "http://test"
API = "/api/v1"
#: Paths that are not below the API prefix, or already carry it.
OUTSIDE = ("/api/", "/livez", "/readyz")


@pytest.fixture(scope="session")
def routes(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    """The application without a store worth the name: building its routes takes longer than most tests."""
    made = create_app(Settings(profile=Profile.TEST, data_dir=tmp_path_factory.mktemp("routes")))
    made.state.engine.dispose()
    warm(made)
    return made


@pytest.fixture(scope="session")
def key_file(routes: FastAPI) -> Path:
    """The keys of all stores of this worker, so that sealed rows of one can be put into another."""
    kept: Path = routes.state.settings.keys_path
    return kept


@pytest.fixture
def app(routes: FastAPI, key_file: Path, database: Database) -> Iterator[FastAPI]:
    """The application over the test's own store; its business date is the demo's."""
    shutil.copy(key_file, database.settings.keys_path)
    equip(routes, database.settings)
    clock.freeze(DEMO_TODAY)
    yield routes
    clock.freeze(None)
    routes.state.engine.dispose()


class PageClient(httpx.AsyncClient):
    """Behaves like our page: same origin, keeps cookies; ``/members`` means ``/api/v1/members``."""

    def build_request(self, method: str, url: Any, **options: Any) -> httpx.Request:
        """The request, with the prefix of the API before a short path."""
        if isinstance(url, str) and url.startswith("/") and not url.startswith(OUTSIDE):
            url = API + url
        return super().build_request(method, url, **options)


Client = TypeVar("Client", bound=PageClient)


@asynccontextmanager
async def browser(
    app: FastAPI,
    kind: type[Client] = PageClient,
    source: str = "127.0.0.1",  # type: ignore[assignment]
) -> AsyncIterator[Client]:
    """A client at one network address."""
    transport = httpx.ASGITransport(app, raise_app_exceptions=False, client=(source, 50000))
    async with kind(transport=transport, base_url=ORIGIN, headers={"Origin": ORIGIN}) as client:
        yield client
