"""AZ-3 and AZ-5 over every GET route: the next street sees, counts, finds and exports nothing of mine."""

from typing import Any
from uuid import uuid4

import pytest
from fastapi import FastAPI

from tests.journeys.holdings import People, hold, prepare
from tests.journeys.walk import DISTRICT_WIDE, PLAIN, STATIC, Get, bare, gets, questions, told
from tests.support.actors import ActorClient, World

#: What only my street's rows contain: a name, initials, the tail of a phone, an ID number.
MARKS = ("启明", "zqm", "0002", "430702198503010051")
#: Routes that must tell my own street of my rows, so that silence elsewhere means something.
TELLING = frozenset(
    f"/api/v1{path}"
    for path in (
        "/organisations", "/organisations/tree", "/organisations/export", "/members", "/members/export",
        "/members/imports", "/members/cases", "/members/change-requests", "/members/duplicates", "/members/lists",
        "/jobs", "/returns", "/returns/export", "/returns/board",
        "/returns/missing", "/returns/reminders", "/inbox", "/board", "/indicators/{code}", "/indicators/{code}/rows",
        "/members/applications", "/members/batches", "/members/endings", "/members/bulk", "/members/transfers",
        "/reelections", "/term-extensions", "/legal-registrations", "/founding-drive", "/foundings",
        "/committee-terms", "/funds/arrears", "/funds/arrears/export", "/funds/arrears-cases", "/funds/bank-accounts",
        "/funds/collections", "/funds/collections/export", "/funds/dues", "/funds/exceptions", "/funds/payers",
        "/funds/payers/export", "/funds/receipts", "/funds/refunds", "/funds/reliefs", "/funds/share-returns/lines",
        "/funds/obligations/undeclared", "/reelections/export", "/term-extensions/export", "/legal-registrations/export",
        "/structure-changes/export", "/six-have/export", "/member-evaluations/export", "/home-ratings/export",
    )
)  # fmt: skip
#: Not mine: rules and forms that everybody with the right reads.
SHARED = {
    "code": "members.total",
    "key": "fund.rate",
    "period": "2020-09",
    "set_id": str(uuid4()),
    "letter": "application",
}
#: A filter by somebody else's union may also simply find nothing.
NOBODY = b'{"items":[],"next_cursor":null,"total":0,"total_is_estimate":false}'
Answers = dict[tuple[str, str, str], tuple[int, bytes]]


@pytest.fixture
def people(
    district: ActorClient,
    street: ActorClient,
    sysadmin: ActorClient,
    audit_admin: ActorClient,
    security_admin: ActorClient,
) -> People:
    """Who makes my street's rows."""
    return People(district, street, sysadmin, audit_admin, security_admin)


async def _everything(app: FastAPI, client: ActorClient) -> Answers:
    """What a caller is told by every route that needs no id, and by every figure."""
    figures = [item["code"] for item in (await client.get("/indicators")).json()["items"]]
    assert len(figures) >= 5
    found: Answers = {}
    for get in gets(app):
        if (
            get.path in STATIC
            or get.path == DISTRICT_WIDE
            or set(get.in_path) - {"code"}
            or set(get.required) - set(PLAIN)
        ):
            continue
        codes = figures if "/indicators" in get.path else ["monthly"]
        for code in codes if get.in_path else [""]:
            for params in questions(get, MARKS):
                answer = await told(client, get.url({"code": code}), params)
                assert answer[0] < 500, (get.path, answer)
                found[get.path, code, str(params)] = answer
    return found


async def test_no_list_count_search_figure_or_export_of_the_next_street_changes_with_my_rows(
    app: FastAPI, people: People, other_street: ActorClient, other_chair: ActorClient, world: World
) -> None:
    prepare(app)
    strangers = (other_street, other_chair)
    before = [await _everything(app, client) for client in strangers]
    own = await _everything(app, people.street)
    for number in (1, 2):
        await hold(app, people, world, number)
    after = [await _everything(app, client) for client in strangers]
    changed = {
        key[0] for key, answer in (await _everything(app, people.street)).items() if answer != own[key]
    }
    assert changed >= TELLING, TELLING - changed
    for then, now in zip(before, after, strict=True):
        assert {key: answer for key, answer in now.items() if answer != then[key]} == {}
        loud = [key for key, (_, body) in now.items() if "启明".encode() in body or b"430702.001" in body]
        assert loud == []


async def test_on_every_route_a_foreign_id_answers_like_a_random_one(
    app: FastAPI, people: People, other_street: ActorClient, other_chair: ActorClient, world: World
) -> None:
    prepare(app)
    mine = await hold(app, people, world, 1)
    asked = 0
    for get in gets(app):
        for name in (set(get.in_path) - set(SHARED)) | (set(get.in_query) & set(mine.ids)):
            makers = vars(people).values()
            known = [(await _ask(client, get, name, mine.ids))[0] for client in makers]
            assert 200 in known, (get.path, name, known)
            for client in (other_street, other_chair):
                foreign = await _ask(client, get, name, mine.ids)
                random = await _ask(client, get, name, {**mine.ids, get.kind(name): str(uuid4())})
                assert foreign == random, (get.path, name)
                assert _is_silent(foreign), (get.path, name, foreign)
                asked += 1
    assert asked >= 60


async def test_the_search_of_the_whole_district_tells_names_and_streets_only(
    app: FastAPI, people: People, other_street: ActorClient, other_chair: ActorClient, world: World
) -> None:
    prepare(app)
    mine = await hold(app, people, world, 1)
    assert DISTRICT_WIDE in {get.path for get in gets(app)}
    for client in (other_street, other_chair):
        for short in ({}, {"q": "启"}):
            assert (await client.get(DISTRICT_WIDE, params=short)).status_code == 422
        found = (await client.get(DISTRICT_WIDE, params={"q": "启明"})).json()
        assert set(found) == {"items"} and 0 < len(found["items"]) <= 20
        assert all(set(item) == {"id", "name", "street_name"} for item in found["items"])
        assert str(mine.union.id) in {item["id"] for item in found["items"]}
        for mark in MARKS[2:]:
            assert (await client.get(DISTRICT_WIDE, params={"q": mark})).json() == {"items": []}


async def _is_read(people: People, get: Get, name: str, ids: dict[str, str]) -> bool:
    """Whether one of those who made it may see it; silence towards strangers proves nothing otherwise."""
    for client in (
        people.street,
        people.district,
        people.sysadmin,
        people.audit_admin,
        people.security_admin,
    ):
        if (await _ask(client, get, name, ids))[0] == 200:
            return True
    return False


def _is_silent(answer: tuple[Any, ...]) -> bool:
    """Refused; or a filter that found nobody: an empty page, or a sheet of headings only."""
    status, body, headers = answer
    is_sheet = dict(headers).get("content-type", "").startswith("text/csv")
    return status in (403, 404) or body == NOBODY or (is_sheet and body.count(b"\n") == 1)


async def _ask(client: ActorClient, get: Get, name: str, ids: dict[str, str]) -> tuple[Any, ...]:
    wanted = {"format": "csv"} if "format" in get.in_query else {}
    wanted |= {
        key: PLAIN.get(key, ids.get(get.kind(key), ""))
        for key in (*get.required, name)
        if key in get.in_query
    }
    return bare(await client.get(get.url({**SHARED, **ids}), params=wanted))
