"""The export is the list: same filter, same rows, no persons, nothing that a spreadsheet would run."""

import csv
import io

import openpyxl

from tests.organisations.conftest import base_form, head_count_form
from tests.support.actors import ActorClient, World


async def test_the_workbook_holds_the_filtered_list(street: ActorClient, register: World) -> None:
    card = (await street.post("/organisations", json=base_form(register.street_union.id))).json()
    await street.put(
        f"/organisations/{card['id']}/head-counts", json=head_count_form(), headers={"If-Match": '"v1"'}
    )
    answer = await street.get("/organisations/export", params={"level": "90", "founded_from": "2020-01-01"})
    assert answer.status_code == 200
    assert "attachment" in answer.headers["content-disposition"]
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert rows[0][0] == "工会组织（1 家）"
    line = dict(zip(rows[1], rows[2], strict=True))
    assert line["工会名称"] == "常德恒泰商贸有限公司工会委员会"
    assert line["上级工会"] == "启明街道总工会"
    assert (line["统计口径"], line["职工数"], line["会员数（申报）"]) == ("非公企业和其他社会组织", 50, 48)
    assert len(rows) == 3
    assert "甘试卷" not in str(rows)


async def test_the_csv_is_text_without_live_formulas(street: ActorClient, register: World) -> None:
    name = "=启明店工会委员会"
    employer = [{"name": "=启明店", "economic_type": "170", "industry": "F"}]
    form = base_form(register.street_union.id, name=name, union_uscc="", employers=employer)
    assert (await street.post("/organisations", json=form)).status_code == 201
    answer = await street.get("/organisations/export", params={"format": "csv", "q": "启明店"})
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[1][1] == "'" + name
    assert len(rows) == 2
    assert (await street.get("/organisations/export", params={"format": "pdf"})).status_code == 422
