"""Members' dues: E-E4, who never pays (E-R10), a month from the register to the money, sealed wages, the next street."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from fastapi import FastAPI
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from backend.funds.dues import rules
from backend.funds.dues.codes import DuesAction, DuesState
from backend.funds.dues.models import DuesLine
from backend.funds.dues.parameters import BASE_FLOOR_UNIT, RATE
from backend.funds.permissions import P
from backend.kernel import clock
from backend.kernel.audit import AuditEntry
from backend.kernel.db import unit_of_work
from backend.kernel.parameters import as_rate
from backend.members.codes import MemberState
from tests.funds.arrears.owing import prepare
from tests.members.people import change, registered, resident_id
from tests.support.actors import ActorClient, World

HALF = as_rate("0.005")


@pytest.mark.parametrize(
    ("base_fen", "dues_fen"),
    [(567_890, 2_835), (499_900, 2_495), (98_000, 490), (999, 0), (0, 0), (1_000, 5)],
)
def test_the_worked_example_of_dues(base_fen: int, dues_fen: int) -> None:
    assert rules.dues_of(base_fen, HALF, 1_000) == dues_fen


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 10**10), st.integers(0, 10**6))
def test_dues_grow_with_the_wage_and_pence_never_count(base_fen: int, more: int) -> None:
    dues = rules.dues_of(base_fen, HALF, 1_000)
    assert dues == rules.dues_of(base_fen - base_fen % 1_000, HALF, 1_000)
    assert dues <= rules.dues_of(base_fen + more, HALF, 1_000)
    assert dues * 200 <= base_fen < dues * 200 + 1_000


def test_who_owes_follows_the_effects_of_membership() -> None:
    owing = {state: rules.owes(state, was_retained=False)[0] for state in MemberState}
    assert {state for state, is_due in owing.items() if is_due} == {
        MemberState.ACTIVE,
        MemberState.IN_TRANSIT,
    }
    assert rules.owes(MemberState.IN_TRANSIT, was_retained=True)[0] is False
    assert "免交会费" in rules.owes(MemberState.RETAINED, was_retained=False)[1]


def test_parameters_pass_their_own_examples_and_the_workflow_is_small() -> None:
    for key in (RATE, BASE_FLOOR_UNIT):
        assert key.failed_examples(key.defaults[0].value, key.examples) == []
    assert RATE.refusal("0.5") and BASE_FLOOR_UNIT.refusal(0)
    steps = {(step.source, step.action): (step.target, step.permission) for step in rules.WORKFLOW.steps}
    assert steps == {
        (DuesState.DRAFT, DuesAction.CONFIRM): (DuesState.CONFIRMED, P.DECLARE),
        (DuesState.CONFIRMED, DuesAction.REOPEN): (DuesState.DRAFT, P.DECLARE),
        (DuesState.CONFIRMED, DuesAction.COLLECT): (DuesState.COLLECTED, P.DECLARE),
    }


def key() -> dict[str, str]:
    return {"Idempotency-Key": uuid4().hex}


def good(answer: Any, status: int = 200) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    found: dict[str, Any] = answer.json()
    return found


def seen(batch: dict[str, Any]) -> dict[str, str]:
    return {"If-Match": f'"v{batch["version"]}"', **key()}


async def act(client: ActorClient, batch: dict[str, Any], action: str, note: str = "") -> Any:
    body = {"action": action, "note": note}
    return await client.post(f"/funds/dues/{batch['id']}/actions", json=body, headers=seen(batch))


async def fill(client: ActorClient, batch: dict[str, Any], **wages: int | None) -> Any:
    ids = {line["person_name"]: line["member_id"] for line in batch["lines"]}
    items = [{"member_id": ids.get(name, name), "base_fen": fen} for name, fen in wages.items()]
    return await client.put(f"/funds/dues/{batch['id']}/bases", json={"items": items}, headers=seen(batch))


async def collect(client: ActorClient, batch: dict[str, Any], **values: Any) -> Any:
    body = {
        "collected_on": "2020-12-10",
        "collected_fen": batch["dues_fen"],
        "bank_ref": "进账单1024",
        **values,
    }
    return await client.post(f"/funds/dues/{batch['id']}/collection", json=body, headers=seen(batch))


async def people(district: ActorClient, world: World) -> dict[str, dict[str, Any]]:
    """Four members: one stays, one is retained in November, one joins in December, one is on the way elsewhere."""
    days = {"甲一": "2020-03-01", "乙二": "2020-03-01", "丙三": "2020-12-03", "丁四": "2020-03-01"}
    found = {}
    for number, (name, joined_on) in enumerate(days.items()):
        found[name] = await registered(
            district,
            world.union,
            name=name,
            id_no=resident_id(date(1985, 3, 1), number * 2 + 1),
            joined_on=joined_on,
        )
    kept = await change(district, found["乙二"], "retain", effective_on="2020-11-05", reason="3")
    assert kept.status_code == 201, kept.text
    left = await change(
        district, found["丁四"], "transfer_out", effective_on="2020-11-20",
        to_organisation_id=str(world.neighbour_union.id),
    )  # fmt: skip
    assert left.status_code == 201, left.text
    return found


async def test_a_month_of_dues_from_the_register_to_the_bank(
    app: FastAPI, world: World, district: ActorClient, street: ActorClient, chair: ActorClient, auditor: ActorClient,
    other_street: ActorClient, other_chair: ActorClient,
) -> None:  # fmt: skip
    prepare(app)
    await people(district, world)
    form = {"organisation_id": str(world.union.id), "period": "2020-11"}
    assert (await auditor.post("/funds/dues", json=form, headers=key())).status_code == 403
    too_early = await chair.post("/funds/dues", json={**form, "period": "2021-01"}, headers=key())
    assert too_early.json()["errors"][0]["code"] == "future"
    street_level = {**form, "organisation_id": str(world.street_union.id)}
    assert (await street.post("/funds/dues", json=street_level, headers=key())).status_code == 409
    batch = good(await chair.post("/funds/dues", json=form, headers=key()), 201)
    assert (await chair.post("/funds/dues", json=form, headers=key())).status_code == 409
    assert (batch["payers"], batch["exempt"], batch["missing"], batch["as_of"]) == (2, 1, 2, "2020-11-30")
    standings = {line["person_name"]: (line["standing"], line["is_exempt"]) for line in batch["lines"]}
    assert standings == {"甲一": ("active", False), "丁四": ("in_transit", False), "乙二": ("retained", True)}
    assert batch["actions"] == [] and (await act(chair, batch, "confirm")).status_code == 409

    refused = await fill(chair, batch, 乙二=400_000, **{str(uuid4()): 1})
    assert [error["code"] for error in refused.json()["errors"]] == ["exempt", "unknown_member"]
    assert good(await chair.get(f"/funds/dues/{batch['id']}"))["missing"] == 2, "all or nothing"
    batch = good(await fill(chair, batch, 甲一=567_890, 丁四=98_000))
    assert (batch["missing"], batch["dues_fen"]) == (0, 2_835 + 490)
    assert all("base_fen" not in line for line in batch["lines"]), "wages are not told in lists"
    shown = good(await chair.post(f"/funds/dues/{batch['id']}/reveal", json={"purpose": "fill"}))["items"]
    assert sorted((item["base_fen"], item["dues_fen"]) for item in shown if item["base_fen"]) == [
        (98_000, 490), (567_890, 2_835),
    ]  # fmt: skip
    sealed_and_audited(app)

    batch = good(await act(chair, batch, "confirm"))
    assert (await fill(chair, batch, 甲一=1)).status_code == 409
    batch = good(await act(chair, batch, "reopen", "基数有误"))
    batch = good(await act(chair, good(await fill(chair, batch, 丁四=99_999)), "confirm"))
    assert (await act(chair, batch, "collect")).status_code == 422
    for values in ({"collected_fen": 9_999}, {"collected_fen": 5}, {"collected_on": "2020-12-17"}):
        assert (await collect(chair, batch, **values)).status_code == 422, values
    batch = good(await collect(chair, batch, collected_fen=2_835, note="丁四已转出，未交"))
    assert (batch["status"], batch["collected_fen"], batch["actions"]) == ("collected", 2_835, [])

    december = good(await chair.post("/funds/dues", json={**form, "period": "2020-12"}, headers=key()), 201)
    assert (december["payers"], december["missing"], december["dues_fen"]) == (3, 1, 2_835 + 495), (
        "wages carried over"
    )
    months = good(await street.get("/funds/dues/summary", params={"year": 2020}))["months"]
    assert [(m["period"], m["payers"], m["dues_fen"], m["collected_fen"]) for m in months] == [
        ("2020-11", 2, 3_330, 2_835), ("2020-12", 3, 3_330, 0),
    ]  # fmt: skip
    for client in (other_street, other_chair):
        assert good(await client.get("/funds/dues"))["items"] == []
        assert good(await client.get("/funds/dues/summary", params={"year": 2020}))["months"] == []
        assert (await client.get(f"/funds/dues/{batch['id']}")).status_code == 404
        reveal = await client.post(f"/funds/dues/{batch['id']}/reveal", json={"purpose": "fill"})
        assert reveal.status_code == 404


async def test_a_draft_follows_the_register_before_it_is_confirmed(
    app: FastAPI, world: World, district: ActorClient, street: ActorClient
) -> None:
    prepare(app)
    members = await people(district, world)
    form = {"organisation_id": str(world.union.id), "period": "2020-12"}
    batch = good(await street.post("/funds/dues", json=form, headers=key()), 201)
    batch = good(await fill(street, batch, 甲一=300_000, 丙三=200_000, 丁四=100_000))
    card = good(await street.get(f"/members/{members['甲一']['id']}"))
    kept = await change(district, card, "retain", effective_on="2020-12-16", reason="3")
    assert kept.status_code == 201, kept.text
    batch = good(await street.get(f"/funds/dues/{batch['id']}"))
    assert batch["is_outdated"] and "名册有变动" in (await act(street, batch, "confirm")).json()["detail"]
    again = await street.post(f"/funds/dues/{batch['id']}/renew", headers=seen(batch))
    batch = good(again)
    assert (batch["payers"], batch["exempt"], batch["missing"], batch["dues_fen"]) == (2, 2, 0, 1_500)
    assert good(await act(street, batch, "confirm"))["status"] == "confirmed"
    clock.freeze(date(2021, 2, 1))
    assert (
        good(await street.get("/funds/dues", params={"status": "confirmed", "period": "2020-12"}))["total"]
        == 1
    )


def sealed_and_audited(app: FastAPI) -> None:
    """Neither wage nor dues of a person stands in the store in plain; the look left its trace with the purpose."""
    with unit_of_work(app.state.engine) as session:
        lines = session.execute(select(DuesLine)).scalars().all()
        kept = [line for line in lines if line.base_sealed is not None]
        assert len(kept) == 2 and all(b"567890" not in line.base_sealed for line in kept if line.base_sealed)
        looks = session.execute(select(AuditEntry)).scalars().all()
        details = [row.details for row in looks if row.verb == "dues_batch.reveal"]
    assert len(details) == 1 and details[0]["purpose"] == "fill"
