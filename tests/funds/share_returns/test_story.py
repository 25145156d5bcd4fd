"""Returns from the batch to the ledger: held without account or certificate, three persons, each payment once."""

from contextlib import AsyncExitStack
from datetime import date
from typing import Any

from fastapi import FastAPI

from backend.funds.codes import CollectionChannel, FundItem
from backend.funds.collections.service import reverse_collection
from backend.funds.payers.models import FundPayerYear
from backend.kernel import clock
from backend.kernel.db import unit_of_work
from tests.funds.books import DISTRICT, clerk, working
from tests.funds.paid_out import (
    ACCOUNTS,
    account,
    act,
    booked,
    cashier_of,
    certified,
    entry_sides,
    faults,
    good,
    payer_of,
    post,
    prepare,
)
from tests.support.actors import ActorClient, World

PATH, SMALL = "/funds/share-returns", "/funds/small-payers"
RANDOM = "01900000-0000-7000-8000-000000000001"
SPAN = {"kind": "base_share", "from_on": "2020-11-01", "to_on": "2020-11-30"}
VOUCHER = {"ticket_no": "YH20201216002"}
USCC = ("91430702MA4L00011F", "9143070200000000X1", "9143070200000000X2")


async def lines(client: ActorClient, batch: dict[str, Any]) -> dict[str, tuple[str, int, list[str]]]:
    """The lines of a batch by union."""
    found = good(await client.get(f"{PATH}/lines", params={"batch_id": batch["id"]}))
    return {
        row["union_name"]: (row["status"], row["amount_fen"], row["hold_reasons"]) for row in found["items"]
    }


async def pay(client: ActorClient, batch: dict[str, Any]) -> Any:
    """Record the bank's voucher."""
    return await post(client, f"{PATH}/{batch['id']}/payments", VOUCHER, batch)


async def test_a_batch_is_approved_and_paid_by_others_and_what_is_held_goes_to_the_next(
    app: FastAPI,
    world: World,
    doors: AsyncExitStack,
    district: ActorClient,
    leader: ActorClient,
    street: ActorClient,
    chair: ActorClient,
    other_chair: ActorClient,
) -> None:
    prepare(app)
    cashier = await cashier_of(app, world, doors)
    unions = (world.union, world.neighbour_union, world.other_union)
    payers = [payer_of(app, union, payer_uscc=code) for union, code in zip(unions, USCC, strict=True)]
    booked(app, payers[0])
    gone = booked(app, payers[0], booked_on=date(2020, 11, 13))
    with working(app.state.engine, clerk()) as session:
        reverse_collection(session, clerk(), gone.id, date(2020, 11, 20), "R1", "重复缴纳")
    for payer in payers[1:]:
        booked(app, payer, channel=CollectionChannel.FISCAL)
    for union in (world.union, world.neighbour_union):
        certified(app, union)
    certified(app, world.other_union, date(2020, 12, 15))
    await account(chair, district, union=world.union)
    await account(other_chair, district, union=world.other_union, tail="0003")

    for client in (street, chair, leader):
        assert (await post(client, PATH, SPAN)).status_code == 403
    assert faults(await post(district, PATH, {**SPAN, "to_on": "2020-10-31"})) == {("to_on", "bad_span")}
    batch = good(await post(district, PATH, SPAN), 201)
    assert (batch["ready_count"], batch["ready_fen"]) == (1, 390_576)
    assert (batch["held_count"], batch["held_fen"], batch["total_fen"]) == (2, 781_152, 1_171_728)
    found = await lines(district, batch)
    assert found[world.union.name] == ("ready", 390_576, [])
    assert found[world.neighbour_union.name][0::2] == ("held", ["有复核有效、户名一致的收款账户"])
    assert found[world.other_union.name][0::2] == ("held", ["工会法人资格证书在有效期内"])
    again = await post(district, PATH, SPAN)
    assert again.status_code == 409 and "其他批次" in again.json()["detail"]

    # three persons, and never more than was approved
    batch = good(await act(district, PATH, batch, "submit"))
    assert (await act(district, PATH, batch, "approve")).status_code == 403
    assert (await post(cashier, f"{PATH}/{batch['id']}/payment-list", {})).status_code == 409
    batch = good(await act(leader, PATH, batch, "approve"))
    await account(cashier, district, union=world.neighbour_union, tail="0002")
    refused = await pay(district, batch)
    assert refused.status_code == 409 and "经手人" in refused.json()["detail"]
    assert (await pay(leader, batch)).status_code == 403
    listed = await post(cashier, f"{PATH}/{batch['id']}/payment-list", {})
    assert listed.status_code == 200 and listed.content.startswith(b"PK")
    batch = good(await pay(cashier, batch), 201)
    assert (batch["status"], batch["paid_fen"]) == ("paid", 390_576)
    assert entry_sides(app, batch["entry_id"]) == {"20201": 390_576, "10203": -390_576}
    assert {name: line[0] for name, line in (await lines(district, batch)).items()} == {
        world.union.name: "paid",
        world.neighbour_union.name: "released",
        world.other_union.name: "released",
    }

    # what was held is in the next batch; cancelled, it is free again
    second = good(await post(district, PATH, SPAN), 201)
    assert (second["ready_fen"], second["held_fen"]) == (390_576, 390_576)
    assert (await act(district, PATH, second, "cancel")).status_code == 422
    assert good(await act(district, PATH, second, "cancel", "并入下季度"))["status"] == "cancelled"
    third = good(await post(district, PATH, SPAN), 201)
    assert third["batch_no"] > second["batch_no"] and third["total_fen"] == 781_152

    # a union sees its own returns, nobody below the district the batch
    own = good(await chair.get(f"{PATH}/lines"))["items"]
    assert [(row["union_name"], row["status"], row["ticket_no"]) for row in own] == [
        (world.union.name, "paid", VOUCHER["ticket_no"])
    ]
    for client in (chair, street, other_chair):
        assert good(await client.get(PATH))["total"] == 0
        for identity in (batch["id"], RANDOM):
            assert (await client.get(f"{PATH}/{identity}")).status_code == 404
    assert (
        good(await other_chair.get(f"{PATH}/lines", params={"union_id": str(world.union.id)}))["total"] == 0
    )


