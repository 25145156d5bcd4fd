"""亲属关系申报: sealed, the holder's own list, and who may not decide about whom."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from fastapi import FastAPI
from sqlmodel import Session, select

from backend.identity.relatives.interest import check_interest
from backend.identity.relatives.models import RelativeDeclaration
from backend.identity.relatives.rules import NEAR, OWN, Known, refusal
from backend.identity.relatives.service import resident_index
from backend.kernel import clock
from backend.kernel.interests import Subject
from backend.kernel.privacy import blind_index
from backend.members.codes import IdType
from backend.members.sealing import person_index
from tests.identity.conftest import Look
from tests.identity.people import act_for, delegated
from tests.members.people import resident_id
from tests.members.test_races import actor_of
from tests.support.actors import ActorClient, World

ME, OTHER = (
    Known(frozenset({UUID(int=1)}), frozenset({"m1"}), frozenset({"i1"})),
    Known(frozenset({UUID(int=2)})),
)
NOBODY = Known()


@pytest.mark.parametrize(
    ("relatives", "subject", "theirs", "told"),
    [
        (NOBODY, OTHER, NOBODY, None),
        (NOBODY, Known(frozenset({UUID(int=1)})), NOBODY, OWN),
        (NOBODY, Known(mobiles=frozenset({"m1"})), NOBODY, OWN),
        (NOBODY, Known(id_numbers=frozenset({"i1"})), NOBODY, OWN),
        (Known(mobiles=frozenset({"m2"})), Known(mobiles=frozenset({"m2", "m3"})), NOBODY, NEAR),
        (Known(id_numbers=frozenset({"i2"})), Known(id_numbers=frozenset({"i2"})), NOBODY, NEAR),
        (NOBODY, OTHER, Known(mobiles=frozenset({"m1"})), NEAR),
        (NOBODY, OTHER, Known(id_numbers=frozenset({"i1"})), NEAR),
        (
            Known(mobiles=frozenset({"m2"})),
            Known(mobiles=frozenset({"m3"})),
            Known(mobiles=frozenset({"m4"})),
            None,
        ),
        (NOBODY, NOBODY, NOBODY, None),
    ],
)
def test_the_rule(relatives: Known, subject: Known, theirs: Known, told: str | None) -> None:
    assert refusal(ME, relatives, subject, theirs) == told


async def declare(client: ActorClient, **form: Any) -> Any:
    body = {"relation": "spouse", "name": "祝配偶", **form}
    return await client.post("/me/relatives", json=body, headers={"Idempotency-Key": uuid4().hex})


async def test_cr_1_numbers_are_sealed_masked_and_found_as_in_the_member_register(
    chair: ActorClient, look: Look
) -> None:
    number = resident_id(serial=5)
    made = await declare(chair, id_no=f" {number.lower()} ", mobile="138 0000 1234")
    assert made.status_code == 201, made.text
    assert (made.json()["id_no"], made.json()["mobile"]) == (
        f"{number[:6]}********{number[-4:]}",
        "138****1234",
    )
    row = look(lambda s: s.exec(select(RelativeDeclaration)).one())
    assert number.encode() not in row.id_no_sealed and b"13800001234" not in row.mobile_sealed
    assert row.id_no_index == resident_index(number) == person_index(IdType.RESIDENT, number)


BAD: tuple[tuple[dict[str, Any], list[str]], ...] = (
    ({}, ["id_no"]),
    ({"id_no": "430702199001010011"}, ["id_no"]),
    ({"mobile": "12345"}, ["mobile"]),
    ({"mobile": "13800001234", "name": "张*"}, ["name"]),
    ({"mobile": "13800001234", "relation": "neighbour"}, ["relation"]),
)


async def test_a_bad_declaration_names_its_field(chair: ActorClient, look: Look) -> None:
    for form, fields in BAD:
        answer = await declare(chair, **form)
        assert answer.status_code == 422, form
        assert [error["field"] for error in answer.json()["errors"]] == fields
    assert look(lambda s: s.exec(select(RelativeDeclaration)).all()) == []


async def test_the_list_is_the_holders_own(chair: ActorClient, other_chair: ActorClient) -> None:
    made = (await declare(chair, mobile="13800001234")).json()
    assert [row["id"] for row in (await chair.get("/me/relatives")).json()] == [made["id"]]
    assert (await other_chair.get("/me/relatives")).json() == []
    for one in (made["id"], str(uuid4())):
        assert (await other_chair.delete(f"/me/relatives/{one}")).status_code == 404
    gone = await chair.delete(f"/me/relatives/{made['id']}")
    assert (gone.json()["withdrawn_on"], gone.json()["counts_until"]) == ("2020-12-16", "2021-12-16")
    assert (await chair.delete(f"/me/relatives/{made['id']}")).status_code == 409


async def test_nobody_declares_or_sees_relatives_in_anothers_name(
    street: ActorClient, other_street: ActorClient
) -> None:
    await declare(other_street, mobile="13800001234")
    await act_for(other_street, await delegated(street, "other_street", ["organisations:read"]))
    assert (await other_street.get("/me/relatives")).status_code == 403
    assert (await declare(other_street, mobile="13800005678")).status_code == 403


async def test_both_directions_and_how_long_a_withdrawn_one_counts(
    app: FastAPI, chair: ActorClient, street: ActorClient, world: World, look: Look
) -> None:
    made = (await declare(chair, mobile="13807360002")).json()
    clerk, boss = actor_of(world.seats["street"]), actor_of(world.seats["chair"])
    about_clerk = [Subject(mobile_index=blind_index("mobile", "13807360002"))]
    about_boss = [Subject(person_id=world.seats["chair"].person_id)]

    def told(session: Session) -> tuple[str | None, str | None]:
        return check_interest(session, boss, about_clerk), check_interest(session, clerk, about_boss)

    assert look(told) == (NEAR, NEAR)
    await chair.delete(f"/me/relatives/{made['id']}")
    clock.freeze(date(2021, 12, 15))
    assert look(told) == (NEAR, NEAR)
    clock.freeze(date(2021, 12, 16))
    assert look(told) == (None, None)


async def test_own_papers_declared_as_self_are_oneself(chair: ActorClient, world: World, look: Look) -> None:
    number = resident_id(serial=6)
    await declare(chair, relation="self", id_no=number)
    boss = actor_of(world.seats["chair"])
    assert look(lambda s: check_interest(s, boss, [Subject(id_no_index=resident_index(number))])) == OWN
    stranger = Subject(id_no_index=resident_index(resident_id(serial=7)))
    assert look(lambda s: check_interest(s, boss, [stranger])) is None
