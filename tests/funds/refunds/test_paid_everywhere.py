"""A refund that was paid is taken off what a payer paid, the same everywhere; a refunded payment is not reversed."""

from contextlib import AsyncExitStack
from datetime import date
from typing import Any
from uuid import UUID

from fastapi import FastAPI

from backend.funds.codes import CollectionChannel, FundItem
from backend.funds.collections.service import reverse_collection
from backend.funds.obligations.returns import facts_of
from backend.kernel.db import unit_of_work
from tests.funds.arrears.owing import DISTRICT, declare
from tests.funds.books import clerk, working
from tests.funds.paid_out import (
    account,
    act,
    booked,
    cashier_of,
    certified,
    good,
    payer_of,
    post,
    prepare,
)
from tests.funds.statements.files import compared, csv_file, rows, tax_row
from tests.support.actors import ActorClient, World

FULL, BACK = 650_960, 260_384
LEFT = FULL - BACK
USCC = "91430702MA4L00011F"
VOUCHER = {"ticket_no": "YH20201216001"}
REVERSAL = {"booked_on": "2020-12-16", "ticket_no": "C1", "reason": "重复入库"}


async def paid_refund(
    app: FastAPI, world: World, doors: AsyncExitStack, chair: ActorClient, leader: ActorClient, form: Any
) -> dict[str, Any]:
    """Part of a payment refunded by four persons."""
    cashier = await cashier_of(app, world, doors)
    card = good(await post(chair, "/funds/refunds", form), 201)
    card = good(await act(leader, "/funds/refunds", card, "approve"))
    return good(await post(cashier, f"/funds/refunds/{card['id']}/payments", VOUCHER, card), 201)


async def test_one_refund_is_seen_the_same_everywhere_and_its_payment_is_not_reversed(
    app: FastAPI,
    world: World,
    doors: AsyncExitStack,
    district: ActorClient,
    leader: ActorClient,
    chair: ActorClient,
) -> None:
    prepare(app)
    payer = payer_of(app, world.union)
    declare(app, world.union, payer.id, "2020-10", FULL)
    paid = booked(app, payer, channel=CollectionChannel.TAX, ticket_no="T1", period="2020-10")
    own = await account(chair, district, payer=payer)
    card = good(await chair.get(f"/funds/collections/{paid.id}"))
    assert (card["may_refund"], card["refunded_fen"]) == (True, 0)
    assert not good(await district.get("/funds/arrears"))["items"]
    form = {
        "collection_id": str(paid.id), "account_id": own["id"], "amount_fen": BACK, "reason": "wrong_item",
        "statement": "费种报错，申请退回。",
    }  # fmt: skip
    refund = await paid_refund(app, world, doors, chair, leader, form)

    # the list of arrears, the payer's arrears, the list of the month, the payer's months, the month, the return
    listed = good(await district.get("/funds/arrears"))["items"]
    assert [(row["payer_id"], row["total_fen"]) for row in listed] == [(str(payer.id), BACK)]
    (month,) = good(await chair.get(f"/funds/arrears/{payer.id}"))["months"]
    assert (month["paid_fen"], month["arrears_fen"]) == (LEFT, BACK)
    page = good(await district.get("/funds/obligations", params={"period": "2020-10"}))
    assert [(row["paid_fen"], row["left_fen"], row["state"]) for row in page["items"]] == [
        (LEFT, BACK, "partly_paid")
    ]
    assert (page["paid_fen"], page["left_fen"]) == (LEFT, BACK)
    months = good(await chair.get(f"/funds/payers/{payer.id}/months"))
    assert (months["paid_fen"], months["overdue_fen"]) == (LEFT, BACK)
    one = good(await chair.get(f"/funds/payers/{payer.id}/months/2020-10"))
    assert (one["paid_fen"], one["left_fen"]) == (LEFT, BACK)
    assert [(row["id"], row["amount_fen"]) for row in one["refunds"]] == [(refund["id"], BACK)]
    assert sum(row["paid_fen"] for row in one["payments"]) - BACK == one["paid_fen"]
    with unit_of_work(app.state.engine, writes=False) as session:
        booked_in = facts_of(session, DISTRICT, world.union.id, "2020-11")
        paid_back_in = facts_of(session, DISTRICT, world.union.id, "2020-12")
    assert (booked_in["funds_paid_fen"], paid_back_in["funds_paid_fen"]) == (FULL, 0)

    # the payment cannot be taken back as a whole; a file that says so becomes an open item that says why
    card = good(await district.get(f"/funds/collections/{paid.id}"))
    assert (card["refunded_fen"], card["may_reverse"]) == (BACK, False)
    refused = await post(district, f"/funds/collections/{paid.id}/reversals", REVERSAL)
    assert refused.status_code == 409 and refused.json()["detail"] == card["reversal_refusal"]
    assert "已退费 2,603.84 元" in refused.json()["detail"]
    gone = tax_row(
        统一社会信用代码=USCC, 纳税人名称=payer.name, 计费依据="-325480.00", 应缴费额="-6509.60", 实缴费额="-6509.60",
        电子税票号="T1", 入库日期="2020-11-20",
    )  # fmt: skip
    item = await compared(app, district, csv_file(gone))
    (row,) = await rows(district, item)
    assert (row["verdict"], "已退费" in row["message"]) == ("reversal_without_original", True)
    rest = good(await post(chair, "/funds/refunds", {**form, "amount_fen": LEFT}), 201)
    assert good(await chair.get(f"/funds/collections/{paid.id}"))["may_refund"] is False
    waiting = await post(district, f"/funds/collections/{paid.id}/reversals", REVERSAL)
    assert waiting.status_code == 409 and "退费正在办理" in waiting.json()["detail"]
    assert good(await act(chair, "/funds/refunds", rest, "withdraw", "不退了"))["status"] == "withdrawn"

    # and a reversed payment is not refunded
    other = booked(app, payer, ticket_no="T2", period="2020-09")
    good(await post(district, f"/funds/collections/{other.id}/reversals", REVERSAL), 201)
    late = await post(chair, "/funds/refunds", {**form, "collection_id": str(other.id)})
    assert late.status_code == 422 and late.json()["errors"][0]["code"] == "stands"
    assert good(await chair.get(f"/funds/collections/{other.id}"))["may_refund"] is False


