"""What waits in the registers of unions and members lies in the inbox of whoever may decide, never of who made it."""

import pytest
from fastapi import FastAPI

from backend.kernel import calendar_table
from backend.kernel.db import unit_of_work
from backend.kernel.parameters import seed_defaults
from backend.members.endings.codes import EndingKind
from backend.modules import MODULES
from backend.organisations import reference
from tests.members import steps
from tests.members.people import registered, resident_id
from tests.members.test_applications import form as application_form
from tests.members.test_endings import body as ending_form
from tests.members.test_transfers import send
from tests.organisations.founding import cases as founding
from tests.organisations.structure import steps as structure
from tests.submissions.test_completeness import _badges, _equals_its_lists
from tests.support.actors import ActorClient, World


@pytest.fixture
def world_with_rules(ready: World, app: FastAPI) -> World:
    """Parameters and calendar, as every installation has them."""
    with unit_of_work(app.state.engine) as session:
        seed_defaults(session, [key for module in MODULES for key in module.parameters])
        calendar_table.seed(session)
        reference.seed(session)
    return ready


async def _line(client: ActorClient, code: str) -> int | None:
    """One line of an inbox, every line equal to its list; None for who has no such line."""
    await _equals_its_lists(client, code)
    found: int | None = (await _badges(client)).get(code)
    return found


async def _lines(code: str, *clients: ActorClient) -> list[int | None]:
    return [await _line(client, code) for client in clients]


async def test_an_application_waits_for_the_committee_or_the_next_above_not_for_who_entered_it(
    world_with_rules: World, chair: ActorClient, street: ActorClient, other_street: ActorClient,
    district: ActorClient, leader: ActorClient,
) -> None:  # fmt: skip
    desks = (chair, street, district, other_street, leader)
    union = world_with_rules.union
    item = await steps.made(chair, "/members/applications", application_form(union))
    assert await _lines("applications_waiting", *desks) == [0, 1, 0, 0, None]
    await steps.made(street, "/members/applications", application_form(union, id_no=resident_id(serial=5)))
    assert await _lines("applications_waiting", *desks) == [1, 1, 1, 0, None]
    await steps.acted(street, "/members/applications", item, "refuse", note="材料不实")
    assert await _lines("applications_waiting", *desks) == [1, 0, 1, 0, None]


async def test_an_ending_waits_for_the_decision_and_an_expulsion_then_for_its_filing(
    world_with_rules: World, chair: ActorClient, street: ActorClient, other_street: ActorClient,
    district: ActorClient,
) -> None:  # fmt: skip
    path, desks = "/members/endings", (chair, street, district, other_street)
    member = await registered(district, world_with_rules.union)
    item = await steps.made(chair, path, ending_form(member, EndingKind.EXPULSION))
    assert await _lines("endings_waiting", *desks) == [0, 1, 0, 0]
    assert "decide" not in steps.codes(await steps.read(chair, f"{path}/{item['id']}"))
    await steps.attach(chair, "membership_ending", item["id"])
    item = await steps.acted(street, path, item, "decide", decided_on="2020-12-11")
    assert await _lines("endings_waiting", *desks) == [0, 0, 1, 0]
    await steps.acted(district, path, item, "file")
    assert await _lines("endings_waiting", *desks) == [0, 0, 0, 0]


async def test_a_founding_waits_for_the_reply_and_comes_back_to_who_filed_it(
    world_with_rules: World, street: ActorClient, other_street: ActorClient, district: ActorClient,
    leader: ActorClient, chair: ActorClient,
) -> None:  # fmt: skip
    desks = (street, district, leader, other_street, chair)
    case = await founding.applied(street, world_with_rules.street_union.id)
    assert await _lines("foundings_to_reply", *desks) == [0, 1, 1, 0, None]
    case = await founding.done(
        district, f"/foundings/{case['id']}/preparation", founding.reply(on="2020-12-09"), case
    )
    assert await _lines("foundings_to_reply", *desks) == [0, 0, 0, 0, None]
    case = await founding.done(street, f"/foundings/{case['id']}/slate", founding.slate(), case)
    assert await _lines("foundings_to_reply", *desks) == [0, 1, 1, 0, None]
    assert await _lines("foundings_returned", *desks) == [0, 0, None, 0, None]
    answer = await founding.act(district, case, "return_slate", "候选人少一名")
    assert answer.status_code == 200, answer.text
    assert await _lines("foundings_returned", *desks) == [1, 0, None, 0, None]
    assert await _lines("foundings_to_reply", *desks) == [0, 0, 0, 0, None]


