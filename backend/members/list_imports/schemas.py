"""What crosses the wire about lists of deaths and retirements."""

from datetime import date, datetime
from uuid import UUID

from pydantic import Field

from backend.kernel.history import ActionOut
from backend.kernel.http import WireIn, WireOut
from backend.kernel.paging import Page
from backend.members.codes import ImportState
from backend.members.list_imports.codes import ListKind, ListVerdict


class ListChoiceIn(WireIn):
    """Another choice than the comparison's for one row, with its reason."""

    row_number: int = Field(ge=1, le=1_048_576)
    is_taken: bool
    reason: str = Field(default="", max_length=300)


class ListActionIn(WireIn):
    """Record the chosen rows, or give the list up."""

    action: str = Field(max_length=40, description="操作代码，取自对象的 actions")
    note: str = Field(default="", max_length=500, description="意见或理由")
    choices: list[ListChoiceIn] = Field(
        default_factory=list, max_length=5_000, description="与比对结果不同的取舍，逐行写明理由"
    )


class ListSummary(WireOut):
    """One line of the lists; rows_read = matched + name_mismatch + later_activity + already + not_found + invalid."""

    id: UUID
    kind: ListKind
    origin: str
    document_no: str
    file_name: str
    status: ImportState
    rows_read: int
    matched: int
    name_mismatch: int
    later_activity: int
    already: int
    not_found: int
    invalid: int
    written: int
    person_name: str
    created_at: datetime


class ListPage(Page[ListSummary]):
    """One page of lists, newest first."""


class ListOut(ListSummary):
    """One list with what the caller may do now."""

    failure: str
    repeats_id: UUID | None
    job_id: UUID | None
    has_stopped: bool
    finished_at: datetime | None
    version: int
    actions: list[ActionOut]


class ListRowOut(WireOut):
    """One row of a list: what was found; the name is the register's."""

    row_number: int
    verdict: ListVerdict
    member_id: UUID | None
    member_name: str
    organisation_name: str
    effective_on: date | None
    document_no: str
    column_name: str
    message: str
    fix: str
    can_take: bool
    is_taken: bool
    choice_reason: str


class ListRowPage(Page[ListRowOut]):
    """One page of rows, in the order of the list."""
