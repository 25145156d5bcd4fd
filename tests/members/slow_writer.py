"""A worker that announces when it is inside the writing transaction of an import and then waits to be killed."""

import json
import sys
import time
from pathlib import Path
from typing import Any

from backend.kernel import clock, privacy
from backend.kernel.db import build_engine
from backend.kernel.demo import DEMO_TODAY
from backend.kernel.jobs_worker import Worker
from backend.members.rolls import work
from backend.modules import job_handlers
from backend.settings import Settings


def main(marker: Path, settings: Settings) -> None:
    """Run one job; the write stops after the rows are in, before the commit."""
    write = work.write

    def write_and_wait(*arguments: Any, **options: Any) -> None:
        write(*arguments, **options)
        marker.touch()
        time.sleep(60)

    work.write = write_and_wait
    clock.freeze(DEMO_TODAY)
    privacy.use_keys(privacy.load_keys(settings.keys_path))
    Worker(build_engine(settings), settings, job_handlers()).run_one()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Settings.model_validate(json.loads(sys.argv[2])))
