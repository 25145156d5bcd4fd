"""Accounts: confirmed by another person, in the owner's own name, masked, one in force for each union."""

import pytest
from fastapi import FastAPI

from backend.funds.bank_accounts import rules
from tests.funds.paid_out import ACCOUNTS, NUMBER, account, act, faults, good, payer_of, post, prepare
from tests.support.actors import ActorClient, World

RANDOM = "01900000-0000-7000-8000-000000000001"


@pytest.mark.parametrize(
    ("holder", "owner", "own"),
    [
        ("甲（集团）公司", "甲(集团)公司", True),
        ("甲 公司", "甲公司", True),
        ("甲公司工会", "甲公司", False),
    ],
)
def test_the_holder_is_the_owner(holder: str, owner: str, own: bool) -> None:
    assert rules.is_own(holder, owner) is own
    assert rules.holder_check(holder, owner).is_met is own


async def test_an_account_is_confirmed_by_another_and_shown_by_its_tail(
    app: FastAPI,
    world: World,
    district: ActorClient,
    leader: ActorClient,
    chair: ActorClient,
    other_chair: ActorClient,
    other_street: ActorClient,
) -> None:
    prepare(app)
    union = {
        "union_id": str(world.union.id),
        "holder_name": world.union.name,
        "bank_name": "建行",
        "proof": "开户表",
    }
    both = {**union, "payer_id": str(payer_of(app, world.union).id), "account_no": NUMBER}
    assert faults(await post(chair, ACCOUNTS, both)) == {("union_id", "one_owner")}
    assert faults(await post(chair, ACCOUNTS, {**union, "account_no": "4305-x123-456"})) == {
        ("account_no", "account_format")
    }
    street = {**union, "union_id": str(world.street_union.id), "account_no": NUMBER}
    assert faults(await post(district, ACCOUNTS, street)) == {("union_id", "not_base")}
    card = good(await post(chair, ACCOUNTS, {**union, "account_no": "4305 0168 7236 0001"}), 201)
    assert (card["account_masked"], card["status"], card["may_reveal"]) == (
        "**** **** 0001",
        "proposed",
        False,
    )
    again = await post(district, ACCOUNTS, {**union, "account_no": "4305016872360001"})
    assert again.status_code == 409
    assert (await act(chair, ACCOUNTS, card, "confirm")).status_code == 403
    assert (await act(leader, ACCOUNTS, card, "confirm")).status_code == 403
    card = good(await act(district, ACCOUNTS, card, "confirm"))

    # its own proposer does not confirm; another's name is not confirmed; the new one takes the old one's place
    own = good(await post(district, ACCOUNTS, {**union, "account_no": "4305016872360002"}), 201)
    assert [action["code"] for action in own["actions"]] == ["refuse"]
    assert (await act(district, ACCOUNTS, own, "confirm")).status_code == 409
    lent = good(
        await post(chair, ACCOUNTS, {**union, "holder_name": "某某", "account_no": "4305016872360003"}), 201
    )
    assert lent["checks"][0]["verdict"] == "not_met"
    assert "不一致" in (await act(district, ACCOUNTS, lent, "confirm")).json()["detail"]
    new = await account(chair, district, union=world.union, tail="0004")
    assert new["status"] == "in_force"
    assert good(await chair.get(f"{ACCOUNTS}/{card['id']}"))["status"] == "ended"

    # the full number: finance only, with a purpose
    path = f"{ACCOUNTS}/{new['id']}/reveal"
    assert (await post(chair, path, {"purpose": "pay"})).status_code == 403
    assert good(await post(district, path, {"purpose": "pay"}))["value"] == NUMBER + "0004"
    assert good(await chair.get(ACCOUNTS, params={"q": "0004"}))["total"] == 1
    for client in (other_chair, other_street):
        assert good(await client.get(ACCOUNTS))["total"] == 0
        assert (await post(client, ACCOUNTS, {**union, "account_no": NUMBER})).status_code == 404
        for identity in (new["id"], RANDOM):
            assert (await client.get(f"{ACCOUNTS}/{identity}")).status_code == 404
