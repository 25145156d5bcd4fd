"""Members through the API: register, search, edit, change, reveal, export."""

import csv
import io

import pytest
from fastapi import FastAPI
from sqlalchemy import event

from tests.members.people import change, register, registered, resident_id
from tests.support.actors import ActorClient, World

UNKNOWN = "01890000-0000-7000-8000-000000000000"


async def test_a_chair_registers_somebody_who_waits_for_the_check_and_then_is_a_member(
    chair: ActorClient, district: ActorClient, world: World
) -> None:
    made = await registered(chair, world.union)
    assert (made["status"], made["id_no_masked"], made["mobile_masked"]) == (
        "pending",
        "430702********" + resident_id()[-4:],
        "138****5678",
    )
    assert made["sex"] == "1" and made["birth_year"] == 1990
    assert [a["code"] for a in made["actions"]] == ["reject"]
    checked = (await district.post("/members/check")).json()
    assert checked == {"checked": 1, "activated": 1, "cases": 0, "escalated": 0, "remaining": 0}
    card = (await chair.get(f"/members/{made['id']}")).json()
    assert (card["status"], card["status_on"], card["version"]) == ("active", "2020-12-01", 3)
    lines = (await chair.get(f"/members/{made['id']}/events")).json()["items"]
    assert [(line["kind"], line["effective_on"]) for line in lines] == [
        ("apply", "2020-12-01"),
        ("join", "2020-12-01"),
    ]


async def test_the_district_registers_with_effect_at_once(district: ActorClient, world: World) -> None:
    made = await registered(district, world.other_union)
    assert made["status"] == "active"
    assert made["member_no"].startswith("430702") and len(made["member_no"]) == 16


async def test_everything_wrong_with_a_registration_is_said_at_once(chair: ActorClient, world: World) -> None:
    answer = await register(
        chair,
        world.union,
        name="=1+1",
        id_no=resident_id()[:-1] + "0",
        mobile="0736-77123",
        joined_on="2099-01-01",
    )
    assert answer.status_code == 422
    codes = {(e["field"], e["code"]) for e in answer.json()["errors"]}
    assert codes == {
        ("name", "formula"),
        ("id_no", "id_check_digit"),
        ("mobile", "mobile_format"),
        ("joined_on", "future_change"),
    }
    assert "77123" not in answer.text


async def test_the_same_person_cannot_be_registered_twice_in_one_union(
    chair: ActorClient, world: World
) -> None:
    await registered(chair, world.union)
    assert (await register(chair, world.union, name="张大明")).status_code == 409


async def test_search_finds_by_name_initials_whole_id_and_phone_tail(
    chair: ActorClient, world: World
) -> None:
    await registered(chair, world.union, name="单小明")
    await registered(chair, world.union, name="王二平", id_no=resident_id(serial=3), mobile="13800009999")
    expected = {
        "小明": ["单小明"],
        "sxm": ["单小明"],
        "SX": ["单小明"],
        resident_id(): ["单小明"],
        resident_id().lower(): ["单小明"],
        resident_id()[:17]: [],
        "5678": ["单小明"],
        "13812345678": ["单小明"],
        "9999": ["王二平"],
        "8999": [],
        "%": [],
        "_平": [],
        "单%明": [],
        "王_平": [],
        "\\": [],
    }
    for q, names in expected.items():
        answer = await chair.post("/members/search", json={"q": q})
        assert [row["name"] for row in answer.json()["items"]] == names, q
        assert answer.json()["total"] == len(names), q


@pytest.mark.parametrize(
    "text", [resident_id(), resident_id().lower(), "13812345678", "1381234 5678", "Ｇ12345678", "43070219"]
)
@pytest.mark.parametrize("path", ["/members", "/members/export"])
async def test_pd_3_no_whole_number_enters_an_address(chair: ActorClient, path: str, text: str) -> None:
    answer = await chair.get(path, params={"q": text})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["code"] == "number_in_address"
    assert text not in answer.text
    assert (await chair.get("/members", params={"q": text[-4:]})).status_code == 200


