"""Batch enrolment: nobody becomes a member without their own confirmation, another person approves, nothing told about elsewhere."""

from datetime import date
from typing import Any

import pytest
from fastapi import FastAPI

from backend.kernel import clock
from backend.kernel.db import unit_of_work
from backend.kernel.parameters import seed_defaults
from backend.members.batches.codes import BatchRowState
from backend.members.batches.rules import BATCH_WORKFLOW, Listed, judge_list, read_rows, takes_batches
from backend.members.codes import GroupEight
from backend.members.parameters import PARAMETERS
from backend.organisations.codes import OrgLevel, OrgType
from tests.members.people import registered, resident_id
from tests.members.steps import act, acted, attach, codes, made, post, read
from tests.support.actors import ActorClient, World
from tests.support.builders import Union, add_union

PATH = "/members/batches"
TODAY = date(2020, 12, 16)


@pytest.fixture
def joint(app: FastAPI, world: World) -> Union:
    """A joint union of the first street for people without a union at their employer."""
    with unit_of_work(app.state.engine) as session:
        seed_defaults(session, PARAMETERS)
        return add_union(
            session,
            "430702.001.009.",
            "启明街道灵活就业联合工会委员会",
            world.street_union,
            org_type=OrgType.JOINT_BASE,
        )


def people(*serials: int) -> list[dict[str, str]]:
    """Lines of a list; each serial another person."""
    names = "甲乙丙丁戊己庚辛"
    return [
        {"name": "李" + names[at % 8], "id_no": resident_id(serial=serial), "mobile": f"1390000{serial:04d}"}
        for at, serial in enumerate(serials)
    ]


async def batch_of(client: ActorClient, union: Union, rows: list[dict[str, str]]) -> dict[str, Any]:
    """A new list."""
    body = {
        "organisation_id": str(union.id),
        "title": "快递员集中入会",
        "group_eight": "courier",
        "rows": rows,
    }
    return await made(client, PATH, body)


async def handed_out(client: ActorClient, item: dict[str, Any]) -> list[dict[str, Any]]:
    """The codes of everybody who has not confirmed."""
    answer = await client.post(f"{PATH}/{item['id']}/codes")
    assert answer.status_code == 200, answer.text
    slips: list[dict[str, Any]] = answer.json()["items"]
    return slips


async def confirm(client: ActorClient, code: str, tail: str, agree: bool | None = True) -> int:
    """A person's own answer."""
    body = (
        {"code": code, "id_tail": tail} if agree is None else {"code": code, "id_tail": tail, "agree": agree}
    )
    return (await client.post("/members/confirmations", json=body)).status_code


def test_a_list_is_judged_row_by_row() -> None:
    good = resident_id(serial=1)
    rows = [
        Listed("李甲", good, "13900000001"),
        Listed("", resident_id(serial=3)),
        Listed("李丙", "430702199001010018"),
        Listed("李丁", resident_id(date(2010, 1, 1), 5)),
        Listed("李戊", resident_id(serial=7), "123"),
        Listed("李己", resident_id(serial=9), group_eight="飞行员"),
        Listed("李庚", good.lower()),
        Listed("李辛", resident_id(serial=11), group_eight="货车司机"),
    ]
    judged = judge_list(rows, GroupEight.COURIER, TODAY)
    states = [row.status for row in judged]
    assert states == [BatchRowState.WAITING, *[BatchRowState.FAULTY] * 6, BatchRowState.WAITING]
    assert all(row.problem and row.fix for row in judged if row.status is BatchRowState.FAULTY)
    assert [judged[0].group_eight, judged[7].group_eight] == [GroupEight.COURIER, GroupEight.TRUCK_DRIVER]


def test_headings_are_found_wherever_they_stand_in_any_order() -> None:
    cells = [
        ["名单", None],
        ["身份证号", "姓名", "备注"],
        ["430702199001010019", "李甲", "x"],
        [None, None, None],
    ]
    rows = read_rows(cells)
    assert rows is not None and [(row.name, row.id_no) for row in rows] == [("李甲", "430702199001010019")]
    lost = read_rows([["姓名", "证件号码", "手机号"], ["李甲", 430702199001010019.0, 13900000001.0]])
    assert lost is not None and lost[0].mobile == "13900000001"
    assert "后几位" in judge_list(lost, GroupEight.COURIER, TODAY)[0].problem
    assert read_rows([["姓名", "电话"], ["李甲", "1"]]) is None


