"""Transfers and duplicate registrations, from both sides and from the district's."""

from datetime import date

from fastapi import FastAPI

from backend.kernel import clock
from backend.kernel.db import unit_of_work
from backend.kernel.parameters import seed_defaults
from backend.members.parameters import PARAMETERS
from tests.members.people import change, registered, resident_id
from tests.support.actors import ActorClient, World


async def _only_case(client: ActorClient) -> dict[str, object]:
    page = (await client.get("/members/cases")).json()
    assert page["total"] == 1, page
    answer = await client.get(f"/members/cases/{page['items'][0]['id']}")
    body: dict[str, object] = answer.json()
    return body


async def _act(client: ActorClient, case: dict[str, object], action: str, note: str = "") -> int:
    answer = await client.post(
        f"/members/cases/{case['id']}/actions",
        json={"action": action, "note": note},
        headers={"If-Match": f'"v{case["version"]}"'},
    )
    return answer.status_code


async def _state(client: ActorClient, member: dict[str, object]) -> str:
    return str((await client.get(f"/members/{member['id']}")).json()["status"])


async def test_a_transfer_is_confirmed_by_the_receiving_union_and_keeps_number_and_joining_day(
    chair: ActorClient, other_chair: ActorClient, district: ActorClient, world: World
) -> None:
    made = await registered(district, world.union, joined_on="2019-03-04")
    left = await change(chair, made, "transfer_out", to_organisation_id=str(world.other_union.id))
    assert left.status_code == 201 and left.json()["status"] == "in_transit"
    assert (await chair.get("/members/cases")).json()["total"] == 0
    case = await _only_case(other_chair)
    assert (case["kind"], case["status"], case["from_organisation_name"]) == (
        "transfer",
        "awaiting_receiver",
        world.union.name,
    )
    assert await _act(chair, case, "accept") == 404
    assert await _act(other_chair, case, "accept") == 200
    assert await _act(other_chair, case, "accept") == 412
    arrived = (await other_chair.get("/members")).json()["items"][0]
    assert (arrived["status"], arrived["joined_on"], arrived["member_no"]) == (
        "active",
        "2019-03-04",
        made["member_no"],
    )
    assert (await other_chair.post("/members/search", json={"q": resident_id()})).json()["total"] == 1
    assert await _state(chair, made) == "ended"
    lines = (await other_chair.get(f"/members/{arrived['id']}/events")).json()["items"]
    assert [(line["kind"], line["from_organisation_name"]) for line in lines] == [
        ("transfer_in", world.union.name)
    ]
    totals = (await district.get("/members", params={"status": "active"})).json()["total"]
    assert totals == 1


async def test_a_returned_transfer_leaves_the_person_where_they_were(
    chair: ActorClient, other_chair: ActorClient, district: ActorClient, world: World
) -> None:
    made = await registered(district, world.union)
    await change(chair, made, "retain", effective_on="2020-12-02")
    await change(chair, made, "transfer_out", to_organisation_id=str(world.other_union.id))
    case = await _only_case(other_chair)
    assert await _act(other_chair, case, "return") == 422
    assert await _act(other_chair, case, "return", "未到岗") == 200
    assert await _state(chair, made) == "retained"
    assert (await other_chair.get("/members")).json()["total"] == 0


async def test_the_sending_union_can_take_a_transfer_back(
    chair: ActorClient, other_chair: ActorClient, district: ActorClient, world: World
) -> None:
    made = await registered(district, world.union)
    await change(chair, made, "transfer_out", to_organisation_id=str(world.other_union.id))
    assert (await change(chair, made, "resume")).json()["status"] == "active"
    case = await _only_case(other_chair)
    assert case["status"] == "withdrawn" and case["actions"] == []


async def test_a_transfer_nobody_accepts_goes_to_the_district_after_thirty_days(
    chair: ActorClient, other_chair: ActorClient, district: ActorClient, app: FastAPI, world: World
) -> None:
    with unit_of_work(app.state.engine) as session:
        seed_defaults(session, PARAMETERS)
    made = await registered(district, world.union)
    await change(chair, made, "transfer_out", to_organisation_id=str(world.other_union.id))
    for day, escalated in ((date(2021, 1, 15), 0), (date(2021, 1, 16), 1)):
        clock.freeze(day)
        assert (await district.post("/members/check")).json()["escalated"] == escalated
    case = await _only_case(district)
    assert [a["code"] for a in case["actions"]] == ["transfer", "keep"]  # type: ignore[attr-defined]
    assert await _act(other_chair, await _only_case(other_chair), "accept") == 409
    assert await _act(district, case, "transfer") == 200
    assert (await other_chair.get("/members")).json()["items"][0]["status"] == "active"


async def test_of_two_registrations_the_first_becomes_the_member_and_the_district_decides_the_other(
    chair: ActorClient, other_chair: ActorClient, district: ActorClient, street: ActorClient, world: World
) -> None:
    first = await registered(chair, world.union)
    second = await registered(other_chair, world.other_union)
    checked = (await district.post("/members/check")).json()
    assert (checked["checked"], checked["activated"], checked["cases"]) == (2, 1, 1)
    assert (await district.post("/members/check")).json()["checked"] == 0
    assert (await _state(chair, first), await _state(other_chair, second)) == ("active", "pending")
    for side in (chair, other_chair, street):
        assert (await side.get("/members/cases")).json()["total"] == 0
    case = await _only_case(district)
    assert await _act(district, case, "transfer") == 200
    assert (await _state(chair, first), await _state(other_chair, second)) == ("ended", "active")
    lines = (await chair.get(f"/members/{first['id']}/events")).json()["items"]
    assert [line["kind"] for line in lines] == ["apply", "join", "transfer_out", "hand_over"]


async def test_a_duplicate_the_district_does_not_transfer_is_not_registered(
    chair: ActorClient, other_chair: ActorClient, district: ActorClient, world: World
) -> None:
    await registered(district, world.union)
    second = await registered(other_chair, world.other_union)
    await district.post("/members/check")
    case = await _only_case(district)
    assert await _act(district, case, "keep") == 422
    assert await _act(district, case, "keep", "本人仍在原单位") == 200
    assert await _state(other_chair, second) == "ended"
    assert (await chair.get("/members")).json()["items"][0]["status"] == "active"


async def test_whoever_registers_a_person_that_was_let_go_receives_them(
    chair: ActorClient, other_chair: ActorClient, district: ActorClient, world: World
) -> None:
    made = await registered(district, world.union, joined_on="2018-03-04")
    await change(chair, made, "transfer_out")
    arrived = await registered(other_chair, world.other_union)
    checked = (await district.post("/members/check")).json()
    assert (checked["activated"], checked["cases"]) == (1, 0)
    card = (await other_chair.get(f"/members/{arrived['id']}")).json()
    assert (card["status"], card["joined_on"], card["member_no"]) == (
        "active",
        "2018-03-04",
        made["member_no"],
    )
    assert await _state(chair, made) == "ended"


async def test_nobody_is_sent_to_a_union_that_does_not_exist_or_to_their_own(
    chair: ActorClient, district: ActorClient, world: World
) -> None:
    made = await registered(district, world.union)
    for target in (str(world.union.id), "01890000-0000-7000-8000-000000000000"):
        assert (await change(chair, made, "transfer_out", to_organisation_id=target)).status_code == 422
    assert await _state(chair, made) == "active"
