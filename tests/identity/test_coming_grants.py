"""Rights that begin on a later day: nothing changes before, everything on that day, and later decisions win."""

from contextlib import AsyncExitStack
from datetime import date
from typing import Any

from fastapi import FastAPI
from sqlmodel import Session, col, select

from backend.identity.grants.models import RoleGrant
from backend.identity.grants.standing import begin_all
from backend.identity.models import Account
from backend.kernel import clock
from backend.kernel.daily import system_actor
from tests.identity.conftest import Look
from tests.identity.people import granted
from tests.support.actors import ActorClient, World, sign_in


async def me(client: ActorClient) -> dict[str, Any]:
    return dict((await client.get("/me")).json())


def street_from(world: World, day: str, **form: Any) -> dict[str, Any]:
    return {"role": "street", "organisation_id": str(world.other_street_union.id), "valid_from": day, **form}


async def test_rights_begin_on_their_day_with_role_and_place(
    app: FastAPI, doors: AsyncExitStack, sysadmin: ActorClient, security_admin: ActorClient, chair: ActorClient,
    world: World,
) -> None:  # fmt: skip
    grant = await granted(sysadmin, security_admin, chair.account_id, **street_from(world, "2020-12-20"))
    assert (grant["status"], grant["valid_from"], grant["standing"]["role"]) == (
        "approved", "2020-12-20", "enterprise",
    )  # fmt: skip
    card = (await sysadmin.get(f"/accounts/{chair.account_id}")).json()
    assert (card["role"], card["standing"]["valid_to"]) == ("enterprise", "2020-12-20")
    assert (card["coming"]["role"], card["coming"]["valid_from"]) == ("street", "2020-12-20")
    clock.freeze(date(2020, 12, 19))
    assert "returns:fill" in (await me(chair))["permissions"]
    clock.freeze(date(2020, 12, 20))
    asleep = await me(chair)
    assert (asleep["permissions"], asleep["organisation"]["id"]) == ([], str(world.union.id))
    again = await sign_in(app, doors, world.seats["chair"])
    for client in (again, chair):
        now = await me(client)
        assert (now["role"], now["organisation"]["id"]) == ("street", str(world.other_street_union.id))
        assert "returns:review" in now["permissions"]
    card = (await sysadmin.get(f"/accounts/{chair.account_id}")).json()
    assert (card["role"], card["coming"], card["standing"]["valid_from"]) == ("street", None, "2020-12-20")


async def test_the_day_s_work_takes_up_what_nobody_signed_in_for(
    sysadmin: ActorClient, security_admin: ActorClient, chair: ActorClient, world: World, look: Look
) -> None:
    await granted(sysadmin, security_admin, chair.account_id, **street_from(world, "2020-12-20"))
    top = world.district_union
    system = system_actor("430702", top.id, top.org_path, frozenset())
    assert look(lambda s: begin_all(s, system)) == 0
    clock.freeze(date(2020, 12, 20))
    assert [look(lambda s: begin_all(s, system)) for _ in range(2)] == [1, 0]
    assert (await me(chair))["role"] == "street"


async def test_a_later_decision_replaces_rights_to_come_and_a_closed_account_has_none(
    sysadmin: ActorClient, security_admin: ActorClient, chair: ActorClient, other_chair: ActorClient,
    world: World, look: Look,
) -> None:  # fmt: skip
    await granted(sysadmin, security_admin, chair.account_id, **street_from(world, "2020-12-20"))
    await granted(sysadmin, security_admin, chair.account_id, role="enterprise", note="不借调了")
    await granted(sysadmin, security_admin, other_chair.account_id, valid_from="2020-12-22", note="卸任")
    await granted(
        sysadmin, security_admin, world.seats["street"].account_id, **street_from(world, "2020-12-20")
    )
    url = f"/accounts/{world.seats['street'].account_id}"
    etag = (await sysadmin.get(url)).headers["ETag"]
    body = {"action": "disable", "note": "停用"}
    assert (await sysadmin.post(f"{url}/actions", json=body, headers={"If-Match": etag})).status_code == 200
    clock.freeze(date(2020, 12, 21))
    assert (await me(chair))["role"] == "enterprise" and (await me(chair))["permissions"]
    assert (await me(other_chair))["permissions"]
    clock.freeze(date(2020, 12, 22))
    assert (await me(other_chair))["permissions"] == []

    def of_street(session: Session) -> list[tuple[Any, Any]]:
        account = session.exec(select(Account).where(Account.login_name == "street")).one()
        wanted = select(RoleGrant).where(RoleGrant.account_id == account.id).order_by(col(RoleGrant.id))
        return [(row.valid_from, row.valid_to) for row in session.exec(wanted)]

    assert look(of_street)[-1] == (date(2020, 12, 20), date(2020, 12, 20))
