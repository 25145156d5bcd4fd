"""What the API answers about foundings."""

from datetime import date, datetime
from uuid import UUID

from pydantic import Field

from backend.kernel.decisions import RuleCheckOut
from backend.kernel.history import ActionOut, HistoryOut
from backend.kernel.paging import Page
from backend.kernel.wire import WireOut
from backend.organisations.codes import (
    BaseType,
    EconomicType,
    FoundingMode,
    Industry,
    OrgStatus,
    ReportClass,
    UnitCategory,
)
from backend.organisations.founding.codes import FoundingLetter, FoundingState
from backend.organisations.terms.codes import CommitteeRole, DeclaredRelation, ElectingAssembly


class FoundingRow(WireOut):
    """One line of the list of foundings."""

    id: UUID
    case_no: str
    union_name: str
    parent_id: UUID
    parent_name: str
    union_id: UUID | None
    base_type: BaseType
    employees: int
    status: FoundingState
    applied_on: date
    due_on: date | None = Field(description="应批复日期；不在待批复时为空")
    is_overdue: bool
    approved_on: date | None
    version: int


class FoundingPage(Page[FoundingRow]):
    """A page of foundings, newest first."""


class FoundingEmployerOut(WireOut):
    """An employer the union is for."""

    name: str
    employer_uscc: str
    economic_type: EconomicType
    industry: Industry


class FoundingCandidateOut(WireOut):
    """Somebody proposed."""

    role: CommitteeRole
    name: str
    relation: DeclaredRelation


class FoundingSlateOut(WireOut):
    """Candidates as filed."""

    seats: int
    candidates: list[FoundingCandidateOut]
    party_org: str
    party_agreed_on: date | None
    filed_on: date


class FoundingElectedOut(FoundingCandidateOut):
    """Somebody elected, with the votes."""

    votes: int


class FoundingElectionOut(WireOut):
    """One reported election."""

    elected_on: date
    assembly: ElectingAssembly
    entitled: int
    present: int
    candidates: int
    years: int
    elected: list[FoundingElectedOut]
    reported_on: date
    recorded_at: datetime


class FoundingLetterRef(WireOut):
    """A letter of the case that can be printed now."""

    code: FoundingLetter
    label: str


class FoundingOut(FoundingRow):
    """One founding with what it was judged by, its letters and its trail."""

    report_class: ReportClass
    economic_type: EconomicType
    unit_category: UnitCategory
    industry: Industry
    division_code: str
    division_name: str
    mode: FoundingMode
    preparer_name: str
    reason: str
    preparation_no: str
    preparation_on: date | None
    election_allowed_on: date | None
    approval_no: str
    approving_org: str
    closed_on: date | None
    #: the last day of the preparation
    prepare_by: date | None
    union_status: OrgStatus | None
    employers: list[FoundingEmployerOut]
    slate: FoundingSlateOut | None
    elections: list[FoundingElectionOut] = Field(description="历次报告的选举结果，最新的在前")
    checks: list[RuleCheckOut]
    letters: list[FoundingLetterRef]
    history: list[HistoryOut]
    actions: list[ActionOut]


class FoundingLetterLine(WireOut):
    """One line of a table in a letter."""

    cells: list[str]


class FoundingLetterOut(WireOut):
    """A letter as it is printed."""

    letter: FoundingLetter
    title: str
    number: str
    addressee: str
    paragraphs: list[str]
    heading: list[str]
    lines: list[FoundingLetterLine]
    sender: str
    dated: date
