"""schemathesis against the running server on both databases: no 5xx, no answer outside the document."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from tests.contract.material import caller, values_for, write_config
from tests.support.server import LiveServer, sign_in

CHECKS = (
    "not_a_server_error", "status_code_conformance", "content_type_conformance", "response_schema_conformance",
    "response_headers_conformance", "unsupported_method", "allow_header_conformance", "missing_required_header",
)  # fmt: skip
#: A signed-in run must not change its own password or end its own session; guessed log-ins belong to strangers.
OF_STRANGERS = ("login", "change_password", "end_session")
OPERATIONS = 80
#: Operations that must have succeeded for somebody: a run of refusals alone proves little.
SUCCEEDED = 60


@dataclass(frozen=True)
class Round:
    """One caller and how hard it tries; ``login_name`` empty means nobody signed in."""

    login_name: str
    phases: str
    examples: int
    paths: str = "."
    #: whether it also tries what the document forbids, which is refused before any database is asked
    mode: str = "all"


NOT_ACCOUNTS, ACCOUNTS = r"^(?!/api/v1/accounts)", r"^/api/v1/accounts"
ALL_PHASES, GUESSES = "examples,coverage,fuzzing", "examples,fuzzing"
#: Who may do most of an operation tries every allowed boundary value of it, on the stricter database: what only one of
#: the two refuses (a zero byte, a number too large) is refused by PostgreSQL. All others guess, rightly and wrongly.
ROUNDS = {
    "postgresql": (
        Round("district", ALL_PHASES, 2, NOT_ACCOUNTS, "positive"),
        Round("sysadmin", ALL_PHASES, 2, ACCOUNTS, "positive"),
        Round("chair1", "fuzzing", 1),
        Round("", "fuzzing", 1),
    ),
    "sqlite": (
        Round("district", GUESSES, 3, NOT_ACCOUNTS),
        Round("sysadmin", GUESSES, 3, ACCOUNTS),
        Round("chair1", GUESSES, 2),
        Round("street1", "fuzzing", 2),
    ),
}


def tried(report: Path) -> set[str | None]:
    """The operations a round tried, from its report."""
    return {case.get("name") for case in ElementTree.parse(report).iter("testcase")}


def run_round(live: LiveServer, one: Round, token: str, config: Path) -> subprocess.CompletedProcess[str]:
    """One run of the command over every operation; its report lies beside its configuration."""
    words = [
        sys.executable, "-m", "schemathesis.cli", "--config-file", str(config), "--no-color",
        "run", f"{live.url}/api/v1/openapi.json", "--checks", ",".join(CHECKS), "--phases", one.phases,
        "--include-path-regex", one.paths, "--mode", one.mode, "--max-examples", str(one.examples), "--generation-deterministic",
        "--no-shrink", "--continue-on-failure",
        "--request-timeout", "20", "--report", "junit", "--report-junit-path", str(config.with_suffix(".xml")),
    ]  # fmt: skip
    if token:
        words += ["--header", f"Authorization: Bearer {token}"]
        for name in OF_STRANGERS:
            words += ["--exclude-operation-id", name]
    return subprocess.run(words, capture_output=True, text=True, check=False, cwd=config.parent)


def read(line: str) -> dict[str, Any]:
    """One line of the server's log; the web server's own lines are not JSON."""
    found: dict[str, Any] = json.loads(line) if line.startswith("{") else {}
    return found


@pytest.mark.slow
def test_the_server_keeps_its_document(
    kind: str, live: LiveServer, accounts: dict[str, dict[str, str]], tmp_path: Path
) -> None:
    reached: set[str | None] = set()
    for one in ROUNDS[kind]:
        token, values = "", {}
        if one.login_name:
            token = sign_in(live.url, one.login_name, accounts[one.login_name]["password"])
            with caller(live.url, token) as client:
                values = values_for(client)
        config = write_config(tmp_path / f"{one.login_name or 'nobody'}.toml", values)
        done = run_round(live, one, token, config)
        assert done.returncode == 0, f"{one.login_name}\n{done.stdout[-12_000:]}{done.stderr[-2_000:]}"
        reached |= tried(config.with_suffix(".xml"))
        if one.login_name:
            with caller(live.url, token) as client:
                assert client.get("/me").status_code == 200, f"{one.login_name} was signed out on the way"
    assert len(reached) >= OPERATIONS
    log = (live.data_dir / "server.log").read_text(encoding="utf-8")
    requests = [line for line in map(read, log.splitlines()) if line.get("event") == "request"]
    assert [line for line in requests if line["status"] >= 500] == []
    assert len({(line["method"], line["route"]) for line in requests if line["status"] < 300}) >= SUCCEEDED
    assert "Traceback" not in log
