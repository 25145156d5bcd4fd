"""The last day: every chair submits the month twice at the same moment; nothing is lost, nothing counts twice."""

import asyncio
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import text

from backend.kernel.db import unit_of_work
from bench import stores
from bench.rush_app import HEADER
from bench.table import Line, show, status
from tests.support.database import Database
from tests.support.server import ROOT, free_port

PERIOD = "2020-11"
AT_ONCE = 16
_REPORTED = "('submitted', 'accepted', 'locked')"


@dataclass(frozen=True)
class Chair:
    """A union's chair and the return that waits."""

    return_id: str
    caller: str
    version: int


def measure(database: Database) -> list[Line]:
    """Reopen the month of the demo and let every chair submit it twice."""
    chairs = _reopened(database)
    with _served(database) as url:
        answers, seconds = asyncio.run(_rush(url, chairs))
    effects = _effects(database)
    double = sum(1 for count in effects.values() if count > 1)
    codes = Counter(code for code, _ in answers)
    lost = codes[200] - sum(effects.values())
    times = sorted(spent for _, spent in answers)
    remark = (
        f"{len(chairs)} chairs, {AT_ONCE} at once, {seconds:.0f} s, answers {dict(sorted(codes.items()))}"
    )
    kind = database.kind
    return [
        Line(
            f"{kind}: last-day rush, p95 of a submit", times[len(times) * 95 // 100], "s", 1.0, remark=remark
        ),
        Line(f"{kind}: last-day rush, acknowledged and lost", lost, "", 0),
        Line(f"{kind}: last-day rush, double effects", double, "", 0),
    ]


def _reopened(database: Database) -> list[Chair]:
    """The returns that were reported, as drafts again."""
    chosen = f"period = '{PERIOD}' and status in {_REPORTED}"
    with unit_of_work(database.engine, writes=False) as session:
        rows = session.execute(
            text(f"select id, organisation_id, org_path, version from monthly_return where {chosen}")
        ).all()
    stores.administer(
        database,
        f"update monthly_return set status = 'draft', submitted_at = null, submitted_by = null, "
        f"accepted_by = null, accepted_at = null, locked_at = null where {chosen}",
    )
    return [Chair(str(row[0]), f"{row[1]} {row[2]}", row[3]) for row in rows]


@contextmanager
def _served(database: Database) -> Iterator[str]:
    port = free_port()
    environment = stores.server_of(database).variables()
    words = ["uvicorn", "bench.rush_app:make", "--factory", "--port", str(port), "--no-access-log"]
    with (database.settings.data_dir / "rush.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", *words], cwd=ROOT, env=environment, stdout=log, stderr=log
        )
        url = f"http://127.0.0.1:{port}"
        try:
            _await_ready(url, process)
            yield url
        finally:
            process.terminate()
            process.wait(30)


def _await_ready(url: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        try:
            if httpx.get(f"{url}/livez").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise RuntimeError("the server of the rush did not start")


async def _rush(url: str, chairs: list[Chair]) -> tuple[list[tuple[int, float]], float]:
    """Every chair clicks twice; at most a bounded number of calls is under way."""
    gate = asyncio.Semaphore(AT_ONCE)
    limits = httpx.Limits(max_connections=AT_ONCE)
    async with httpx.AsyncClient(base_url=f"{url}/api/v1", limits=limits, timeout=60) as client:

        async def click(chair: Chair) -> tuple[int, float]:
            async with gate:
                start = time.perf_counter()
                answer = await client.post(
                    f"/returns/{chair.return_id}/actions",
                    json={"action": "submit"},
                    headers={HEADER: chair.caller, "If-Match": f'"v{chair.version}"'},
                )
                return answer.status_code, time.perf_counter() - start

        start = time.perf_counter()
        found = await asyncio.gather(*(click(chair) for chair in chairs for _ in range(2)))
        return list(found), time.perf_counter() - start


def _effects(database: Database) -> dict[str, int]:
    """How often each return was submitted during the rush, by its history."""
    with unit_of_work(database.engine, writes=False) as session:
        rows: Any = session.execute(
            text(
                "select object_id, count(*) from history_entry where object_type = 'monthly_return' "
                "and action = 'submit' and person_name = '基准' group by object_id"
            )
        ).all()
    return {str(row[0]): row[1] for row in rows}


def main() -> int:
    """Measure on both databases."""
    lines: list[Line] = []
    with stores.databases(), tempfile.TemporaryDirectory() as folder:
        for kind in stores.KINDS:
            with stores.demo(kind, Path(folder) / kind) as (database, _):
                lines += measure(database)
    show(lines)
    return status(lines)


if __name__ == "__main__":
    sys.exit(main())
