"""The ledger on both stores: what the program posts, and what raw SQL cannot do to it."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from fastapi import FastAPI
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from backend.funds.ledger import service
from backend.funds.ledger.models import LedgerEntry, LedgerLine
from backend.funds.ledger.rules import Side, credit, debit
from backend.kernel.authz import Actor
from backend.kernel.db import bulk_insert, new_id, scoped_row
from backend.kernel.errors import Conflict, Invalid, NotFound
from tests.funds.books import TODAY, at_once, clerk, open_books, posting, working

L: Any = LedgerLine
E: Any = LedgerEntry


@pytest.fixture
def books(app: FastAPI) -> Actor:
    """A clerk whose chart of accounts is there."""
    actor = clerk()
    open_books(app.state.engine, actor)
    return actor


def post(app: FastAPI, actor: Actor, **values: Any) -> UUID:
    """One posted entry."""
    with working(app.state.engine, actor) as session:
        return service.post(session, actor, posting(**values)).id


def total(session: Session) -> tuple[int, int]:
    """How many lines there are, and what they add up to."""
    count, amount = session.execute(select(func.count(), func.coalesce(func.sum(L.amount_fen), 0))).one()
    return count, amount


def test_a_posted_entry_keeps_its_sides_in_order(app: FastAPI, books: Actor) -> None:
    payer = uuid4()
    sides = [debit("1001", 3_333, payer, "到账"), credit("4001", 2_000), credit("2001", 1_333)]
    entry_id = post(app, books, sides=sides)
    with working(app.state.engine, books) as session:
        entry = session.get_one(LedgerEntry, (books.district_id, entry_id))
        assert service.sides_of(session, entry) == sides
        assert (entry.period, entry.person_name) == ("2020-12", "钱会计")


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"sides": [debit("1001", 100), credit("4001", 99)]}, "unbalanced"),
        ({"sides": [debit("1001", 100), credit("9999", 100)]}, "unknown_account"),
        ({"on": date(2020, 12, 17)}, "future"),
    ],
)
def test_what_cannot_be_booked_is_refused_and_leaves_nothing(
    app: FastAPI, books: Actor, values: dict[str, Any], code: str
) -> None:
    with pytest.raises(Invalid) as refused:
        post(app, books, **values)
    assert code in {error.code for error in refused.value.errors}
    with working(app.state.engine, books) as session:
        assert total(session) == (0, 0)


def test_a_paper_is_booked_once(app: FastAPI, books: Actor) -> None:
    paper = uuid4()
    post(app, books, source_id=paper)
    with pytest.raises(Conflict, match="已经记过账"):
        post(app, books, source_id=paper)
    with working(app.state.engine, books) as session:
        assert total(session) == (2, 0)


def test_a_reversal_is_booked_once_and_not_reversed_itself(app: FastAPI, books: Actor) -> None:
    entry_id = post(app, books)
    with working(app.state.engine, books) as session:
        opposite = service.reverse(session, books, entry_id, "重复入账").id
    for again in (entry_id, opposite):
        with pytest.raises(Conflict), working(app.state.engine, books) as session:
            service.reverse(session, books, again, "再冲一次")
    with pytest.raises(Invalid), working(app.state.engine, books) as session:
        service.reverse(session, books, entry_id, " ")
    with working(app.state.engine, books) as session:
        assert total(session) == (4, 0)


def test_nobody_reverses_what_is_out_of_reach(app: FastAPI, books: Actor) -> None:
    entry_id = post(app, books)
    with pytest.raises(NotFound), working(app.state.engine, books) as session:
        service.reverse(session, books, uuid4(), "不存在")
    stranger = clerk()
    object.__setattr__(stranger, "org_path", "430702.001.")
    with pytest.raises(NotFound), working(app.state.engine, stranger) as session:
        service.reverse(session, stranger, entry_id, "别人的账")


def test_ten_reversals_at_the_same_moment_have_one_effect(app: FastAPI, books: Actor) -> None:
    entry_id = post(app, books)

    def reverse() -> None:
        with working(app.state.engine, books) as session:
            service.reverse(session, books, entry_id, "重复入账")

    raised = at_once([reverse] * 10)
    assert len(raised) == 9
    assert {type(problem) for problem in raised} == {Conflict}
    with working(app.state.engine, books) as session:
        assert total(session) == (4, 0)
        assert session.execute(select(func.count()).where(E.reverses_id == entry_id)).scalar_one() == 1


def raw(app: FastAPI, actor: Actor, statement: str, **values: Any) -> None:
    """SQL as the application's own role could send it."""
    with working(app.state.engine, actor) as session:
        session.execute(text(statement), values)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_line SET amount_fen = amount_fen + 1",
        "UPDATE ledger_entry SET period = '2020-11'",
        "DELETE FROM ledger_line",
        "DELETE FROM ledger_entry",
    ],
)
def test_raw_sql_neither_edits_nor_deletes(app: FastAPI, books: Actor, statement: str) -> None:
    post(app, books)
    with pytest.raises(DBAPIError):
        raw(app, books, statement)
    with working(app.state.engine, books) as session:
        assert total(session) == (2, 0)


