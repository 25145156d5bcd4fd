"""Whether a union's payers owe funds, as a rating of the union asks: unknown, owing, paid."""

from datetime import date

from fastapi import FastAPI

from backend.kernel.db import unit_of_work
from backend.organisations.owing import owes_funds
from tests.funds.arrears.owing import DISTRICT, add_payer, declare, pay, prepare
from tests.support.actors import World

TODAY = date(2020, 12, 16)


def test_a_union_owes_while_a_declared_month_is_overdue_and_not_paid(app: FastAPI, world: World) -> None:
    prepare(app)

    def told(on: date = TODAY) -> bool | None:
        with unit_of_work(app.state.engine, writes=False) as session:
            return owes_funds(session, DISTRICT, world.union.id, on)

    assert told() is None
    payer = add_payer(app, world.union)
    assert told() is None, "nothing is declared"
    declare(app, world.union, payer, "2020-10", 650_960)
    assert (told(), told(date(2020, 11, 16))) == (True, False), "the last day itself is in time"
    pay(app, payer, "2020-10", 650_959, date(2020, 11, 20))
    assert told() is True
    pay(app, payer, "2020-10", 1, date(2020, 11, 21))
    assert told() is False
