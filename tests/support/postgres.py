"""One PostgreSQL for a whole test run, shared by the workers and started by the first test that needs it.

``DATABASE_URL`` names an existing server (a role that may create roles and databases); otherwise a
temporary one is started from the programs that ``scripts/ensure-postgres.sh`` finds.
"""

import fcntl
import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy import URL, make_url

from tests.support.postgres_keeper import alive

RUN_FOLDER = "UNION_TEST_RUN_FOLDER"
PREFIX = "union-tests-"
ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Server:
    """Where the server is and the two roles of this test run."""

    admin_url: str
    owner: str
    app: str
    password: str
    prefix: str
    is_external: bool

    def url(self, database: str, role: str) -> str:
        """The address of a database for one of the two roles."""
        parsed = make_url(self.admin_url)
        url = URL.create(
            "postgresql+psycopg",
            role,
            self.password if self.is_external else None,
            parsed.host,
            parsed.port,
            database,
            parsed.query,
        )
        return url.render_as_string(hide_password=False)

    @contextmanager
    def connect(self, database: str | None = None) -> Iterator[psycopg.Connection]:
        """An autocommit connection of the administrator."""
        plain = make_url(self.admin_url).set(drivername="postgresql")
        if database:
            plain = plain.set(database=database)
        with psycopg.connect(plain.render_as_string(hide_password=False), autocommit=True) as connection:
            yield connection

    def create(self, database: str, template: str = "template1") -> None:
        """A database of the owner role, copied file by file from a template."""
        with self.connect() as connection:
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {} STRATEGY file_copy").format(
                    sql.Identifier(database), sql.Identifier(self.owner), sql.Identifier(template)
                )
            )

    def drop(self, database: str) -> None:
        """Removes a database, cutting off whoever is still connected."""
        with self.connect() as connection:
            connection.execute(
                sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database))
            )


def open_run() -> Path:
    """Called once by the process that leads the test run, before there are workers."""
    _forget_killed_runs()
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    folder.chmod(0o755)
    (folder / "process").write_text(str(os.getpid()), encoding="ascii")
    os.environ[RUN_FOLDER] = str(folder)
    return folder


def close_run(folder: Path) -> None:
    """Ends the server of this run, if one was started, and removes the run folder."""
    description = folder / "server.json"
    if description.exists():
        server = Server(**json.loads(description.read_text(encoding="utf-8")))
        if server.is_external:
            _clean_external(server)
    keeper = folder / "keeper"
    if keeper.exists():
        _stop(int(keeper.read_text(encoding="ascii")), folder)
    shutil.rmtree(folder, ignore_errors=True)
    os.environ.pop(RUN_FOLDER, None)


def run_folder() -> Path:
    """The folder that all workers of this test run share."""
    return Path(os.environ[RUN_FOLDER])


@contextmanager
def locked(name: str) -> Iterator[None]:
    """One worker of this run at a time."""
    with (run_folder() / f"{name}.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def server() -> Server:
    """The server of this test run; the first caller starts it."""
    description = run_folder() / "server.json"
    with locked("server"):
        if not description.exists():
            found = _external() if os.environ.get("DATABASE_URL") else _temporary()
            description.write_text(json.dumps(asdict(found)), encoding="utf-8")
        return Server(**json.loads(description.read_text(encoding="utf-8")))


def _forget_killed_runs() -> None:
    """Remove the folders of runs that could not do it themselves; a running keeper removes its own."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        owner = folder / "process"
        if owner.exists() and not alive(int(owner.read_text(encoding="ascii") or "0")):
            shutil.rmtree(folder, ignore_errors=True)


def _external() -> Server:
    run = secrets.token_hex(4)
    admin = make_url(os.environ["DATABASE_URL"]).set(drivername="postgresql+psycopg")
    found = Server(
        admin.render_as_string(hide_password=False),
        f"union_owner_{run}",
        f"union_app_{run}",
        secrets.token_urlsafe(16),
        f"union_test_{run}",
        True,
    )
    with found.connect() as connection:
        for role in (found.owner, found.app):
            connection.execute(
                sql.SQL("CREATE ROLE {} LOGIN PASSWORD {} NOSUPERUSER NOBYPASSRLS").format(
                    sql.Identifier(role), sql.Literal(found.password)
                )
            )
    return found


def _clean_external(found: Server) -> None:
    with found.connect() as connection:
        names = connection.execute(
            "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [found.prefix]
        ).fetchall()
    for (name,) in names:
        found.drop(name)
    with found.connect() as connection:
        for role in (found.app, found.owner):
            connection.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(role)))


def _temporary() -> Server:
    folder = run_folder()
    run_process = (folder / "process").read_text(encoding="ascii")
    log = folder / "postgres.log"
    with log.open("wb") as output:
        keeper = subprocess.Popen(
            [sys.executable, "-m", "tests.support.postgres_keeper", str(folder), run_process],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    (folder / "keeper").write_text(str(keeper.pid), encoding="ascii")
    while not (folder / "ready").exists():
        if keeper.poll() is not None:
            raise RuntimeError(
                f"PostgreSQL did not start:\n{log.read_text(encoding='utf-8', errors='replace')}"
            )
        time.sleep(0.05)
    admin = URL.create(
        "postgresql+psycopg", "postgres", database="postgres", query={"host": str(folder / "socket")}
    )
    return Server(admin.render_as_string(), "union_owner", "union_app", "", "union_test", False)


def _stop(keeper: int, folder: Path) -> None:
    try:
        os.kill(keeper, 15)
    except ProcessLookupError:
        return
    socket = folder / "socket"
    end = time.monotonic() + 20
    while any(socket.glob(".s.PGSQL.*")) and time.monotonic() < end:
        time.sleep(0.02)
