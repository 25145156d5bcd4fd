"""Fixtures of every test, the life of the PostgreSQL that a run shares, and which Chromium to drive."""

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.support import postgres

pytest_plugins = ["tests.support.database", "tests.support.app", "tests.support.actors"]
RUN: pytest.StashKey[Path] = pytest.StashKey()


def pytest_configure(config: pytest.Config) -> None:
    """The process that leads the run opens its shared folder before there are workers."""
    if not hasattr(config, "workerinput"):
        _forget_own_settings()
        config.stash[RUN] = postgres.open_run()


def pytest_unconfigure(config: pytest.Config) -> None:
    """The leading process ends what the run has started."""
    folder = config.stash.get(RUN, None)
    if folder is not None:
        postgres.close_run(folder)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long tests begin first, so that no worker is left alone with one in the end."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """On the build server a skipped test is a failed run."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and reporter is not None and reporter.stats.get("skipped"):
        reporter.write_line("tests were skipped, which CI does not accept", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _forget_own_settings() -> None:
    """Whatever installation the developer works with, the tests do not see it."""
    for name in [
        name for name in os.environ if name.startswith("UNION_") and not name.startswith("UNION_TEST_")
    ]:
        del os.environ[name]


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """The Chromium of this machine, never a downloaded one."""
    found = subprocess.run(
        [postgres.ROOT / "scripts/ensure-chromium.sh"], check=True, stdout=subprocess.PIPE, text=True
    ).stdout.strip()
    quiet = [
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--no-first-run",
    ]
    return {"executable_path": found, "args": [*quiet, *(["--no-sandbox"] if os.geteuid() == 0 else [])]}


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    """An office screen in China."""
    return {
        "locale": "zh-CN",
        "timezone_id": "Asia/Shanghai",
        "viewport": {"width": 1366, "height": 768},
    }
