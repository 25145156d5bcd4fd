"""Steps of people with six-have checks, home ratings and member evaluations, as the tests take them."""

from datetime import date
from typing import Any
from uuid import uuid4

from fastapi import FastAPI

from backend.kernel import calendar_table
from backend.kernel.db import unit_of_work
from backend.kernel.parameters import seed_defaults
from backend.organisations.evaluations.parameters import PARAMETERS as EVALUATIONS
from backend.organisations.homes.codes import HomeLevel, HomeState, HomeUnit
from backend.organisations.homes.models import HomeRating
from backend.organisations.homes.parameters import PARAMETERS as HOMES
from backend.organisations.models import Organisation
from backend.organisations.six_have.codes import SixHaveScheme, SixHaveState
from backend.organisations.six_have.models import SixHaveCheck
from backend.organisations.six_have.parameters import PARAMETERS as SIX_HAVE
from backend.organisations.terms.parameters import PARAMETERS as TERMS
from tests.support.actors import ActorClient, World
from tests.support.builders import Union

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
DAYS = ("2020-03-06", "2020-05-12", "2020-07-01", "2020-09-28")
BALLOTS = {"satisfied": 25, "basically": 6, "dissatisfied": 1, "abstained": 1, "invalid": 1}


def prepare(app: FastAPI, world: World) -> None:
    """Parameters and calendar; the first union has a seal and an address."""
    with unit_of_work(app.state.engine) as session:
        seed_defaults(session, (*SIX_HAVE, *HOMES, *EVALUATIONS, *TERMS))
        calendar_table.seed(session)
        row = session.get_one(Organisation, ("430702", world.union.id))
        row.has_seal, row.address = True, "武陵区启明街道青年路1号"
        session.add(row)


def key() -> dict[str, str]:
    """A fresh idempotency key."""
    return {"Idempotency-Key": uuid4().hex}


def version(card: dict[str, Any]) -> dict[str, str]:
    """If-Match of what was read."""
    return {"If-Match": f'"v{card["version"]}"'}


def good(answer: Any, status: int = 200) -> dict[str, Any]:
    """The body of an answer that succeeded."""
    assert answer.status_code == status, answer.text
    found: dict[str, Any] = answer.json()
    return found


def faults(answer: Any) -> set[tuple[str, str]]:
    """(field, code) of a refusal; every one says why and how to mend it."""
    assert answer.status_code == 422, answer.text
    errors = answer.json()["errors"]
    assert errors and all(error["message"] and error["fix"] for error in errors)
    return {(error["field"], error["code"]) for error in errors}


def record(title: str, on: str | None = None, reference: str = "") -> dict[str, Any]:
    """One line of proof."""
    return {"on": on, "title": title, "reference": reference}


def filled(card: dict[str, Any]) -> list[dict[str, Any]]:
    """A sound answer to each of the six, whatever the scheme calls them."""
    activities = [record(f"活动{n}", day) for n, day in enumerate(DAYS, 1)]
    papers = [record("工作制度汇编", None, "档-1"), record("会员会议制度", None, "档-2")]
    proof = {"activity": activities, "carrier": activities, "system": papers, "mechanism": papers}
    return [
        {
            "code": item["code"],
            "is_met": True,
            "statement": "已具备",
            "records": proof.get(item["code"], [record("佐证", "2020-01-08", "常武工复〔2020〕1号")]),
        }
        for item in card["items"]
    ]


async def opened(chair: ActorClient, world: World, scheme: str = "wuling_2020") -> dict[str, Any]:
    """A self-check the chair has started."""
    form = {"organisation_id": str(world.union.id), "scheme": scheme}
    return good(await chair.post("/six-have", json=form, headers=key()), 201)


async def fill(client: ActorClient, card: dict[str, Any], items: list[dict[str, Any]]) -> Any:
    """Save answers."""
    return await client.put(f"/six-have/{card['id']}/items", json={"items": items}, headers=version(card))


async def verify(client: ActorClient, card: dict[str, Any], *not_met: str) -> Any:
    """Give every item its verdict."""
    items = [
        {
            "code": item["code"],
            "verdict": "not_met" if item["code"] in not_met else "met",
            "comment": "现场没有看到" if item["code"] in not_met else "",
        }
        for item in card["items"]
    ]
    return await client.put(f"/six-have/{card['id']}/verdicts", json={"items": items}, headers=version(card))


async def act(
    client: ActorClient, card: dict[str, Any], action: str, note: str = "", path: str = "six-have"
) -> Any:
    """Take one step."""
    return await client.post(
        f"/{path}/{card['id']}/actions", json={"action": action, "note": note}, headers=version(card)
    )


async def applied(chair: ActorClient, world: World, scheme: str = "wuling_2020") -> dict[str, Any]:
    """A check that waits for the street."""
    card = await opened(chair, world, scheme)
    card = good(await fill(chair, card, filled(card)))
    return good(await act(chair, card, "apply"))


async def passed(chair: ActorClient, street: ActorClient, world: World) -> dict[str, Any]:
    """A check the street has passed."""
    card = await applied(chair, world)
    card = good(await verify(street, card))
    return good(await act(street, card, "pass"))


def session_form(world: World, **changes: Any) -> dict[str, Any]:
    """A sound session of the first union."""
    return {
        "organisation_id": str(world.union.id),
        "held_on": "2020-11-20",
        "expected": 36,
        "present": 34,
        **BALLOTS,
        **changes,
    }


async def evaluated(client: ActorClient, world: World, **changes: Any) -> dict[str, Any]:
    """A recorded session."""
    form = session_form(world, **changes)
    return good(await client.post("/member-evaluations", json=form, headers=key()), 201)


def codes(card: dict[str, Any]) -> list[str]:
    """What the caller may do now."""
    return [action["code"] for action in card["actions"]]


async def held(app: FastAPI, street: ActorClient, union: Union) -> dict[str, str]:
    """One of each for a union: a check, a rating (as its chair would have begun them), a session; ids by parameter."""
    form = {
        "organisation_id": str(union.id),
        "held_on": "2020-11-20",
        "expected": 36,
        "present": 34,
        **BALLOTS,
    }
    session_id = good(await street.post("/member-evaluations", json=form, headers=key()), 201)["id"]
    common = {"district_id": union.org_path[:6], "org_path": union.org_path, "organisation_id": union.id}
    check = SixHaveCheck(
        **common,
        scheme=SixHaveScheme.WULING_2020,
        scheme_version=1,
        status=SixHaveState.APPLIED,
        opened_on=date(2020, 12, 1),
        open_key=SixHaveScheme.WULING_2020.value,
    )
    rating = HomeRating(
        **common,
        unit=HomeUnit.HOME,
        unit_name="",
        level=HomeLevel.QUALIFIED,
        year=2020,
        status=HomeState.EVALUATED,
        statement="材料",
        applied_on=date(2020, 12, 1),
        open_key="home:",
    )
    with unit_of_work(app.state.engine) as session:
        session.add_all([check, rating])
        session.flush()
        ids = {"six_have_id": str(check.id), "rating_id": str(rating.id)}
    return {**ids, "evaluation_id": session_id}
