"""What crosses the wire about enrolment in batches."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from backend.kernel.history import ActionOut, HistoryOut
from backend.kernel.http import WireDate, WireIn, WireOut
from backend.kernel.paging import Page
from backend.kernel.wire import EXAMPLE_ID, example
from backend.members.batches.codes import BatchRowState, BatchState, ConfirmationKind
from backend.members.batches.rules import CODE_LENGTH, ID_TAIL, MOST
from backend.members.codes import GroupEight

Word = Annotated[str, Field(max_length=100)]


class BatchPersonIn(WireIn):
    """One line of a pasted list, as it was written; what is wrong with it is told by row."""

    name: Word
    id_no: Annotated[str, Field(max_length=40)]
    mobile: Annotated[str, Field(max_length=30)] = ""
    group_eight: Word = ""
    employer_name: Word = ""


class BatchIn(WireIn):
    """A new list."""

    model_config = example(
        organisation_id=EXAMPLE_ID,
        title="十二月快递员集中入会",
        group_eight="courier",
        rows=[{"name": "买买提·艾力", "id_no": "430702199001010019", "mobile": "13812345678"}],
    )
    organisation_id: UUID = Field(description="行业工会、街道（社区）工会或联合工会")
    title: str = Field(min_length=1, max_length=100)
    group_eight: GroupEight
    rows: list[BatchPersonIn] = Field(default_factory=list, max_length=MOST)


class BatchRowsIn(WireIn):
    """The list anew; the earlier rows of the draft are replaced."""

    model_config = example(rows=[{"name": "买买提·艾力", "id_no": "430702199001010019"}])
    rows: list[BatchPersonIn] = Field(min_length=1, max_length=MOST)


class BatchActionIn(WireIn):
    """A move of a batch; approval names the day of the committee's decision."""

    action: str = Field(max_length=40, description="操作代码，取自对象的 actions")
    note: str = Field(default="", max_length=1000, description="意见或理由")
    decided_on: WireDate | None = Field(default=None, description="批准日期，即会籍开始的日期；不填为今天")
    document_no: Annotated[str, Field(max_length=60)] = ""


class SignaturesIn(WireIn):
    """Who has signed the list whose scan is attached."""

    model_config = example(row_ids=[EXAMPLE_ID])
    row_ids: list[UUID] = Field(min_length=1, max_length=MOST)


class BatchRow(WireOut):
    """One line of the list of batches."""

    id: UUID
    organisation_name: str
    title: str
    group_eight: GroupEight
    status: BatchState
    people: int
    confirmed: int
    enrolled: int
    opened_on: date


class BatchPage(Page[BatchRow]):
    """One page of batches, newest first."""


class BatchPersonOut(WireOut):
    """One person of a batch; numbers masked."""

    id: UUID
    row_number: int
    person_name: str
    id_no_masked: str
    mobile_masked: str
    group_eight: GroupEight
    employer_name: str
    status: BatchRowState
    problem: str
    fix: str
    confirmed_by: ConfirmationKind | None
    confirmed_at: datetime | None
    member_id: UUID | None


class BatchOut(BatchRow):
    """One batch with its people, its trail and what the caller may do now."""

    organisation_id: UUID
    opened_by: str
    decided_on: date | None
    document_no: str
    version: int
    can_edit: bool
    rows: list[BatchPersonOut]
    history: list[HistoryOut]
    actions: list[ActionOut]


class ConfirmationSlip(WireOut):
    """The one-time code of one person, shown once."""

    row_id: UUID
    row_number: int
    person_name: str
    code: str
    valid_until: date


class ConfirmationSlips(WireOut):
    """New codes for everybody who has not confirmed; earlier ones no longer work."""

    organisation_name: str
    items: list[ConfirmationSlip]


class ConfirmationIn(WireIn):
    """A person's own answer; without ``agree`` it only shows what is asked."""

    model_config = example(code="0123456789", id_tail="0019", agree=True)
    code: str = Field(min_length=CODE_LENGTH, max_length=20, description="确认码")
    id_tail: str = Field(min_length=ID_TAIL, max_length=ID_TAIL, description="本人身份证号码后四位")
    agree: bool | None = Field(default=None, description="同意或不同意；不填只查看")


class ConfirmationOut(WireOut):
    """What a person is asked, or has answered."""

    organisation_name: str
    title: str
    status: BatchRowState
