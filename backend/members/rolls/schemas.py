"""What crosses the wire about roll imports."""

from datetime import date, datetime
from uuid import UUID

from backend.kernel.history import ActionOut
from backend.kernel.http import WireOut
from backend.kernel.paging import Page
from backend.members.codes import ImportState, RowOutcome, RowVerdict


class RollImportRowSummary(WireOut):
    """One line of the list of imports."""

    id: UUID
    organisation_id: UUID
    organisation_name: str
    file_name: str
    status: ImportState
    rows_read: int
    rejected: int
    to_create: int
    to_update: int
    person_name: str
    created_at: datetime


class RollImportPage(Page[RollImportRowSummary]):
    """One page of imports, newest first."""


class RollProgress(WireOut):
    """How far the background work is."""

    done: int
    total: int
    message: str
    has_stopped: bool


class RollImportOut(RollImportRowSummary):
    """One import: rows_read = to_create + to_update + same + skipped + rejected."""

    as_of: date
    header_row: int
    accepted: int
    normalised: int
    same: int
    skipped: int
    failure: str
    repeats_id: UUID | None
    job_id: UUID | None
    progress: RollProgress | None
    version: int
    previewed_at: datetime | None
    finished_at: datetime | None
    actions: list[ActionOut]


class RollFinding(WireOut):
    """One thing said about a cell; level is reject, normalise or warn."""

    level: str
    kind: str
    column: str
    message: str
    fix: str


class RollRowOut(WireOut):
    """A row of the worksheet that a person should look at."""

    row_number: int
    verdict: RowVerdict
    outcome: RowOutcome
    kind: str
    column_name: str
    message: str
    fix: str
    findings: list[RollFinding]


class RollRowPage(Page[RollRowOut]):
    """One page of such rows, in the order of the sheet; rows without remarks are not listed."""