async def test_an_account_that_ends_after_approval_stops_the_payment(
    app: FastAPI,
    world: World,
    doors: AsyncExitStack,
    district: ActorClient,
    leader: ActorClient,
    chair: ActorClient,
) -> None:
    prepare(app)
    cashier = await cashier_of(app, world, doors)
    booked(app, payer_of(app, world.union))
    certified(app, world.union)
    card = await account(chair, district, union=world.union)
    batch = good(await post(district, PATH, SPAN), 201)
    for client, action in ((district, "submit"), (leader, "approve")):
        batch = good(await act(client, PATH, batch, action))
    good(await act(district, ACCOUNTS, card, "end", "银行通知销户"))
    refused = await pay(cashier, batch)
    assert refused.status_code == 409 and "没有一家可付" in refused.json()["detail"]
    assert good(await district.get(f"{PATH}/{batch['id']}"))["status"] == "approved"
    cancelled = good(await act(leader, PATH, batch, "cancel", "账户已销"))
    assert cancelled["status"] == "cancelled"


async def test_the_reserve_goes_back_after_the_founding_and_small_payers_by_the_years_policy(
    app: FastAPI, world: World, district: ActorClient, street: ActorClient
) -> None:
    prepare(app)
    first, second = (
        payer_of(app, union, payer_uscc=code)
        for union, code in zip((world.union, world.neighbour_union), USCC, strict=False)
    )
    booked(app, first, item=FundItem.RESERVE)
    booked(app, first)
    booked(app, second, paid_fen=100_000)
    with unit_of_work(app.state.engine) as session:
        year: dict[str, Any] = {"year": 2020, "source": "名录"}
        session.add(
            FundPayerYear(
                district_id=DISTRICT, org_path=first.org_path, payer_id=first.id, is_micro=True, **year
            )
        )
        session.add(
            FundPayerYear(
                district_id=DISTRICT,
                org_path=second.org_path,
                payer_id=second.id,
                is_small_payer=True,
                **year,
            )
        )

    reserve = good(await post(district, PATH, {**SPAN, "kind": "reserve"}), 201)
    found = await lines(district, reserve)
    assert list(found) == [world.union.name] and 0 < found[world.union.name][1] <= 650_960

    whole = {"kind": "small_payer", "from_on": "2020-01-01", "to_on": "2020-12-31"}
    assert faults(await post(district, PATH, {**SPAN, "kind": "small_payer"})) == {("to_on", "whole_year")}
    batch = good(await post(district, PATH, whole), 201)
    assert (await lines(district, batch))[world.union.name][1] == 260_384
    assert len(await lines(district, batch)) == 1
    end = {"year": 2020, "on_list": "micro", "reason": "超过小微标准"}
    kept = await post(district, f"/funds/payers/{first.id}/year-removals", end)
    assert kept.status_code == 409 and batch["batch_no"] in kept.json()["detail"]

    asked: dict[str, Any] = {"year": 2020, "basis": "threshold", "threshold_fen": 50_000, "rate": "1"}
    tried = good(await district.get(f"{SMALL}/simulation", params=asked))
    assert tried["current"]["basis"] == "micro"
    assert (tried["total"]["current_fen"], tried["total"]["tried_fen"]) == (260_384, 40_000)
    assert (tried["gainers"], tried["losers"]) == (1, 1)
    for key in ("unions", "upward_fen", "current_fen", "tried_fen"):
        parts = len(tried["unions"]) if key == "unions" else sum(row[key] for row in tried["unions"])
        assert parts + tried["rest"][key] == tried["total"][key]
        assert sum(row[key] for row in tried["classes"]) == tried["total"][key]
    by_name = {row["union_name"]: row for row in tried["unions"]}
    assert (
        "不满上限" in by_name[world.union.name]["reason"]
        and not by_name[world.neighbour_union.name]["reason"]
    )
    assert good(await street.get(f"{SMALL}/policy", params={"year": 2023}))["threshold_fen"] == 1_000_000
    wrong = await district.get(f"{SMALL}/simulation", params={"year": 2020, "basis": "threshold"})
    assert faults(wrong) == {("threshold_fen", "required")}

    # a year with a threshold waits for its end
    clock.freeze(date(2023, 6, 1))
    later = {**whole, "from_on": "2023-01-01", "to_on": "2023-12-31"}
    refused = await post(district, PATH, later)
    assert refused.status_code == 409 and "没有结束" in refused.json()["detail"]
