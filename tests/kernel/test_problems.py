"""Refusals: one shape, Chinese words, no echo of the input, no 5xx for any input."""

import json
import re
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy.exc import OperationalError

from backend.kernel.problems import MEDIA_TYPE
from tests.kernel.callers import build, signed_in
from tests.kernel.probe import FAILURES, with_probe
from tests.support.database import Database

CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture
def app(database: Database) -> FastAPI:
    """The application with the probe."""
    return with_probe(build(database.settings))


def _check(answer: Any, status: int) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == MEDIA_TYPE
    body: dict[str, Any] = answer.json()
    assert set(body) == {"type", "title", "status", "detail", "trace_id", "errors"}
    assert body["status"] == status and body["type"].startswith("/problems/")
    assert body["trace_id"] == answer.headers["x-trace-id"]
    assert CHINESE.search(body["title"]) and CHINESE.search(body["detail"])
    for error in body["errors"]:
        assert set(error) == {"field", "code", "message", "fix"}
        assert CHINESE.search(error["message"])
    return body


async def test_every_failure_has_the_one_shape_and_tells_no_secret(app: FastAPI) -> None:
    expected = {
        "conflict": 409,
        "invalid": 422,
        "not_found": 404,
        "busy": 503,
        "integrity": 409,
        "crash": 500,
        "key": 500,
    }
    assert set(expected) == set(FAILURES)
    async with signed_in(app, "street") as client:
        for name, status in expected.items():
            answer = await client.post("/probe/plain", json={"fails": name})
            _check(answer, status)
            assert "secret" not in answer.text
            assert answer.headers.get("retry-after") == ("7" if name == "busy" else None)


async def test_nobody_signed_in_is_401_with_a_challenge(app: FastAPI) -> None:
    async with signed_in(app) as client:
        answer = await client.get("/probe")
    _check(answer, 401)
    assert answer.headers["www-authenticate"] == "Bearer"


async def test_unknown_addresses_and_methods(app: FastAPI) -> None:
    async with signed_in(app, "street") as client:
        _check(await client.get("/nothing/here"), 404)
        wrong = await client.patch("/probe")
        _check(wrong, 405)
        assert wrong.headers["allow"]


@pytest.mark.parametrize(
    ("word", "status"), [("database is locked", 503), ("lock timeout", 503), ("syntax", 500)]
)
async def test_a_store_that_is_busy_is_503_and_a_broken_query_500(
    app: FastAPI, monkeypatch: pytest.MonkeyPatch, word: str, status: int
) -> None:
    monkeypatch.setitem(FAILURES, "crash", OperationalError("SELECT secret", {}, Exception(word)))
    async with signed_in(app, "street") as client:
        answer = await client.post("/probe/plain", json={"fails": "crash"})
    _check(answer, status)
    assert ("retry-after" in answer.headers) == (status == 503)
    assert "secret" not in answer.text


BAD_BODIES: list[tuple[str | bytes, str]] = [
    ("", "body"),
    ("{", ""),
    ("null", "body"),
    ("[]", "body"),
    ('"text-echo"', "body"),
    ('{"text": "x", "unknown-echo": 1}', "body"),
    ('{"text": {"a": "echo"}}', "text"),
    ('{"text": "' + "echo" * 20 + '"}', "text"),
    ('{"text": "\\u0000echo"}', "text"),
    ('{"text": "\\u202eecho"}', "text"),
    ('{"text": "\\ud800echo"}', "text"),
    ('{"text": "a\\u200becho"}', "text"),
    ('{"free": {"deep": ["\\ud800echo"]}}', "free"),
    ('{"free": {"\\ud800echo": 1}}', "free"),
    ('{"free": {"deep": "\\u0000echo"}}', "free"),
    ('{"tags": ["ok", "\\u0007echo"]}', "tags"),
    ('{"tags": ["a", "b", "c", "d", "e", "echo"]}', "tags"),
    ('{"count": 1.5}', "count"),
    ('{"count": "1"}', "count"),
    ('{"count": true}', "count"),
    ('{"count": NaN}', ""),
    ('{"amount": NaN}', ""),
    ('{"amount": "NaN"}', "amount"),
    ('{"amount": Infinity}', ""),
    ('{"amount": 1e999}', "amount"),
    ('{"free": NaN}', ""),
    ('{"on": 20200501}', "on"),
    ('{"on": 1588291200}', "on"),
    ('{"on": "2020-13-01"}', "on"),
    ('{"on": "2020-05-01T00:00:00"}', "on"),
    ('{"on": "1588291200"}', "on"),
    ('{"on": "２０２０-05-01"}', "on"),
    ('{"ref": "echo"}', "ref"),
    (b'{"text": "\xff\xfe"}', ""),
    (b"\x00\x01\x02", ""),
]


