"""The register of employers: entered from a list, moved on, overdue by owner, derived stages, the founding rate."""

import asyncio
from typing import Any
from uuid import UUID

from tests.organisations.conftest import faults
from tests.organisations.founding.cases import SECOND_CODE, THIRD_CODE, applied, done, founded, send
from tests.organisations.samples import EMPLOYER_CODE
from tests.support.actors import ActorClient, World

NAMES = {
    EMPLOYER_CODE: "常德恒泰商贸有限公司",
    SECOND_CODE: "常德鑫源家政服务有限公司",
    THIRD_CODE: "常德湘沅物流有限公司",
}


def listed(organisation_id: UUID, *codes: str, **changes: Any) -> dict[str, Any]:
    return {
        "organisation_id": str(organisation_id),
        "source": "市场监管局企业名录",
        "entered_on": "2020-03-02",
        "target_on": "2020-11-30",
        "lines": [{"name": NAMES[code], "employer_uscc": code} for code in codes],
        **changes,
    }


async def entries(client: ActorClient, **params: Any) -> list[dict[str, Any]]:
    answer = await client.get("/founding-drive", params=params)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


async def only(client: ActorClient, code: str) -> dict[str, Any]:
    row = next(row for row in await entries(client) if row["employer_uscc"] == code)
    found: dict[str, Any] = (await client.get(f"/founding-drive/{row['id']}")).json()
    return found


async def rate(client: ActorClient, **params: Any) -> tuple[int, int, int]:
    answer = (await client.get("/indicators/organisations.founding_rate", params=params)).json()
    return answer["value"], answer["numerator"], answer["denominator"]


async def test_a_list_is_previewed_and_entered_once(street: ActorClient, ready: World) -> None:
    form = listed(ready.street_union.id, EMPLOYER_CODE, SECOND_CODE)
    spoilt = {**form, "lines": [*form["lines"], form["lines"][0], {"name": "缺代码"}]}
    seen = await done(street, "/founding-drive/preview", spoilt)
    assert [seen[key] for key in ("total", "new", "known", "wrong")] == [4, 2, 0, 2]
    assert "第1行" in seen["rows"][2]["problems"][0]
    refused = await send(street, "/founding-drive", spoilt)
    assert {field for field, _ in faults(refused)} == {"lines.2", "lines.3"}
    assert await entries(street) == []

    assert await done(street, "/founding-drive", form) == {"total": 2, "new": 2, "known": 0}
    assert await done(street, "/founding-drive", form) == {"total": 2, "new": 0, "known": 2}
    assert {row["name"] for row in await entries(street)} == {NAMES[EMPLOYER_CODE], NAMES[SECOND_CODE]}
    assert {row["owner_name"] for row in await entries(street)} == {"卜街一"}


async def test_the_head_of_a_list_is_checked(street: ActorClient, chair: ActorClient, ready: World) -> None:
    async def refused(place: UUID, **changes: Any) -> set[tuple[str, str]]:
        return faults(await send(street, "/founding-drive", listed(place, EMPLOYER_CODE, **changes)))

    here = ready.street_union.id
    assert await refused(here, entered_on="2020-12-17", target_on="2020-12-31") == {
        ("entered_on", "future_date")
    }
    assert await refused(here, target_on="2020-03-01") == {("target_on", "before_entered")}
    for place in (ready.other_street_union.id, ready.union.id, ready.district_union.id):
        assert await refused(place) == {("organisation_id", "unknown_place")}
    assert (await send(chair, "/founding-drive", listed(here, EMPLOYER_CODE))).status_code == 403


async def test_an_uploaded_file_is_read_and_nothing_written(street: ActorClient, ready: World) -> None:
    text = f"单位名称,统一社会信用代码,职工人数\n恒泰商贸,{EMPLOYER_CODE},36\n".encode()
    answer = await street.post("/founding-drive/read-file", files={"file": ("名单.csv", text)})
    assert answer.status_code == 200, answer.text
    (line,) = answer.json()["lines"]
    assert (line["name"], line["employer_uscc"], line["employees"]) == ("恒泰商贸", EMPLOYER_CODE, "36")
    wrong = await street.post(
        "/founding-drive/read-file", files={"file": ("名单.csv", "甲,乙\n1,2\n".encode())}
    )
    assert faults(wrong) == {("file", "headings")}
    assert await entries(street) == []


