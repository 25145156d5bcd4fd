"""Booking and reversing payments on both stores, and what raw SQL cannot do to them."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from fastapi import FastAPI
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from backend.funds.codes import CollectionChannel, FundCoverage, FundItem, SplitLevel
from backend.funds.collections import queries
from backend.funds.collections.models import FundCollection, FundSplitLine
from backend.funds.collections.service import book, reverse_collection
from backend.funds.ledger.models import LedgerEntry, LedgerLine
from backend.funds.ledger.service import sides_of
from backend.funds.paid import paid_of
from backend.funds.permissions import P
from backend.kernel.authz import Actor
from backend.kernel.db import bulk_insert, new_id, scoped_row
from backend.kernel.errors import Conflict, Forbidden, Invalid, NotFound
from tests.funds.books import DISTRICT, at_once, clerk, working
from tests.funds.collections.payments import PAID, payment, prepared

LINE: Any = LedgerLine
PART: Any = FundSplitLine


def state(app: FastAPI, actor: Actor) -> tuple[int, int, int, int]:
    """(payments, fen paid, fen of their parts, fen of the ledger)."""
    with working(app.state.engine, actor) as session:
        payments, paid = session.execute(
            select(func.count(), func.coalesce(func.sum(queries.C.paid_fen), 0))
        ).one()
        parts = session.execute(select(func.coalesce(func.sum(PART.amount_fen), 0))).scalar_one()
        ledger = session.execute(select(func.coalesce(func.sum(LINE.amount_fen), 0))).scalar_one()
    return int(payments), int(paid), int(parts), int(ledger)


def test_a_payment_is_booked_split_and_posted_in_one_act(app: FastAPI) -> None:
    payer, actor = prepared(app), clerk()
    with working(app.state.engine, actor) as session:
        row = book(session, actor, payment(payer))
        parts = queries.parts_of_collection(session, row)
        entry = session.get_one(LedgerEntry, (DISTRICT, row.entry_id))
        sides = sides_of(session, entry)
    assert [(part.level, part.amount_fen) for part in parts] == [
        (SplitLevel.BASE, 390_576),
        (SplitLevel.COUNTY, 130_192),
        (SplitLevel.CITY, 65_096),
        (SplitLevel.PROVINCE, 32_548),
        (SplitLevel.NATION, 32_548),
    ]
    assert [(side.account, side.amount_fen) for side in sides] == [
        ("10201", 650_960),
        ("20201", -390_576),
        ("40201", -130_192),
        ("20101", -65_096),
        ("20102", -32_548),
        ("20103", -32_548),
    ]
    assert (entry.booked_on, entry.period, entry.org_path) == (PAID, "2020-11", f"{DISTRICT}.")
    assert row.org_path == payer.org_path
    assert row.split_table == "工会经费分成表（全额入库），全国第 1 版（2011-03-30 起）"


def test_what_was_paid_is_net_of_reversals_by_month_and_item(app: FastAPI) -> None:
    payer, actor = prepared(app), clerk()
    with working(app.state.engine, actor) as session:
        book(session, actor, payment(payer))
        wrong = book(session, actor, payment(payer, ticket_no="2", period="2020-09", paid_fen=3_333))
        reverse_collection(session, actor, wrong.id, PAID, "R2", "所属期填错")
        again = book(session, actor, payment(payer, ticket_no="2", period="2020-08", paid_fen=3_333))
        late = payment(payer, ticket_no="3", item=FundItem.LATE_FEE, paid_fen=13_019)
        book(session, actor, late)
        upper = FundCoverage.UPPER_SHARE
        book(
            session, actor, payment(payer, ticket_no="4", coverage=upper, paid_fen=260_384, period="2020-07")
        )
        found = paid_of(session, DISTRICT, [payer.id], "2020-07", "2020-10")
        assert again.dedupe_key.endswith("#1")
        assert paid_of(session, DISTRICT, [uuid4()], "2020-01", "2020-12") == {}
    assert found == {
        (payer.id, "2020-07", FundItem.FUNDS): 260_384,
        (payer.id, "2020-08", FundItem.FUNDS): 3_333,
        (payer.id, "2020-09", FundItem.FUNDS): 0,
        (payer.id, "2020-10", FundItem.FUNDS): 650_960,
        (payer.id, "2020-10", FundItem.LATE_FEE): 13_019,
    }
    assert state(app, actor) == (6, 927_696, 927_696, 0)


def test_what_cannot_be_booked_leaves_nothing(app: FastAPI) -> None:
    payer, actor = prepared(app), clerk()
    refused: list[tuple[dict[str, Any], type[Exception]]] = [
        ({"paid_fen": 0}, Invalid),
        ({"paid_fen": -1}, Invalid),
        ({"period": "2020-13"}, Invalid),
        ({"period": "20-10"}, Invalid),
        ({"booked_on": date(2020, 12, 17)}, Invalid),
    ]
    for values, kind in refused:
        with pytest.raises(kind), working(app.state.engine, actor) as session:
            book(session, actor, payment(payer, **values))
    reader = clerk(frozenset({P.READ}))
    street = clerk()
    object.__setattr__(street, "org_path", f"{DISTRICT}.001.")
    for stranger in (reader, street):
        with pytest.raises(Forbidden), working(app.state.engine, stranger) as session:
            book(session, stranger, payment(payer))
    assert state(app, actor) == (0, 0, 0, 0)


def test_the_same_ticket_is_booked_once_also_at_the_same_moment(app: FastAPI) -> None:
    payer, actor = prepared(app), clerk()

    def once() -> None:
        with working(app.state.engine, actor) as session:
            book(session, actor, payment(payer))

    raised = at_once([once] * 6)
    assert [type(problem) for problem in raised] == [Conflict] * 5
    with pytest.raises(Conflict, match="2020-11-12 入账"):
        once()
    other = payment(payer, channel=CollectionChannel.DIRECT)
    with working(app.state.engine, actor) as session:
        book(session, actor, other)
    assert state(app, actor) == (2, 1_301_920, 1_301_920, 0)


def test_ten_reversals_at_the_same_moment_have_one_effect(app: FastAPI) -> None:
    payer, actor = prepared(app), clerk()
    with working(app.state.engine, actor) as session:
        row = book(session, actor, payment(payer))

    def reverse() -> None:
        with working(app.state.engine, actor) as session:
            reverse_collection(session, actor, row.id, PAID, "R1", "重复入库")

    raised = at_once([reverse] * 10)
    assert [type(problem) for problem in raised] == [Conflict] * 9
    assert state(app, actor) == (2, 0, 0, 0)
    with working(app.state.engine, actor) as session:
        opposite = queries.reversal_of(session, row)
        assert opposite is not None
        entry = session.get_one(LedgerEntry, (DISTRICT, opposite.entry_id))
        assert (opposite.paid_fen, opposite.base_fen, opposite.due_fen) == (-650_960, -32_548_000, -650_960)
        assert entry.reverses_id == row.entry_id
    for reversed_id, day, reason, problem in (
        (opposite.id, PAID, "再冲", Conflict),
        (row.id, PAID, " ", Invalid),
        (row.id, date(2020, 11, 11), "早于原日", Invalid),
        (row.id, date(2020, 12, 17), "晚于今天", Invalid),
        (uuid4(), PAID, "没有这笔", NotFound),
    ):
        with pytest.raises(problem), working(app.state.engine, actor) as session:
            reverse_collection(session, actor, reversed_id, day, "R1", reason)


def test_raw_sql_neither_unbalances_edits_nor_deletes_a_payment(app: FastAPI) -> None:
    payer, actor = prepared(app), clerk()
    with working(app.state.engine, actor) as session:
        row = book(session, actor, payment(payer))
    for statement in (
        "UPDATE fund_collection SET paid_fen = paid_fen + 1",
        "UPDATE fund_split_line SET amount_fen = amount_fen + 1",
        "DELETE FROM fund_collection",
        "DELETE FROM fund_split_line",
    ):
        with pytest.raises(DBAPIError), working(app.state.engine, actor) as session:
            session.execute(text(statement))
    part = {"level": SplitLevel.OTHER, "account_code": "1", "account_name": "", "ratio": 0, "amount_fen": 0}
    with pytest.raises(DBAPIError), working(app.state.engine, actor) as session:
        late = scoped_row(DISTRICT, row.org_path, collection_id=row.id, number=9, **part)
        bulk_insert(session, FundSplitLine, [late])
    for parts in ([], [650_959], [650_960, 1]):
        with pytest.raises(DBAPIError), working(app.state.engine, actor) as session:
            forged = FundCollection(**{**row.model_dump(), "id": new_id(), "dedupe_key": "forged"})
            lines = [
                scoped_row(
                    DISTRICT, row.org_path, collection_id=forged.id, number=number, **part | {"amount_fen": fen}
                )
                for number, fen in enumerate(parts, start=1)
            ]  # fmt: skip
            bulk_insert(session, FundSplitLine, lines)
            session.add(forged)
            session.flush()
    with pytest.raises(DBAPIError), working(app.state.engine, actor) as session:
        stray = scoped_row(DISTRICT, row.org_path, collection_id=new_id(), number=1, **part)
        bulk_insert(session, FundSplitLine, [stray])
    assert state(app, actor) == (1, 650_960, 650_960, 0)
