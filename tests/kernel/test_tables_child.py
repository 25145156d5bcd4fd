"""The guarded process: its limits bind, its answers are bounded, it opens nothing it was not asked to."""

import json
import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta
from io import BytesIO
from typing import Any

import pytest

from backend.kernel import tables_child
from backend.kernel.migrate import ROOT
from backend.kernel.tables_preflight import Refused

ORDER = {"do": "read", "sheet": None, "max_rows": 10, "max_columns": 3}


def in_child(script: str) -> "subprocess.CompletedProcess[bytes]":
    """A process that limits itself and then runs a script."""
    start = "import resource\nfrom backend.kernel import tables_child\ntables_child.limit_myself()\n"
    return subprocess.run([sys.executable, "-c", start + script], cwd=ROOT, capture_output=True, timeout=60)


def run(order: dict[str, Any], content: bytes) -> list[dict[str, Any]]:
    """The lines the child answers to an order."""
    done = subprocess.run(
        [sys.executable, "-m", "backend.kernel.tables_child"],
        input=json.dumps(order).encode() + b"\n" + content,
        cwd=ROOT,
        capture_output=True,
        check=True,
        timeout=60,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_memory_is_bounded() -> None:
    done = in_child("data = bytearray(700 * 1024 * 1024)")
    assert done.returncode == 1
    assert b"MemoryError" in done.stderr


def test_processor_time_is_bounded() -> None:
    done = in_child("resource.setrlimit(resource.RLIMIT_CPU, (1, 1))\nwhile True: pass")
    assert done.returncode < 0
    assert in_child("assert resource.getrlimit(resource.RLIMIT_CPU) == (25, 25)").returncode == 0


def test_no_core_dump_no_large_file_no_large_address_space() -> None:
    script = "print([resource.getrlimit(kind) for kind in "
    script += "(resource.RLIMIT_CORE, resource.RLIMIT_FSIZE, resource.RLIMIT_AS)])"
    core, answer, memory = 0, tables_child.ANSWER_BYTES, tables_child.MEMORY_BYTES
    assert in_child(script).stdout.decode().strip() == str([(core, core), (answer, answer), (memory, memory)])


def test_an_answer_is_rows_and_an_end() -> None:
    assert run(ORDER, b"a,b\nc,\n") == [
        {"rows": [["a", "b"], ["c", None]]},
        {"end": {"name": "", "names": [], "encoding": "utf-8", "formulas": [], "template": None}},
    ]


def test_a_refusal_is_the_last_line() -> None:
    lines = run(ORDER, b"a\n" * 11)
    assert lines[-1]["refused"]["code"] == "too_many_rows"
    assert set(lines[-1]["refused"]) == {"code", "message", "fix"}


def test_all_text_together_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables_child, "MAX_TEXT", 5)
    out = BytesIO()
    tables_child._stream(out, [["abcde"]], ORDER)
    assert json.loads(out.getvalue()) == {"rows": [["abcde"]]}
    with pytest.raises(Refused) as caught:
        tables_child._stream(BytesIO(), [["abc", "def"]], ORDER)
    assert caught.value.code == "too_large_inside"


@pytest.mark.parametrize(
    ("cell", "plain"),
    [
        ("", None),
        (None, None),
        ("x", "x"),
        (True, True),
        (7, 7),
        (0.5, 0.5),
        (float("nan"), None),
        (float("inf"), None),
        (date(2020, 5, 1), {"d": "2020-05-01"}),
        (datetime(2020, 5, 1, 8, 30, tzinfo=UTC).replace(tzinfo=None), {"d": "2020-05-01T08:30:00"}),
        (time(8, 30), {"t": "08:30:00"}),
        (timedelta(hours=30), "1 day, 6:00:00"),
    ],
)
def test_every_kind_of_cell_has_one_form(cell: object, plain: object) -> None:
    assert tables_child._plain(cell) == plain
    json.dumps(plain, allow_nan=False)