def lines(session: Session, actor: Actor, entry_id: UUID, amounts: list[int], first: int = 1) -> None:
    """Lines written past the service."""
    account = session.execute(text("SELECT id FROM ledger_account WHERE code = '1001'")).scalar_one()
    rows = [
        scoped_row(
            actor.district_id, actor.org_path, id=new_id(), entry_id=entry_id, number=number,
            ledger_account_id=UUID(str(account)), amount_fen=amount, payer_id=None, note="",
        )
        for number, amount in enumerate(amounts, start=first)
    ]  # fmt: skip
    bulk_insert(session, LedgerLine, rows)


@pytest.mark.parametrize("amounts", [[], [0], [100], [100, -99], [100, -100, 1]])
def test_the_store_refuses_an_entry_that_does_not_balance(
    app: FastAPI, books: Actor, amounts: list[int]
) -> None:
    post(app, books)
    with pytest.raises(DBAPIError), working(app.state.engine, books) as session:
        entry = service._entry(books, posting())
        lines(session, books, entry.id, amounts)
        session.add(entry)
        session.flush()
    with working(app.state.engine, books) as session:
        assert total(session) == (2, 0)


def test_the_store_refuses_lines_without_an_entry(app: FastAPI, books: Actor) -> None:
    post(app, books)
    with pytest.raises(DBAPIError), working(app.state.engine, books) as session:
        lines(session, books, uuid4(), [100, -100])
    with working(app.state.engine, books) as session:
        assert total(session) == (2, 0)


@pytest.mark.parametrize("amounts", [[100], [100, -100]])
def test_a_complete_entry_takes_no_further_line(app: FastAPI, books: Actor, amounts: list[int]) -> None:
    entry_id = post(app, books)
    with pytest.raises(DBAPIError), working(app.state.engine, books) as session:
        lines(session, books, entry_id, amounts, first=3)
    with working(app.state.engine, books) as session:
        assert total(session) == (2, 0)


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_two_transactions_cannot_unbalance_an_entry_between_them(app: FastAPI, books: Actor) -> None:
    post(app, books)
    entry = service._entry(books, posting())
    entry_id = entry.id
    with pytest.raises(DBAPIError), working(app.state.engine, books) as late:
        lines(late, books, entry_id, [1], first=9)
        with working(app.state.engine, books) as early:
            lines(early, books, entry_id, [100, -100])
            early.add(entry)
    with working(app.state.engine, books) as session:
        assert total(session) == (4, 0)


def test_sides_are_shown_as_they_were_written(app: FastAPI, books: Actor) -> None:
    entry_id = post(app, books, amount_fen=1)
    with working(app.state.engine, books) as session:
        entry = session.get_one(LedgerEntry, (books.district_id, entry_id))
        assert service.sides_of(session, entry) == [Side("1001", 1), Side("4001", -1)]
        assert entry.booked_on == TODAY
