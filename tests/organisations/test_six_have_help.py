"""A street fills in for a union: recorded as such, the chair told, and the same person never verifies it."""

from contextlib import AsyncExitStack

import pytest
from fastapi import FastAPI

from backend.kernel.roles import Role
from tests.journeys.own_cases import second_account
from tests.organisations.standards import PNG, act, codes, fill, filled, good, opened, prepare, verify
from tests.support.actors import ActorClient, World


@pytest.fixture(autouse=True)
def ready(app: FastAPI, world: World) -> None:
    prepare(app, world)


async def untold(client: ActorClient) -> int:
    groups = good(await client.get("/inbox"))["groups"]
    counted = {group["code"]: group["count"] for group in groups}
    listed = good(await client.get("/six-have", params={"is_unseen": True}))["total"]
    assert counted.get("six_have_helped", 0) in (0, listed)
    return int(counted.get("six_have_helped", 0))


async def test_a_street_hands_in_for_a_union_and_another_person_verifies(
    app: FastAPI, doors: AsyncExitStack, chair: ActorClient, street: ActorClient, other_street: ActorClient,
    district: ActorClient, world: World,
) -> None:  # fmt: skip
    card = await opened(street, world)
    assert (await fill(other_street, card, filled(card))).status_code == 404
    card = good(await fill(street, card, filled(card)))
    card = good(await act(street, card, "apply"))
    assert (card["status"], card["helped_by"], card["can_verify"]) == ("applied", "卜街一", False)
    assert codes(card) == ["withdraw"]
    behalf = [(line["action"], line["on_behalf"]) for line in card["history"]]
    assert behalf == [("open", True), ("fill_for", True), ("apply", True)]
    assert (await verify(street, card)).status_code == 409
    assert (await act(street, card, "pass")).status_code == 409
    second = await second_account(app, doors, world, "street", world.street_union, Role.STREET)
    assert (await verify(second, card)).status_code == 409
    mine = good(await chair.get(f"/six-have/{card['id']}"))
    assert (mine["may_take_note"], await untold(chair), await untold(street)) == (True, 1, 0)
    assert (await street.post(f"/six-have/{card['id']}/seen")).status_code == 403
    for _ in range(2):
        assert (await chair.post(f"/six-have/{card['id']}/seen")).status_code == 204
    assert await untold(chair) == 0
    card = good(await verify(district, card))
    assert good(await act(district, card, "pass"))["status"] == "passed"


async def test_whoever_helped_the_chair_is_no_verifier_and_does_not_take_the_application_back(
    app: FastAPI, doors: AsyncExitStack, chair: ActorClient, street: ActorClient, district: ActorClient, world: World
) -> None:  # fmt: skip
    card = await opened(chair, world)
    item = card["items"][0]["id"]
    proof = await street.post(
        "/attachments", data={"object_type": "six_have_item", "object_id": item}, files={"file": ("佐证.png", PNG)}
    )  # fmt: skip
    assert proof.status_code == 201, proof.text
    assert await untold(chair) == 1
    card = good(await chair.get(f"/six-have/{card['id']}"))
    card = good(await fill(chair, card, filled(card)))
    card = good(await act(chair, card, "apply"))
    assert (await verify(street, card)).status_code == 409
    assert (await act(district, card, "withdraw")).status_code == 409
    seen = good(await district.get(f"/six-have/{card['id']}"))
    assert (seen["can_verify"], codes(seen)) == (True, [])
    assert good(await act(chair, card, "withdraw"))["status"] == "draft"
