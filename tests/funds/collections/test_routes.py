"""Payments and split tables over HTTP: who books, who sees, what another table would bring."""

from datetime import date

import pytest
from fastapi import FastAPI

from backend.kernel.db import unit_of_work
from backend.kernel.parameters import ParameterStatus, ParameterValue, changed
from tests.funds.ledger.steps import RANDOM, payment_form, prepare, send
from tests.support.actors import ActorClient, World

PATH = "/funds/collections"


async def test_a_payment_from_its_booking_to_its_reversal(
    app: FastAPI,
    world: World,
    district: ActorClient,
    chair: ActorClient,
    street: ActorClient,
    leader: ActorClient,
) -> None:
    payers = prepare(app, world)
    for stranger in (chair, street, leader):
        assert (await send(stranger, PATH, payment_form(payers.own))).status_code == 403
    answer = await send(district, PATH, payment_form(payers.own))
    assert answer.status_code == 201, answer.text
    card = answer.json()
    assert [part["amount_fen"] for part in card["parts"]] == [390_576, 130_192, 65_096, 32_548, 32_548]
    verdicts = {check["code"]: check["verdict"] for check in card["checks"]}
    assert verdicts == {"E-R4": "not_met", "parts": "met", "ratios": "met", "due": "met"}
    assert (await send(district, PATH, payment_form(payers.own))).status_code == 409
    for field, wrong in (
        ("paid_fen", 0),
        ("paid_fen", 1.5),
        ("period", "2020-13"),
        ("ticket_no", ""),
        ("payer_id", str(RANDOM)),
    ):
        refused = await send(district, PATH, payment_form(payers.own) | {field: wrong})
        assert refused.status_code == (404 if field == "payer_id" else 422), refused.text
    own = (await chair.get(f"{PATH}/{card['id']}")).json()
    assert (own["entry_id"], own["may_reverse"]) == (None, False)
    entry = (await district.get(f"/funds/ledger/entries/{card['entry_id']}")).json()
    assert (entry["amount_fen"], entry["collections"], entry["may_reverse"]) == (650_960, 1, False)
    form = {"booked_on": "2020-12-15", "ticket_no": "C-1", "reason": "税务更正"}
    opposite = await send(district, f"{PATH}/{card['id']}/reversals", form)
    assert opposite.status_code == 201, opposite.text
    assert opposite.json()["paid_fen"] == -650_960
    assert (await send(district, f"{PATH}/{card['id']}/reversals", form)).status_code == 409
    rows = (await district.get(PATH, params={"q": "34307020110000000001"})).json()["items"]
    assert [(row["paid_fen"], row["is_reversed"]) for row in rows] == [(650_960, True)]
    only = (await district.get(PATH, params={"is_reversal": True, "channel": "tax"})).json()
    assert [row["reverses_id"] for row in only["items"]] == [card["id"]]
    text = (await district.get(f"{PATH}/export", params={"format": "csv"})).content.decode("utf-8-sig")
    assert text.count("\n") == 3
    assert "6509.60" in text.replace(",", "")


async def test_payments_are_seen_by_who_answers_for_the_payer(
    app: FastAPI,
    world: World,
    district: ActorClient,
    street: ActorClient,
    other_street: ActorClient,
    chair: ActorClient,
    other_chair: ActorClient,
    auditor: ActorClient,
    sysadmin: ActorClient,
) -> None:
    payers = prepare(app, world)
    card = (await send(district, PATH, payment_form(payers.own))).json()
    for seat, sees in (
        (district, 1), (auditor, 1), (street, 1), (chair, 1), (other_street, 0), (other_chair, 0)
    ):  # fmt: skip
        assert len((await seat.get(PATH)).json()["items"]) == sees
        assert (await seat.get(f"{PATH}/{card['id']}")).status_code == (200 if sees else 404)
    assert (await sysadmin.get(PATH)).status_code == 403
    narrowed = {"organisation_id": str(world.other_union.id)}
    assert (await district.get(PATH, params=narrowed)).json()["items"] == []
    assert (await street.get(PATH, params=narrowed)).status_code == 404
    assert (await district.get(f"{PATH}/{RANDOM}")).status_code == 404


async def test_split_tables_and_what_another_one_would_bring(
    app: FastAPI, world: World, district: ActorClient, chair: ActorClient
) -> None:
    payers = prepare(app, world)
    tables = (await chair.get("/funds/split-tables")).json()["items"]
    assert [table["key"] for table in tables] == [
        "fund.split_funds_full",
        "fund.split_funds_upper",
        "fund.split_reserve_full",
        "fund.split_reserve_upper",
        "fund.split_late_fee",
    ]
    assert all(sum(share["ratio"] for share in table["in_force"]["shares"]) == 10_000 for table in tables)
    early = (await chair.get("/funds/split-tables", params={"on": "2010-01-01"})).json()["items"]
    assert all(table["in_force"] is None and table["versions"] for table in early)
    await send(district, PATH, payment_form(payers.own))
    await send(district, PATH, payment_form(payers.other, ticket_no="T2", paid_fen=3_333))
    question = {
        "item": "funds",
        "coverage": "full_2pct",
        "booked_from": "2020-11-01",
        "booked_to": "2020-11-30",
        "ratios": [{"level": "base", "ratio": 7_000}, {"level": "county", "ratio": 3_000}],
    }
    path = "/funds/split-tables/restatements"
    assert (await send(chair, path, question)).status_code == 403
    answer = (await send(district, path, question)).json()
    assert (answer["payments"], answer["total_fen"]) == (2, 654_293)
    by_level = {row["level"]: (row["booked_fen"], row["restated_fen"]) for row in answer["levels"]}
    assert by_level["base"] == (392_576, 458_005)
    assert by_level["county"] == (130_858, 196_288)
    assert by_level["nation"] == (32_715, 0)
    assert sum(row["change_fen"] for row in answer["levels"]) == 0
    for wrong in (
        {"ratios": [{"level": "base", "ratio": 9_999}]},
        {"booked_to": "2020-10-31"},
        {"ratios": [{"level": "base", "ratio": 5_000}] * 2},
    ):
        assert (await send(district, path, question | wrong)).status_code == 422
    again = (await district.get(PATH)).json()["items"]
    assert sorted(row["paid_fen"] for row in again) == [3_333, 650_960]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_a_new_table_holds_from_its_day_and_leaves_what_was_booked(
    app: FastAPI, world: World, district: ActorClient
) -> None:
    payers = prepare(app, world)
    before = (await send(district, PATH, payment_form(payers.own))).json()
    with unit_of_work(app.state.engine) as session:
        session.add(
            ParameterValue(
                key="fund.split_funds_full",
                jurisdiction="430000",
                version=1,
                valid_from=date(2020, 12, 1),
                value=[{"level": "base", "ratio": 6_500}, {"level": "county", "ratio": 3_500}],
                legal_source="湘工发〔2020〕9号",
                status=ParameterStatus.ACTIVE,
            )
        )
        changed(session)
    later = payment_form(payers.own, ticket_no="T2", period="2020-11", booked_on="2020-12-10")
    after = (await send(district, PATH, later)).json()
    assert [part["ratio"] for part in after["parts"]] == [6_500, 3_500]
    assert after["split_table"] == "工会经费分成表（全额入库），省第 1 版（2020-12-01 起）"
    same = (await district.get(f"{PATH}/{before['id']}")).json()
    assert [part["ratio"] for part in same["parts"]] == [6_000, 2_000, 1_000, 500, 500]
