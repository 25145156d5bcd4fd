"""Figures over HTTP: each equals the rows behind it, now and as of a date, and contradictions are not published."""

from datetime import date

import pytest

from backend.kernel import clock
from backend.kernel.db import new_id, unit_of_work
from backend.kernel.indicators import Indicator
from backend.reports import registry
from tests.submissions.conftest import Desk
from tests.support.builders import add_union


async def _all_rows(client, path):
    rows, cursor = [], ""
    while True:
        page = (await client.get(f"{path}&limit=2{cursor}")).json()
        rows += page["items"]
        if page["next_cursor"] is None:
            assert len(rows) == page["total"]
            return rows
        cursor = f"&cursor={page['next_cursor']}"


async def test_every_figure_of_the_board_equals_the_rows_behind_it(ready, chair, street, district):
    await Desk(chair).submitted()
    checked = 0
    for client in (district, street):
        board = (await client.get("/board")).json()
        for figure in board["figures"]:
            rows = await _all_rows(client, figure["rows"])
            assert len(rows) == figure["numerator"], figure["code"]
            assert len({row["id"] for row in rows}) == len(rows)
            checked += figure["numerator"] > 0
    assert checked >= 4


async def test_the_board_shows_the_completeness_of_the_last_month(ready, chair, district, street):
    await Desk(chair).submitted()
    month = (await district.get("/board")).json()["month"]
    assert (month["period"], month["expected"], month["reported"], month["rate"]) == ("2020-11", 3, 1, 3333)
    missing = (await district.get(month["missing_rows"])).json()["total"]
    assert month["expected"] - month["reported"] == missing
    narrowed = (await district.get(f"/board?organisation_id={ready.other_street_union.id}")).json()
    assert (narrowed["scope"], narrowed["month"]["expected"]) == ("府坪街道总工会", 1)
    assert (await street.get("/board")).json()["month"]["expected"] == 2


async def test_a_return_sent_back_is_no_longer_reported_but_was(ready, chair, street, district):
    card = await Desk(chair).submitted()
    clock.freeze(date(2020, 12, 17))
    await Desk(street).act(card, "return", "请核对工资")
    path = "/indicators/returns.reported"
    assert (await district.get(path)).json()["value"] == 0
    assert (await district.get(f"{path}?as_of=2020-12-16")).json()["value"] == 1
    board = (await district.get("/returns/board?year=2020")).json()
    november = next(cell for cell in board["totals"] if cell["period"] == "2020-11")
    month = (await district.get("/board")).json()["month"]
    assert (month["expected"], month["reported"], month["late"]) == (
        november["expected"],
        november["reported"],
        november["late"],
    )


async def test_a_figure_keeps_its_value_as_of_an_earlier_date(ready, app, chair, district):
    path = "/indicators/returns.reported"
    assert (await district.get(path)).json()["value"] == 0
    await Desk(chair).submitted()
    assert (await district.get(path)).json()["value"] == 1
    assert (await district.get(f"{path}?as_of=2020-12-15")).json()["value"] == 0
    assert (await district.get(f"{path}?known_at=2020-12-15T00:00:00Z")).json()["value"] == 0
    with unit_of_work(app.state.engine) as session:
        add_union(
            session, "430702.001.009.", "十一月新建工会", ready.street_union, founded_on=date(2020, 11, 30)
        )
    due = "/indicators/returns.due"
    assert (await district.get(due)).json()["value"] == 4
    assert (await district.get(f"{due}?as_of=2020-11-30")).json()["value"] == 3


async def test_a_ratio_keeps_numerator_and_denominator(ready, chair, district):
    await Desk(chair).submitted()
    figure = (await district.get("/indicators/returns.reported_rate")).json()
    assert (figure["value"], figure["numerator"], figure["denominator"]) == (3333, 1, 3)


async def test_a_contradicted_figure_is_not_published_and_shows_the_difference(ready, district, monkeypatch):
    due = registry.get("returns.due")
    missing = registry.get("returns.missing")
    doubled = Indicator(
        due.code, due.name, due.definition, due.unit, due.kind, due.rows, parts=(missing.code, missing.code)
    )
    assert (await district.get("/indicators/returns.due")).json()["value"] == 3
    monkeypatch.setitem(registry._INDICATORS, due.code, doubled)
    figure = (await district.get("/indicators/returns.due")).json()
    assert figure["value"] is None and figure["numerator"] is None
    assert figure["contradiction"] == {"total": 3, "parts": 6, "difference": 3}


async def test_figures_stay_in_the_callers_part_of_the_tree(ready, chair, other_street, other_chair):
    await Desk(chair).submitted()
    for client in (other_street, other_chair):
        figure = (await client.get("/indicators/returns.due")).json()
        assert figure["value"] == 1
        rows = await _all_rows(client, figure["rows"])
        assert [row["name"] for row in rows] == ["府坪一厂工会委员会"]
        for path in ("/indicators/returns.due", "/indicators/returns.due/rows"):
            foreign = await client.get(f"{path}?organisation_id={ready.union.id}")
            random = await client.get(f"{path}?organisation_id={new_id()}")
            assert foreign.status_code == random.status_code == 404
    assert (await other_street.get("/indicators/returns.reported")).json()["value"] == 0


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/indicators/none", 404),
        ("/indicators/none/rows", 404),
        ("/indicators/returns.due?as_of=2020-12-17", 422),
        ("/indicators/returns.due?as_of=20201201", 422),
        ("/indicators/returns.due?as_of=0001-01-01", 422),
        ("/indicators/returns.due?known_at=0001-01-01T00:00:00%2B14:00", 422),
        ("/indicators/returns.due?known_at=9999-12-31T23:59:59-14:00", 422),
        ("/board?as_of=0001-01-01", 422),
        ("/indicators/returns.due?known_at=2020-12-01T00:00:00", 422),
        ("/indicators/returns.due/rows?cursor=x", 422),
    ],
)
async def test_bad_questions_are_refused(ready, district, path, status):
    assert (await district.get(path)).status_code == status


async def test_every_figure_has_its_one_definition(ready, district, sysadmin):
    items = (await district.get("/indicators")).json()["items"]
    assert len(items) >= 5 and all(item["definition"] and item["name"] for item in items)
    assert (await sysadmin.get("/indicators")).status_code == 403
    assert (await sysadmin.get("/board")).status_code == 403


async def test_the_board_of_an_earlier_day_leaves_later_reports_out(ready, chair, district):
    await Desk(chair).submitted()
    clock.freeze(date(2020, 12, 20))
    board = (await district.get("/board?as_of=2020-12-10")).json()
    values = {figure["code"]: figure["value"] for figure in board["figures"]}
    assert (values["returns.due"], values["returns.reported"], values["returns.missing"]) == (3, 0, 3)
