"""Rolls through the API: preview, commit, the same file again, changes, failures, the marked workbook."""

import io
from pathlib import Path

import openpyxl
import pytest
from fastapi import FastAPI

from backend.kernel import clock
from tests.members.people import (
    act,
    change,
    committed,
    csv_roll,
    previewed,
    read_import,
    registered,
    resident_id,
    roll_row,
    upload,
    work_off,
)
from tests.support.actors import ActorClient, World

MESSY = (Path(__file__).resolve().parents[1] / "data" / "roll-messy.xlsx").read_bytes()


def _counts(item: dict[str, object]) -> tuple[object, ...]:
    total = sum(int(str(item[key])) for key in ("to_create", "to_update", "same", "skipped", "rejected"))
    assert total == item["rows_read"]
    return item["to_create"], item["to_update"], item["same"], item["skipped"], item["rejected"]


async def test_the_messy_roll_is_previewed_committed_and_changes_nothing_the_second_time(
    app: FastAPI, chair: ActorClient, district: ActorClient, world: World
) -> None:
    item = await previewed(app, chair, world.union, MESSY)
    assert (item["status"], item["header_row"], item["rows_read"]) == ("ready", 3, 300)
    assert (item["accepted"], item["normalised"], item["rejected"]) == (227, 33, 40)
    assert _counts(item) == (260, 0, 0, 0, 40)
    assert (await chair.get("/members")).json()["total"] == 0
    done = await committed(app, chair, item)
    assert (done["status"], done["actions"]) == ("committed", [])
    before = (await chair.get("/members", params={"limit": 200})).json()
    assert before["total"] == 260 and {row["status"] for row in before["items"]} == {"pending"}
    again = await previewed(app, chair, world.union, MESSY)
    assert _counts(again) == (0, 0, 260, 0, 40) and again["repeats_id"] == item["id"]
    await committed(app, chair, again)
    assert (await chair.get("/members", params={"limit": 200})).json() == before
    checked = (await district.post("/members/check")).json()
    assert (checked["activated"], checked["cases"]) == (260, 0)
    once_more = await previewed(app, chair, world.union, MESSY)
    assert _counts(once_more) == (0, 0, 260, 0, 40)


async def test_the_same_upload_key_makes_one_import(app: FastAPI, chair: ActorClient, world: World) -> None:
    options = {
        "data": {"organisation_id": str(world.union.id)},
        "files": {"file": ("roll.csv", csv_roll([roll_row(1)]))},
        "headers": {"Idempotency-Key": "one-and-the-same"},
    }
    first = await chair.post("/members/imports", **options)  # type: ignore[arg-type]
    second = await chair.post("/members/imports", **options)  # type: ignore[arg-type]
    assert first.json()["id"] == second.json()["id"]
    assert (await chair.get("/members/imports")).json()["total"] == 1


async def test_the_users_own_workbook_comes_back_with_refused_cells_marked(
    app: FastAPI, chair: ActorClient, world: World
) -> None:
    item = await previewed(app, chair, world.union, MESSY)
    answer = await chair.get(f"/members/imports/{item['id']}/workbook")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None and sheet["A1"].value == "武陵区示例制造有限公司工会会员花名册"
    assert sheet["G88"].comment is not None and "存成了数字" in sheet["G88"].comment.text
    assert sheet["I92"].comment is None and sheet["E92"].comment is not None
    assert sheet["G4"].comment is None and sheet["T4"].value == "可导入"
    assert str(sheet["T88"].value).startswith("不能导入：证件号码")
    assert str(sheet["T74"].value).startswith("已规范后可导入")


async def test_a_roll_updates_what_it_states_and_erases_nothing(
    app: FastAPI, district: ActorClient, world: World
) -> None:
    await committed(
        app, district, await previewed(app, district, world.union, csv_roll([roll_row(1), roll_row(2)]))
    )
    second = csv_roll([roll_row(1, 学历="研究生", 移动电话=""), roll_row(2), roll_row(3)])
    item = await previewed(app, district, world.union, second)
    assert _counts(item) == (1, 1, 1, 0, 0)
    await committed(app, district, item)
    rows = {row["name"]: row for row in (await district.get("/members")).json()["items"]}
    card = (await district.get(f"/members/{rows[roll_row(1)['姓名']]['id']}")).json()
    assert (card["education"], card["mobile_masked"], card["version"]) == ("10", "138****0001", 2)
    assert len(rows) == 3 and {row["status"] for row in rows.values()} == {"active"}


async def test_a_roll_records_leaving_retaining_and_coming_back(
    app: FastAPI, district: ActorClient, world: World
) -> None:
    everyone = [roll_row(number) for number in range(1, 5)]
    await committed(app, district, await previewed(app, district, world.union, csv_roll(everyone)))
    away = {"会籍变化日期": "2020-05-06", "会籍变化原因": "个人要求退会"}
    rows = [
        roll_row(1, **{**away, "会籍变化类型": "退会"}),
        roll_row(2, **{**away, "会籍变化类型": "保留"}),
        roll_row(3, **{**away, "会籍变化类型": "除名", "会籍变化日期": "2018-01-01"}),
        roll_row(4),
        roll_row(5, **{**away, "会籍变化类型": "退会"}),
    ]
    item = await previewed(app, district, world.union, csv_roll(rows))
    assert _counts(item) == (0, 2, 1, 1, 1)
    await committed(app, district, item)
    again = await previewed(app, district, world.union, csv_roll(rows))
    assert _counts(again) == (0, 0, 3, 1, 1)
    back = csv_roll([roll_row(1, 会籍变化日期="2020-09-01"), roll_row(2, 会籍变化日期="2020-09-01")])
    item = await previewed(app, district, world.union, back)
    assert _counts(item) == (0, 1, 1, 0, 0)
    await committed(app, district, item)
    found = {row["name"]: row["status"] for row in (await district.get("/members")).json()["items"]}
    assert found[roll_row(1)["姓名"]] == "active" and found[roll_row(2)["姓名"]] == "retained"


