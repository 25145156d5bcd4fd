"""Acts over many members: preview equals effect, exceptions told, one transaction, taken back by opposite lines."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from fastapi import FastAPI
from sqlalchemy import func, select, update
from sqlmodel import col

from backend.identity.models import LoginSession
from backend.kernel import clock
from backend.kernel.db import unit_of_work
from backend.members.bulk import service
from backend.members.bulk.codes import BulkKind
from backend.members.bulk.rules import Order, Subject, faults_of, fingerprint, problem_of
from backend.members.codes import ChangeReason, GroupEight, MemberState
from backend.members.codes import MembershipEventKind as Kind
from backend.members.models import ActiveMembership
from backend.members.rules import NOTHING, Standing
from tests.members.people import change, registered, resident_id
from tests.members.steps import codes, post, read
from tests.support.actors import ActorClient, World
from tests.support.builders import Union

PATH = "/members/bulk"
TODAY = date(2020, 12, 16)
ACTIVE = Standing(MemberState.ACTIVE, date(2020, 12, 1), Kind.JOIN, 1)
RETAINED = Standing(MemberState.RETAINED, date(2020, 12, 5), Kind.RETAIN, 2)


def order(kind: BulkKind, **values: Any) -> Order:
    """A sound order of a kind with other values."""
    sound: dict[str, Any] = {"effective_on": date(2020, 12, 10), "reason": ChangeReason.BANKRUPTCY}
    return Order(**{"kind": kind, **sound, **values})


def subject(standing: Standing, **values: Any) -> Subject:
    """One member with a standing."""
    known = {"member_id": fixed(1), "version": 1, "organisation_id": fixed(2), "group_eight": None}
    return Subject(**{**known, "standing": standing, **values})


def fixed(number: int) -> UUID:
    """A fixed id."""
    return UUID(int=number)


@pytest.mark.parametrize(
    ("kind", "standing", "values", "can"),
    [
        (BulkKind.RETAIN, ACTIVE, {}, True),
        (BulkKind.RETAIN, RETAINED, {}, False),
        (BulkKind.RETAIN, ACTIVE, {"effective_on": date(2020, 11, 30)}, False),
        (BulkKind.RESUME, RETAINED, {}, True),
        (BulkKind.RESUME, ACTIVE, {}, False),
        (BulkKind.WITHDRAW, ACTIVE, {"reason": ChangeReason.OWN_REQUEST}, True),
        (BulkKind.WITHDRAW, NOTHING, {}, False),
        (BulkKind.TRANSFER, ACTIVE, {"to_organisation_id": fixed(3)}, True),
        (BulkKind.TRANSFER, RETAINED, {"to_organisation_id": fixed(3)}, True),
        (BulkKind.TRANSFER, ACTIVE, {"to_organisation_id": fixed(2)}, False),
        (BulkKind.GROUP, ACTIVE, {"group_eight": GroupEight.COURIER}, True),
        (BulkKind.GROUP, ACTIVE, {}, False),
        (BulkKind.GROUP, NOTHING, {"group_eight": GroupEight.COURIER}, False),
    ],
)
def test_whom_an_order_can_be_carried_out_for(
    kind: BulkKind, standing: Standing, values: dict[str, Any], can: bool
) -> None:
    problem = problem_of(order(kind, **values), subject(standing), TODAY)
    assert (problem is None) is can
    assert problem is None or (problem.message and problem.fix)


def test_what_an_order_itself_must_say() -> None:
    def said(kind: BulkKind, **values: Any) -> list[str]:
        return [error.field for error in faults_of(order(kind, **values), TODAY)]

    assert said(BulkKind.RETAIN) == []
    assert said(BulkKind.RETAIN, reason=None) == ["reason"]
    assert said(BulkKind.RESUME, reason=None) == []
    assert said(BulkKind.TRANSFER) == ["to_organisation_id"]
    assert said(BulkKind.WITHDRAW) == ["document_no"]
    assert said(BulkKind.GROUP, reason=None, effective_on=date(2020, 12, 17)) == ["effective_on"]


def test_the_print_of_a_preview_changes_with_everything_that_matters() -> None:
    base = (order(BulkKind.RETAIN), [(subject(ACTIVE), None)])
    problem = problem_of(order(BulkKind.RETAIN), subject(RETAINED), TODAY)
    others = [
        (order(BulkKind.RETAIN, note="另"), base[1]),
        (base[0], [(subject(ACTIVE, version=2), None)]),
        (base[0], [(subject(ACTIVE), problem)]),
        (base[0], [*base[1], (subject(ACTIVE, member_id=fixed(9)), None)]),
    ]
    prints = {fingerprint(*base), *(fingerprint(*other) for other in others)}
    assert len(prints) == 5
    two = [(subject(ACTIVE), None), (subject(ACTIVE, member_id=fixed(9)), None)]
    assert fingerprint(base[0], two) == fingerprint(base[0], two[::-1])


async def people(district: ActorClient, union: Union, count: int) -> list[dict[str, Any]]:
    """Members of a union."""
    return [
        await registered(district, union, id_no=resident_id(serial=2 * at + 1), mobile=None)
        for at in range(count)
    ]


def form(kind: str, members: list[dict[str, Any]], **values: Any) -> dict[str, Any]:
    """An order over members."""
    known = {"kind": kind, "effective_on": "2020-12-10", "reason": "4", "note": "企业破产"}
    return {**known, "member_ids": [member["id"] for member in members], **values}


async def previewed(client: ActorClient, body: dict[str, Any]) -> dict[str, Any]:
    """What an order would come to."""
    answer = await client.post(f"{PATH}/preview", json=body)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def applied(client: ActorClient, body: dict[str, Any]) -> dict[str, Any]:
    """Preview an order and carry it out."""
    found = await previewed(client, body)
    answer = await post(client, PATH, {**body, "fingerprint": found["fingerprint"]})
    assert answer.status_code == 201, answer.text
    run: dict[str, Any] = answer.json()
    assert (run["applied"], run["excepted"]) == (found["valid"], found["excepted"])
    return run


async def undone(client: ActorClient, run: dict[str, Any]) -> dict[str, Any]:
    """Take an act back."""
    answer = await client.post(
        f"{PATH}/{run['id']}/undo", json={"note": "名单有误"}, headers={"If-Match": f'"v{run["version"]}"'}
    )
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def states(client: ActorClient, members: list[dict[str, Any]]) -> list[str]:
    """Where members stand now."""
    return [(await read(client, f"/members/{member['id']}"))["status"] for member in members]


async def test_a_bankrupt_employers_members_are_retained_together_and_brought_back(
    chair: ActorClient, street: ActorClient, district: ActorClient, world: World
) -> None:
    members = await people(district, world.union, 4)
    await change(chair, members[3], "retain")
    body = form("retain", members)
    found = await previewed(chair, body)
    assert (found["valid"], found["excepted"], found["needs_proof"]) == (3, 1, False)
    assert found["rows"][0]["problem"] and found["rows"][0]["fix"]
    assert await states(chair, members) == ["active"] * 3 + ["retained"]
    run = await applied(chair, body)
    assert await states(chair, members) == ["retained"] * 4
    assert [row["outcome"] for row in run["rows"]] == ["exception", "done", "done", "done"]
    line = (await read(chair, f"/members/{members[0]['id']}/events"))["items"][-1]
    assert (line["kind"], line["reason"], line["source"], line["note"]) == ("retain", "4", "bulk", "企业破产")
    await change(chair, members[0], "resume", effective_on="2020-12-11")
    run = await undone(street, await read(street, f"{PATH}/{run['id']}"))
    assert run["status"] == "undone" and codes(run) == []
    assert await states(chair, members) == ["active"] * 3 + ["retained"]
    outcomes = sorted(row["outcome"] for row in run["rows"])
    assert outcomes == ["exception", "kept", "undone", "undone"]
    again = await street.post(
        f"{PATH}/{run['id']}/undo", json={"note": "再"}, headers={"If-Match": f'"v{run["version"]}"'}
    )
    assert again.status_code == 409


async def test_what_is_applied_is_what_was_previewed(
    chair: ActorClient, district: ActorClient, world: World
) -> None:
    members = await people(district, world.union, 2)
    body = form("retain", members)
    found = await previewed(chair, body)
    await change(chair, members[0], "retain", effective_on="2020-12-09")
    stale = await post(chair, PATH, {**body, "fingerprint": found["fingerprint"]})
    assert stale.status_code == 412
    assert await states(chair, members) == ["retained", "active"]
    other = await post(chair, PATH, {**body, "note": "别的", "fingerprint": found["fingerprint"]})
    assert other.status_code == 412
    nobody = form("retain", members[:1])
    found = await previewed(chair, nobody)
    assert (await post(chair, PATH, {**nobody, "fingerprint": found["fingerprint"]})).status_code == 409


async def test_many_are_sent_to_one_union_each_with_a_case_and_taken_back(
    chair: ActorClient, other_chair: ActorClient, district: ActorClient, world: World
) -> None:
    members = await people(district, world.union, 3)
    run = await applied(chair, form("transfer", members, to_organisation_id=str(world.other_union.id)))
    assert await states(chair, members) == ["in_transit"] * 3
    incoming = (await read(other_chair, "/members/cases"))["items"]
    case = await read(other_chair, f"/members/cases/{incoming[0]['id']}")
    accepted = await other_chair.post(
        f"/members/cases/{case['id']}/actions", json={"action": "accept"}, headers={"If-Match": '"v1"'}
    )
    assert accepted.status_code == 200
    run = await undone(chair, run)
    assert sorted(await states(chair, members)) == ["active", "active", "ended"]
    assert sorted(row["outcome"] for row in run["rows"]) == ["kept", "undone", "undone"]
    found = (await read(other_chair, "/members/cases"))["items"]
    assert sorted(row["status"] for row in found) == ["transferred", "withdrawn", "withdrawn"]


async def test_groups_are_changed_and_put_back_but_not_over_a_later_edit(
    chair: ActorClient, district: ActorClient, world: World
) -> None:
    members = await people(district, world.union, 2)
    run = await applied(chair, form("group", members, group_eight="courier", reason=None))
    cards = [await read(chair, f"/members/{member['id']}") for member in members]
    assert [card["group_eight"] for card in cards] == ["courier", "courier"]
    await chair.patch(
        f"/members/{members[0]['id']}",
        json={"group_eight": "truck_driver"},
        headers={"If-Match": f'"v{cards[0]["version"]}"'},
    )
    await undone(chair, run)
    cards = [await read(chair, f"/members/{member['id']}") for member in members]
    assert [card["group_eight"] for card in cards] == ["truck_driver", None]


async def test_only_the_district_ends_many_memberships_and_can_take_it_back(
    chair: ActorClient, district: ActorClient, app: FastAPI, world: World
) -> None:
    members = await people(district, world.union, 2)
    body = form("withdraw", members, reason="5", document_no="决〔2020〕9号")
    assert (await chair.post(f"{PATH}/preview", json=body)).status_code == 403
    run = await applied(district, body)
    assert await states(chair, members) == ["ended", "ended"]
    assert _places(app) == 0
    await undone(district, run)
    assert await states(chair, members) == ["active", "active"]
    assert _places(app) == 2
    card = await read(chair, f"/members/{members[0]['id']}")
    assert card["status_on"] == members[0]["status_on"], "exactly what stood before"


def _places(app: FastAPI) -> int:
    with unit_of_work(app.state.engine, writes=False) as session:
        return session.execute(select(func.count()).select_from(ActiveMembership)).scalar_one()


async def test_a_member_of_the_next_street_is_not_there_for_anybody(
    chair: ActorClient, other_street: ActorClient, district: ActorClient, world: World
) -> None:
    members = await people(district, world.union, 2)
    run = await applied(chair, form("retain", members))
    assert (await other_street.post(f"{PATH}/preview", json=form("resume", members))).status_code == 404
    assert (await read(other_street, PATH))["total"] == 0
    assert (await other_street.get(f"{PATH}/{run['id']}")).status_code == 404
    too_many = form("retain", members) | {"member_ids": [members[0]["id"]] * 2001}
    assert (await chair.post(f"{PATH}/preview", json=too_many)).status_code == 422


async def test_above_the_limit_the_caller_proves_again_who_they_are(
    chair: ActorClient, district: ActorClient, app: FastAPI, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "STEP_UP_ABOVE", 1)
    members = await people(district, world.union, 2)
    body = form("retain", members)
    found = await previewed(chair, body)
    long_ago = clock.real_now() - timedelta(hours=1)
    with unit_of_work(app.state.engine) as session:
        session.execute(
            update(LoginSession)
            .where(col(LoginSession.account_id) == chair.account_id)
            .values(proved_at=long_ago)
        )
    refused = await post(chair, PATH, {**body, "fingerprint": found["fingerprint"]})
    assert refused.status_code == 403 and refused.json()["type"].endswith("step-up-required")
    one = form("retain", members[:1])
    found = await previewed(chair, one)
    assert (await post(chair, PATH, {**one, "fingerprint": found["fingerprint"]})).status_code == 201
