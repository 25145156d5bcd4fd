"""One month in three roles, and what each door refuses."""

from tests.submissions.conftest import PERIOD, WAGES, Desk, cell, seen


async def test_a_month_goes_from_the_chair_over_the_street_to_the_district(ready, chair, street, district):
    """Issue I.2: fill, correct, explain, submit, send back, mend, accept, lock; the board follows."""
    mine, clerk, top = Desk(chair), Desk(street), Desk(district)
    card = await mine.open()
    assert card["status"] == "draft" and cell(card, "employees")["source"] == "derived"
    answer = await mine.fill(card, **{**WAGES, "employees": 38})
    card = answer.json()
    assert cell(card, "employees")["derived_value"] == 40 and cell(card, "funds_due_fen")["value"] == 650_960
    refused = await mine.act(card, "submit")
    assert refused.status_code == 422
    assert [e["code"] for e in refused.json()["errors"]] == ["employees_follows_register.reason_missing"]
    card = (await mine.fill(card, employees=(38, "两人月末离职，登记册下月更新"))).json()
    card = (await mine.act(card, "submit")).json()
    assert card["status"] == "submitted" and card["is_late"] is True
    before = await _totals(district)
    comments = [{"item": "wages_fen", "text": "工资总额请附工资表合计"}]
    card = await clerk.get(card["id"])
    assert {action["code"] for action in card["actions"]} == {"accept", "return"}
    card = (await clerk.act(card, "return", "请核对工资", comments=comments)).json()
    assert cell(card, "wages_fen")["comments"][0]["text"] == "工资总额请附工资表合计"
    assert (await _totals(district))["reported"] == before["reported"] - 1
    card = await mine.get(card["id"])
    card = (await mine.fill(card, wages_fen=32_600_000, funds_paid_fen=652_000)).json()
    card = (await mine.act(card, "submit")).json()
    card = (await clerk.act(await clerk.get(card["id"]), "accept")).json()
    assert card["status"] == "accepted"
    card = (await top.act(await top.get(card["id"]), "lock")).json()
    assert card["status"] == "locked"
    totals = await _totals(district)
    assert totals["locked"] == 1 and totals["reported"] == before["reported"]
    assert [step["action"] for step in card["trail"]] == ["submit", "return", "submit", "accept", "lock"]


async def _totals(district):
    board = (await district.get("/returns/board?year=2020")).json()
    return next(total for total in board["totals"] if total["period"] == PERIOD)


async def test_an_unchanged_month_needs_no_typing(ready, chair):
    mine = Desk(chair)
    await mine.submitted("2020-10")
    card = await mine.open(period="2020-11")
    assert cell(card, "wages_fen") == {**cell(card, "wages_fen"), "value": 32_548_000, "source": "carried"}
    assert cell(card, "wages_fen")["history"] == [{"period": "2020-10", "value": 32_548_000}]
    answer = await mine.act(card, "submit")
    assert answer.status_code == 200 and answer.json()["status"] == "submitted"


async def test_opening_twice_gives_the_same_return(ready, chair):
    first = await chair.post("/returns", json={"organisation_id": str(chair.org_id), "period": PERIOD})
    second = await chair.post("/returns", json={"organisation_id": str(chair.org_id), "period": PERIOD})
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json()["id"] == second.json()["id"]


async def test_a_month_that_is_not_over_or_before_the_founding_is_refused(ready, chair):
    for period in ("2020-12", "2021-05"):
        answer = await chair.post("/returns", json={"organisation_id": str(chair.org_id), "period": period})
        assert answer.status_code == 422 and answer.json()["errors"][0]["field"] == "period"


async def test_a_return_of_a_federation_is_refused(ready, street):
    answer = await street.post("/returns", json={"organisation_id": str(street.org_id), "period": PERIOD})
    assert answer.status_code == 422 and answer.json()["errors"][0]["code"] == "not_reporting"


async def test_the_register_value_typed_again_follows_the_register(ready, chair):
    mine = Desk(chair)
    card = (await mine.fill(await mine.open(), employees=35)).json()
    assert cell(card, "employees")["is_touched"] is True
    card = (await mine.fill(card, employees=40)).json()
    assert cell(card, "employees") == {**cell(card, "employees"), "is_touched": False, "source": "derived"}


