"""隶属关系调整: four persons, the first of a month, every row follows, figures under the tree then and now."""

from datetime import date
from uuid import UUID

from fastapi import FastAPI
from sqlalchemy import column as sql_column
from sqlalchemy import func, select, table, text

from backend.kernel import clock
from backend.kernel.audit_chain import heads, verify_chain
from backend.kernel.daily import run_due
from backend.kernel.db import unit_of_work
from backend.kernel.second_lock import movable_tables
from backend.modules import daily_work
from tests.journeys.holdings import prepare
from tests.members.people import registered, resident_id
from tests.organisations.structure.steps import PATH, act, applied, done, figure, form, names_behind
from tests.support.actors import ActorClient, World


async def _moved(world: World, makers: tuple[ActorClient, ...], **values: object) -> dict[str, object]:
    district, street, other_street, leader = makers
    change = await applied(district, form("reparent", world.union, target=world.other_street_union, **values))
    await done(street, change, "consent")
    await done(other_street, change, "receive")
    return await done(leader, change, "confirm")


async def test_old_parent_agrees_new_parent_receives_the_leader_approves_and_everything_follows(
    app: FastAPI, world: World, district: ActorClient, street: ActorClient, other_street: ActorClient,
    leader: ActorClient, chair: ActorClient,
) -> None:  # fmt: skip
    member = await registered(district, world.union, name="郝先生")
    before = world.union.org_path
    change = await _moved(world, (district, street, other_street, leader))
    assert (change["status"], [line["kind"] for line in change["lines"]]) == ("effective", ["move"])
    assert (await street.get(f"/organisations/{world.union.id}")).status_code == 404
    card = (await other_street.get(f"/organisations/{world.union.id}")).json()
    assert card["parent_id"] == str(world.other_street_union.id)
    assert card["org_path"].startswith(world.other_street_union.org_path)
    assert (await other_street.get(f"/members/{member['id']}")).status_code == 200
    # SE-6: the chair's very next request stands at the new place
    assert (await chair.get(f"/members/{member['id']}")).status_code == 200
    with unit_of_work(app.state.engine) as session:
        for name in movable_tables():
            path = sql_column("org_path")
            left = session.execute(
                select(func.count()).select_from(table(name, path)).where(path.like(f"{before}%"))
            ).scalar_one()
            assert left == 0, name
        for head in heads(session):
            assert verify_chain(session, head).holds


async def test_figures_of_a_closed_month_stay_with_the_old_street_under_the_tree_of_then(
    world: World, district: ActorClient, street: ActorClient, other_street: ActorClient, leader: ActorClient
) -> None:
    await registered(district, world.union, name="郝先生", joined_on="2020-11-03")
    await registered(
        district, world.neighbour_union, name="钱先生", id_no=resident_id(serial=3), joined_on="2020-11-03"
    )
    await _moved(world, (district, street, other_street, leader))
    old, new = {"as_of": "2020-11-30"}, {"as_of": "2020-12-10"}
    then = {"tree": "then"}
    code = "members.total"
    assert await figure(street, code, **old) == 1
    assert await figure(street, code, **old, **then) == 2
    assert await names_behind(street, code, **old, **then) == sorted(["郝先生", "钱先生"])
    assert await figure(other_street, code, **old, **then) == 0
    assert await figure(other_street, code, **old) == 1
    assert (await figure(street, code, **new, **then), await figure(other_street, code, **new, **then)) == (
        1,
        1,
    )
    for params in (old, new, {**old, **then}, {**new, **then}):
        assert await figure(district, code, **params) == 2
        streets = [
            await figure(district, code, **params, organisation_id=str(place.id))
            for place in (world.street_union, world.other_street_union)
        ]
        assert sum(streets) == 2
    unions = "organisations.grassroots"
    assert (await figure(street, unions, **old, **then), await figure(street, unions, **old)) == (2, 1)


async def test_a_street_does_not_see_the_past_of_a_union_it_only_received(
    world: World, district: ActorClient, street: ActorClient, other_street: ActorClient, leader: ActorClient
) -> None:
    await registered(district, world.union, joined_on="2020-11-03")
    await _moved(world, (district, street, other_street, leader))
    asked = {"as_of": "2020-11-30", "organisation_id": str(world.union.id)}
    assert await figure(other_street, "members.total", **asked, tree="then") == 0
    assert await figure(district, "members.total", **asked, tree="then") == 1
    lost = await street.get("/indicators/members.total", params={**asked, "tree": "then"})
    assert lost.status_code == 404


async def test_known_before_the_change_was_recorded_the_tree_of_then_is_the_old_one(
    world: World, district: ActorClient, street: ActorClient, other_street: ActorClient, leader: ActorClient
) -> None:
    await registered(district, world.union, joined_on="2020-11-03")
    moment = clock.now().isoformat()
    await _moved(world, (district, street, other_street, leader))
    asked = {"as_of": "2020-12-10", "tree": "then", "known_at": moment}
    assert await figure(street, "members.total", **asked) == 1
    assert await figure(other_street, "members.total", **asked) == 0


async def test_nobody_takes_two_of_the_four_steps(
    world: World, district: ActorClient, street: ActorClient, other_street: ActorClient, leader: ActorClient
) -> None:
    change = await applied(street, form("reparent", world.union, target=world.other_street_union))
    assert (await act(street, change, "consent")).status_code == 409
    assert (await act(other_street, change, "consent")).status_code == 409
    assert (await act(leader, change, "confirm")).status_code == 409
    await done(district, change, "consent")
    assert (await act(district, change, "receive")).status_code == 409
    assert (await act(street, change, "receive")).status_code == 409
    await done(other_street, change, "receive")
    for clerk in (district, street, other_street):
        assert (await act(clerk, change, "confirm")).status_code == 403
    assert (await done(leader, change, "confirm"))["status"] == "effective"


