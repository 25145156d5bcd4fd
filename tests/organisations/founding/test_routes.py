"""Foundings from application to a normal union, with the people who may and may not take each step."""

from typing import Any

from fastapi import FastAPI

from backend.kernel import clock
from tests.members.people import registered
from tests.organisations.conftest import base_form, faults
from tests.organisations.founding.cases import (
    SECOND_CODE,
    THIRD_CODE,
    act,
    application,
    applied,
    done,
    electable,
    elected,
    election,
    employer,
    founded,
    prepared,
    reply,
    send,
    slate,
)
from tests.support.actors import ActorClient, World


async def figure(client: ActorClient, code: str) -> int:
    answer = await client.get(f"/indicators/{code}")
    assert answer.status_code == 200, answer.text
    return int(answer.json()["value"])


async def test_a_union_is_founded_step_by_step(
    street: ActorClient, district: ActorClient, leader: ActorClient, ready: World
) -> None:
    case = await applied(street, ready.street_union.id)
    assert (case["status"], case["case_no"]) == ("applied", "建申〔2020〕1号")
    assert case["union_name"] == "常德恒泰商贸有限公司工会委员会"
    assert (case["report_class"], case["unit_category"]) == ("non_public", "enterprise")
    assert (case["due_on"], case["is_overdue"], case["union_id"]) == ("2020-12-23", False, None)
    before = await figure(district, "organisations.grassroots")

    case = await done(leader, f"/foundings/{case['id']}/preparation", reply(), case)
    assert (case["status"], case["union_status"], case["due_on"]) == ("preparing", "preparing", None)
    union = (await street.get(f"/organisations/{case['union_id']}")).json()
    assert (union["status"], union["founded_on"], union["approval_no"]) == ("preparing", None, "")
    assert (union["prep_group_on"], union["union_count"]) == ("2020-12-10", 0)
    assert [e["employer_uscc"] for e in union["employers"]] == [employer()["employer_uscc"]]
    assert await figure(district, "organisations.grassroots") == before

    case = await done(street, f"/foundings/{case['id']}/slate", slate(), case)
    case = (await act(district, case, "approve_slate")).json()
    assert (case["status"], case["election_allowed_on"]) == ("slate_approved", "2020-12-16")
    case = await done(street, f"/foundings/{case['id']}/elections", election(), case)
    assert (case["status"], case["due_on"]) == ("elected", "2020-12-31")
    case = await done(
        leader, f"/foundings/{case['id']}/approval", reply("常武工复〔2020〕93号", "2020-12-16"), case
    )
    assert (case["status"], case["approved_on"], case["approving_org"]) == (
        "founded",
        "2020-12-16",
        "武陵区总工会",
    )
    assert case["actions"] == [] and {c["verdict"] for c in case["checks"]} == {"met"}
    assert [line["action"] for line in case["history"]] == [
        "apply",
        "approve_preparation",
        "file_slate",
        "approve_slate",
        "report_election",
        "approve_union",
    ]
    union = (await street.get(f"/organisations/{case['union_id']}")).json()
    assert {
        key: union[key] for key in ("status", "approval_no", "approving_org", "founded_on", "chair_name")
    } == {
        "status": "active",
        "approval_no": "常武工复〔2020〕93号",
        "approving_org": "武陵区总工会",
        "founded_on": "2020-12-16",
        "chair_name": "余建国",
    }
    assert await figure(district, "organisations.grassroots") == before + 1
    kinds = (await street.get(f"/organisations/{case['union_id']}/history")).json()["items"]
    assert {line["kind"] for line in kinds} >= {"created", "founded"}


async def test_the_founded_union_has_its_first_term(
    street: ActorClient, district: ActorClient, ready: World
) -> None:
    case = await founded(street, district, ready.street_union.id)
    committees = (await street.get(f"/organisations/{case['union_id']}/terms")).json()
    assert "2023-12-16" in str(committees) and "余建国" in str(committees)