async def test_a_payment_in_a_batch_of_returns_is_reversed_only_when_a_later_batch_takes_it_off(
    app: FastAPI,
    world: World,
    doors: AsyncExitStack,
    district: ActorClient,
    leader: ActorClient,
    chair: ActorClient,
) -> None:
    prepare(app)
    cashier = await cashier_of(app, world, doors)
    payer = payer_of(app, world.union)
    paid, reserve = booked(app, payer), booked(app, payer, item=FundItem.RESERVE, period="2020-09")
    certified(app, world.union)
    await account(chair, district, union=world.union)
    span = {"kind": "base_share", "from_on": "2020-11-01", "to_on": "2020-11-30"}
    batches = [good(await post(district, "/funds/share-returns", {**span, "kind": kind}), 201)
               for kind in ("base_share", "reserve")]  # fmt: skip
    for one, batch in zip((paid, reserve), batches, strict=True):
        refused = await post(district, f"/funds/collections/{one.id}/reversals", REVERSAL)
        assert refused.status_code == 409 and f"“{batch['batch_no']}”（拟定）" in refused.json()["detail"]
    for batch in batches:
        for client, action in ((district, "submit"), (leader, "approve")):
            batch = good(await act(client, "/funds/share-returns", batch, action))
        good(await post(cashier, f"/funds/share-returns/{batch['id']}/payments", VOUCHER, batch), 201)

    # a reserve that was paid out never comes back by itself; the base union's share does, from its next payments
    kept = await post(district, f"/funds/collections/{reserve.id}/reversals", REVERSAL)
    assert kept.status_code == 409 and "先向该工会收回" in kept.json()["detail"]
    with working(app.state.engine, clerk()) as session:
        reverse_collection(session, clerk(), UUID(str(paid.id)), date(2020, 12, 1), "R1", "税务退库")
    for period in ("2020-07", "2020-08"):
        booked(app, payer, period=period, booked_on=date(2020, 12, 2))
    later = {**span, "from_on": "2020-12-01", "to_on": "2020-12-15"}
    batch = good(await post(district, "/funds/share-returns", later), 201)
    assert batch["ready_fen"] == 390_576
