"""Terms, committees and re-elections as people do them: request, permission, election, reply, extension."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from fastapi import FastAPI

from backend.kernel import clock
from backend.kernel.authz import Actor
from backend.kernel.daily import system_actor
from backend.kernel.db import unit_of_work
from backend.kernel.parameters import seed_defaults
from backend.modules import MODULES
from backend.organisations.models import Organisation
from backend.organisations.terms.following import follow_terms
from backend.organisations.terms.parameters import PARAMETERS
from tests.support.actors import ActorClient, World

TERM = {
    "term_no": 2,
    "years": 5,
    "start_on": "2016-01-20",
    "elected_on": "2016-01-20",
    "approved_on": "2016-01-28",
    "approval_no": "启工复〔2016〕3号",
}


@pytest.fixture
def ready(app: FastAPI, world: World) -> World:
    """The world with the parameters of terms."""
    with unit_of_work(app.state.engine) as session:
        seed_defaults(session, PARAMETERS)
    return world


def seat(role: str, name: str, **changes: Any) -> dict[str, Any]:
    return {"role": role, "name": name, "relation": "none", "elected_on": "2016-01-20", **changes}


def elected(role: str, name: str, votes: int = 27, relation: str = "none") -> dict[str, Any]:
    return {"role": role, "name": name, "votes": votes, "relation": relation}


def report(**changes: Any) -> dict[str, Any]:
    return {
        "elected_on": "2020-12-16",
        "entitled": 30,
        "present": 28,
        "candidates": 4,
        "elected": [
            elected("chair", "甘试卷"),
            elected("vice_chair", "毕对账"),
            elected("member", "计核数"),
            elected("audit_head", "审一页", 26),
        ],
        **changes,
    }


def asked(world: World, **changes: Any) -> dict[str, Any]:
    return {
        "organisation_id": str(world.union.id),
        "years": 5,
        "congress": "members",
        "planned_on": "2020-12-20",
        "plan": "拟召开会员大会选举第三届工会委员会和经审会。",
        **changes,
    }


async def send(
    client: ActorClient, path: str, body: dict[str, Any], case: dict[str, Any] | None = None
) -> Any:
    headers = {"Idempotency-Key": str(uuid4()), **({"If-Match": f'"v{case["version"]}"'} if case else {})}
    answer = await client.post(path, json=body, headers=headers)
    return answer


async def made(
    client: ActorClient, path: str, body: dict[str, Any], case: dict[str, Any] | None = None
) -> Any:
    answer = await send(client, path, body, case)
    assert answer.status_code in (200, 201), answer.text
    return answer.json()


async def act(client: ActorClient, case: dict[str, Any], action: str, note: str = "") -> Any:
    return await send(client, f"/reelections/{case['id']}/actions", {"action": action, "note": note}, case)


async def with_term(client: ActorClient, world: World, **changes: Any) -> dict[str, Any]:
    seats = [seat("chair", "柴主一"), seat("vice_chair", "副手一"), seat("audit_head", "审计一")]
    body = {**TERM, "seats": seats, **changes}
    found: dict[str, Any] = await made(client, f"/organisations/{world.union.id}/terms", body)
    return found


async def card(client: ActorClient, world: World) -> dict[str, Any]:
    found: dict[str, Any] = (await client.get(f"/organisations/{world.union.id}")).json()
    return found


async def test_from_the_request_to_the_new_term(
    chair: ActorClient, street: ActorClient, ready: World
) -> None:
    terms = await with_term(street, ready)
    assert (terms["terms"][0]["end_on"], terms["terms"][0]["standing"]) == ("2021-01-20", "due")
    now = await card(chair, ready)
    assert (now["chair_name"], now["status"]) == ("柴主一", "term_due")
    case = await made(chair, "/reelections", asked(ready))
    assert (case["status"], case["term_no"]) == ("requested", 3)
    assert (await send(chair, "/reelections", asked(ready))).status_code == 409
    case = (await act(street, case, "permit")).json()
    case = await made(chair, f"/reelections/{case['id']}/reports", report(), case)
    assert (case["status"], case["reply_due_on"], case["is_reply_late"]) == ("reported", "2020-12-31", False)
    assert {check["verdict"] for check in case["report"]["checks"]} == {"met"}
    reply = {"approval_no": "启工复〔2020〕36号", "replied_on": "2020-12-16"}
    assert (await send(chair, f"/reelections/{case['id']}/replies", reply, case)).status_code == 403
    case = await made(street, f"/reelections/{case['id']}/replies", reply, case)
    assert (case["status"], case["actions"]) == ("replied", [])
    assert [line["action"] for line in case["history"]] == ["request", "permit", "report", "reply"]
    after = (await chair.get(f"/organisations/{ready.union.id}/terms")).json()
    assert [t["term_no"] for t in after["terms"]] == [3, 2]
    newest = after["terms"][0]
    assert (newest["start_on"], newest["end_on"], newest["approval_no"]) == (
        "2020-12-16",
        "2025-12-16",
        "启工复〔2020〕36号",
    )
    now = await card(chair, ready)
    assert (now["chair_name"], now["status"]) == ("甘试卷", "active")
    for day, name, number in (
        ("2020-12-15", "柴主一", 2),
        ("2020-12-16", "甘试卷", 3),
        ("2015-01-01", "", None),
    ):
        seen = (await chair.get(f"/organisations/{ready.union.id}/chair", params={"on": day})).json()
        assert (seen["name"], seen["term_no"]) == (name, number)


async def test_a_request_comes_back_is_mended_and_may_be_withdrawn(
    chair: ActorClient, street: ActorClient, ready: World
) -> None:
    case = await made(chair, "/reelections", asked(ready))
    assert (await act(street, case, "return")).status_code == 422
    case = (await act(street, case, "return", "请补充候选人情况")).json()
    mine = (await chair.get(f"/reelections/{case['id']}")).json()
    assert [a["code"] for a in mine["actions"]] == ["edit", "resubmit", "withdraw"]
    form = {"years": 3, "congress": "delegates", "planned_on": "2020-12-28", "plan": "已补充候选人情况。"}
    changed = await chair.patch(
        f"/reelections/{case['id']}", json=form, headers={"If-Match": f'"v{mine["version"]}"'}
    )
    assert (changed.status_code, changed.json()["years"]) == (200, 3)
    case = (await act(chair, changed.json(), "resubmit")).json()
    case = (await act(chair, case, "withdraw", "会期推迟")).json()
    assert case["status"] == "withdrawn"
    assert (await send(chair, "/reelections", asked(ready))).status_code == 201


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        (
            {"present": 19, "elected": [elected("chair", "甘试卷", 18), elected("audit_head", "审一页", 18)]},
            ("present", "quorum"),
        ),
        (
            {"elected": [elected("chair", "甘试卷", 15), elected("audit_head", "审一页")]},
            ("elected", "majority"),
        ),
        ({"elected": [elected("chair", "甘试卷")]}, ("elected", "chair")),
        (
            {"elected": [elected("chair", "甘试卷", relation="relative"), elected("audit_head", "审一页")]},
            ("elected", "A-R4"),
        ),
        (
            {"elected": [elected("chair", "甘试卷", relation="undeclared"), elected("audit_head", "审一页")]},
            ("elected", "A-R4"),
        ),
        ({"elected_on": "2020-12-15"}, ("elected_on", "order")),
        ({"elected_on": "2020-12-17"}, ("elected_on", "order")),
    ],
)
async def test_an_election_that_breaks_a_rule_is_not_reported(
    chair: ActorClient, street: ActorClient, ready: World, changes: dict[str, Any], fault: tuple[str, str]
) -> None:
    case = (await act(street, await made(chair, "/reelections", asked(ready)), "permit")).json()
    refused = await send(chair, f"/reelections/{case['id']}/reports", report(**changes), case)
    assert refused.status_code == 422
    assert [(e["field"], e["code"]) for e in refused.json()["errors"]] == [fault]
    assert (await chair.get(f"/reelections/{case['id']}")).json()["status"] == "permitted"


async def test_nobody_approves_the_own_request_or_that_of_the_own_union(
    street: ActorClient, leader: ActorClient, ready: World
) -> None:
    case = await made(street, "/reelections", asked(ready))
    assert (await act(street, case, "permit")).status_code == 409
    own = await made(street, "/reelections", asked(ready, organisation_id=str(ready.street_union.id)))
    assert (await act(street, own, "permit")).status_code == 409
    assert (await act(leader, own, "permit")).status_code == 200
    case = (await act(leader, case, "permit")).json()
    case = await made(street, f"/reelections/{case['id']}/reports", report(), case)
    reply = {"approval_no": "启工复〔2020〕36号", "replied_on": "2020-12-16"}
    assert (await send(street, f"/reelections/{case['id']}/replies", reply, case)).status_code == 409
    assert (await send(leader, f"/reelections/{case['id']}/replies", reply, case)).status_code == 200


async def test_steps_with_a_form_are_not_taken_without_it(
    chair: ActorClient, street: ActorClient, ready: World
) -> None:
    case = (await act(street, await made(chair, "/reelections", asked(ready)), "permit")).json()
    assert (await act(chair, case, "report")).status_code == 422
    case = await made(chair, f"/reelections/{case['id']}/reports", report(), case)
    assert (await act(street, case, "reply")).status_code == 422
    back = (await act(street, case, "return_report", "请附计票单")).json()
    assert back["status"] == "permitted"
    again = await made(chair, f"/reelections/{case['id']}/reports", report(present=29), back)
    assert again["report"]["present"] == 29


async def test_a_late_reply_is_listed(chair: ActorClient, street: ActorClient, ready: World) -> None:
    case = (await act(street, await made(chair, "/reelections", asked(ready)), "permit")).json()
    await made(chair, f"/reelections/{case['id']}/reports", report(), case)
    for day, late in ((date(2020, 12, 31), 0), (date(2021, 1, 4), 1)):
        clock.freeze(day)
        assert (await street.get("/reelections", params={"is_late": "true"})).json()["total"] == late


async def test_an_extension_is_approved_above_once_and_moves_the_end(
    chair: ActorClient, street: ActorClient, ready: World
) -> None:
    await with_term(street, ready)
    form = {"organisation_id": str(ready.union.id), "months": 7, "reason": "企业搬迁，职工分散。"}
    refused = await send(chair, "/term-extensions", form)
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (422, "extension_months")
    case = await made(chair, "/term-extensions", {**form, "months": 6})
    assert (case["extended_to"], {c["verdict"] for c in case["checks"]}) == ("2021-07-20", {"met"})
    approval = {"approval_no": "启工复〔2020〕37号"}
    assert (await send(chair, f"/term-extensions/{case['id']}/approvals", approval, case)).status_code == 403
    case = await made(street, f"/term-extensions/{case['id']}/approvals", approval, case)
    assert case["status"] == "approved"
    terms = (await chair.get(f"/organisations/{ready.union.id}/terms")).json()
    assert (terms["terms"][0]["extended_to"], terms["terms"][0]["extension_no"]) == (
        "2021-07-20",
        "启工复〔2020〕37号",
    )
    assert "request_extension" not in [a["code"] for a in terms["actions"]]
    again = await send(chair, "/term-extensions", {**form, "months": 1})
    assert again.json()["errors"][0]["code"] == "extension_once"
    clock.freeze(date(2021, 7, 20))
    listed = (await chair.get("/committee-terms")).json()["items"][0]
    assert (listed["standing"], listed["days_left"]) == ("extended", 0)
    clock.freeze(date(2021, 7, 21))
    assert (await chair.get("/committee-terms")).json()["items"][0]["standing"] == "overdue"


async def test_leaving_and_by_election_keep_the_chairs_name_and_the_vacancy(
    chair: ActorClient, street: ActorClient, ready: World
) -> None:
    link = f"/organisations/{ready.union.id}"
    terms = await with_term(
        street, ready, start_on="2018-01-20", elected_on="2018-01-20", approved_on="2018-01-28"
    )
    chair_seat = next(s for s in terms["terms"][0]["seats"] if s["role"] == "chair")
    gone = f"{link}/seats/{chair_seat['seat_id']}/departures"
    for body, code in (
        ({"reason": "removal", "left_on": "2020-09-01", "voters_total": 30, "votes_for": 15}, "A-R5"),
        ({"reason": "removal", "left_on": "2020-09-01"}, "A-R5"),
        ({"reason": "transfer", "left_on": "2020-09-01", "committee_consent_on": "2020-08-30"}, "A-R6"),
        ({"reason": "retirement"}, "left_on"),
        ({"reason": "retirement", "left_on": "2020-12-17"}, "future"),
    ):
        refused = await send(street, gone, body)
        assert (refused.status_code, refused.json()["errors"][0]["code"]) == (422, code), body
    consents = {"committee_consent_on": "2020-08-30", "higher_consent_no": "启工复〔2020〕20号"}
    terms = await made(street, gone, {"reason": "transfer", "left_on": "2020-09-16", **consents})
    assert (await card(chair, ready))["chair_name"] == ""
    assert terms["vacancies"] == [{"role": "chair", "since": "2020-09-16", "days": 91, "is_late": True}]
    checks = (await chair.get(f"{link}/checks")).json()["checks"]
    assert {c["code"]: c["verdict"] for c in checks}["A-R7"] == "not_met"
    new = seat("chair", "甘试卷", elected_on="2020-12-10")
    await made(street, f"{link}/seats", new)
    assert (await card(chair, ready))["chair_name"] == "甘试卷"
    second = await send(street, f"{link}/seats", {**new, "name": "柴主二"})
    assert second.json()["errors"][0]["code"] == "held"
    for day, name in (("2020-09-15", "柴主一"), ("2020-09-16", ""), ("2020-12-10", "甘试卷")):
        assert (await chair.get(f"{link}/chair", params={"on": day})).json()["name"] == name


async def test_corrections_are_new_rows_and_the_newest_counts(
    chair: ActorClient, street: ActorClient, ready: World
) -> None:
    link = f"/organisations/{ready.union.id}"
    terms = await with_term(street, ready)
    one = terms["terms"][0]
    again = await send(
        street, f"{link}/terms", {**TERM, "start_on": "2017-01-20", "elected_on": "2017-01-20"}
    )
    assert again.json()["errors"][0]["code"] == "known"
    right = {**TERM, "start_on": "2016-03-20", "elected_on": "2016-03-20", "approved_on": "2016-03-28"}
    assert (await send(street, f"{link}/terms/{one['term_id']}/corrections", right)).status_code == 422
    terms = await made(
        street, f"{link}/terms/{one['term_id']}/corrections", {**right, "reason": "批复日期为三月"}
    )
    assert [(t["start_on"], t["end_on"]) for t in terms["terms"]] == [("2016-03-20", "2021-03-20")]
    seat_id = next(s["seat_id"] for s in one["seats"] if s["role"] == "chair")
    await made(street, f"{link}/seats/{seat_id}/corrections", seat("chair", "柴主壹"))
    assert (await card(chair, ready))["chair_name"] == "柴主壹"
    assert (await chair.get(f"{link}/terms")).json()["terms"][0]["seats"][0]["name"] == "柴主壹"


async def test_the_chairs_name_is_not_typed_over_the_committee_on_record(
    street: ActorClient, ready: World
) -> None:
    link = f"/organisations/{ready.union.id}"

    async def typed(name: str) -> Any:
        version = (await card(street, ready))["version"]
        return await street.patch(link, json={"chair_name": name}, headers={"If-Match": f'"v{version}"'})

    assert (await typed("甘试卷")).status_code == 200
    await with_term(street, ready)
    refused = await typed("甘试卷")
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (422, "by_term")
    assert (await typed("柴主一")).status_code == 200


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "1921-06-30"])
async def test_days_outside_the_life_of_unions_are_refused(
    chair: ActorClient, street: ActorClient, ready: World, day: str
) -> None:
    link = f"/organisations/{ready.union.id}"
    assert (await send(street, f"{link}/terms", {**TERM, "start_on": day})).status_code == 422
    case = (await act(street, await made(chair, "/reelections", asked(ready)), "permit")).json()
    answer = await send(chair, f"/reelections/{case['id']}/reports", report(elected_on=day), case)
    assert [e["field"] for e in answer.json()["errors"]] == ["elected_on"]
    assert (await chair.get(f"{link}/chair", params={"on": day})).json()["name"] == ""


async def test_a_member_of_another_union_is_not_taken_for_one_of_this(
    street: ActorClient, ready: World
) -> None:
    body = seat("member", "计核数", member_id="01900000-0000-7000-8000-000000000001")
    await with_term(street, ready)
    refused = await send(street, f"/organisations/{ready.union.id}/seats", body)
    assert refused.json()["errors"][0]["code"] == "not_a_member"


async def test_the_day_moves_the_state_once_and_a_correction_moves_it_back(
    app: FastAPI, street: ActorClient, ready: World
) -> None:
    def day_work(day: date) -> int:
        clock.freeze(day)
        with unit_of_work(app.state.engine) as session:
            top = session.get(Organisation, ("430702", ready.district_union.id))
            assert top is not None
            rights = frozenset(right for module in MODULES for right in module.permission_labels)
            actor: Actor = system_actor("430702", top.id, top.org_path, rights)
            return follow_terms(session, actor)

    await with_term(street, ready, start_on="2016-07-01", elected_on="2016-07-01", approved_on="2016-07-02")
    assert (await card(street, ready))["status"] == "active"
    assert day_work(date(2021, 1, 1)) == 0
    assert day_work(date(2021, 1, 2)) == 1
    assert day_work(date(2021, 1, 2)) == 0
    assert (await card(street, ready))["status"] == "term_due"
    history = (await street.get(f"/organisations/{ready.union.id}/history")).json()["items"]
    assert history[0]["changes"][0]["after"] == "待换届" and history[0]["person_name"] == "系统"


async def test_what_waits_for_the_street_and_the_chair_is_in_their_inbox(
    chair: ActorClient, street: ActorClient, ready: World
) -> None:
    async def waiting(client: ActorClient) -> dict[str, int]:
        groups = (await client.get("/inbox")).json()["groups"]
        found = {group["code"]: group for group in groups if group["count"] and "election" in group["code"]}
        for group in found.values():
            assert (await client.get(group["source"])).json()["total"] == group["count"], group
        return {code: group["count"] for code, group in found.items()}

    case = await made(chair, "/reelections", asked(ready))
    assert (await waiting(street), await waiting(chair)) == ({"reelections_requested": 1}, {})
    case = (await act(street, case, "permit")).json()
    assert (await waiting(street), await waiting(chair)) == ({}, {"elections_to_report": 1})
    await made(chair, f"/reelections/{case['id']}/reports", report(), case)
    assert (await waiting(street), await waiting(chair)) == ({"elections_reported": 1}, {})
