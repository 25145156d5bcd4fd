"""Who looked at a record: cards opened, values revealed, files taken; noted before the answer leaves."""

from datetime import timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from sqlmodel import select

from backend.kernel import clock, views
from backend.kernel.audit import AuditEntry
from backend.kernel.db import unit_of_work
from tests.members.people import registered, resident_id
from tests.support.actors import ActorClient, World


@pytest.fixture
async def member(chair: ActorClient, world: World) -> dict[str, Any]:
    """A member of the first union, whose card nobody opened yet."""
    return await registered(chair, world.union)


async def looks(client: ActorClient, member: dict[str, Any], **query: Any) -> list[dict[str, Any]]:
    answer = await client.get(
        "/record-views", params={"object_type": "member", "object_id": member["id"], **query}
    )
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


async def test_al_1_opening_a_card_leaves_one_look_and_one_audit_row(
    app: FastAPI, chair: ActorClient, street: ActorClient, member: dict[str, Any]
) -> None:
    assert await looks(chair, member) == []
    card = await street.get(f"/members/{member['id']}")
    assert card.status_code == 200 and card.json()["name"] == "张小明" and card.headers["ETag"]
    await chair.get(f"/members/{member['id']}")
    seen = await looks(chair, member)
    assert [(one["kind"], one["role"], one["person_name"]) for one in seen] == [
        ("opened", "enterprise", "柴主一"),
        ("opened", "street", "卜街一"),
    ]
    with unit_of_work(app.state.engine) as session:
        trail = session.exec(select(AuditEntry).where(AuditEntry.verb == "member.view")).all()
    assert [str(entry.object_id) for entry in trail] == [member["id"]] * 2


async def test_opening_it_again_within_ten_minutes_is_the_same_look(
    chair: ActorClient, member: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    start = clock.real_now()
    for minutes, count in ((0, 1), (9, 1), (11, 2)):
        monkeypatch.setattr(clock, "real_now", lambda at=start + timedelta(minutes=minutes): at)
        assert (await chair.get(f"/members/{member['id']}")).status_code == 200
        assert len(await looks(chair, member)) == count


async def test_al_8_no_note_no_card(
    chair: ActorClient, member: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> None:
        raise RuntimeError("the store does not take it")

    monkeypatch.setattr(views, "bulk_insert", broken)
    answer = await chair.get(f"/members/{member['id']}")
    assert answer.status_code == 500 and "张小明" not in answer.text


async def test_reveals_and_exports_are_looks_and_lists_are_not(
    chair: ActorClient, district: ActorClient, member: dict[str, Any]
) -> None:
    await chair.get("/members")
    await chair.post("/members/search", json={"q": "张小明"})
    assert await looks(chair, member) == []
    await chair.post(f"/members/{member['id']}/reveal", json={"field": "mobile", "purpose": "contact_member"})
    assert (await district.get("/members/export")).status_code == 200
    seen = await looks(chair, member)
    assert [(one["kind"], one["person_name"]) for one in seen] == [
        ("exported", "尹区办"),
        ("revealed", "柴主一"),
    ]
    assert "移动电话" in seen[1]["detail"] and "13812345678" not in str(seen)


async def test_an_export_lists_exactly_the_persons_in_it(
    chair: ActorClient, member: dict[str, Any], world: World
) -> None:
    other = await registered(chair, world.union, name="李四方", id_no=resident_id(serial=9), mobile=None)
    assert (await chair.get("/members/export", params={"q": "李四方"})).status_code == 200
    assert [one["kind"] for one in await looks(chair, other)] == ["exported"]
    assert await looks(chair, member) == []


async def test_az_5_who_looked_is_for_the_own_union_the_district_and_the_auditors(
    chair: ActorClient, other_chair: ActorClient, street: ActorClient, other_street: ActorClient,
    district: ActorClient, leader: ActorClient, auditor: ActorClient, audit_admin: ActorClient,
    sysadmin: ActorClient, member: dict[str, Any],
) -> None:  # fmt: skip
    await district.get(f"/members/{member['id']}")
    for client in (chair, district, leader, auditor, audit_admin):
        assert len(await looks(client, member)) == 1
    assert await looks(other_chair, member) == []
    for client in (street, other_street, sysadmin):
        query = {"object_type": "member", "object_id": member["id"]}
        assert (await client.get("/record-views", params=query)).status_code == 403


async def test_a_card_out_of_reach_is_no_look(
    chair: ActorClient, other_chair: ActorClient, member: dict[str, Any]
) -> None:
    assert (await other_chair.get(f"/members/{member['id']}")).status_code == 404
    assert await looks(chair, member) == []


async def test_looks_come_in_pages(
    chair: ActorClient, street: ActorClient, district: ActorClient, member: dict[str, Any]
) -> None:
    for client in (chair, street, district):
        await client.get(f"/members/{member['id']}")
    query = {"object_type": "member", "object_id": member["id"], "limit": 2}
    first = (await chair.get("/record-views", params=query)).json()
    assert first["total"] == 3 and len(first["items"]) == 2
    rest = await looks(chair, member, limit=2, cursor=first["next_cursor"])
    assert [one["person_name"] for one in rest] == ["柴主一"]
