"""Reads of the ledger: entries with their amounts, accounts with their balances, months."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, func, select
from sqlmodel import Session

from backend.funds.ledger.codes import LedgerAccountKind, LedgerEntryKind
from backend.funds.ledger.models import LedgerAccount, LedgerEntry, LedgerLine, LedgerMonth
from backend.funds.payers.models import FundPayer
from backend.kernel.authz import Actor, visible, within
from backend.kernel.paging import Paging, Slice, paginate

A: Any = LedgerAccount
E: Any = LedgerEntry
L: Any = LedgerLine
M: Any = LedgerMonth
Y: Any = FundPayer


@dataclass(frozen=True, slots=True)
class EntryFilter:
    """What the caller wants to see of the entries."""

    period: str | None = None
    kind: LedgerEntryKind | None = None
    account: str | None = None
    payer_id: UUID | None = None
    booked_from: date | None = None
    booked_to: date | None = None


@dataclass(frozen=True, slots=True)
class Balance:
    """What moved on one account in a month: before it, both sides in it, after it (debit positive)."""

    code: str
    name: str
    kind: LedgerAccountKind
    before_fen: int
    debit_fen: int
    credit_fen: int

    @property
    def after_fen(self) -> int:
        """The balance at the end of the month."""
        return self.before_fen + self.debit_fen - self.credit_fen


def get_entry(session: Session, actor: Actor, entry_id: UUID) -> LedgerEntry:
    """One entry of books in reach.

    Raises NotFound.
    """
    return visible(session.get(LedgerEntry, (actor.district_id, entry_id)), actor)


def amount_of_entry() -> Any:
    """Sub-select: the debit side of an entry."""
    return (
        select(func.coalesce(func.sum(L.amount_fen), 0))
        .where(L.district_id == E.district_id, L.entry_id == E.id, L.amount_fen > 0)
        .correlate(LedgerEntry)
        .scalar_subquery()
    )


def list_entries(session: Session, actor: Actor, wanted: EntryFilter, page: Paging) -> Slice:
    """(entry, debit sum) newest day first."""
    return paginate(
        session, entries_statement(actor, wanted), order=[E.booked_on, E.id], page=page, descending=True
    )


def entries_statement(actor: Actor, wanted: EntryFilter) -> Select[Any]:
    """The filtered entries with their amounts."""
    statement: Select[Any] = select(LedgerEntry, amount_of_entry().label("amount_fen")).where(
        within(LedgerEntry, actor)
    )
    if wanted.period:
        statement = statement.where(E.period == wanted.period)
    if wanted.kind:
        statement = statement.where(E.kind == wanted.kind)
    if wanted.booked_from:
        statement = statement.where(E.booked_on >= wanted.booked_from)
    if wanted.booked_to:
        statement = statement.where(E.booked_on <= wanted.booked_to)
    touching = _touching(actor, wanted)
    return statement if touching is None else statement.where(E.id.in_(touching))


def _touching(actor: Actor, wanted: EntryFilter) -> Any:
    """Ids of entries with a line on the wanted account or of the wanted payer."""
    if not wanted.account and not wanted.payer_id:
        return None
    found = select(L.entry_id).where(L.district_id == actor.district_id)
    if wanted.payer_id:
        found = found.where(L.payer_id == wanted.payer_id)
    if wanted.account:
        found = found.join(LedgerAccount, _account_of_line()).where(A.code == wanted.account)
    return found


def _account_of_line() -> ColumnElement[bool]:
    return and_(A.district_id == L.district_id, A.id == L.ledger_account_id)


def lines_of(session: Session, actor: Actor, entry: LedgerEntry) -> list[Any]:
    """The lines of an entry with account and payer, in their order."""
    rows = session.execute(
        select(L.number, A.code, A.name, L.amount_fen, L.payer_id, Y.name.label("payer_name"), L.note)
        .join(LedgerAccount, _account_of_line())
        .outerjoin(FundPayer, and_(Y.district_id == L.district_id, Y.id == L.payer_id))
        .where(within(LedgerLine, actor), L.entry_id == entry.id)
        .order_by(L.number)
    )
    return list(rows)


def reversal_of_entry(session: Session, actor: Actor, entry: LedgerEntry) -> UUID | None:
    """The entry that reverses this one, if there is one."""
    found: UUID | None = session.execute(
        select(E.id).where(within(LedgerEntry, actor), E.reverses_id == entry.id)
    ).scalar_one_or_none()
    return found


def balances(session: Session, actor: Actor, period: str) -> list[Balance]:
    """Every account of the books in reach with what moved on it in a month."""
    earlier = func.coalesce(func.sum(case((E.period < period, L.amount_fen), else_=0)), 0)
    own = E.period == period
    taken = func.coalesce(func.sum(case((and_(own, L.amount_fen > 0), L.amount_fen), else_=0)), 0)
    given = func.coalesce(func.sum(case((and_(own, L.amount_fen < 0), -L.amount_fen), else_=0)), 0)
    moved = (
        select(L.ledger_account_id, earlier.label("before"), taken.label("taken"), given.label("given"))
        .join(LedgerEntry, and_(E.district_id == L.district_id, E.id == L.entry_id))
        .where(within(LedgerLine, actor), E.period <= period)
        .group_by(L.ledger_account_id)
        .subquery()
    )
    rows = session.execute(
        select(A.code, A.name, A.kind, moved.c.before, moved.c.taken, moved.c.given)
        .outerjoin(moved, moved.c.ledger_account_id == A.id)
        .where(within(LedgerAccount, actor))
        .order_by(A.code)
    )
    return [
        Balance(code, name, kind, int(before or 0), int(taken or 0), int(given or 0))
        for code, name, kind, before, taken, given in rows
    ]
