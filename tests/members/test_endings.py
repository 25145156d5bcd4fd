"""Leaving, leaving by silence and expulsion: facts judged with their articles, two persons, the higher union's filing."""

from datetime import date
from typing import Any

import pytest
from fastapi import FastAPI

from backend.kernel.db import unit_of_work
from backend.kernel.parameters import seed_defaults
from backend.members.endings.codes import EndingKind, EndingState
from backend.members.endings.rules import ENDING_WORKFLOW, Facts, judge
from backend.members.parameters import PARAMETERS
from tests.members.people import change, registered
from tests.members.steps import act, acted, attach, codes, made, post, read
from tests.support.actors import ActorClient, World

PATH = "/members/endings"
TODAY = date(2020, 12, 16)
SOUND: dict[EndingKind, dict[str, Any]] = {
    EndingKind.REQUEST: {"requested_on": date(2020, 12, 1), "talked_on": date(2020, 12, 3)},
    EndingKind.SILENCE: {
        "dues_unpaid_since": date(2020, 6, 10),
        "absent_since": date(2020, 6, 10),
        "has_excuse": False,
        "talked_on": date(2020, 11, 2),
    },
    EndingKind.EXPULSION: {
        "judgment_no": "(2020)湘0702刑初1号",
        "group_opinion_on": date(2020, 12, 5),
        "group_opinion": "同意除名",
    },
}


def facts(kind: EndingKind, **values: Any) -> Facts:
    """A sound case of a kind with other values."""
    return Facts(
        **{
            "kind": kind,
            "files": 1,
            "decided_on": date(2020, 12, 10),
            "today": TODAY,
            **SOUND[kind],
            **values,
        }
    )


@pytest.mark.parametrize(
    ("kind", "values", "stands"),
    [
        (EndingKind.REQUEST, {}, []),
        (EndingKind.REQUEST, {"requested_on": None}, ["own_request"]),
        (EndingKind.REQUEST, {"requested_on": date(2020, 12, 11)}, ["own_request", "talked"]),
        (EndingKind.REQUEST, {"talked_on": None}, ["talked"]),
        (EndingKind.REQUEST, {"talked_on": date(2020, 11, 30)}, ["talked"]),
        (EndingKind.REQUEST, {"files": 0}, ["papers"]),
        (EndingKind.REQUEST, {"decided_on": date(2020, 12, 17)}, ["decided_by_today"]),
        (EndingKind.SILENCE, {}, []),
        (EndingKind.SILENCE, {"dues_unpaid_since": date(2020, 6, 11)}, ["dues"]),
        (EndingKind.SILENCE, {"absent_since": date(2020, 6, 11)}, ["life"]),
        (EndingKind.SILENCE, {"absent_since": None}, ["life"]),
        (EndingKind.SILENCE, {"has_excuse": True}, ["no_excuse"]),
        (EndingKind.SILENCE, {"has_excuse": None}, ["no_excuse"]),
        (EndingKind.SILENCE, {"talked_on": None}, ["talked"]),
        (EndingKind.SILENCE, {"months": 7}, ["dues", "life"]),
        (EndingKind.EXPULSION, {}, []),
        (EndingKind.EXPULSION, {"judgment_no": " "}, ["sentenced"]),
        (EndingKind.EXPULSION, {"group_opinion": ""}, ["group_opinion"]),
        (EndingKind.EXPULSION, {"group_opinion_on": None}, ["group_opinion"]),
        (EndingKind.EXPULSION, {"group_opinion_on": date(2020, 12, 11)}, ["group_opinion"]),
    ],
)
def test_each_kind_is_judged_by_its_own_facts(
    kind: EndingKind, values: dict[str, Any], stands: list[str]
) -> None:
    decision = judge(facts(kind, **values))
    assert [check.code for check in decision.checks if not check.is_met] == stands
    assert (decision.reason == "") == (stands == [])
    assert all(check.article and check.fix for check in decision.checks)