async def test_members_are_enrolled_during_the_preparation(
    street: ActorClient, district: ActorClient, ready: World
) -> None:
    case = await prepared(street, district, ready.street_union.id)

    class Preparing:
        id = case["union_id"]

    member = await registered(district, Preparing())  # type: ignore[arg-type]
    assert member["organisation_id"] == case["union_id"]


async def test_nobody_replies_to_what_they_filed(
    street: ActorClient, district: ActorClient, ready: World
) -> None:
    case = await applied(street, ready.street_union.id)
    assert {a["code"] for a in case["actions"]} == {"withdraw"}
    own = await send(street, f"/foundings/{case['id']}/preparation", reply(), case)
    assert own.status_code == 409 and "经手人" in own.json()["detail"]
    assert (await act(street, case, "refuse", "不同意")).status_code == 409
    case = await done(district, f"/foundings/{case['id']}/preparation", reply(), case)

    case = await done(district, f"/foundings/{case['id']}/slate", slate(), case)
    assert (await act(district, case, "approve_slate")).status_code == 409
    assert (await act(street, case, "approve_slate")).status_code == 409


async def test_the_district_applies_and_the_leader_replies(
    district: ActorClient, leader: ActorClient, ready: World
) -> None:
    refused = await send(leader, "/foundings", application(ready.street_union.id))
    assert refused.status_code == 403
    case = await founded(district, leader, ready.street_union.id)
    assert case["status"] == "founded"


async def test_other_people_are_kept_out(
    street: ActorClient,
    other_street: ActorClient,
    chair: ActorClient,
    auditor: ActorClient,
    sysadmin: ActorClient,
    ready: World,
) -> None:
    case = await applied(street, ready.street_union.id)
    for outsider in (other_street, chair):
        assert (await outsider.get(f"/foundings/{case['id']}")).status_code == 404
        assert (await outsider.get("/foundings")).json()["total"] == 0
    assert (await auditor.get(f"/foundings/{case['id']}")).json()["actions"] == []
    assert (await send(auditor, f"/foundings/{case['id']}/preparation", reply(), case)).status_code == 403
    assert (await sysadmin.get("/foundings")).status_code == 403
    assert (await send(chair, "/foundings", application(ready.street_union.id))).status_code == 403
    foreign = await send(other_street, "/foundings", application(ready.street_union.id))
    assert faults(foreign) == {("parent_id", "unknown_parent")}


async def test_a_refused_or_withdrawn_application_stays_on_record(
    street: ActorClient, district: ActorClient, ready: World
) -> None:
    case = await applied(street, ready.street_union.id)
    assert (await act(district, case, "refuse")).status_code == 422
    case = (await act(district, case, "refuse", "该单位已列入撤并计划")).json()
    assert (case["status"], case["closed_on"], case["union_id"]) == ("refused", "2020-12-16", None)
    assert case["history"][-1]["note"] == "该单位已列入撤并计划"
    again = await applied(street, ready.street_union.id)
    again = (await act(street, again, "withdraw", "单位暂缓")).json()
    assert (again["status"], again["case_no"]) == ("withdrawn", "建申〔2020〕2号")
    listed = (await district.get("/foundings")).json()
    assert [row["status"] for row in listed["items"]] == ["withdrawn", "refused"]
    assert (await act(district, again, "refuse", "晚了")).status_code == 409


async def test_a_returned_slate_and_a_returned_election_are_filed_again(
    street: ActorClient, district: ActorClient, ready: World
) -> None:
    case = await prepared(street, district, ready.street_union.id)
    case = await done(street, f"/foundings/{case['id']}/slate", slate(seats=4), case)
    case = (await act(district, case, "return_slate", "候选人差额不足")).json()
    assert case["status"] == "preparing"
    case = await done(street, f"/foundings/{case['id']}/slate", slate(), case)
    case = (await act(district, case, "approve_slate")).json()
    case = await done(street, f"/foundings/{case['id']}/elections", election(), case)
    case = (await act(district, case, "return_election", "计票单缺一页")).json()
    case = await done(street, f"/foundings/{case['id']}/elections", election(present=34), case)
    assert [e["present"] for e in case["elections"]] == [34, 33]


