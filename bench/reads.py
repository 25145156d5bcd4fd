"""The member list against /livez and against ten times the members; the board against its bare SQL."""

import asyncio
import http.client
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import httpx
from sqlalchemy import event

from backend.identity.demo import read_cards
from backend.main import create_app
from bench import stores
from bench.table import Line, show, status, write_logs_nowhere
from tests.support.database import Database
from tests.support.server import sign_in

ROUNDS, CALLS = 5, 15
PAGE = "/api/v1/members?limit=20&status=active&sex=1&joined_from=2015-01-01"
BOARD = "/api/v1/board"
Measured = dict[str, list[float]]


class Caller:
    """One connection that is kept, with a token."""

    def __init__(self, url: str, token: str) -> None:
        self.connection = http.client.HTTPConnection(url.removeprefix("http://"))
        self.headers = {"Authorization": f"Bearer {token}"}

    def seconds(self, path: str, calls: int) -> float:
        """Mean seconds of one call of a row of calls; the server closes a connection that waited for its turn."""
        self.connection.close()
        self.connection.connect()
        start = time.perf_counter()
        for _ in range(calls):
            self.connection.request("GET", path, headers=self.headers)
            answer = self.connection.getresponse()
            body = answer.read()
            if answer.status != 200:
                raise RuntimeError(f"{path}: {answer.status} {body[:300]!r}")
        return (time.perf_counter() - start) / calls


def token_of(database: Database, url: str, role: str = "district") -> str:
    """A token of the demo's person of one role."""
    card = next(card for card in read_cards(database.settings.data_dir) if card.role == role)
    return sign_in(url, card.login_name, card.password)


def measure(database: Database, big: Database) -> list[Line]:
    """All lines of one kind of database; ``big`` is the copy that gets ten times the members."""
    stores.multiply(big)
    servers = [stores.server_of(one).start() for one in (database, big)]
    try:
        tokens = [token_of(one, s.url) for one, s in zip((database, big), servers, strict=True)]
        small, large = (Caller(s.url, t) for s, t in zip(servers, tokens, strict=True))
        times = _interleaved(
            {
                "hello": lambda: small.seconds("/livez", CALLS),
                "list": lambda: small.seconds(PAGE, CALLS),
                "list of many": lambda: large.seconds(PAGE, CALLS),
                "board": lambda: small.seconds(BOARD, 2),
                "board of many": lambda: large.seconds(BOARD, 1),
            }
        )
        ratio = asyncio.run(_board_against_sql(database, tokens[0]))
    finally:
        for server in servers:
            server.stop()
    return _lines(database.kind, times, ratio)


def _interleaved(workloads: dict[str, Callable[[], float]]) -> Measured:
    for run in workloads.values():
        run()
    return {name: list(values) for name, values in zip(workloads, zip(
        *[[run() for run in workloads.values()] for _ in range(ROUNDS)], strict=True), strict=True)}  # fmt: skip


def _ratio(times: Measured, above: str, below: str) -> float:
    return median(a / b for a, b in zip(times[above], times[below], strict=True))


def _lines(kind: str, times: Measured, board_ratio: float) -> list[Line]:
    ms = {name: f"{median(values) * 1000:.1f} ms" for name, values in times.items()}
    aim = 0.35 if kind == "postgresql" else None
    return [
        Line(f"{kind}: member list page of 20, share of /livez", _ratio(times, "hello", "list"), "x", aim, True,
             f"{ms['list']} against {ms['hello']}"),
        Line(f"{kind}: member list at 310 k against 31 k", _ratio(times, "list of many", "list"), "x", 1.3,
             remark=f"{ms['list of many']} against {ms['list']}"),
        Line(f"{kind}: district board against its bare SQL", board_ratio, "x", 1.5, remark=f"served in {ms['board']}"),
        Line(f"{kind}: district board at 310 k against 31 k", _ratio(times, "board of many", "board"), "x", 3.0,
             remark=ms["board of many"]),
    ]  # fmt: skip


async def _board_against_sql(database: Database, token: str) -> float:
    """The board in this process, and the same statements by the driver alone."""
    write_logs_nowhere()
    app = create_app(database.settings.model_copy(update={"profile": "demo", "today": stores.TODAY}))
    transport = httpx.ASGITransport(app)
    headers = {"Authorization": f"Bearer {token}"}
    seen: list[tuple[str, Any]] = []
    ratios = []
    async with httpx.AsyncClient(transport=transport, base_url="http://bench", headers=headers) as client:
        for number in range(ROUNDS + 1):
            if number == 0:
                event.listen(
                    app.state.engine, "before_cursor_execute", lambda *args: seen.append((args[2], args[3]))
                )
            start = time.perf_counter()
            (await client.get(BOARD)).raise_for_status()
            whole = time.perf_counter() - start
            if number == 0:
                statements = list(seen)
            ratios.append(whole / _bare(database, statements))
    app.state.engine.dispose()
    return median(ratios[1:])


def _bare(database: Database, statements: list[tuple[str, Any]]) -> float:
    connection = database.engine.raw_connection()
    try:
        cursor = connection.cursor()
        start = time.perf_counter()
        for statement, values in statements:
            cursor.execute(statement, values)
            if cursor.description:
                cursor.fetchall()
        return time.perf_counter() - start
    finally:
        connection.rollback()
        connection.close()


def main() -> int:
    """Measure on both databases."""
    lines: list[Line] = []
    with stores.databases(), tempfile.TemporaryDirectory() as folder:
        for kind in stores.KINDS:
            with (
                stores.demo(kind, Path(folder) / kind) as (database, _),
                stores.copied(database, Path(folder) / f"{kind}-many") as big,
            ):
                lines += measure(database, big)
    show(lines)
    return status(lines)


if __name__ == "__main__":
    sys.exit(main())
