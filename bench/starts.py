"""Start of the server, loading of the demo, and what a browser loads first."""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import httpx

from bench import stores
from bench.table import Line, show, status
from tests.support.database import Database
from tests.support.server import ROOT, LiveServer, free_port

ROUNDS = 5
DIST = ROOT / "frontend" / "dist"
PAGES = (
    ("login page", (), 110.0),
    ("table page (members)", ("src/app/App.tsx", "src/features/members/MembersPage.tsx"), 380.0),
    ("form page (monthly return)", ("src/app/App.tsx", "src/features/submissions/ReturnPage.tsx"), 380.0),
)


def start_lines(database: Database) -> list[Line]:
    """From the start of the process to the first answer, against the bare import of the framework."""
    server = stores.server_of(database)
    pairs = [(_import(), _first_answer(server)) for _ in range(ROUNDS)]
    bare, whole = (median(values) for values in zip(*pairs, strict=True))
    ratio = median(answer / imported for imported, answer in pairs)
    return [
        Line(
            "server start, warm, against import fastapi",
            ratio,
            "x",
            4.0,
            remark=f"{whole:.1f} s, {bare:.1f} s",
        )
    ]


def demo_line(kind: str, seconds: float) -> Line:
    """The time that loading the demo federation took."""
    return Line(f"{kind}: demo of 734 unions and 31,049 members", seconds, "s", 60.0)


def page_lines() -> list[Line]:
    """First-load scripts and styles, gzipped, of the built page."""
    path = DIST / ".vite" / "manifest.json"
    if not path.exists():
        raise FileNotFoundError("build the page first: make run or make test does")
    manifest = json.loads(path.read_text(encoding="utf-8"))
    return [
        Line(f"first load, gzip: {name}", _kilobytes(manifest, ("index.html", *keys)), "KB", budget)
        for name, keys, budget in PAGES
    ]


def _import() -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import fastapi"], cwd=ROOT, check=True)
    return time.perf_counter() - start


def _first_answer(server: LiveServer) -> float:
    server.port = free_port()
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "backend", "serve"],
        cwd=ROOT,
        env=server.variables(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while not _answers(server.url):
            if process.poll() is not None or time.perf_counter() - start > 60:
                raise RuntimeError("the server did not start")
            time.sleep(0.01)
        return time.perf_counter() - start
    finally:
        process.terminate()
        process.wait(30)


def _answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/livez", trust_env=False).status_code == 200
    except httpx.TransportError:
        return False


def _kilobytes(manifest: dict[str, dict[str, object]], keys: tuple[str, ...]) -> float:
    """What the chunks, their static imports and their styles weigh."""
    seen: set[str] = set()
    files: set[str] = set()
    waiting = list(keys)
    while waiting:
        key = waiting.pop()
        if key in seen:
            continue
        seen.add(key)
        chunk = manifest[key]
        files |= {str(chunk["file"]), *map(str, chunk.get("css", []))}  # type: ignore[call-overload]
        waiting += [str(name) for name in chunk.get("imports", [])]  # type: ignore[attr-defined]
    loaded = [name for name in files if name.endswith((".js", ".css"))]
    return sum((DIST / f"{name}.gz").stat().st_size for name in loaded) / 1024


def main() -> int:
    """Measure on the embedded store."""
    with (
        stores.databases(),
        tempfile.TemporaryDirectory() as folder,
        stores.demo("sqlite", Path(folder) / "sqlite") as (database, seconds),
    ):
        lines = [demo_line("sqlite", seconds), *start_lines(database), *page_lines()]
    show(lines)
    return status(lines)


if __name__ == "__main__":
    sys.exit(main())