async def test_an_election_that_breaks_the_rules_cannot_be_reported(
    street: ActorClient, district: ActorClient, ready: World
) -> None:
    case = await electable(street, district, ready.street_union.id)
    link = f"/foundings/{case['id']}/elections"

    async def refused(**changes: Any) -> set[tuple[str, str]]:
        return faults(await send(street, link, election(**changes), case))

    people = election()["elected"]
    low = [{**e, "votes": 20} for e in people]
    assert await refused(present=23, elected=low) == {("present", "quorum")}
    assert await refused(elected=[{**people[0], "votes": 18}, *people[1:]]) == {("elected", "majority")}
    assert await refused(present=37) == {("present", "quorum")}
    assert await refused(years=4) == {("years", "A-R3")}
    assert await refused(elected=people[1:]) == {("elected", "chair")}
    assert await refused(elected=[*people, elected("member", "近亲属", 30, "relative")]) == {
        ("elected", "A-R4")
    }
    assert ("elected_on", "after_slate") in await refused(elected_on="2020-12-15")
    assert ("elected_on", "future_date") in await refused(elected_on="2020-12-17")
    assert (await street.get(f"/foundings/{case['id']}")).json()["elections"] == []
    enough = [{**people[0], "votes": 19}, *people[1:]]
    done_case = await done(street, link, election(present=30, elected=enough), case)
    assert done_case["status"] == "elected"


async def test_the_reply_carries_a_sound_number_and_date(
    street: ActorClient, district: ActorClient, ready: World
) -> None:
    case = await applied(street, ready.street_union.id)
    link = f"/foundings/{case['id']}/preparation"
    assert faults(await send(district, link, reply("12号"), case)) == {("document_no", "document_no")}
    assert faults(await send(district, link, reply("启工复〔2019〕3号"), case)) == {
        ("document_no", "document_no")
    }
    assert faults(await send(district, link, reply(on="2020-12-07"), case)) == {
        ("replied_on", "before_last_step")
    }
    assert faults(await send(district, link, reply(on="2020-12-17"), case)) == {("replied_on", "future_date")}
    assert (await district.get(f"/foundings/{case['id']}")).json()["status"] == "applied"


async def test_steps_with_a_form_are_not_taken_without_it(
    street: ActorClient, district: ActorClient, ready: World
) -> None:
    case = await applied(street, ready.street_union.id)
    for action in ("approve_preparation", "approve_union", "report_election", "nonsense"):
        assert faults(await act(district, case, action)) == {("action", "own_form")}
    stale = {**case, "version": case["version"] + 1}
    assert (await send(district, f"/foundings/{case['id']}/preparation", reply(), stale)).status_code == 412


async def test_an_employer_is_founded_once(
    street: ActorClient, other_street: ActorClient, district: ActorClient, ready: World
) -> None:
    case = await applied(street, ready.street_union.id)
    again = await send(street, "/foundings", application(ready.street_union.id))
    assert ("employers.0.employer_uscc", "employer_in_founding") in faults(again)
    assert case["union_name"] in again.text
    elsewhere = await send(other_street, "/foundings", application(ready.other_street_union.id))
    assert faults(elsewhere) == {("employers.0.employer_uscc", "employer_in_founding")}
    assert case["union_name"] not in elsewhere.text and "启明" not in elsewhere.text
    registered_directly = await send(street, "/organisations", base_form(ready.street_union.id))
    assert ("employers.0.employer_uscc", "employer_in_founding") in faults(registered_directly)

    await done(district, f"/foundings/{case['id']}/preparation", reply(), case)
    covered = await send(other_street, "/foundings", application(ready.other_street_union.id))
    assert ("employers.0.employer_uscc", "employer_covered") in faults(covered)
    assert "恒泰" not in covered.text


