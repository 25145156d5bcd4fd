"""合并、分立、撤销、更名: members go through the ledger, totals stay, what was before stays as it was."""

from datetime import date

from fastapi import FastAPI
from sqlalchemy import select

from backend.kernel import clock
from backend.kernel.db import as_system, unit_of_work
from backend.members.models import ActiveMembership, Member
from backend.organisations.codes import EconomicType, Industry
from backend.organisations.models import Coverage, Employer
from tests.members.people import change as member_change
from tests.members.people import registered, resident_id
from tests.organisations.structure.steps import (
    PATH,
    act,
    applied,
    apply,
    done,
    figure,
    form,
    in_effect,
    undone,
)
from tests.support.actors import ActorClient, World
from tests.support.builders import Union

TOTAL = "members.total"


async def _people(district: ActorClient, union: Union, start: int, count: int) -> list[dict[str, object]]:
    return [
        await registered(
            district, union, name="祝" + "甲乙丙丁戊己庚"[number], id_no=resident_id(serial=start + number),
            mobile=f"1380000{start + number:04d}", joined_on="2020-06-01",
        )
        for number in range(count)
    ]  # fmt: skip


async def test_a_merge_moves_members_and_retained_memberships_and_keeps_every_figure_before_it(
    world: World, district: ActorClient, leader: ActorClient, street: ActorClient
) -> None:
    people = await _people(district, world.neighbour_union, 1, 3)
    await _people(district, world.union, 11, 2)
    kept = await member_change(district, people[0], "retain", effective_on="2020-09-01")
    assert kept.status_code == 201, kept.text
    asked = form("merge", world.neighbour_union, target=world.union)
    preview = (await district.post(f"{PATH}/preview", json=asked)).json()
    moves = {item["code"]: item["count"] for item in preview["moves"]}
    assert preview["may"] and (moves["members"], moves["retained"], moves["unions"]) == (2, 1, 1)
    before = [await figure(street, TOTAL, as_of=day) for day in ("2020-05-31", "2020-06-30", "2020-11-30")]
    change = await in_effect(district, leader, asked)
    lines = {line["kind"]: line["count"] for line in change["lines"]}
    assert lines == {"member": moves["members"] + moves["retained"], "end": moves["unions"]}
    after = [await figure(street, TOTAL, as_of=day) for day in ("2020-05-31", "2020-06-30", "2020-11-30")]
    assert before == after == [0, 5, 4]
    assert await figure(street, TOTAL, as_of="2020-12-01") == 4
    assert await figure(street, "members.retained", as_of="2020-12-01") == 1
    one = {"organisation_id": str(world.union.id)}
    other = {"organisation_id": str(world.neighbour_union.id)}
    assert (await figure(district, TOTAL, as_of="2020-11-30", **other)) == 2
    assert (await figure(district, TOTAL, as_of="2020-12-01", **other)) == 0
    assert (await figure(district, TOTAL, as_of="2020-12-01", **one)) == 4
    assert (await figure(district, "members.joined", as_of="2020-12-10")) == 5
    assert (await figure(street, "organisations.grassroots", as_of="2020-11-30")) == 2
    assert (await figure(street, "organisations.grassroots", as_of="2020-12-01")) == 1


async def test_a_merged_person_keeps_number_joining_day_and_the_one_claim(
    app: FastAPI, world: World, district: ActorClient, leader: ActorClient
) -> None:
    made = (await _people(district, world.neighbour_union, 1, 1))[0]
    await in_effect(district, leader, form("merge", world.neighbour_union, target=world.union))
    rows = (await district.get("/members", params={"organisation_id": str(world.union.id)})).json()["items"]
    assert [(row["member_no"], row["joined_on"], row["status"]) for row in rows] == [
        (made["member_no"], "2020-06-01", "active")
    ]
    lines = (await district.get(f"/members/{rows[0]['id']}/events")).json()["items"]
    assert [(line["kind"], line["effective_on"], line["document_no"]) for line in lines] == [
        ("transfer_in", "2020-12-01", "常武工发〔2020〕31号")
    ]
    old = (await district.get(f"/members/{made['id']}/events")).json()["items"]
    assert [line["kind"] for line in old] == ["join", "transfer_out", "hand_over"]
    with unit_of_work(app.state.engine) as session:
        claim = session.execute(select(ActiveMembership)).scalar_one()
        assert str(claim.member_id) == rows[0]["id"]
    # the sealed values were sealed anew for the new row
    shown = await district.post(
        f"/members/{rows[0]['id']}/reveal", json={"field": "id_no", "purpose": "verify_identity"}
    )
    assert shown.json()["value"] == resident_id(serial=1)


