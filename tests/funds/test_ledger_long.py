"""Ten thousand random steps: after every hundred the ledger balances and equals a book kept beside it."""

import random
from collections import Counter
from typing import Any
from uuid import UUID

import pytest
from fastapi import FastAPI
from sqlalchemy import func, select

from backend.funds.ledger import service
from backend.funds.ledger.models import LedgerAccount, LedgerLine
from backend.funds.ledger.rules import Side, credit, debit
from backend.kernel.authz import Actor
from backend.kernel.errors import Conflict, Invalid
from backend.kernel.migrate import count_rows_anew
from backend.kernel.money import split
from tests.funds.books import CHART, clerk, open_books, posting, working
from tests.support.database import Database

A: Any = LedgerAccount
L: Any = LedgerLine
STEPS, BATCH = 10_000, 100
#: Batches after which the store counts its rows, as PostgreSQL does by itself where it is not started for a test.
COUNTED_AFTER = frozenset({1, 3, 10, 30})


def some_sides(rng: random.Random) -> list[Side]:
    """An amount on one account, split over some others; one in ten does not balance."""
    total = rng.randrange(1, 10**9)
    weights = [rng.randrange(1, 100) for _ in range(rng.randrange(1, 4))]
    parts = [part for part in split(total, weights) if part]
    wrong = rng.random() < 0.1
    return [debit("1001", total + wrong), *(credit(rng.choice(list(CHART)), part) for part in parts)]


def balances(app: FastAPI, actor: Actor) -> dict[str, int]:
    """What the store says each account holds."""
    with working(app.state.engine, actor) as session:
        rows = session.execute(
            select(A.code, func.sum(L.amount_fen))
            .join(LedgerLine, (L.district_id == A.district_id) & (L.ledger_account_id == A.id))
            .group_by(A.code)
        )
        return {code: int(amount) for code, amount in rows}


@pytest.mark.slow
def test_ten_thousand_steps_always_balance(app: FastAPI, database: Database) -> None:
    rng, actor = random.Random(2020), clerk()
    open_books(app.state.engine, actor)
    beside: Counter[str] = Counter()
    posted: list[tuple[UUID, list[Side]]] = []
    refused = reversed_ = 0
    for number in range(STEPS // BATCH):
        if number in COUNTED_AFTER:
            count_rows_anew(database.owner_url)
        with working(app.state.engine, actor) as session:
            for _ in range(BATCH):
                try:
                    if posted and rng.random() < 0.3:
                        entry_id, sides = rng.choice(posted)
                        service.reverse(session, actor, entry_id, "随机冲销")
                        sides = [Side(side.account, -side.amount_fen) for side in sides]
                        reversed_ += 1
                    else:
                        sides = some_sides(rng)
                        posted.append((service.post(session, actor, posting(sides)).id, sides))
                    for side in sides:
                        beside[side.account] += side.amount_fen
                except (Conflict, Invalid):
                    refused += 1
        assert balances(app, actor) == {code: beside[code] for code in beside}
        assert sum(beside.values()) == 0
    assert refused > 500
    assert reversed_ > 500
