"""Corrections, suspected pairs, lists and the streets' own re-elections wait for whoever judges them, and nobody else."""

from typing import Any
from uuid import uuid4

from fastapi import FastAPI

from backend.kernel.db import unit_of_work
from backend.kernel.parameters import seed_defaults
from backend.modules import MODULES
from tests.members.duplicates.test_pairs import TWIN, act, twins
from tests.members.people import csv_roll, registered, resident_id, work_off
from tests.submissions.test_completeness import _asks_for_an_election, _badges, _equals_its_lists
from tests.support.actors import ActorClient, World

LINES = ("identity_changes", "pairs_to_judge", "pairs_proposed", "person_lists")


async def _lines(client: ActorClient, name: str) -> tuple[int, ...]:
    """The four lines of records, each equal to its list."""
    await _equals_its_lists(client, name)
    found = await _badges(client)
    return tuple(found[code] for code in LINES)


async def _asks_for_a_correction(client: ActorClient, member: dict[str, Any]) -> None:
    answer = await client.post(
        "/members/change-requests",
        json={"member_id": member["id"], "name": "祝启民", "reason": "与证件不符"},
        headers={"Idempotency-Key": uuid4().hex},
    )
    assert answer.status_code == 201, answer.text


async def _sends_a_list(client: ActorClient) -> None:
    content = csv_roll([{"姓名": "祝启明", "证件号码": resident_id(), "死亡日期": "2020-12-01"}])
    answer = await client.post(
        "/members/lists",
        data={"kind": "death", "origin": "启明街道民政所"},
        files={"file": ("deaths.csv", content)},
        headers={"Idempotency-Key": uuid4().hex},
    )
    assert answer.status_code == 201, answer.text


async def test_each_record_waits_for_whoever_judges_it(
    ready: World, app: FastAPI, chair: ActorClient, street: ActorClient, other_street: ActorClient,
    district: ActorClient, leader: ActorClient,
) -> None:  # fmt: skip
    with unit_of_work(app.state.engine) as session:
        seed_defaults(session, [key for module in MODULES for key in module.parameters])
    kept, other = await twins(district, ready.union, ready.neighbour_union)
    assert (await _lines(street, "street"), await _lines(district, "district")) == (
        (0, 1, 0, 0),
        (0, 0, 0, 0),
    )
    await registered(district, ready.other_union, **{**TWIN, "id_no": resident_id(serial=5)})
    assert (await _lines(street, "street"))[1] == 1 and (await _lines(other_street, "other"))[1] == 0
    assert (await _lines(district, "district"))[1] == 2

    near = (await street.get("/members/duplicates")).json()["items"][0]
    near = (await street.get(f"/members/duplicates/{near['id']}")).json()
    assert (await act(street, near, "propose", keep_id=kept["id"])).status_code == 200
    assert (await _lines(street, "street"))[1:3] == (0, 0)
    assert (await _lines(district, "district"))[2] == (await _badges(leader))["pairs_proposed"] == 1

    await _asks_for_a_correction(chair, kept)
    assert (await _lines(street, "street"))[0] == 1 and (await _lines(district, "district"))[0] == 0
    await _asks_for_a_correction(street, other)
    assert (await _lines(street, "street"))[0] == 1 and (await _lines(district, "district"))[0] == 1
    assert (await _badges(leader))["identity_changes"] == 1

    await _sends_a_list(street)
    assert (await _lines(street, "street"))[3] == 0
    work_off(app)
    assert (await _lines(street, "street"))[3] == 1
    assert (await _lines(district, "district"))[3] == (await _lines(other_street, "other"))[3] == 0
    for nobody in (other_street,):
        assert await _lines(nobody, "other") == (0, 0, 0, 0)


async def test_the_leader_decides_where_no_street_stands_between(
    ready: World, app: FastAPI, chair: ActorClient, street: ActorClient, leader: ActorClient
) -> None:
    with unit_of_work(app.state.engine) as session:
        seed_defaults(session, [key for module in MODULES for key in module.parameters])
    await _asks_for_an_election(chair, ready.union)
    await _equals_its_lists(leader, "leader")
    assert (await _badges(leader))["reelections_direct"] == 0
    assert (await _badges(street))["reelections_requested"] == 1
    await _asks_for_an_election(street, ready.street_union)
    await _equals_its_lists(leader, "leader")
    found = await _badges(leader)
    assert (found["reelections_direct"], found["elections_direct"], found["extensions_direct"]) == (1, 0, 0)
    assert "reelections_requested" not in found