async def test_a_merge_is_refused_while_anything_is_open(
    world: World, district: ActorClient, leader: ActorClient, street: ActorClient
) -> None:
    waiting = (await _people(street, world.neighbour_union, 1, 1))[0]
    assert waiting["status"] == "pending"
    asked = form("merge", world.neighbour_union, target=world.union)
    preview = (await district.post(f"{PATH}/preview", json=asked)).json()
    assert [item["code"] for item in preview["matters"]] == ["pending"]
    assert (await apply(district, asked)).status_code == 409
    with_chair = form("merge", world.union, target=world.neighbour_union)
    found = (await district.post(f"{PATH}/preview", json=with_chair)).json()
    assert "accounts" in [item["code"] for item in found["matters"]]
    assert all(item["label"] and item["link"].startswith("/") for item in found["matters"])


async def test_what_opens_between_application_and_approval_stops_the_approval(
    world: World, district: ActorClient, leader: ActorClient, street: ActorClient
) -> None:
    change = await applied(district, form("merge", world.neighbour_union, target=world.union))
    await _people(street, world.neighbour_union, 1, 1)
    answer = await act(leader, change, "confirm")
    assert answer.status_code == 409 and "待核对" in answer.json()["title"] + answer.text
    assert (await district.get(f"{PATH}/{change['id']}")).json()["status"] == "applied"


async def test_an_undone_merge_gives_everybody_back_on_every_date_and_remembers_what_was_known(
    world: World, district: ActorClient, leader: ActorClient, street: ActorClient
) -> None:
    await _people(district, world.neighbour_union, 1, 3)
    change = await in_effect(district, leader, form("merge", world.neighbour_union, target=world.union))
    between = clock.now().isoformat()
    assert (await undone(district, leader, change))["status"] == "undone"
    other = {"organisation_id": str(world.neighbour_union.id), "as_of": "2020-12-10"}
    assert await figure(district, TOTAL, **other) == 3
    assert await figure(district, TOTAL, **other, known_at=between) == 0
    assert await figure(street, "organisations.grassroots", as_of="2020-12-10") == 2
    assert await figure(street, "organisations.grassroots", as_of="2020-12-10", known_at=between) == 1
    card = (await district.get(f"/organisations/{world.neighbour_union.id}")).json()
    assert (card["status"], card["dissolved_on"]) == ("active", None)
    lineage = (await district.get(f"/organisations/{world.union.id}/lineage")).json()
    assert lineage["predecessors"] == [] and lineage["changes"][0]["status"] == "undone"
    again = await in_effect(district, leader, form("merge", world.neighbour_union, target=world.union))
    assert {line["kind"]: line["count"] for line in again["lines"]}["member"] == 3


async def test_a_merge_somebody_built_on_is_not_taken_back(
    world: World, district: ActorClient, leader: ActorClient
) -> None:
    await _people(district, world.neighbour_union, 1, 1)
    change = await in_effect(district, leader, form("merge", world.neighbour_union, target=world.union))
    rows = (await district.get("/members", params={"organisation_id": str(world.union.id)})).json()["items"]
    left = await member_change(district, rows[0], "withdraw", effective_on="2020-12-12", reason="5")
    assert left.status_code == 201, left.text
    answer = await act(district, change, "ask_undo", "批文有误")
    assert answer.status_code == 409 and "会籍变动" in answer.text


async def test_lineage_names_predecessor_and_successor(
    world: World, district: ActorClient, leader: ActorClient, other_street: ActorClient
) -> None:
    await in_effect(district, leader, form("merge", world.neighbour_union, target=world.union))
    found = (await district.get(f"/organisations/{world.union.id}/lineage")).json()
    assert [(item["name"], item["kind"]) for item in found["predecessors"]] == [
        (world.neighbour_union.name, "merge")
    ]
    back = (await district.get(f"/organisations/{world.neighbour_union.id}/lineage")).json()
    assert [item["organisation_id"] for item in back["successors"]] == [str(world.union.id)]
    assert (await other_street.get(f"/organisations/{world.union.id}/lineage")).status_code == 404


def _employer(app: FastAPI, union: Union, name: str) -> str:
    with unit_of_work(app.state.engine) as session, as_system(session):
        row = Employer(
            district_id="430702", org_path=union.org_path, name=name, employer_uscc=None,
            economic_type=EconomicType.PRIVATE, industry=Industry.C,
        )  # fmt: skip
        session.add(row)
        session.flush()
        session.add(
            Coverage(
                district_id="430702", org_path=union.org_path, organisation_id=union.id, employer_id=row.id,
                valid_from=date(2015, 5, 1),
            )
        )  # fmt: skip
        return str(row.id)


