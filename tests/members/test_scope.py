"""Nobody sees, counts, finds, exports, imports or changes members outside their part of the tree (AZ-3, AZ-5, AZ-6)."""

import re
from uuid import uuid4

from fastapi import FastAPI

from tests.members.people import (
    act,
    change,
    csv_roll,
    previewed,
    register,
    registered,
    resident_id,
    roll_row,
    upload,
)
from tests.support.actors import ActorClient, World

RANDOM = "01890000-0000-7000-8000-000000000000"
#: Answered with a one-time code instead of a token: the only one.
CONFIRMATION = ("post", "/api/v1/members/confirmations")
VOLATILE = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
    r"|\d{4}-\d\d-\d\dT[\d:.]+(Z|\+00:00)|\"trace_id\":\"[0-9a-f]+\"|430702[0-9A-Z]{10}(?=\")"
)


async def test_lists_counts_searches_and_exports_of_the_next_street_show_nothing(
    chair: ActorClient,
    other_chair: ActorClient,
    other_street: ActorClient,
    street: ActorClient,
    district: ActorClient,
    world: World,
) -> None:
    await registered(chair, world.union)
    for reader, total in ((chair, 1), (street, 1), (district, 1), (other_chair, 0), (other_street, 0)):
        for params in (
            {},
            {"q": "张"},
            {"q": "5678"},
            {"q": "zxm"},
            {"status": "pending"},
        ):
            answer = (await reader.get("/members", params=params)).json()
            assert (answer["total"], len(answer["items"])) == (total, total), (reader.seat, params)
        export = await reader.get("/members/export", params={"format": "csv"})
        assert export.content.decode("utf-8-sig").count("\r\n") == 1 + total


async def test_a_foreign_member_answers_like_a_random_one(
    chair: ActorClient, other_chair: ActorClient, world: World
) -> None:
    made = await registered(chair, world.union)

    async def answers(member_id: str) -> list[tuple[int, str]]:
        url, version = f"/members/{member_id}", {"If-Match": '"v2"'}
        calls = [
            await other_chair.get(url),
            await other_chair.get(f"{url}/events"),
            await other_chair.patch(url, json={"job": "车工"}, headers=version),
            await other_chair.post(
                f"{url}/events",
                json={"kind": "reject", "effective_on": "2020-12-10", "note": "无"},
                headers=version,
            ),
            await other_chair.post(f"{url}/reveal", json={"field": "id_no", "purpose": "transfer"}),
        ]
        return [(call.status_code, VOLATILE.sub("", call.text)) for call in calls]

    foreign = await answers(made["id"])
    assert foreign == await answers(RANDOM)
    assert {status for status, _ in foreign} == {404}


async def test_nobody_registers_or_imports_into_a_foreign_union(
    chair: ActorClient, street: ActorClient, world: World
) -> None:
    for client in (chair, street):
        assert (await register(client, world.other_union)).status_code == 404
        assert (await upload(client, world.other_union, csv_roll([roll_row(1)]))).status_code == 404
        foreign = await client.get("/members", params={"organisation_id": str(world.other_union.id)})
        random = await client.get("/members", params={"organisation_id": str(uuid4())})
        assert foreign.status_code == random.status_code == 404
    assert (await register(chair, world.neighbour_union)).status_code == 404


async def test_imports_of_the_next_street_are_not_there(
    app: FastAPI, chair: ActorClient, other_chair: ActorClient, auditor: ActorClient, world: World
) -> None:
    item = await previewed(app, chair, world.union, csv_roll([roll_row(1), roll_row(2, 姓名="")]))
    assert (await other_chair.get("/members/imports")).json()["total"] == 0
    for path in ("", "/rows", "/workbook"):
        foreign = await other_chair.get(f"/members/imports/{item['id']}{path}")
        random = await other_chair.get(f"/members/imports/{RANDOM}{path}")
        assert foreign.status_code == random.status_code == 404
    assert (await act(other_chair, item, "commit")).status_code == 404
    assert (await auditor.get("/members/imports")).status_code == 403


