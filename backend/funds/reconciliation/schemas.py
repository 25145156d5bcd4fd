"""What crosses the wire about reconciliations; amounts in fen."""

from datetime import date, datetime
from uuid import UUID

from backend.funds.codes import CollectionChannel
from backend.funds.reconciliation.codes import FundDifferenceKind
from backend.kernel.paging import Page
from backend.kernel.wire import WireOut


class FundReconciliationRow(WireOut):
    """One comparison in the list."""

    id: UUID
    start: date
    as_of: date
    payments: int
    receipts_fen: int
    differences: int
    is_balanced: bool
    recorded_at: datetime
    person_name: str


class FundReconciliationPage(Page[FundReconciliationRow]):
    """A page of comparisons, newest first."""


class FundReconciliationMonthOut(WireOut):
    """One month of booking and one channel, each sum from its own book."""

    period: str
    channel: CollectionChannel
    payments: int
    receipts_fen: int
    parts_fen: int
    ledger_fen: int
    imported_fen: int
    source_fen: int


class FundReconciliationOut(FundReconciliationRow):
    """One comparison with its sums by month and channel."""

    parts_fen: int
    ledger_fen: int
    imported_fen: int
    source_fen: int
    year_fen: int
    figure_fen: int
    months: list[FundReconciliationMonthOut]


class FundDifferenceOut(WireOut):
    """One difference and the rows it stands in; ``difference_fen`` is right minus left."""

    number: int
    kind: FundDifferenceKind
    period: str
    channel: CollectionChannel | None
    subject: str
    left_fen: int
    right_fen: int
    difference_fen: int
    collection_id: UUID | None
    entry_id: UUID | None
    statement_id: UUID | None


class FundDifferencePage(Page[FundDifferenceOut]):
    """A page of differences."""
