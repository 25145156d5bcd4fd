"""委托代办: by dates and scope, one level only, ends by itself, both names on every record."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from sqlmodel import Session, col, select, update

from backend.identity.delegations.rules import acting_name, date_problems, delegable
from backend.identity.models import LoginSession
from backend.kernel import clock
from backend.kernel.audit import AuditEntry
from backend.kernel.history import HistoryEntry
from backend.kernel.roles import Office, Role
from backend.modules import permissions_of
from tests.identity.conftest import Look
from tests.identity.people import act_for, ask, decide, delegated, granted
from tests.support.actors import ActorClient, World

EVERYTHING = sorted(delegable(permissions_of(Role.STREET)))


def test_the_keys_of_the_house_are_never_lent() -> None:
    held = frozenset(right for role in Role for right in permissions_of(role, frozenset(Office)))
    kept = held - delegable(held)
    assert {right.split(":")[0] for right in kept} == {"accounts", "grants", "delegations", "audit"}


TODAY = date(2020, 12, 16)


@pytest.mark.parametrize(
    ("starts_on", "last_on", "told"),
    [
        (date(2020, 12, 16), date(2020, 12, 16), []),
        (date(2020, 12, 16), date(2021, 3, 15), []),
        (date(2020, 12, 16), date(2021, 3, 16), ["last_on"]),
        (date(2020, 12, 17), date(2020, 12, 16), ["last_on"]),
        (date(2020, 12, 15), date(2020, 12, 20), ["starts_on"]),
    ],
)
def test_the_dates_of_a_delegation(starts_on: date, last_on: date, told: list[str]) -> None:
    assert [error.field for error in date_problems(starts_on, last_on, TODAY, 90)] == told


def test_both_names_fit_where_one_name_is_kept() -> None:
    assert acting_name("乙", "甲") == "乙（代甲）"
    assert len(acting_name("乙" * 60, "甲" * 60)) <= 60


async def test_the_delegate_sees_and_does_what_was_lent_and_both_names_are_kept(
    street: ActorClient, other_street: ActorClient, world: World, look: Look
) -> None:
    union = world.union.id
    assert (await other_street.get(f"/organisations/{union}")).status_code == 404
    row = await delegated(
        street, "other_street", ["organisations:read", "organisations:edit", "organisations:edit_own"]
    )
    assert (row["is_given"], row["is_running"]) == (True, True)
    assert {one["subject"] for one in row["rights"]} == {"工会组织"}
    (seen,) = (await other_street.get("/me/delegations")).json()
    assert (seen["is_given"], seen["principal_name"], seen["actions"]) == (False, "卜街一", [])
    me = (await act_for(other_street, row)).json()
    assert (me["person_name"], me["acting_for"]) == ("卜街二（代卜街一）", "卜街一")
    assert me["permissions"] == ["organisations:edit", "organisations:edit_own", "organisations:read"]
    assert me["organisation"]["id"] == str(world.street_union.id)
    assert (await other_street.get("/members")).status_code == 403
    found = await other_street.get(f"/organisations/{union}")
    changed = await other_street.patch(
        f"/organisations/{union}", json={"note": "代为更正"}, headers={"If-Match": found.headers["ETag"]}
    )
    assert changed.status_code == 200, changed.text

    def last(session: Session) -> Any:
        return session.exec(select(AuditEntry).order_by(col(AuditEntry.position).desc())).first()

    entry = look(last)
    assert entry.person_name == "卜街二（代卜街一）" and entry.account_id == other_street.account_id
    assert entry.details["acting_for"] == str(world.seats["street"].person_id)
    own = (await other_street.delete("/auth/act-for")).json()
    assert (own["person_name"], own["acting_for"]) == ("卜街二", None)
    assert (await other_street.get(f"/organisations/{union}")).status_code == 404


async def test_a_part_of_the_own_place_may_be_lent(
    street: ActorClient, other_street: ActorClient, world: World
) -> None:
    row = await delegated(street, "other_street", ["organisations:read"], organisation_id=str(world.union.id))
    await act_for(other_street, row)
    assert (await other_street.get(f"/organisations/{world.union.id}")).status_code == 200
    assert (await other_street.get(f"/organisations/{world.neighbour_union.id}")).status_code == 404


async def test_a_delegation_begins_and_ends_by_itself(street: ActorClient, other_street: ActorClient) -> None:
    row = await delegated(
        street, "other_street", ["organisations:read"], starts_on="2020-12-18", last_on="2020-12-19"
    )
    assert (await act_for(other_street, row)).status_code == 404
    clock.freeze(date(2020, 12, 18))
    assert (await act_for(other_street, row)).json()["acting_for"] == "卜街一"
    clock.freeze(date(2020, 12, 19))
    assert (await other_street.get("/me")).json()["acting_for"] == "卜街一"
    clock.freeze(date(2020, 12, 20))
    assert (await other_street.get("/me")).json()["acting_for"] is None
    (seen,) = (await other_street.get("/me/delegations")).json()
    assert (seen["status"], seen["is_running"]) == ("given", False)


async def test_the_principal_ends_it_at_any_time_and_only_the_principal(
    street: ActorClient, other_street: ActorClient, other_chair: ActorClient, look: Look
) -> None:
    row = await delegated(street, "other_street", ["organisations:read"])
    await act_for(other_street, row)
    url, match = f"/me/delegations/{row['id']}/actions", {"If-Match": '"v1"'}
    body = {"action": "end"}
    assert (await other_street.post(url, json=body, headers=match)).status_code == 403
    assert (await other_chair.post(url, json=body, headers=match)).status_code == 404
    done = await street.post(url, json=body, headers=match)
    assert (done.json()["status"], done.json()["ended_on"]) == ("ended", "2020-12-16")
    assert [h["action"] for h in done.json()["history"]] == ["give", "end"]
    assert (await other_street.get("/me")).json()["acting_for"] is None
    assert (await act_for(other_street, row)).status_code == 404
    lines = look(lambda s: s.exec(select(HistoryEntry).where(HistoryEntry.object_type == "delegation")).all())
    assert len(lines) == 2


async def test_one_level_only(
    street: ActorClient, other_street: ActorClient, chair: ActorClient, world: World
) -> None:
    row = await delegated(street, "other_street", EVERYTHING)
    await act_for(other_street, row)
    again = await delegate_answer(other_street, "chair", ["organisations:read"])
    assert again.status_code == 403
    await other_street.delete("/auth/act-for")
    onward = await delegated(other_street, "chair", ["organisations:read"])
    await act_for(chair, onward)
    assert (await chair.get(f"/organisations/{world.other_union.id}")).status_code == 200
    assert (await chair.get(f"/organisations/{world.union.id}")).status_code == 404


async def delegate_answer(client: ActorClient, login_name: str, rights: list[str], **form: Any) -> Any:
    body = {
        "delegate_login_name": login_name, "rights": rights, "starts_on": "2020-12-16",
        "last_on": "2020-12-31", **form,
    }  # fmt: skip
    key = {"Idempotency-Key": str(uuid4())}
    return await client.post("/me/delegations", json=body, headers=key)


BAD: tuple[tuple[str, list[str], dict[str, Any], str, str], ...] = (
    ("nobody.here", ["organisations:read"], {}, "delegate_login_name", "unknown_account"),
    ("street", ["organisations:read"], {}, "delegate_login_name", "same_person"),
    ("sysadmin", ["organisations:read"], {}, "delegate_login_name", "role_clash"),
    ("auditor", ["organisations:read"], {}, "delegate_login_name", "role_clash"),
    ("other_street", ["returns:lock"], {}, "rights", "not_held"),
    ("other_street", ["delegations:manage"], {}, "rights", "not_held"),
    ("other_street", ["organisations:read"], {"last_on": "2021-12-31"}, "last_on", "too_long"),
    (
        "other_street",
        ["organisations:read"],
        {"organisation_id": str(uuid4())},
        "organisation_id",
        "unknown_place",
    ),
)


async def test_a_bad_delegation_names_its_field(
    street: ActorClient, other_chair: ActorClient, world: World
) -> None:
    for login_name, rights, changes, field, code in BAD:
        answer = await delegate_answer(street, login_name, rights, **changes)
        assert answer.status_code == 422, (login_name, answer.text)
        assert [(e["field"], e["code"]) for e in answer.json()["errors"]] == [(field, code)]
    foreign = {"organisation_id": str(world.other_union.id)}
    answer = await delegate_answer(street, "other_chair", ["organisations:read"], **foreign)
    assert answer.status_code == 422
    assert (await other_chair.get("/me/delegations")).json() == []


async def test_administrators_lend_nothing(sysadmin: ActorClient, auditor: ActorClient) -> None:
    for caller in (sysadmin, auditor):
        answer = await delegate_answer(caller, "street", ["accounts:read"])
        assert answer.status_code == 403


async def test_lent_rights_shrink_with_the_principals(
    sysadmin: ActorClient, security_admin: ActorClient, street: ActorClient, other_street: ActorClient
) -> None:
    row = await delegated(street, "other_street", EVERYTHING)
    await act_for(other_street, row)
    assert "returns:review" in (await other_street.get("/me")).json()["permissions"]
    await granted(sysadmin, security_admin, street.account_id, note="停职")
    me = (await other_street.get("/me")).json()
    assert (me["acting_for"], me["person_name"]) == (None, "卜街二")


async def test_who_lost_own_rights_acts_for_nobody(
    sysadmin: ActorClient, security_admin: ActorClient, street: ActorClient, other_street: ActorClient
) -> None:
    row = await delegated(street, "other_street", EVERYTHING)
    await act_for(other_street, row)
    await granted(sysadmin, security_admin, other_street.account_id, note="停职")
    me = (await other_street.get("/me")).json()
    assert (me["acting_for"], me["permissions"]) == (None, [])


async def test_somebody_elses_delegation_does_not_exist(
    street: ActorClient, other_street: ActorClient, other_chair: ActorClient
) -> None:
    row = await delegated(street, "other_street", ["organisations:read"])
    told = [await act_for(other_chair, one) for one in (row, {"id": str(uuid4())})]
    assert [answer.status_code for answer in told] == [404, 404]
    assert (await act_for(street, row)).status_code == 404
    assert (await other_chair.get("/me")).json()["acting_for"] is None


async def test_lending_wants_a_fresh_proof(street: ActorClient, look: Look) -> None:
    def forget(session: Session) -> None:
        mine = col(LoginSession.account_id) == street.account_id
        session.execute(update(LoginSession).where(mine).values(proved_at=None))

    look(forget)
    answer = await delegate_answer(street, "other_street", ["organisations:read"])
    assert answer.status_code == 403 and answer.json()["type"].endswith("step-up-required")


async def test_the_rights_to_choose_from_come_with_their_words(
    street: ActorClient, leader: ActorClient
) -> None:
    listed = (await street.get("/me/delegable-rights")).json()
    assert sorted(one["code"] for one in listed) == EVERYTHING
    assert all(one["subject"] and one["label"] for one in listed)
    assert "parameters:approve" in {one["code"] for one in (await leader.get("/me/delegable-rights")).json()}


async def test_acting_opens_no_door_to_grants(street: ActorClient, other_street: ActorClient) -> None:
    row = await delegated(street, "other_street", EVERYTHING)
    await act_for(other_street, row)
    assert (await ask(other_street, street.account_id, role="street")).status_code == 403
    assert (await decide(other_street, {"id": str(uuid4()), "version": 1}, "approve")).status_code == 403