@pytest.mark.parametrize(
    ("level", "org_type", "takes"),
    [
        (OrgLevel.BASE, OrgType.JOINT_BASE, True),
        (OrgLevel.INDUSTRY, OrgType.INDUSTRY, True),
        (OrgLevel.STREET, OrgType.LOCAL, True),
        (OrgLevel.COMMUNITY_FLEXIBLE, OrgType.STREET, True),
        (OrgLevel.BASE, OrgType.INDEPENDENT_BASE, False),
        (OrgLevel.DISTRICT, OrgType.LOCAL, False),
    ],
)
def test_batches_go_to_unions_for_people_without_one(level: OrgLevel, org_type: OrgType, takes: bool) -> None:
    assert takes_batches(level, org_type) is takes


def test_whoever_drew_up_or_submitted_a_list_does_not_approve_it() -> None:
    approve = next(step for step in BATCH_WORKFLOW.steps if step.action.value == "approve")
    assert [action.value for action in approve.other_than] == ["create", "submit"]


async def test_only_those_who_confirmed_become_members(
    street: ActorClient, district: ActorClient, anonymous: ActorClient, joint: Union
) -> None:
    rows = [*people(1, 3, 5), {"name": "李错", "id_no": "430702199001010018"}]
    item = await batch_of(street, joint, rows)
    assert [row["status"] for row in item["rows"]] == ["waiting"] * 3 + ["faulty"]
    assert all("*" in row["id_no_masked"] for row in item["rows"])
    item = await acted(street, PATH, item, "start")
    assert "submit" not in codes(item)
    slips = await handed_out(street, item)
    assert [slip["row_number"] for slip in slips] == [1, 2, 3] and len({s["code"] for s in slips}) == 3
    tails = [row["id_no"][-4:] for row in rows]
    assert await confirm(anonymous, slips[0]["code"], tails[0], None) == 200
    assert await confirm(anonymous, slips[0]["code"], "0000") == 404
    assert await confirm(anonymous, slips[0]["code"].lower(), tails[0].lower()) == 200
    assert await confirm(anonymous, slips[0]["code"], tails[0]) == 404, "a code works once"
    assert await confirm(anonymous, slips[1]["code"], tails[1], False) == 200
    item = await read(street, f"{PATH}/{item['id']}")
    assert [row["status"] for row in item["rows"]] == ["confirmed", "declined", "waiting", "faulty"]
    item = await acted(street, PATH, item, "submit")
    assert await confirm(anonymous, slips[2]["code"], tails[2]) == 404, "too late"
    assert (await act(street, PATH, item, "approve")).status_code == 409
    item = await acted(district, PATH, item, "approve", document_no="批〔2020〕1号")
    assert [row["status"] for row in item["rows"]] == ["enrolled", "declined", "waiting", "faulty"]
    members = (await read(street, f"/members?organisation_id={joint.id}"))["items"]
    assert [(m["name"], m["status"], m["group_eight"], m["joined_on"]) for m in members] == [
        ("李甲", "active", "courier", "2020-12-16")
    ]
    lines = (await read(street, f"/members/{item['rows'][0]['member_id']}/events"))["items"]
    assert [line["kind"] for line in lines] == ["apply", "join"]
    assert "本人确认码" in lines[0]["note"] and {line["source"] for line in lines} == {"batch"}
    assert (await read(street, PATH))["items"][0]["enrolled"] == 1


async def test_a_signature_counts_only_with_the_signed_list(
    street: ActorClient, district: ActorClient, joint: Union
) -> None:
    item = await acted(street, PATH, await batch_of(street, joint, people(1, 3)), "start")
    wanted = {"row_ids": [item["rows"][0]["id"]]}
    assert (await street.post(f"{PATH}/{item['id']}/signatures", json=wanted)).status_code == 409
    await attach(street, "enrolment_batch", item["id"])
    assert (await street.post(f"{PATH}/{item['id']}/signatures", json=wanted)).status_code == 200
    assert (await street.post(f"{PATH}/{item['id']}/signatures", json=wanted)).status_code == 422
    item = await acted(street, PATH, await read(street, f"{PATH}/{item['id']}"), "submit")
    item = await acted(district, PATH, item, "approve")
    assert [(row["status"], row["confirmed_by"]) for row in item["rows"]] == [
        ("enrolled", "signature"),
        ("waiting", None),
    ]


