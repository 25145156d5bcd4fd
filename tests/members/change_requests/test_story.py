"""Change requests through the door: nothing changes without a second person, and exactly what was shown is written."""

from datetime import date
from typing import Any
from uuid import uuid4

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import func, select

from backend.kernel.db import unit_of_work
from backend.members import sealing
from backend.members.codes import IdType
from backend.members.models import ActiveMembership, Member
from tests.members.people import change, committed, csv_roll, previewed, registered, resident_id, roll_row
from tests.support.actors import ActorClient, World

NEW_NUMBER = resident_id(date(1988, 2, 3), 4)


async def submit(client: ActorClient, member: dict[str, Any], **form: Any) -> httpx.Response:
    """Ask for a correction."""
    return await client.post(
        "/members/change-requests",
        json={"member_id": member["id"], "reason": "与身份证不符", **form},
        headers={"Idempotency-Key": uuid4().hex},
    )


async def submitted(client: ActorClient, member: dict[str, Any], **form: Any) -> dict[str, Any]:
    """Ask for a correction with its evidence and expect it to work."""
    answer = await submit(client, member, **form)
    assert answer.status_code == 201, answer.text
    files = {"file": ("身份证.txt", "证明".encode())}
    data = {"object_type": "member_change", "object_id": answer.json()["id"]}
    assert (await client.post("/attachments", data=data, files=files)).status_code == 201
    return await read(client, answer.json())


async def read(client: ActorClient, request: dict[str, Any]) -> dict[str, Any]:
    """The present state of a request."""
    answer = await client.get(f"/members/change-requests/{request['id']}")
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


async def act(client: ActorClient, request: dict[str, Any], action: str, **form: Any) -> httpx.Response:
    """Take one step with a request as it was read."""
    return await client.post(
        f"/members/change-requests/{request['id']}/actions",
        json={"action": action, "fingerprint": request["fingerprint"], **form},
        headers={"If-Match": f'"v{request["version"]}"'},
    )


async def card(client: ActorClient, member: dict[str, Any]) -> dict[str, Any]:
    """The member's card."""
    body: dict[str, Any] = (await client.get(f"/members/{member['id']}")).json()
    return body


def codes(request: dict[str, Any]) -> list[str]:
    """What the caller may do now."""
    return [action["code"] for action in request["actions"]]


async def test_a_name_is_corrected_only_when_the_street_consents(
    chair: ActorClient, street: ActorClient, other_street: ActorClient, district: ActorClient, world: World
) -> None:
    made = await registered(district, world.union)
    etag = {"If-Match": (await chair.get(f"/members/{made['id']}")).headers["etag"]}
    assert (
        await chair.patch(f"/members/{made['id']}", json={"name": "李四"}, headers=etag)
    ).status_code == 422
    request = await submitted(chair, made, name="章 小明")
    assert (request["status"], request["fields"]) == ("awaiting_street", ["姓名"])
    line = request["lines"][0]
    assert (line["old"], line["new"], line["is_changed"]) == ("张小明", "章小明", True)
    assert codes(request) == ["withdraw"] and (await card(chair, made))["name"] == "张小明"
    assert (await act(chair, request, "approve")).status_code == 403
    hidden = f"/members/change-requests/{request['id']}"
    assert (await other_street.get(hidden)).status_code == 404
    assert (await other_street.get("/members/change-requests")).json()["total"] == 0
    seen = await read(street, request)
    assert codes(seen) == ["approve", "refuse"]
    assert (await act(street, seen, "approve")).status_code == 200
    assert (await card(chair, made))["name"] == "章小明"
    assert (await chair.get("/members", params={"q": "zxm"})).json()["total"] == 1
    assert (await act(street, seen, "approve")).status_code == 412


async def test_consent_is_to_what_was_shown_or_it_is_refused(
    chair: ActorClient, street: ActorClient, district: ActorClient, world: World
) -> None:
    made = await registered(district, world.union)
    request = await submitted(chair, made, name="章小明")
    assert (await act(street, {**request, "fingerprint": "0" * 64}, "approve")).status_code == 412
    assert (await act(street, {**request, "fingerprint": None}, "approve")).status_code == 412
    assert (await act(street, {**request, "version": 9}, "approve")).status_code == 412
    assert (await card(chair, made))["name"] == "张小明"


async def test_without_evidence_nobody_consents_and_the_maker_can_take_it_back(
    chair: ActorClient, street: ActorClient, district: ActorClient, world: World
) -> None:
    made = await registered(district, world.union)
    request = (await submit(chair, made, name="章小明")).json()
    assert (await act(street, request, "approve")).status_code == 409
    assert (await submit(chair, made, name="章大明")).status_code == 409
    assert (await act(street, request, "withdraw")).status_code == 409
    assert (await act(chair, request, "withdraw")).status_code == 200
    assert (await submit(chair, made, name="章大明")).status_code == 201


