"""Every list of the unions' matters as a file: the rows of the list under the same filter, and nobody else's."""

import csv
import io
from typing import Any

import openpyxl
import pytest
from fastapi import FastAPI

from backend.kernel import calendar_table
from backend.kernel.db import new_id, unit_of_work
from backend.kernel.parameters import seed_defaults
from backend.modules import MODULES
from backend.organisations.six_have.codes import SixHaveStanding
from tests.organisations.drive.test_routes import listed
from tests.organisations.founding.cases import SECOND_CODE, applied, done
from tests.organisations.samples import EMPLOYER_CODE
from tests.support.actors import ActorClient, World

#: list -> (key of the first column, a filter that leaves some rows out, the filter by place)
LISTS = {
    "/six-have/standings": ("organisation_name", {"q": "启明一厂"}, "organisation_id"),
    "/foundings": ("case_no", {"q": "恒泰"}, "union_id"),
    "/founding-drive": ("name", {"q": EMPLOYER_CODE}, "organisation_id"),
    "/committee-terms": ("organisation_name", {"q": "启明一厂"}, "parent_id"),
}


async def lines(client: ActorClient, path: str, **params: Any) -> list[dict[str, str]]:
    """The rows of the CSV by heading."""
    answer = await client.get(f"{path}/export", params={"format": "csv", **params})
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


async def items(client: ActorClient, path: str, **params: Any) -> list[dict[str, Any]]:
    """The rows of the list."""
    answer = await client.get(path, params={"limit": 200, **params})
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


@pytest.fixture
async def filled(app: FastAPI, register: World, street: ActorClient, other_street: ActorClient) -> World:
    """A founding under way and an employer on the register in each street."""
    with unit_of_work(app.state.engine) as session:
        seed_defaults(session, [key for module in MODULES for key in module.parameters])
        calendar_table.seed(session)
    await applied(street, register.street_union.id)
    await done(street, "/founding-drive", listed(register.street_union.id, EMPLOYER_CODE, SECOND_CODE))
    return register


async def test_each_file_is_its_list_under_the_same_filter_and_in_the_same_reach(
    filled: World, street: ActorClient, other_street: ActorClient, district: ActorClient, chair: ActorClient
) -> None:
    for path, (key, narrow, place) in LISTS.items():
        for client in (district, street, other_street, chair):
            for params in ({}, narrow):
                shown = [row[key] for row in await items(client, path, **params)]
                taken = [next(iter(row.values())) for row in await lines(client, path, **params)]
                assert taken == shown, (path, params)
        assert len(await items(street, path)) > 0
        foreign = {place: str(filled.street_union.id)}
        random = {place: str(new_id())}
        for params in (foreign, random):
            answer = await other_street.get(f"{path}/export", params=params)
            listed_too = await other_street.get(path, params=params)
            assert answer.status_code == listed_too.status_code, (path, params)
            assert answer.status_code == 404 or await lines(other_street, path, **params) == []
    assert await lines(other_street, "/foundings") == await lines(other_street, "/founding-drive") == []


async def test_a_file_speaks_in_words_and_says_who_took_it(filled: World, street: ActorClient) -> None:
    [founding] = await lines(street, "/foundings")
    assert (founding["上级工会"], founding["状态"]) == ("启明街道总工会", "筹备待批复")
    overdue = {row["单位名称"]: row["已超期"] for row in await lines(street, "/founding-drive")}
    assert set(overdue.values()) == {"是"}
    standings = {row["状态"] for row in await lines(street, "/six-have/standings")}
    assert standings and standings <= set(SixHaveStanding.labels().values())
    answer = await street.get("/committee-terms/export")
    assert 'filename="committee-terms.xlsx"' in answer.headers["content-disposition"]
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    sheet = book.active
    assert sheet is not None and sheet["A1"].value.startswith("届次到期一览（")
    assert "卜街一" in (book.properties.description or "")
