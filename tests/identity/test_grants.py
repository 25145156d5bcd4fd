"""AZ-13 and AZ-14: rights are proposed by one person and approved by another; nobody raises own rights."""

from datetime import date
from typing import Any

from fastapi import FastAPI
from sqlmodel import Session, col, select, update

from backend.identity.codes import GrantState
from backend.identity.grants.models import RoleGrant
from backend.identity.grants.standing import adopt_older_accounts
from backend.identity.models import Account, LoginSession
from backend.kernel import clock
from backend.kernel.roles import Office, Role
from tests.identity.conftest import Look
from tests.identity.people import approved, ask, decide, granted, proposed
from tests.support.actors import ActorClient, World

RIGHT_OF = {"finance": "parameters:propose", "leader": "parameters:approve"}


async def rights(client: ActorClient) -> set[str]:
    return set((await client.get("/me")).json()["permissions"])


async def test_rights_change_only_after_a_second_person_approved(
    sysadmin: ActorClient, security_admin: ActorClient, chair: ActorClient, world: World
) -> None:
    form = {"role": "street", "organisation_id": str(world.other_street_union.id), "note": "借调"}
    grant = await proposed(sysadmin, chair.account_id, **form)
    assert (grant["status"], grant["kind"], grant["valid_from"]) == ("proposed", "change", None)
    assert (grant["standing"]["role"], grant["role"]) == ("enterprise", "street")
    assert "returns:review" not in await rights(chair)
    done = await approved(security_admin, grant)
    assert (done["status"], done["valid_from"]) == ("approved", "2020-12-16")
    me = (await chair.get("/me")).json()
    assert (me["role"], me["organisation"]["id"]) == ("street", str(world.other_street_union.id))
    assert "returns:review" in me["permissions"]
    assert [(h["action"], h["person_name"]) for h in done["history"]] == [
        ("propose", "关系统"), ("approve", "岳安全"),
    ]  # fmt: skip


async def test_one_account_holds_several_offices_and_the_new_grant_replaces_the_old(
    sysadmin: ActorClient, security_admin: ActorClient, district: ActorClient, world: World
) -> None:
    before = await rights(district)
    await granted(
        sysadmin, security_admin, district.account_id, role="district", offices=["finance", "publicity"]
    )
    after = await rights(district)
    assert "parameters:propose" in after and "members:decide" in before - after
    card = (await sysadmin.get(f"/accounts/{district.account_id}")).json()
    assert card["offices"] == card["standing"]["offices"] == ["finance", "publicity"]
    listed = (await sysadmin.get(f"/grants?account_id={district.account_id}")).json()["items"]
    assert [(g["status"], g["valid_to"]) for g in listed] == [("approved", None), ("approved", "2020-12-16")]


async def test_the_end_of_rights_is_decided_like_any_grant(
    sysadmin: ActorClient, security_admin: ActorClient, chair: ActorClient
) -> None:
    grant = await proposed(sysadmin, chair.account_id, note="卸任")
    assert grant["kind"] == "end" and await rights(chair)
    await approved(security_admin, grant)
    assert await rights(chair) == set()
    again = await ask(sysadmin, chair.account_id)
    assert again.status_code == 409 and "没有权限" in again.json()["detail"]


async def test_rights_with_a_last_day_end_by_themselves(
    sysadmin: ActorClient, security_admin: ActorClient, leader: ActorClient
) -> None:
    await granted(
        sysadmin, security_admin, leader.account_id, role="district", offices=["finance"],
        valid_to="2020-12-20",
    )  # fmt: skip
    clock.freeze(date(2020, 12, 19))
    assert RIGHT_OF["finance"] in await rights(leader)
    clock.freeze(date(2020, 12, 20))
    assert await rights(leader) == set()


