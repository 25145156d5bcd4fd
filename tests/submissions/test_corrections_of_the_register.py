"""A month in which the register itself was put right: opening and changes still give the closing figure."""

from datetime import date

from backend.kernel import clock
from backend.kernel.db import unit_of_work
from backend.kernel.parameters import seed_defaults
from backend.members.duplicates.parameters import PARAMETERS
from tests.members.duplicates.test_pairs import TWIN, act, pair
from tests.members.people import registered
from tests.submissions.conftest import PERIOD, WAGES, Desk, cell

MEMBERS = ("opening", "joined", "annulled", "merged", "closing")


def _figures(card):
    return tuple(cell(card, f"members_{name}")["value"] for name in MEMBERS)


def _out_of_balance(card):
    return [check["code"] for check in card["checks"] if check["code"] == "members_balance"]


async def test_a_merge_and_its_taking_back_stand_among_the_changes_of_the_month(
    ready, app, chair, street, district
):
    with unit_of_work(app.state.engine) as session:
        seed_defaults(session, PARAMETERS)
    clock.freeze(date(2020, 11, 20))
    kept = await registered(district, ready.union, joined_on="2020-11-02")
    await registered(district, ready.union, joined_on="2020-11-02", **TWIN)
    answer = await act(street, await pair(street), "merge", keep_id=kept["id"])
    assert answer.status_code == 200, answer.text
    clock.freeze(date(2020, 12, 4))
    mine = Desk(chair)
    card = await mine.open(period=PERIOD)
    assert _figures(card) == (0, 2, 0, 1, 1) and _out_of_balance(card) == []
    assert "members_merged" in {record["item"] for record in card["movements"]}
    answer = await act(street, await pair(street), "undo", note="查明是两个人")
    assert answer.status_code == 200, answer.text
    card = await mine.get(card["id"])
    assert _figures(card) == (0, 2, 1, 1, 2) and _out_of_balance(card) == []
    card = (await mine.fill(card, **WAGES, members_annulled=0)).json()
    assert _out_of_balance(card) == ["members_balance"]
    card = (await mine.fill(card, members_annulled=1)).json()
    answer = await mine.act(card, "submit")
    assert answer.status_code == 200, answer.text
    form = (await chair.get("/return-forms/monthly_pack")).json()
    closing = next(i for s in form["sections"] for i in s["items"] if i["code"] == "members_closing")
    assert "＋撤销误登" in closing["definition"] and closing["definition"].endswith("－合并重复")
