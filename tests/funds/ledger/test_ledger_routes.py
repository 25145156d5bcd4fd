"""The books over HTTP: balances, entries by hand, closing a month, and who may see them."""

from datetime import date
from typing import Any

from fastapi import FastAPI

from backend.funds.closing.rules import MonthFacts, closing_checks
from backend.funds.codes import CollectionChannel
from backend.kernel.decisions import Verdict
from tests.funds.ledger.steps import RANDOM, payment_form, prepare, send
from tests.support.actors import ActorClient, World

LEDGER, MONTHS = "/funds/ledger", "/funds/months"
TAX = CollectionChannel.TAX


def failed(**values: Any) -> set[str]:
    facts = {
        "period": "2020-11",
        "today": date(2020, 12, 1),
        "earlier_open": (),
        "unassigned": 0,
        "received_fen": {TAX: 100},
        "banked_fen": {TAX: 100},
        **values,
    }
    checks = closing_checks(MonthFacts(**facts))
    assert all(check.article and check.inputs and check.fix for check in checks)
    return {check.code for check in checks if check.verdict is Verdict.NOT_MET}


def test_what_stands_against_closing_a_month() -> None:
    assert failed() == set()
    assert failed(today=date(2020, 11, 30)) == {"over"}
    assert failed(earlier_open=("2020-10",)) == {"earlier"}
    assert failed(unassigned=1) == {"assigned"}
    assert failed(banked_fen={TAX: 99}) == {"agrees_tax"}
    assert failed(received_fen={}, banked_fen={CollectionChannel.DIRECT: 1}) == {"agrees_direct"}


async def act(client: ActorClient, period: str, action: str, note: str = "核对无误") -> Any:
    """One step with a month as it is now."""
    seen = await client.get(f"{MONTHS}/{period}")
    body = {"action": action, "note": note}
    return await send(client, f"{MONTHS}/{period}/actions", body, **{"If-Match": seen.headers["ETag"]})


async def test_a_month_is_closed_and_reopened_by_two_persons(
    app: FastAPI, world: World, district: ActorClient, leader: ActorClient, auditor: ActorClient
) -> None:
    payers = prepare(app, world)
    await send(district, "/funds/collections", payment_form(payers.own))
    october = payment_form(payers.own, ticket_no="T2", booked_on="2020-10-12", paid_fen=3_333)
    await send(district, "/funds/collections", october)
    rows = (await auditor.get(MONTHS)).json()["items"]
    assert [(row["period"], row["status"], row["entries"], row["amount_fen"]) for row in rows] == [
        ("2020-11", "open", 1, 650_960),
        ("2020-10", "open", 1, 3_333),
    ]
    refused = await act(district, "2020-11", "close")
    assert refused.status_code == 409 and "以前月份" in refused.json()["detail"]
    assert (await act(auditor, "2020-10", "close")).status_code == 403
    assert (await act(district, "2020-10", "close")).json()["status"] == "closed"
    closed = (await act(district, "2020-11", "close")).json()
    assert (closed["status"], closed["checks"], len(closed["history"])) == ("closed", [], 1)
    late = payment_form(payers.own, ticket_no="T3", booked_on="2020-11-13")
    assert (await send(district, "/funds/collections", late)).status_code == 409
    assert (await act(district, "2020-11", "ask_reopen", "漏记一笔")).status_code == 200
    assert (await act(district, "2020-11", "reopen", "同意")).status_code == 403
    assert [action["code"] for action in (await leader.get(f"{MONTHS}/2020-11")).json()["actions"]] == [
        "reopen",
        "keep_closed",
    ]
    assert (await act(leader, "2020-11", "reopen", "同意补记")).json()["status"] == "open"
    assert (await send(district, "/funds/collections", late)).status_code == 201
    assert (await district.get(f"{MONTHS}/2020-09")).status_code == 404
    assert (await district.get(f"{MONTHS}/2020-13")).status_code == 422


