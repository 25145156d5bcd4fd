"""Declaring over HTTP: a month, its correction, its list and sums; the accepted monthly return declares by itself."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from fastapi import FastAPI

from backend.funds.codes import FundItem
from backend.funds.collections.service import book
from backend.funds.payers.models import FundPayer
from backend.kernel.db import unit_of_work
from tests.funds.books import clerk, working
from tests.funds.collections.payments import payment
from tests.funds.payers.steps import PATH, code_of, declared, faults, prepare, registered, send, wages
from tests.submissions.conftest import Desk, head_count
from tests.support.actors import ActorClient, World

DECLARATIONS = "/funds/declarations"


@pytest.fixture
def ready(app: FastAPI, world: World) -> World:
    prepare(app)
    return world


def paid(app: FastAPI, payer: dict[str, Any], fen: int, **values: Any) -> None:
    """One payment, booked by the finance office."""
    actor = clerk()
    with working(app.state.engine, actor) as session:
        row = session.get_one(FundPayer, (actor.district_id, UUID(payer["id"])))
        book(session, actor, payment(row, paid_fen=fen, **values))


async def test_a_month_is_declared_corrected_paid_and_listed(
    app: FastAPI, ready: World, street: ActorClient, chair: ActorClient, district: ActorClient
) -> None:
    payer = await registered(street, ready.union.id)
    tried = await send(chair, f"{DECLARATIONS}/preview", wages(payer))
    assert tried.status_code == 200, tried.text
    assert (tried.json()["due_fen"], tried.json()["wants_reason"]) == (650_960, False)
    assert (await chair.get(f"{PATH}/{payer['id']}/months?count=2")).json()["undeclared"] == 2

    first = await declared(chair, payer)
    assert (first["number"], first["words"]) == (1, "325,480.00 元 × 2% = 6,509.60 元")
    assert (await declared(chair, payer))["id"] == first["id"]
    bare = await send(chair, DECLARATIONS, wages(payer, wages_fen=30_000_000))
    assert faults(bare) == {("reason", "correction")}
    second = await declared(chair, payer, wages_fen=30_000_000, reason="多算了一名离职职工")
    assert (second["number"], second["due_fen"]) == (2, 600_000)

    zero = await send(chair, DECLARATIONS, wages(payer, period="2020-09", wages_fen=0))
    assert faults(zero) == {("reason", "zero_with_staff")}
    parts = [{"part": "hourly", "amount_fen": 100}, {"part": "travel", "amount_fen": 50}]
    mixed = await send(chair, DECLARATIONS, wages(payer, period="2020-09", wages_fen=150, parts=parts))
    assert faults(mixed) == {("wages_fen", "parts_differ")}
    sound = await declared(chair, payer, period="2020-09", wages_fen=100, parts=parts)
    assert [part["is_counted"] for part in sound["parts"]] == [True, False]
    assert faults(await send(chair, DECLARATIONS, wages(payer, period="2021-01"))) == {("period", "future")}
    assert (await send(chair, DECLARATIONS, wages(payer, period="2019-12"))).status_code == 409
    assert (
        await send(chair, DECLARATIONS, wages(payer, period="2020-08", is_assessed=True))
    ).status_code == 403
    assessed = await declared(street, payer, period="2020-08", is_assessed=True)
    assert assessed["source"] == "assessed"

    paid(app, payer, 200_000)
    month = (await chair.get(f"{PATH}/{payer['id']}/months/2020-10")).json()
    assert (month["state"], month["left_fen"], month["due_on"]) == ("partly_paid", 400_000, "2020-11-16")
    assert [row["number"] for row in month["declarations"]] == [2, 1]
    assert [row["is_counted"] for row in month["declarations"]] == [True, False]
    assert [row["paid_fen"] for row in month["payments"]] == [200_000]
    assert (await chair.get(f"{PATH}/{payer['id']}/months/2019-12")).status_code == 404
    months = (await chair.get(f"{PATH}/{payer['id']}/months?to_period=2020-10&count=3")).json()
    assert [(m["period"], m["state"]) for m in months["months"]] == [
        ("2020-10", "partly_paid"), ("2020-09", "overdue"), ("2020-08", "overdue")
    ]  # fmt: skip
    assert (months["due_fen"], months["paid_fen"]) == (600_000 + 2 + 650_960, 200_000)
    assert months["overdue_fen"] == 400_000 + 2 + 650_960

    other = await registered(street, ready.neighbour_union.id, name="启明二厂", payer_uscc=code_of(2))
    page = (await district.get("/funds/obligations?period=2020-10")).json()
    assert (page["payers"], page["undeclared"]) == (2, 1)
    assert (page["due_fen"], page["paid_fen"], page["left_fen"]) == (600_000, 200_000, 400_000)
    for state, ids in (("undeclared", [other["id"]]), ("partly_paid", [payer["id"]]), ("paid", [])):
        found = (await district.get(f"/funds/obligations?period=2020-10&state={state}")).json()
        assert [row["payer_id"] for row in found["items"]] == ids, state
    export = await district.get("/funds/obligations/export?period=2020-10&format=csv")
    assert "6000.00,0.00,2000.00,4000.00" in export.text


async def test_only_the_upper_share_is_owed_where_tax_collects_no_more(
    ready: World, street: ActorClient
) -> None:
    payer = await registered(street, ready.union.id, coverage="upper_share_only")
    found = await declared(street, payer)
    assert (found["full_due_fen"], found["due_fen"]) == (650_960, 260_384)
    basic = await registered(
        street, ready.neighbour_union.id, payer_uscc=code_of(4), wage_base="fiscal_basic", channel="fiscal"
    )
    gap = await declared(street, basic, wages_fen=20_000_000, statutory_wages_fen=32_548_000)
    assert (gap["due_fen"], gap["gap_fen"]) == (400_000, 250_960)
    months = (await street.get(f"{PATH}/{basic['id']}/months?to_period=2020-10&count=1")).json()
    assert months["gap_fen"] == 250_960
    assert {c["code"]: c["verdict"] for c in months["checks"]} == {"E-R3": "not_met", "E-R4": "met"}


async def test_an_accepted_return_declares_and_the_books_fill_its_funds(
    app: FastAPI, ready: World, chair: ActorClient, street: ActorClient
) -> None:
    with unit_of_work(app.state.engine) as session:
        session.add(head_count(ready.union))
    payer = await registered(street, ready.union.id)
    paid(app, payer, 650_000, booked_on=date(2020, 11, 20), item=FundItem.RESERVE)
    mine, theirs = Desk(chair), Desk(street)
    card = await mine.open()
    cells = {cell["item"]: cell for section in card["sections"] for cell in section["cells"]}
    assert (cells["funds_paid_fen"]["value"], cells["funds_paid_fen"]["source"]) == (650_000, "derived")
    assert (cells["funds_channel"]["value"], cells["funds_paid_on"]["value"]) == ("tax", "2020-11-20")
    assert cells["funds_ticket_no"]["value"] == "34307020110000000001"
    card = (await mine.fill(card, wages_fen=32_548_000, chair_name="余建国")).json()
    assert not {check["code"] for check in card["checks"]} & {"funds_paid_short", "funds_paid_over"}
    card = (await mine.act(card, "submit")).json()
    assert card["status"] == "submitted", card
    assert (await theirs.act(card, "accept")).json()["status"] == "accepted"
    month = (await street.get(f"{PATH}/{payer['id']}/months/2020-11")).json()
    assert [(row["source"], row["due_fen"]) for row in month["declarations"]] == [("monthly_return", 650_960)]
    assert month["declarations"][0]["source_id"] == card["id"]
