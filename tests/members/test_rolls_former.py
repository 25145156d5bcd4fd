"""People who come back in a roll: who may not join again is refused to the district alone, under whatever name."""

from typing import Any

from fastapi import FastAPI

from tests.members.people import change, committed, csv_roll, previewed, registered, resident_id, roll_row
from tests.support.actors import ActorClient, World

LATER = "2020-12-15"


async def findings(client: ActorClient, item: dict[str, Any]) -> list[dict[str, str]]:
    answer = await client.get(f"/members/imports/{item['id']}/rows")
    return [found for row in answer.json()["items"] for found in row["findings"]]


async def test_the_district_is_told_plainly_and_a_union_learns_nothing(
    app: FastAPI, district: ActorClient, chair: ActorClient, world: World
) -> None:
    expelled, left, unknown = (resident_id(serial=number) for number in (7, 9, 11))
    for number, kind, reason in ((expelled, "expel", "6"), (left, "withdraw", "5")):
        made = await registered(district, world.other_union, id_no=number, mobile="")
        assert (await change(district, made, kind, reason=reason)).status_code == 201
    rows = [
        roll_row(n, 姓名=name, 证件号码=number, 出生日期="1990-01-01", 会籍变化日期=LATER)
        for n, (name, number) in enumerate((("李改名", expelled), ("李改名", left), ("李新人", unknown)), 1)
    ]
    item = await previewed(app, district, world.district_union, csv_roll([
        {**row, "所属工会": world.union.name} for row in rows
    ]))  # fmt: skip
    told = {found["kind"]: found["message"] for found in await findings(district, item)}
    assert "除名" in told["barred"] and world.other_union.name in told["former_member"]
    assert "姓名与原登记不同" in told["former_member"]
    assert (item["rejected"], item["to_create"]) == (1, 2)
    here = await previewed(app, chair, world.union, csv_roll(rows))
    assert (here["rejected"], here["to_create"]) == (0, 3)
    kinds = {found["kind"] for found in await findings(chair, here)}
    assert not kinds & {"barred", "former_member"}
    await committed(app, chair, here)
    page = (await chair.get("/members")).json()
    assert {row["status"] for row in page["items"]} == {"pending"} and page["total"] == 3


async def test_an_expulsion_after_the_preview_stops_the_writing(
    app: FastAPI, district: ActorClient, world: World
) -> None:
    number = resident_id(serial=7)
    made = await registered(district, world.other_union, id_no=number, mobile="")
    assert (
        await change(district, made, "withdraw", reason="5", effective_on="2020-12-03")
    ).status_code == 201
    row = roll_row(1, 证件号码=number, 出生日期="1990-01-01", 会籍变化日期=LATER)
    item = await previewed(app, district, world.union, csv_roll([row]))
    assert item["to_create"] == 1
    again = await registered(district, world.other_union, id_no=number, mobile="", joined_on="2020-12-05")
    assert (await change(district, again, "expel", reason="6", effective_on="2020-12-06")).status_code == 201
    done = await committed(app, district, item)
    assert done["status"] != "committed"
    assert (await district.get("/members", params={"organisation_id": str(world.union.id)})).json()[
        "total"
    ] == 0
