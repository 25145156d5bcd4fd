"""The demo's funds on a district of one street: exact to the fen, balanced, and its months in order."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import func, select
from sqlmodel import Session

from backend.funds import demo
from backend.funds.closing.queries import facts_of, months_within
from backend.funds.closing.rules import closing_checks
from backend.funds.codes import CollectionChannel
from backend.funds.collections.models import FundCollection, FundSplitLine
from backend.funds.demo_payments import FIGURE_ON, TAX_TOTAL_FEN
from backend.funds.ledger.codes import LedgerMonthState
from backend.funds.ledger.models import LedgerLine
from backend.funds.payers.models import FundPayer
from backend.kernel import calendar_table
from backend.kernel.authz import Actor
from backend.kernel.db import unit_of_work
from backend.kernel.demo import DemoWorld, InventedPerson
from backend.kernel.identifiers import Sex
from backend.kernel.parameters import seed_defaults
from backend.modules import MODULES
from backend.organisations.codes import EconomicType, Industry, OrgLevel, ReportClass
from backend.organisations.demo import DemoPlace, DemoUnion
from tests.funds.books import DISTRICT, clerk
from tests.support.builders import add_union

C: Any = FundCollection
S: Any = FundSplitLine
L: Any = LedgerLine
UNIONS = 40
NOBODY = InventedPerson("", Sex.FEMALE, date(1980, 1, 1), "", "")


def told(session: Session) -> DemoWorld:
    """A street with forty unions, every eighth of them public, the last one founded in July 2020."""
    world = DemoWorld()
    top = add_union(session, f"{DISTRICT}.", "武陵区总工会")
    street = add_union(session, f"{DISTRICT}.001.", "启明街道总工会", top)
    place = DemoPlace(street.id, street.org_path, street.name, OrgLevel.STREET, NOBODY)
    unions = []
    for number in range(UNIONS):
        founded = date(2020, 7, 9) if number == UNIONS - 1 else date(2016, 4, 5)
        name = f"第{number}工会委员会"
        row = add_union(session, f"{street.org_path}{100 + number}.", name, street, founded_on=founded)
        unions.append(
            DemoUnion(
                id=row.id, org_path=row.org_path, name=name, short_name=name, street_path=street.org_path,
                street_name=street.name, economic_type=EconomicType.PRIVATE, industry=Industry.C,
                report_class=ReportClass.NON_PUBLIC if number % 8 else ReportClass.PUBLIC,
                founded_on=founded, recorded_at=datetime(2020, 1, 1, tzinfo=UTC), member_target=0,
                joined_2020_target=0, employees=30 + number, women_share=0.4, migrant_share=0.1,
                chair=NOBODY, employer_name=f"第{number}厂",
            )
        )  # fmt: skip
    world.facts.update(unions=unions, streets=[place], employers={}, drive={})
    return world


def numbers(session: Session) -> dict[str, int]:
    """The sums that have to agree."""
    tax = select(func.sum(C.paid_fen)).where(
        C.channel == CollectionChannel.TAX, C.booked_on.between(date(2020, 1, 1), FIGURE_ON)
    )
    wanted = {
        "tax": tax,
        "paid": select(func.sum(C.paid_fen)),
        "parts": select(func.sum(S.amount_fen)),
        "ledger": select(func.sum(L.amount_fen)),
        "later": select(func.count()).where(C.channel == CollectionChannel.TAX, C.booked_on > FIGURE_ON),
        "reversals": select(func.count()).where(C.reverses_id.is_not(None)),
    }
    return {name: int(session.execute(statement).scalar_one()) for name, statement in wanted.items()}


def out_of_order(session: Session, actor: Actor) -> dict[str, set[str]]:
    """Of each month that may be closed, the checks that are not met."""
    return {
        month.period: {check.code for check in closing_checks(facts_of(session, actor, month)) if not check.is_met}
        for month in months_within(session, actor)
    }  # fmt: skip


def test_the_demo_is_exact_balanced_and_closed_to_october(
    app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "PARTS", ())
    actor = clerk()
    with unit_of_work(app.state.engine) as session:
        seed_defaults(session, [key for module in MODULES for key in module.parameters])
        calendar_table.seed(session)
        demo.make(session, told(session))
    with unit_of_work(app.state.engine) as session:
        found = numbers(session)
        assert found["tax"] == TAX_TOTAL_FEN == 2_222_740_000
        assert found["paid"] == found["parts"]
        assert (found["ledger"], found["later"], found["reversals"]) == (0, 0, 8)
        payers = session.execute(select(func.count()).select_from(FundPayer)).scalar_one()
        assert payers == UNIONS
        months = {month.period: month.status for month in months_within(session, actor)}
        closed = {period for period, status in months.items() if status is LedgerMonthState.CLOSED}
        assert closed == {f"2020-{month:02d}" for month in range(1, 11)}
        faults = out_of_order(session, actor)
        assert {period: codes for period, codes in faults.items() if codes} == {
            "2020-12": {"over", "earlier"}
        }
