"""Every register of the unions as a file: the rows of its list under the same filter, and nobody else's."""

import csv
import io
from datetime import date
from typing import Any
from uuid import UUID

import openpyxl
import pytest
from fastapi import FastAPI

from backend.kernel import clock
from backend.kernel.db import new_id, unit_of_work
from backend.organisations.legal.codes import LegalKind
from backend.organisations.legal.models import LegalCertificate
from tests.journeys.holdings import prepare
from tests.journeys.papers import filed
from tests.members.people import registered, resident_id
from tests.organisations.standards import held
from tests.organisations.structure.steps import applied, form
from tests.support.actors import ActorClient, World

#: list -> (key and heading of a column both have, a filter that leaves all rows out, the filter by place)
LISTS = {
    "/member-evaluations": ("organisation_name", "工会名称", {"is_reached": "false"}, "organisation_id"),
    "/member-evaluations/missing": ("organisation_name", "工会名称", {"year": "2005"}, "organisation_id"),
    "/home-ratings": ("organisation_name", "工会名称", {"status": "revoked"}, "organisation_id"),
    "/six-have": ("organisation_name", "工会名称", {"status": "passed"}, "organisation_id"),
    "/structure-changes": ("title", "事项", {"kind": "merge"}, ""),
    "/legal-registrations": ("organisation_name", "工会名称", {"status": "refused"}, "parent_id"),
    "/legal-certificates": ("certificate_no", "证书编号", {"standing": "expired"}, "parent_id"),
    "/reelections": ("organisation_name", "工会名称", {"status": "returned"}, "parent_id"),
    "/term-extensions": ("organisation_name", "工会名称", {"status": "approved"}, "parent_id"),
}
#: What a clerk could type so that a workbook would run it.
FORMULA = '=HYPERLINK("http://x","常武法")'


@pytest.fixture
async def filled(app: FastAPI, world: World, district: ActorClient, street: ActorClient) -> World:
    """One row of every register for the first union of my street."""
    prepare(app)
    member = await registered(district, world.union, name="祝启明", id_no=resident_id(serial=3))
    ids = filed(app, world.union, world.street_union, member["id"])
    await held(app, street, world.union)
    await applied(street, form("rename", world.union, new_name="启明重工工会委员会"))
    place = {"district_id": world.union.org_path[:6], "org_path": world.union.org_path}
    with unit_of_work(app.state.engine) as session:
        session.add(
            LegalCertificate(
                **place,
                organisation_id=world.union.id,
                registration_id=UUID(ids["registration_id"]),
                kind=LegalKind.FIRST,
                certificate_no=FORMULA,
                union_uscc="81430702MC0123456X",
                union_name=world.union.name,
                domicile="启明街道一号",
                representative="柴主一",
                registrar="武陵区总工会",
                issued_on=date(2020, 6, 1),
                valid_from=date(2020, 6, 1),
                valid_to=date(2023, 5, 31),
                is_cancelled=False,
                recorded_at=clock.now(),
                recorded_by="柴主一",
            )
        )
    return world


async def rows_of(client: ActorClient, path: str, **params: Any) -> list[dict[str, str]]:
    """The lines of the CSV by heading."""
    answer = await client.get(f"{path}/export", params={"format": "csv", **params})
    assert answer.status_code == 200, (path, answer.text)
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


async def listed(client: ActorClient, path: str, **params: Any) -> dict[str, Any]:
    """The first page of the list."""
    answer = await client.get(path, params={"limit": 200, **params})
    assert answer.status_code == 200, (path, answer.text)
    found: dict[str, Any] = answer.json()
    return found


async def book_of(client: ActorClient, path: str) -> openpyxl.Workbook:
    """The workbook of the whole list."""
    answer = await client.get(f"{path}/export")
    assert answer.status_code == 200 and ".xlsx" in answer.headers["content-disposition"], path
    return openpyxl.load_workbook(io.BytesIO(answer.content))


@pytest.mark.parametrize("path", LISTS)
async def test_the_file_is_its_list_and_the_next_streets_has_headings_only(
    filled: World, path: str, street: ActorClient, district: ActorClient, chair: ActorClient,
    other_street: ActorClient, other_chair: ActorClient,
) -> None:  # fmt: skip
    key, heading, nothing, place = LISTS[path]
    for client in (district, street, chair):
        page = await listed(client, path)
        lines = await rows_of(client, path)
        assert page["total"] == len(lines) and (lines or client is chair)
        assert [line[heading].lstrip("'") for line in lines] == [str(row[key]) for row in page["items"]]
        assert (await listed(client, path, **nothing))["total"] == len(await rows_of(client, path, **nothing))
    assert await rows_of(street, path, **nothing) == []
    for stranger in (other_street, other_chair):
        own = await rows_of(stranger, path)
        assert not any("启明" in value or "常武法" in value for line in own for value in line.values())
        assert len(own) == (await listed(stranger, path))["total"]
        assert (len(own) == 0) == (path != "/member-evaluations/missing")
        if place:
            for wanted in (str(filled.street_union.id), str(new_id())):
                assert (await stranger.get(f"{path}/export", params={place: wanted})).status_code == 404
    sheet = (await book_of(other_street, path)).worksheets[0]
    assert (sheet.max_row > 2) == (path == "/member-evaluations/missing")
    await in_words(street, path)


async def in_words(street: ActorClient, path: str) -> None:
    """The workbook counts its rows and names who took it; neither file holds a live formula."""
    total = (await listed(street, path))["total"]
    book = await book_of(street, path)
    sheet = book.worksheets[0]
    assert f"（{total} 条）" in sheet["A1"].value and sheet.max_row == total + 2
    assert "卜街一" in (book.properties.description or "")
    assert not any(cell.data_type == "f" for line in sheet.iter_rows() for cell in line)
    assert not any(line.startswith("=") for row in await rows_of(street, path) for line in row.values())
