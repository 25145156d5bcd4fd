"""A real server process over a store of its own, for browsers, contract tests and kills."""

import multiprocessing
import os
import socket
import sys
import time
from dataclasses import dataclass, field
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx

ROOT = Path(__file__).resolve().parents[2]
DEMO_TODAY = "2020-12-16"
#: Importing the program takes longer than most of its commands: one process imports it and the others are its forks.
_PROGRAM = multiprocessing.get_context("forkserver")
_PROGRAM.set_forkserver_preload(["backend.cli"])


def free_port() -> int:
    """A loopback port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class LiveServer:
    """``python -m backend serve`` with its own environment."""

    data_dir: Path
    environment: dict[str, str] = field(default_factory=dict)
    port: int = 0
    _process: ForkServerProcess | None = None

    @property
    def url(self) -> str:
        """The address of the page."""
        return f"http://127.0.0.1:{self.port}"

    def variables(self) -> dict[str, str]:
        """The environment of every command of this installation."""
        own = {key: value for key, value in os.environ.items() if not key.startswith("UNION_")}
        return own | {
            "UNION_PROFILE": "demo",
            "UNION_TODAY": DEMO_TODAY,
            "UNION_DATA_DIR": str(self.data_dir),
            "PORT": str(self.port),
            **self.environment,
        }

    def command(self, *words: str) -> str:
        """Run ``python -m backend <words>`` to its end and give what it printed."""
        with TemporaryDirectory() as folder:
            output, errors = Path(folder, "output"), Path(folder, "errors")
            process = self._begin(words, output, errors)
            process.join()
            printed = output.read_text(encoding="utf-8")
            assert process.exitcode == 0, printed + errors.read_text(encoding="utf-8")
            return printed

    def _begin(self, words: tuple[str, ...], output: Path, errors: Path) -> ForkServerProcess:
        process = _PROGRAM.Process(target=_run, args=(words, self.variables(), output, errors))
        process.start()
        return process

    def start(self, seconds: float = 90) -> "LiveServer":
        """Start serving and wait until the server is ready."""
        self.port = self.port or free_port()
        log = self.data_dir / "server.log"
        self._process = self._begin(("serve",), log, log)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if not self._process.is_alive():
                break
            try:
                if httpx.get(f"{self.url}/readyz", timeout=15).status_code == 200:
                    return self
            except httpx.TransportError:
                time.sleep(0.1)
        self.stop()
        raise AssertionError(log.read_text(encoding="utf-8")[-4000:])

    def stop(self, *, kill: bool = False) -> None:
        """End the process, politely or not."""
        if self._process is None:
            return
        if kill:
            self._process.kill()
        else:
            self._process.terminate()
        self._process.join(timeout=30)
        self._process = None


def _run(words: tuple[str, ...], variables: dict[str, str], output: Path, errors: Path) -> None:
    """In a process of its own: what ``python -m backend <words>`` does in that environment."""
    from backend.cli import cli

    for path, stream in ((output, 1), (errors, 2)):
        opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(opened, stream)
        os.close(opened)
    os.chdir(ROOT)
    os.environ.clear()
    os.environ.update(variables)
    sys.argv = ["backend", *words]
    cli()


def sign_in(url: str, login_name: str, password: str) -> str:
    """An access token, got as a person's browser would."""
    answer = httpx.post(
        f"{url}/api/v1/auth/login",
        json={"login_name": login_name, "password": password},
        headers={"Origin": url},
        timeout=20,
    )
    assert answer.status_code == 200, answer.text
    return str(answer.json()["access_token"])
