"""Keyset paging: nothing lost or repeated while rows come and go, foreign cursors refused, totals up to a cap."""

import base64
import json
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from fastapi import FastAPI
from httpx import AsyncClient

from backend.kernel import clock, paging
from backend.kernel.db import bulk_insert, scoped_row, unit_of_work
from backend.kernel.outbox import OutboxEvent
from backend.kernel.paging import like_escape
from tests.kernel.callers import build, signed_in
from tests.kernel.probe import with_probe
from tests.support.database import Database

SOME_ID = "01890a5d-ac96-774b-bcce-b302099a8057"


@pytest.fixture
def app(database: Database) -> FastAPI:
    """The application with the probe's list."""
    return with_probe(build(database.settings))


def _fill(database: Database, topics: list[str], path: str = "430702.003.") -> list[str]:
    now = clock.now()
    rows = [
        scoped_row(
            "430702", path, topic=topic, object_id=uuid4(), payload={}, at=now + timedelta(seconds=i // 3)
        )
        for i, topic in enumerate(topics)
    ]
    with unit_of_work(database.engine) as session:
        bulk_insert(session, OutboxEvent, rows)
    return [str(row["id"]) for row in rows]


async def _page(client: AsyncClient, **query: Any) -> Any:
    answer = await client.get("/probe", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def _all(client: AsyncClient, **query: Any) -> list[str]:
    seen: list[str] = []
    cursor: dict[str, str] = {}
    while True:
        page = await _page(client, **query, **cursor)
        seen += [item["id"] for item in page["items"]]
        if page["next_cursor"] is None:
            return seen
        cursor = {"cursor": page["next_cursor"]}


async def test_pages_of_any_size_hold_every_row_once_in_order(app: FastAPI, database: Database) -> None:
    ids = _fill(database, ["乙", "甲", "a", "B", "甲", "é", "Z", "甲", "10", "9"])
    async with signed_in(app, "street") as client:
        for limit in (1, 3, 9, 10, 11):
            for by in ("id", "at"):
                assert await _all(client, by=by, limit=limit) == ids
                assert await _all(client, by=by, limit=limit, descending=True) == ids[::-1]
            assert sorted(await _all(client, by="topic", limit=limit)) == ids


async def test_rows_that_come_and_go_between_pages_lose_and_repeat_nothing(
    app: FastAPI, database: Database
) -> None:
    ids = _fill(database, ["x"] * 6)
    async with signed_in(app, "street") as client:
        first = await _page(client, limit=3)
        with unit_of_work(database.engine) as session:
            for gone in (ids[0], ids[2]):
                session.delete(session.get_one(OutboxEvent, ("430702", UUID(gone))))
        later = _fill(database, ["x"] * 2)
        rest = await _page(client, limit=10, cursor=first["next_cursor"])
    assert [item["id"] for item in first["items"]] == ids[:3]
    assert [item["id"] for item in rest["items"]] == ids[3:] + later


async def test_az5_counts_and_pages_hold_only_rows_in_reach(app: FastAPI, database: Database) -> None:
    _fill(database, ["x"] * 3)
    _fill(database, ["x"] * 4, "430702.004.")
    async with signed_in(app, "street") as client:
        page = await _page(client, limit=200)
        assert (len(page["items"]), page["total"], page["total_is_estimate"]) == (3, 3, False)


async def test_the_last_page_has_no_next_even_when_it_is_full(app: FastAPI, database: Database) -> None:
    _fill(database, ["x"] * 4)
    async with signed_in(app, "street") as client:
        assert (await _page(client, limit=4))["next_cursor"] is None
        second = await _page(client, limit=2, cursor=(await _page(client, limit=2))["next_cursor"])
        assert (len(second["items"]), second["next_cursor"]) == (2, None)


async def test_the_total_is_exact_up_to_the_cap(
    app: FastAPI, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paging, "TOTAL_CAP", 5)
    found = []
    async with signed_in(app, "street") as client:
        for _ in range(3):
            _fill(database, ["x"] * 2)
            page = await _page(client, limit=1)
            found.append((page["total"], page["total_is_estimate"]))
        _fill(database, ["x"])
        page = await _page(client, limit=1)
    assert found == [(2, False), (4, False), (5, True)]
    assert (page["total"], page["total_is_estimate"]) == (5, True)


async def test_in3_limits_are_one_to_two_hundred(app: FastAPI) -> None:
    expected = {0: 422, 1: 200, 200: 200, 201: 422, -1: 422, "x": 422, "1e2": 422, 2**70: 422, "": 422}
    async with signed_in(app, "street") as client:
        for limit, status in expected.items():
            assert (await client.get("/probe", params={"limit": limit})).status_code == status, limit


def _cursor(value: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


GARBAGE = [
    "",
    "x",
    "%%%",
    "甲",
    "a" * 601,
    "====",
    _cursor([]),
    _cursor({}),
    _cursor(None),
    _cursor([None]),
    _cursor(["x"]),
    _cursor([1]),
    _cursor([True]),
    _cursor([["x"]]),
    _cursor([SOME_ID, 1]),
    _cursor(["\x00"]),
    _cursor(["\ud800", SOME_ID]),
    _cursor(["{" + SOME_ID + "}"]),
    "W10" + "=" * 5,
    _cursor([1e400]),
    "[" * 500,
    base64.urlsafe_b64encode(b"[" * 400).decode(),
    base64.urlsafe_b64encode(b"\xff\xfe").decode(),
]


async def test_a_foreign_cursor_is_422_and_never_a_crash(app: FastAPI) -> None:
    async with signed_in(app, "street") as client:
        for by in ("id", "topic", "at"):
            for cursor in GARBAGE:
                answer = await client.get("/probe", params={"by": by, "cursor": cursor})
                assert answer.status_code == 422, (by, cursor)
                assert answer.json()["errors"][0]["field"] == "cursor"
                assert len(cursor) < 5 or cursor not in answer.text


async def test_a_cursor_with_a_strange_moment_is_answered(app: FastAPI) -> None:
    moments = {
        "2020-05-01": 422,
        "2020-05-01T00:00:00": 422,
        "9999-12-31T23:59:59-14:00": 422,
        "0001-01-01T00:00:00+14:00": 422,
        "2020-05-01T00:00:00Z": 200,
    }
    async with signed_in(app, "street") as client:
        for moment, status in moments.items():
            query = {"by": "at", "cursor": _cursor([moment, SOME_ID])}
            assert (await client.get("/probe", params=query)).status_code == status, moment


@pytest.mark.parametrize(
    ("text", "pattern"), [("100%", "100\\%"), ("a_b", "a\\_b"), ("a\\b", "a\\\\b"), ("甲", "甲")]
)
def test_in8_percent_and_underline_are_literals(text: str, pattern: str) -> None:
    assert like_escape(text) == pattern
