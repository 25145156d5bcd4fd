"""会员评家: counts that add up, the rate, one session a year, corrections as rows, the figures, the next street."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from backend.kernel import clock
from backend.kernel.db import unit_of_work
from backend.kernel.parameters import ParameterStatus, ParameterValue, changed
from backend.organisations.evaluations import rules
from backend.organisations.evaluations.parameters import BASICALLY_COUNTS
from tests.organisations.standards import (
    BALLOTS,
    evaluated,
    faults,
    good,
    key,
    prepare,
    session_form,
)
from tests.support.actors import ActorClient, World

TODAY = date(2020, 12, 16)
RANDOM = UUID("01900000-0000-7000-8000-000000000001")


def count(**changes: int) -> rules.Ballots:
    return rules.Ballots(**{**BALLOTS, **changes})


def facts(**changes: Any) -> rules.SessionFacts:
    values = {"held_on": date(2020, 11, 20), "expected": 36, "present": 34, "home": count(), "chair": None}
    return rules.SessionFacts(**{**values, **changes})


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, set()),
        ({"present": 36}, set()),
        ({"present": 37}, {("present", "above_expected")}),
        ({"home": count(satisfied=26)}, {("satisfied", "above_present")}),
        ({"home": count(invalid=2)}, {("satisfied", "above_present")}),
        ({"home": rules.Ballots(0, 0, 0, 0, 0)}, {("satisfied", "no_ballots")}),
        ({"home": rules.Ballots(0, 0, 0, 0, 3)}, {("satisfied", "no_valid")}),
        ({"held_on": date(2020, 12, 17)}, {("held_on", "future")}),
        ({"held_on": TODAY}, set()),
        ({"held_on": date(2015, 4, 30)}, {("held_on", "before_founding")}),
        ({"chair": count(satisfied=26)}, {("chair.satisfied", "above_present")}),
        ({"chair": rules.Ballots(0, 0, 0, 0, 0)}, {("chair.satisfied", "no_valid")}),
        ({"chair": count()}, set()),
    ],
)
def test_ballots_do_not_exceed_those_present_nor_those_present_the_expected(
    change: dict[str, Any], found: set[tuple[str, str]]
) -> None:
    errors = rules.check_session(facts(**change), TODAY, date(2015, 5, 1))
    assert {(error.field, error.code) for error in errors} == found
    assert all(error.message and error.fix for error in errors)


def test_the_rate_has_valid_ballots_below_and_the_parameter_says_what_stands_above() -> None:
    assert rules.satisfaction(count(), basically_counts=True) == (31, 33)
    assert rules.satisfaction(count(), basically_counts=False) == (25, 33)
    assert (rules.rate_of(31, 33), rules.rate_of(2, 3), rules.rate_of(0, 0)) == (9394, 6667, 0)
    assert rules.reaches(80, 100, 80) and not rules.reaches(799, 1000, 80) and not rules.reaches(0, 0, 0)


@pytest.fixture
def ready(app: FastAPI, world: World) -> None:
    prepare(app, world)


@pytest.mark.usefixtures("ready")
async def test_a_session_is_recorded_with_its_rate_and_corrected_by_a_further_row(
    chair: ActorClient, street: ActorClient, world: World
) -> None:
    card = await evaluated(chair, world, chair={**BALLOTS, "satisfied": 20})
    now = card["current"]
    assert (now["home"]["numerator"], now["home"]["denominator"], now["home"]["rate"]) == (31, 33, 9394)
    assert (now["chair"]["numerator"], now["chair"]["denominator"]) == (26, 28)
    assert (now["basically_counts"], now["pass_percent"], now["verdict"]) == (True, 80, "reached")
    form = session_form(world, satisfied=10, dissatisfied=16)
    del form["organisation_id"]
    short = await street.post(f"/member-evaluations/{card['id']}/corrections", json=form, headers=key())
    assert short.status_code == 422
    corrected = good(
        await street.post(
            f"/member-evaluations/{card['id']}/corrections",
            json={**form, "reason": "计票有误"},
            headers=key(),
        ),
        201,
    )
    assert [v["sequence"] for v in corrected["versions"]] == [2, 1]
    assert corrected["current"]["verdict"] == "below" and corrected["versions"][1]["home"]["rate"] == 9394
    stale = await street.post(
        f"/member-evaluations/{card['id']}/corrections", json={**form, "reason": "再改"}, headers=key()
    )
    assert stale.status_code == 409
    other_year = await street.post(
        f"/member-evaluations/{corrected['id']}/corrections",
        json={**form, "held_on": "2019-11-20", "reason": "年度有误"},
        headers=key(),
    )
    assert faults(other_year) == {("held_on", "other_year")}
    rows = good(await chair.get("/member-evaluations"))
    assert rows["total"] == 1 and rows["items"][0]["is_corrected"] and rows["items"][0]["numerator"] == 16


@pytest.mark.usefixtures("ready")
async def test_one_session_a_year(chair: ActorClient, world: World) -> None:
    await evaluated(chair, world)
    again = await chair.post(
        "/member-evaluations", json=session_form(world, held_on="2020-12-01"), headers=key()
    )
    assert faults(again) == {("held_on", "year_taken")}
    await evaluated(chair, world, held_on="2019-12-01")


@pytest.mark.usefixtures("ready")
async def test_counts_that_do_not_add_up_are_named_at_their_fields(chair: ActorClient, world: World) -> None:
    wrong = session_form(world, present=40, satisfied=60)
    assert faults(await chair.post("/member-evaluations", json=wrong, headers=key())) == {
        ("present", "above_expected"),
        ("satisfied", "above_present"),
    }


@pytest.mark.usefixtures("ready")
async def test_whether_basically_satisfied_counts_is_judged_by_the_day_of_the_session(
    app: FastAPI, chair: ActorClient, world: World
) -> None:
    with unit_of_work(app.state.engine) as session:
        session.add(
            ParameterValue(
                key=BASICALLY_COUNTS.key,
                jurisdiction="430702",
                version=1,
                valid_from=date(2020, 1, 1),
                value=False,
                legal_source="武陵区测评办法",
                status=ParameterStatus.ACTIVE,
            )
        )
        changed(session)
    assert (await evaluated(chair, world))["current"]["home"]["numerator"] == 25
    assert (await evaluated(chair, world, held_on="2019-11-20"))["current"]["home"]["numerator"] == 31


@pytest.mark.usefixtures("ready")
async def test_figures_lists_and_what_is_missing_agree(
    chair: ActorClient, other_chair: ActorClient, district: ActorClient, world: World
) -> None:
    await evaluated(chair, world)
    low = session_form(world, organisation_id=str(world.other_union.id), satisfied=5, dissatisfied=21)
    good(await other_chair.post("/member-evaluations", json=low, headers=key()), 201)
    figure = good(await district.get("/member-evaluations/satisfaction"))
    assert (figure["numerator"], figure["denominator"], figure["rate"]) == (31 + 11, 66, 6364)
    assert (figure["unions"], figure["expected_unions"], figure["as_of"]) == (2, 3, "2020-12-16")
    missing = good(await district.get("/member-evaluations/missing"))
    assert [row["organisation_id"] for row in missing["items"]] == [str(world.neighbour_union.id)]
    values = {
        code: good(await district.get(f"/indicators/organisations.evaluations.{code}"))
        for code in ("coverage", "satisfied", "satisfaction")
    }
    assert {c: (v["numerator"], v["denominator"]) for c, v in values.items()} == {
        "coverage": (2, 3),
        "satisfied": (1, 2),
        "satisfaction": (42, 66),
    }
    assert good(await district.get("/member-evaluations", params={"is_reached": False}))["total"] == 1


@pytest.mark.usefixtures("ready")
async def test_the_next_street_sees_no_row_and_404(
    chair: ActorClient, other_street: ActorClient, auditor: ActorClient, world: World
) -> None:
    card = await evaluated(chair, world)
    assert good(await other_street.get("/member-evaluations"))["total"] == 0
    assert good(await other_street.get("/member-evaluations/satisfaction"))["denominator"] == 0
    body = {**session_form(world), "reason": "改数"}
    del body["organisation_id"]
    for identity in (card["id"], RANDOM):
        assert (await other_street.get(f"/member-evaluations/{identity}")).status_code == 404
        path = f"/member-evaluations/{identity}/corrections"
        assert (await other_street.post(path, json=body, headers=key())).status_code == 404
    for path in ("/member-evaluations", "/member-evaluations/missing", "/member-evaluations/satisfaction"):
        answer = await other_street.get(path, params={"organisation_id": str(world.union.id)})
        assert answer.status_code == 404
    form = session_form(world, held_on="2018-11-20")
    assert (await other_street.post("/member-evaluations", json=form, headers=key())).status_code == 404
    assert (await auditor.post("/member-evaluations", json=form, headers=key())).status_code == 403
    assert good(await auditor.get(f"/member-evaluations/{card['id']}"))["actions"] == []


@pytest.mark.usefixtures("ready")
async def test_what_was_recorded_is_never_changed_in_the_store(
    app: FastAPI, chair: ActorClient, world: World
) -> None:
    await evaluated(chair, world)
    with pytest.raises(DBAPIError), unit_of_work(app.state.engine) as session:
        session.execute(text("update member_evaluation set satisfied = 30"))


@pytest.mark.usefixtures("ready")
async def test_a_figure_can_be_asked_as_it_was_known(
    chair: ActorClient, street: ActorClient, district: ActorClient, world: World
) -> None:
    card = await evaluated(chair, world)
    clock.freeze(date(2020, 12, 18))
    form = session_form(world, satisfied=10, dissatisfied=16)
    del form["organisation_id"]
    good(
        await street.post(
            f"/member-evaluations/{card['id']}/corrections",
            json={**form, "reason": "计票有误"},
            headers=key(),
        ),
        201,
    )

    async def satisfied(**params: str) -> int:
        answer = good(await district.get("/indicators/organisations.evaluations.satisfied", params=params))
        return int(answer["numerator"])

    assert await satisfied() == 0
    assert await satisfied(known_at="2020-12-17T12:00:00Z") == 1
