"""Applications for membership: evidence, another person's approval, the day it starts, and nothing told about elsewhere."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import Session

from backend.kernel import interests
from backend.kernel.authz import Actor
from backend.kernel.interests import Subject
from backend.members.applications.codes import ApplicationState, EvidenceKind
from backend.members.applications.rules import APPLICATION_WORKFLOW, Facts, judge
from tests.members.people import change, registered, resident_id
from tests.members.steps import TEXT, act, acted, attach, codes, made, post, read
from tests.support.actors import ActorClient, World
from tests.support.builders import Union

PATH = "/members/applications"
TODAY = date(2020, 12, 16)


def facts(**values: Any) -> Facts:
    """A sound application with other values."""
    sound = {
        "evidence": EvidenceKind.ONLINE,
        "statement": TEXT,
        "files": 0,
        "applied_on": date(2020, 12, 1),
        "decided_on": date(2020, 12, 10),
        "today": TODAY,
    }
    return Facts(**{**sound, **values})


def form(union: Union, **values: Any) -> dict[str, Any]:
    """A complete application."""
    return {
        "organisation_id": str(union.id),
        "name": "张小明",
        "id_no": resident_id(),
        "applied_on": "2020-12-01",
        "mobile": "13812345678",
        "evidence": "online",
        "statement": TEXT,
        **values,
    }


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({}, ""),
        ({"statement": "愿意"}, "own_wish"),
        ({"evidence": EvidenceKind.PAPER}, "own_wish"),
        ({"evidence": EvidenceKind.PAPER, "files": 1, "statement": ""}, ""),
        ({"evidence": EvidenceKind.LIST}, "own_wish"),
        ({"evidence": EvidenceKind.LIST, "files": 2}, ""),
        ({"decided_on": date(2020, 12, 1)}, ""),
        ({"decided_on": date(2020, 11, 30)}, "dates_in_order"),
        ({"decided_on": TODAY}, ""),
        ({"decided_on": date(2020, 12, 17)}, "dates_in_order"),
    ],
)
def test_an_application_wants_evidence_and_days_in_order(values: dict[str, Any], reason: str) -> None:
    decision = judge(facts(**values))
    assert [check.code for check in decision.failed] == ([reason] if reason else [])
    assert [check.code for check in decision.checks] == ["own_wish", "dates_in_order"]
    assert all(check.article and check.fix for check in decision.checks)


def test_only_a_waiting_application_moves() -> None:
    sources = {step.source for step in APPLICATION_WORKFLOW.steps}
    assert sources == {ApplicationState.AWAITING}
    makers = {step.action.value: [a.value for a in step.other_than] for step in APPLICATION_WORKFLOW.steps}
    assert makers == {"approve": ["apply"], "refuse": ["apply"], "withdraw": []}


async def test_the_committee_approves_and_the_membership_begins_on_that_day(
    chair: ActorClient, street: ActorClient, world: World
) -> None:
    item = await made(chair, PATH, form(world.union))
    assert (item["status"], codes(item)) == ("awaiting", ["withdraw"]), (
        "whoever entered it is offered no decision"
    )
    seen = await read(street, f"{PATH}/{item['id']}")
    assert codes(seen) == ["approve", "refuse", "withdraw"]
    member = await read(chair, f"/members/{item['member_id']}")
    assert (member["status"], member["actions"]) == ("pending", [])
    own = await act(chair, PATH, item, "approve")
    assert own.status_code == 409 and "另一人" in own.json()["detail"]
    done = await acted(street, PATH, item, "approve", decided_on="2020-12-08", document_no="纪要〔2020〕8号")
    assert (done["status"], done["decided_on"], done["actions"]) == ("approved", "2020-12-08", [])
    assert [line["action"] for line in done["history"]] == ["apply", "approve"]
    member = await read(chair, f"/members/{item['member_id']}")
    assert (member["status"], member["joined_on"], member["status_on"]) == (
        "active",
        "2020-12-08",
        "2020-12-08",
    )
    lines = (await read(chair, f"/members/{item['member_id']}/events"))["items"]
    assert [(line["kind"], line["source"], line["effective_on"]) for line in lines] == [
        ("apply", "application", "2020-12-01"),
        ("join", "application", "2020-12-08"),
    ]
    assert (await read(chair, PATH))["total"] == 1


async def test_without_evidence_nobody_is_approved(
    chair: ActorClient, street: ActorClient, world: World
) -> None:
    item = await made(chair, PATH, form(world.union, evidence="paper", statement=""))
    refused = await act(street, PATH, item, "approve")
    assert refused.status_code == 409 and "本人申请" in refused.json()["detail"]
    assert item["checks"][0]["verdict"] == "not_met" and item["checks"][0]["fix"]
    await attach(chair, "membership_application", item["id"])
    item = await acted(street, PATH, item, "approve")
    assert item["status"] == "approved" and item["decided_on"] == "2020-12-16"
    late = await chair.post(
        "/attachments",
        data={"object_type": "membership_application", "object_id": item["id"]},
        files={"file": ("more.txt", b"more")},
    )
    assert late.status_code == 409


async def test_a_refusal_says_why_and_the_person_may_apply_again(
    chair: ActorClient, street: ActorClient, world: World
) -> None:
    item = await made(chair, PATH, form(world.union))
    assert (await act(street, PATH, item, "refuse")).status_code == 422
    await acted(street, PATH, item, "refuse", note="不是本单位职工")
    assert (await read(chair, f"/members/{item['member_id']}"))["status"] == "ended"
    again = await made(chair, PATH, form(world.union, applied_on="2020-12-16"))
    assert again["member_id"] == item["member_id"]
    await acted(chair, PATH, again, "withdraw", note="本人改变主意")
    assert (await read(chair, f"/members/{item['member_id']}"))["status"] == "ended"


async def test_the_daily_check_leaves_applications_to_the_committee(
    chair: ActorClient, district: ActorClient, world: World
) -> None:
    item = await made(chair, PATH, form(world.union))
    assert (await district.post("/members/check")).json()["checked"] == 0
    assert (await read(chair, f"/members/{item['member_id']}"))["status"] == "pending"


async def test_az_10_an_application_of_a_member_elsewhere_tells_nothing_and_becomes_the_districts_case(
    chair: ActorClient, street: ActorClient, district: ActorClient, world: World
) -> None:
    known = resident_id(serial=3)
    await registered(district, world.other_union, id_no=known, mobile=None)
    told = []
    for number in (known, resident_id(serial=5)):
        item = await made(chair, PATH, form(world.union, id_no=number, mobile=None))
        approved = await acted(street, PATH, item, "approve", decided_on="2020-12-10")
        told.append((_plain(item), _plain(approved)))
        for client in (chair, street):
            assert (await read(client, "/members/cases"))["total"] == 0
    assert told[0] == told[1]
    case = (await read(district, "/members/cases"))["items"][0]
    case = await read(district, f"/members/cases/{case['id']}")
    assert (case["kind"], case["history"][0]["action"]) == ("duplicate", "found")
    await acted(district, "/members/cases", case, "transfer")
    rows = (await read(chair, "/members"))["items"]
    assert {row["status"] for row in rows} == {"active"}


def _plain(item: dict[str, Any]) -> dict[str, Any]:
    """An answer without ids, moments and the masked number."""
    kept = {key: value for key, value in item.items() if key not in ("id", "member_id", "history")}
    return {**kept, "history": [(line["action"], line["person_name"]) for line in item["history"]]}


async def test_who_was_expelled_or_died_does_not_join_again_anywhere_but_who_left_does(
    chair: ActorClient, street: ActorClient, district: ActorClient, world: World
) -> None:
    expelled, left = resident_id(serial=7), resident_id(serial=9)
    for number, kind, reason in ((expelled, "expel", "6"), (left, "withdraw", "5")):
        person = await registered(district, world.other_union, id_no=number, mobile=None)
        assert (await change(district, person, kind, reason=reason)).status_code == 201
    states = {}
    for number in (expelled, left):
        item = await made(chair, PATH, form(world.union, id_no=number, mobile=None))
        await acted(street, PATH, item, "approve")
        states[number] = (await read(chair, f"/members/{item['member_id']}"))["status"]
    assert states == {expelled: "pending", left: "active"}
    case = (await read(district, "/members/cases"))["items"][0]
    case = await read(district, f"/members/cases/{case['id']}")
    assert case["kind"] == "former" and codes(case) == ["keep"]
    assert (await act(district, "/members/cases", case, "transfer")).status_code == 409
    direct = await post(
        district,
        "/members",
        {
            "organisation_id": str(world.neighbour_union.id),
            "name": "张小明",
            "id_no": expelled,
            "joined_on": "2020-12-16",
        },
    )
    assert direct.status_code == 409 and "除名" in direct.json()["detail"]


async def test_nobody_decides_about_themselves_or_a_relative(
    chair: ActorClient,
    street: ActorClient,
    district: ActorClient,
    world: World,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whoever the interest check names may not decide; it is asked with the person's blind indexes."""
    asked: list[Subject] = []

    def check(session: Session, actor: Actor, about: list[Subject]) -> str | None:
        asked.extend(about)
        return "涉及本人，不能自己办理" if actor.person_name == "卜街一" else None

    monkeypatch.setattr(interests, "_CHECKS", [check])
    item = await made(chair, PATH, form(world.union))
    for action in ("approve", "refuse"):
        answer = await act(street, PATH, item, action, note="理由")
        assert answer.status_code == 409 and "本人" in answer.json()["detail"]
    assert {(one.mobile_index is not None, one.id_no_index is not None) for one in asked} == {(True, True)}
    assert (await act(district, PATH, item, "approve")).status_code == 200


async def test_the_next_street_sees_no_application(
    chair: ActorClient, other_street: ActorClient, other_chair: ActorClient, world: World
) -> None:
    item = await made(chair, PATH, form(world.union))
    for client in (other_street, other_chair):
        assert (await read(client, PATH))["total"] == 0
        assert (await client.get(f"{PATH}/{item['id']}")).status_code == 404
        assert (await act(client, PATH, item, "approve")).status_code == 404
    foreign = await post(other_chair, PATH, form(world.union))
    assert foreign.status_code == 404


async def test_two_approvers_at_once_make_one_member(
    chair: ActorClient, street: ActorClient, district: ActorClient, world: World
) -> None:
    item = await made(chair, PATH, form(world.union))
    first = await act(street, PATH, item, "approve")
    second = await act(district, PATH, item, "approve")
    assert (first.status_code, second.status_code) == (200, 412)
    lines = (await read(chair, f"/members/{item['member_id']}/events"))["items"]
    assert [line["kind"] for line in lines] == ["apply", "join"]
