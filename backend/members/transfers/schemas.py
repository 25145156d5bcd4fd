"""What crosses the wire about transfers a union has sent."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from backend.kernel.history import ActionOut, HistoryOut
from backend.kernel.http import WireDate, WireIn, WireOut
from backend.kernel.paging import Page
from backend.kernel.wire import EXAMPLE_ID, example
from backend.members.cases.schemas import CaseRow
from backend.members.codes import ChangeReason, SexCode

Month = Annotated[
    str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$", description="会费交至的月份", examples=["2020-11"])
]


class TransferIn(WireIn):
    """组织关系接转: who goes where, since when, why."""

    model_config = example(
        to_organisation_id=EXAMPLE_ID, effective_on="2020-12-01", reason="1", dues_paid_until="2020-11"
    )
    to_organisation_id: UUID = Field(description="接收工会，本区的任何一个基层工会")
    effective_on: WireDate = Field(description="转出日期")
    reason: ChangeReason = ChangeReason.EMPLOYMENT
    note: str = Field(default="", max_length=500)
    dues_paid_until: Month | None = None


class TargetUnion(WireOut):
    """A union somebody may be sent to: its name and its street, nothing else."""

    id: UUID
    name: str
    street_name: str


class TargetList(WireOut):
    """The unions found, at most twenty."""

    items: list[TargetUnion]


class SentPage(Page[CaseRow]):
    """One page of transfers sent from the caller's reach, newest first."""


class SentOut(CaseRow):
    """One transfer as the sending union sees it."""

    member_id: UUID
    opened_by: str
    dues_paid_until: str | None
    version: int
    history: list[HistoryOut]
    actions: list[ActionOut]


class LetterOut(WireOut):
    """会员组织关系接转介绍信, ready to print."""

    letter_no: str
    person_name: str
    sex: SexCode
    id_no_masked: str
    member_no: str
    joined_on: date
    from_organisation_name: str
    to_organisation_name: str
    reason: ChangeReason | None
    note: str
    effective_on: date
    dues_paid_until: str | None
    issued_on: date
    valid_until: date | None
    issued_by: str
