"""Suspected pairs through the door: found on entry, who sees them, judged, merged, taken back, as of a date."""

from datetime import date, timedelta
from typing import Any

import httpx
from fastapi import FastAPI

from backend.kernel import clock
from tests.members.people import change, registered, resident_id, work_off
from tests.support.actors import ActorClient, World
from tests.support.builders import Union

#: The same person with a digit of the serial written differently.
TWIN = {"name": "張小明", "id_no": resident_id(serial=3)}


async def pairs(client: ActorClient, **query: str) -> list[dict[str, Any]]:
    """The queue as the caller sees it."""
    answer = await client.get("/members/duplicates", params=query)
    assert answer.status_code == 200, answer.text
    return list(answer.json()["items"])


async def pair(client: ActorClient) -> dict[str, Any]:
    """The one pair there is."""
    [row] = await pairs(client)
    body: dict[str, Any] = (await client.get(f"/members/duplicates/{row['id']}")).json()
    return body


async def act(client: ActorClient, item: dict[str, Any], action: str, **form: Any) -> httpx.Response:
    """Take one step with a pair at the version it was read."""
    return await client.post(
        f"/members/duplicates/{item['id']}/actions",
        json={"action": action, **form},
        headers={"If-Match": f'"v{item["version"]}"'},
    )


async def twins(client: ActorClient, one: Union, other: Union) -> tuple[dict[str, Any], dict[str, Any]]:
    """Two records of one person."""
    return await registered(client, one), await registered(client, other, **TWIN)


async def total(client: ActorClient, on: str = "2020-12-16") -> int:
    """The members the caller counts on a day."""
    answer = await client.get("/indicators/members.total", params={"as_of": on})
    return int(answer.json()["value"])


async def state(client: ActorClient, member: dict[str, Any]) -> tuple[str, str]:
    """Status and its day."""
    card = (await client.get(f"/members/{member['id']}")).json()
    return card["status"], card["status_on"]


async def test_a_twin_in_the_same_street_is_found_on_entry_with_explained_reasons(
    chair: ActorClient, street: ActorClient, district: ActorClient, world: World
) -> None:
    await twins(district, world.union, world.neighbour_union)
    found = await pair(street)
    assert [line["reason"] for line in found["reasons"]] == ["name_variant", "same_birth", "same_mobile"]
    assert found["score"] == 88 and len(found["sides"]) == 2
    assert all("*" in side["id_no_masked"] for side in found["sides"])
    assert await pairs(chair) == []


async def test_a_twin_in_another_street_is_known_to_the_district_alone(
    chair: ActorClient, street: ActorClient, other_street: ActorClient, other_chair: ActorClient,
    district: ActorClient, world: World,
) -> None:  # fmt: skip
    await registered(chair, world.union)
    alone = await registered(other_chair, world.other_union, **{**TWIN, "id_no": resident_id(serial=5), "name": "李四", "mobile": ""})  # fmt: skip
    twin = await registered(other_chair, world.other_union, **TWIN)
    assert set(twin) == set(alone) and twin["status"] == alone["status"] == "pending"
    for blind in (chair, street, other_street, other_chair):
        assert await pairs(blind) == []
    found = await pair(district)
    for blind in (street, other_street, other_chair):
        answer = await blind.get(f"/members/duplicates/{found['id']}")
        assert answer.status_code == 404
        assert (await act(blind, found, "dismiss", note="看看")).status_code == 404


async def test_the_look_up_before_entry_tells_only_the_callers_own_reach(
    chair: ActorClient, other_chair: ActorClient, district: ActorClient, world: World
) -> None:
    await registered(district, world.union)
    form = {"name": TWIN["name"], "id_no": TWIN["id_no"], "mobile": "13812345678"}
    own = (await chair.post("/members/duplicates/lookup", json=form)).json()["items"]
    assert [item["score"] for item in own] == [88] and own[0]["member"]["name"] == "张小明"
    assert (await other_chair.post("/members/duplicates/lookup", json=form)).json() == {"items": []}
    old = {"name": "张 小明", "id_no": "430702900101001"}
    answer = await chair.post("/members/duplicates/lookup", json=old)
    assert [line["reason"] for line in answer.json()["items"][0]["reasons"]][0] == "same_document"


async def test_merging_across_unions_takes_two_persons_and_the_past_stays_as_it_was(
    street: ActorClient, district: ActorClient, chair: ActorClient, world: World
) -> None:
    kept, ended = await twins(district, world.union, world.neighbour_union)
    found = await pair(street)
    assert [a["code"] for a in found["actions"]] == ["propose", "dismiss"]
    choice = next(one for one in found["choices"] if one["keep_id"] == kept["id"])
    assert [(line["before"], line["after"]) for line in choice["totals"]] == [(2, 1), (1, 0)]
    assert (await act(street, found, "merge", keep_id=kept["id"])).status_code == 409
    assert (await act(street, found, "propose")).status_code == 422
    assert (await act(street, found, "propose", keep_id=kept["id"])).status_code == 200
    proposed = await pair(street)
    assert (await act(street, proposed, "approve")).status_code == 409
    assert (await act(chair, proposed, "approve")).status_code == 404
    assert await total(district) == 2
    assert (await act(district, proposed, "approve")).status_code == 200
    assert (await state(street, kept), (await state(street, ended))[0]) == (("active", "2020-12-01"), "ended")
    assert (await total(district), await total(district, "2020-12-15")) == (1, 2)
    merged = await pair(district)
    assert [(t["before"], t["after"]) for t in merged["merges"][0]["totals"]] == [(2, 1), (1, 0)]
    kinds = [line["kind"] for line in (await street.get(f"/members/{ended['id']}/events")).json()["items"]]
    assert kinds == ["join", "merge"]


