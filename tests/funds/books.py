"""A finance clerk with a small chart of accounts, working straight on the store."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from threading import Barrier, Thread
from uuid import UUID, uuid4

from sqlalchemy import Engine
from sqlmodel import Session

from backend.funds.ledger.codes import LedgerAccountKind, LedgerEntryKind
from backend.funds.ledger.models import LedgerAccount
from backend.funds.ledger.rules import Side, credit, debit
from backend.funds.ledger.service import Posting
from backend.funds.permissions import P
from backend.kernel.authz import Actor
from backend.kernel.db import set_reach, unit_of_work
from backend.kernel.roles import Role

DISTRICT = "430702"
TODAY = date(2020, 12, 16)
CHART = {
    "1001": ("银行存款", LedgerAccountKind.ASSET),
    "2001": ("应上解经费", LedgerAccountKind.LIABILITY),
    "4001": ("拨缴经费收入", LedgerAccountKind.INCOME),
    "5001": ("返还支出", LedgerAccountKind.EXPENSE),
}


def clerk(permissions: frozenset[str] = frozenset(P)) -> Actor:
    """Somebody of the district's finance office."""
    return Actor(uuid4(), uuid4(), "钱会计", Role.DISTRICT, DISTRICT, uuid4(), f"{DISTRICT}.", permissions)


@contextmanager
def working(engine: Engine, actor: Actor) -> Iterator[Session]:
    """One transaction with the reach of the clerk."""
    with unit_of_work(engine) as session:
        set_reach(session, actor.district_id, actor.org_path)
        yield session


def open_books(engine: Engine, actor: Actor) -> None:
    """The chart of accounts."""
    with working(engine, actor) as session:
        session.add_all(
            LedgerAccount(
                district_id=DISTRICT, org_path=actor.org_path, code=code, name=name, kind=kind
            )
            for code, (name, kind) in CHART.items()
        )  # fmt: skip


def posting(
    sides: list[Side] | None = None,
    on: date = TODAY,
    source_id: UUID | None = None,
    amount_fen: int = 650_960,
) -> Posting:
    """Money that came in, unless told otherwise."""
    both = [debit("1001", amount_fen), credit("4001", amount_fen)] if sides is None else sides
    return Posting(LedgerEntryKind.COLLECTION, on, "collection", source_id or uuid4(), both, "收到经费")


def at_once(tasks: list[Callable[[], None]]) -> list[Exception]:
    """Run tasks in real threads that start together; what they raised."""
    barrier, raised = Barrier(len(tasks)), list[Exception]()

    def run(task: Callable[[], None]) -> None:
        barrier.wait()
        try:
            task()
        except Exception as problem:
            raised.append(problem)

    threads = [Thread(target=run, args=(task,)) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised
