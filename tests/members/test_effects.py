"""What each state of membership means: the whole matrix, and who makes up an electorate."""

from datetime import date

import pytest
from fastapi import FastAPI

from backend.kernel.db import unit_of_work
from backend.members.codes import MemberState
from backend.members.effects import Right, effects_of, holds
from backend.members.queries import Electorate, electorate
from tests.members.people import change, registered, resident_id
from tests.support.actors import ActorClient, World

# who:      dues   vote   stand  quorum benefit
EXPECTED = {
    MemberState.PENDING: (False, False, False, False, False),
    MemberState.ACTIVE: (True, True, True, True, True),
    MemberState.IN_TRANSIT: (True, True, False, True, True),
    MemberState.RETAINED: (False, False, False, False, True),
    MemberState.ENDED: (False, False, False, False, False),
}


@pytest.mark.parametrize("state", list(MemberState))
def test_the_matrix_is_exactly_this_one_and_names_an_article_for_each_line(state: MemberState) -> None:
    effects = effects_of(state)
    assert tuple(effect.right for effect in effects) == tuple(Right)
    assert tuple(effect.holds for effect in effects) == EXPECTED[state]
    assert all(effect.article for effect in effects)
    assert all(effect.note for effect in effects if not effect.holds)


def test_somebody_retained_before_the_transfer_gains_nothing_by_being_in_transit() -> None:
    on_the_way = [e.holds for e in effects_of(MemberState.IN_TRANSIT, was_retained=True)]
    assert on_the_way == [e.holds for e in effects_of(MemberState.RETAINED)]
    assert not holds(MemberState.RETAINED, Right.VOTE) and not holds(MemberState.RETAINED, Right.DUES)
    assert holds(MemberState.ACTIVE, Right.STAND)


async def test_the_electorate_counts_members_and_those_on_the_way_out_but_no_retained_ones(
    district: ActorClient, chair: ActorClient, app: FastAPI, world: World
) -> None:
    people = [
        await registered(district, world.union, id_no=resident_id(serial=serial), mobile=None)
        for serial in range(1, 7)
    ]
    target = str(world.other_union.id)
    await change(chair, people[0], "retain")
    await change(chair, people[1], "transfer_out", to_organisation_id=target)
    await change(chair, people[2], "retain")
    await change(chair, people[2], "transfer_out", to_organisation_id=target)
    assert (await change(district, people[3], "death")).status_code == 201

    def voters(day: date) -> Electorate:
        with unit_of_work(app.state.engine, writes=False) as session:
            return electorate(session, "430702", world.union.id, day)

    assert voters(date(2020, 12, 9)) == Electorate(6, 3)
    # left: the fifth, the sixth, and the second, who is on the way out; two of them are women
    assert voters(date(2020, 12, 10)) == Electorate(3, 2)
    card = (await chair.get(f"/members/{people[0]['id']}")).json()
    assert {line["right"]: line["holds"] for line in card["effects"]} == {
        "dues": False,
        "vote": False,
        "stand": False,
        "quorum": False,
        "benefit": True,
    }
    assert "章程" in card["effects"][0]["article"]
