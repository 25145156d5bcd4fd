"""Bodies of large exports."""

from datetime import date, datetime
from uuid import UUID

from pydantic import Field

from backend.kernel.history import ActionOut, HistoryOut
from backend.kernel.large_exports.codes import LargeExportState
from backend.kernel.paging import Page
from backend.kernel.wire import WireIn, WireOut

_FILTERS = "名单页面的查询条件，与列表的查询参数同名"


class LargeExportPreviewIn(WireIn):
    """What would be taken."""

    list: str = Field(min_length=1, max_length=60, examples=["members"])
    filters: dict[str, str] = Field(default_factory=dict, max_length=30, description=_FILTERS)


class LargeExportIn(LargeExportPreviewIn):
    """What is asked for, and what for."""

    purpose: str = Field(min_length=2, max_length=200, examples=["报送市总工会年度会员名册"])


class FilterLineOut(WireOut):
    """One condition in words."""

    label: str
    value: str


class LargeExportPreviewOut(WireOut):
    """How many persons it would be, and whether a second person must agree."""

    list_label: str
    filters: list[FilterLineOut]
    persons: int
    limit: int
    needs_second_person: bool
    valid_days: int


class LargeExportRow(WireOut):
    """One request in the list."""

    id: UUID
    number: str
    list_name: str
    list_label: str
    persons: int
    purpose: str
    person_name: str
    status: LargeExportState
    requested_at: datetime
    expires_on: date | None
    downloads: int


class LargeExportPage(Page[LargeExportRow]):
    """One page of requests, newest first."""


class LargeExportOut(LargeExportRow):
    """One request with its conditions in words, its trail, and what the caller may do."""

    version: int
    filters: list[FilterLineOut]
    ready_at: datetime | None
    file_persons: int | None
    downloaded_at: datetime | None
    #: a second download would be a new act of the requester; nobody else may
    can_download: bool
    actions: list[ActionOut]
    history: list[HistoryOut]