BAD: tuple[tuple[dict[str, Any], tuple[str, str]], ...] = (
    ({"role": "street"}, ("organisation_id", "place_role")),
    ({"role": "district", "offices": ["finance"]}, ("organisation_id", "place_role")),
    ({"role": "enterprise", "offices": ["finance"]}, ("offices", "office_role")),
    ({"role": "enterprise", "valid_to": "2020-12-16"}, ("valid_to", "date_past")),
    ({"role": "enterprise", "offices": ["treasury"]}, ("offices.0", "enum")),
    ({"role": "enterprise", "status": "approved"}, ("body", "extra_forbidden")),
    ({"role": "enterprise", "valid_from": "2020-12-15"}, ("valid_from", "date_past")),
    (
        {"role": "enterprise", "valid_from": "2021-01-01", "valid_to": "2021-01-01"},
        ("valid_to", "before_start"),
    ),
)


async def test_az_8_a_bad_proposal_names_its_field(sysadmin: ActorClient, chair: ActorClient) -> None:
    for body, problem in BAD:
        answer = await ask(sysadmin, chair.account_id, **body)
        assert answer.status_code == 422, body
        assert [(e["field"], e["code"]) for e in answer.json()["errors"]] == [problem]
    assert (await sysadmin.get("/grants?status=proposed")).json()["total"] == 0


async def test_az_14_nobody_proposes_or_approves_own_rights(
    sysadmin: ActorClient, security_admin: ActorClient
) -> None:
    body = {"role": "district", "offices": ["leader"]}
    own = await ask(sysadmin, sysadmin.account_id, **body)
    assert own.status_code == 403
    about = await proposed(sysadmin, security_admin.account_id, role="security_admin")
    shown = (await security_admin.get(f"/grants/{about['id']}")).json()
    assert shown["actions"] == []
    assert (await decide(security_admin, about, "approve")).status_code == 409
    assert (await decide(sysadmin, about, "approve")).status_code == 403
    assert [a["code"] for a in about["actions"]] == ["withdraw"]
    assert (await decide(sysadmin, about, "withdraw")).json()["status"] == "withdrawn"


async def test_az_14_nobody_opens_a_second_account_for_oneself(
    sysadmin: ActorClient, world: World, look: Look
) -> None:
    body = {
        "login_name": "second.me", "person_name": "关系统", "mobile": "13807360007", "role": "system_admin",
        "organisation_id": str(world.district_union.id),
    }  # fmt: skip
    assert (await sysadmin.post("/accounts", json=body)).status_code == 403
    assert look(lambda s: s.exec(select(Account).where(Account.login_name == "second.me")).all()) == []


async def test_a_refusal_needs_a_reason_and_changes_nothing(
    sysadmin: ActorClient, security_admin: ActorClient, chair: ActorClient, world: World
) -> None:
    before = await rights(chair)
    form = {"role": "street", "organisation_id": str(world.street_union.id)}
    grant = await proposed(sysadmin, chair.account_id, **form)
    second = await ask(sysadmin, chair.account_id, **form)
    assert second.status_code == 409 and "待批准" in second.json()["detail"]
    assert (await decide(security_admin, grant, "refuse")).status_code == 422
    assert (await decide(security_admin, grant, "refuse", "未见文件")).status_code == 200
    assert (await decide(security_admin, grant, "approve")).status_code == 412
    assert await rights(chair) == before


async def test_wf_4_what_was_shown_is_what_is_approved(
    sysadmin: ActorClient, security_admin: ActorClient, chair: ActorClient
) -> None:
    grant = await proposed(sysadmin, chair.account_id, role="enterprise")
    url, body = f"/grants/{grant['id']}/actions", {"action": "approve"}
    assert (await security_admin.post(url, json=body)).status_code == 428
    assert (await security_admin.post(url, json=body, headers={"If-Match": '"v9"'})).status_code == 412


async def test_au_11_a_grant_is_decided_with_a_fresh_proof_only(
    sysadmin: ActorClient, security_admin: ActorClient, chair: ActorClient, look: Look
) -> None:
    grant = await proposed(sysadmin, chair.account_id, role="enterprise")

    def forget(session: Session) -> None:
        mine = col(LoginSession.account_id) == security_admin.account_id
        session.execute(update(LoginSession).where(mine).values(proved_at=None))

    look(forget)
    answer = await decide(security_admin, grant, "approve")
    assert answer.status_code == 403 and answer.json()["type"].endswith("step-up-required")


