"""Terms, re-elections, extensions and legal persons of the next street are nobody's business here."""

from typing import Any
from uuid import UUID, uuid4

from fastapi import FastAPI
from sqlalchemy import event

from backend.kernel.db import unit_of_work
from backend.kernel.parameters import seed_defaults
from backend.modules import MODULES
from backend.organisations.models import Organisation
from tests.support.actors import ActorClient, World

RANDOM = UUID("01900000-0000-7000-8000-000000000001")
LISTS = (
    "/committee-terms",
    "/reelections",
    "/term-extensions",
    "/legal-registrations",
    "/legal-certificates",
)
TERM = {
    "term_no": 2,
    "years": 5,
    "start_on": "2016-02-10",
    "elected_on": "2016-02-10",
    "approval_no": "启工复〔2016〕12号",
    "seats": [{"role": "chair", "name": "柴主一", "relation": "none", "elected_on": "2016-02-10"}],
}


async def post(client: ActorClient, path: str, body: dict[str, Any]) -> Any:
    return await client.post(path, json=body, headers={"Idempotency-Key": str(uuid4()), "If-Match": '"v1"'})


async def full(app: FastAPI, world: World, street: ActorClient, chair: ActorClient) -> dict[str, str]:
    """One of everything in the first street; ids by path."""
    with unit_of_work(app.state.engine) as session:
        seed_defaults(session, [key for module in MODULES for key in module.parameters])
        union = session.get(Organisation, ("430702", world.union.id))
        assert union is not None
        union.approval_no, union.address = "启工复〔2015〕4号", "启明街道一号"
    one = str(world.union.id)
    recorded = await post(street, f"/organisations/{one}/terms", TERM)
    assert recorded.status_code == 201, recorded.text
    forms: dict[str, dict[str, Any]] = {
        "/reelections": {
            "organisation_id": one, "years": 5, "congress": "members", "planned_on": "2021-01-20",
            "plan": "拟召开会员大会选举。",
        },
        "/term-extensions": {"organisation_id": one, "months": 2, "reason": "企业搬迁，职工分散。"},
        "/legal-registrations": {"organisation_id": one, "kind": "first"},
    }  # fmt: skip
    ids = {}
    for path, form in forms.items():
        answer = await post(chair, path, form)
        assert answer.status_code == 201, answer.text
        ids[path] = answer.json()["id"]
    return ids


async def test_lists_of_the_next_street_have_nothing_of_mine(
    app: FastAPI, world: World, street: ActorClient, other_street: ActorClient, chair: ActorClient
) -> None:
    await full(app, world, street, chair)
    for path in LISTS[:4]:
        assert "启明" in (await street.get(path)).text, path
    for path in LISTS:
        theirs = await other_street.get(path)
        assert theirs.status_code == 200 and "启明" not in theirs.text, path
        foreign = await other_street.get(path, params={"parent_id": str(world.street_union.id)})
        assert foreign.status_code == 404, path
    sums = [(await who.get("/committee-terms/summary")).json()["total"] for who in (street, other_street)]
    assert sums == [2, 1]


async def test_foreign_objects_answer_like_random_ones(
    app: FastAPI, world: World, street: ActorClient, other_street: ActorClient, chair: ActorClient
) -> None:
    ids = await full(app, world, street, chair)
    union = f"/organisations/{world.union.id}"
    action = {"action": "withdraw", "note": "撤"}
    seat = {"role": "member", "name": "外街人", "elected_on": "2020-01-02"}
    for path, one in ids.items():
        assert (await other_street.get(f"{path}/{one}")).status_code == 404
        assert (await post(other_street, f"{path}/{one}/actions", action)).status_code == 404
        assert (await other_street.get(f"{path}/{RANDOM}")).status_code == 404
    for tail in ("terms", "chair", "legal", "checks"):
        assert (await street.get(f"{union}/{tail}")).status_code == 200
        assert (await other_street.get(f"{union}/{tail}")).status_code == 404
        assert (await other_street.get(f"/organisations/{RANDOM}/{tail}")).status_code == 404
    assert (await post(other_street, f"{union}/terms", {**TERM, "term_no": 3})).status_code == 404
    assert (await post(other_street, f"{union}/seats", seat)).status_code == 404
    extension = {"organisation_id": str(world.union.id), "months": 2, "reason": "企业搬迁，职工分散。"}
    assert (await post(other_street, "/term-extensions", extension)).status_code == 404


async def test_the_chair_and_the_auditor_record_nothing(
    app: FastAPI,
    world: World,
    street: ActorClient,
    chair: ActorClient,
    auditor: ActorClient,
    sysadmin: ActorClient,
) -> None:
    ids = await full(app, world, street, chair)
    union = f"/organisations/{world.union.id}"
    for who in (chair, auditor, sysadmin):
        assert (await post(who, f"{union}/terms", {**TERM, "term_no": 3})).status_code == 403
    for path, one in ids.items():
        assert (await auditor.get(f"{path}/{one}")).json()["actions"] == []
        assert (await sysadmin.get(path)).status_code == 403
    own = await post(street, f"/organisations/{world.street_union.id}/terms", TERM)
    assert own.status_code == 403


async def test_the_list_takes_as_many_statements_for_one_row_as_for_many(
    app: FastAPI, world: World, street: ActorClient, district: ActorClient, chair: ActorClient
) -> None:
    await full(app, world, street, chair)
    seen: list[str] = []

    def note(*args: Any) -> None:
        seen.append(args[2])

    async def statements(path: str, limit: int) -> int:
        seen.clear()
        assert (await district.get(path, params={"limit": limit})).status_code == 200
        return len(seen)

    event.listen(app.state.engine, "before_cursor_execute", note)
    try:
        for path in LISTS:
            assert await statements(path, 1) == await statements(path, 100), path
    finally:
        event.remove(app.state.engine, "before_cursor_execute", note)
