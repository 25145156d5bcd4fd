"""职工之家: the ladder, the vetoes, publicity in working days, award by document, review; who may not; the next street."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from fastapi import FastAPI

from backend.kernel import clock
from backend.kernel.decisions import ParameterUsed, Verdict
from backend.organisations.homes import rules
from backend.organisations.homes.codes import LADDER, HomeAction, HomeLevel, HomeState
from tests.organisations.standards import act, codes, evaluated, faults, good, key, prepare, version
from tests.support.actors import ActorClient, World

TODAY = date(2020, 12, 16)
RANDOM = UUID("01900000-0000-7000-8000-000000000001")
S, A = HomeState, HomeAction
USED = ParameterUsed("homes.needs_lower", 1, date(2015, 1, 1), "依据")
STEPS = {
    (S.APPLIED, A.EVALUATE): S.EVALUATED,
    (S.EVALUATED, A.RECOMMEND): S.RECOMMENDED,
    (S.EVALUATED, A.REFUSE): S.REFUSED,
    (S.RECOMMENDED, A.ACCEPT): S.ACCEPTED,
    (S.RECOMMENDED, A.REFUSE): S.REFUSED,
    (S.ACCEPTED, A.PUBLISH): S.PUBLISHED,
    (S.PUBLISHED, A.AWARD): S.AWARDED,
    (S.PUBLISHED, A.REFUSE): S.REFUSED,
    (S.AWARDED, A.REVIEW): S.REVIEWING,
    (S.REVIEWING, A.RETAIN): S.AWARDED,
    (S.REVIEWING, A.REVOKE): S.REVOKED,
}


def test_the_workflow_has_exactly_these_steps() -> None:
    assert {(s.source, s.action): s.target for s in rules.WORKFLOW.steps} == STEPS


def test_refusals_say_why_and_nobody_takes_two_steps_of_one_case() -> None:
    for step in rules.WORKFLOW.steps:
        assert step.needs_note == (step.action in (A.REFUSE, A.REVOKE))
        if step.action in (A.RECOMMEND, A.ACCEPT, A.AWARD):
            assert A.APPLY in step.other_than
    award = rules.WORKFLOW.find(S.PUBLISHED, "award")
    assert award is not None and {A.RECOMMEND, A.ACCEPT} <= set(award.other_than)


def verdicts(
    level: HomeLevel = HomeLevel.ADVANCED, needs_lower: bool = True, **changes: Any
) -> dict[str, Verdict]:
    values: dict[str, Any] = {
        "today": TODAY,
        "level": level,
        "held": frozenset({HomeLevel.QUALIFIED}),
        "term_last_on": date(2022, 1, 1),
        "evaluated_on": date(2020, 11, 20),
        "evaluated_since": date(2019, 12, 16),
        "is_satisfied": True,
        "evaluation": "2020-11-20",
        "has_arrears": False,
        **changes,
    }
    checks = rules.vetoes(rules.HomeFacts(**values), needs_lower, USED)
    assert all(check.article and check.inputs for check in checks)
    assert all(check.fix for check in checks if not check.is_met)
    return {check.code: check.verdict for check in checks}


@pytest.mark.parametrize(
    ("change", "code", "expected"),
    [
        ({}, "lower_level", Verdict.MET),
        ({"held": frozenset()}, "lower_level", Verdict.NOT_MET),
        ({"held": frozenset(), "needs_lower": False}, "lower_level", Verdict.MET),
        ({"held": frozenset(), "level": HomeLevel.QUALIFIED}, "lower_level", Verdict.MET),
        ({"level": HomeLevel.DISTRICT_MODEL}, "lower_level", Verdict.NOT_MET),
        ({"held": frozenset({HomeLevel.CITY_MODEL})}, "lower_level", Verdict.MET),
        ({"term_last_on": TODAY}, "term", Verdict.MET),
        ({"term_last_on": date(2020, 12, 15)}, "term", Verdict.NOT_MET),
        ({"term_last_on": None}, "term", Verdict.UNKNOWN),
        ({"evaluated_on": date(2019, 12, 16)}, "congress", Verdict.MET),
        ({"evaluated_on": date(2019, 12, 15)}, "congress", Verdict.NOT_MET),
        ({"evaluated_on": None}, "congress", Verdict.NOT_MET),
        ({"is_satisfied": False}, "satisfaction", Verdict.NOT_MET),
        ({"is_satisfied": None}, "satisfaction", Verdict.UNKNOWN),
        ({"has_arrears": None}, "arrears", Verdict.UNKNOWN),
        ({"has_arrears": True}, "arrears", Verdict.NOT_MET),
    ],
)
def test_each_veto_is_judged(change: dict[str, Any], code: str, expected: Verdict) -> None:
    assert verdicts(**change)[code] is expected


def test_the_ladder_has_six_levels_in_order() -> None:
    assert [level.label for level in LADDER] == ["合格", "先进", "区模范", "市模范", "省模范", "全国模范"]
    assert rules.lower_of(LADDER[0]) is None
    assert [rules.lower_of(level) for level in LADDER[1:]] == list(LADDER[:-1])


@pytest.fixture
def ready(app: FastAPI, world: World) -> None:
    prepare(app, world)


def form(world: World, **changes: Any) -> dict[str, Any]:
    return {
        "organisation_id": str(world.union.id),
        "unit": "home",
        "level": "qualified",
        "statement": "建有职工活动室，全年开展活动六次。",
        **changes,
    }


async def applied(chair: ActorClient, world: World, **changes: Any) -> dict[str, Any]:
    return good(await chair.post("/home-ratings", json=form(world, **changes), headers=key()), 201)


async def take(client: ActorClient, card: dict[str, Any], action: str, note: str = "") -> Any:
    return await act(client, card, action, note, path="home-ratings")


async def award(client: ActorClient, card: dict[str, Any], **body: Any) -> Any:
    body = {"document_no": "常武工发〔2020〕31号", **body}
    return await client.post(f"/home-ratings/{card['id']}/awards", json=body, headers=version(card))


async def published(
    chair: ActorClient, street: ActorClient, district: ActorClient, world: World, **changes: Any
) -> dict[str, Any]:
    await evaluated(chair, world)
    card = await applied(chair, world, **changes)
    for client, action in (
        (chair, "evaluate"),
        (street, "recommend"),
        (district, "accept"),
        (district, "publish"),
    ):
        card = good(await take(client, card, action))
    return card


@pytest.mark.usefixtures("ready")
async def test_from_application_to_award_review_and_revocation(
    chair: ActorClient, street: ActorClient, district: ActorClient, leader: ActorClient, world: World
) -> None:
    card = await applied(chair, world)
    assert {c["code"]: c["verdict"] for c in card["checks"]} == {
        "lower_level": "met",
        "term": "unknown",
        "congress": "not_met",
        "satisfaction": "unknown",
        "arrears": "unknown",
    }
    assert (await take(chair, card, "evaluate")).status_code == 409
    await evaluated(chair, world)
    card = good(await take(chair, card, "evaluate"))
    assert card["evaluation_id"] and "31/33" in card["evaluation"]
    card = good(await take(street, card, "recommend", "活动正常"))
    card = good(await take(district, card, "accept"))
    card = good(await take(district, card, "publish"))
    # five working days after Wednesday 16 December: Wednesday 23
    assert (card["published_from"], card["published_to"]) == ("2020-12-16", "2020-12-23")
    assert (await award(leader, card)).status_code == 409
    assert (await take(leader, card, "award")).status_code == 422
    clock.freeze(date(2020, 12, 24))
    assert (await award(district, card)).status_code == 403
    assert faults(await award(leader, card, decided_on="2020-12-23")) == {("decided_on", "in_publicity")}
    card = good(await award(leader, card), 201)
    assert (card["status"], card["valid_to"], card["awards"][0]["document_no"]) == (
        "awarded",
        "2023-12-24",
        "常武工发〔2020〕31号",
    )
    held = good(await chair.get("/home-ratings/of-union", params={"organisation_id": str(world.union.id)}))
    assert [(item["level"], item["valid_to"]) for item in held["items"]] == [("qualified", "2023-12-24")]
    figure = good(await district.get("/indicators/organisations.homes"))
    assert figure["value"] == 1

    clock.freeze(date(2023, 11, 1))
    card = good(await take(district, good(await district.get(f"/home-ratings/{card['id']}")), "review"))
    card = good(await award(leader, card, document_no="常武工发〔2023〕9号"), 201)
    assert [a["outcome"] for a in card["awards"]] == ["awarded", "retained"] and card[
        "valid_to"
    ] == "2026-11-01"
    card = good(await take(district, card, "review"))
    assert (await take(leader, card, "revoke")).status_code == 422
    card = good(await take(leader, card, "revoke", "活动室已停用"))
    assert card["status"] == "revoked" and card["actions"] == []
    asked = {"organisation_id": str(world.union.id)}
    assert good(await chair.get("/home-ratings/of-union", params=asked))["items"] == []
    past = good(await chair.get("/home-ratings/of-union", params={**asked, "as_of": "2022-01-01"}))
    assert [item["level"] for item in past["items"]] == ["qualified"]


@pytest.mark.usefixtures("ready")
async def test_an_award_lapses_by_itself(
    chair: ActorClient, street: ActorClient, district: ActorClient, leader: ActorClient, world: World
) -> None:
    card = await published(chair, street, district, world)
    clock.freeze(date(2020, 12, 24))
    good(await award(leader, card, valid_to="2021-12-24"), 201)
    asked = {"organisation_id": str(world.union.id)}
    for day, levels in (("2020-12-23", 0), ("2020-12-24", 1), ("2021-12-24", 1), ("2021-12-25", 0)):
        found = good(await chair.get("/home-ratings/of-union", params={**asked, "as_of": day}))
        assert len(found["items"]) == levels, day
    clock.freeze(date(2021, 12, 25))
    assert good(await chair.get("/home-ratings"))["items"][0]["is_lapsed"]


@pytest.mark.usefixtures("ready")
async def test_no_higher_level_without_the_lower_one(
    chair: ActorClient, street: ActorClient, district: ActorClient, leader: ActorClient, world: World
) -> None:
    answer = await chair.post("/home-ratings", json=form(world, level="advanced"), headers=key())
    assert faults(answer) == {("level", "lower_level")}
    card = await published(chair, street, district, world)
    second = await chair.post("/home-ratings", json=form(world), headers=key())
    assert second.status_code == 409
    clock.freeze(date(2020, 12, 24))
    good(await award(leader, card), 201)
    assert (await applied(chair, world, level="advanced"))["level"] == "advanced"
    small = await chair.post(
        "/home-ratings",
        json=form(world, level="advanced", unit="small_home", unit_name="一车间"),
        headers=key(),
    )
    assert faults(small) == {("level", "lower_level")}


@pytest.mark.usefixtures("ready")
async def test_a_small_home_has_a_name(chair: ActorClient, world: World) -> None:
    answer = await chair.post("/home-ratings", json=form(world, unit="small_home"), headers=key())
    assert faults(answer) == {("unit_name", "required")}
    assert (await applied(chair, world, unit="small_home", unit_name="一车间"))["unit_name"] == "一车间"


@pytest.mark.usefixtures("ready")
async def test_a_veto_stops_a_recommendation(chair: ActorClient, street: ActorClient, world: World) -> None:
    await evaluated(chair, world, satisfied=5, dissatisfied=21)
    card = good(await take(chair, await applied(chair, world), "evaluate"))
    refused = await take(street, card, "recommend")
    assert refused.status_code == 409 and "满意率" in refused.json()["detail"]
    assert (await take(street, card, "refuse")).status_code == 422
    assert good(await take(street, card, "refuse", "满意率不够"))["status"] == "refused"
    assert (await applied(chair, world))["status"] == "applied"


@pytest.mark.usefixtures("ready")
async def test_who_may_not(
    chair: ActorClient, street: ActorClient, district: ActorClient, auditor: ActorClient, world: World
) -> None:
    for client in (street, district, auditor):
        assert (await client.post("/home-ratings", json=form(world), headers=key())).status_code == 403
    await evaluated(chair, world)
    card = good(await take(chair, await applied(chair, world), "evaluate"))
    assert codes(card) == [] and (await take(chair, card, "recommend")).status_code == 403
    card = good(await take(district, card, "recommend"))
    assert codes(card) == ["refuse"]
    own = await take(district, card, "accept")
    assert own.status_code == 409 and "经手人" in own.json()["detail"]


@pytest.mark.usefixtures("ready")
async def test_the_next_street_sees_no_row_and_404(
    chair: ActorClient, other_street: ActorClient, other_chair: ActorClient, world: World
) -> None:
    card = await applied(chair, world)
    for client in (other_street, other_chair):
        assert good(await client.get("/home-ratings"))["total"] == 0
        for identity in (card["id"], RANDOM):
            assert (await client.get(f"/home-ratings/{identity}")).status_code == 404
            assert (await take(client, {**card, "id": identity}, "recommend")).status_code == 404
        asked = {"organisation_id": str(world.union.id)}
        assert (await client.get("/home-ratings", params=asked)).status_code == 404
        assert (await client.get("/home-ratings/of-union", params=asked)).status_code == 404
    assert (await other_chair.post("/home-ratings", json=form(world), headers=key())).status_code == 404
