"""The accounts counter: opening, changing, moving; nobody changes own rights; phones masked; all of it audited."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from sqlmodel import Session, select

from backend.identity.models import Account, LoginName, Person
from backend.kernel.audit import AuditEntry
from tests.identity.conftest import Look
from tests.identity.people import approved
from tests.support.actors import SEATS, ActorClient, World
from tests.support.builders import PASSWORD, add_person_account, add_union

NEW_PASSWORD = "lantern.otter.7.violin"


def form(world: World, **changes: Any) -> dict[str, Any]:
    values = {
        "login_name": "new.chair",
        "person_name": "甄新人",
        "mobile": "138 0736 0042",
        "role": "enterprise",
        "organisation_id": str(world.neighbour_union.id),
    }
    return {**values, **changes}


async def act(client: ActorClient, account_id: Any, action: str, note: str = "核实") -> Any:
    etag = (await client.get(f"/accounts/{account_id}")).headers.get("ETag", '"v1"')
    body = {"action": action, "note": note}
    return await client.post(f"/accounts/{account_id}/actions", json=body, headers={"If-Match": etag})


async def change(client: ActorClient, account_id: Any, body: dict[str, Any]) -> Any:
    etag = (await client.get(f"/accounts/{account_id}")).headers.get("ETag", '"v1"')
    return await client.patch(f"/accounts/{account_id}", json=body, headers={"If-Match": etag})


def problem_codes(answer: Any) -> list[tuple[str, str]]:
    assert answer.status_code == 422, answer.text
    return [(error["field"], error["code"]) for error in answer.json()["errors"]]


async def test_a_new_account_chooses_its_own_password_and_waits_for_a_second_person_before_anything_else(
    sysadmin: ActorClient, security_admin: ActorClient, anonymous: ActorClient, world: World
) -> None:
    made = await sysadmin.post("/accounts", json=form(world))
    assert made.status_code == 201, made.text
    password = made.json()["temporary_password"]
    signed = await anonymous.post("/auth/login", json={"login_name": "new.chair", "password": password})
    anonymous.headers["Authorization"] = f"Bearer {signed.json()['access_token']}"
    assert signed.json()["me"]["must_change_password"] is True
    assert signed.json()["me"]["permissions"] == []
    assert (await anonymous.get("/calendar?year=2020")).status_code == 403
    chosen = {"current_password": password, "new_password": NEW_PASSWORD}
    assert (await anonymous.post("/me/password", json=chosen)).status_code == 204
    me = (await anonymous.get("/me")).json()
    assert (me["must_change_password"], me["permissions"]) == (False, [])
    assert (await anonymous.get("/calendar?year=2020")).status_code == 403
    await approved(security_admin, made.json()["account"]["proposal"])
    me = (await anonymous.get("/me")).json()
    assert "calendar:read" in me["permissions"]
    assert (await anonymous.get("/calendar?year=2020")).status_code == 200


async def test_the_generated_password_is_shown_once_and_kept_nowhere(
    sysadmin: ActorClient, world: World, look: Look
) -> None:
    made = (await sysadmin.post("/accounts", json=form(world))).json()
    password, account_id = made["temporary_password"], made["account"]["id"]
    for path in (f"/accounts/{account_id}", "/accounts?q=new"):
        assert password not in (await sysadmin.get(path)).text
    rows = look(lambda s: [row.model_dump_json() for row in s.exec(select(Account))])
    assert len(rows) == len(SEATS) + 1 and not [row for row in rows if password in row]


async def test_cr_1_the_phone_number_is_sealed_in_the_store_and_masked_on_the_wire(
    sysadmin: ActorClient, world: World, look: Look
) -> None:
    made = (await sysadmin.post("/accounts", json=form(world))).json()
    assert made["account"]["mobile"] == "138****0042"
    people = look(lambda s: [(row.mobile_sealed, row.mobile_index) for row in s.exec(select(Person))])
    assert len(people) == len(SEATS) + 1
    assert not [one for one in people if b"13807360042" in one[0] or "13807360042" in one[1]]


BAD_FORMS: tuple[tuple[dict[str, Any], tuple[str, str]], ...] = (
    ({"login_name": "chair"}, ("login_name", "login_taken")),
    ({"login_name": "CHAIR"}, ("login_name", "login_taken")),
    ({"login_name": "王"}, ("login_name", "string_too_short")),
    ({"login_name": "王主席王主席"}, ("login_name", "login_format")),
    ({"mobile": "1380736004a"}, ("mobile", "mobile_format")),
    ({"mobile": "13807360004"}, ("mobile", "mobile_taken")),
    ({"person_name": "甄*人"}, ("person_name", "lost_character")),
    ({"role": "superuser"}, ("role", "enum")),
    ({"role": "street"}, ("organisation_id", "place_role")),
    ({"role": "district"}, ("organisation_id", "place_role")),
    ({"role": "system_admin"}, ("organisation_id", "place_role")),
    ({"organisation_id": str(uuid4())}, ("organisation_id", "unknown_place")),
    ({"password": "x"}, ("body", "extra_forbidden")),
    ({"must_change_password": False}, ("body", "extra_forbidden")),
    ({"district_id": "430703"}, ("body", "extra_forbidden")),
)


async def test_az_8_a_bad_form_names_its_field_and_opens_nothing(
    sysadmin: ActorClient, world: World, look: Look
) -> None:
    for changes, problem in BAD_FORMS:
        answer = await sysadmin.post("/accounts", json=form(world, **changes))
        assert problem_codes(answer) == [problem], changes
    assert look(lambda s: (len(s.exec(select(Account)).all()), len(s.exec(select(LoginName)).all()))) == (
        len(SEATS),
        len(SEATS),
    )


async def test_one_person_may_chair_a_union_and_clerk_a_street_with_two_accounts(
    sysadmin: ActorClient, world: World, look: Look
) -> None:
    seat = world.seats["chair"]
    body = form(
        world, login_name="chair.street", person_name=seat.person_name, mobile="13807360004", role="street",
        organisation_id=str(world.street_union.id),
    )  # fmt: skip
    made = await sysadmin.post("/accounts", json=body)
    assert made.status_code == 201, made.text
    people = look(
        lambda s: {a.person_id for a in s.exec(select(Account)) if a.login_name.startswith("chair")}
    )
    assert people == {seat.person_id}


@pytest.mark.parametrize("role", ["system_admin", "security_admin", "audit_admin", "auditor"])
async def test_az_13_who_does_business_cannot_keep_or_audit_the_system(
    sysadmin: ActorClient, world: World, role: str
) -> None:
    seat = world.seats["district"]
    body = form(
        world, person_name=seat.person_name, mobile="13807360001", role=role,
        organisation_id=str(world.district_union.id),
    )  # fmt: skip
    assert problem_codes(await sysadmin.post("/accounts", json=body)) == [("role", "role_clash")]


async def test_az_13_a_second_account_cannot_be_enabled_into_a_clash(
    sysadmin: ActorClient, world: World
) -> None:
    seat = world.seats["district"]
    assert (await act(sysadmin, seat.account_id, "disable")).status_code == 200
    body = form(
        world, person_name=seat.person_name, mobile="13807360001", role="auditor",
        organisation_id=str(world.district_union.id),
    )  # fmt: skip
    assert (await sysadmin.post("/accounts", json=body)).status_code == 201
    assert problem_codes(await act(sysadmin, seat.account_id, "enable")) == [("role", "role_clash")]
    assert (await sysadmin.get(f"/accounts/{seat.account_id}")).json()["status"] == "disabled"


@pytest.mark.parametrize("body", [{"role": "district"}, {"organisation_id": None}, {"offices": ["leader"]}])
async def test_az_14_no_correction_of_a_person_carries_rights(
    sysadmin: ActorClient, world: World, body: dict[str, Any]
) -> None:
    for account_id in (sysadmin.account_id, world.seats["chair"].account_id):
        answer = await change(sysadmin, account_id, body)
        assert problem_codes(answer) == [("body", "extra_forbidden")]


async def test_az_14_nobody_disables_or_resets_oneself(sysadmin: ActorClient) -> None:
    shown = (await sysadmin.get(f"/accounts/{sysadmin.account_id}")).json()
    assert shown["actions"] == []
    for action in ("disable", "reset_password"):
        assert (await act(sysadmin, sysadmin.account_id, action)).status_code == 403
    assert (await sysadmin.get("/me")).status_code == 200


async def test_az_14_no_other_role_reaches_the_counter(
    district: ActorClient, street: ActorClient, chair: ActorClient, auditor: ActorClient, world: World
) -> None:
    for caller in (district, street, chair):
        assert (await caller.get("/accounts")).status_code == 403
        assert (await caller.get(f"/accounts/{caller.account_id}")).status_code == 403
    for caller in (district, street, chair, auditor):
        assert (await caller.post("/accounts", json=form(world))).status_code == 403
        assert (await change(caller, caller.account_id, {"person_name": "某人"})).status_code == 403
        assert (await act(caller, caller.account_id, "enable")).status_code == 403
    assert (await auditor.get("/accounts")).status_code == 200


async def test_a_persons_name_and_phone_can_be_corrected(sysadmin: ActorClient, world: World) -> None:
    seat = world.seats["chair"]
    answer = await change(
        sysadmin, seat.account_id, {"person_name": "柴·更名", "mobile": "+86 139-0736-0099"}
    )
    assert (answer.json()["person_name"], answer.json()["mobile"]) == ("柴·更名", "139****0099")
    taken = await change(sysadmin, seat.account_id, {"mobile": "13807360001"})
    assert problem_codes(taken) == [("mobile", "mobile_taken")]


async def test_wf_4_a_change_needs_the_version_that_was_read(sysadmin: ActorClient, world: World) -> None:
    url = f"/accounts/{world.seats['chair'].account_id}"
    assert (await sysadmin.patch(url, json={"person_name": "某人"})).status_code == 428
    stale = {"If-Match": '"v7"'}
    assert (await sysadmin.patch(url, json={"person_name": "某人"}, headers=stale)).status_code == 412
    body = {"action": "disable", "note": "调离"}
    assert (await sysadmin.post(f"{url}/actions", json=body)).status_code == 428
    assert (await sysadmin.post(f"{url}/actions", json=body, headers=stale)).status_code == 412
    assert (await sysadmin.get(url)).json()["version"] == 1


async def test_a_disabled_account_stays_out_until_enabled(
    sysadmin: ActorClient, anonymous: ActorClient, world: World
) -> None:
    seat, entry = world.seats["chair"], {"login_name": "chair", "password": PASSWORD}
    assert (await act(sysadmin, seat.account_id, "disable", "")).status_code == 422
    disabled = await act(sysadmin, seat.account_id, "disable", "调离")
    assert disabled.json()["account"]["status"] == "disabled"
    assert [a["code"] for a in disabled.json()["account"]["actions"]] == ["enable"]
    assert [h["note"] for h in disabled.json()["account"]["history"]] == ["调离"]
    assert (await anonymous.post("/auth/login", json=entry)).status_code == 401
    assert (await act(sysadmin, seat.account_id, "disable")).status_code == 409
    assert (await act(sysadmin, seat.account_id, "reset_password")).status_code == 409
    assert (await act(sysadmin, seat.account_id, "enable")).status_code == 200
    assert (await anonymous.post("/auth/login", json=entry)).status_code == 200


async def test_a_reset_password_ends_every_session_and_must_be_changed(
    sysadmin: ActorClient, chair: ActorClient, anonymous: ActorClient
) -> None:
    reset = await act(sysadmin, chair.account_id, "reset_password", "")
    password = reset.json()["temporary_password"]
    assert reset.status_code == 200 and len(password) == 19
    assert (await chair.get("/me")).status_code == 401
    old = await anonymous.post("/auth/login", json={"login_name": "chair", "password": PASSWORD})
    new = await anonymous.post("/auth/login", json={"login_name": "chair", "password": password})
    assert (old.status_code, new.status_code) == (401, 200)
    assert new.json()["me"]["must_change_password"] is True


async def test_the_list_is_searched_filtered_and_paged(sysadmin: ActorClient, world: World) -> None:
    async def names(query: str) -> list[str]:
        answer = await sysadmin.get(f"/accounts?{query}")
        assert answer.status_code == 200, answer.text
        return [row["login_name"] for row in answer.json()["items"]]

    assert len(await names("")) == len(SEATS)
    assert await names("q=chair") == ["chair"]
    assert await names("q=柴主") == ["chair", "other_chair"]
    assert await names("q=%25") == [] and await names("q=_") == []
    assert await names("role=street") == ["street", "other_street"]
    assert await names("status=disabled") == []
    assert await names(f"organisation_id={world.other_union.id}") == ["other_chair"]
    first = (await sysadmin.get("/accounts?limit=6")).json()
    second = (await sysadmin.get(f"/accounts?limit=6&cursor={first['next_cursor']}")).json()
    seen = [row["id"] for row in first["items"] + second["items"]]
    assert (first["total"], len(set(seen)), second["next_cursor"]) == (len(SEATS), len(SEATS), None)
    assert [(await sysadmin.get(f"/accounts?limit={n}")).status_code for n in (0, 201)] == [422, 422]


async def test_places_are_names_only(sysadmin: ActorClient, auditor: ActorClient, world: World) -> None:
    found = (await sysadmin.get("/accounts/places?q=启明")).json()
    assert {row["name"] for row in found["items"]} == {
        world.street_union.name, world.union.name, world.neighbour_union.name,
    }  # fmt: skip
    assert set(found["items"][0]) == {"id", "name", "org_path"}
    assert (await auditor.get("/accounts/places")).status_code == 403


async def test_the_system_administrator_sees_no_business(sysadmin: ActorClient) -> None:
    rights = (await sysadmin.get("/me")).json()["permissions"]
    assert rights == ["accounts:manage", "accounts:read", "grants:propose", "grants:read"]


def _neighbour_district(app: Any) -> Callable[[Session], Any]:
    def build(session: Session) -> Any:
        top = add_union(session, "430703.", "鼎城区总工会")
        account = add_person_account(
            session, app.state.desk, top, "district", "dingcheng", person_name="丁成员", mobile="13807360001"
        )
        return account.id, top.id

    return build


async def test_az_3_az_6_another_districts_account_and_place_do_not_exist_here(
    app: Any, sysadmin: ActorClient, auditor: ActorClient, look: Look, world: World
) -> None:
    foreign, place = look(_neighbour_district(app))

    def without_trace(answer: Any) -> Any:
        return answer.status_code, {k: v for k, v in answer.json().items() if k != "trace_id"}

    for caller in (sysadmin, auditor):
        got = [without_trace(await caller.get(f"/accounts/{one}")) for one in (foreign, uuid4())]
        assert got[0] == got[1] and got[0][0] == 404
        assert "dingcheng" not in (await caller.get("/accounts?limit=200")).text
        assert (await caller.get("/accounts?q=dingcheng")).json()["total"] == 0
    for one in (foreign, uuid4()):
        assert (await change(sysadmin, one, {"person_name": "某人"})).status_code == 404
        assert (await act(sysadmin, one, "disable")).status_code == 404
    for one in (place, uuid4()):
        refused = await sysadmin.post(
            "/accounts", json=form(world, role="district", organisation_id=str(one))
        )
        assert problem_codes(refused) == [("organisation_id", "unknown_place")]
    assert (await sysadmin.get("/accounts/places?q=鼎城")).json()["items"] == []
    taken = await sysadmin.post("/accounts", json=form(world, login_name="dingcheng"))
    assert problem_codes(taken) == [("login_name", "login_taken")]


async def test_al_1_every_change_leaves_one_audit_row_without_personal_values(
    sysadmin: ActorClient, world: World, verbs: Callable[[], list[str]], look: Look
) -> None:
    made = (await sysadmin.post("/accounts", json=form(world))).json()["account"]
    await change(sysadmin, made["id"], {"person_name": "甄改名"})
    for action in ("reset_password", "disable", "enable"):
        assert (await act(sysadmin, made["id"], action)).status_code == 200
    assert verbs() == [
        "account.login", "account.open", "role_grant.propose", "account.change", "account.reset_password",
        "account.disable", "role_grant.withdraw", "account.enable",
    ]  # fmt: skip

    def details(session: Session) -> str:
        return " ".join(str(row.details) for row in session.exec(select(AuditEntry)))

    told = look(details)
    assert "person_name" in told
    assert not [word for word in ("甄新人", "甄改名", "13807360042") if word in told]
