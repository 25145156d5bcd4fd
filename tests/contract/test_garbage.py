"""Hand-picked garbage that generators seldom find: every one is a 4xx problem document, on both databases."""

import base64
import json
from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.support.actors import ActorClient

HUGE = "9" * 40
LONG = "9" * 5000


def cursor(*values: Any) -> str:
    """A cursor as the server would have made it of these values."""
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


CURSORS = [
    cursor(), cursor(1, 2, 3), cursor(2**63), cursor(None), cursor({}), cursor([[]]), cursor("\x00"),
    cursor("\ud800"), cursor(True), cursor(1e308), "=", "%", "AAAA", "W10", "🦆",
]  # fmt: skip
LISTS = (
    "/organisations",
    "/members",
    "/returns",
    "/audit-entries",
    "/jobs",
    "/parameter-sets",
    "/members/cases",
)
GETS = [
    "/organisations?limit=" + HUGE, "/organisations?limit=" + LONG, "/organisations?limit=1e2",
    "/organisations?as_of=0000-00-00", "/organisations?as_of=2020-02-30", "/organisations?as_of=20200201",
    "/members?as_of=1588291200", "/members?joined_from=-1", "/returns?period=2020-13", "/returns/board?year=" + HUGE,
    "/calendar?year=-1", "/calendar?year=" + LONG, "/divisions?parent_code=" + LONG, "/members/{id}", "/members/'--",
    "/indicators/" + "x" * 200, "/return-forms/x", "/indicators/members.total?as_of=0001-13-01",
    "/organisations/00000000-0000-0000-0000-000000000000", "/organisations/%2e%2e%2f",
    "/attachments?object_type=%27&object_id=x", "/parameters/" + "k" * 90,
]  # fmt: skip
BODIES: list[tuple[str, str, Any]] = [
    ("POST", "/members", b"\xff\xfe"),
    ("POST", "/members", b"null"),
    ("POST", "/members", b"[]"),
    ("POST", "/members", b'{"name": NaN}'),
    ("POST", "/organisations", b'{"cadres_fulltime": ' + LONG.encode() + b"}"),
    ("POST", "/organisations", b'{"name": "\\ud800"}'),
    ("PUT", "/calendar/2020-13-01", b"{}"),
    ("PUT", "/calendar/0001-01-01", b'{"is_workday": true, "name": "", "source": "x"}'),
    ("POST", "/returns/locks", b'{"period": "2020-00"}'),
    ("POST", "/returns/reminders", b'{"period": "2020-11", "organisation_ids": "x"}'),
    ("POST", "/parameters", b'{"title": "xx", "values": [{"value": 1e999}]}'),
]
HEADERS: list[dict[str, str]] = [
    {"If-Match": "*"}, {"If-Match": '"v' + "9" * 30 + '"'}, {"If-Match": 'W/"v1"'}, {"If-Match": "\xff"},
    {"Idempotency-Key": "short"}, {"Idempotency-Key": "\xe9" * 20}, {"Idempotency-Key": "k" * 5000},
    {"Content-Type": "multipart/form-data"}, {"Content-Type": "multipart/form-data; boundary="},
    {"Content-Type": "text/plain"}, {"Content-Type": "application/json; charset=\xff"}, {"Content-Type": ""},
]  # fmt: skip


def refused(answer: httpx.Response, what: str) -> None:
    """A 4xx in the one shape."""
    assert 400 <= answer.status_code < 500, f"{what}: {answer.status_code} {answer.text[:300]}"
    assert answer.headers["content-type"] == "application/problem+json", what
    assert answer.json()["trace_id"] == answer.headers["x-trace-id"]


async def test_cursors_of_no_list(district: ActorClient) -> None:
    for path in LISTS:
        for text in CURSORS:
            refused(await district.get(path, params={"cursor": text}), f"{path} {text}")


async def test_addresses(district: ActorClient) -> None:
    for path in GETS:
        refused(await district.get(path), path[:80])


async def test_bodies(district: ActorClient) -> None:
    for method, path, body in BODIES:
        headers = {"Content-Type": "application/json", "Idempotency-Key": uuid4().hex, "If-Match": '"v0"'}
        refused(await district.request(method, path, content=body, headers=headers), f"{path} {body[:40]}")


@pytest.mark.parametrize("path", ["/members", "/members/imports", "/parameters", "/attachments"])
async def test_headers_of_writes(district: ActorClient, path: str) -> None:
    for given in HEADERS:
        raw = [(name.encode(), value.encode("latin-1")) for name, value in given.items()]
        refused(await district.post(path, content=b"--x\r\n\r\n", headers=raw), f"{path} {given}"[:80])


async def test_headers_of_changes(district: ActorClient) -> None:
    path = f"/organisations/{district.org_id}"
    for given in HEADERS[:4]:
        raw = [(name.encode(), value.encode("latin-1")) for name, value in given.items()]
        refused(await district.patch(path, json={"note": "x"}, headers=httpx.Headers(raw)), str(given))


async def test_files_with_bad_names_and_places(district: ActorClient) -> None:
    for name in ("\x00.csv", "a" * 5000 + ".csv", "..", "\u202egnp.exe", "花名册.exe"):
        for path, data in (
            ("/members/imports", {"organisation_id": "x"}),
            ("/members/imports", {"organisation_id": str(district.org_id), "extra": "\x00"}),
            ("/attachments", {"object_type": "monthly_return", "object_id": str(uuid4())}),
            ("/attachments", {"object_type": "a\x00", "object_id": str(district.org_id)}),
        ):
            answer = await district.post(
                path, data=data, files={"file": (name, b"\x00\x01")}, headers={"Idempotency-Key": uuid4().hex}
            )
            assert answer.status_code < 500, f"{path} {name[:20]!r} {answer.text[:300]}"
