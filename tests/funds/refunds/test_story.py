"""Refunds from the application to the ledger: never above paid, three persons, own account, returned shares first."""

from contextlib import AsyncExitStack
from threading import Barrier, Thread
from typing import Any
from uuid import UUID

from fastapi import FastAPI

from backend.funds.bank_accounts import service as accounts
from backend.funds.bank_accounts.schemas import BankAccountIn
from backend.funds.paid import paid_of
from backend.funds.refunds import service
from backend.funds.refunds.schemas import RefundIn
from backend.kernel.db import unit_of_work
from backend.kernel.errors import DomainError
from backend.kernel.history import ActionIn
from tests.funds.books import clerk, working
from tests.funds.paid_out import (
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

PATH = "/funds/refunds"
RANDOM = "01900000-0000-7000-8000-000000000001"
VOUCHER = {"ticket_no": "YH20201216001"}


def form(paid: Any, to: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """An application for the upper share of E-E1."""
    return {
        "collection_id": str(paid.id),
        "account_id": to["id"],
        "amount_fen": 260_384,
        "reason": "wrong_item",
        "statement": "费种报错，申请退回。",
        **changes,
    }


async def pay(client: ActorClient, card: dict[str, Any]) -> Any:
    """Record the bank's voucher."""
    return await post(client, f"{PATH}/{card['id']}/payments", VOUCHER, card)


async def test_a_refund_is_decided_and_paid_by_others_and_posted(
    app: FastAPI,
    world: World,
    doors: AsyncExitStack,
    district: ActorClient,
    leader: ActorClient,
    chair: ActorClient,
    auditor: ActorClient,
    other_street: ActorClient,
) -> None:
    prepare(app)
    cashier = await cashier_of(app, world, doors)
    payer, other = (
        payer_of(app, world.union),
        payer_of(app, world.neighbour_union, payer_uscc="9143070200000000X1"),
    )
    paid = booked(app, payer)
    own = await account(chair, district, payer=payer)
    foreign = await account(cashier, district, payer=other, tail="0002")

    # never above what was paid, never to a foreign account
    basis = good(await chair.get(f"{PATH}/basis", params={"collection_id": str(paid.id)}))
    assert (basis["paid_fen"], basis["refunded_fen"], basis["left_fen"]) == (650_960, 0, 650_960)
    assert faults(await post(chair, PATH, form(paid, own, amount_fen=650_961))) == {
        ("amount_fen", "within_paid")
    }
    assert faults(await post(district, PATH, form(paid, foreign))) == {("account_id", "own_account")}
    assert (await post(chair, PATH, form(paid, foreign))).status_code == 404
    assert (await post(auditor, PATH, form(paid, own))).status_code == 403
    card = good(await post(district, PATH, form(paid, own)), 201)
    assert faults(await post(chair, PATH, form(paid, own, amount_fen=390_577))) == {
        ("amount_fen", "within_paid")
    }

    # three persons: the applicant neither approves nor pays, the approver does not pay
    assert [action["code"] for action in card["actions"]] == ["withdraw"]
    assert (await act(district, PATH, card, "approve")).status_code == 403
    assert (await pay(cashier, card)).status_code == 409
    assert (await act(leader, PATH, card, "pay")).status_code == 422
    card = good(await act(leader, PATH, card, "approve"))
    refused = await pay(district, card)
    assert refused.status_code == 409 and "经手人" in refused.json()["detail"]
    assert (await pay(leader, card)).status_code == 403
    late = {**VOUCHER, "paid_on": "2020-12-17"}
    assert faults(await post(cashier, f"{PATH}/{card['id']}/payments", late, card)) == {
        ("paid_on", "out_of_range")
    }
    card = good(await pay(cashier, card), 201)
    assert (card["status"], card["ticket_no"]) == ("paid", "YH20201216001")

    # the parts go back where they came from, 60 % of 2,603.84 to the base union's account, and the bank pays
    sides = entry_sides(app, card["entry_id"])
    assert sides["10203"] == -260_384 and sum(sides.values()) == 0
    base = [part["amount_fen"] for part in card["parts"] if part["level"] == "base"]
    assert base == [sides["20201"]] and abs(base[0] - 156_230.4) < 1
    assert sum(part["amount_fen"] for part in card["parts"]) == 260_384
    assert (await pay(cashier, card)).status_code in (409, 412)
    rest = good(await post(chair, PATH, form(paid, own, amount_fen=390_576)), 201)
    card = good(await act(leader, PATH, rest, "refuse", "应在下月抵缴"))
    assert (card["status"], card["actions"]) == ("refused", [])
    with unit_of_work(app.state.engine) as session:
        left = paid_of(session, "430702", [payer.id], "2020-10", "2020-10")
        assert list(left.values()) == [390_576]

    assert good(await chair.get(PATH))["total"] == 2
    assert good(await other_street.get(PATH))["total"] == 0
    for identity in (card["id"], RANDOM):
        assert (await other_street.get(f"{PATH}/{identity}")).status_code == 404
        assert (await act(other_street, PATH, {**card, "id": identity}, "withdraw", "看")).status_code == 404
    assert (
        await other_street.get(f"{PATH}/basis", params={"collection_id": str(paid.id)})
    ).status_code == 404


async def test_a_share_already_returned_is_recovered_before_the_payer_is_refunded(
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
    paid = booked(app, payer)
    certified(app, world.union)
    await account(chair, district, union=world.union, tail="0009")
    span = {"kind": "base_share", "from_on": "2020-11-01", "to_on": "2020-11-30"}
    batch = good(await post(district, "/funds/share-returns", span), 201)
    for client, action in ((district, "submit"), (leader, "approve")):
        batch = good(await act(client, "/funds/share-returns", batch, action))
    batch = good(await post(cashier, f"/funds/share-returns/{batch['id']}/payments", VOUCHER, batch), 201)
    assert batch["paid_fen"] == 390_576

    own = await account(chair, cashier, payer=payer)
    card = good(await post(chair, PATH, form(paid, own, amount_fen=650_960)), 201)
    assert card["to_recover_fen"] == 390_576
    refused = await act(leader, PATH, card, "approve")
    assert refused.status_code == 409 and "基层留成" in refused.json()["detail"]
    recovery = {"ticket_no": "YH7"}
    assert (await post(chair, f"{PATH}/{card['id']}/recoveries", recovery, card)).status_code == 403
    card = good(await post(district, f"{PATH}/{card['id']}/recoveries", recovery, card), 201)
    assert (card["recovered_fen"], card["to_recover_fen"]) == (390_576, 0)
    assert (await post(district, f"{PATH}/{card['id']}/recoveries", recovery, card)).status_code == 409
    card = good(await act(leader, PATH, card, "approve"))
    card = good(await pay(cashier, card), 201)
    assert entry_sides(app, card["entry_id"])["10203"] == -650_960
    # nothing of this payment is left to return
    assert (await post(district, "/funds/share-returns", span)).status_code == 409


def test_ten_at_once_are_never_refunded_more_than_was_paid(app: FastAPI, world: World) -> None:
    prepare(app)
    payer = payer_of(app, world.union)
    paid = booked(app, payer)
    maker, checker = clerk(), clerk()
    with working(app.state.engine, maker) as session:
        holder = {"payer_id": payer.id, "holder_name": payer.name, "account_no": "6222000000000001"}
        row = accounts.register_account(
            session, maker, BankAccountIn(**holder, bank_name="建行", proof="回单")
        )
        accounts.act(session, checker, row, ActionIn(action="confirm"), row.version)
        to: UUID = row.id
    start, made, refused = Barrier(10), [], []

    def apply() -> None:
        start.wait()
        body = {"collection_id": paid.id, "account_id": to, "amount_fen": 300_000, "reason": "wrong_item"}
        try:
            with working(app.state.engine, maker) as session:
                made.append(
                    service.apply_refund(session, maker, RefundIn(**body, statement="费种报错，申请退回")).id
                )
        except DomainError as problem:
            refused.append(problem)

    threads = [Thread(target=apply) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(made), len(refused)) == (2, 8)
