"""Lists of deaths and retirements through the door: compared, chosen with reasons, recorded completely or not at all."""

from datetime import date
from typing import Any
from uuid import uuid4

import httpx
import pytest
from fastapi import FastAPI

from backend.kernel.db import unit_of_work
from backend.kernel.tables import read_table
from backend.members import sealing
from backend.members.codes import IdType
from backend.members.deaths import died_on
from tests.members.change_requests.test_story import act as decide
from tests.members.change_requests.test_story import submitted
from tests.members.people import change, csv_roll, registered, resident_id, work_off
from tests.support.actors import ActorClient, World

NUMBERS = [resident_id(serial=serial) for serial in (1, 3, 5, 7, 9, 11)]
NAMES = ("赵一", "钱二", "孙三", "李四", "周五")


def line(number: int, **values: str) -> dict[str, str]:
    """One clean line of a list of deaths."""
    row = {
        "姓名": NAMES[number],
        "证件号码": NUMBERS[number],
        "死亡日期": "2020-12-05",
        "证明编号": f"死证{number}号",
    }
    return {**row, **values}


async def people(client: ActorClient, world: World, count: int = 3) -> list[dict[str, Any]]:
    """Members of two streets, one by one."""
    places = (world.union, world.neighbour_union, world.other_union)
    return [
        await registered(client, places[n % 3], name=NAMES[n], id_no=NUMBERS[n], mobile="")
        for n in range(count)
    ]


async def compared(app: FastAPI, client: ActorClient, content: bytes, kind: str = "death") -> dict[str, Any]:
    """Send a list and let the background compare it."""
    answer = await client.post(
        "/members/lists",
        data={"kind": kind, "origin": "武陵区民政局", "document_no": "武民函〔2020〕9号"},
        files={"file": ("list.csv", content)},
        headers={"Idempotency-Key": uuid4().hex},
    )
    assert answer.status_code == 201, answer.text
    work_off(app)
    return await read(client, answer.json())


async def read(client: ActorClient, item: dict[str, Any]) -> dict[str, Any]:
    """The present state of a list."""
    body: dict[str, Any] = (await client.get(f"/members/lists/{item['id']}")).json()
    return body


async def rows(client: ActorClient, item: dict[str, Any]) -> list[dict[str, Any]]:
    """Its rows in order."""
    return list((await client.get(f"/members/lists/{item['id']}/rows")).json()["items"])


async def act(client: ActorClient, item: dict[str, Any], action: str, *choices: Any) -> httpx.Response:
    """Record or give up."""
    return await client.post(
        f"/members/lists/{item['id']}/actions",
        json={"action": action, "choices": list(choices)},
        headers={"If-Match": f'"v{item["version"]}"'},
    )


async def recorded(app: FastAPI, client: ActorClient, item: dict[str, Any], *choices: Any) -> dict[str, Any]:
    """Record the chosen rows and let the background write them."""
    answer = await act(client, item, "commit", *choices)
    assert answer.status_code == 200, answer.text
    work_off(app)
    return await read(client, item)


async def statuses(client: ActorClient, members: list[dict[str, Any]]) -> list[str]:
    """The present states of members."""
    return [(await client.get(f"/members/{member['id']}")).json()["status"] for member in members]


async def test_every_row_gets_its_verdict_and_the_counts_add_up(
    district: ActorClient, app: FastAPI, world: World
) -> None:
    members = await people(district, world, 5)
    await change(district, members[2], "withdraw", effective_on="2020-12-03")
    await change(district, members[3], "retain", effective_on="2020-12-10")
    content = csv_roll(
        [
            line(0),
            line(1, 姓名="钱贰"),
            line(2),
            line(3),
            line(4, 死亡日期="2099-01-01"),
            line(4, 证件号码=NUMBERS[5]),
            line(0),
        ]
    )
    item = await compared(app, district, content)
    found = [(row["row_number"], row["verdict"], row["is_taken"]) for row in await rows(district, item)]
    assert found == [
        (2, "matched", True), (3, "name_mismatch", False), (4, "already", False), (5, "later_activity", False),
        (6, "invalid", False), (7, "not_found", False), (8, "invalid", False),
    ]  # fmt: skip
    parts = ("matched", "name_mismatch", "later_activity", "already", "not_found", "invalid")
    assert sum(item[part] for part in parts) == item["rows_read"] == 7
    assert await statuses(district, members) == ["active", "active", "ended", "retained", "active"]


async def test_chosen_rows_are_recorded_with_reasons_and_the_same_file_again_changes_nothing(
    district: ActorClient, app: FastAPI, world: World
) -> None:
    members = await people(district, world)
    content = csv_roll([line(0), line(1, 姓名="钱贰"), line(2)])
    item = await compared(app, district, content)
    take = {"row_number": 3, "is_taken": True, "reason": "曾用名，户籍核实"}
    leave = {"row_number": 4, "is_taken": False, "reason": "本人在世，已与民政核对"}
    assert (await act(district, item, "commit", {**take, "reason": " "})).status_code == 422
    done = await recorded(app, district, item, take, leave)
    assert (done["status"], done["written"]) == ("committed", 2)
    assert await statuses(district, members) == ["ended", "ended", "active"]
    [_, event] = (await district.get(f"/members/{members[1]['id']}/events")).json()["items"]
    assert (event["kind"], event["effective_on"], event["document_no"], event["source"]) == (
        "death", "2020-12-05", "死证1号", "list",
    )  # fmt: skip
    assert "曾用名" in event["note"]
    again = await compared(app, district, content)
    assert (again["repeats_id"], again["matched"], again["already"]) == (item["id"], 1, 2)
    leave = {"row_number": 4, "is_taken": False, "reason": "本人在世"}
    assert (await recorded(app, district, again, leave))["written"] == 0
    for member in members[:2]:
        assert len((await district.get(f"/members/{member['id']}/events")).json()["items"]) == 2


