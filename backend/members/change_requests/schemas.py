"""What crosses the wire about change requests."""

from datetime import date
from uuid import UUID

from pydantic import Field

from backend.kernel.history import ActionOut, HistoryOut
from backend.kernel.http import WireDate, WireIn, WireOut
from backend.kernel.paging import Page
from backend.kernel.wire import EXAMPLE_ID, example
from backend.members.change_requests.codes import ChangeRequestKind, ChangeRequestState
from backend.members.codes import IdType, RevealField, RevealPurpose, SexCode
from backend.members.schemas import Name


class ChangeRequestIn(WireIn):
    """What to put right; fields left out stay as they are."""

    model_config = example(member_id=EXAMPLE_ID, name="买买提·艾力", reason="登记时少写一个字")
    member_id: UUID
    kind: ChangeRequestKind = ChangeRequestKind.IDENTITY
    name: Name | None = None
    id_type: IdType | None = None
    id_no: str | None = Field(default=None, max_length=40, description="证件号码")
    sex: SexCode | None = Field(default=None, description="身份证由号码得出，不填")
    birth_date: WireDate | None = Field(default=None, description="身份证由号码得出，不填")
    reason: str = Field(min_length=1, max_length=500, description="更正的理由")


class ChangeRequestActionIn(WireIn):
    """A step with a request; consent names the fingerprint of what was shown."""

    action: str = Field(max_length=40, description="操作代码，取自对象的 actions")
    note: str = Field(default="", max_length=500, description="意见或理由")
    fingerprint: str | None = Field(default=None, max_length=64, description="同意时：所看到内容的指纹")


class ChangeRevealIn(WireIn):
    """Which full value of one side, and why."""

    field: RevealField
    purpose: RevealPurpose


class ChangeRequestRow(WireOut):
    """One line of the list."""

    id: UUID
    kind: ChangeRequestKind
    status: ChangeRequestState
    member_id: UUID
    member_name: str
    organisation_name: str
    fields: list[str]
    requested_on: date
    requested_by: str
    closed_on: date | None


class ChangeRequestPage(Page[ChangeRequestRow]):
    """One page of change requests, newest first."""


class ChangeLineOut(WireOut):
    """One field before and after; the number and the birth date masked."""

    field: str
    label: str
    old: str
    new: str
    is_changed: bool
    is_masked: bool


class ChangeRequestOut(ChangeRequestRow):
    """One request: both sides, the fingerprint of what is shown, the trail."""

    reason: str
    lines: list[ChangeLineOut]
    fingerprint: str
    is_current: bool
    has_evidence: bool
    can_reveal: bool
    can_attach: bool
    version: int
    history: list[HistoryOut]
    actions: list[ActionOut]