async def test_the_stage_follows_the_street_and_then_the_founding(
    street: ActorClient, district: ActorClient, ready: World
) -> None:
    await done(street, "/founding-drive", listed(ready.street_union.id, EMPLOYER_CODE, SECOND_CODE))
    entry = await only(street, EMPLOYER_CODE)
    assert (entry["stage"], entry["is_overdue"]) == ("untouched", True)
    assert [a["code"] for a in entry["actions"]][:2] == ["found", "contact"]
    link = f"/founding-drive/{entry['id']}"
    entry = await done(street, f"{link}/actions", {"action": "contact"}, entry)
    assert faults(await send(street, f"{link}/actions", {"action": "pause"}, entry)) == {("note", "required")}
    entry = await done(street, f"{link}/actions", {"action": "pause", "note": "企业搬迁"}, entry)
    assert (entry["stage"], entry["is_overdue"]) == ("paused", False)
    entry = await done(street, f"{link}/actions", {"action": "resume"}, entry)
    entry = await done(
        street, f"{link}/notes", {"noted_on": "2020-12-15", "text": "负责人答应年内建会"}, entry
    )
    assert [note["text"] for note in entry["notes"]] == ["负责人答应年内建会"]

    assert await rate(district) == (0, 0, 2)
    case = await applied(street, ready.street_union.id)
    entry = await only(street, EMPLOYER_CODE)
    assert (entry["stage"], [f["id"] for f in entry["foundings"]]) == ("preparing", [case["id"]])
    answer = await send(street, f"{link}/actions", {"action": "commit"}, entry)
    assert answer.status_code == 409 and "筹备中" in answer.json()["detail"]
    withdrawn = {"action": "withdraw", "note": "重新填写"}
    await done(street, f"/foundings/{case['id']}/actions", withdrawn, case)
    assert (await only(street, EMPLOYER_CODE))["stage"] == "contacted"

    await founded(street, district, ready.street_union.id)
    entry = await only(street, EMPLOYER_CODE)
    assert (entry["stage"], entry["is_overdue"]) == ("founded", False)
    assert await rate(district) == (5000, 1, 2)
    assert [row["employer_uscc"] for row in await entries(street, stage="founded")] == [EMPLOYER_CODE]
    assert [row["employer_uscc"] for row in await entries(street, is_overdue=True)] == [SECOND_CODE]


async def test_the_rate_is_asked_as_of_a_date_and_as_known_at_a_moment(
    street: ActorClient, district: ActorClient, ready: World
) -> None:
    await done(street, "/founding-drive", listed(ready.street_union.id, EMPLOYER_CODE, SECOND_CODE))
    await founded(street, district, ready.street_union.id)
    assert await rate(district, as_of="2020-03-01") == (0, 0, 0)
    assert await rate(district, as_of="2020-12-15") == (0, 0, 2)
    assert await rate(district, as_of="2020-12-16") == (5000, 1, 2)
    assert await rate(district, as_of="2020-12-16", known_at="2020-12-15T10:00:00Z") == (0, 0, 0)
    entry = await only(street, SECOND_CODE)
    gone = {"left_on": "2020-12-10", "reason": "closed", "note": "已注销"}
    entry = await done(street, f"/founding-drive/{entry['id']}/leave", gone, entry)
    assert (entry["stage"], entry["left_on"], entry["actions"]) == ("left", "2020-12-10", [])
    assert await rate(district) == (10_000, 1, 1)
    assert await rate(district, as_of="2020-12-09") == (0, 0, 2)
    rows = (await district.get("/indicators/organisations.founding_rate/rows")).json()
    assert rows["total"] == 1
    again = await done(
        street,
        "/founding-drive",
        listed(ready.street_union.id, SECOND_CODE, entered_on="2020-12-16", target_on="2020-12-31"),
    )
    assert again["new"] == 1


