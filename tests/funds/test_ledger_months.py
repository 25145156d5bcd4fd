"""Closing a month, and the two persons it takes to open it again."""

from datetime import date

import pytest
from fastapi import FastAPI

from backend.funds.ledger import service
from backend.funds.ledger.codes import LedgerMonthState as S
from backend.kernel.authz import Actor
from backend.kernel.errors import Conflict
from tests.funds.books import at_once, clerk, open_books, posting, working

NOVEMBER = date(2020, 11, 26)


@pytest.fixture
def books(app: FastAPI) -> Actor:
    """A clerk with one entry in November."""
    actor = clerk()
    open_books(app.state.engine, actor)
    with working(app.state.engine, actor) as session:
        service.post(session, actor, posting(on=NOVEMBER))
    return actor


def move(app: FastAPI, actor: Actor, action: str, note: str = "核对完毕") -> S:
    with working(app.state.engine, actor) as session:
        month = service.month_of(session, actor, "2020-11")
        return service.move_month(session, actor, month, action, note, month.version).status


def post(app: FastAPI, actor: Actor) -> None:
    with working(app.state.engine, actor) as session:
        service.post(session, actor, posting(on=NOVEMBER))


def test_a_closed_month_takes_nothing(app: FastAPI, books: Actor) -> None:
    assert move(app, books, "close") is S.CLOSED
    with pytest.raises(Conflict, match="2020-11 已结账"):
        post(app, books)
    assert move(app, books, "ask_reopen", "漏记一笔") is S.REOPENING
    with pytest.raises(Conflict, match="2020-11 已结账"):
        post(app, books)


def test_opening_a_closed_month_again_takes_a_second_person(app: FastAPI, books: Actor) -> None:
    move(app, books, "close")
    move(app, books, "ask_reopen", "漏记一笔")
    with pytest.raises(Conflict, match="另一人"):
        move(app, books, "reopen", "同意")
    leader = clerk()
    assert move(app, leader, "reopen", "同意补记") is S.OPEN
    post(app, books)


def test_a_reversal_of_a_closed_month_is_booked_today(app: FastAPI, books: Actor) -> None:
    with working(app.state.engine, books) as session:
        entry_id = service.post(session, books, posting(on=NOVEMBER)).id
    move(app, books, "close")
    with working(app.state.engine, books) as session:
        assert service.reverse(session, books, entry_id, "重复入账").period == "2020-12"


def test_nothing_slips_into_a_month_that_is_being_closed(app: FastAPI, books: Actor) -> None:
    raised = at_once([lambda: post(app, books)] * 5 + [lambda: move(app, books, "close")] * 2)
    assert {type(problem) for problem in raised} <= {Conflict}
    with pytest.raises(Conflict), working(app.state.engine, books) as session:
        service.post(session, books, posting(on=NOVEMBER))