async def test_a_roll_of_a_street_only_knows_the_unions_of_the_street(
    app: FastAPI, street: ActorClient, world: World
) -> None:
    rows = [
        roll_row(1, 所属工会=world.union.name),
        roll_row(2, 所属工会=world.neighbour_union.name),
        roll_row(3, 所属工会=world.other_union.name),
        roll_row(4, 所属工会="没有这个工会"),
    ]
    item = await previewed(app, street, world.street_union, csv_roll(rows))
    assert (item["to_create"], item["rejected"]) == (2, 2)
    listed = (await street.get(f"/members/imports/{item['id']}/rows", params={"verdict": "reject"})).json()[
        "items"
    ]
    assert len({VOLATILE.sub("", str({**row, "row_number": 0})) for row in listed}) == 1


async def test_registering_and_importing_somebody_known_elsewhere_tells_nothing(
    app: FastAPI, chair: ActorClient, other_chair: ActorClient, district: ActorClient, world: World
) -> None:
    """AZ-10: the same bytes, ids and moments apart, whether or not the person is a member elsewhere."""
    seen = {}
    for serial, state in enumerate(("absent", "pending", "active", "retained", "ended")):
        number = resident_id(serial=101 + 2 * serial)
        registrar = other_chair if state == "pending" else district
        await _known_elsewhere(registrar, world, number, state)
        seen[state] = await _what_the_chair_sees(app, chair, world, number)
    assert len({str(answers) for answers in seen.values()}) == 1, seen


async def _what_the_chair_sees(
    app: FastAPI, chair: ActorClient, world: World, number: str
) -> list[tuple[int, str]]:
    """Register and import the person, then take both back so that the next one meets the same list."""
    roll = csv_roll([roll_row(1, 证件号码=number)])
    preview = await previewed(app, chair, world.union, roll)
    discarded = await act(chair, preview, "discard")
    answer = await register(chair, world.union, id_no=number)
    member = answer.json()
    calls = [
        discarded,
        answer,
        await chair.get(f"/members/{member['id']}"),
        await chair.get(f"/members/{member['id']}/events"),
        await chair.post("/members/search", json={"q": number}),
        await chair.get("/members/cases"),
        await change(chair, member, "retain"),
        await change(chair, member, "reject", reason=None),
    ]
    return [(call.status_code, _stable(call.text.replace(number[-4:], "####"))) for call in calls]


def _stable(text: str) -> str:
    return VOLATILE.sub("*", text)


async def _known_elsewhere(registrar: ActorClient, world: World, number: str, state: str) -> None:
    if state == "absent":
        return
    joined = "2020-11-01"
    made = await registered(registrar, world.other_union, id_no=number, joined_on=joined)
    if state == "retained":
        assert (await change(registrar, made, "retain")).status_code == 201
    if state == "ended":
        assert (await change(registrar, made, "withdraw", reason="5")).status_code == 201


async def test_the_district_is_told_directly_where_somebody_is(district: ActorClient, world: World) -> None:
    await registered(district, world.other_union)
    answer = await register(district, world.union)
    assert answer.status_code == 409 and world.other_union.name in answer.json()["detail"]


async def test_a_street_is_told_about_its_own_unions_only(
    street: ActorClient, other_street: ActorClient, world: World
) -> None:
    await registered(street, world.union)
    same = await register(street, world.neighbour_union)
    assert same.status_code == 409 and world.union.name in same.json()["detail"]
    assert (await register(other_street, world.other_union)).status_code == 201


async def test_every_member_route_asks_for_a_token(anonymous: ActorClient, app: FastAPI) -> None:
    found, public = 0, []
    for path, methods in app.openapi()["paths"].items():
        if "/members" not in path:
            continue
        for method in methods:
            if (method, path) == CONFIRMATION:
                public.append((method, path))
                continue
            found += 1
            url = re.sub(r"\{[^}]+\}", RANDOM, path)
            assert (await anonymous.request(method, url)).status_code == 401, (method, path)
    assert found >= 18 and public == [CONFIRMATION]
