"""A worker process for tests: ``python -m tests.kernel.job_process <store address> <data folder> <lease seconds>``."""

import sys
import time
from datetime import timedelta
from pathlib import Path

from backend.kernel import outbox
from backend.kernel.db import build_engine
from backend.kernel.jobs import Job, JobContext
from backend.kernel.jobs_worker import Worker, run_until_terminated
from tests.support.database import settings_for


def halting(context: JobContext) -> None:
    """Writes a thousand events, stops half way for as long as a marker file is missing, then completes."""
    marker = context.settings.data_dir / "go"
    with context.transaction() as session:
        job = session.get_one(Job, (context.district_id, context.job_id))
        for number in range(1000):
            outbox.emit(session, "test.row", job, {"number": number})
        session.flush()
        (context.settings.data_dir / f"half-{context.attempt}").touch()
        while not marker.exists():
            time.sleep(0.02)
        context.complete(session, {"rows": 1000})


def stepping(context: JobContext) -> None:
    """Counts to 100,000 in small steps, telling how far it is."""
    (context.settings.data_dir / "stepping").touch()
    for number in range(100_000):
        context.progress(number, 100_000)
        time.sleep(0.01)


if __name__ == "__main__":
    settings = settings_for(sys.argv[1], Path(sys.argv[2]))
    handlers = {"test.halting": halting, "test.stepping": stepping}
    lease = timedelta(seconds=float(sys.argv[3]))
    run_until_terminated(Worker(build_engine(settings), settings, handlers, lease))