async def test_a_refusal_says_why_and_leaves_everything_as_it_was(
    chair: ActorClient, street: ActorClient, district: ActorClient, world: World
) -> None:
    made = await registered(district, world.union)
    request = await submitted(chair, made, name="章小明")
    assert (await act(street, request, "refuse")).status_code == 422
    assert (await act(street, request, "refuse", note="与户口簿不符")).status_code == 200
    closed = await read(chair, request)
    assert (closed["status"], closed["closed_on"], codes(closed)) == ("refused", "2020-12-16", [])
    assert (await card(chair, made))["name"] == "张小明"


async def test_a_street_never_approves_its_own_request(
    street: ActorClient, district: ActorClient, world: World
) -> None:
    made = await registered(district, world.union)
    request = await submitted(street, made, name="章小明")
    assert (request["status"], codes(request)) == ("awaiting_district", ["withdraw"])
    for action in ("approve", "endorse", "confirm", "refuse"):
        assert (await act(street, request, action, note="自己办")).status_code in (403, 409)
    assert (await act(district, request, "confirm")).status_code == 200


async def test_the_district_clerk_who_asked_cannot_confirm_either(
    district: ActorClient, leader: ActorClient, world: World
) -> None:
    made = await registered(district, world.union)
    request = await submitted(district, made, name="章小明")
    assert (await act(district, request, "confirm")).status_code == 409
    assert (await act(leader, request, "confirm")).status_code == 200


async def test_a_new_number_moves_with_all_that_follows_from_it(
    chair: ActorClient, street: ActorClient, district: ActorClient, app: FastAPI, world: World
) -> None:
    made = await registered(district, world.union)
    request = await submitted(chair, made, id_no=NEW_NUMBER)
    assert request["fields"] == ["证件号码", "性别", "出生日期"]
    assert (await act(street, request, "approve")).status_code == 409
    assert (await act(street, request, "endorse")).status_code == 200
    assert (await card(chair, made))["birth_year"] == 1990
    endorsed = await read(district, request)
    assert (endorsed["status"], codes(endorsed)) == ("awaiting_district", ["confirm", "refuse"])
    assert (await act(district, endorsed, "confirm")).status_code == 200
    now = await card(chair, made)
    assert (now["birth_year"], now["sex"], now["id_no_masked"][-4:]) == (1988, "2", NEW_NUMBER[-4:])
    found = await chair.post("/members/search", json={"q": NEW_NUMBER})
    assert found.json()["total"] == 1
    assert (await chair.post("/members/search", json={"q": resident_id()})).json()["total"] == 0
    with unit_of_work(app.state.engine, writes=False) as session:
        held = session.execute(select(ActiveMembership.person_index)).scalars().all()  # type: ignore[call-overload]
        assert held == [sealing.person_index(IdType.RESIDENT, NEW_NUMBER)]
    again = await registered(district, world.other_union)
    assert again["status"] == "active"


async def test_a_number_held_elsewhere_answers_like_any_other_and_is_told_to_the_district_alone(
    chair: ActorClient, street: ActorClient, other_chair: ActorClient, district: ActorClient, world: World
) -> None:
    one = await registered(district, world.union)
    two = await registered(district, world.union, id_no=resident_id(serial=7), name="王五", mobile="")
    await registered(district, world.other_union, id_no=NEW_NUMBER, name="赵六", mobile="")
    held = await submitted(chair, one, id_no=NEW_NUMBER)
    free = await submitted(chair, two, id_no=resident_id(date(1988, 2, 3), 6))
    for other in (chair, street, other_chair):
        assert (await other.get("/members/duplicates")).json()["total"] == 0
    assert (await act(street, held, "endorse")).status_code == (
        await act(street, free, "endorse")
    ).status_code
    mine, his = await read(chair, held), await read(chair, free)
    same = ("status", "fields", "requested_on", "closed_on", "version", "has_evidence")
    assert [mine[key] for key in same] == [his[key] for key in same]
    assert [line["action_label"] for line in mine["history"]] == [
        line["action_label"] for line in his["history"]
    ]
    [pair] = (await district.get("/members/duplicates")).json()["items"]
    assert pair["reasons"][0]["reason"] == "same_document"
    refused = await act(district, mine, "confirm")
    assert refused.status_code == 409 and world.other_union.name in refused.json()["detail"]
    assert (await read(chair, held))["version"] == mine["version"]
    assert (await act(district, his, "confirm")).status_code == 200


