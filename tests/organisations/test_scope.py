"""The next street sees nothing of mine, and a foreign id answers like a random one."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import event

from tests.organisations.conftest import base_form, head_count_form
from tests.support.actors import ActorClient, World

RANDOM = UUID("01900000-0000-7000-8000-000000000001")
LISTS = (
    ("/organisations", {}),
    ("/organisations", {"q": "启明"}),
    ("/organisations", {"q": "恒泰"}),
    ("/organisations", {"q": "cdht"}),
    ("/organisations", {"sort": "name"}),
    ("/organisations", {"as_of": "2020-12-16"}),
    ("/organisations/export", {"format": "csv"}),
    ("/organisations/tree", {}),
    ("/organisations/tree", {"as_of": "2020-12-16"}),
)


async def test_every_list_shows_only_the_own_street(
    street: ActorClient, other_street: ActorClient, register: World
) -> None:
    await street.post("/organisations", json=base_form(register.street_union.id))
    for path, params in LISTS:
        mine = await street.get(path, params=params)
        theirs = await other_street.get(path, params=params)
        assert mine.status_code == theirs.status_code == 200
        assert "430702.001" in mine.text or "启明" in mine.text or "恒泰" in mine.text, (path, params)
        for word in ("430702.001", "启明", "恒泰"):
            assert word not in theirs.text, (path, params, word)


async def test_counts_are_those_of_the_own_street(
    street: ActorClient, other_street: ActorClient, district: ActorClient, register: World
) -> None:
    totals = [(await who.get("/organisations")).json()["total"] for who in (street, other_street, district)]
    assert totals == [3, 2, 6]
    tops = [(await who.get("/organisations/tree")).json()["nodes"][0] for who in (street, other_street)]
    assert [top["union_count"] for top in tops] == [2, 1]


@pytest.mark.parametrize("target", ["street_union", "union", "district_union"])
async def test_a_foreign_id_answers_like_a_random_one(
    other_street: ActorClient, register: World, target: str
) -> None:
    foreign = getattr(register, target).id
    version = {"If-Match": '"v1"'}

    async def answers(identity: UUID) -> list[tuple[int, Any]]:
        link = f"/organisations/{identity}"
        found = [
            await other_street.get(link),
            await other_street.get(f"{link}/history"),
            await other_street.patch(link, json={"note": "改"}, headers=version),
            await other_street.put(f"{link}/head-counts", json=head_count_form(), headers=version),
            await other_street.post(f"{link}/reveal", json={"field": "chair_phone", "purpose": "contact"}),
            await other_street.get("/organisations", params={"parent_id": str(identity)}),
            await other_street.get("/organisations/export", params={"parent_id": str(identity)}),
            await other_street.get("/organisations/tree", params={"parent_id": str(identity)}),
            await other_street.get(
                "/organisations/tree", params={"parent_id": str(identity), "as_of": "2020-12-16"}
            ),
        ]
        return [(a.status_code, {k: v for k, v in a.json().items() if k != "trace_id"}) for a in found]

    theirs, nobodys = await answers(foreign), await answers(RANDOM)
    assert theirs == nobodys
    assert {status for status, _ in theirs} == {404}


async def test_a_chair_sees_the_own_union_and_the_names_above_it(chair: ActorClient, register: World) -> None:
    listed = (await chair.get("/organisations")).json()
    assert [item["id"] for item in listed["items"]] == [str(register.union.id)]
    assert listed["items"][0]["parent_name"] == "启明街道总工会"
    tree = (await chair.get("/organisations/tree")).json()
    assert [u["name"] for u in tree["upper"]][-2:] == ["武陵区总工会", "启明街道总工会"]
    assert (await chair.get(f"/organisations/{register.neighbour_union.id}")).status_code == 404
    assert (await chair.get(f"/organisations/{register.street_union.id}")).status_code == 404


async def test_the_auditor_reads_and_changes_nothing(auditor: ActorClient, register: World) -> None:
    link = f"/organisations/{register.union.id}"
    card = (await auditor.get(link)).json()
    assert card["actions"] == [] and card["editable"] == []
    version = {"If-Match": '"v1"'}
    assert (await auditor.get("/organisations")).json()["total"] == 6
    assert (await auditor.get("/organisations/export")).status_code == 200
    assert (await auditor.post("/organisations", json=base_form(register.street_union.id))).status_code == 403
    assert (await auditor.patch(link, json={"note": "改"}, headers=version)).status_code == 403
    counts = await auditor.put(f"{link}/head-counts", json=head_count_form(), headers=version)
    assert counts.status_code == 403


async def test_the_administrator_and_the_stranger_see_nothing(
    sysadmin: ActorClient, anonymous: ActorClient, register: World
) -> None:
    for path in ("", "/tree", "/export", f"/{register.union.id}", f"/{register.union.id}/history"):
        assert (await sysadmin.get(f"/organisations{path}")).status_code == 403
        assert (await anonymous.get(f"/organisations{path}")).status_code == 401
    assert (await sysadmin.get("/divisions")).status_code == 403
    assert (await anonymous.get("/divisions")).status_code == 401


async def test_a_list_takes_the_same_number_of_statements_for_two_rows_as_for_many(
    app: Any, district: ActorClient, register: World
) -> None:
    seen: list[str] = []

    def note(*args: Any) -> None:
        seen.append(args[2])

    async def statements(path: str, params: dict[str, Any]) -> int:
        seen.clear()
        assert (await district.get(path, params=params)).status_code == 200
        return len(seen)

    event.listen(app.state.engine, "before_cursor_execute", note)
    try:
        two = await statements("/organisations", {"limit": 2})
        many = await statements("/organisations", {"limit": 200})
        assert 3 <= two == many <= 18
        leaf = await statements("/organisations/tree", {"parent_id": str(register.other_street_union.id)})
        wide = await statements("/organisations/tree", {"parent_id": str(register.street_union.id)})
        assert leaf == wide
    finally:
        event.remove(app.state.engine, "before_cursor_execute", note)
