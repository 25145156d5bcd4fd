"""What waits in the funds: undeclared months for the payer and its street, decisions for the leader, payments for finance."""

from datetime import date
from typing import Any
from uuid import UUID

from fastapi import FastAPI

from backend.funds.arrears.codes import ArrearsCaseState
from backend.funds.arrears.models import ArrearsCase
from backend.funds.bank_accounts.codes import BankAccountState
from backend.funds.bank_accounts.models import FundBankAccount
from backend.funds.ledger.codes import LedgerMonthState
from backend.funds.ledger.service import month_of
from backend.funds.obligations.undeclared import months_asked
from backend.funds.payers.models import FundPayer
from backend.funds.plans.codes import FundPlanState
from backend.funds.plans.models import FundPlan
from backend.funds.refunds.codes import RefundState
from backend.funds.refunds.models import FundRefund
from backend.funds.share_returns.codes import ShareReturnState
from backend.funds.share_returns.models import FundShareReturn
from backend.kernel.db import unit_of_work
from tests.funds.arrears.owing import DISTRICT, add_payer, declare, prepare
from tests.funds.books import clerk, working
from tests.funds.holdings import funded
from tests.support.actors import ActorClient, World

PATH = "/funds/obligations/undeclared"
LEADER = {
    "fund_exceptions_rejecting": 0,
    "fund_refunds_applied": 1,
    "fund_returns_submitted": 1,
    "fund_reliefs_applied": 1,
    "fund_plans_submitted": 1,
    "fund_orders_proposed": 1,
    "fund_months_reopening": 1,
}


async def _lines(client: ActorClient) -> dict[str, int]:
    """The lines of the funds; each counts what its list holds."""
    found = {}
    for group in (await client.get("/inbox")).json()["groups"]:
        if group["code"].startswith("fund"):
            answer = await client.get(group["source"])
            assert answer.status_code == 200, group
            assert answer.json()["total"] == len(answer.json()["items"]) == group["count"], group
            found[group["code"]] = group["count"]
    return found


def _waiting(app: FastAPI, ids: dict[str, str], states: list[tuple[Any, str, Any]]) -> None:
    with working(app.state.engine, clerk()) as session:
        for model, name, status in states:
            session.get_one(model, (DISTRICT, UUID(ids[name]))).status = status


async def test_each_case_waits_for_whoever_may_decide_it(
    app: FastAPI,
    world: World,
    chair: ActorClient,
    other_chair: ActorClient,
    street: ActorClient,
    district: ActorClient,
    leader: ActorClient,
    auditor: ActorClient,
) -> None:
    prepare(app)
    assert (await chair.get(PATH)).json()["items"] == []
    ids = funded(app, world.union)
    _waiting(app, ids, [
        (FundShareReturn, "share_return_id", ShareReturnState.SUBMITTED),
        (FundPlan, "plan_id", FundPlanState.SUBMITTED),
        (ArrearsCase, "arrears_case_id", ArrearsCaseState.ORDER_PROPOSED),
    ])  # fmt: skip
    with working(app.state.engine, clerk()) as session:
        month_of(session, clerk(), "2020-11").status = LedgerMonthState.REOPENING
    assert await _lines(leader) == LEADER
    assert (await chair.get("/funds/months")).status_code == 403
    assert (await _lines(auditor)) == {}

    # what was approved waits for the payment, a new account for the second person
    _waiting(app, ids, [
        (FundShareReturn, "share_return_id", ShareReturnState.APPROVED),
        (FundRefund, "refund_id", RefundState.APPROVED),
        (FundBankAccount, "bank_account_id", BankAccountState.PROPOSED),
    ])  # fmt: skip
    office = await _lines(district)
    assert {code for code, count in office.items() if count} == {
        "fund_refunds_to_pay", "fund_returns_to_pay", "fund_accounts_proposed", "fund_exceptions_open",
    }  # fmt: skip
    assert "funds_undeclared" not in office
    left = await _lines(leader)
    assert (left["fund_refunds_applied"], left["fund_returns_submitted"]) == (0, 0)


def test_this_years_months_are_looked_at_and_last_years_until_the_end_of_march() -> None:
    asked = {day: months_asked(day) for day in (date(2020, 12, 16), date(2021, 3, 31), date(2021, 4, 1))}
    assert [(months[0], months[-1]) for months in asked.values()] == [
        ("2020-01", "2020-11"),
        ("2020-01", "2021-02"),
        ("2021-01", "2021-03"),
    ]


async def test_undeclared_months_past_their_last_day_wait_for_the_payer_and_its_street(
    app: FastAPI, world: World, chair: ActorClient, other_chair: ActorClient, street: ActorClient
) -> None:
    """The payers are registered in September; November was to be paid by 15 December, yesterday."""
    prepare(app)
    own = add_payer(app, world.union, registered_on=date(2020, 9, 1))
    late = {"registered_on": date(2020, 9, 1)}
    add_payer(app, world.other_union, "启明二厂", "91430702MA4L00022F", **late)
    declare(app, world.union, own, "2020-09", 650_960)
    assert (await _lines(chair))["funds_undeclared"] == 2
    assert (await _lines(street))["funds_undeclared"] == 2
    assert (await _lines(other_chair))["funds_undeclared"] == 3
    rows = (await chair.get(PATH)).json()["items"]
    assert [(row["payer_id"], row["period"], row["due_on"]) for row in rows] == [
        (str(own), "2020-10", "2020-11-16"),
        (str(own), "2020-11", "2020-12-15"),
    ]
    first = (await chair.get(PATH, params={"limit": 1})).json()
    rest = (await chair.get(PATH, params={"limit": 1, "cursor": first["next_cursor"]})).json()
    assert [page["items"] for page in (first, rest)] == [[row] for row in rows]
    declare(app, world.union, own, "2020-10", 0)
    assert (await _lines(chair))["funds_undeclared"] == (await _lines(street))["funds_undeclared"] == 1
    with unit_of_work(app.state.engine) as session:
        session.get_one(FundPayer, (DISTRICT, own)).closed_on = date(2020, 10, 31)
    assert (await chair.get(PATH, params={"payer_id": str(own)})).json()["total"] == 0