async def test_the_day_is_the_first_of_a_month_and_the_new_place_must_be_allowed(
    world: World, district: ActorClient
) -> None:
    wrong = await district.post(
        f"{PATH}/preview",
        json=form("reparent", world.union, target=world.street_union, effective_on="2020-12-02"),
    )
    found = wrong.json()
    assert found["may"] is False
    broken = {check["code"] for check in found["checks"] if check["verdict"] == "not_met"}
    assert broken == {"first_of_month", "other_parent"}
    inside = await district.post(
        f"{PATH}/preview", json=form("reparent", world.street_union, target=world.union)
    )
    broken = [check["label"] for check in inside.json()["checks"] if check["verdict"] == "not_met"]
    assert len(broken) >= 2


async def test_a_future_change_waits_for_its_day_and_the_daily_work_brings_it_into_effect(
    app: FastAPI, world: World, district: ActorClient, street: ActorClient, other_street: ActorClient,
    leader: ActorClient,
) -> None:  # fmt: skip
    change = await _moved(world, (district, street, other_street, leader), effective_on="2021-01-01")
    assert change["status"] == "confirmed"
    assert (await act(district, change, "take_effect")).status_code == 409
    results = run_due(app.state.engine, daily_work())
    assert {r.task: r.done for r in results}["organisations.settle_structure"] == 0
    clock.freeze(date(2021, 1, 1))
    results = run_due(app.state.engine, daily_work())
    assert {r.task: r.done for r in results}["organisations.settle_structure"] == 1
    card = (await district.get(f"{PATH}/{change['id']}")).json()
    assert (card["status"], card["history"][-1]["person_name"]) == ("effective", "系统")


async def test_undone_the_union_stands_where_it_stood_and_what_was_known_stays_known(
    app: FastAPI, world: World, district: ActorClient, street: ActorClient, other_street: ActorClient,
    leader: ActorClient,
) -> None:  # fmt: skip
    await registered(district, world.union, joined_on="2020-11-03")
    change = await _moved(world, (district, street, other_street, leader))
    between = clock.now().isoformat()
    await done(district, change, "ask_undo", "批文有误")
    assert (await act(district, change, "confirm_undo")).status_code == 403
    assert (await done(leader, change, "confirm_undo"))["status"] == "undone"
    card = (await street.get(f"/organisations/{world.union.id}")).json()
    assert card["org_path"] == world.union.org_path
    assert await figure(street, "members.total", as_of="2020-12-10", tree="then") == 1
    known = {"as_of": "2020-12-10", "tree": "then", "known_at": between}
    assert (await figure(street, "members.total", **known)) == 0
    assert (await figure(other_street, "members.total", **known)) == 1
    with unit_of_work(app.state.engine) as session:
        edges = session.execute(
            text("select count(*) from parent_edge where child_id = :id"),
            {"id": world.union.id.hex if app.state.settings.is_sqlite else UUID(str(world.union.id))},
        ).scalar_one()
        assert edges == 3


async def test_numbers_below_a_moved_union_are_never_given_out_again(
    app: FastAPI, register: World, district: ActorClient, street: ActorClient, other_street: ActorClient,
    leader: ActorClient,
) -> None:  # fmt: skip
    world = register
    branch = {
        "name": "启明一厂工会第一分会", "short_name": "第一分会", "level": "90", "org_form": "6", "org_type": "8",
        "division_code": "430702001008", "status": "active", "founded_on": "2018-05-01", "approval_no": "1号",
    }  # fmt: skip
    first = await district.post("/organisations", json={**branch, "parent_id": str(world.union.id), **_BASE})
    assert first.status_code == 201, first.text
    await _moved(world, (district, street, other_street, leader))
    second = await district.post(
        "/organisations",
        json={**branch, "name": "启明一厂工会第二分会", "parent_id": str(world.union.id), **_BASE},
    )
    assert second.status_code == 201, second.text
    assert second.json()["org_path"].endswith(".002.")


_BASE = {
    "report_class": None, "base_type": None, "economic_type": None, "unit_category": None, "industry": None,
    "employers": [],
}  # fmt: skip


async def test_closed_months_of_the_returns_board_stay_with_the_old_street(
    app: FastAPI, world: World, district: ActorClient, street: ActorClient, other_street: ActorClient,
    leader: ActorClient,
) -> None:  # fmt: skip
    prepare(app)
    await _moved(world, (district, street, other_street, leader))

    async def expected(client: ActorClient, tree: str) -> dict[str, int]:
        answer = await client.get("/returns/board", params={"year": 2020, "tree": tree})
        assert answer.status_code == 200, answer.text
        return {
            row["name"]: cell["expected"]
            for row in answer.json()["streets"]
            for cell in row["cells"]
            if cell["period"] == "2020-11"
        }

    mine, other = world.street_union.name, world.other_street_union.name
    assert await expected(district, "then") == {mine: 2, other: 1}
    assert await expected(district, "now") == {mine: 1, other: 2}
    assert (await expected(street, "then"), await expected(street, "now")) == ({mine: 2}, {mine: 1})
    assert (await expected(other_street, "then"), await expected(other_street, "now")) == (
        {other: 1},
        {other: 2},
    )