async def test_a_change_of_structure_waits_for_each_who_must_agree(
    world_with_rules: World, street: ActorClient, other_street: ActorClient, district: ActorClient,
    leader: ActorClient, chair: ActorClient,
) -> None:  # fmt: skip
    world, desks = world_with_rules, (street, other_street, district, leader, chair)
    renaming = structure.form("rename", world.neighbour_union, new_name="启明重工工会委员会")
    await structure.applied(street, renaming)
    assert await _lines("structure_waiting", *desks) == [0, 0, 0, 1, None]
    moving = structure.form(
        "reparent", world.union, target=world.other_street_union, effective_on="2021-01-01"
    )
    change = await structure.applied(district, moving)
    assert await _lines("structure_waiting", *desks) == [1, 0, 0, 1, None]
    await structure.done(street, change, "consent")
    assert await _lines("structure_waiting", *desks) == [0, 1, 0, 1, None]
    await structure.done(other_street, change, "receive")
    assert await _lines("structure_waiting", *desks) == [0, 0, 0, 2, None]
    await structure.done(leader, change, "confirm")
    assert await _lines("structure_waiting", *desks) == [0, 0, 0, 1, None]


async def test_a_transfer_not_taken_comes_back_to_who_sent_it_until_it_is_sent_again(
    world_with_rules: World, chair: ActorClient, other_chair: ActorClient, district: ActorClient,
    other_street: ActorClient,
) -> None:  # fmt: skip
    world, desks = world_with_rules, (chair, other_chair, other_street)
    member = await registered(district, world.union)
    case = await send(chair, member, world.other_union.id)
    assert await _lines("transfers_sent_back", *desks) == [0, 0, 0]
    answer = await steps.act(other_chair, "/members/cases", case, "return", note="查无此人")
    assert answer.status_code == 200, answer.text
    assert await _lines("transfers_sent_back", *desks) == [1, 0, 0]
    fresh = (await chair.get(f"/members/{member['id']}")).json()
    await send(chair, fresh, world.other_union.id)
    assert await _lines("transfers_sent_back", *desks) == [0, 0, 0]


async def test_a_batch_waits_for_another_person_and_comes_back_to_the_street(
    world_with_rules: World, street: ActorClient, other_street: ActorClient, district: ActorClient
) -> None:
    path, desks = "/members/batches", (street, district, other_street)
    people = [{"name": "李快送", "id_no": resident_id(serial=71), "mobile": ""}]
    union = {"organisation_id": str(world_with_rules.street_union.id)}
    item = await steps.made(
        street, path, {**union, "title": "快递员集中入会", "group_eight": "courier", "rows": people}
    )
    item = await steps.acted(street, path, item, "start")
    await steps.attach(street, "enrolment_batch", item["id"])
    signed = {"row_ids": [item["rows"][0]["id"]]}
    assert (await street.post(f"{path}/{item['id']}/signatures", json=signed)).status_code == 200
    item = await steps.acted(street, path, await steps.read(street, f"{path}/{item['id']}"), "submit")
    assert await _lines("batches_waiting", *desks) == [0, 1, 0]
    assert "approve" not in steps.codes(await steps.read(street, f"{path}/{item['id']}"))
    await steps.acted(district, path, item, "return", note="签名页不清楚")
    assert await _lines("batches_waiting", *desks) == [0, 0, 0]
    assert await _lines("batches_returned", *desks) == [1, 0, 0]
