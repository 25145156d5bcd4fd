"""Every measurement in one table: ``python -m bench``; ends with 1 when an aim is missed. Takes a few minutes."""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from bench import reads, returns, roll_import, rush, starts, stores
from bench.table import Line, show, status

ROUNDS = 5


def main() -> int:
    """Measure one workload after the other and print each as soon as it is known."""
    start = time.perf_counter()
    found: list[Line] = []
    for lines in _workloads():
        show(lines)
        found += lines
    missed = [line.workload for line in found if not line.is_kept]
    print(f"{time.perf_counter() - start:.0f} s; missed aims: {', '.join(missed) or 'none'}")
    return status(found)


def _workloads() -> Iterator[list[Line]]:
    """What needs no store first, then each kind of database."""
    alone: tuple[Callable[[], list[Line]], ...] = (
        lambda: roll_import.measure(ROUNDS),
        lambda: returns.measure(ROUNDS),
        starts.page_lines,
    )
    for measure in alone:
        yield measure()
    with stores.databases(), tempfile.TemporaryDirectory() as folder:
        for kind in stores.KINDS:
            yield from _of_store(kind, Path(folder))


def _of_store(kind: str, folder: Path) -> Iterator[list[Line]]:
    with stores.demo(kind, folder / kind) as (database, seconds):
        yield [starts.demo_line(kind, seconds)]
        if kind == "sqlite":
            yield starts.start_lines(database)
        with stores.copied(database, folder / f"{kind}-many") as many:
            yield reads.measure(database, many)
        yield rush.measure(database)


if __name__ == "__main__":
    sys.exit(main())
