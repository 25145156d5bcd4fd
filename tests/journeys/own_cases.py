"""What the twelve ways to one's own case share: a proposal, its approval, and more accounts of the same person."""

from contextlib import AsyncExitStack
from dataclasses import replace
from typing import Any
from uuid import uuid4

import httpx
from fastapi import FastAPI

from backend.identity.accounts.service import add_account
from backend.identity.grants.standing import put_in_force
from backend.identity.models import Person
from backend.kernel.db import unit_of_work
from backend.kernel.roles import Office, Role
from tests.members.people import change
from tests.support.actors import ActorClient, World, sign_in
from tests.support.builders import PASSWORD, RIGHTS_SINCE, Union


async def parameter_proposed(client: ActorClient) -> dict[str, Any]:
    """A proposal of a parameter value, which the leader decides."""
    value = {
        "key": "identity.delegation_days", "jurisdiction": "430702", "valid_from": "2021-01-01", "value": 60,
        "legal_source": "武总工〔2020〕9号",
    }  # fmt: skip
    form = {"title": "2021 年委托期限", "values": [value]}
    answer = await client.post("/parameters", json=form, headers={"Idempotency-Key": uuid4().hex})
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


async def approve_parameter(client: ActorClient, made: dict[str, Any]) -> httpx.Response:
    """The answer to approving such a proposal."""
    return await client.post(
        f"/parameter-sets/{made['id']}/actions",
        json={"action": "approve", "note": ""},
        headers={"If-Match": f'"v{made["version"]}"'},
    )


async def let_go(client: ActorClient, member: dict[str, Any], receiver: Union) -> None:
    """Open the transfer of a member to another union."""
    left = await change(client, member, "transfer_out", to_organisation_id=str(receiver.id))
    assert left.status_code == 201, left.text


async def accept_case(client: ActorClient) -> httpx.Response:
    """The answer to accepting the one transfer that waits at the caller's union."""
    page = (await client.get("/members/cases?status=awaiting_receiver")).json()
    assert page["total"] == 1, page
    case = (await client.get(f"/members/cases/{page['items'][0]['id']}")).json()
    return await client.post(
        f"/members/cases/{case['id']}/actions",
        json={"action": "accept", "note": ""},
        headers={"If-Match": f'"v{case["version"]}"'},
    )


async def second_account(
    app: FastAPI, doors: AsyncExitStack, world: World, name: str, place: Union, role: Role, *offices: Office
) -> ActorClient:
    """One more account of the natural person behind a seat, with rights of its own, signed in."""
    seat = world.seats[name]
    login = f"{name}.second"
    with unit_of_work(app.state.engine) as session:
        person = session.get_one(Person, ("430702", seat.person_id))
        hashed = app.state.desk.hasher.hash(PASSWORD)
        account = add_account(session, person, role, place.id, place.org_path, login, hashed)
        account.must_change_password = False
        put_in_force(session, account, frozenset(offices), since=RIGHTS_SINCE)
        session.flush()
        made = replace(seat, union=place, role=role, login_name=login, account_id=account.id)
    return await sign_in(app, doors, made)
