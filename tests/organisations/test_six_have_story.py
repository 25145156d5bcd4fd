"""A union's six: chair, street, mending, re-check, lapse; evidence; who may not; the next street."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from fastapi import FastAPI

from backend.kernel import clock
from tests.organisations.standards import (
    PNG,
    act,
    applied,
    codes,
    faults,
    fill,
    filled,
    good,
    key,
    opened,
    passed,
    prepare,
    record,
    verify,
    version,
)
from tests.support.actors import ActorClient, World

RANDOM = UUID("01900000-0000-7000-8000-000000000001")


@pytest.fixture(autouse=True)
def ready(app: FastAPI, world: World) -> None:
    prepare(app, world)


async def state_of(client: ActorClient, world: World, scheme: str = "wuling_2020") -> dict[str, Any]:
    states = good(await client.get("/six-have/of-union", params={"organisation_id": str(world.union.id)}))
    return next(item for item in states["items"] if item["scheme"] == scheme)


async def rate(client: ActorClient, on: str, scheme: str = "wuling_2020") -> tuple[int, int]:
    claim = good(await client.get("/six-have/claim", params={"scheme": scheme, "as_of": on}))
    assert claim["scheme"] == scheme and claim["as_of"] == on
    return claim["passing"], claim["standing"]


async def test_from_self_check_over_mending_to_the_yearly_re_check(
    chair: ActorClient, street: ActorClient, district: ActorClient, world: World
) -> None:
    assert (await state_of(chair, world))["standing"] == "never"
    card = await opened(chair, world)
    assert [item["label"] for item in card["items"]][:2] == ["有班子", "有场所"]
    assert card["status"] == "draft" and codes(card) == ["apply"] and card["can_fill"]
    first = faults(await act(chair, card, "apply"))
    assert ("team", "unanswered") in first and ("activity", "recent") in first
    card = good(await fill(chair, card, filled(card)))
    card = good(await act(chair, card, "apply"))
    assert (card["status"], card["applied_on"]) == ("applied", "2020-12-16")

    waiting = good(await street.get("/six-have", params={"is_to_verify": True}))
    assert [row["id"] for row in waiting["items"]] == [card["id"]]
    card = good(await street.get(f"/six-have/{card['id']}"))
    assert card["can_verify"] and codes(card) == []
    card = good(await verify(street, card, "plate"))
    assert codes(card) == ["mend"]
    assert (await act(street, card, "pass")).status_code == 409
    assert (await act(street, card, "mend")).status_code == 422
    card = good(await act(street, card, "mend", "请补挂牌子"))
    assert (card["status"], card["round"], card["mend_due_on"]) == ("to_mend", 2, "2021-01-15")
    assert (await state_of(chair, world))["standing"] == "to_mend"
    assert await rate(district, "2020-12-16") == (0, 3)

    clock.freeze(date(2020, 12, 21))
    card = good(await chair.get(f"/six-have/{card['id']}"))
    plate = next(item for item in card["items"] if item["code"] == "plate")
    assert (plate["verdict"], plate["earlier_verdict"], plate["earlier_comment"]) == (
        None,
        "not_met",
        "现场没有看到",
    )
    mended = {**next(i for i in filled(card) if i["code"] == "plate"), "statement": "已挂牌"}
    card = good(await fill(chair, card, [mended]))
    card = good(await act(chair, card, "reapply"))
    card = good(await verify(street, card))
    card = good(await act(street, card, "pass"))
    assert (card["status"], card["closed_on"], card["actions"]) == ("passed", "2020-12-21", [])
    assert [result["outcome"] for result in card["results"]] == ["to_mend", "passed"]
    assert [entry["action"] for entry in card["history"]] == ["open", "apply", "mend", "reapply", "pass"]
    assert await rate(district, "2020-12-21") == (1, 3)

    clock.freeze(date(2021, 12, 21))
    state = await state_of(chair, world)
    assert (state["standing"], state["valid_to"], state["is_due"]) == ("passing", "2021-12-21", True)
    clock.freeze(date(2021, 12, 22))
    state = await state_of(chair, world)
    assert (state["standing"], state["lapse_cause"], state["may_open"]) == ("lapsed", "recheck", True)
    assert await rate(district, "2021-12-22") == (0, 3)
    assert await rate(district, "2021-12-21") == (1, 3)
    again = await opened(chair, world)
    assert again["items"][2]["statement"] == "已挂牌" and again["items"][2]["is_met"] is None


async def test_a_union_is_checked_under_both_schemes_at_once(
    chair: ActorClient, street: ActorClient, district: ActorClient, world: World
) -> None:
    await passed(chair, street, world)
    national = await opened(chair, world, "acftu_national")
    assert [item["label"] for item in national["items"]][0] == "依法选举的工会主席"
    assert (await rate(district, "2020-12-16"), await rate(district, "2020-12-16", "acftu_national")) == (
        (1, 3),
        (0, 3),
    )
    standings = (await state_of(chair, world), await state_of(chair, world, "acftu_national"))
    assert [s["standing"] for s in standings] == ["passing", "never"]
    assert [s["open_check_id"] for s in standings] == [None, national["id"]]
    assert [s["is_reporting"] for s in standings] == [True, False]
    second = await chair.post(
        "/six-have", json={"organisation_id": str(world.union.id), "scheme": "acftu_national"}, headers=key()
    )
    assert second.status_code == 409


async def test_without_a_scheme_the_one_the_district_reports_under_is_taken(
    chair: ActorClient, world: World
) -> None:
    card = good(
        await chair.post("/six-have", json={"organisation_id": str(world.union.id)}, headers=key()), 201
    )
    assert card["scheme"] == "wuling_2020"
    schemes = good(await chair.get("/six-have/schemes"))["items"]
    assert [(s["scheme"], s["is_reporting"], len(s["items"])) for s in schemes] == [
        ("wuling_2020", True, 6),
        ("acftu_national", False, 6),
    ]


async def test_files_are_evidence_until_the_check_is_handed_in(
    chair: ActorClient, street: ActorClient, other_street: ActorClient, auditor: ActorClient, world: World
) -> None:
    card = await opened(chair, world)
    answers = filled(card)
    answers[2]["records"] = []
    card = good(await fill(chair, card, answers))
    assert faults(await act(chair, card, "apply")) == {("plate", "evidence")}
    plate = card["items"][2]["id"]

    async def upload(client: ActorClient) -> int:
        answer = await client.post(
            "/attachments",
            data={"object_type": "six_have_item", "object_id": plate},
            files={"file": ("牌子.png", PNG)},
            headers=key(),
        )
        return answer.status_code

    assert [await upload(client) for client in (other_street, auditor, chair)] == [404, 403, 201]
    card = good(await chair.get(f"/six-have/{card['id']}"))
    assert [file["name"] for file in card["items"][2]["files"]] == ["牌子.png"]
    card = good(await act(chair, card, "apply"))
    assert await upload(chair) == 403
    file = card["items"][2]["files"][0]["id"]
    assert (await street.get(f"/attachments/{file}/content")).content == PNG
    assert (await other_street.get(f"/attachments/{file}/content")).status_code == 404


async def test_an_application_needs_what_the_register_must_say(
    app: FastAPI, other_chair: ActorClient, world: World
) -> None:
    form = {"organisation_id": str(world.other_union.id)}
    card = good(await other_chair.post("/six-have", json=form, headers=key()), 201)
    card = good(await fill(other_chair, card, filled(card)))
    assert faults(await act(other_chair, card, "apply")) == {("place", "address"), ("seal", "seal")}


async def test_what_is_written_is_checked_at_the_field(chair: ActorClient, world: World) -> None:
    card = await opened(chair, world)
    late = {"code": "activity", "is_met": True, "records": [record("联欢", "2020-12-17")]}
    assert faults(await fill(chair, card, [late])) == {("activity", "future")}
    assert faults(await fill(chair, card, [{"code": "nothing"}])) == {("items", "unknown_item")}


async def test_an_application_can_be_taken_back_and_verdicts_go_with_it(
    chair: ActorClient, street: ActorClient, world: World
) -> None:
    card = await applied(chair, world)
    assert (await fill(chair, card, filled(card))).status_code == 409
    good(await verify(street, card, "place"))
    card = good(await chair.get(f"/six-have/{card['id']}"))
    card = good(await act(chair, card, "withdraw"))
    assert card["status"] == "draft" and {item["verdict"] for item in card["items"]} == {None}


async def test_two_who_saw_the_same_check_do_not_both_decide(
    chair: ActorClient, street: ActorClient, district: ActorClient, world: World
) -> None:
    card = good(await verify(street, await applied(chair, world)))
    good(await act(street, card, "pass"))
    assert (await act(district, card, "pass")).status_code == 412
    assert (await verify(district, card)).status_code == 409


async def test_mending_past_its_last_day_can_be_cancelled(
    chair: ActorClient, street: ActorClient, world: World
) -> None:
    card = good(await verify(street, await applied(chair, world), "seal"))
    card = good(await act(street, card, "mend", "补章"))
    assert (await act(street, card, "cancel", "没有整改")).status_code == 409
    clock.freeze(date(2021, 1, 16))
    card = good(await act(street, card, "cancel", "没有整改"))
    assert card["status"] == "cancelled"
    assert (await state_of(chair, world))["standing"] == "cancelled"
    assert (await opened(chair, world))["status"] == "draft"


async def test_a_verdict_against_says_why(chair: ActorClient, street: ActorClient, world: World) -> None:
    card = await applied(chair, world)
    items = [{"code": i["code"], "verdict": "not_met", "comment": ""} for i in card["items"]]
    answer = await street.put(
        f"/six-have/{card['id']}/verdicts", json={"items": items}, headers=version(card)
    )
    assert len(faults(await act(street, good(answer), "mend", "整改"))) == 6


async def test_who_may_not(
    chair: ActorClient,
    other_street: ActorClient,
    auditor: ActorClient,
    leader: ActorClient,
    sysadmin: ActorClient,
    world: World,
) -> None:
    form = {"organisation_id": str(world.union.id)}
    for client in (auditor, leader, sysadmin):
        assert (await client.post("/six-have", json=form, headers=key())).status_code == 403
    assert (await other_street.post("/six-have", json=form, headers=key())).status_code == 404
    card = await applied(chair, world)
    for client in (chair, auditor, leader):
        assert (await verify(client, card)).status_code == 403
        assert (await act(client, card, "pass")).status_code == 403
    assert (await sysadmin.get("/six-have")).status_code == 403


async def test_only_grassroots_unions_are_checked(app: FastAPI, chair: ActorClient, world: World) -> None:
    answer = await chair.post(
        "/six-have", json={"organisation_id": str(world.street_union.id)}, headers=key()
    )
    assert answer.status_code == 404


async def test_the_next_street_sees_no_row_and_404(
    chair: ActorClient, street: ActorClient, other_street: ActorClient, other_chair: ActorClient, world: World
) -> None:
    card = await passed(chair, street, world)
    for client in (other_street, other_chair):
        assert good(await client.get("/six-have"))["total"] == 0
        rows = good(await client.get("/six-have/standings"))["items"]
        assert [row["organisation_id"] for row in rows] == [str(world.other_union.id)]
        for identity in (card["id"], RANDOM):
            assert (await client.get(f"/six-have/{identity}")).status_code == 404
            assert (await act(client, {**card, "id": identity}, "pass")).status_code == 404
        asked = {"organisation_id": str(world.union.id)}
        for path in ("/six-have", "/six-have/standings", "/six-have/of-union", "/six-have/claim"):
            assert (await client.get(path, params=asked)).status_code == 404
        assert (await client.post("/six-have", json=asked, headers=key())).status_code in (403, 404)


async def test_the_list_of_standings_filters(
    chair: ActorClient, street: ActorClient, district: ActorClient, world: World
) -> None:
    await passed(chair, street, world)

    async def total(**params: Any) -> int:
        return int(good(await district.get("/six-have/standings", params=params))["total"])

    assert await total() == 3
    assert [await total(standing=s) for s in ("passing", "lapsed", "to_mend", "cancelled", "never")] == [
        1,
        0,
        0,
        0,
        2,
    ]
    assert (await total(is_passing=True), await total(is_passing=False)) == (1, 2)
    assert (await total(is_due=True), await total(is_due=False)) == (0, 3)
    assert await total(scheme="acftu_national", standing="never") == 3
    assert await total(organisation_id=str(world.other_street_union.id)) == 1
    assert (await total(q="启明一厂"), await total(q="%")) == (1, 0)
    assert (await total(as_of="2020-12-15", standing="never"), await total(as_of="2020-12-15")) == (3, 3)
    clock.freeze(date(2021, 11, 1))
    assert await total(is_due=True) == 1