async def test_in1_every_bad_body_is_422_names_its_field_and_is_not_echoed(app: FastAPI) -> None:
    async with signed_in(app, "street") as client:
        for body, field in BAD_BODIES:
            answer = await client.post(
                "/probe/plain", content=body, headers={"content-type": "application/json"}
            )
            assert answer.status_code in (400, 422), (body, answer.text)
            found = _check(answer, answer.status_code)
            assert "echo" not in answer.text, body
            if field:
                assert field in [error["field"] for error in found["errors"]], (body, answer.text)


async def test_in5_text_is_kept_as_written_but_clean(app: FastAPI) -> None:
    cases = {
        " 武陵 ": "武陵",
        "e\u0301": "é",
        "阿不都·热合曼": "阿不都·热合曼",
        "𠮷野": "𠮷野",
        "a\tb\nc": "a\tb\nc",
        "=1+1": "=1+1",
        "%_\\": "%_\\",
    }
    async with signed_in(app, "street") as client:
        for given, kept in cases.items():
            answer = await client.post("/probe/plain", json={"text": given, "free": {"x": [given]}})
            assert answer.status_code == 200, given
            assert (answer.json()["text"], answer.json()["free"]) == (kept, {"x": [kept]})


async def test_numbers_too_large_for_the_store_are_not_a_crash(app: FastAPI) -> None:
    async with signed_in(app, "street") as client:
        for body in (
            '{"count": 1' + "0" * 5000 + "}",
            '{"amount": 1' + "0" * 4000 + "}",
            '{"free": 1' + "0" * 5000 + "}",
        ):
            answer = await client.post(
                "/probe/plain", content=body, headers={"content-type": "application/json"}
            )
            assert answer.status_code < 500, body[:20]


async def test_bad_paths_queries_and_headers_are_no_crash(app: FastAPI) -> None:
    requests = [
        ("GET", "/jobs/not-an-id", {}, {}),
        ("GET", "/jobs/%00", {}, {}),
        ("GET", "/jobs/%ff%fe", {}, {}),
        ("GET", "/jobs", {"status": "echo"}, {}),
        ("GET", "/probe", {"by": "\x00"}, {}),
        ("GET", "/probe", {"on": "2020-02-30"}, {}),
        ("GET", "/parameters/%00", {}, {}),
        ("GET", "/audit-entries", {"person": "\x00"}, {}),
        ("GET", "/audit-entries", {"from_on": "0001-01-01"}, {}),
        ("GET", "/audit-entries", {"from_on": "1588291200"}, {}),
        ("GET", "/parameters", {"as_of": "20200501"}, {}),
        ("PUT", "/probe/versioned", {}, {"If-Match": "v1"}),
        ("PUT", "/probe/versioned", {}, {"If-Match": "*"}),
        ("PUT", "/probe/versioned", {}, {"If-Match": '"v' + "9" * 30 + '"'}),
    ]
    async with signed_in(app, "district") as client:
        for method, path, query, headers in requests:
            answer = await client.request(method, path, params=query, headers=headers)
            assert 400 <= answer.status_code < 500, (path, query, answer.text)
            _check(answer, answer.status_code)
            assert "echo" not in answer.text


async def test_wf4_the_version_is_required_and_read_back(app: FastAPI) -> None:
    async with signed_in(app, "street") as client:
        assert (await client.put("/probe/versioned")).status_code == 428
        good = await client.put("/probe/versioned", headers={"If-Match": ' "v7" '})
        assert (good.json(), good.headers["etag"]) == ({"expected": 7}, '"v8"')


async def test_a_foreign_object_and_a_random_one_give_the_same_body(app: FastAPI) -> None:
    async with signed_in(app, "street") as client:
        bodies = [
            (await client.get(f"/jobs/0190f000-0000-7000-8000-00000000000{n}")).json() | {"trace_id": ""}
            for n in (1, 2)
        ]
    assert json.dumps(bodies[0]) == json.dumps(bodies[1])
