"""Stories of finding: the list with its filters, the tree now and as of a past day, divisions."""

from datetime import date
from typing import Any

from sqlalchemy import select

from backend.kernel import clock
from backend.kernel.db import unit_of_work
from backend.organisations.models import ParentEdge
from tests.organisations.conftest import found
from tests.support.actors import ActorClient, World


async def test_the_list_is_found_by_name_initials_and_filters(district: ActorClient, register: World) -> None:
    await found(district, register.street_union)

    async def names(**params: Any) -> list[str]:
        answer = await district.get("/organisations", params=params)
        assert answer.status_code == 200, answer.text
        body = answer.json()
        assert body["total"] == len(body["items"])
        return [item["short_name"] for item in body["items"]]

    hengtai = "常德恒泰商贸有限公司"
    assert await names(q="恒泰") == [hengtai]
    assert await names(q="CDHT") == [hengtai]
    assert await names(q="ht") == []
    assert await names(q="%") == []
    assert await names(q="_") == []
    assert await names(industry="F") == [hengtai]
    assert len(await names(level="50")) == 2
    assert len(await names(parent_id=register.district_union.id, direct=True)) == 2
    assert len(await names(parent_id=register.street_union.id)) == 3
    assert await names(founded_from="2020-01-01", founded_to="2020-12-16") == [hengtai]
    assert await names(report_class="non_public", level="90", founded_to="2015-12-31", q="一厂") == [
        "启明一厂工会委员会",
        "府坪一厂工会委员会",
    ]
    assert hengtai not in await names(as_of="2020-05-19")
    assert hengtai in await names(as_of="2020-05-20")
    assert await names(as_of="2020-05-19", parent_id=register.street_union.id) == [
        "启明一厂工会委员会",
        "启明二厂工会委员会",
    ]


async def test_pages_follow_one_another_in_both_orders(district: ActorClient, register: World) -> None:
    for sort in ("path", "name"):
        seen: list[str] = []
        cursor = None
        while True:
            params = {"limit": 2, "sort": sort} | ({"cursor": cursor} if cursor else {})
            body = (await district.get("/organisations", params=params)).json()
            seen += [item["id"] for item in body["items"]]
            cursor = body["next_cursor"]
            if cursor is None:
                break
        assert len(seen) == len(set(seen)) == body["total"] == 6


async def test_the_tree_unfolds_step_by_step(
    district: ActorClient, street: ActorClient, register: World
) -> None:
    top = (await district.get("/organisations/tree")).json()
    assert [u["name"] for u in top["upper"]] == ["中华全国总工会", "湖南省总工会", "常德市总工会"]
    assert [(n["name"], n["has_children"], n["union_count"]) for n in top["nodes"]] == [
        ("武陵区总工会", True, 3)
    ]
    streets = (await district.get("/organisations/tree", params={"parent_id": top["nodes"][0]["id"]})).json()
    assert streets["upper"] == []
    assert [(n["name"], n["union_count"]) for n in streets["nodes"]] == [
        ("启明街道总工会", 2),
        ("府坪街道总工会", 1),
    ]
    leaves = (
        await district.get("/organisations/tree", params={"parent_id": register.street_union.id})
    ).json()
    assert [(n["name"], n["has_children"]) for n in leaves["nodes"]] == [
        ("启明一厂工会委员会", False),
        ("启明二厂工会委员会", False),
    ]
    mine = (await street.get("/organisations/tree")).json()
    assert [n["name"] for n in mine["nodes"]] == ["启明街道总工会"]
    assert mine["upper"][-1]["name"] == "武陵区总工会"


async def test_the_tree_of_a_past_day_has_the_parents_of_that_day(
    app: Any, district: ActorClient, other_street: ActorClient, register: World
) -> None:
    """二厂 stood under the other street until 2019-07-01."""
    ids = {"child": register.neighbour_union.id, "old": register.other_street_union.id}
    with unit_of_work(app.state.engine) as session:
        edge: Any = ParentEdge
        row = session.execute(select(ParentEdge).where(edge.child_id == ids["child"])).scalar_one()
        row.valid_from = date(2019, 7, 1)
        session.add(
            ParentEdge(
                district_id="430702",
                org_path=row.org_path,
                child_id=ids["child"],
                parent_id=ids["old"],
                valid_from=date(2015, 5, 1),
                valid_to=date(2019, 7, 1),
                recorded_at=clock.now(),
            )
        )

    async def children(parent: Any, as_of: str | None) -> list[str]:
        params = {"parent_id": str(parent.id)} | ({"as_of": as_of} if as_of else {})
        answer = await district.get("/organisations/tree", params=params)
        return [node["name"] for node in answer.json()["nodes"]]

    old, new = register.other_street_union, register.street_union
    assert await children(old, "2019-06-30") == ["启明二厂工会委员会", "府坪一厂工会委员会"]
    assert await children(new, "2019-06-30") == ["启明一厂工会委员会"]
    assert await children(old, "2019-07-01") == ["府坪一厂工会委员会"]
    assert await children(new, "2019-07-01") == await children(new, None)
    assert await children(new, "2015-04-30") == []
    params = {"as_of": "2019-06-30", "parent_id": str(old.id)}
    listed = (await district.get("/organisations", params=params)).json()
    assert listed["total"] == 2
    theirs = (await other_street.get("/organisations/tree", params=params)).json()
    assert [node["name"] for node in theirs["nodes"]] == ["府坪一厂工会委员会"]
    before = (await district.get("/organisations/tree", params={"as_of": "2014-01-01"})).json()
    assert before["nodes"] == []


async def test_divisions_unfold_from_the_district(chair: ActorClient, register: World) -> None:
    towns = (await chair.get("/divisions")).json()
    assert towns["parent_code"] == "430702"
    assert len(towns["items"]) == 19 and all(t["has_children"] for t in towns["items"])
    places = (await chair.get("/divisions", params={"parent_code": "430702001"})).json()["items"]
    assert [p["name"] for p in places][:2] == ["马家吉社区", "半边街社区"]
    assert (await chair.get("/divisions", params={"parent_code": "x"})).status_code == 422
