"""What crosses the wire about statements."""

from datetime import date, datetime
from uuid import UUID

from backend.funds.codes import CollectionChannel, FundCoverage, FundItem
from backend.funds.statements.codes import (
    ReconciliationClass,
    StatementLayout,
    StatementState,
    StatementVerdict,
)
from backend.kernel.history import ActionOut, HistoryOut
from backend.kernel.paging import Page
from backend.kernel.wire import WireOut


class StatementSummary(WireOut):
    """One file; rows_read = bookable + agreed + exception + ignored + invalid, total_fen = bookable + agreed + exception."""

    id: UUID
    layout: StatementLayout
    channel: CollectionChannel
    period: str
    is_complete: bool
    file_name: str
    status: StatementState
    rows_read: int
    bookable_rows: int
    agreed_rows: int
    exception_rows: int
    ignored_rows: int
    invalid_rows: int
    platform_rows: int
    total_fen: int
    bookable_fen: int
    agreed_fen: int
    exception_fen: int
    platform_fen: int
    written: int
    person_name: str
    created_at: datetime


class StatementPage(Page[StatementSummary]):
    """One page of files, newest first."""


class ReconciliationClassOut(WireOut):
    """One class of a reconciliation: how many rows and how much."""

    recon_class: ReconciliationClass
    rows: int
    amount_fen: int


class SettlementOut(WireOut):
    """Where the money of the rows stands: source = agreed + open + rejected, to the fen."""

    source_fen: int
    agreed_fen: int
    open_fen: int
    rejected_fen: int
    difference_fen: int
    open_items: int
    unassigned_items: int
    is_balanced: bool
    classes: list[ReconciliationClassOut]


class StatementOut(StatementSummary):
    """One file with what the caller may do now."""

    control_fen: int | None
    failure: str
    repeats_id: UUID | None
    job_id: UUID | None
    has_stopped: bool
    finished_at: datetime | None
    settlement: SettlementOut
    version: int
    actions: list[ActionOut]
    history: list[HistoryOut]


class StatementRowOut(WireOut):
    """One row of a file as it was read, what was found, and what it became."""

    row_number: int
    verdict: StatementVerdict
    recon_class: ReconciliationClass | None
    payer_uscc: str
    payer_name: str
    payer_id: UUID | None
    item: FundItem | None
    period: str
    base_fen: int | None
    due_fen: int | None
    paid_fen: int | None
    coverage: FundCoverage
    ticket_no: str
    booked_on: date | None
    column_name: str
    message: str
    fix: str
    collection_id: UUID | None
    exception_id: UUID | None


class StatementRowPage(Page[StatementRowOut]):
    """One page of rows, in the order of the file."""


class ChannelReconciliationOut(SettlementOut):
    """One month and channel over all its files."""

    period: str
    channel: CollectionChannel
    statements: int