async def test_a_stale_or_missing_version_changes_nothing(ready, chair):
    mine = Desk(chair)
    card = await mine.open()
    assert (await mine.fill(card, wages_fen=1)).status_code == 200
    assert (await mine.fill(card, wages_fen=2)).status_code == 412
    body = {"cells": [{"item": "wages_fen", "value": 3}]}
    assert (await chair.patch(f"/returns/{card['id']}/cells", json=body)).status_code == 428
    assert cell(await mine.get(card["id"]), "wages_fen")["value"] == 1


async def test_bad_values_name_their_cell(ready, chair):
    mine = Desk(chair)
    answer = await mine.fill(
        await mine.open(), wages_fen="很多", funds_paid_on="2020-02-31", funds_due_fen=5, nonsense=1
    )
    assert answer.status_code == 422
    assert {error["code"] for error in answer.json()["errors"]} == {
        "number",
        "date",
        "computed",
        "unknown_item",
    }


async def test_the_maker_is_never_the_checker(ready, street, district):
    clerk = Desk(street)
    card = await clerk.open(ready.union.id)
    card = (await clerk.fill(card, **WAGES)).json()
    card = (await clerk.act(card, "submit")).json()
    assert card["on_behalf"] is True and "accept" not in {action["code"] for action in card["actions"]}
    assert (await clerk.act(card, "accept")).status_code == 409
    assert (await Desk(district).act(card, "accept")).json()["status"] == "accepted"


async def test_the_checker_does_not_lock_either(ready, chair, district):
    card = await Desk(chair).submitted()
    top = Desk(district)
    card = (await top.act(card, "accept")).json()
    assert (await top.act(card, "lock")).status_code == 409


async def test_an_entry_on_behalf_is_told_to_the_chair(ready, street, chair):
    clerk = Desk(street)
    card = (await clerk.fill(await clerk.open(ready.union.id), **WAGES)).json()
    card = (await clerk.act(card, "submit")).json()
    inbox = (await chair.get("/inbox")).json()
    assert {group["code"]: group["count"] for group in inbox["groups"]}["on_behalf"] == 1
    seen_card = (await chair.get(f"/returns/{card['id']}")).json()
    assert seen_card["needs_acknowledgement"] is True and seen_card["on_behalf_by"] == "卜街一"
    done = await chair.post(f"/returns/{card['id']}/acknowledgements", headers=seen(seen_card))
    assert done.status_code == 201 and done.json()["needs_acknowledgement"] is False
    inbox = (await chair.get("/inbox")).json()
    assert {group["code"]: group["count"] for group in inbox["groups"]}["on_behalf"] == 0


async def test_a_correction_stands_beside_the_locked_value(ready, chair, street, district):
    card = await Desk(chair).submitted()
    card = (await Desk(street).act(card, "accept")).json()
    body = {"item": "wages_fen", "value": 32_000_000, "reason": "工资表重复计入一人"}
    early = await district.post(f"/returns/{card['id']}/corrections", json=body, headers=seen(card))
    assert early.status_code == 409
    card = (await Desk(district).act(card, "lock")).json()
    answer = await district.post(f"/returns/{card['id']}/corrections", json=body, headers=seen(card))
    assert answer.status_code == 201
    fixed = cell(answer.json(), "wages_fen")
    assert (fixed["value"], fixed["corrected_value"], fixed["is_corrected"]) == (32_548_000, 32_000_000, True)
    assert answer.json()["corrections"][0]["before"] == 32_548_000
    assert (await Desk(chair).fill(answer.json(), wages_fen=1)).status_code == 409


async def test_an_extension_moves_one_deadline(ready, chair, district):
    card = await Desk(chair).open()
    body = {"due_on": "2020-12-18", "reason": "财务人员住院"}
    answer = await district.post(f"/returns/{card['id']}/extensions", json=body, headers=seen(card))
    assert answer.status_code == 201
    assert (
        answer.json()["deadlines"]["fill_due_on"] == "2020-12-18"
        and answer.json()["deadlines"]["days_left"] == 2
    )
    card = (await Desk(chair).fill(answer.json(), **WAGES)).json()
    assert (await Desk(chair).act(card, "submit")).json()["is_late"] is False
    past = {"due_on": "2020-12-01", "reason": "不行"}
    assert (
        await district.post(f"/returns/{card['id']}/extensions", json=past, headers=seen(card))
    ).status_code in (409, 412)


async def test_a_zero_report_is_one_act(ready, chair):
    mine = Desk(chair)
    card = (await mine.fill(await mine.open(), **WAGES)).json()
    done = (await mine.act(card, "submit_zero")).json()
    assert done["is_zero_report"] is True and cell(done, "activities_held")["source"] == "zero"


async def test_a_zero_report_against_typed_figures_is_refused(ready, chair):
    mine = Desk(chair)
    card = (await mine.fill(await mine.open(), **{**WAGES, "activities_held": 2})).json()
    refused = await mine.act(card, "submit_zero")
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["field"] == "activities_held"
    assert (await mine.get(card["id"]))["status"] == "draft"


async def test_a_withdrawn_return_is_a_draft_again(ready, chair, street):
    card = await Desk(chair).submitted()
    assert "withdraw" not in {action["code"] for action in (await Desk(street).get(card["id"]))["actions"]}
    card = (await Desk(chair).act(card, "withdraw")).json()
    assert card["status"] == "draft" and cell(card, "wages_fen")["value"] == 32_548_000


async def test_the_print_has_every_label(ready, chair):
    card = await Desk(chair).submitted()
    paper = (await chair.get(f"/returns/{card['id']}/print")).json()
    lines = {line["label"]: line["text"] for section in paper["sections"] for line in section["lines"]}
    assert lines["上月工资总额"] == "325,480.00" and lines["缴纳渠道"] == "税务代收" and len(lines) == 51
    assert paper["filled_by"] == "柴主一"


async def test_the_form_publishes_its_checks(ready, chair):
    form = (await chair.get("/return-forms/monthly_pack")).json()
    assert {"code", "severity", "items", "message", "fix", "rule"} == set(form["checks"][0])
    assert (await chair.get("/return-forms/none")).status_code == 404
    assert (await chair.get("/return-forms")).json()["items"][0]["item_count"] == 51


async def test_the_district_locks_a_month_at_once(ready, chair, other_chair, street, other_street, district):
    for filler, clerk in ((chair, street), (other_chair, other_street)):
        card = await Desk(filler).submitted()
        assert (await Desk(clerk).act(card, "accept")).status_code == 200
    answer = await district.post("/returns/locks", json={"period": PERIOD})
    assert answer.json() == {"locked": 2, "remaining": 0}
    assert (await district.get("/returns?status=locked")).json()["total"] == 2


async def test_the_list_exports_what_it_shows_and_nothing_foreign(
    ready, chair, other_chair, street, district
):
    for client in (chair, other_chair):
        await Desk(client).submitted()
    for client, lines in ((district, 2), (street, 1), (other_chair, 1)):
        answer = await client.get(f"/returns/export?format=csv&period={PERIOD}")
        assert answer.status_code == 200 and answer.headers["content-type"].startswith("text/csv")
        rows = answer.content.decode("utf-8-sig").strip().splitlines()
        assert len([row for row in rows if row.startswith(PERIOD)]) == lines
    assert "府坪" not in (await street.get("/returns/export?format=csv")).content.decode("utf-8-sig")
    assert (await street.get("/returns/export")).content[:2] == b"PK"
    assert (await street.get(f"/returns/export?street_id={ready.other_street_union.id}")).status_code == 404


async def test_a_file_is_added_while_the_return_is_open_and_read_by_the_reviewer(
    ready, chair, street, other_street
):
    card = await Desk(chair).open()
    upload = {"file": ("证明.pdf", b"%PDF-1.4\n%%EOF\n", "application/pdf")}
    form = {"object_type": "monthly_return", "object_id": card["id"]}
    answer = await chair.post("/attachments", data=form, files=upload)
    assert answer.status_code == 201, answer.text
    path = f"/attachments/{answer.json()['id']}/content"
    assert (await street.get(path)).status_code == 200
    assert (await other_street.get(path)).status_code == 404
    assert (await other_street.post("/attachments", data=form, files=upload)).status_code == 404
