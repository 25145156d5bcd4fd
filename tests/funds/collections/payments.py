"""A payer of a base union and what it pays, working straight on the store."""

from datetime import date
from typing import Any

from fastapi import FastAPI
from sqlmodel import Session

from backend.funds.codes import CollectionChannel, FundCoverage, FundItem
from backend.funds.collections.parameters import PARAMETERS
from backend.funds.collections.service import Payment
from backend.funds.payers.models import FundPayer
from backend.kernel import clock
from backend.kernel.db import unit_of_work
from backend.kernel.parameters import seed_defaults
from tests.funds.books import DISTRICT
from tests.support.builders import Union, add_union

PAID = date(2020, 11, 12)


def add_payer(session: Session, union: Union, **values: Any) -> FundPayer:
    """The payer of one union."""
    row = FundPayer(
        district_id=DISTRICT,
        org_path=union.org_path,
        **{
            "organisation_id": union.id,
            "union_id": union.id,
            "name": union.name.removesuffix("工会委员会"),
            "sort_key": "",
            "initials": "",
            "payer_uscc": "91430702MA4L00011F",
            "channel": CollectionChannel.TAX,
            "payer_class": None,
            "industry": None,
            "registered_on": date(2018, 1, 8),
            "recorded_at": clock.now(),
            **values,
        },
    )
    session.add(row)
    session.flush()
    return row


def prepared(app: FastAPI) -> FundPayer:
    """A district with one union's payer and the split tables, without anybody signed in."""
    with unit_of_work(app.state.engine) as session:
        seed_defaults(session, PARAMETERS)
        top = add_union(session, f"{DISTRICT}.", "武陵区总工会")
        street = add_union(session, f"{DISTRICT}.001.", "启明街道总工会", top)
        return add_payer(session, add_union(session, f"{DISTRICT}.001.001.", "启明一厂工会委员会", street))


def payment(payer: FundPayer, **values: Any) -> Payment:
    """The example E-E1: 2 % of 325,480.00, through the tax office."""
    return Payment(
        **{
            "payer": payer,
            "channel": CollectionChannel.TAX,
            "item": FundItem.FUNDS,
            "period": "2020-10",
            "booked_on": PAID,
            "paid_fen": 650_960,
            "coverage": FundCoverage.FULL,
            "ticket_no": "34307020110000000001",
            "base_fen": 32_548_000,
            "due_fen": 650_960,
            **values,
        }
    )