async def test_the_books_by_hand(
    app: FastAPI, world: World, district: ActorClient, chair: ActorClient, leader: ActorClient
) -> None:
    payers = prepare(app, world)
    payment = (await send(district, "/funds/collections", payment_form(payers.own))).json()
    form = {
        "kind": "remittance",
        "booked_on": "2020-12-15",
        "note": "上解市总工会",
        "sides": [{"account": "20101", "amount_fen": 65_096}, {"account": "10201", "amount_fen": -65_096}],
    }
    for stranger, status in ((chair, 403), (leader, 403)):
        assert (await send(stranger, f"{LEDGER}/entries", form)).status_code == status
    entry = (await send(district, f"{LEDGER}/entries", form)).json()
    assert (entry["amount_fen"], entry["may_reverse"]) == (65_096, True)
    for wrong in (
        {"kind": "collection"},
        {"sides": form["sides"][:1]},
        {"booked_on": "2020-12-17"},
        {"sides": [{"account": "20101", "amount_fen": 1}, {"account": "10201", "amount_fen": -2}]},
        {"sides": [{"account": "99999", "amount_fen": 1}, {"account": "10201", "amount_fen": -1}]},
    ):
        assert (await send(district, f"{LEDGER}/entries", form | wrong)).status_code == 422
    own = {"code": "10204", "name": "银行存款—定期", "kind": "asset"}
    assert (await send(district, f"{LEDGER}/accounts", own)).status_code == 201
    assert (await send(district, f"{LEDGER}/accounts", own)).status_code == 409
    again = f"{LEDGER}/entries/{entry['id']}/reversals"
    assert (await send(district, again, {"reason": "金额记错"})).json()["kind"] == "reversal"
    assert (await send(district, again, {"reason": "再冲"})).status_code == 409
    of_paper = await send(
        district, f"{LEDGER}/entries/{payment['entry_id']}/reversals", {"reason": "想在账上冲"}
    )
    assert of_paper.status_code == 409 and "原单据" in of_paper.json()["detail"]
    december = (await district.get(f"{LEDGER}/accounts")).json()
    assert december["debit_fen"] == december["credit_fen"] == 130_192
    balances = {row["code"]: row for row in december["accounts"]}
    assert (balances["10201"]["before_fen"], balances["10201"]["after_fen"]) == (650_960, 650_960)
    assert sum(row["after_fen"] for row in december["accounts"]) == 0
    assert "10204" in balances
    november = (await district.get(f"{LEDGER}/accounts", params={"period": "2020-11"})).json()
    assert november["debit_fen"] == 650_960
    for query, count in (
        ({}, 3), ({"kind": "collection"}, 1), ({"account": "20101"}, 3), ({"account": "99999"}, 0),
        ({"period": "2020-11"}, 1), ({"payer_id": str(payers.own)}, 1), ({"booked_from": "2020-12-16"}, 1),
    ):  # fmt: skip
        assert (await district.get(f"{LEDGER}/entries", params=query)).json()["total"] == count
    text = (await district.get(f"{LEDGER}/entries/export", params={"format": "csv"})).content.decode()
    assert text.count("10201") == 3


async def test_the_books_are_the_districts_own(
    app: FastAPI,
    world: World,
    district: ActorClient,
    street: ActorClient,
    chair: ActorClient,
    auditor: ActorClient,
    sysadmin: ActorClient,
) -> None:
    payers = prepare(app, world)
    payment = (await send(district, "/funds/collections", payment_form(payers.own))).json()
    paths = [
        f"{LEDGER}/accounts",
        f"{LEDGER}/entries",
        f"{LEDGER}/entries/{payment['entry_id']}",
        MONTHS,
        f"{MONTHS}/2020-11",
    ]
    for path in paths:
        assert [(await seat.get(path)).status_code for seat in (district, auditor)] == [200, 200]
        for stranger in (street, chair, sysadmin):
            assert (await stranger.get(path)).status_code == 403
    assert (await district.get(f"{LEDGER}/entries/{RANDOM}")).status_code == 404
