"""Reads for closing: the months of the books with their totals, and what is known about one."""

from typing import Any

from sqlalchemy import Select, and_, func, select
from sqlmodel import Session

from backend.funds.closing.rules import MonthFacts
from backend.funds.codes import CollectionChannel
from backend.funds.collections.models import FundCollection
from backend.funds.collections.service import BOOKED_SOURCES
from backend.funds.ledger import chart
from backend.funds.ledger.codes import LedgerMonthState
from backend.funds.ledger.models import LedgerMonth
from backend.funds.ledger.queries import A, E, L, M
from backend.funds.periods import first_day, last_day
from backend.funds.statements.queries import unassigned
from backend.kernel import clock
from backend.kernel.authz import Actor, within
from backend.kernel.errors import NotFound

C: Any = FundCollection


def months_in(actor: Actor, status: LedgerMonthState | None) -> Select[Any]:
    """The months of the books in reach, or those in one state."""
    statement = select(LedgerMonth).where(within(LedgerMonth, actor))
    return statement if status is None else statement.where(M.status == status)


def months_within(
    session: Session, actor: Actor, status: LedgerMonthState | None = None
) -> list[LedgerMonth]:
    """The same, newest first."""
    return list(session.execute(months_in(actor, status).order_by(M.period.desc())).scalars())


def get_month(session: Session, actor: Actor, period: str) -> LedgerMonth:
    """One month of the books in reach.

    Raises NotFound.
    """
    found: LedgerMonth | None = session.execute(
        select(LedgerMonth).where(within(LedgerMonth, actor), M.period == period)
    ).scalar_one_or_none()
    if found is None:
        raise NotFound()
    return found


def entries_by_month(session: Session, actor: Actor) -> dict[str, tuple[int, int]]:
    """(entries, debit sum) of every month of the books in reach."""
    rows = session.execute(
        select(E.period, func.count(func.distinct(E.id)), func.coalesce(func.sum(L.amount_fen), 0))
        .join(L, and_(L.district_id == E.district_id, L.entry_id == E.id, L.amount_fen > 0))
        .where(within(E, actor))
        .group_by(E.period)
    )
    return {period: (int(count), int(fen)) for period, count, fen in rows}


def facts_of(session: Session, actor: Actor, month: LedgerMonth) -> MonthFacts:
    """What the checks of a month look at."""
    return MonthFacts(
        month.period,
        clock.today(),
        _earlier_open(session, month),
        unassigned(session, month.district_id, month.period),
        _received(session, month),
        _banked(session, month),
    )


def _earlier_open(session: Session, month: LedgerMonth) -> tuple[str, ...]:
    rows = session.execute(
        select(M.period)
        .where(
            M.district_id == month.district_id,
            M.org_path == month.org_path,
            M.period < month.period,
            M.status != LedgerMonthState.CLOSED,
        )
        .order_by(M.period)
    ).scalars()
    return tuple(rows)


def _received(session: Session, month: LedgerMonth) -> dict[CollectionChannel, int]:
    rows = session.execute(
        select(C.channel, func.sum(C.paid_fen))
        .where(
            C.district_id == month.district_id,
            C.booked_on.between(first_day(month.period), last_day(month.period)),
        )
        .group_by(C.channel)
    )
    return {channel: int(fen) for channel, fen in rows}


def _banked(session: Session, month: LedgerMonth) -> dict[CollectionChannel, int]:
    """What the entries of payments and their reversals put on the bank account of each channel."""
    rows = session.execute(
        select(A.code, func.sum(L.amount_fen))
        .join(L, and_(L.district_id == A.district_id, L.ledger_account_id == A.id))
        .join(E, and_(E.district_id == L.district_id, E.id == L.entry_id))
        .where(
            E.district_id == month.district_id,
            E.org_path == month.org_path,
            E.period == month.period,
            E.source.in_(BOOKED_SOURCES),
            A.code.in_(chart.BANK.values()),
        )
        .group_by(A.code)
    )
    by_code = {code: int(fen) for code, fen in rows}
    return {channel: by_code[code] for channel, code in chart.BANK.items() if code in by_code}