async def test_names_of_other_peoples_and_rare_characters_are_kept(chair: ActorClient, world: World) -> None:
    made = await registered(chair, world.union, name="买买提•艾力")
    assert made["name"] == "买买提·艾力"
    other = await registered(chair, world.union, name="𠮷㛃", id_no=resident_id(serial=4))
    assert other["name"] == "𠮷㛃"


async def test_pages_follow_the_pinyin_and_end(chair: ActorClient, world: World) -> None:
    for number, name in enumerate(["赵一", "安一", "李一", "曾一", "单一"]):
        await registered(chair, world.union, name=name, id_no=resident_id(serial=10 + number))
    seen: list[str] = []
    cursor = None
    while True:
        answer = (
            await chair.get("/members", params={"limit": 2, **({"cursor": cursor} if cursor else {})})
        ).json()
        seen += [row["name"] for row in answer["items"]]
        assert answer["total"] == 5
        cursor = answer["next_cursor"]
        if cursor is None:
            break
    assert seen == ["安一", "李一", "单一", "曾一", "赵一"]


async def test_no_list_card_or_export_shows_a_full_number(district: ActorClient, world: World) -> None:
    made = await registered(district, world.union)
    answers = [
        await district.get("/members"),
        await district.get(f"/members/{made['id']}"),
        await district.get(f"/members/{made['id']}/events"),
        await district.get("/members/export", params={"format": "csv"}),
    ]
    for answer in answers:
        assert answer.status_code == 200
        assert resident_id() not in answer.text and "13812345678" not in answer.text
        assert "1990-01-01" not in answer.text


async def test_a_full_value_is_shown_for_a_purpose_counted_and_audited(
    chair: ActorClient, auditor: ActorClient, world: World
) -> None:
    made = await registered(chair, world.union)
    url = f"/members/{made['id']}/reveal"
    first = await chair.post(url, json={"field": "id_no", "purpose": "verify_identity"})
    assert first.json() == {"field": "id_no", "value": resident_id(), "seen_today": 1}
    second = await chair.post(url, json={"field": "mobile", "purpose": "contact_member"})
    assert second.json()["value"] == "13812345678" and second.json()["seen_today"] == 2
    third = await chair.post(url, json={"field": "birth_date", "purpose": "fill_form"})
    assert third.json()["value"] == "1990-01-01"
    assert (await chair.post(url, json={"field": "id_no", "purpose": "curiosity"})).status_code == 422
    assert (await auditor.post(url, json={"field": "id_no", "purpose": "inspection"})).status_code == 403
    trail = (await auditor.get("/audit-entries", params={"limit": 200})).json()["items"]
    looks = [entry for entry in trail if entry["verb"] == "member.reveal"]
    assert len(looks) == 3 and resident_id() not in str(trail)


async def test_edits_need_the_newest_version_and_change_only_what_is_sent(
    chair: ActorClient, world: World
) -> None:
    made = await registered(chair, world.union, job="车工")
    url = f"/members/{made['id']}"
    assert (await chair.patch(url, json={"job": "钳工"})).status_code == 428
    headers = {"If-Match": (await chair.get(url)).headers["etag"]}
    edited = await chair.patch(url, json={"education": "20", "mobile": "139 1111-2222"}, headers=headers)
    assert edited.status_code == 200, edited.text
    body = edited.json()
    assert (body["education"], body["job"], body["mobile_masked"]) == ("20", "车工", "139****2222")
    assert (await chair.patch(url, json={"job": "钳工"}, headers=headers)).status_code == 412
    fresh = {"If-Match": edited.headers["etag"]}
    assert (await chair.patch(url, json={"id_no": resident_id()}, headers=fresh)).status_code == 422
    assert [r["name"] for r in (await chair.get("/members", params={"q": "2222"})).json()["items"]] == [
        "张小明"
    ]
    assert (await chair.get("/members", params={"q": "5678"})).json()["items"] == []


