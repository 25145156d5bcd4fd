"""The ledger as the caller sees it."""

from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session

from backend.funds.collections.models import FundCollection
from backend.funds.ledger import queries
from backend.funds.ledger.desk import may_reverse
from backend.funds.ledger.models import LedgerEntry
from backend.funds.ledger.schemas import (
    LedgerBalanceOut,
    LedgerBalancesOut,
    LedgerEntryOut,
    LedgerEntryPage,
    LedgerEntryRow,
    LedgerLineOut,
)
from backend.funds.permissions import P
from backend.kernel.authz import Actor, within
from backend.kernel.paging import Slice

_C: Any = FundCollection
_FACTS = ("id", "kind", "period", "booked_on", "note", "source", "reverses_id", "person_name", "recorded_at")


def page_of(found: Slice) -> LedgerEntryPage:
    """One page of the list."""
    return LedgerEntryPage(
        items=[LedgerEntryRow(**_facts(row), amount_fen=int(amount)) for row, amount, *_ in found.rows],
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


def entry_out(session: Session, actor: Actor, entry: LedgerEntry) -> LedgerEntryOut:
    """One entry with everything it was posted from."""
    lines = [LedgerLineOut.model_validate(row) for row in queries.lines_of(session, actor, entry)]
    reversed_by = queries.reversal_of_entry(session, actor, entry)
    payments = select(func.count()).where(within(FundCollection, actor), _C.entry_id == entry.id)
    return LedgerEntryOut(
        **_facts(entry),
        amount_fen=sum(line.amount_fen for line in lines if line.amount_fen > 0),
        source_id=entry.source_id,
        reversed_by_id=reversed_by,
        may_reverse=reversed_by is None and may_reverse(actor, entry),
        collections=int(session.execute(payments).scalar_one()),
        lines=lines,
    )


def balances_out(session: Session, actor: Actor, period: str) -> LedgerBalancesOut:
    """The trial balance of a month."""
    found = queries.balances(session, actor, period)
    return LedgerBalancesOut(
        period=period,
        may_add=actor.may(P.BOOK),
        debit_fen=sum(row.debit_fen for row in found),
        credit_fen=sum(row.credit_fen for row in found),
        accounts=[LedgerBalanceOut.model_validate(row) for row in found],
    )


def _facts(entry: LedgerEntry) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in _FACTS}