async def test_a_split_takes_the_chosen_members_to_a_new_union_and_can_be_undone(
    app: FastAPI, world: World, district: ActorClient, leader: ActorClient, street: ActorClient
) -> None:
    people = await _people(district, world.union, 1, 4)
    _employer(app, world.union, "启明一厂")
    asked = form(
        "split", world.union, new_name="启明三厂工会委员会", employer_name="启明三厂",
        member_ids=[people[0]["id"], people[1]["id"]],
    )  # fmt: skip
    change = await in_effect(district, leader, asked)
    created = next(party for party in change["parties"] if party["part"] == "created")
    place = {"organisation_id": created["organisation_id"]}
    assert await figure(district, TOTAL, **place) == 2
    assert await figure(street, TOTAL) == 4 and await figure(street, "organisations.grassroots") == 3
    assert await figure(district, "organisations.founded") == 1
    card = (await street.get(f"/organisations/{created['organisation_id']}")).json()
    assert (card["founded_on"], [e["name"] for e in card["employers"]]) == ("2020-12-01", ["启明三厂"])
    assert (await undone(district, leader, change))["status"] == "undone"
    assert await figure(district, TOTAL, organisation_id=str(world.union.id)) == 4
    assert await figure(street, "organisations.grassroots") == 2
    assert await figure(district, "organisations.founded") == 0


async def test_members_of_other_unions_cannot_be_split_off(
    app: FastAPI, world: World, district: ActorClient
) -> None:
    _employer(app, world.union, "启明一厂")
    stranger = (await _people(district, world.other_union, 1, 1))[0]
    asked = form(
        "split",
        world.union,
        new_name="启明三厂工会委员会",
        employer_name="启明三厂",
        member_ids=[stranger["id"]],
    )
    found = (await district.post(f"{PATH}/preview", json=asked)).json()
    assert [item["code"] for item in found["matters"]] == ["members_unknown"]


async def test_a_union_with_members_is_not_dissolved_and_an_empty_one_is(
    app: FastAPI, world: World, district: ActorClient, leader: ActorClient, street: ActorClient
) -> None:
    made = (await _people(district, world.neighbour_union, 1, 1))[0]
    asked = form("dissolve", world.neighbour_union)
    refused = await apply(district, asked)
    assert refused.status_code == 409 and "在会的会员" in refused.text
    left = await member_change(district, made, "withdraw", effective_on="2020-11-12", reason="5")
    assert left.status_code == 201
    change = await in_effect(district, leader, asked)
    assert await figure(street, "organisations.grassroots", as_of="2020-11-30") == 2
    assert await figure(street, "organisations.grassroots") == 1
    await undone(district, leader, change)
    assert await figure(street, "organisations.grassroots") == 2
    with unit_of_work(app.state.engine) as session:
        assert session.execute(select(Member)).scalar_one().status.value == "ended"


async def test_a_new_name_holds_from_its_approval_and_goes_back_when_undone(
    world: World, district: ActorClient, leader: ActorClient, street: ActorClient
) -> None:
    change = await in_effect(district, leader, form("rename", world.union, new_name="启明重工工会委员会"))
    card = (await street.get(f"/organisations/{world.union.id}")).json()
    assert (card["name"], card["short_name"]) == ("启明重工工会委员会", "启明重工")
    await undone(district, leader, change)
    card = (await street.get(f"/organisations/{world.union.id}")).json()
    assert card["name"] == world.union.name


async def test_whoever_applied_does_not_approve_and_one_union_has_one_change_at_a_time(
    world: World, district: ActorClient, leader: ActorClient, street: ActorClient, chair: ActorClient
) -> None:
    change = await applied(street, form("merge", world.neighbour_union, target=world.union))
    assert (await act(district, change, "confirm")).status_code == 403
    twice = await apply(district, form("rename", world.union, new_name="启明重工工会委员会"))
    assert twice.status_code == 409 and "未办结" in twice.text
    assert (await apply(chair, form("rename", world.union, new_name="启明重工工会委员会"))).status_code == 403
    assert (await done(street, change, "withdraw"))["status"] == "withdrawn"
    assert (await act(leader, change, "confirm")).status_code == 409


async def test_the_next_street_sees_no_change_of_mine(
    world: World, street: ActorClient, other_street: ActorClient, other_chair: ActorClient, chair: ActorClient
) -> None:
    change = await applied(street, form("merge", world.neighbour_union, target=world.union))
    for client in (street, chair):
        page = (await client.get(PATH)).json()
        assert [row["id"] for row in page["items"]] == [change["id"]]
    for client in (other_street, other_chair):
        assert (await client.get(PATH)).json()["total"] == 0
        assert (await client.get(f"{PATH}/{change['id']}")).status_code == 404
        assert (await act(client, change, "withdraw")).status_code == 404
    foreign = await apply(other_street, form("rename", world.union, new_name="启明重工工会委员会"))
    assert foreign.status_code == 422 and "启明" not in foreign.text
