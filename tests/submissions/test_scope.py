"""The next street, the next union, the auditor and the administrator: what each sees of a return that is not theirs."""

import pytest

from backend.kernel.db import new_id
from tests.submissions.conftest import PERIOD, WAGES, Desk, seen

LISTS = (
    "/returns",
    f"/returns/missing?period={PERIOD}",
    "/returns/reminders",
    "/returns/board?year=2020",
    "/inbox",
)


async def test_a_foreign_return_answers_like_a_random_id(ready, chair, other_chair, other_street):
    card = await Desk(chair).submitted()
    for stranger in (other_chair, other_street):
        for path in ("", "/print"):
            foreign = await stranger.get(f"/returns/{card['id']}{path}")
            random = await stranger.get(f"/returns/{new_id()}{path}")
            assert foreign.status_code == random.status_code == 404
            assert {**foreign.json(), "trace_id": ""} == {**random.json(), "trace_id": ""}
        moved = await Desk(stranger).act(card, "submit")
        assert moved.status_code == 404
    assert (await Desk(other_street).act(card, "accept")).status_code == 404
    assert (await Desk(other_chair).fill(card, wages_fen=1)).status_code == 404


async def test_no_list_count_or_board_of_the_next_street_knows_of_it(ready, chair, other_street, other_chair):
    before = [(await other_street.get(path)).json() for path in LISTS]
    await Desk(chair).submitted()
    assert [(await other_street.get(path)).json() for path in LISTS] == before
    assert (await other_chair.get("/returns")).json()["total"] == 0
    assert (await other_street.get(f"/returns?street_id={ready.street_union.id}")).status_code == 404
    assert (
        await other_street.get(f"/returns/missing?period={PERIOD}&street_id={new_id()}")
    ).status_code == 404


async def test_nobody_opens_a_return_for_a_foreign_union(ready, other_chair, other_street):
    for stranger in (other_chair, other_street):
        body = {"organisation_id": str(ready.union.id), "period": PERIOD}
        assert (await stranger.post("/returns", json=body)).status_code == 404


async def test_reminding_foreign_unions_reminds_nobody(ready, other_street, chair):
    body = {"period": PERIOD, "organisation_ids": [str(ready.union.id), str(new_id())]}
    answer = await other_street.post("/returns/reminders", json=body)
    assert answer.json() == {"reminded": 0, "skipped": 2}
    assert (await chair.get("/returns/reminders")).json()["total"] == 0


async def test_the_neighbour_in_the_same_street_is_out_of_reach_too(ready, chair, street):
    card = await Desk(street).open(ready.neighbour_union.id)
    assert (await chair.get(f"/returns/{card['id']}")).status_code == 404
    assert (await chair.get("/returns")).json()["total"] == 0


async def test_the_auditor_reads_all_and_writes_nothing(ready, chair, auditor):
    card = await Desk(chair).submitted()
    read = await Desk(auditor).get(card["id"])
    assert read["actions"] == [] and not read["can_edit"] and not read["can_correct"]
    assert (await auditor.get("/returns")).json()["total"] == 1
    assert (await Desk(auditor).act(read, "accept")).status_code == 403
    assert (await Desk(auditor).fill(read, wages_fen=1)).status_code == 403
    body = {"organisation_id": str(ready.union.id), "period": "2020-10"}
    assert (await auditor.post("/returns", json=body)).status_code == 403
    assert (await auditor.get("/inbox")).json() == {"total": 0, "groups": []}


async def test_the_system_administrator_sees_no_return(ready, chair, sysadmin):
    card = await Desk(chair).submitted()
    for path in ("/returns", f"/returns/{card['id']}", "/returns/board?year=2020", "/return-forms"):
        assert (await sysadmin.get(path)).status_code == 403
    assert (await sysadmin.get("/inbox")).json() == {"total": 0, "groups": []}


async def test_a_chair_does_not_review_lock_remind_extend_or_correct(ready, chair):
    card = await Desk(chair).submitted()
    assert (await Desk(chair).act(card, "accept")).status_code == 403
    body = {"period": PERIOD, "organisation_ids": [str(ready.union.id)]}
    assert (await chair.post("/returns/reminders", json=body)).status_code == 403
    assert (await chair.post("/returns/locks", json={"period": PERIOD})).status_code == 403
    assert (await chair.get("/returns/board?year=2020")).status_code == 403
    extension = {"due_on": "2020-12-20", "reason": "出差"}
    path = f"/returns/{card['id']}"
    assert (await chair.post(f"{path}/extensions", json=extension, headers=seen(card))).status_code == 403
    correction = {"item": "wages_fen", "value": 1, "reason": "改数"}
    assert (await chair.post(f"{path}/corrections", json=correction, headers=seen(card))).status_code == 403


@pytest.mark.parametrize(
    "path", [*LISTS, "/return-forms", "/indicators", "/board", "/indicators/returns.due/rows"]
)
async def test_without_a_token_nothing_is_answered(ready, anonymous, path):
    assert (await anonymous.get(path)).status_code == 401


async def test_a_clerk_fills_in_for_a_union_of_the_own_street_only(ready, street, other_street):
    card = await Desk(street).open(ready.union.id)
    assert (await Desk(street).fill(card, **WAGES)).status_code == 200
    assert (await Desk(other_street).fill(card, **WAGES)).status_code == 404
