"""交接: preview of open work, one act moves it and closes the account, all or nothing."""

from typing import Any
from uuid import uuid4

from fastapi import FastAPI
from sqlmodel import Session, select

from backend.identity.handover.models import Handover
from backend.kernel.roles import Office, Role
from backend.members.models import RollImport
from tests.identity.conftest import Look
from tests.identity.people import act_for, delegated, granted
from tests.members.people import csv_roll, previewed, roll_row
from tests.support.actors import ActorClient, World
from tests.support.builders import add_person_account


def successor(app: FastAPI, role: Role = Role.ENTERPRISE, place: str = "union") -> Any:
    def build(session: Session, world: World) -> Any:
        return add_person_account(
            session, app.state.desk, getattr(world, place), role, "next.chair", person_name="甄接任",
            mobile="13807360055",
        ).id  # fmt: skip

    return build


async def hand_over(sysadmin: ActorClient, account_id: Any, login_name: str = "next.chair") -> Any:
    url = f"/accounts/{account_id}"
    etag = (await sysadmin.get(url)).headers.get("ETag", '"v1"')
    body = {"successor_login_name": login_name, "reason": "election", "note": "换届选举"}
    headers = {"If-Match": etag, "Idempotency-Key": uuid4().hex}
    return await sysadmin.post(f"{url}/handover", json=body, headers=headers)


def counts(work: list[dict[str, Any]]) -> dict[str, int]:
    return {line["code"]: line["count"] for line in work}


async def test_one_act_moves_the_work_ends_delegations_and_sessions_and_closes_the_account(
    app: FastAPI,
    chair: ActorClient,
    other_chair: ActorClient,
    sysadmin: ActorClient,
    world: World,
    look: Look,
) -> None:
    next_id = look(lambda s: successor(app)(s, world))
    item = await previewed(app, chair, world.union, csv_roll([roll_row(1)]))
    lent = await delegated(chair, "other_chair", ["organisations:read"])
    await act_for(other_chair, lent)
    shown = (await sysadmin.get(f"/accounts/{chair.account_id}/handover")).json()
    told = counts(shown["work"])
    assert (shown["person_name"], told["roll_imports"], told["delegations"], told["sessions"]) == (
        "柴主一", 1, 1, 1,
    )  # fmt: skip
    assert {"inbox", "person_lists"} <= set(told)
    done = await hand_over(sysadmin, chair.account_id)
    assert done.status_code == 201, done.text
    assert (done.json()["from_name"], done.json()["to_name"]) == ("柴主一", "甄接任")
    assert counts(done.json()["work"]) == told
    assert (await chair.get("/me")).status_code == 401
    assert (await other_chair.get("/me")).json()["acting_for"] is None
    card = (await sysadmin.get(f"/accounts/{chair.account_id}")).json()
    assert (card["status"], card["has_rights"]) == ("disabled", False)
    assert card["history"][-1]["note"] == "换届，交接给 甄接任：换届选举"
    owner = look(lambda s: [(r.account_id, r.person_name) for r in s.exec(select(RollImport))])
    assert owner == [(next_id, "甄接任")] and item["status"] == "ready"
    assert len(look(lambda s: s.exec(select(Handover)).all())) == 1
    assert (await hand_over(sysadmin, chair.account_id)).status_code == 409


async def test_the_successor_already_holds_the_duty(
    app: FastAPI, chair: ActorClient, sysadmin: ActorClient, world: World, look: Look
) -> None:
    for login_name, code in (
        ("nobody.here", "unknown_account"), ("chair", "unknown_account"), ("other_chair", "not_covering"),
        ("street", "not_covering"),
    ):  # fmt: skip
        answer = await hand_over(sysadmin, chair.account_id, login_name)
        assert answer.status_code == 422
        assert [e["code"] for e in answer.json()["errors"]] == [code]
    assert (await chair.get("/me")).status_code == 200


async def test_nobody_hands_over_the_own_account_and_no_other_role_does(
    sysadmin: ActorClient, security_admin: ActorClient, district: ActorClient, chair: ActorClient
) -> None:
    assert (await hand_over(sysadmin, sysadmin.account_id)).status_code == 403
    for caller in (security_admin, district, chair):
        assert (await hand_over(caller, chair.account_id)).status_code == 403
        assert (await caller.get(f"/accounts/{chair.account_id}/handover")).status_code == 403


async def test_a_handover_of_an_older_version_changes_nothing(
    app: FastAPI, chair: ActorClient, sysadmin: ActorClient, world: World, look: Look
) -> None:
    look(lambda s: successor(app)(s, world))
    body = {"successor_login_name": "next.chair", "reason": "election", "note": "换届选举"}
    headers = {"If-Match": '"v9"', "Idempotency-Key": uuid4().hex}
    answer = await sysadmin.post(f"/accounts/{chair.account_id}/handover", json=body, headers=headers)
    assert answer.status_code == 412
    assert (await chair.get("/me")).status_code == 200
    assert look(lambda s: s.exec(select(Handover)).all()) == []


async def test_az_3_a_foreign_account_has_no_handover(sysadmin: ActorClient) -> None:
    assert (await sysadmin.get(f"/accounts/{uuid4()}/handover")).status_code == 404


async def test_a_successor_without_the_offices_cannot_take_the_work(
    app: FastAPI, district: ActorClient, sysadmin: ActorClient, security_admin: ActorClient, world: World, look: Look
) -> None:  # fmt: skip
    next_id = look(lambda s: successor(app, Role.DISTRICT, "district_union")(s, world))
    for offices in (["organisation"], ["organisation", "leader"]):
        await granted(sysadmin, security_admin, next_id, role="district", offices=offices)
        answer = await hand_over(sysadmin, district.account_id)
        assert answer.status_code == 422
        assert [(e["code"], "部门" in e["fix"]) for e in answer.json()["errors"]] == [("not_covering", True)]
    offices = [str(office) for office in Office]
    await granted(sysadmin, security_admin, next_id, role="district", offices=offices)
    assert (await hand_over(sysadmin, district.account_id)).status_code == 201
