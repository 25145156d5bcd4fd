"""Real worker processes: kill -9 with a lease, SIGTERM."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from backend.kernel.jobs import JobStatus
from backend.kernel.migrate import ROOT
from tests.kernel.job_tools import PATIENCE, events, job_of, put, wait
from tests.support.database import Database


@pytest.fixture
def process(database: Database, tmp_path: Path) -> Iterator[Callable[..., "subprocess.Popen[bytes]"]]:
    """Starts real worker processes with a short lease and removes what is left of them."""
    started: list[subprocess.Popen[bytes]] = []

    def start(lease: float = 2.0) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "tests.kernel.job_process", database.url, str(tmp_path), str(lease)]
        started.append(subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL, env={**os.environ}))
        return started[-1]

    yield start
    for each in started:
        if each.poll() is None:
            each.kill()
        each.wait()


def test_f15_kill_9_of_a_worker_leaves_nothing_and_the_next_one_does_it_once(
    database: Database, tmp_path: Path, process: Callable[..., "subprocess.Popen[bytes]"]
) -> None:
    job_id = put(database, "test.halting")
    first = process()
    wait(lambda: (tmp_path / "half-1").exists())
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    assert job_of(database, job_id).status is JobStatus.RUNNING
    wait(lambda: events(database) == 0)
    (tmp_path / "go").touch()
    process()
    wait(lambda: job_of(database, job_id).status is JobStatus.DONE)
    job = job_of(database, job_id)
    assert (job.attempts, job.result) == (2, {"rows": 1000})
    assert events(database) == 1000


def test_sigterm_puts_the_running_job_back_at_once(
    database: Database, tmp_path: Path, process: Callable[..., "subprocess.Popen[bytes]"]
) -> None:
    job_id = put(database, "test.stepping")
    running = process()
    wait(lambda: (tmp_path / "stepping").exists())
    running.send_signal(signal.SIGTERM)
    assert running.wait(PATIENCE) == 0
    job = job_of(database, job_id)
    assert (job.status, job.attempts) == (JobStatus.QUEUED, 0)