async def test_a_merge_taken_back_restores_both_memberships_exactly_and_as_known_then_stays(
    street: ActorClient, district: ActorClient, world: World
) -> None:
    kept, ended = await twins(district, world.union, world.neighbour_union)
    before = (await state(street, kept), await state(street, ended))
    await act(street, await pair(street), "propose", keep_id=kept["id"])
    await act(district, await pair(district), "approve")
    clock.freeze(date(2021, 1, 15))
    merged = await pair(street)
    assert (merged["undo_until"], [a["code"] for a in merged["actions"]]) == ("2021-01-15", ["undo"])
    assert (await act(street, merged, "undo")).status_code == 422
    assert (await act(street, merged, "undo", note="查明是两个人")).status_code == 200
    assert (await state(street, kept), await state(street, ended)) == before
    for on in ("2020-12-10", "2020-12-20", "2021-01-15"):
        assert await total(district, on) == 2
    known = {"as_of": "2020-12-20", "known_at": clock.end_of(date(2020, 12, 31)).isoformat()}
    assert (await district.get("/indicators/members.total", params=known)).json()["value"] == 1
    taken_back = (await pair(street))["merges"]
    assert [line["kind"] for line in taken_back] == ["merge", "undo"]
    assert [(t["before"], t["after"]) for t in taken_back[1]["totals"]] == [(1, 2), (0, 1)]


async def test_after_thirty_days_a_merge_stays(
    street: ActorClient, district: ActorClient, world: World
) -> None:
    kept, ended = await twins(district, world.union, world.neighbour_union)
    await act(street, await pair(street), "propose", keep_id=kept["id"])
    await act(district, await pair(district), "approve")
    clock.freeze(date(2020, 12, 16) + timedelta(days=31))
    merged = await pair(street)
    assert merged["actions"] == []
    assert (await act(street, merged, "undo", note="迟了")).status_code == 409
    assert (await state(street, ended))[0] == "ended"


async def test_a_merge_inside_one_union_is_one_act_of_the_street(
    street: ActorClient, chair: ActorClient, district: ActorClient, world: World
) -> None:
    kept, ended = await twins(district, world.union, world.union)
    seen = await pair(chair)
    assert seen["actions"] == []
    assert (await act(chair, seen, "merge", keep_id=kept["id"])).status_code == 403
    assert (await act(street, seen, "merge", keep_id=kept["id"])).status_code == 200
    assert (await act(street, seen, "merge", keep_id=ended["id"])).status_code == 412
    assert (await state(chair, ended))[0] == "ended"


async def test_what_was_proposed_is_what_is_merged_or_nothing(
    street: ActorClient, district: ActorClient, chair: ActorClient, world: World
) -> None:
    kept, ended = await twins(district, world.union, world.neighbour_union)
    await act(street, await pair(street), "propose", keep_id=kept["id"])
    proposed = await pair(district)
    card = await chair.get(f"/members/{kept['id']}")
    await chair.patch(
        f"/members/{kept['id']}", json={"job": "钳工"}, headers={"If-Match": card.headers["etag"]}
    )
    assert (await act(district, proposed, "approve")).status_code == 412
    assert await total(district) == 2 and (await state(street, ended))[0] == "active"


async def test_not_the_same_person_is_remembered_until_an_identity_changes(
    street: ActorClient, district: ActorClient, chair: ActorClient, app: FastAPI, world: World
) -> None:
    one, _ = await twins(district, world.union, world.neighbour_union)
    found = await pair(street)
    assert (await act(street, found, "dismiss")).status_code == 422
    assert (await act(street, found, "dismiss", note="双胞胎，户口簿为证")).status_code == 200
    judged = await pair(street)
    assert (judged["status"], judged["judged_on"], judged["judged_by"]) == (
        "different", "2020-12-16", "卜街一",
    )  # fmt: skip
    await _edit(chair, one, job="钳工")
    await district.post("/members/duplicates/find")
    work_off(app)
    assert (await pair(street))["status"] == "different"
    await _edit(chair, one, mobile="13999990000")
    assert (await district.post("/members/duplicates/find")).json()["waiting"] == 1
    work_off(app)
    again = await pair(street)
    assert (again["status"], again["judged_on"]) == ("suspected", None)
    assert (await district.post("/members/duplicates/find")).json() == {"waiting": 0, "job_id": None}


async def _edit(client: ActorClient, member: dict[str, Any], **values: str) -> None:
    card = await client.get(f"/members/{member['id']}")
    answer = await client.patch(
        f"/members/{member['id']}", json=values, headers={"If-Match": card.headers["etag"]}
    )
    assert answer.status_code == 200, answer.text


async def test_nobody_merges_a_record_that_is_on_its_way(
    street: ActorClient, district: ActorClient, chair: ActorClient, world: World
) -> None:
    kept, ended = await twins(district, world.union, world.neighbour_union)
    await change(district, ended, "transfer_out", to_organisation_id=str(world.other_union.id))
    found = await pair(street)
    assert {one["refusal"] for one in found["choices"]} == {"有一条记录正在转接，请先办结转接"}
    await act(street, found, "propose", keep_id=kept["id"])
    assert (await act(district, await pair(district), "approve")).status_code == 409
    assert (await state(street, ended))[0] == "in_transit"