async def test_a_joint_union_lists_its_employers(
    street: ActorClient, district: ActorClient, ready: World
) -> None:
    lonely = application(ready.street_union.id, base_type="1", union_name="红卫社区商圈联合工会委员会")
    assert ("employers", "joint_coverage") in faults(await send(street, "/foundings", lonely))
    two = [employer("红卫商行", SECOND_CODE), employer("启明商行", THIRD_CODE)]
    nameless = await send(
        street, "/foundings", application(ready.street_union.id, base_type="1", employers=two)
    )
    assert ("union_name", "name_ending") in faults(nameless)
    case = await prepared(
        street,
        district,
        ready.street_union.id,
        base_type="1",
        employers=two,
        union_name="红卫社区商圈联合工会委员会",
    )
    union = (await street.get(f"/organisations/{case['union_id']}")).json()
    assert (union["base_type"], union["org_form"], len(union["employers"])) == ("1", "5", 2)


async def test_the_letters_say_what_was_decided(
    street: ActorClient, district: ActorClient, other_street: ActorClient, ready: World
) -> None:
    case = await applied(street, ready.street_union.id)
    link = f"/foundings/{case['id']}/letters"
    assert [letter["code"] for letter in case["letters"]] == ["application"]
    assert (await street.get(f"{link}/approval")).status_code == 404
    text = (await street.get(f"{link}/application")).json()
    assert (text["number"], text["addressee"], text["dated"]) == (
        "建申〔2020〕1号",
        "启明街道总工会",
        "2020-12-08",
    )
    assert text["lines"][0]["cells"][1] == employer()["employer_uscc"]
    case = await done(district, f"/foundings/{case['id']}/preparation", reply(), case)
    case = await done(street, f"/foundings/{case['id']}/slate", slate(), case)
    case = (await act(district, case, "approve_slate")).json()
    case = await done(street, f"/foundings/{case['id']}/elections", election(), case)
    approval = reply("常武工复〔2020〕93号", "2020-12-16")
    case = await done(district, f"/foundings/{case['id']}/approval", approval, case)
    assert len(case["letters"]) == 4
    text = (await street.get(f"{link}/approval")).json()
    assert (text["number"], text["sender"]) == ("常武工复〔2020〕93号", "武陵区总工会")
    assert "任期3年，自2020年12月16日起至2023年12月" in "".join(text["paragraphs"])
    assert (await street.get(f"{link}/preparation_reply")).json()["number"] == "启工复〔2020〕12号"
    assert "实到会33人" in (await street.get(f"{link}/election_report")).text
    assert (await other_street.get(f"{link}/application")).status_code == 404


async def test_a_late_reply_is_shown(street: ActorClient, ready: World, app: FastAPI) -> None:
    case = await applied(street, ready.street_union.id)
    clock.freeze(clock.today().replace(day=23))
    assert (await street.get(f"/foundings/{case['id']}")).json()["is_overdue"] is False
    clock.freeze(clock.today().replace(day=24))
    assert (await street.get("/foundings", params={"is_waiting": True})).json()["items"][0][
        "is_overdue"
    ] is True


async def test_a_union_without_approval_is_not_a_normal_one(
    street: ActorClient, district: ActorClient, ready: World
) -> None:
    for changes in ({"approval_no": ""}, {"founded_on": None}):
        form = {**base_form(ready.street_union.id), **changes}
        answer = await send(street, "/organisations", form)
        assert {code for _, code in faults(answer)} <= {"approval_required", "founding_required"}
    preparing = {"status": "preparing", "approval_no": "", "founded_on": None}
    directly = await send(street, "/organisations", base_form(ready.street_union.id, **preparing))
    assert ("status", "first_status") in faults(directly)

    case = await prepared(street, district, ready.street_union.id)
    link = f"/organisations/{case['union_id']}"
    for change in ({"approval_no": "常武工复〔2020〕1号"}, {"founded_on": "2020-12-16"}):
        answer = await street.patch(link, json=change, headers={"If-Match": '"v1"'})
        assert faults(answer) == {(next(iter(change)), "not_while_preparing")}
    assert (
        await street.patch(link, json={"status": "active"}, headers={"If-Match": '"v1"'})
    ).status_code == 422
    assert (await street.get(link)).json()["status"] == "preparing"
