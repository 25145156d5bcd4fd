"""A payer that owes, as rows of a test's own store."""

from datetime import date
from typing import Any
from uuid import UUID

from fastapi import FastAPI

from backend.funds.codes import (
    CollectionChannel,
    DeclarationSource,
    FundCoverage,
    FundItem,
    WageBase,
)
from backend.funds.collections.service import Payment, book
from backend.funds.obligations.models import FundDeclaration
from backend.funds.payers.models import FundPayer
from backend.kernel import calendar_table, clock
from backend.kernel.db import new_id, unit_of_work
from backend.kernel.parameters import KEYS, seed_defaults
from tests.funds.books import clerk, working
from tests.support.builders import Union

DISTRICT = "430702"


def prepare(app: FastAPI) -> None:
    """Parameters and calendar, as every installation has them."""
    with unit_of_work(app.state.engine) as session:
        seed_defaults(session, list(KEYS.values()))
        calendar_table.seed(session)


def add_payer(
    app: FastAPI, union: Union, name: str = "启明一厂", uscc: str = "91430702MA4L00011F", **values: Any
) -> UUID:
    """A payer with a union."""
    row = FundPayer(
        id=new_id(),
        district_id=DISTRICT,
        org_path=union.org_path,
        **{
            "organisation_id": union.id,
            "union_id": union.id,
            "union_founded_on": date(2015, 5, 1),
            "name": name,
            "sort_key": name,
            "initials": "qmyc",
            "payer_uscc": uscc,
            "channel": CollectionChannel.TAX,
            "registered_on": date(2015, 5, 1),
            "recorded_at": clock.now(),
            "address": "武陵区启明街道青年路1号",
            **values,
        },
    )  # fmt: skip
    with unit_of_work(app.state.engine) as session:
        session.add(row)
    return row.id


def declare(app: FastAPI, union: Union, payer_id: UUID, period: str, due_fen: int, **values: Any) -> None:
    """What the payer owes for a month."""
    row = FundDeclaration(
        district_id=DISTRICT,
        org_path=union.org_path,
        **{
            "payer_id": payer_id,
            "period": period,
            "number": 1,
            "source": DeclarationSource.DECLARED,
            "item": FundItem.FUNDS,
            "wage_base": WageBase.TOTAL_WAGES,
            "coverage": FundCoverage.FULL,
            "wages_fen": due_fen * 50,
            "due_fen": due_fen,
            "recorded_at": clock.now(),
            **values,
        },
    )
    with unit_of_work(app.state.engine) as session:
        session.add(row)


def pay(app: FastAPI, payer_id: UUID, period: str, paid_fen: int, on: date, **values: Any) -> None:
    """What the payer paid for a month, as the finance office books it."""
    actor = clerk()
    with working(app.state.engine, actor) as session:
        payment = {
            "payer": session.get_one(FundPayer, (DISTRICT, payer_id)),
            "channel": CollectionChannel.TAX,
            "item": FundItem.FUNDS,
            "period": period,
            "booked_on": on,
            "paid_fen": paid_fen,
            "coverage": FundCoverage.FULL,
            "ticket_no": new_id().hex,
        }
        book(session, actor, Payment(**{**payment, **values}))
