"""Own cases about unions and identity: foundings, elections, legal persons, corrections; every way is refused."""

from contextlib import AsyncExitStack
from typing import Any

import pytest
from fastapi import FastAPI

from backend.kernel.db import unit_of_work
from backend.kernel.parameters import seed_defaults
from backend.kernel.roles import Office, Role
from backend.modules import MODULES
from backend.organisations import reference
from tests.identity.people import act_for, delegated, granted
from tests.journeys.own_cases import second_account
from tests.journeys.test_own_case import MOBILE, declared, refused
from tests.members.change_requests import test_story as corrections
from tests.members.people import registered, resident_id
from tests.organisations import test_legal as legal
from tests.organisations import test_terms as terms
from tests.organisations.founding import cases as foundings
from tests.support.actors import ActorClient, World, sign_in


@pytest.fixture
def ready(app: FastAPI, world: World) -> World:
    """The world with reference rows and every parameter."""
    with unit_of_work(app.state.engine) as session:
        reference.seed(session)
        seed_defaults(session, [key for module in MODULES for key in module.parameters])
    return world


async def lent(app: FastAPI, doors: AsyncExitStack, world: World, seat: str, lender: ActorClient, rights: list[str]) -> ActorClient:  # fmt: skip
    """A further session of a seat, acting in the name of the lender."""
    again = await sign_in(app, doors, world.seats[seat])
    row = await delegated(lender, seat, rights)
    assert (await act_for(again, row)).status_code == 200
    return again


async def test_a_founding_is_never_replied_to_by_its_own_people(
    app: FastAPI, doors: AsyncExitStack, street: ActorClient, leader: ActorClient, district: ActorClient,
    sysadmin: ActorClient, security_admin: ActorClient, ready: World,
) -> None:  # fmt: skip
    case = await foundings.applied(street, ready.street_union.id)

    async def answer(client: ActorClient) -> Any:
        return await foundings.send(client, f"/foundings/{case['id']}/preparation", foundings.reply(), case)

    second = await second_account(app, doors, ready, "street", ready.street_union, Role.STREET)
    assert refused(await answer(second))
    rights = ["organisations:approve_founding", "organisations:read"]
    assert refused(await answer(await lent(app, doors, ready, "street", leader, rights)))
    await granted(
        sysadmin, security_admin, street.account_id, role="district", offices=["organisation"],
        organisation_id=str(ready.district_union.id),
    )  # fmt: skip
    assert refused(await answer(street))
    await declared(leader, name=case["preparer_name"], mobile="13900009901")
    assert refused(await answer(leader))
    assert (await answer(district)).status_code == 200


async def test_a_founding_s_candidates_and_elected_are_near_relatives_too(
    street: ActorClient, leader: ActorClient, district: ActorClient, ready: World
) -> None:
    await declared(leader, name="潘小兰", mobile="13900009902")
    case = await foundings.prepared(street, district, ready.street_union.id)
    case = await foundings.done(street, f"/foundings/{case['id']}/slate", foundings.slate(), case)
    for action in ("approve_slate", "return_slate"):
        assert refused(await foundings.act(leader, case, action, "不同意"))
    case = (await foundings.act(district, case, "approve_slate")).json()
    case = await foundings.done(street, f"/foundings/{case['id']}/elections", foundings.election(), case)
    reply = foundings.reply("常武工复〔2020〕93号", "2020-12-16")
    link = f"/foundings/{case['id']}/approval"
    assert refused(await foundings.send(leader, link, reply, case))
    assert (await foundings.send(district, link, reply, case)).status_code == 200


async def test_an_identity_correction_is_never_agreed_to_by_its_own_people(
    app: FastAPI, doors: AsyncExitStack, chair: ActorClient, street: ActorClient, leader: ActorClient,
    district: ActorClient, sysadmin: ActorClient, security_admin: ActorClient, ready: World,
) -> None:  # fmt: skip
    made = await registered(district, ready.union, mobile="13900009903")
    request = await corrections.submitted(chair, made, name="章小明")
    second = await second_account(app, doors, ready, "chair", ready.street_union, Role.STREET)
    rights = ["members:approve_change", "members:read"]
    acting = await lent(app, doors, ready, "chair", street, rights)
    await declared(street, mobile="13900009903")
    for client in (second, acting, street):
        assert refused(await corrections.act(client, request, "approve"))
    await granted(
        sysadmin, security_admin, chair.account_id, role="street",
        organisation_id=str(ready.street_union.id),
    )  # fmt: skip
    assert refused(await corrections.act(chair, request, "approve"))
    assert (await corrections.act(leader, request, "approve")).status_code == 200


async def test_nobody_replies_to_the_own_election_or_that_of_a_spouse(
    app: FastAPI, doors: AsyncExitStack, chair: ActorClient, street: ActorClient, leader: ActorClient,
    district: ActorClient, ready: World,
) -> None:  # fmt: skip
    mine = await registered(district, ready.union, name="卜某", mobile=MOBILE["street"])
    number = resident_id(serial=81)
    spouse = await registered(district, ready.union, name="祁某", id_no=number, mobile="13900009905")
    await declared(leader, id_no=number)
    await terms.with_term(street, ready)
    case = await terms.made(chair, "/reelections", terms.asked(ready))
    case = (await terms.act(street, case, "permit")).json()
    people = terms.report()["elected"]
    people[1] |= {"name": "卜某", "member_id": mine["id"]}
    people[2] |= {"name": "祁某", "member_id": spouse["id"]}
    link = f"/reelections/{case['id']}"
    case = await terms.made(chair, f"{link}/reports", terms.report(elected=people), case)
    reply = {"approval_no": "启工复〔2020〕36号", "replied_on": "2020-12-16"}
    for client in (street, leader):
        assert refused(await terms.send(client, f"{link}/replies", reply, case))
        assert refused(await terms.act(client, case, "return_report", "请核对"))
    another = await second_account(
        app, doors, ready, "other_street", ready.district_union, Role.DISTRICT, Office.LEADER
    )
    assert (await terms.send(another, f"{link}/replies", reply, case)).status_code == 200


async def test_nobody_registers_the_own_spouse_as_a_union_s_representative(
    chair: ActorClient, street: ActorClient, district: ActorClient, leader: ActorClient, ready: World, app: FastAPI
) -> None:  # fmt: skip
    with unit_of_work(app.state.engine) as session:
        union = session.get_one(legal.Organisation, ("430702", ready.union.id))
        union.approval_no, union.address = "启工复〔2015〕4号", "启明街道一号"
    await legal.made(street, f"/organisations/{ready.union.id}/terms", legal.TERM)
    case = await legal.made(chair, "/legal-registrations", legal.asked(ready))
    relative = await declared(district, name="柴主一", mobile="13900009906")
    assert refused(await legal.act(district, case, "accept"))
    assert (await district.delete(f"/me/relatives/{relative['id']}")).status_code == 200
    assert refused(await legal.act(district, case, "accept"))
    assert (await legal.act(leader, case, "accept")).status_code == 403
