"""A process that runs one temporary PostgreSQL and ends it with the test run, even after kill -9.

``python -m tests.support.postgres_keeper <run folder> <process id of the test run>``
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType
from typing import Any

import psycopg

ROOT = Path(__file__).resolve().parents[2]
NOBODY = 65534
SPEED = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum": "off",
    "shared_buffers": "64MB",
    "max_connections": "200",
    "listen_addresses": "",
    "timezone": "UTC",
}
ROLES = (
    "CREATE ROLE union_owner LOGIN CREATEDB NOSUPERUSER NOBYPASSRLS",
    "CREATE ROLE union_app LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE",
)


def unprivileged() -> dict[str, Any]:
    """How to start a program that refuses to run as root."""
    return {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}


def programs(run: Path) -> Path:
    """The folder of PostgreSQL programs, readable by whoever will run them."""
    found = Path(
        subprocess.run(
            [ROOT / "scripts/ensure-postgres.sh"], check=True, stdout=subprocess.PIPE, text=True
        ).stdout.strip()
    )
    if not unprivileged() or _readable(found):
        return found
    shutil.copytree(found.parent, run / "programs", symlinks=True)
    return run / "programs" / found.name


def _readable(folder: Path) -> bool:
    try:
        subprocess.run(
            [folder / "initdb", "--version"], check=True, cwd="/", stdout=subprocess.DEVNULL, **unprivileged()
        )
    except (PermissionError, FileNotFoundError, subprocess.CalledProcessError):
        return False
    return True


def start(run: Path) -> "subprocess.Popen[bytes]":
    """Makes and starts a cluster that listens on a socket inside the run folder only."""
    folder = programs(run)
    data, socket = run / "data", run / "socket"
    for path in (data, socket):
        path.mkdir(mode=0o700)
        if unprivileged():
            os.chown(path, NOBODY, NOBODY)
    subprocess.run(
        [str(folder / "initdb"), "-D", str(data), "--no-sync", "--username=postgres"]
        + ["--auth=trust", "--encoding=UTF8", "--locale=C"],
        check=True,
        cwd="/",
        **unprivileged(),
    )
    command = [str(folder / "postgres"), "-D", str(data), "-c", f"unix_socket_directories={socket}"]
    for name, value in SPEED.items():
        command += ["-c", f"{name}={value}"]
    server: subprocess.Popen[bytes] = subprocess.Popen(command, cwd="/", **unprivileged())
    return server


def prepare(run: Path, server: "subprocess.Popen[bytes]", patience: float = 60) -> None:
    """Waits for the first connection and makes the two roles: owner and application."""
    end = time.monotonic() + patience
    while True:
        try:
            with psycopg.connect(host=str(run / "socket"), user="postgres", autocommit=True) as connection:
                for statement in ROLES:
                    connection.execute(statement)
                return
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > end:
                raise
            time.sleep(0.05)


def alive(process_id: int) -> bool:
    """Whether the test run still exists."""
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def main() -> None:
    """Keeps the server until told to stop or until the test run is gone; then removes every trace."""
    run, run_process = Path(sys.argv[1]), int(sys.argv[2])
    stopping = False

    def stop(_signal: int, _frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True

    signal.signal(signal.SIGTERM, stop)
    server = start(run)
    try:
        prepare(run, server)
        (run / "ready").touch()
        while not stopping and server.poll() is None and alive(run_process):
            time.sleep(0.2)
    finally:
        server.send_signal(signal.SIGQUIT)
        server.wait()
        if not alive(run_process):
            shutil.rmtree(run, ignore_errors=True)


if __name__ == "__main__":
    main()
