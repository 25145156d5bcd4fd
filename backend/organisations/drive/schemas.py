"""What the API answers about the coverage drive."""

from datetime import date, datetime
from uuid import UUID

from pydantic import Field

from backend.kernel.history import ActionOut, HistoryOut
from backend.kernel.paging import Page
from backend.kernel.wire import WireOut
from backend.organisations.codes import EconomicType, Industry
from backend.organisations.drive.codes import DriveStage, DriveVerdict, LeaveReason


class DriveRow(WireOut):
    """One line of the register."""

    id: UUID
    name: str
    employer_uscc: str
    organisation_id: UUID
    organisation_name: str
    employees: int | None
    target_on: date
    owner_name: str
    stage: DriveStage
    is_overdue: bool
    entered_on: date
    left_on: date | None
    version: int


class DrivePage(Page[DriveRow]):
    """A page of the register, the nearest target date first."""


class DriveNoteOut(WireOut):
    """One visit or call."""

    id: UUID
    noted_on: date
    text: str
    person_name: str
    at: datetime


class DriveFoundingRef(WireOut):
    """A founding of the employer."""

    id: UUID
    case_no: str
    union_name: str
    union_id: UUID | None


class DriveEntryOut(DriveRow):
    """One employer of the register with its log."""

    economic_type: EconomicType | None
    industry: Industry | None
    division_code: str
    division_name: str
    source: str
    left_reason: LeaveReason | None
    foundings: list[DriveFoundingRef]
    notes: list[DriveNoteOut]
    history: list[HistoryOut]
    actions: list[ActionOut]


class DriveOwnerRow(WireOut):
    """How many employers of one owner are past their target date."""

    organisation_id: UUID
    organisation_name: str
    owner_name: str
    overdue: int
    oldest_target_on: date


class DriveSummary(WireOut):
    """Where the drive stands in the caller's reach."""

    on_register: int
    unionised: int
    rate: int = Field(description="建会率，单位为万分之一")
    stages: dict[DriveStage, int]
    overdue: list[DriveOwnerRow]


class DriveLineOut(WireOut):
    """What was found about one line of a list."""

    line: int
    name: str
    employer_uscc: str
    verdict: DriveVerdict
    problems: list[str]


class DrivePreview(WireOut):
    """A list before it is entered: 读到 = 新增 + 已在名单 + 有误."""

    total: int
    new: int
    known: int
    wrong: int
    rows: list[DriveLineOut]


class DriveEntered(WireOut):
    """What entering a list has done."""

    total: int
    new: int
    known: int


class DriveTextLine(WireOut):
    """One line of an uploaded list, as text."""

    name: str
    employer_uscc: str
    employees: str
    target_on: str
    owner_name: str
    economic_type: str
    industry: str


class DriveTextLines(WireOut):
    """An uploaded list, to be looked through before it is entered."""

    lines: list[DriveTextLine]
