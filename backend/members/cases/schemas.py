"""What crosses the wire about transfer cases and the check."""

from datetime import date
from uuid import UUID

from backend.kernel.history import ActionOut, HistoryOut
from backend.kernel.http import WireOut
from backend.kernel.paging import Page
from backend.members.codes import CaseKind, CaseState


class CaseRow(WireOut):
    """One line of the case list; a transfer tells by which day it should be accepted."""

    id: UUID
    kind: CaseKind
    status: CaseState
    person_name: str
    to_organisation_name: str
    from_organisation_name: str
    opened_on: date
    due_on: date | None
    is_overdue: bool
    closed_on: date | None


class CasePage(Page[CaseRow]):
    """One page of transfer cases, newest first."""


class CaseOut(CaseRow):
    """One case with its trail and what the caller may do now."""

    claimant_id: UUID | None
    holder_id: UUID
    opened_by: str
    version: int
    history: list[HistoryOut]
    actions: list[ActionOut]


class CheckOut(WireOut):
    """What one run of the check did."""

    checked: int
    activated: int
    cases: int
    escalated: int
    remaining: int
