"""What crosses the wire about home ratings."""

from datetime import date
from uuid import UUID

from pydantic import Field

from backend.kernel.decisions import RuleCheckOut
from backend.kernel.history import ActionOut, HistoryOut
from backend.kernel.paging import Page
from backend.kernel.wire import EXAMPLE_ID, WireDate, WireIn, WireOut, example
from backend.organisations.homes.codes import HomeLevel, HomeOutcome, HomeState, HomeUnit


class HomeRatingIn(WireIn):
    """An application."""

    organisation_id: UUID = Field(title="工会")
    unit: HomeUnit = Field(title="类别")
    unit_name: str = Field(default="", max_length=100, title="小家名称")
    level: HomeLevel = Field(title="申报等级")
    statement: str = Field(min_length=5, max_length=1000, title="申报材料摘要")
    model_config = example(
        organisation_id=EXAMPLE_ID,
        unit="home",
        unit_name="",
        level="qualified",
        statement="建有职工活动室和职工书屋，全年开展活动六次。",
    )


class HomeAwardIn(WireIn):
    """The document that names a home, or keeps it after a review."""

    document_no: str = Field(min_length=4, max_length=60, title="文号")
    decided_on: WireDate | None = Field(default=None, title="决定日期")
    valid_to: WireDate | None = Field(default=None, title="有效期至")
    note: str = Field(default="", max_length=500, title="意见")


class HomeRow(WireOut):
    """One line of the list."""

    id: UUID
    organisation_id: UUID
    organisation_name: str
    unit: HomeUnit
    unit_name: str
    level: HomeLevel
    year: int
    status: HomeState
    applied_on: date
    published_to: date | None
    valid_to: date | None
    is_lapsed: bool


class HomePage(Page[HomeRow]):
    """A page of ratings, newest first."""


class HomeAwardOut(WireOut):
    """One decision."""

    outcome: HomeOutcome
    level: HomeLevel
    document_no: str
    decided_on: date
    valid_to: date | None
    decided_by: str


class HomeOut(HomeRow):
    """One rating with its checks, decisions and trail."""

    statement: str
    evaluation_id: UUID | None
    evaluation: str
    published_from: date | None
    version: int
    checks: list[RuleCheckOut]
    awards: list[HomeAwardOut]
    history: list[HistoryOut]
    actions: list[ActionOut]


class HomeHeldOut(WireOut):
    """One rating in force, for the union's card."""

    rating_id: UUID
    unit: HomeUnit
    unit_name: str
    level: HomeLevel
    document_no: str
    decided_on: date
    valid_to: date | None


class HomesHeldOut(WireOut):
    """The ratings a union holds on a date."""

    organisation_id: UUID
    as_of: date
    may_apply: bool
    items: list[HomeHeldOut]