async def test_a_register_that_changed_after_the_preview_refuses_the_whole_commit(
    app: FastAPI, district: ActorClient, world: World
) -> None:
    item = await previewed(app, district, world.union, csv_roll([roll_row(1), roll_row(2)]))
    await registered(district, world.other_union, id_no=roll_row(2)["证件号码"])
    failed = await committed(app, district, item)
    assert failed["status"] == "failed" and "登记簿有了变化" in failed["failure"]
    assert (await district.get("/members")).json()["total"] == 1
    assert [a["code"] for a in failed["actions"]] == ["discard"]


async def test_an_entry_changed_after_the_preview_refuses_the_whole_commit(
    app: FastAPI, district: ActorClient, world: World
) -> None:
    await committed(app, district, await previewed(app, district, world.union, csv_roll([roll_row(1)])))
    item = await previewed(app, district, world.union, csv_roll([roll_row(1, 学历="专科"), roll_row(2)]))
    member = (await district.get("/members")).json()["items"][0]
    assert (await change(district, member, "retain")).status_code == 201
    failed = await committed(app, district, item)
    assert failed["status"] == "failed" and (await district.get("/members")).json()["total"] == 1


async def test_a_discarded_import_keeps_nothing(app: FastAPI, chair: ActorClient, world: World) -> None:
    item = await previewed(app, chair, world.union, csv_roll([roll_row(1)]))
    assert (await act(chair, {**item, "version": 1}, "commit")).status_code == 412
    assert (await act(chair, item, "discard")).json()["status"] == "discarded"
    assert (await chair.get(f"/members/imports/{item['id']}/workbook")).status_code == 409
    fresh = await read_import(chair, item["id"])
    assert (await act(chair, fresh, "commit")).status_code == 409


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\x00\x01\x02 not a table", "失败"),
        ("甲,乙\n1,2\n".encode(), "没有找到表头"),
        ("姓名,证件号码,性别,学历\n".encode(), "没有人员"),
    ],
)
async def test_a_file_that_is_no_roll_fails_with_a_reason(
    app: FastAPI, chair: ActorClient, world: World, content: bytes, code: str
) -> None:
    answer = await upload(chair, world.union, content)
    assert answer.status_code == 201
    work_off(app)
    item = await read_import(chair, answer.json()["id"])
    assert item["status"] == "failed" and item["failure"]
    assert code == "失败" or code in item["failure"]


async def test_columns_in_any_order_under_other_names_are_understood(
    app: FastAPI, chair: ActorClient, world: World
) -> None:
    rows = [
        {
            "手机号码": "13800001234",
            "文化程度": "大专",
            "身份证号": resident_id(serial=5),
            "会员姓名": "李四",
            "入会时间": "2019/5/6",
        }
    ]
    item = await previewed(app, chair, world.union, csv_roll(rows))
    assert (item["to_create"], item["normalised"]) == (1, 1)
    await committed(app, chair, item)
    row = (await chair.get("/members")).json()["items"][0]
    assert (row["name"], row["joined_on"], row["sex"]) == ("李四", "2019-05-06", "1")


async def test_the_template_is_itself_a_readable_roll(app: FastAPI, chair: ActorClient, world: World) -> None:
    answer = await chair.get("/members/imports/template")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    sheet = book.active
    assert sheet is not None
    heads = [str(cell.value) for cell in sheet[2]]
    assert heads[0] == "姓名*" and heads[-1] == "导入结果" and len(heads) == 21
    values = roll_row(7)
    for column, head in enumerate(heads, start=1):
        sheet.cell(3, column, values.get(head.rstrip("*"), ""))
    out = io.BytesIO()
    book.save(out)
    item = await previewed(app, chair, world.union, out.getvalue())
    assert (item["to_create"], item["rejected"]) == (1, 0)


async def test_a_district_roll_is_judged_by_the_day_of_its_upload(
    app: FastAPI, district: ActorClient, world: World
) -> None:
    tomorrow = csv_roll([roll_row(1, 会籍变化日期="2020-12-17")])
    assert (await previewed(app, district, world.union, tomorrow))["rejected"] == 1
    assert clock.today().isoformat() == "2020-12-16"


async def test_only_the_uploader_takes_the_file_back_and_it_is_audited(
    app: FastAPI, chair: ActorClient, street: ActorClient, auditor: ActorClient, world: World
) -> None:
    item = await previewed(app, chair, world.union, csv_roll([roll_row(1, 姓名="")]))
    url = f"/members/imports/{item['id']}/workbook"
    assert (await street.get(url)).status_code == 403
    assert (await chair.get(url)).status_code == 200
    trail = (await auditor.get("/audit-entries", params={"limit": 200})).json()["items"]
    assert [e["person_name"] for e in trail if e["verb"] == "roll_import.take_back"] == ["柴主一"]
