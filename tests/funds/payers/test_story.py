"""Payers over HTTP: register, find, change with a reason, close; who may not; the next street; founding and mergers."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from fastapi import FastAPI

from backend.kernel.db import new_id, unit_of_work
from backend.organisations import reference
from backend.organisations.codes import EconomicType, Industry
from backend.organisations.models import Coverage, Employer
from tests.funds.payers.steps import (
    EMPLOYER_CODE,
    PATH,
    code_of,
    declared,
    faults,
    payer_form,
    prepare,
    registered,
    send,
)
from tests.organisations.founding.cases import founded
from tests.organisations.structure.steps import form as change_form
from tests.organisations.structure.steps import in_effect, undone
from tests.support.actors import ActorClient, World
from tests.support.builders import Union

RANDOM = UUID("01900000-0000-7000-8000-000000000001")


@pytest.fixture
def ready(app: FastAPI, world: World) -> World:
    prepare(app)
    with unit_of_work(app.state.engine) as session:
        reference.seed(session)
    return world


async def card(client: ActorClient, payer: dict[str, Any]) -> dict[str, Any]:
    answer = await client.get(f"{PATH}/{payer['id']}")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def the_lists_of_a_year(
    street: ActorClient, other_street: ActorClient, chair: ActorClient, url: str
) -> None:
    """Seen by whoever answers for the payer; ended by its clerks, with a reason that stays in its history."""
    lists, removals = "/funds/payer-years", f"{url}/year-removals"
    for on_list in ("small_payer", "micro"):
        found = (await street.get(lists, params={"year": 2020, "on_list": on_list})).json()
        assert [(row["year"], row["may_end"]) for row in found["items"]] == [(2020, True)]
    assert (await street.get(lists, params={"year": 2019})).json()["total"] == 0
    assert (await other_street.get(lists)).json()["total"] == 0
    end = {"year": 2020, "on_list": "small_payer", "reason": "全年上缴超过上限"}
    assert (await send(chair, removals, end)).status_code == 403
    assert (await send(other_street, removals, end)).status_code == 404
    assert faults(await send(street, removals, {**end, "year": 2019})) == {("on_list", "not_listed")}
    ended = (await send(street, removals, end)).json()
    assert [(row["is_small_payer"], row["is_micro"]) for row in ended["years"]] == [(False, True)]
    newest = ended["changes"][0]
    assert (newest["reason"], newest["changes"][0]["after"]) == ("全年上缴超过上限", "移出")
    assert (await street.get(lists, params={"on_list": "small_payer"})).json()["total"] == 0
    assert faults(await send(street, removals, end)) == {("on_list", "not_listed")}


async def test_a_payer_is_registered_found_changed_closed_and_reopened(
    ready: World,
    street: ActorClient,
    other_street: ActorClient,
    chair: ActorClient,
    district: ActorClient,
) -> None:
    payer = await registered(street, ready.union.id)
    assert (payer["item"], payer["union_id"], payer["wage_base"]) == (
        "funds",
        str(ready.union.id),
        "total_wages",
    )
    assert (await send(street, PATH, payer_form(ready.union.id))).status_code == 409
    assert faults(await send(street, PATH, payer_form(ready.union.id, payer_uscc="91430702MA4L00011G"))) == {
        ("payer_uscc", "uscc_check_digit")
    }
    assert faults(await send(street, PATH, payer_form(ready.union.id, registered_on="2021-01-01"))) == {
        ("registered_on", "future")
    }
    public = await registered(
        district, ready.street_union.id, name="启明街道办事处", payer_uscc=code_of(2), payer_class="public",
        channel="fiscal",
    )  # fmt: skip
    assert (public["wage_base"], public["item"], public["union_id"]) == ("fiscal_basic", "reserve", None)

    for query in ("?q=恒泰", "?q=cdht", f"?q={EMPLOYER_CODE.lower()}", "?has_union=true", "?channel=tax"):
        page = (await street.get(PATH + query)).json()
        assert [row["id"] for row in page["items"]] == [payer["id"]], query
    assert (await street.get(f"{PATH}?organisation_id={ready.union.id}")).json()["total"] == 1
    assert (await street.get(f"{PATH}?q=%25")).json()["total"] == 0
    assert (await street.get(f"{PATH}/export?format=csv")).text.count("\n") >= 3

    change = {
        "effective_on": "2020-12-01",
        "reason": "税务通知",
        "coverage": "upper_share_only",
        "name": "恒泰商贸",
    }
    url = f"{PATH}/{payer['id']}"
    stale = await street.patch(url, json=change, headers={"If-Match": '"v9"'})
    assert stale.status_code == 412
    answer = await street.patch(url, json=change, headers={"If-Match": f'"v{payer["version"]}"'})
    assert answer.status_code == 200, answer.text
    changed = answer.json()
    labels = {(line["label"], line["after"]) for line in changed["changes"][0]["changes"]}
    assert labels == {("入库范围", "仅上级留成部分"), ("缴费户名称", "恒泰商贸")}
    again = await street.patch(url, json=change, headers={"If-Match": f'"v{changed["version"]}"'})
    assert faults(again) == {("reason", "nothing_changed")}

    noted = await send(street, f"{url}/years", {"year": 2020, "is_small_payer": True, "source": "名录"})
    twice = await send(street, f"{url}/years", {"year": 2020, "is_micro": True, "source": "小微名录"})
    assert noted.status_code == twice.status_code == 201
    assert twice.json()["years"] == [
        {"year": 2020, "is_small_payer": True, "is_micro": True, "source": "小微名录"}
    ]
    for form, code in (
        ({"year": 2020, "is_micro": True}, ("year", "listed")),
        ({"year": 2021}, ("is_small_payer", "required")),
    ):
        assert faults(await send(street, f"{url}/years", {**form, "source": "名录"})) == {code}
    await the_lists_of_a_year(street, other_street, chair, url)

    bare = await send(street, f"{url}/actions", {"action": "close", "note": ""}, changed)
    assert faults(bare) == {("note", "required")}
    closed = await send(
        street, f"{url}/actions", {"action": "close", "note": "公司注销", "on": "2020-11-30"}, changed
    )
    assert closed.json()["status"] == "closed" and closed.json()["closed_on"] == "2020-11-30"
    refused = await street.patch(url, json=change, headers={"If-Match": f'"v{closed.json()["version"]}"'})
    assert refused.status_code == 409
    reopened = await send(street, f"{url}/actions", {"action": "reopen", "note": "注销有误"}, closed.json())
    assert (reopened.json()["status"], reopened.json()["closed_on"]) == ("active", None)
    assert [step["action"] for step in reopened.json()["history"]] == ["register", "close", "reopen"]
    assert (await card(chair, payer))["may_edit"] is False


async def test_others_are_kept_out_and_the_next_street_sees_nothing(
    ready: World,
    street: ActorClient,
    chair: ActorClient,
    other_street: ActorClient,
    other_chair: ActorClient,
    auditor: ActorClient,
) -> None:
    payer = await registered(street, ready.union.id)
    await declared(chair, payer)
    paths = (
        f"{PATH}/{payer['id']}",
        f"{PATH}/{payer['id']}/months",
        f"{PATH}/{payer['id']}/months/2020-10",
    )
    for client in (other_street, other_chair):
        for listed in (PATH, "/funds/obligations?period=2020-10"):
            assert (await client.get(listed)).json()["total"] == 0
        for path in paths:
            foreign, random = await client.get(path), await client.get(path.replace(payer["id"], str(RANDOM)))
            assert foreign.status_code == random.status_code == 404
        body = {"payer_id": payer["id"], "period": "2020-11", "wages_fen": 1, "employees": 1}
        assert (await send(client, "/funds/declarations", body)).status_code == 404
        assert (await send(client, "/funds/declarations/preview", body)).status_code == 404
    for path in (PATH, *paths):
        assert (await auditor.get(path)).status_code == 200
    assert (await send(chair, PATH, payer_form(ready.union.id, payer_uscc=code_of(3)))).status_code == 403
    assert (await send(auditor, "/funds/declarations", {"payer_id": payer["id"]})).status_code in (403, 422)
    assert (await send(other_street, PATH, payer_form(ready.union.id))).status_code == 404
    hidden = await send(other_street, PATH, payer_form(ready.other_street_union.id))
    assert hidden.status_code == 409 and ready.union.name not in hidden.text


def cover(app: FastAPI, union: Union, code: str) -> None:
    with unit_of_work(app.state.engine) as session:
        employer = Employer(
            id=new_id(), district_id="430702", org_path=union.org_path, name="启明二厂", employer_uscc=code,
            economic_type=EconomicType.PRIVATE, industry=Industry.C,
        )  # fmt: skip
        session.add(employer)
        session.flush()
        session.add(
            Coverage(
                district_id="430702", org_path=union.org_path, organisation_id=union.id,
                employer_id=employer.id, valid_from=date(2018, 1, 1),
            )
        )  # fmt: skip


async def test_a_founding_takes_the_employers_payer_and_its_papers_under_the_new_union(
    ready: World, street: ActorClient, district: ActorClient, leader: ActorClient, chair: ActorClient
) -> None:
    payer = await registered(street, ready.street_union.id)
    await declared(street, payer)
    assert payer["item"] == "reserve"
    case = await founded(district, leader, ready.street_union.id)
    found = await card(street, payer)
    assert found["union_id"] == case["union_id"] and found["union_founded_on"] == "2020-12-16"
    assert (found["item"], found["organisation_id"]) == ("funds", case["union_id"])
    assert found["changes"][0]["reason"].startswith("批准建会")
    inside = (
        await street.get(f"/funds/obligations?period=2020-10&organisation_id={case['union_id']}")
    ).json()
    assert [row["due_fen"] for row in inside["items"]] == [650_960]
    assert (await chair.get(f"{PATH}/{payer['id']}")).status_code == 404
    assert (await declared(street, payer, period="2020-12"))["item"] == "funds"


async def test_payers_follow_a_merger_and_come_back_when_it_is_undone(
    app: FastAPI, ready: World, street: ActorClient, district: ActorClient, leader: ActorClient
) -> None:
    source, target = ready.neighbour_union, ready.union
    cover(app, source, EMPLOYER_CODE)
    by_code = await registered(street, source.id)
    alone = await registered(street, source.id, name="启明二厂食堂", payer_uscc=code_of(7))
    await declared(street, by_code)
    change = await in_effect(district, leader, change_form("merge", source, target=target))
    for payer in (by_code, alone):
        found = await card(street, payer)
        assert (found["union_id"], found["item"]) == (str(target.id), "funds")
    paid = (await street.get(f"/funds/obligations?period=2020-10&organisation_id={target.id}")).json()
    assert (paid["total"], paid["due_fen"]) == (2, 650_960)
    await undone(district, leader, change)
    for payer in (by_code, alone):
        assert (await card(street, payer))["union_id"] == str(source.id)
    ended = await in_effect(district, leader, change_form("dissolve", source))
    assert ended["status"] == "effective"
    for payer in (by_code, alone):
        found = await card(street, payer)
        assert (found["union_id"], found["organisation_id"]) == (None, str(ready.street_union.id))
        assert found["item"] == "reserve"