async def test_changes_follow_the_rules_and_the_list_can_be_asked_for_a_past_day(
    district: ActorClient, world: World
) -> None:
    made = await registered(district, world.union)
    refused = await change(district, made, "withdraw", reason=None)
    assert [e["code"] for e in refused.json()["errors"]] == ["left_without_reason"]
    early = await change(district, made, "retain", effective_on="2020-11-30")
    assert [e["code"] for e in early.json()["errors"]] == ["before_last_change"]
    assert (await change(district, made, "retain", effective_on="2020-12-05")).status_code == 201
    assert (await change(district, made, "resume", effective_on="2020-12-08")).status_code == 201
    assert (await change(district, made, "join")).status_code == 422
    left = await change(district, made, "withdraw", reason="5")
    assert (left.json()["status"], left.json()["actions"], left.json()["can_edit"]) == ("ended", [], False)
    for day, names in {
        "2020-11-30": [],
        "2020-12-01": ["张小明"],
        "2020-12-05": [],
        "2020-12-08": ["张小明"],
        "2020-12-10": [],
    }.items():
        rows = (await district.get("/members", params={"as_of": day})).json()["items"]
        assert [row["name"] for row in rows] == names, day
    retained = await district.get("/members", params={"as_of": "2020-12-06", "status": "retained"})
    assert retained.json()["total"] == 1
    odd = await district.get("/members", params={"as_of": "2020-12-06", "status": "pending"})
    assert odd.status_code == 422
    again = await registered(district, world.union, joined_on="2020-12-11")
    assert (again["id"], again["status"]) == (made["id"], "active")


async def test_the_export_is_the_list_and_leaves_an_audit_entry(
    district: ActorClient, auditor: ActorClient, world: World
) -> None:
    await registered(district, world.union)
    await registered(district, world.other_union, name="李二", id_no=resident_id(serial=2))
    answer = await district.get("/members/export", params={"format": "csv", "q": "李"})
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [(row["姓名"], row["性别"], row["所属工会"]) for row in rows] == [
        ("李二", "女", "府坪一厂工会委员会")
    ]
    book = await district.get("/members/export")
    assert book.content[:2] == b"PK"
    trail = (await auditor.get("/audit-entries", params={"limit": 200})).json()["items"]
    assert [e["details"]["rows"] for e in trail if e["verb"] == "member.export"] in ([2, 1], [1, 2])


async def test_the_auditor_reads_masked_and_writes_nothing(
    auditor: ActorClient, district: ActorClient, sysadmin: ActorClient, world: World
) -> None:
    made = await registered(district, world.union)
    card = (await auditor.get(f"/members/{made['id']}")).json()
    assert (card["can_edit"], card["can_reveal"], card["actions"]) == (False, False, [])
    assert (await register(auditor, world.union, id_no=resident_id(serial=8))).status_code == 403
    assert (await auditor.post("/members/check")).status_code == 403
    assert (await sysadmin.get("/members")).status_code == 403
    assert (await auditor.get(f"/members/{UNKNOWN}")).status_code == 404


async def test_a_number_can_be_searched_without_standing_in_an_address(
    chair: ActorClient, world: World
) -> None:
    await registered(chair, world.union)
    await registered(chair, world.union, name="李二", id_no=resident_id(serial=2), mobile="13800001111")
    for q, total in ((resident_id(), 1), ("5678", 1), ("李", 1), ("zxm", 1), ("\u200b", 422), ("  ", 422)):
        answer = await chair.post("/members/search", json={"q": q})
        assert answer.status_code == 422 if total == 422 else answer.json()["total"] == total, q


async def test_a_page_takes_as_many_statements_for_twenty_members_as_for_one(
    app: FastAPI, district: ActorClient, world: World
) -> None:
    counts: list[int] = []
    seen = 0

    def count(*_: object) -> None:
        nonlocal seen
        seen += 1

    event.listen(app.state.engine, "before_cursor_execute", count)
    for serial in range(101, 143, 2):
        await registered(
            district, world.union, id_no=resident_id(serial=serial), name="王" + chr(0x4E00 + serial)
        )
        if serial in (101, 141):
            seen = 0
            page = await district.get("/members")
            counts.append(seen)
    assert len(page.json()["items"]) == 20 and page.json()["total"] == 21
    assert counts[0] == counts[1]
