"""The demo federation with the day's own work done: ``python -m tests.browser.store FOLDER`` makes it beforehand."""

import os
import shutil
import sys
from pathlib import Path

from tests.support import postgres
from tests.support.server import LiveServer

#: The folder of a store that was made beforehand, while the run was busy with something else.
READY = "UNION_TEST_DEMO"


def make(folder: Path) -> None:
    """Fill an empty folder."""
    server = LiveServer(folder)
    server.command("migrate")
    server.command("demo", "load")
    server.command("worker", "--until-idle")


def shared() -> Path:
    """The one store of all stories and all workers of a run."""
    if READY in os.environ:
        return Path(os.environ[READY])
    folder = postgres.run_folder() / "browser-demo"
    with postgres.locked("browser-demo"):
        if not folder.exists():
            unfinished = folder.with_suffix(".unfinished")
            shutil.rmtree(unfinished, ignore_errors=True)
            unfinished.mkdir()
            make(unfinished)
            unfinished.rename(folder)
    return folder


if __name__ == "__main__":
    make(Path(sys.argv[1]))
