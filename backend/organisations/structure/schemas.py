"""What crosses the wire about structure changes."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from backend.kernel.decisions import RuleCheckOut
from backend.kernel.history import ActionOut, HistoryOut
from backend.kernel.http import WireDate
from backend.kernel.paging import Page
from backend.kernel.wire import WireIn, WireOut
from backend.organisations.codes import OrgLevel, OrgStatus
from backend.organisations.structure.codes import (
    StructureKind,
    StructureLineKind,
    StructurePart,
    StructureState,
)

Ids = Annotated[list[UUID], Field(max_length=2000)]


class StructureChangeIn(WireIn):
    """What is asked for; the same form serves the preview and the application."""

    kind: StructureKind
    effective_on: WireDate
    organisation_ids: Annotated[list[UUID], Field(min_length=1, max_length=200)]
    target_id: UUID | None = None
    document_no: str = Field(default="", max_length=60)
    reason: str = Field(default="", max_length=500)
    new_name: str = Field(default="", max_length=100)
    member_ids: Ids = []
    employer_ids: Annotated[list[UUID], Field(max_length=200)] = []
    employer_name: str = Field(default="", max_length=120)


class MovingOut(WireOut):
    """What goes along, and how many."""

    code: str
    label: str
    count: int


class OpenMatterOut(WireOut):
    """Something that must be settled first, with the page that shows it."""

    code: str
    label: str
    count: int
    link: str


class StructurePreviewOut(WireOut):
    """What the change would do and what speaks against it."""

    may: bool
    moves: list[MovingOut]
    matters: list[OpenMatterOut]
    checks: list[RuleCheckOut]


class StructurePartyOut(WireOut):
    """One union of a change; ``is_open`` when the caller may open it."""

    organisation_id: UUID
    part: StructurePart
    name: str
    is_open: bool


class StructureChangeRow(WireOut):
    """One line of the list."""

    id: UUID
    kind: StructureKind
    status: StructureState
    title: str
    effective_on: date
    opened_on: date
    opened_by: str


class StructureChangePage(Page[StructureChangeRow]):
    """Structure changes that concern the caller's unions, newest first."""


class StructureLineOut(WireOut):
    """What a change did, summed up by kind."""

    kind: StructureLineKind
    is_undo: bool
    count: int


class StructureChangeOut(StructureChangeRow):
    """One change: who takes part, what it would do or did, the trail, what the caller may do now.

    ``preview`` is null once the change is over; for a change in effect it says what speaks against taking it back.
    """

    document_no: str
    reason: str
    new_name: str
    applied_at: datetime | None
    undone_at: datetime | None
    hindrance: str
    parties: list[StructurePartyOut]
    preview: StructurePreviewOut | None
    lines: list[StructureLineOut]
    version: int
    history: list[HistoryOut]
    actions: list[ActionOut]


class RelativeOut(WireOut):
    """A predecessor or successor of a union."""

    organisation_id: UUID
    name: str
    kind: StructureKind
    effective_on: date
    is_open: bool


class LineageOut(WireOut):
    """Where a union comes from, what came out of it, and the changes that name it."""

    predecessors: list[RelativeOut]
    successors: list[RelativeOut]
    changes: list[StructureChangeRow]


class StructureTargetRow(WireOut):
    """A union that may take others in, by name only."""

    id: UUID
    name: str
    parent_name: str
    level: OrgLevel
    status: OrgStatus


class StructureTargetPage(Page[StructureTargetRow]):
    """Unions of the district that may receive, in the order of the tree."""
