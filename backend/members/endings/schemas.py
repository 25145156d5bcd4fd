"""What crosses the wire about endings of membership."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from backend.kernel.decisions import RuleCheckOut
from backend.kernel.history import ActionOut, HistoryOut
from backend.kernel.http import WireDate, WireIn, WireOut
from backend.kernel.paging import Page
from backend.kernel.wire import EXAMPLE_ID, example
from backend.members.endings.codes import EndingKind, EndingState

Long = Annotated[str, Field(max_length=1000)]


class EndingIn(WireIn):
    """A proposed ending and the facts it rests on; each kind uses its own."""

    model_config = example(
        member_id=EXAMPLE_ID,
        kind="request",
        grounds="本人申请退会",
        requested_on="2020-12-01",
        talked_on="2020-12-03",
    )
    member_id: UUID
    kind: EndingKind
    grounds: str = Field(min_length=1, max_length=1000, description="事由")
    requested_on: WireDate | None = Field(default=None, description="本人申请日期")
    talked_on: WireDate | None = Field(default=None, description="谈话（教育）日期")
    dues_unpaid_since: WireDate | None = Field(default=None, description="从哪一天起未交会费")
    absent_since: WireDate | None = Field(default=None, description="从哪一天起未参加工会组织生活")
    has_excuse: bool | None = Field(default=None, description="有没有正当理由；未了解的不填")
    judgment_no: Annotated[str, Field(max_length=100, description="刑事判决文书号")] = ""
    group_opinion_on: WireDate | None = Field(default=None, description="工会小组讨论日期")
    group_opinion: Long = ""


class EndingActionIn(WireIn):
    """A move of an ending; a decision names its day and document."""

    action: str = Field(max_length=40, description="操作代码，取自对象的 actions")
    note: str = Field(default="", max_length=1000, description="意见或理由")
    decided_on: WireDate | None = Field(default=None, description="决定日期；不填为今天")
    document_no: Annotated[str, Field(max_length=60, description="决定文号")] = ""


class EndingRow(WireOut):
    """One line of the list of endings."""

    id: UUID
    member_id: UUID
    organisation_name: str
    person_name: str
    kind: EndingKind
    status: EndingState
    proposed_on: date
    decided_on: date | None


class EndingPage(Page[EndingRow]):
    """One page of endings, newest first."""


class EndingOut(EndingRow):
    """One ending with its facts, its checks, its trail and what the caller may do now."""

    organisation_id: UUID
    grounds: str
    requested_on: date | None
    talked_on: date | None
    dues_unpaid_since: date | None
    absent_since: date | None
    has_excuse: bool | None
    judgment_no: str
    group_opinion_on: date | None
    group_opinion: str
    proposed_by: str
    document_no: str
    version: int
    checks: list[RuleCheckOut]
    history: list[HistoryOut]
    actions: list[ActionOut]
