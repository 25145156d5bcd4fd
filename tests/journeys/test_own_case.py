"""Twelve ways (and a few more) to decide one's own case, all refused: maker and checker are different persons."""

import asyncio
from contextlib import AsyncExitStack
from typing import Any
from uuid import uuid4

import pytest
from fastapi import FastAPI

from backend.kernel.roles import Office, Role
from tests.identity.people import act_for, approved, ask, decide, delegated, granted, proposed
from tests.journeys.own_cases import (
    accept_case,
    approve_parameter,
    let_go,
    parameter_proposed,
    second_account,
)
from tests.members.people import registered, resident_id
from tests.support.actors import ActorClient, World, sign_in

LEADER = {"role": "district", "offices": ["leader", "organisation"]}
MOBILE = {name: f"1380736000{n}" for n, name in enumerate(
    ("district", "street", "other_street", "chair", "other_chair", "auditor", "sysadmin", "security_admin"), 1
)}  # fmt: skip


def refused(answer: Any) -> bool:
    """Refused because of who asks, not for some other fault."""
    assert answer.status_code == 409, answer.text
    return any(word in answer.json()["detail"] for word in ("经手人", "自己", "近亲属", "另一"))


async def declared(client: ActorClient, **form: Any) -> dict[str, Any]:
    body = {"relation": "spouse", "name": "某亲属", **form}
    answer = await client.post("/me/relatives", json=body, headers={"Idempotency-Key": uuid4().hex})
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


async def test_way_0_another_person_may(district: ActorClient, leader: ActorClient) -> None:
    made = await parameter_proposed(district)
    assert (await approve_parameter(leader, made)).status_code == 200


async def test_way_1_a_second_account_of_the_same_person(
    app: FastAPI, doors: AsyncExitStack, district: ActorClient, world: World
) -> None:
    made = await parameter_proposed(district)
    second = await second_account(
        app, doors, world, "district", world.district_union, Role.DISTRICT, Office.LEADER
    )
    assert refused(await approve_parameter(second, made))


async def test_way_2_the_checker_delegates_to_the_maker(district: ActorClient, leader: ActorClient) -> None:
    made = await parameter_proposed(district)
    row = await delegated(leader, "district", ["parameters:approve", "parameters:read"])
    assert (await act_for(district, row)).json()["acting_for"] == "祁主席"
    assert refused(await approve_parameter(district, made))


async def test_way_3_the_checker_acted_for_the_maker(district: ActorClient, leader: ActorClient) -> None:
    row = await delegated(district, "leader", ["parameters:propose", "parameters:read"])
    await act_for(leader, row)
    made = await parameter_proposed(leader)
    await leader.delete("/auth/act-for")
    assert refused(await approve_parameter(leader, made))


async def test_way_3b_the_principal_checks_what_was_made_in_their_name(
    district: ActorClient, leader: ActorClient, sysadmin: ActorClient, security_admin: ActorClient
) -> None:
    row = await delegated(district, "leader", ["parameters:propose", "parameters:read"])
    await act_for(leader, row)
    made = await parameter_proposed(leader)
    await granted(sysadmin, security_admin, district.account_id, **LEADER)
    assert refused(await approve_parameter(district, made))


async def test_way_4_the_role_and_place_change_between_making_and_checking(
    chair: ActorClient,
    district: ActorClient,
    sysadmin: ActorClient,
    security_admin: ActorClient,
    world: World,
) -> None:
    member = await registered(district, world.union, id_no=resident_id(serial=77), mobile="13900001111")
    await let_go(chair, member, world.other_union)
    await granted(
        sysadmin, security_admin, chair.account_id, role="enterprise",
        organisation_id=str(world.other_union.id),
    )  # fmt: skip
    assert refused(await accept_case(chair))