async def test_a_number_taken_after_the_request_is_found_when_it_is_confirmed(
    chair: ActorClient, district: ActorClient, world: World
) -> None:
    made = await registered(district, world.union)
    request = await submitted(chair, made, id_no=NEW_NUMBER)
    await registered(district, world.other_union, id_no=NEW_NUMBER, name="赵六", mobile="")
    assert (await district.get("/members/duplicates")).json()["total"] == 0
    assert (await act(district, request, "confirm")).status_code == 409
    assert (await district.get("/members/duplicates")).json()["total"] == 1
    assert (await read(district, request))["status"] == "awaiting_street"


async def test_full_values_of_both_sides_are_shown_for_a_purpose_and_every_look_is_kept(
    chair: ActorClient, auditor: ActorClient, district: ActorClient, world: World
) -> None:
    made = await registered(district, world.union)
    request = await submitted(chair, made, id_no=NEW_NUMBER)
    assert NEW_NUMBER not in str(request) and resident_id() not in str(request)
    for side, value in (("old", resident_id()), ("new", NEW_NUMBER)):
        url = f"/members/change-requests/{request['id']}/{side}/reveal"
        answer = await chair.post(url, json={"field": "id_no", "purpose": "verify_identity"})
        assert answer.json()["value"] == value
        assert (await auditor.post(url, json={"field": "id_no", "purpose": "inspection"})).status_code == 403
    assert answer.json()["seen_today"] == 2
    assert (await chair.post(url, json={"field": "mobile", "purpose": "fill_form"})).status_code == 422


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"name": "=1+1"}, "name"),
        ({"id_no": "430702199001010011"}, "id_no"),
        ({"sex": "2"}, "sex"),
        ({"birth_date": "1999-01-01"}, "birth_date"),
        ({}, "name"),
        ({"name": "张小明"}, "name"),
        ({"id_type": "2", "id_no": "A"}, "id_no"),
    ],
)
async def test_what_cannot_be_right_is_refused_at_once(
    chair: ActorClient, district: ActorClient, world: World, form: dict[str, str], field: str
) -> None:
    made = await registered(district, world.union)
    answer = await submit(chair, made, **form)
    assert answer.status_code == 422, answer.text
    assert field in [error["field"] for error in answer.json()["errors"]]


async def test_somebody_wrongly_recorded_as_dead_lives_again_with_a_second_person(
    chair: ActorClient,
    street: ActorClient,
    district: ActorClient,
    leader: ActorClient,
    app: FastAPI,
    world: World,
) -> None:
    made = await registered(district, world.union)
    assert (await submit(chair, made, kind="death")).status_code == 409
    assert (await change(chair, made, "death", effective_on="2020-12-10")).status_code == 201
    request = await submitted(chair, made, kind="death", reason="同名误登，本人到场")
    assert (request["status"], request["lines"][0]["old"]) == (
        "awaiting_district",
        "终止（死亡，2020-12-10）",
    )
    assert (await act(street, request, "approve")).status_code == 409
    assert (await act(leader, request, "confirm")).status_code == 200
    now = await card(chair, made)
    assert (now["status"], now["status_on"]) == ("active", "2020-12-01")
    kinds = [line["kind"] for line in (await chair.get(f"/members/{made['id']}/events")).json()["items"]]
    assert kinds == ["join", "death", "annul"]
    on_the_day = await district.get("/indicators/members.total", params={"as_of": "2020-12-12"})
    assert on_the_day.json()["value"] == 1
    with unit_of_work(app.state.engine, writes=False) as session:
        claims = session.execute(select(func.count()).select_from(ActiveMembership)).scalar_one()
        assert claims == session.execute(select(func.count()).select_from(Member)).scalar_one() == 1


async def test_a_roll_does_not_rename_anybody_behind_the_second_persons_back(
    district: ActorClient, chair: ActorClient, app: FastAPI, world: World
) -> None:
    made = await registered(district, world.union)
    line = roll_row(
        1, 姓名="李改名", 证件号码=resident_id(), 出生日期="1990-01-01", 移动电话="13812345678", 学历="专科"
    )
    item = await previewed(app, chair, world.union, csv_roll([line]))
    assert (item["to_update"], item["rejected"]) == (1, 0)
    found = (await chair.get(f"/members/imports/{item['id']}/rows")).json()["items"][0]["findings"]
    assert "name_differs" in [finding["kind"] for finding in found]
    await committed(app, chair, item)
    now = await card(chair, made)
    assert (now["name"], now["education"]) == ("张小明", "30")
