"""A real server process over a store of its own, for browsers, contract tests and kills."""

import os
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parents[2]
DEMO_TODAY = "2020-12-16"


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
    _process: subprocess.Popen[bytes] | None = None

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
        done = subprocess.run(
            [sys.executable, "-m", "backend", *words],
            cwd=ROOT,
            env=self.variables(),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def start(self, seconds: float = 90) -> "LiveServer":
        """Start serving and wait until the server is ready."""
        self.port = self.port or free_port()
        log = (self.data_dir / "server.log").open("ab")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "backend", "serve"], cwd=ROOT, env=self.variables(), stdout=log, stderr=log
        )
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self._process.poll() is not None:
                break
            try:
                if httpx.get(f"{self.url}/readyz", timeout=15).status_code == 200:
                    return self
            except httpx.TransportError:
                time.sleep(0.1)
        self.stop()
        raise AssertionError((self.data_dir / "server.log").read_text(encoding="utf-8")[-4000:])

    def stop(self, *, kill: bool = False) -> None:
        """End the process, politely or not."""
        if self._process is None:
            return
        if kill:
            self._process.kill()
        else:
            self._process.terminate()
        self._process.wait(timeout=30)
        self._process = None


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
