"""What crosses the wire about applications for membership."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from backend.kernel.decisions import RuleCheckOut
from backend.kernel.history import ActionOut, HistoryOut
from backend.kernel.http import WireDate, WireIn, WireOut
from backend.kernel.paging import Page
from backend.kernel.wire import EXAMPLE_ID, example
from backend.members.applications.codes import ApplicationState, EvidenceKind
from backend.members.codes import IdType, SexCode
from backend.members.schemas import MemberProfileIn, Name


class ApplicationIn(MemberProfileIn):
    """A person who wants to join, and what shows it."""

    model_config = example(
        organisation_id=EXAMPLE_ID,
        name="买买提·艾力",
        id_no="430702199001010019",
        applied_on="2020-12-01",
        evidence="online",
        statement="本人自愿加入中国工会，遵守工会章程。",
    )
    organisation_id: UUID
    name: Name
    id_type: IdType = IdType.RESIDENT
    id_no: str = Field(max_length=40, description="证件号码", examples=["430702199001010019"])
    sex: SexCode | None = Field(default=None, description="身份证登记可不填，由号码得出")
    birth_date: WireDate | None = Field(default=None, description="身份证登记可不填，由号码得出")
    applied_on: WireDate = Field(description="本人申请的日期")
    evidence: EvidenceKind
    statement: str = Field(default="", max_length=1000, description="网上申请的内容")


class ApplicationActionIn(WireIn):
    """A move of an application; approval names the day of the committee's decision."""

    action: str = Field(max_length=40, description="操作代码，取自对象的 actions")
    note: str = Field(default="", max_length=1000, description="意见或理由")
    decided_on: WireDate | None = Field(default=None, description="批准日期，即会籍开始的日期；不填为今天")
    document_no: Annotated[str, Field(max_length=60, description="会议纪要或批复文号")] = ""


class ApplicationRow(WireOut):
    """One line of the list of applications."""

    id: UUID
    organisation_id: UUID
    organisation_name: str
    person_name: str
    status: ApplicationState
    evidence: EvidenceKind
    applied_on: date
    decided_on: date | None


class ApplicationPage(Page[ApplicationRow]):
    """One page of applications, newest first."""


class ApplicationOut(ApplicationRow):
    """One application with its checks, its trail and what the caller may do now."""

    member_id: UUID
    statement: str
    entered_by: str
    document_no: str
    version: int
    checks: list[RuleCheckOut]
    history: list[HistoryOut]
    actions: list[ActionOut]