async def test_what_is_overdue_is_counted_by_owner(
    street: ActorClient, district: ActorClient, ready: World
) -> None:
    form = listed(ready.street_union.id, EMPLOYER_CODE, SECOND_CODE, THIRD_CODE)
    form["lines"][0]["owner_name"] = "涂专干"
    form["lines"][2]["target_on"] = "2020-12-31"
    await done(street, "/founding-drive", form)
    found = (await district.get("/founding-drive/summary")).json()
    assert (found["on_register"], found["unionised"], found["rate"]) == (3, 0, 0)
    assert {row["owner_name"]: row["overdue"] for row in found["overdue"]} == {"涂专干": 1, "卜街一": 1}
    assert len(await entries(street, owner_name="涂专干")) == 1


async def test_an_entry_is_corrected(street: ActorClient, ready: World) -> None:
    await done(street, "/founding-drive", listed(ready.street_union.id, EMPLOYER_CODE))
    entry = await only(street, EMPLOYER_CODE)
    link, seen = f"/founding-drive/{entry['id']}", {"If-Match": f'"v{entry["version"]}"'}
    change = {"target_on": "2021-01-31", "owner_name": "涂专干", "employees": 42}
    answer = await street.patch(link, json=change, headers=seen)
    assert answer.status_code == 200, answer.text
    assert {key: answer.json()[key] for key in change} == change
    assert (await street.patch(link, json=change, headers=seen)).status_code == 412
    fresh = {"If-Match": f'"v{answer.json()["version"]}"'}
    wrong = await street.patch(link, json={"name": None, "division_code": "430703001"}, headers=fresh)
    assert faults(wrong) == {("name", "required"), ("division_code", "unknown_division")}
    early = {"left_on": "2020-01-01", "reason": "moved"}
    assert faults(await send(street, f"{link}/leave", early, answer.json())) == {("left_on", "left_range")}
    late = {"noted_on": "2020-12-17", "text": "明天"}
    assert faults(await send(street, f"{link}/notes", late)) == {("noted_on", "future_date")}


async def test_the_next_street_sees_nothing_and_cannot_enter_twice(
    street: ActorClient, other_street: ActorClient, district: ActorClient, ready: World
) -> None:
    await done(street, "/founding-drive", listed(ready.street_union.id, EMPLOYER_CODE))
    entry = await only(street, EMPLOYER_CODE)
    link = f"/founding-drive/{entry['id']}"
    assert await entries(other_street) == [] and len(await entries(district)) == 1
    assert (await other_street.get("/founding-drive/summary")).json()["on_register"] == 0
    assert await rate(other_street) == (0, 0, 0)
    assert (await other_street.get(link)).status_code == 404
    for path, body in (
        (f"{link}/actions", {"action": "contact"}),
        (f"{link}/notes", {"noted_on": "2020-12-15", "text": "x"}),
        (f"{link}/leave", {"left_on": "2020-12-15", "reason": "closed"}),
    ):
        assert (await send(other_street, path, body, entry)).status_code == 404
    twice = await done(other_street, "/founding-drive", listed(ready.other_street_union.id, EMPLOYER_CODE))
    assert (twice["new"], twice["known"]) == (0, 1)
    assert await entries(other_street) == []


async def test_an_employer_stands_on_the_register_once(
    street: ActorClient, other_street: ActorClient, district: ActorClient, ready: World
) -> None:
    places = [
        (street, ready.street_union),
        (other_street, ready.other_street_union),
        (district, ready.street_union),
    ]
    answers = await asyncio.gather(
        *(send(who, "/founding-drive", listed(place.id, EMPLOYER_CODE)) for who, place in places * 2)
    )
    assert [answer.status_code for answer in answers] == [201] * 6
    assert sum(answer.json()["new"] for answer in answers) == 1
    assert len(await entries(district)) == 1