async def test_new_codes_make_earlier_ones_worthless_and_codes_expire(
    street: ActorClient, anonymous: ActorClient, joint: Union
) -> None:
    rows = people(1)
    item = await acted(street, PATH, await batch_of(street, joint, rows), "start")
    first = (await handed_out(street, item))[0]["code"]
    second = (await handed_out(street, item))[0]
    assert second["valid_until"] == "2021-01-15"
    assert await confirm(anonymous, first, rows[0]["id_no"][-4:]) == 404
    clock.freeze(date(2021, 1, 16))
    assert await confirm(anonymous, second["code"], rows[0]["id_no"][-4:]) == 404
    clock.freeze(date(2021, 1, 15))
    assert await confirm(anonymous, second["code"], rows[0]["id_no"][-4:]) == 200


async def test_az_10_a_batch_with_members_of_elsewhere_looks_the_same_and_the_district_gets_the_case(
    street: ActorClient, district: ActorClient, anonymous: ActorClient, world: World, joint: Union
) -> None:
    rows = people(1, 3)
    await registered(district, world.other_union, id_no=rows[0]["id_no"], mobile=None)
    await registered(district, joint, id_no=resident_id(serial=5), mobile=None)
    rows += people(5)
    item = await acted(street, PATH, await batch_of(street, joint, rows), "start")
    for slip, row in zip(await handed_out(street, item), rows, strict=True):
        assert await confirm(anonymous, slip["code"], row["id_no"][-4:]) == 200
    item = await acted(street, PATH, await read(street, f"{PATH}/{item['id']}"), "submit")
    item = await acted(district, PATH, item, "approve")
    shown = (await read(street, f"{PATH}/{item['id']}"))["rows"]
    assert [(row["status"], row["problem"] != "") for row in shown] == [
        ("enrolled", False),
        ("enrolled", False),
        ("exception", True),
    ]
    assert (await read(street, "/members/cases"))["total"] == 0
    assert (await read(district, "/members/cases"))["total"] == 1


async def test_a_list_is_replaced_only_while_it_is_a_draft(street: ActorClient, joint: Union) -> None:
    item = await batch_of(street, joint, people(1))
    head = {"If-Match": f'"v{item["version"]}"'}
    answer = await street.put(f"{PATH}/{item['id']}/rows", json={"rows": people(3, 5)}, headers=head)
    assert [row["row_number"] for row in answer.json()["rows"]] == [1, 2]
    assert (
        await street.put(f"{PATH}/{item['id']}/rows", json={"rows": people(7)}, headers=head)
    ).status_code == 412
    item = answer.json()
    csv = "姓名,身份证号\n李甲," + resident_id(serial=9) + "\n"
    sent = await street.put(
        f"{PATH}/{item['id']}/file",
        files={"file": ("list.csv", csv.encode())},
        headers={"If-Match": f'"v{item["version"]}"'},
    )
    assert sent.status_code == 200 and [row["person_name"] for row in sent.json()["rows"]] == ["李甲"]
    item = await acted(street, PATH, sent.json(), "start")
    late = await street.put(
        f"{PATH}/{item['id']}/rows", json={"rows": people(7)}, headers={"If-Match": f'"v{item["version"]}"'}
    )
    assert late.status_code == 409


async def test_a_union_of_an_enterprise_takes_no_batch_and_the_next_street_sees_none(
    chair: ActorClient, street: ActorClient, other_street: ActorClient, joint: Union, world: World
) -> None:
    body = {"organisation_id": str(world.union.id), "title": "x", "group_eight": "courier", "rows": []}
    assert (await post(chair, PATH, body)).status_code == 422
    empty = await batch_of(street, joint, [])
    assert (await act(street, PATH, empty, "start")).status_code == 409
    assert (await read(other_street, PATH))["total"] == 0
    assert (await other_street.get(f"{PATH}/{empty['id']}")).status_code == 404
    assert (await other_street.post(f"{PATH}/{empty['id']}/codes")).status_code == 404
    discarded = await acted(street, PATH, empty, "discard", note="不办了")
    assert discarded["status"] == "discarded" and discarded["actions"] == []
