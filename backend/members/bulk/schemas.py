"""What crosses the wire about acts over many members."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from backend.kernel.history import ActionOut, HistoryOut
from backend.kernel.http import WireDate, WireIn, WireOut
from backend.kernel.paging import Page
from backend.kernel.wire import EXAMPLE_ID, example
from backend.members.bulk.codes import BulkKind, BulkOutcome, BulkState
from backend.members.bulk.rules import MOST
from backend.members.codes import ChangeReason, GroupEight, MemberState


class BulkIn(WireIn):
    """One act over many members."""

    model_config = example(
        kind="retain", member_ids=[EXAMPLE_ID], effective_on="2020-12-01", reason="4", note="企业破产"
    )
    kind: BulkKind
    member_ids: list[UUID] = Field(min_length=1, max_length=MOST, description="选中的会员，最多2000人")
    effective_on: WireDate
    reason: ChangeReason | None = None
    note: Annotated[str, Field(max_length=500)] = ""
    document_no: Annotated[str, Field(max_length=60)] = ""
    to_organisation_id: UUID | None = Field(default=None, description="批量转出的接收工会")
    group_eight: GroupEight | None = Field(default=None, description="新的八大群体；不填为取消标记")


class BulkApplyIn(BulkIn):
    """The same with the print of the preview that was looked at."""

    model_config = example(
        kind="retain",
        member_ids=[EXAMPLE_ID],
        effective_on="2020-12-01",
        reason="4",
        note="企业破产",
        fingerprint="0" * 64,
    )
    fingerprint: str = Field(pattern=r"^[0-9a-f]{64}$", description="预览给出的指纹")


class BulkPreviewRow(WireOut):
    """What would become of one member."""

    member_id: UUID
    person_name: str
    organisation_name: str
    status: MemberState
    problem: str
    fix: str


class BulkPreviewOut(WireOut):
    """What would be done, and to whom it cannot be done; nothing is changed."""

    fingerprint: str
    valid: int
    excepted: int
    needs_proof: bool
    rows: list[BulkPreviewRow]


class BulkRunRow(WireOut):
    """One line of the list of acts over many members."""

    id: UUID
    kind: BulkKind
    status: BulkState
    effective_on: date
    applied: int
    excepted: int
    person_name: str
    applied_on: date


class BulkRunPage(Page[BulkRunRow]):
    """One page of acts over many members, newest first."""


class BulkRunLine(WireOut):
    """What became of one member."""

    member_id: UUID
    person_name: str
    outcome: BulkOutcome
    problem: str
    fix: str


class BulkRunOut(BulkRunRow):
    """One act with what became of each member."""

    reason: ChangeReason | None
    note: str
    document_no: str
    to_organisation_name: str
    group_eight: GroupEight | None
    version: int
    rows: list[BulkRunLine]
    history: list[HistoryOut]
    actions: list[ActionOut]


class BulkUndoIn(WireIn):
    """Taking an act back."""

    model_config = example(note="名单有误")
    note: str = Field(min_length=1, max_length=500, description="撤销的理由")
