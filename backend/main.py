"""The application: handlers, middleware, one loop over the modules, the built page."""

import gc
from collections import deque
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.routing import APIRoute, iter_route_contexts

from backend.identity import setup as identity
from backend.kernel import clock, health, logs, privacy, problems
from backend.kernel.db import build_engine
from backend.kernel.edge import Edge
from backend.kernel.jobs_worker import in_process
from backend.kernel.methods import Methods, MethodTable
from backend.kernel.module import Module
from backend.kernel.openapi import DocumentedApp
from backend.modules import MODULES, attachment_owners, daily_work, job_handlers, permissions_of
from backend.settings import Settings, load_settings

API = "/api/v1"
#: New objects until the youngest are looked at; how often that happens until the older and until the oldest are.
GARBAGE = (1_000, 10, 100)


def warm(app: FastAPI) -> None:
    """Build all routes now, not at the first request; collect garbage seldom and never look at what stays."""
    deque(iter_route_contexts(app.routes), maxlen=0)
    gc.collect()
    gc.freeze()
    gc.set_threshold(*GARBAGE)


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    logs.configure()
    warm(app)
    with in_process(app.state.engine, app.state.settings, job_handlers(), daily_work()):
        yield
    app.state.engine.dispose()


def create_app(settings: Settings | None = None, modules: Sequence[Module] = MODULES) -> FastAPI:
    """Build the application for one set of settings, with the routes of some modules or all."""
    settings = settings or load_settings()
    app = DocumentedApp(
        title="工会一本账 Union Ledger",
        version="1.0.0",
        description="区总工会的一本账：组织、会员、月报与统计。The one ledger of a district trade-union federation.",
        openapi_url=f"{API}/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=_lifespan,
        generate_unique_id_function=_operation_id,
    )
    equip(app, settings)
    problems.install(app)
    app.add_middleware(Methods, table=MethodTable(app))
    app.add_middleware(Edge)
    app.include_router(health.root)
    app.include_router(health.router, prefix=API)
    for module in modules:
        for router in module.routers:
            app.include_router(router, prefix=API)
    _serve_page(app, settings)
    return app


def equip(app: FastAPI, settings: Settings) -> None:
    """Give an application its store, keys and log-in counter; its routes depend on none of them."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    clock.freeze(settings.today)
    app.state.settings = settings
    app.state.engine = build_engine(settings)
    ring = privacy.use_keys(privacy.load_or_create_keys(settings.keys_path)).ring
    identity.install(app, settings, ring, permissions_of)
    app.state.attachment_owners = attachment_owners()


def _operation_id(route: APIRoute) -> str:
    return route.name


def _serve_page(app: FastAPI, settings: Settings) -> None:
    if (settings.frontend_dir / "index.html").exists():
        app.frontend("/", directory=settings.frontend_dir, fallback="index.html")
