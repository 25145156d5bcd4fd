"""A plan over HTTP: written, submitted, approved by another, changed by resolution; its progress and its figures."""

from datetime import date
from typing import Any

import pytest
from fastapi import FastAPI

from backend.funds.codes import CollectionChannel, FundItem
from backend.funds.collections.parameters import PARAMETERS
from backend.funds.collections.service import book, reverse_collection
from backend.kernel import clock
from backend.kernel.db import unit_of_work
from backend.kernel.parameters import seed_defaults
from backend.organisations.codes import ReportClass
from tests.funds.books import clerk, working
from tests.funds.collections.payments import add_payer, payment
from tests.organisations.standards import act, faults, good, key, version
from tests.support.actors import ActorClient, World

PLANS = "/funds/plans"
TAX = 2_650_000_000
RECEIVED = 2_222_740_000
DAY = "2020-11-26"


def line(channel: str, union: Any, fen: int) -> dict[str, Any]:
    return {"channel": channel, "organisation_id": str(union.id), "amount_fen": fen}


def form(world: World, **values: Any) -> dict[str, Any]:
    """The plan of the example: 2,650 万 through the tax office, shared by two streets, and some beside."""
    lines = [
        line("tax", world.street_union, 1_850_000_000),
        line("tax", world.other_street_union, 800_000_000),
        line("fiscal", world.district_union, 300_000_000),
    ]
    return {"lines": lines, "basis": "上年完成数和新建会单位", **values}


async def write(client: ActorClient, card: dict[str, Any], body: dict[str, Any]) -> Any:
    return await client.put(f"{PLANS}/{card['id']}/lines", json=body, headers=version(card))


async def take(client: ActorClient, card: dict[str, Any], action: str, note: str = "") -> Any:
    return await act(client, card, action, note, path="funds/plans")


async def opened(client: ActorClient, year: int = 2020) -> dict[str, Any]:
    return good(await client.post(PLANS, json={"year": year}, headers=key()), 201)


async def approved(district: ActorClient, leader: ActorClient, world: World, **values: Any) -> dict[str, Any]:
    card = good(await write(district, await opened(district), form(world, **values)))
    card = good(await take(district, card, "submit"))
    return good(await take(leader, card, "approve"))


@pytest.fixture
def receipts(app: FastAPI, world: World) -> None:
    """What the example's payers paid by 26 November, and what does not count by then."""
    actor = clerk()
    with unit_of_work(app.state.engine) as session:
        seed_defaults(session, PARAMETERS)
        first = add_payer(session, world.union, payer_class=ReportClass.NON_PUBLIC)
        other = add_payer(session, world.other_union, payer_uscc="91430702MA4L00012D")
    with working(app.state.engine, actor) as session:
        jan, nov = date(2020, 1, 15), date(2020, 11, 26)
        book(session, actor, payment(first, ticket_no="1", booked_on=jan, paid_fen=1_222_740_000))
        book(session, actor, payment(other, ticket_no="2", booked_on=nov, paid_fen=1_000_000_000))
        wrong = book(session, actor, payment(other, ticket_no="3", booked_on=jan, paid_fen=77))
        reverse_collection(session, actor, wrong.id, nov, "R3", "重复入库")
        book(session, actor, payment(first, ticket_no="4", item=FundItem.LATE_FEE, paid_fen=13_019))
        direct = CollectionChannel.DIRECT
        book(session, actor, payment(first, ticket_no="5", channel=direct, paid_fen=5_000))
        book(session, actor, payment(first, ticket_no="6", booked_on=date(2020, 11, 27), paid_fen=1))
        old = payment(
            first, ticket_no="7", booked_on=date(2019, 11, 26), period="2019-10", paid_fen=2_000_000_000
        )
        book(session, actor, old)


async def test_a_plan_is_written_by_one_approved_by_another_and_changed_only_by_resolution(
    world: World, district: ActorClient, leader: ActorClient, street: ActorClient, chair: ActorClient
) -> None:
    clock.freeze(date(2020, 3, 2))
    assert (await street.post(PLANS, json={"year": 2020}, headers=key())).status_code == 403
    assert faults(await district.post(PLANS, json={"year": 2022}, headers=key())) == {
        ("year", "out_of_range")
    }
    card = await opened(district)
    assert (await district.post(PLANS, json={"year": 2020}, headers=key())).status_code == 409, (
        "two at a time"
    )
    assert {place["name"] for place in card["places"]} == {"武陵区总工会", "启明街道总工会", "府坪街道总工会"}
    foreign = form(world, lines=[line("tax", world.union, 1), line("tax", world.union, 2)])
    assert faults(await write(district, card, foreign)) == {
        ("lines.0.organisation_id", "unknown_place"),
        ("lines.1.organisation_id", "unknown_place"),
        ("lines.1.organisation_id", "twice"),
    }
    assert (await take(district, card, "submit")).status_code == 409, "an empty plan"
    assert (await take(district, card, "revise")).status_code == 422, "a change without amounts"
    written = good(await write(district, card, form(world)))
    assert (await write(district, card, form(world))).status_code == 412
    assert written["total_fen"] == TAX + 300_000_000
    sent = good(await take(district, written, "submit"))
    assert (await write(district, sent, form(world))).status_code == 409
    assert (await take(district, sent, "approve")).status_code == 403
    back = good(await take(leader, sent, "return", "请核对财政划拨"))
    sent = good(await take(district, back, "submit"))
    first = good(await take(leader, sent, "approve"))
    assert (first["status"], first["approved_on"], first["is_change"]) == ("approved", "2020-03-02", False)
    assert first["actions"] == [] and (await take(leader, first, "supersede")).status_code == 422

    clock.freeze(date(2020, 12, 16))
    second = await opened(district)
    assert (second["number"], second["total_fen"], second["is_change"]) == (2, first["total_fen"], True)
    lines = [line("tax", world.street_union, 2_000_000_000)]
    second = good(await write(district, second, form(world, lines=lines)))
    refused = await take(district, second, "submit")
    assert refused.status_code == 409 and "调整计划有决议" in refused.json()["detail"]
    paper = {"resolution_no": "常武工发〔2020〕9号", "resolution_on": "2020-12-15", "reason": "街道区划调整"}
    second = good(await write(district, second, form(world, lines=lines, **paper)))
    assert {one["amount_fen"] - one["before_fen"] for one in second["lines"]} == {
        150_000_000,
        -800_000_000,
        -300_000_000,
    }
    second = good(await take(leader, good(await take(district, second, "submit")), "approve"))
    assert [row["status"] for row in (await district.get(PLANS)).json()["items"]] == [
        "approved",
        "superseded",
    ]
    values = {}
    for as_of in ("2020-02-28", "2020-12-15", "2020-12-16"):
        body = good(await district.get(f"/indicators/funds.plan.total?as_of={as_of}"))
        assert body["value"] == sum(part["value"] for part in body["parts"])
        values[as_of] = body["value"]
    assert values == {"2020-02-28": 0, "2020-12-15": TAX + 300_000_000, "2020-12-16": 2_000_000_000}
    known = good(await district.get("/indicators/funds.plan?known_at=2020-12-01T00:00:00Z"))
    assert known["value"] == TAX
    for client in (street, chair):
        assert (await client.get(PLANS)).json()["total"] == 0
        assert (await client.get(f"{PLANS}/{first['id']}")).status_code == 404


