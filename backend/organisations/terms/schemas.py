"""What crosses the wire about terms, committees, re-elections and extensions."""

from datetime import date, datetime
from uuid import UUID

from pydantic import Field

from backend.kernel.decisions import RuleCheckOut
from backend.kernel.history import ActionOut, HistoryOut
from backend.kernel.paging import Page
from backend.kernel.wire import WireOut
from backend.organisations.codes import OrgLevel, OrgStatus
from backend.organisations.terms.codes import (
    CommitteeBody,
    CommitteeRole,
    DeclaredRelation,
    ElectingAssembly,
    ExtensionState,
    ReelectionState,
    SeatLeaveReason,
    TermStanding,
)


class SeatOut(WireOut):
    """Somebody in a committee; ``left_on`` once they have gone."""

    seat_id: UUID
    body: CommitteeBody
    role: CommitteeRole
    name: str
    member_id: UUID | None
    relation: DeclaredRelation
    is_deputy_secretary: bool
    elected_on: date
    approved_on: date | None
    approval_no: str
    left_on: date | None
    leave_reason: SeatLeaveReason | None
    leave_note: str


class TermOut(WireOut):
    """One term with everybody ever elected for it."""

    term_id: UUID
    term_no: int
    years: int
    start_on: date
    end_on: date
    elected_on: date
    approved_on: date | None
    approval_no: str
    approving_org: str
    extended_to: date | None
    extension_no: str
    reason: str
    recorded_at: datetime
    recorded_by: str
    standing: TermStanding | None = Field(description="仅现任一届有")
    days_left: int | None
    seats: list[SeatOut]


class VacancyOut(WireOut):
    """A seat that must be filled and is empty."""

    role: CommitteeRole
    since: date
    days: int
    is_late: bool


class OpenCaseOut(WireOut):
    """A matter under way about a union's term."""

    id: UUID
    kind: str
    label: str
    opened_on: date


class UnionTermsOut(WireOut):
    """All terms of one union, newest first."""

    organisation_id: UUID
    organisation_name: str
    on: date
    years_allowed: list[int]
    terms: list[TermOut]
    vacancies: list[VacancyOut]
    open_cases: list[OpenCaseOut]
    actions: list[ActionOut]


class ChairOnOut(WireOut):
    """Who was chair on a day; empty when nobody was."""

    on: date
    name: str
    term_no: int | None
    elected_on: date | None
    left_on: date | None


class TermRow(WireOut):
    """One line of the list of terms by end."""

    organisation_id: UUID
    organisation_name: str
    street_name: str
    level: OrgLevel
    status: OrgStatus
    chair_name: str
    term_no: int | None
    years: int | None
    start_on: date | None
    end_on: date | None
    extended_to: date | None
    last_on: date | None
    days_left: int | None
    window: int | None = Field(description="已进入的最近一级预警（天）")
    standing: TermStanding


class TermPage(Page[TermRow]):
    """A page of terms, the ones that end first on top."""


class TermWindowOut(WireOut):
    """How many terms end within so many days."""

    days: int
    count: int


class TermSummaryOut(WireOut):
    """The counts above the list of terms; each opens its rows."""

    on: date
    total: int
    in_force: int
    overdue: int
    extended: int
    none: int
    windows: list[TermWindowOut]


class ElectedOut(WireOut):
    """One person elected."""

    role: CommitteeRole
    name: str
    votes: int
    relation: DeclaredRelation
    member_id: UUID | None
    is_deputy_secretary: bool


class ElectionReportOut(WireOut):
    """The report that counts, judged."""

    elected_on: date
    years: int
    entitled: int
    present: int
    candidates: int
    elected: list[ElectedOut]
    note: str
    recorded_at: datetime
    recorded_by: str
    checks: list[RuleCheckOut]


class ReelectionRow(WireOut):
    """One line of the list of re-elections."""

    id: UUID
    organisation_id: UUID
    organisation_name: str
    status: ReelectionState
    term_no: int
    planned_on: date
    requested_on: date
    reported_on: date | None
    reply_due_on: date | None
    is_reply_late: bool
    replied_on: date | None


class ReelectionPage(Page[ReelectionRow]):
    """A page of re-elections, newest first."""


class ReelectionOut(ReelectionRow):
    """One re-election with its report, its trail and what the caller may do now."""

    years: int
    congress: ElectingAssembly
    plan: str
    permitted_on: date | None
    approval_no: str
    version: int
    report: ElectionReportOut | None
    history: list[HistoryOut]
    actions: list[ActionOut]


class TermExtensionRow(WireOut):
    """One line of the list of extensions."""

    id: UUID
    organisation_id: UUID
    organisation_name: str
    status: ExtensionState
    months: int
    extended_to: date
    requested_on: date
    decided_on: date | None


class TermExtensionPage(Page[TermExtensionRow]):
    """A page of extensions, newest first."""


class TermExtensionOut(TermExtensionRow):
    """One extension with its checks, its trail and what the caller may do now."""

    reason: str
    approval_no: str
    term_no: int
    end_on: date
    version: int
    checks: list[RuleCheckOut]
    history: list[HistoryOut]
    actions: list[ActionOut]
