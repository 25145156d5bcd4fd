"""The outermost layer: sizes, depth, headers on every answer, trace ids, a log without personal values."""

import json
from typing import Any

import pytest
import structlog
from fastapi import FastAPI

from backend.kernel import logs
from backend.kernel.edge import MAX_JSON_BYTES, MAX_JSON_DEPTH, MAX_UPLOAD_BYTES, json_depth
from tests.kernel.callers import build, signed_in
from tests.kernel.probe import effects, with_probe
from tests.support.database import Database


@pytest.fixture
def app(database: Database) -> FastAPI:
    """The application with the probe."""
    return with_probe(build(database.settings))


def _nested(depth: int) -> str:
    """A body whose brackets nest exactly this deep."""
    return '{"free": ' + "[" * (depth - 1) + "]" * (depth - 1) + "}"


async def _post(
    app: FastAPI, content: bytes | str, kind: str = "application/json", path: str = "/probe/plain"
) -> Any:
    async with signed_in(app, "street") as client:
        return await client.post(path, content=content, headers={"content-type": kind})


async def test_a_body_of_one_mebibyte_passes_and_one_byte_more_does_not(
    app: FastAPI, database: Database
) -> None:
    frame = len(b'{"free":""}')
    fits = b'{"free":"' + b"x" * (MAX_JSON_BYTES - frame) + b'"}'
    assert len(fits) == MAX_JSON_BYTES
    assert (await _post(app, fits)).status_code == 200
    refused = await _post(app, fits + b" ")
    assert refused.status_code == 413
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.json()["trace_id"] == refused.headers["x-trace-id"]
    assert effects(database) == 1


async def test_an_upload_may_be_larger_up_to_its_own_limit(app: FastAPI) -> None:
    async with signed_in(app, "street") as client:
        headers = {"Idempotency-Key": "0123456789"}
        large = {"file": ("x.bin", b"x" * (2 * MAX_JSON_BYTES))}
        assert (await client.post("/probe/upload", files=large, headers=headers)).status_code == 201
        huge = {"file": ("x.bin", b"x" * MAX_UPLOAD_BYTES)}
        assert (await client.post("/probe/upload", files=huge, headers=headers)).status_code == 413


async def test_json_nests_thirty_two_deep_and_no_deeper(app: FastAPI) -> None:
    assert (await _post(app, _nested(MAX_JSON_DEPTH))).status_code == 200
    assert (await _post(app, _nested(MAX_JSON_DEPTH + 1))).status_code == 422
    assert (await _post(app, "[" * 200_000)).status_code == 422
    assert (await _post(app, '{"a":' * 100_000)).status_code == 422


@pytest.mark.parametrize(
    ("text", "depth"),
    [
        ("", 0),
        ("1", 0),
        ("{}", 1),
        ("[[]]", 2),
        ("[[],[]]", 2),
        ('"[[["', 0),
        ('["\\"[["]', 1),
        ('["\\\\", []]', 2),
    ],
)
def test_depth_counts_brackets_outside_of_text(text: str, depth: int) -> None:
    assert json_depth(text.encode()) == depth


async def test_in9_every_answer_carries_the_security_headers(app: FastAPI) -> None:
    async with signed_in(app, "street") as client:
        answers = [
            await client.get("/probe"),
            await client.get("/nothing"),
            await client.post("/probe/plain", json={"fails": "crash"}),
            await client.post("/probe/plain", content=b"x" * (MAX_JSON_BYTES + 1)),
            await client.get("http://testserver/livez"),
            await client.request("TRACE", "/probe"),
        ]
    assert [answer.status_code for answer in answers] == [200, 404, 500, 413, 200, 405]
    for answer in answers:
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["x-frame-options"] == "DENY"
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert len(answer.headers["x-trace-id"]) == 32
    assert {answer.headers.get("cache-control") for answer in answers if "/api/" in str(answer.url)} == {
        "no-store"
    }
    assert len({answer.headers["x-trace-id"] for answer in answers}) == len(answers)


async def test_answers_have_no_cors_headers(app: FastAPI) -> None:
    async with signed_in(app, "street") as client:
        answer = await client.get("/probe", headers={"origin": "https://elsewhere.example"})
    assert not [name for name in answer.headers if name.startswith("access-control")]


async def test_a_clients_own_trace_id_is_not_taken_over(app: FastAPI) -> None:
    async with signed_in(app, "street") as client:
        answer = await client.get("/probe", headers={"x-trace-id": "mine", "traceparent": "mine"})
    assert "mine" not in answer.headers["x-trace-id"]


async def test_pd3_the_log_holds_route_status_and_trace_but_nothing_a_person_typed(
    app: FastAPI, capsys: pytest.CaptureFixture[str]
) -> None:
    async with signed_in(app, "street") as client:
        await client.get("/probe", params={"cursor": "secret-query"})
        await client.post("/probe/plain", json={"text": "secret-body"})
        found = await client.get("/jobs/00000000-0000-7000-8000-00000000abcd")
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines() if line.startswith("{")]
    assert [(line["route"], line["status"]) for line in lines][:2] == [("/probe", 422), ("/probe/plain", 200)]
    assert found.status_code == 404
    assert "secret" not in json.dumps(lines) and "abcd" not in json.dumps(lines)


def test_pd3_the_log_of_a_crash_says_what_and_where_but_not_the_text(
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = structlog.get_config()
    try:
        logs.configure()
        structlog.configure(logger_factory=structlog.PrintLoggerFactory(), cache_logger_on_first_use=False)
        try:
            try:
                raise KeyError("secret-cause")
            except KeyError as cause:
                raise ValueError("no such person: secret-name") from cause
        except ValueError as problem:
            structlog.get_logger("crash").error("unexpected_error", exc_info=problem)
    finally:
        structlog.configure(**before)
    written = capsys.readouterr().out
    assert "ValueError" in written and "KeyError" in written and "test_edge.py" in written
    assert "secret" not in written