async def test_a_disabled_account_loses_its_rights_and_gets_them_back_from_a_second_person_only(
    sysadmin: ActorClient, security_admin: ActorClient, district: ActorClient, app: FastAPI, world: World
) -> None:
    url = f"/accounts/{district.account_id}"
    for action in ("disable", "enable"):
        version = (await sysadmin.get(url)).headers["ETag"]
        body = {"action": action, "note": "核实"}
        done = await sysadmin.post(f"{url}/actions", json=body, headers={"If-Match": version})
        assert done.status_code == 200, done.text
    card = done.json()["account"]
    assert (card["has_rights"], card["standing"]) == (False, None)
    assert (card["proposal"]["status"], card["proposal"]["offices"][0]) == ("proposed", "finance")
    await approved(security_admin, card["proposal"])
    assert (await sysadmin.get(url)).json()["has_rights"] is True


async def test_az_13_a_clash_that_arose_meanwhile_stops_the_approval(
    sysadmin: ActorClient, security_admin: ActorClient, chair: ActorClient, look: Look, world: World
) -> None:
    grant = await proposed(sysadmin, chair.account_id, role="enterprise")

    def same_person(session: Session) -> None:
        seat = world.seats["auditor"]
        account = session.get_one(Account, ("430702", seat.account_id))
        account.person_id = world.seats["chair"].person_id
        session.add(account)

    look(same_person)
    answer = await decide(security_admin, grant, "approve")
    assert [(e["field"], e["code"]) for e in answer.json()["errors"]] == [("role", "role_clash")]
    assert (await sysadmin.get(f"/grants/{grant['id']}")).json()["status"] == "proposed"


async def test_grants_are_seen_by_administrators_and_the_auditor_only(
    sysadmin: ActorClient, audit_admin: ActorClient, auditor: ActorClient, district: ActorClient,
    leader: ActorClient, chair: ActorClient,
) -> None:  # fmt: skip
    grant = await proposed(sysadmin, chair.account_id, role="enterprise")
    for caller in (audit_admin, auditor):
        assert (await caller.get("/grants?status=proposed")).json()["total"] == 1
        assert (await decide(caller, grant, "approve")).status_code == 403
    for caller in (district, leader, chair):
        assert (await caller.get("/grants")).status_code == 403
        assert (await decide(caller, grant, "approve")).status_code == 403


async def test_accounts_from_before_grants_keep_working_and_nobody_becomes_leader(
    world: World, look: Look, district: ActorClient, chair: ActorClient
) -> None:
    def forget_and_adopt(session: Session) -> list[tuple[Role, frozenset[Office]]]:
        for row in session.exec(select(RoleGrant)):
            session.delete(row)
        session.flush()
        adopt_older_accounts(session)
        adopt_older_accounts(session)
        return [(row.role, row.office_set) for row in session.exec(select(RoleGrant))]

    held = look(forget_and_adopt)
    assert len(held) == len(world.seats)
    everything = frozenset(Office) - {Office.LEADER}
    assert {offices for role, offices in held if role is Role.DISTRICT} == {everything}
    assert {offices for role, offices in held if role is not Role.DISTRICT} == {frozenset()}
    assert "members:decide" in await rights(district) and "returns:fill" in await rights(chair)


async def test_an_undecided_or_refused_proposal_is_no_older_account(
    sysadmin: ActorClient, world: World, look: Look
) -> None:
    body = {
        "login_name": "new.one", "person_name": "甄新人", "mobile": "13807360042", "role": "enterprise",
        "organisation_id": str(world.union.id),
    }  # fmt: skip
    made = (await sysadmin.post("/accounts", json=body)).json()["account"]
    look(adopt_older_accounts)
    assert (await sysadmin.get(f"/accounts/{made['id']}")).json()["has_rights"] is False
    states = look(
        lambda s: {row.status for row in s.exec(select(RoleGrant)) if str(row.account_id) == made["id"]}
    )
    assert states == {GrantState.PROPOSED}