async def test_way_5_the_office_changes_between_making_and_checking(
    district: ActorClient, sysadmin: ActorClient, security_admin: ActorClient
) -> None:
    made = await parameter_proposed(district)
    await granted(sysadmin, security_admin, district.account_id, **LEADER)
    assert "parameters:approve" in (await district.get("/me")).json()["permissions"]
    assert refused(await approve_parameter(district, made))


async def test_way_6_the_account_is_closed_and_opened_again(
    app: FastAPI, doors: AsyncExitStack, district: ActorClient, sysadmin: ActorClient,
    security_admin: ActorClient, world: World,
) -> None:  # fmt: skip
    made = await parameter_proposed(district)
    url = f"/accounts/{district.account_id}"
    for action in ("disable", "enable"):
        etag = (await sysadmin.get(url)).headers["ETag"]
        body = {"action": action, "note": "重新开户"}
        done = await sysadmin.post(f"{url}/actions", json=body, headers={"If-Match": etag})
        assert done.status_code == 200, done.text
    await approved(security_admin, done.json()["account"]["proposal"])
    await granted(sysadmin, security_admin, district.account_id, **LEADER)
    again = await sign_in(app, doors, world.seats["district"])
    assert refused(await approve_parameter(again, made))


@pytest.mark.parametrize("who_declares", ["checker", "subject"])
async def test_way_7_the_rights_of_a_declared_spouse(
    sysadmin: ActorClient, security_admin: ActorClient, chair: ActorClient, who_declares: str
) -> None:
    grant = await proposed(sysadmin, chair.account_id, role="enterprise")
    if who_declares == "checker":
        await declared(security_admin, mobile=MOBILE["chair"])
    else:
        await declared(chair, mobile=MOBILE["security_admin"])
    assert refused(await decide(security_admin, grant, "approve"))


async def test_way_7b_a_declaration_taken_back_for_the_occasion_still_counts(
    sysadmin: ActorClient, security_admin: ActorClient, chair: ActorClient
) -> None:
    grant = await proposed(sysadmin, chair.account_id, role="enterprise")
    row = await declared(security_admin, mobile=MOBILE["chair"])
    assert (await security_admin.delete(f"/me/relatives/{row['id']}")).status_code == 200
    assert refused(await decide(security_admin, grant, "approve"))


async def test_way_8_the_own_membership_known_by_the_phone_number(
    chair: ActorClient, other_chair: ActorClient, district: ActorClient, world: World
) -> None:
    mine = await registered(
        district, world.union, name="柴主二", id_no=resident_id(serial=78), mobile=MOBILE["other_chair"]
    )
    await let_go(chair, mine, world.other_union)
    assert refused(await accept_case(other_chair))


async def test_way_8b_the_spouse_s_membership_known_by_the_id_number(
    chair: ActorClient, other_chair: ActorClient, district: ActorClient, world: World
) -> None:
    number = resident_id(serial=79)
    member = await registered(district, world.union, name="祝配偶", id_no=number, mobile="13900002222")
    await declared(other_chair, id_no=number)
    await let_go(chair, member, world.other_union)
    assert refused(await accept_case(other_chair))


async def test_way_9_the_maker_hands_over_to_the_own_next_account(
    app: FastAPI, doors: AsyncExitStack, district: ActorClient, sysadmin: ActorClient, world: World
) -> None:
    made = await parameter_proposed(district)
    second = await second_account(app, doors, world, "district", world.district_union, Role.DISTRICT, *Office)
    etag = (await sysadmin.get(f"/accounts/{district.account_id}")).headers["ETag"]
    body = {"successor_login_name": "district.second", "reason": "transfer", "note": "岗位调整"}
    headers = {"If-Match": etag, "Idempotency-Key": uuid4().hex}
    done = await sysadmin.post(f"/accounts/{district.account_id}/handover", json=body, headers=headers)
    assert done.status_code == 201, done.text
    assert (await district.get("/me")).status_code == 401
    assert refused(await approve_parameter(second, made))


