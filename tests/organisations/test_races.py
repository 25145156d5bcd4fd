"""Two people at once: one saves, nobody's number is given out twice, no double slips in."""

import asyncio

from tests.organisations.conftest import base_form, found
from tests.support.actors import ActorClient, World


async def test_of_two_who_saw_the_same_card_one_saves(
    street: ActorClient, district: ActorClient, register: World
) -> None:
    card = await found(street, register.street_union)
    link, version = f"/organisations/{card['id']}", {"If-Match": '"v1"'}
    answers = await asyncio.gather(
        street.patch(link, json={"note": "街道写的"}, headers=version),
        district.patch(link, json={"note": "区里写的"}, headers=version),
    )
    assert sorted(answer.status_code for answer in answers) == [200, 412]
    kept = (await district.get(link)).json()
    assert kept["version"] == 2
    assert kept["note"] == next(a.json()["note"] for a in answers if a.status_code == 200)
    assert len((await district.get(f"{link}/history")).json()["items"]) == 2


async def test_foundings_at_once_get_numbers_of_their_own(
    street: ActorClient, district: ActorClient, register: World
) -> None:
    def form(number: int) -> dict[str, object]:
        employer = {"name": f"启明{number}店", "economic_type": "170", "industry": "F"}
        name = f"启明{number}店工会委员会"
        return base_form(register.street_union.id, name=name, union_uscc="", employers=[employer])

    answers = await asyncio.gather(
        *(who.post("/organisations", json=form(n)) for n, who in enumerate([street, district] * 3))
    )
    assert [answer.status_code for answer in answers] == [201] * 6
    for field in ("code", "org_path"):
        assert len({answer.json()[field] for answer in answers}) == 6


async def test_a_double_founding_at_once_happens_once(
    street: ActorClient, district: ActorClient, register: World
) -> None:
    form = base_form(register.street_union.id)
    answers = await asyncio.gather(*(who.post("/organisations", json=form) for who in (street, district)))
    assert sorted(answer.status_code for answer in answers) == [201, 422]
    assert (await district.get("/organisations", params={"q": "恒泰"})).json()["total"] == 1
