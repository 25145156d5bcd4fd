"""schemathesis against the running server on both databases: no 5xx, no schema violation."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.database import KINDS, postgresql_database, dispose
from tests.support.server import LiveServer, sign_in

#: Operations that would end the session the run itself needs.
LEFT_OUT = ("logout", "end_session", "change_password", "login", "refresh")
CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"


def run_schemathesis(url: str, token: str, report: Path) -> subprocess.CompletedProcess[str]:
    """One run over every operation; the report says how many operations were tried."""
    words = [
        sys.executable, "-m", "schemathesis.cli", "run", f"{url}/api/v1/openapi.json",
        "--url", url, "--header", f"Authorization: Bearer {token}",
        "--checks", CHECKS, "--phases", "examples,coverage,fuzzing", "--max-examples", "8",
        "--generation-database", "none", "--seed", "2020", "--continue-on-failure",
        "--request-timeout", "20", "--report", "junit", "--report-junit-path", str(report),
    ]  # fmt: skip
    for name in LEFT_OUT:
        words += ["--exclude-operation-id", name]
    return subprocess.run(words, capture_output=True, text=True, check=False)


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_the_server_keeps_its_document(kind: str, tmp_path: Path) -> None:
    store = postgresql_database(tmp_path) if kind == "postgresql" else None
    environment = {} if store is None else {
        "UNION_DATABASE_URL": store.settings.database_url,
        "UNION_MIGRATION_URL": store.settings.migration_url,
        "UNION_WORKER_IN_PROCESS": "true",
    }
    live = LiveServer(tmp_path, environment)
    if store is None:
        live.command("migrate")
    live.command("demo", "load", "--small")
    accounts = {row["role"]: row for row in json.loads(live.command("demo", "accounts", "--json"))}
    live.start()
    try:
        for role in ("district", "system_admin"):
            account = accounts[role]
            token = sign_in(live.url, account["login_name"], account["password"])
            done = run_schemathesis(live.url, token, tmp_path / f"{role}.xml")
            assert done.returncode == 0, done.stdout[-12_000:]
            assert (tmp_path / f"{role}.xml").read_text(encoding="utf-8").count("<testcase") >= 40
    finally:
        live.stop()
        if store is not None:
            dispose(store)