async def test_way_10_a_session_from_when_one_still_might(
    district: ActorClient, leader: ActorClient, sysadmin: ActorClient, security_admin: ActorClient
) -> None:
    made = await parameter_proposed(district)
    row = await delegated(leader, "district", ["parameters:approve", "parameters:read"])
    await act_for(district, row)
    await granted(sysadmin, security_admin, leader.account_id, note="卸任")
    assert (await approve_parameter(leader, made)).status_code == 403
    told = await approve_parameter(district, made)
    assert told.status_code == 403 and (await district.get("/me")).json()["acting_for"] is None


async def test_way_11_self_granted_rights(
    sysadmin: ActorClient, security_admin: ActorClient, district: ActorClient, world: World
) -> None:
    for account_id in (sysadmin.account_id, district.account_id):
        assert (await ask(district, account_id, **LEADER)).status_code == 403
        assert (await ask(security_admin, account_id, **LEADER)).status_code == 403
    assert (await ask(sysadmin, sysadmin.account_id, **LEADER)).status_code == 403
    own = await proposed(sysadmin, security_admin.account_id, role="security_admin")
    assert refused(await decide(security_admin, own, "approve"))


async def test_way_11b_the_proposer_cannot_become_the_approver_of_the_own_proposal(
    app: FastAPI, doors: AsyncExitStack, sysadmin: ActorClient, security_admin: ActorClient,
    chair: ActorClient, world: World,
) -> None:  # fmt: skip
    grant = await proposed(sysadmin, chair.account_id, role="enterprise")
    await granted_second_admin(app, doors, world, sysadmin, security_admin)
    assert refused(await decide(sysadmin, grant, "approve"))


async def granted_second_admin(
    app: FastAPI, doors: AsyncExitStack, world: World, sysadmin: ActorClient, security_admin: ActorClient
) -> None:
    """Another system administrator moves the first one to the office that approves."""
    body = {
        "login_name": "sysadmin.two", "person_name": "关系二", "mobile": "13807360077", "role": "system_admin",
        "organisation_id": str(world.district_union.id),
    }  # fmt: skip
    opened = await sysadmin.post("/accounts", json=body)
    assert opened.status_code == 201, opened.text
    await approved(security_admin, opened.json()["account"]["proposal"])
    second = await second_account(app, doors, world, "auditor", world.district_union, Role.SYSTEM_ADMIN)
    await granted(second, security_admin, sysadmin.account_id, role="security_admin")
    assert "grants:approve" in (await sysadmin.get("/me")).json()["permissions"]


async def test_way_12_a_race_of_two_sessions_of_the_maker(
    app: FastAPI, doors: AsyncExitStack, district: ActorClient, sysadmin: ActorClient,
    security_admin: ActorClient, world: World,
) -> None:  # fmt: skip
    await granted(sysadmin, security_admin, district.account_id, **LEADER)
    other = await sign_in(app, doors, world.seats["district"])
    made = await parameter_proposed(district)
    told = await asyncio.gather(*(approve_parameter(one, made) for one in (district, other) * 3))
    assert all(refused(answer) for answer in told)


async def test_way_12b_two_sessions_of_the_checker_have_one_effect(
    app: FastAPI, doors: AsyncExitStack, sysadmin: ActorClient, security_admin: ActorClient,
    chair: ActorClient, world: World,
) -> None:  # fmt: skip
    grant = await proposed(sysadmin, chair.account_id, role="enterprise")
    other = await sign_in(app, doors, world.seats["security_admin"])
    told = await asyncio.gather(*(decide(one, grant, "approve") for one in (security_admin, other)))
    assert sorted(answer.status_code for answer in told) in ([200, 409], [200, 412])
    listed = (await sysadmin.get(f"/grants?account_id={chair.account_id}")).json()["items"]
    assert [row["valid_to"] for row in listed] == [None, "2020-12-16"]