def test_the_workflow_keeps_proposer_decider_and_filer_apart() -> None:
    steps = {(s.source, s.action.value): s for s in ENDING_WORKFLOW.steps}
    assert {key: [a.value for a in s.other_than] for key, s in steps.items()} == {
        (EndingState.AWAITING, "decide"): ["propose"],
        (EndingState.AWAITING, "refuse"): ["propose"],
        (EndingState.AWAITING, "withdraw"): [],
        (EndingState.DECIDED, "file"): ["decide"],
    }


def body(member: dict[str, Any], kind: EndingKind, **values: Any) -> dict[str, Any]:
    """A proposal with the facts of its kind."""
    known = {key: str(value) if isinstance(value, date) else value for key, value in SOUND[kind].items()}
    return {"member_id": member["id"], "kind": kind.value, "grounds": "见材料", **known, **values}


@pytest.mark.parametrize("kind", list(EndingKind))
async def test_a_decision_ends_the_membership_on_its_day(
    kind: EndingKind,
    chair: ActorClient,
    street: ActorClient,
    district: ActorClient,
    app: FastAPI,
    world: World,
) -> None:
    with unit_of_work(app.state.engine) as session:
        seed_defaults(session, PARAMETERS)
    member = await registered(district, world.union)
    item = await made(chair, PATH, body(member, kind))
    assert (await act(street, PATH, item, "decide")).status_code == 409, "decided without papers"
    await attach(chair, "membership_ending", item["id"])
    assert (await act(chair, PATH, item, "decide")).status_code == 409, "the proposer decided"
    assert (await read(chair, f"/members/{member['id']}"))["status"] == "active"
    item = await acted(street, PATH, item, "decide", decided_on="2020-12-11", document_no="决〔2020〕3号")
    lines = (await read(chair, f"/members/{member['id']}/events"))["items"]
    expected = ("expel", "6") if kind is EndingKind.EXPULSION else ("withdraw", "5")
    assert (lines[-1]["kind"], lines[-1]["reason"]) == expected
    assert (lines[-1]["effective_on"], lines[-1]["document_no"]) == ("2020-12-11", "决〔2020〕3号")
    assert (await read(chair, f"/members/{member['id']}"))["status"] == "ended"
    if kind is EndingKind.EXPULSION:
        assert codes(await read(chair, f"{PATH}/{item['id']}")) == []
        assert (await act(street, PATH, item, "file")).status_code == 409, "the decider filed it"
        assert (await acted(district, PATH, item, "file"))["status"] == "filed"
    else:
        assert item["actions"] == []


async def test_a_refused_or_withdrawn_ending_leaves_the_member(
    chair: ActorClient, street: ActorClient, district: ActorClient, world: World
) -> None:
    member = await registered(district, world.union)
    for action, client in (("refuse", street), ("withdraw", chair)):
        item = await made(chair, PATH, body(member, EndingKind.REQUEST))
        second = await post(chair, PATH, body(member, EndingKind.REQUEST))
        assert second.status_code == 409
        assert (await act(client, PATH, item, action)).status_code == 422
        await acted(client, PATH, item, action, note="本人撤回")
        assert (await read(chair, f"/members/{member['id']}"))["status"] == "active"


async def test_a_chair_does_not_end_a_membership_without_a_decision(
    chair: ActorClient, district: ActorClient, world: World
) -> None:
    member = await registered(district, world.union)
    card = await read(chair, f"/members/{member['id']}")
    assert [action["code"] for action in card["actions"]] == ["retain", "transfer_out", "death"]
    for kind in ("withdraw", "expel"):
        assert (await change(chair, member, kind)).status_code == 422
    assert (await change(district, member, "withdraw", reason="5")).status_code == 201
    assert (await post(chair, PATH, body(member, EndingKind.REQUEST))).status_code == 409


async def test_the_next_street_sees_no_ending(
    chair: ActorClient, other_street: ActorClient, district: ActorClient, world: World
) -> None:
    member = await registered(district, world.union)
    item = await made(chair, PATH, body(member, EndingKind.REQUEST))
    assert (await read(other_street, PATH))["total"] == 0
    assert (await other_street.get(f"{PATH}/{item['id']}")).status_code == 404
    assert (await post(other_street, PATH, body(member, EndingKind.REQUEST))).status_code == 404
    assert (await read(chair, f"{PATH}?kind=request"))["total"] == 1
