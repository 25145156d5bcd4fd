"""Commands: python -m backend serve | migrate | openapi …"""

import json
from pathlib import Path
from typing import Annotated

import typer
import uvicorn

from backend.demo_commands import demo
from backend.identity.commands import create_admin
from backend.kernel import audit_commands, logs
from backend.kernel.daily import run_due
from backend.kernel.db import build_engine
from backend.kernel.demo import seed_reference
from backend.kernel.jobs_worker import Worker, run_until_terminated
from backend.kernel.migrate import upgrade
from backend.main import create_app
from backend.modules import MODULES, daily_work, job_handlers
from backend.organisations.commands import open_district
from backend.settings import load_settings

cli = typer.Typer(no_args_is_help=True, add_completion=False, help="工会一本账")


@cli.command()
def serve(reload: Annotated[bool, typer.Option(help="restart on changes")] = False) -> None:
    """Serve the API and the built page."""
    settings = load_settings()
    uvicorn.run(
        "backend.main:create_app",
        factory=True,
        host=settings.host,
        port=settings.port,
        reload=reload,
        access_log=False,
        proxy_headers=settings.behind_tls,
        timeout_graceful_shutdown=20,
    )


@cli.command()
def migrate() -> None:
    """Bring the store's tables and reference rows up to date."""
    settings = load_settings()
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    upgrade(settings.migration_url, settings.database_url)
    engine = build_engine(settings)
    seed_reference(engine, MODULES)
    engine.dispose()


@cli.command()
def worker(
    until_idle: Annotated[bool, typer.Option("--until-idle", help="stop when no job is waiting")] = False,
) -> None:
    """Run background jobs until told to stop (PostgreSQL; the embedded store has its own in the server)."""
    settings = load_settings()
    logs.configure()
    engine = create_app(settings).state.engine
    own = Worker(engine, settings, job_handlers(), daily=daily_work())
    if until_idle:
        own.run_waiting()
    else:
        run_until_terminated(own)
    engine.dispose()


@cli.command()
def daily() -> None:
    """Do today's daily work that is still to be done (for an installation that runs it from a timer)."""
    settings = load_settings()
    logs.configure()
    engine = create_app(settings).state.engine
    results = run_due(engine, daily_work())
    engine.dispose()
    for result in results:
        typer.echo(f"{result.district_id} {result.task}: {'failed' if result.done is None else result.done}")
    if any(result.done is None for result in results):
        raise typer.Exit(1)


cli.command("audit-head")(audit_commands.head)
cli.command("audit-verify")(audit_commands.verify)
cli.command("open-district")(open_district)
cli.command("create-admin")(create_admin)
cli.add_typer(demo, name="demo")


@cli.command()
def openapi(
    target: Annotated[Path, typer.Option(help="where to write")] = Path("frontend/openapi.json"),
) -> None:
    """Write the OpenAPI document."""
    document = create_app().openapi()
    target.write_text(
        json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8"
    )
