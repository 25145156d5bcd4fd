"""What crosses the wire about suspected duplicates."""

from datetime import date, datetime
from uuid import UUID

from pydantic import Field

from backend.kernel.history import ActionOut, HistoryOut
from backend.kernel.http import WireDate, WireIn, WireOut
from backend.kernel.paging import Page
from backend.members.codes import IdType, MemberSource, MemberState, SexCode
from backend.members.duplicates.codes import MatchReason, MergeKind, PairState
from backend.members.schemas import Mobile, Name


class SuspectIn(WireIn):
    """A person about to be registered, to see whom they resemble."""

    name: Name
    id_type: IdType = IdType.RESIDENT
    id_no: str = Field(max_length=40, description="证件号码")
    birth_date: WireDate | None = Field(default=None, description="身份证登记可不填")
    mobile: Mobile | None = None


class PairActionIn(WireIn):
    """A step with a pair; merging names the record that is kept."""

    action: str = Field(max_length=40, description="操作代码，取自对象的 actions")
    note: str = Field(default="", max_length=500, description="意见或理由")
    keep_id: UUID | None = Field(default=None, description="合并时保留的会员记录")


class LikenessOut(WireOut):
    """One thing two records share and what it weighs."""

    reason: MatchReason
    label: str
    points: int


class SideOut(WireOut):
    """One record as it stands beside the other; numbers masked."""

    member_id: UUID
    name: str
    organisation_name: str
    id_type: IdType
    id_no_masked: str
    birth_year: int
    sex: SexCode
    mobile_masked: str
    status: MemberState
    status_on: date
    joined_on: date
    member_no: str
    employer_name: str
    job: str
    source: MemberSource
    can_reveal: bool


class SuspectOut(WireOut):
    """A registered person who resembles the one asked for."""

    member: SideOut
    score: int
    reasons: list[LikenessOut]


class SuspectList(WireOut):
    """Everybody in the caller's reach whom the person resembles."""

    items: list[SuspectOut]


class PairRow(WireOut):
    """One line of the queue."""

    id: UUID
    status: PairState
    score: int
    first_name: str
    first_organisation_name: str
    second_name: str
    second_organisation_name: str
    reasons: list[LikenessOut]
    found_on: date
    judged_on: date | None


class PairPage(Page[PairRow]):
    """One page of suspected pairs, the likeliest first."""


class TotalOut(WireOut):
    """Members of one place before and after."""

    name: str
    before: int
    after: int


class MergeChoiceOut(WireOut):
    """What keeping one record would do; ``refusal`` says why it cannot be kept."""

    keep_id: UUID
    refusal: str
    totals: list[TotalOut]


class MergeOut(WireOut):
    """One merge, or the taking back of one."""

    kind: MergeKind
    kept_id: UUID
    ended_id: UUID
    effective_on: date
    recorded_at: datetime
    totals: list[TotalOut]
    person_name: str


class PairOut(WireOut):
    """Two records side by side, what they share, what a merge would do, the trail."""

    id: UUID
    status: PairState
    score: int
    reasons: list[LikenessOut]
    sides: list[SideOut]
    keep_id: UUID | None
    found_on: date
    judged_on: date | None
    judged_by: str
    undo_until: date | None
    choices: list[MergeChoiceOut]
    merges: list[MergeOut]
    version: int
    history: list[HistoryOut]
    actions: list[ActionOut]


class FindOut(WireOut):
    """How many records wait to be compared, and the background job that does it."""

    waiting: int
    job_id: UUID | None
