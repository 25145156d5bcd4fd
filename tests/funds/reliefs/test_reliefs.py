"""Relief of a declared month: never above what is owed, granted by another person, kept through corrections."""

from typing import Any

import pytest
from fastapi import FastAPI

from backend.funds.reliefs import rules
from backend.funds.reliefs.codes import ReliefAction, ReliefState
from backend.kernel.decisions import Verdict
from tests.funds.payers.steps import PATH, declared, faults, made, prepare, registered, send
from tests.support.actors import ActorClient, World

RELIEFS = "/funds/reliefs"
S, A = ReliefState, ReliefAction


def test_the_workflow_and_who_may_not_decide() -> None:
    assert {(step.source, step.action): step.target for step in rules.WORKFLOW.steps} == {
        (S.APPLIED, A.GRANT): S.GRANTED,
        (S.APPLIED, A.REFUSE): S.REFUSED,
        (S.APPLIED, A.WITHDRAW): S.WITHDRAWN,
    }
    for step in rules.WORKFLOW.steps:
        assert (A.APPLY in step.other_than) is (step.action is not A.WITHDRAW)


@pytest.mark.parametrize(
    ("amount", "due", "relieved", "verdict"),
    [
        (100, None, 0, Verdict.UNKNOWN),
        (100, 100, 0, Verdict.MET),
        (101, 100, 0, Verdict.NOT_MET),
        (41, 100, 60, Verdict.NOT_MET),
        (40, 100, 60, Verdict.MET),
        (0, 100, 0, Verdict.NOT_MET),
    ],
)
def test_a_relief_is_never_more_than_what_is_owed(
    amount: int, due: int | None, relieved: int, verdict: Verdict
) -> None:
    check = rules.amount_check(amount, due, relieved)
    assert check.verdict is verdict and check.article and check.fix


def form(payer: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {
        "payer_id": payer["id"],
        "period": "2020-10",
        "amount_fen": 150_960,
        "basis": "常工发〔2020〕3号",
        "reason": "疫情停产",
        **changes,
    }


async def test_a_relief_is_granted_by_the_leader_and_stays_with_the_month(
    app: FastAPI,
    world: World,
    chair: ActorClient,
    street: ActorClient,
    leader: ActorClient,
    other_street: ActorClient,
) -> None:
    prepare(app)
    payer = await registered(street, world.union.id)
    assert (await send(chair, RELIEFS, form(payer))).status_code == 409
    await declared(chair, payer)
    assert faults(await send(chair, RELIEFS, form(payer, amount_fen=650_961))) == {
        ("amount_fen", "relief_within_due")
    }
    relief = await made(chair, RELIEFS, form(payer))
    assert (await send(street, RELIEFS, form(payer))).status_code == 409
    assert [action["code"] for action in relief["actions"]] == ["withdraw"]
    url = f"{RELIEFS}/{relief['id']}"
    assert (await other_street.get(url)).status_code == 404
    assert (await other_street.get(RELIEFS)).json()["total"] == 0
    assert (await send(street, f"{url}/actions", {"action": "grant", "note": ""}, relief)).status_code == 403
    granted = await send(leader, f"{url}/actions", {"action": "grant", "note": "同意"}, relief)
    assert granted.status_code == 200, granted.text
    assert granted.json()["status"] == "granted" and granted.json()["declaration_id"]
    month = (await chair.get(f"{PATH}/{payer['id']}/months/2020-10")).json()
    assert (month["due_fen"], month["relief_fen"], month["left_fen"]) == (650_960, 150_960, 500_000)
    corrected = await declared(chair, payer, wages_fen=30_000_000, reason="更正")
    assert (corrected["due_fen"], corrected["relief_fen"]) == (600_000, 150_960)
    second = await made(chair, RELIEFS, form(payer, amount_fen=449_040))
    refused = await send(
        leader, f"{url[:-36]}{second['id']}/actions", {"action": "refuse", "note": "依据不足"}, second
    )
    assert refused.json()["status"] == "refused"
    rows = (await street.get(f"{RELIEFS}?payer_id={payer['id']}&period=2020-10")).json()["items"]
    assert [row["status"] for row in rows] == ["refused", "granted"]
