"""What crosses the wire about the months of the books."""

from backend.funds.ledger.codes import LedgerMonthState
from backend.kernel.decisions import RuleCheckOut
from backend.kernel.history import ActionOut, HistoryOut
from backend.kernel.wire import WireOut


class LedgerMonthRow(WireOut):
    """One month with what was posted in it."""

    period: str
    status: LedgerMonthState
    entries: int
    amount_fen: int


class LedgerMonthsOut(WireOut):
    """The months of the books, newest first."""

    total: int
    items: list[LedgerMonthRow]


class LedgerMonthOut(LedgerMonthRow):
    """One month with its checks, its trail and what the caller may do."""

    version: int
    checks: list[RuleCheckOut]
    history: list[HistoryOut]
    actions: list[ActionOut]
