"""Several people at once: an employer comes under one union only, and a reply counts once."""

import asyncio

from sqlalchemy import func, select

from backend.kernel.db import unit_of_work
from backend.organisations.models import Coverage, Organisation
from tests.organisations.conftest import base_form
from tests.organisations.founding.cases import application, applied, employer, reply, send
from tests.organisations.samples import EMPLOYER_CODE, OTHER_UNION_CODE
from tests.support.actors import ActorClient, World
from tests.support.database import Database


async def test_of_many_applications_for_one_employer_one_is_taken(
    street: ActorClient, other_street: ActorClient, district: ActorClient, ready: World
) -> None:
    places = [
        (street, ready.street_union),
        (other_street, ready.other_street_union),
        (district, ready.street_union),
        (district, ready.other_street_union),
    ]
    answers = await asyncio.gather(
        *(send(who, "/foundings", application(place.id)) for who, place in places * 2)
    )
    assert sorted(answer.status_code for answer in answers) == [201] + [422] * 7


async def test_an_employer_comes_under_one_union_whichever_way_it_is_tried(
    street: ActorClient, other_street: ActorClient, district: ActorClient, ready: World, database: Database
) -> None:
    shops = [employer("红卫商行", ""), employer()]
    for shop in shops:
        shop["economic_type"] = "600"
    joint = base_form(
        ready.other_street_union.id, name="红卫社区商圈联合工会委员会", org_form="5", org_type="2", base_type="1",
        economic_type="600", unit_category="self_employed", employers=shops, union_uscc="",
    )  # fmt: skip
    case = await applied(
        street, ready.street_union.id, employers=[employer("鑫源商行", "91430702MA4793PC5K")]
    )
    single = base_form(ready.street_union.id, union_uscc=OTHER_UNION_CODE)
    change = {
        "employers": [
            {"name": "启明一厂", "employer_uscc": EMPLOYER_CODE, "economic_type": "170", "industry": "F"}
        ]
    }
    kept = {"industry": "F", "economic_type": "170", "unit_category": "enterprise", "base_type": "0"}
    answers = await asyncio.gather(
        send(other_street, "/organisations", joint),
        send(street, "/organisations", single),
        send(district, "/foundings", application(ready.street_union.id, employers=[employer("恒泰商贸")])),
        street.patch(
            f"/organisations/{ready.union.id}", json={**kept, **change}, headers={"If-Match": '"v1"'}
        ),
        send(district, f"/foundings/{case['id']}/preparation", reply(), case),
    )
    assert [a.status_code for a in answers[:4]].count(422) == 3, [a.text for a in answers]
    assert answers[4].status_code == 200
    with unit_of_work(database.engine) as session:
        unions = (
            select(func.count())
            .select_from(Coverage)
            .join(Organisation, Organisation.id == Coverage.organisation_id)
        )  # type: ignore[arg-type]
        assert session.execute(unions).scalar_one() <= 3


async def test_two_replies_to_one_application_take_effect_once(
    street: ActorClient, district: ActorClient, leader: ActorClient, ready: World
) -> None:
    case = await applied(street, ready.street_union.id)
    link = f"/foundings/{case['id']}/preparation"
    answers = await asyncio.gather(
        *(
            send(who, link, reply(f"启工复〔2020〕{n}号"), case)
            for n, who in enumerate([district, leader], start=1)
        )
    )
    assert sorted(answer.status_code for answer in answers) in ([200, 409], [200, 412])
    listed = (await district.get("/organisations", params={"q": "恒泰"})).json()
    assert listed["total"] == 1
