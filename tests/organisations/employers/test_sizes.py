"""Employers' sizes by year: read, previewed, taken over, corrected, shown on the card, used as a filter."""

from typing import Any

import pytest

from backend.organisations.employers.rules import HEADINGS, read_line
from tests.organisations.conftest import base_form, faults, found, head_count_form
from tests.organisations.founding.cases import SECOND_CODE, done, send
from tests.organisations.samples import EMPLOYER_CODE, OTHER_UNION_CODE
from tests.support.actors import ActorClient, World


def listed(*lines: dict[str, str], **changes: Any) -> dict[str, Any]:
    return {"year": 2020, "source": "统计局2020年名录", "lines": list(lines), **changes}


def line(code: str = EMPLOYER_CODE, headcount: str = "126", **changes: str) -> dict[str, str]:
    return {"employer_uscc": code, "name": "常德恒泰商贸有限公司", "headcount": headcount, **changes}


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"name": ""}, "单位名称"),
        ({"employer_uscc": EMPLOYER_CODE[:-1] + "X"}, "校验位"),
        ({"headcount": "百余"}, "整数"),
        ({"above_scale": "大概"}, "“是”或“否”"),
    ],
)
def test_every_fault_of_a_line_is_told(changes: dict[str, str], word: str) -> None:
    empty = dict.fromkeys(HEADINGS, "")
    found_line, problems = read_line({**empty, **line(), **changes}, above_by_default=True)
    assert found_line is None and len(problems) == 1 and word in problems[0]


@pytest.mark.parametrize(
    ("typed", "by_default", "above"),
    [("", True, True), ("", False, False), ("否", True, False), ("规上", False, True)],
)
def test_above_scale_is_what_the_line_says_or_else_the_list(
    typed: str, by_default: bool, above: bool
) -> None:
    empty = dict.fromkeys(HEADINGS, "")
    read, _ = read_line({**empty, **line(above_scale=typed)}, above_by_default=by_default)
    assert read is not None and read.is_above_scale is above


async def test_a_list_is_taken_over_once_and_corrected_by_a_newer_row(
    district: ActorClient, ready: World
) -> None:
    form = listed(line(), line(SECOND_CODE, ""))
    assert await done(district, "/employer-sizes/preview", form) | {"rows": []} == {
        "total": 2, "new": 2, "changed": 0, "same": 0, "wrong": 0, "rows": [],
    }  # fmt: skip
    assert (await done(district, "/employer-sizes", form))["new"] == 2
    assert (await done(district, "/employer-sizes", form))["same"] == 2
    assert (await done(district, "/employer-sizes", listed(line(headcount="99"))))["changed"] == 1
    rows = (await district.get("/employer-sizes", params={"year": 2020})).json()["items"]
    assert {row["employer_uscc"]: (row["headcount"], row["is_large"]) for row in rows} == {
        EMPLOYER_CODE: (99, False),
        SECOND_CODE: (None, None),
    }
    wrong = await send(district, "/employer-sizes", listed(line(), line()))
    assert {field for field, _ in faults(wrong)} == {"lines.1"}


async def test_the_district_keeps_the_lists(
    street: ActorClient, leader: ActorClient, chair: ActorClient, ready: World
) -> None:
    for who in (street, leader, chair):
        assert (await send(who, "/employer-sizes", listed(line()))).status_code == 403
        assert (await who.get("/employer-sizes")).status_code == 403


async def test_an_uploaded_list_is_read(district: ActorClient, ready: World) -> None:
    text = f"统一社会信用代码,单位详细名称,从业人员期末人数\n{EMPLOYER_CODE},恒泰商贸,126\n".encode()
    answer = await district.post("/employer-sizes/read-file", files={"file": ("名录.csv", text)})
    assert answer.json()["lines"] == [
        {"employer_uscc": EMPLOYER_CODE, "name": "恒泰商贸", "headcount": "126", "above_scale": ""}
    ]


async def test_the_card_shows_the_sizes_and_the_list_is_narrowed_by_them(
    street: ActorClient, other_street: ActorClient, district: ActorClient, ready: World
) -> None:
    card = await found(street, ready.street_union)

    async def names(who: ActorClient, size: str) -> list[str]:
        return [row["id"] for row in (await who.get("/organisations", params={"size": size})).json()["items"]]

    assert await names(street, "above_scale") == await names(street, "large") == []
    await done(district, "/employer-sizes", listed(line()))
    assert await names(street, "above_scale") == await names(district, "large") == [card["id"]]
    assert await names(other_street, "large") == []
    covered = (await street.get(f"/organisations/{card['id']}/employers")).json()
    assert covered["items"][0]["sizes"][0]["is_above_scale"] is True
    assert (covered["is_large"], covered["large_from"]) == (True, 100)
    assert (await other_street.get(f"/organisations/{card['id']}/employers")).status_code == 404
    await done(district, "/employer-sizes", listed(line(headcount="99", above_scale="否")))
    assert await names(street, "above_scale") == await names(street, "large") == []


@pytest.mark.parametrize(("employees", "is_large"), [(99, False), (100, True)])
async def test_without_a_list_the_declared_head_count_tells_who_is_large(
    street: ActorClient, ready: World, employees: int, is_large: bool
) -> None:
    card = await found(street, ready.street_union)
    counts = head_count_form(employees=employees)
    await street.put(f"/organisations/{card['id']}/head-counts", json=counts, headers={"If-Match": '"v1"'})
    covered = (await street.get(f"/organisations/{card['id']}/employers")).json()
    assert (covered["declared_employees"], covered["is_large"]) == (employees, is_large)
    rows = (await street.get("/organisations", params={"size": "large"})).json()["items"]
    assert [row["id"] for row in rows] == ([card["id"]] if is_large else [])


async def test_an_ended_coverage_stays_as_a_dated_row(street: ActorClient, ready: World) -> None:
    card = await found(street, ready.street_union)
    moved = {
        "employers": [
            {"name": "鑫源家政", "employer_uscc": SECOND_CODE, "economic_type": "170", "industry": "F"}
        ]
    }
    answer = await street.patch(f"/organisations/{card['id']}", json=moved, headers={"If-Match": '"v1"'})
    assert answer.status_code == 200, answer.text
    rows = (await street.get(f"/organisations/{card['id']}/employers")).json()["items"]
    assert [(row["employer_uscc"], row["valid_to"]) for row in rows] == [
        (SECOND_CODE, None),
        (EMPLOYER_CODE, "2020-12-16"),
    ]


async def test_another_union_is_named_only_in_reach(
    street: ActorClient, other_street: ActorClient, ready: World
) -> None:
    card = await found(street, ready.street_union)
    form = base_form(ready.street_union.id, name="恒泰商贸第二工会委员会", union_uscc=OTHER_UNION_CODE)
    inside = await send(street, "/organisations", form)
    outside = await send(
        other_street, "/organisations", {**form, "parent_id": str(ready.other_street_union.id)}
    )
    assert faults(inside) == faults(outside) == {("employers.0.employer_uscc", "employer_covered")}
    assert card["name"] in inside.text and card["name"] not in outside.text
