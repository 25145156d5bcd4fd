"""The tax agency's file of October 2020 through the door: its exact verdicts, its fen, twice, and every way to mend."""

from typing import Any

from fastapi import FastAPI

from backend.funds.statements.codes import StatementVerdict
from backend.funds.statements.queries import unassigned
from backend.kernel.db import unit_of_work
from tests.funds.statements.files import (
    EXPECTED,
    PAYERS,
    TAX_FILE,
    booked,
    card,
    compared,
    done,
    exception,
    exceptions,
    read,
    rows,
    seeded,
    step,
)
from tests.support.actors import ActorClient, World

BOOKABLE = {StatementVerdict.OK, StatementVerdict.NAME_DIFFERS}


async def test_the_tax_file_gives_exactly_the_expected_verdicts_and_every_fen_is_accounted_for(
    district: ActorClient, street: ActorClient, leader: ActorClient, app: FastAPI, world: World
) -> None:
    seeded(app, world)
    item = await compared(app, district, TAX_FILE)
    await verdicts_are_the_expected(district, item)
    assert (
        item["total_fen"] == item["bookable_fen"] + item["agreed_fen"] + item["exception_fen"] == 198_469_127
    )

    item = await booked(app, district, item)
    assert (item["status"], item["written"]) == ("committed", EXPECTED["clean_or_warning_rows"])
    settlement = item["settlement"]
    assert settlement["agreed_fen"] == EXPECTED["clean_or_warning_paid_fen"]
    assert (settlement["is_balanced"], settlement["open_items"], settlement["unassigned_items"]) == (
        True,
        43,
        43,
    )

    await the_same_file_twice_changes_nothing(app, district, item)
    await every_item_gets_an_owner(app, district, street, world)
    await every_kind_is_mended(district, leader, item)


async def verdicts_are_the_expected(client: ActorClient, item: dict[str, Any]) -> None:
    """Row numbers and kinds, no more and no fewer."""
    found = await rows(client, item)
    assert len(found) == item["rows_read"] == EXPECTED["rows"]
    said = [[row["row_number"], row["verdict"]] for row in found if row["verdict"] != StatementVerdict.OK]
    assert said == EXPECTED["exceptions"]
    clean = [row for row in found if row["verdict"] in BOOKABLE]
    assert len(clean) == item["bookable_rows"] == EXPECTED["clean_or_warning_rows"]
    assert (
        sum(row["paid_fen"] for row in clean) == EXPECTED["clean_or_warning_paid_fen"] == item["bookable_fen"]
    )


async def the_same_file_twice_changes_nothing(
    app: FastAPI, client: ActorClient, first: dict[str, Any]
) -> None:
    """Every row is known; nothing is booked and no item is opened a second time."""
    again = await compared(app, client, TAX_FILE)
    assert again["repeats_id"] == first["id"]
    assert (again["agreed_rows"], again["agreed_fen"]) == (first["rows_read"], first["total_fen"])
    again = await booked(app, client, again)
    assert (again["written"], again["settlement"]["open_items"]) == (0, 0)
    assert (await exceptions(client))["total"] == 43
    found = (await client.get("/funds/statements/reconciliation", params={"period": "2020-10"})).json()
    [tax] = [one for one in found if one["channel"] == "tax"]
    assert (tax["statements"], tax["source_fen"], tax["difference_fen"]) == (2, first["total_fen"], 0)


async def every_item_gets_an_owner(
    app: FastAPI, district: ActorClient, street: ActorClient, world: World
) -> None:
    """The month of the books cannot close while an item has no named clerk."""
    with unit_of_work(app.state.engine, writes=False) as session:
        assert unassigned(session, "430702", "2020-11") == 43
    queue = (await exceptions(district, status="open"))["items"]
    assert {one["period"] for one in queue} == {"2020-11"}
    owners = (await district.get("/funds/exceptions/owners")).json()["items"]
    assert {one["person_name"] for one in owners} == {"尹区办", "卜街一", "卜街二"}
    stranger = next(one["id"] for one in owners if one["person_name"] == "卜街二")
    assert (await step(district, queue[0], "assign", owner_account_id=stranger)).status_code == 422
    seen = await exceptions(street)
    assert seen["total"] == 43 - EXPECTED["kinds"]["unknown_payer"]
    given = await district.post(
        "/funds/exceptions/assignments", json={"ids": [one["id"] for one in queue]},
        headers={"Idempotency-Key": "all-of-them"},
    )  # fmt: skip
    assert given.json() == {"assigned": 43}
    with unit_of_work(app.state.engine, writes=False) as session:
        assert unassigned(session, "430702", "2020-11") == 0
    assert (await step(street, seen["items"][0], "propose", note="我来")).status_code == 409


async def every_kind_is_mended(district: ActorClient, leader: ActorClient, item: dict[str, Any]) -> None:
    """Each settlement moves its fen from open to agreed or rejected, and the sum stays."""
    twice = await exception(district, "duplicate_ticket")
    assert (twice["row_number"], len(twice["payments"])) == (194, 1)
    assert (await step(district, twice, "accept", note="照收")).status_code == 409
    twice = await done(district, twice, "link")
    assert (twice["status"], twice["collection_id"]) == ("settled", twice["payments"][0]["id"])

    short = await exception(district, "paid_is_upper_share_only")
    short = await done(district, short, "accept", note="基层留成直接缴纳")
    assert short["row"]["recon_class"] == "agreed"

    stranger = await exception(district, "unknown_payer")
    assert (await step(district, stranger, "correct", note="查明")).status_code == 422
    payer_id = (await exception(district, "reversal_without_original"))["payer_id"]
    stranger = await done(
        district, stranger, "correct", note="查明是更名单位", payer_id=payer_id, item="funds"
    )
    assert (stranger["status"], stranger["payer_id"]) == ("settled", payer_id)

    wrong = await exception(district, "item_contradicts_union")
    assert {check["code"]: check["verdict"] for check in wrong["checks"]}["E-R4"] == "not_met"
    wrong = await done(district, wrong, "correct", note="税务更正费种", item="funds")
    sums = await exception(district, "due_is_not_base_times_rate")
    sums = await done(district, sums, "accept", note="实缴无误")

    lost = await exception(district, "reversal_without_original")
    other = twice["payments"][0]["id"]
    assert (await step(district, lost, "link", collection_id=other)).status_code == 422
    asked = await done(district, lost, "reject", note="税务确认误发")
    assert (asked["status"], asked["actions"]) == ("rejecting", [])
    assert (await step(district, lost, "approve_reject")).status_code == 403
    lost = await done(leader, lost, "approve_reject")
    assert (lost["status"], lost["resolution"]) == ("rejected", "reject")

    settlement = (await read(district, item))["settlement"]
    moved = [one["amount_fen"] for one in (twice, short, stranger, wrong, sums)]
    assert settlement["agreed_fen"] == EXPECTED["clean_or_warning_paid_fen"] + sum(moved)
    assert (settlement["rejected_fen"], settlement["open_items"]) == (lost["amount_fen"], 37)
    assert settlement["is_balanced"] is True
    assert [entry["action"] for entry in (await card(district, lost))["history"]] == [
        "open", "assign", "reject", "approve_reject",
    ]  # fmt: skip


def test_the_payers_of_the_file_are_sixty() -> None:
    assert len({payer["uscc"] for payer in PAYERS}) == len(PAYERS) == 60