@pytest.mark.usefixtures("receipts")
async def test_the_example_stands_at_83_88_per_cent_and_opens_to_its_rows(
    world: World,
    district: ActorClient,
    leader: ActorClient,
    street: ActorClient,
    other_street: ActorClient,
    chair: ActorClient,
    sysadmin: ActorClient,
) -> None:
    clock.freeze(date(2020, 3, 2))
    await approved(district, leader, world)
    clock.freeze(date(2020, 12, 16))
    rate = good(await district.get(f"/indicators/funds.plan_rate?as_of={DAY}"))
    assert (rate["value"], rate["numerator"], rate["denominator"], rate["is_money"]) == (
        8388,
        RECEIVED,
        TAX,
        True,
    )
    rows = good(await district.get(f"{rate['rows']}&limit=200"))["items"]
    assert sum(row["amount"] for row in rows) == RECEIVED and len(rows) == 4
    assert all(row["link"] == f"/funds/collections/{row['id']}" for row in rows)
    board = {figure["code"]: figure for figure in good(await district.get(f"/board?as_of={DAY}"))["figures"]}
    assert board["funds.collected.total"]["value"] == RECEIVED + 5_000
    assert board["funds.plan_rate"]["value"] == 8388 and board["funds.collected"]["contradiction"] is None

    path = f"/funds/progress?as_of={DAY}&channel=tax"
    found = good(await district.get(path))
    assert (found["rate"], found["time_progress"], found["pace"]) == (8388, 9044, 9275)
    assert (found["forecast_fen"], found["gap_fen"]) == (2_457_772_931, TAX - 2_457_772_931)
    assert (found["last_year_fen"], found["growth"]) == (2_000_000_000, 1114)
    assert found["months_fen"][0] == 1_222_740_077 and sum(found["months_fen"]) == RECEIVED
    assert found["interval"]["low_fen"] >= RECEIVED
    assert [(part["key"], part["rate"]) for part in found["by_channel"]] == [
        ("fiscal", 0),
        ("tax", 8388),
        ("direct", None),
    ]
    assert {part["name"]: (part["plan_fen"], part["received_fen"]) for part in found["by_place"]} == {
        "启明街道总工会": (1_850_000_000, 1_222_740_000),
        "府坪街道总工会": (800_000_000, 1_000_000_000),
    }
    assert {part["key"]: part["received_fen"] for part in found["by_class"]} == {
        "non_public": 1_222_740_000,
        "": 1_000_000_000,
    }
    assert good(await district.get("/funds/progress"))["plan_fen"] == TAX + 300_000_000
    seen = {
        "street": (good(await street.get(path)), 1_850_000_000, 1_222_740_000),
        "other": (good(await other_street.get(path)), 800_000_000, 1_000_000_000),
        "chair": (good(await chair.get(path)), 0, 1_222_740_000),
    }
    for body, plan, received in seen.values():
        assert (body["plan_fen"], body["received_fen"]) == (plan, received)
        assert sum(part["received_fen"] for part in body["by_place"]) == received
    narrowed = good(await district.get(f"{path}&organisation_id={world.other_street_union.id}"))
    assert (narrowed["plan_fen"], narrowed["received_fen"]) == (800_000_000, 1_000_000_000)
    then = good(await district.get(f"/indicators/funds.collected?as_of={DAY}&tree=then"))
    assert then["value"] == RECEIVED
    early = good(await district.get(f"{path}&known_at=2020-12-01T00:00:00Z"))
    assert (early["plan_fen"], early["received_fen"]) == (TAX, 0), "recorded on the sixteenth"
    foreign = f"/funds/progress?organisation_id={world.other_street_union.id}"
    assert (await street.get(foreign)).status_code == 404
    assert (await sysadmin.get(path)).status_code == 403
    for bad in ("as_of=2020-12-17", "as_of=1980-01-01", "known_at=2020-12-01T00:00:00", "channel=cash"):
        assert (await district.get(f"/funds/progress?{bad}")).status_code == 422