async def test_a_row_that_was_not_found_cannot_be_taken(
    district: ActorClient, app: FastAPI, world: World
) -> None:
    item = await compared(app, district, csv_roll([line(0)]))
    for number in (2, 99):
        choice = {"row_number": number, "is_taken": True, "reason": "就要登记"}
        assert (await act(district, item, "commit", choice)).status_code == 422
    assert (await read(district, item))["status"] == "ready"


async def test_if_one_member_changed_since_the_comparison_nothing_at_all_is_recorded(
    district: ActorClient, app: FastAPI, world: World
) -> None:
    members = await people(district, world)
    item = await compared(app, district, csv_roll([line(0), line(1), line(2)]))
    await change(district, members[2], "retain", effective_on="2020-12-02")
    done = await recorded(app, district, item)
    assert done["status"] == "failed" and "第4行" in done["failure"]
    assert await statuses(district, members) == ["active", "active", "retained"]
    assert [action["code"] for action in done["actions"]] == ["discard"]


async def test_retired_members_keep_their_membership_and_are_shown_as_retired(
    district: ActorClient, app: FastAPI, world: World
) -> None:
    members = await people(district, world, 1)
    retired = {"姓名": NAMES[0], "身份证号": NUMBERS[0], "退休日期": "2020.12.10"}
    item = await compared(app, district, csv_roll([retired]), "retirement")
    await recorded(app, district, item)
    card = (await district.get(f"/members/{members[0]['id']}")).json()
    assert (card["status"], card["status_on"], card["work_status"]) == ("retained", "2020-12-10", "4")
    again = await compared(app, district, csv_roll([retired]), "retirement")
    assert (again["already"], again["matched"]) == (1, 0)


async def test_a_street_finds_only_its_own_and_sees_no_list_of_others(
    street: ActorClient, other_street: ActorClient, chair: ActorClient, district: ActorClient, app: FastAPI, world: World
) -> None:  # fmt: skip
    members = await people(district, world)
    item = await compared(app, street, csv_roll([line(0), line(1), line(2)]))
    assert [row["verdict"] for row in await rows(street, item)] == ["matched", "matched", "not_found"]
    assert (await other_street.get("/members/lists")).json()["total"] == 0
    for path in ("", "/rows", "/workbook"):
        assert (await other_street.get(f"/members/lists/{item['id']}{path}")).status_code == 404
    assert (await act(other_street, item, "commit")).status_code == 404
    assert (await chair.get("/members/lists")).status_code == 403
    await recorded(app, street, item)
    assert await statuses(district, members) == ["ended", "ended", "active"]


async def test_benefits_end_with_the_day_of_death_and_a_death_taken_back_blocks_nothing(
    district: ActorClient, leader: ActorClient, app: FastAPI, world: World
) -> None:
    members = await people(district, world, 1)
    index = sealing.person_index(IdType.RESIDENT, NUMBERS[0])
    await recorded(app, district, await compared(app, district, csv_roll([line(0)])))
    with unit_of_work(app.state.engine, writes=False) as session:
        assert died_on(session, "430702", index) == date(2020, 12, 5)
        assert died_on(session, "430702", "x") is None
    request = await submitted(district, members[0], kind="death")
    assert (await decide(leader, request, "confirm")).status_code == 200
    with unit_of_work(app.state.engine, writes=False) as session:
        assert died_on(session, "430702", index) is None


async def test_the_sender_gets_the_own_workbook_back_with_every_verdict(
    district: ActorClient, leader: ActorClient, app: FastAPI, world: World
) -> None:
    await people(district, world, 1)
    item = await compared(app, district, csv_roll([line(0), line(1)]))
    answer = await district.get(f"/members/lists/{item['id']}/workbook")
    assert answer.status_code == 200
    results = [str(row[-1]) for row in read_table(answer.content).rows]
    assert results[-1] == "没有此会员：本范围内没有这个证件号码的会员"
    template = await district.get("/members/lists/template", params={"kind": "retirement"})
    assert any("退休日期*" in row for row in read_table(template.content).rows)


@pytest.mark.parametrize("content", [b"a,b\n1,2\n", "姓名,证件号码,退休日期\n".encode(), b"\x00\x01\x02"])
async def test_what_is_no_list_of_deaths_is_refused_with_a_reason(
    district: ActorClient, app: FastAPI, world: World, content: bytes
) -> None:
    item = await compared(app, district, content)
    assert item["status"] == "failed" and item["failure"]
    assert (await act(district, item, "discard")).status_code == 200
