"""What crosses the wire about six-have checks."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field, StrictBool

from backend.kernel.decisions import RuleCheckOut
from backend.kernel.history import ActionOut, HistoryOut
from backend.kernel.paging import Page
from backend.kernel.wire import EXAMPLE_ID, WireDate, WireIn, WireOut, example
from backend.organisations.six_have.codes import (
    LapseCause,
    SixHaveOutcome,
    SixHaveScheme,
    SixHaveStanding,
    SixHaveState,
    SixHaveVerdict,
)

ItemCode = Annotated[str, Field(min_length=1, max_length=40)]


class SixHaveCheckIn(WireIn):
    """Which union starts a self-check under which scheme; without a scheme the one the district reports under."""

    organisation_id: UUID = Field(title="工会")
    scheme: SixHaveScheme | None = Field(default=None, title="方案")
    model_config = example(organisation_id=EXAMPLE_ID, scheme="wuling_2020")


class SixHaveRecordIn(WireIn):
    """One line of proof: an activity, a reply with its number, a file in the archive."""

    on: WireDate | None = Field(default=None, title="日期")
    title: str = Field(min_length=1, max_length=100, title="名称")
    reference: str = Field(default="", max_length=100, title="文号或存档编号")


class SixHaveItemIn(WireIn):
    """What the union states about one item."""

    code: ItemCode
    is_met: StrictBool | None = Field(default=None, title="是否达到")
    statement: str = Field(default="", max_length=500, title="说明")
    records: list[SixHaveRecordIn] = Field(default_factory=list, max_length=40, title="佐证记录")


class SixHaveSelfCheckIn(WireIn):
    """The items that changed; the others stay as they are."""

    items: list[SixHaveItemIn] = Field(min_length=1, max_length=6)


class SixHaveVerdictIn(WireIn):
    """What the street found about one item."""

    code: ItemCode
    verdict: SixHaveVerdict | None = Field(default=None, title="结论")
    comment: str = Field(default="", max_length=500, title="意见")


class SixHaveVerificationIn(WireIn):
    """Verdicts on items; the others stay as they are."""

    items: list[SixHaveVerdictIn] = Field(min_length=1, max_length=6)


class SixHaveSchemeItemOut(WireOut):
    """One of the six."""

    code: str
    label: str
    evidence: str


class SixHaveSchemeOut(WireOut):
    """A scheme as it stands on a date."""

    scheme: SixHaveScheme
    label: str
    version: int
    legal_source: str
    is_reporting: bool = Field(description="本地报告达标率采用的方案")
    items: list[SixHaveSchemeItemOut]


class SixHaveSchemesOut(WireOut):
    """Every scheme with a value on a date."""

    as_of: date
    items: list[SixHaveSchemeOut]


class SixHaveRow(WireOut):
    """One line of the work list."""

    id: UUID
    organisation_id: UUID
    organisation_name: str
    street_name: str
    scheme: SixHaveScheme
    status: SixHaveState
    round: int
    opened_on: date
    applied_on: date | None
    mend_due_on: date | None
    closed_on: date | None


class SixHavePage(Page[SixHaveRow]):
    """A page of checks."""


class SixHaveStandingRow(WireOut):
    """How one union stands under one scheme."""

    organisation_id: UUID
    organisation_name: str
    street_name: str
    scheme: SixHaveScheme
    standing: SixHaveStanding
    decided_on: date | None
    valid_to: date | None
    is_due: bool = Field(description="即将到期，应当复查")
    check_id: UUID | None = Field(description="作出结论的核查")
    open_check_id: UUID | None = Field(description="办理中的核查")
    open_status: SixHaveState | None


class SixHaveStandingPage(Page[SixHaveStandingRow]):
    """A page of unions with their standing, in the order of the tree."""


class SixHaveStateOut(WireOut):
    """A union's standing under one scheme, for its card."""

    scheme: SixHaveScheme
    is_reporting: bool
    standing: SixHaveStanding
    decided_on: date | None
    valid_to: date | None
    lapse_cause: LapseCause | None
    is_due: bool
    check_id: UUID | None
    open_check_id: UUID | None
    open_status: SixHaveState | None
    may_open: bool = Field(description="当前登录人现在可以开始自查")


class SixHaveStatesOut(WireOut):
    """A union under every scheme side by side."""

    organisation_id: UUID
    as_of: date
    items: list[SixHaveStateOut]


class SixHaveRecordOut(WireOut):
    """One line of proof."""

    on: date | None
    title: str
    reference: str


class SixHaveFileOut(WireOut):
    """A file given as proof; fetched as an attachment."""

    id: UUID
    name: str
    size: int


class SixHaveItemOut(WireOut):
    """One of the six in the round that is shown."""

    id: UUID = Field(description="附件的 object_id（object_type 为 six_have_item）")
    position: int
    code: str
    label: str
    evidence: str
    is_met: bool | None
    statement: str
    records: list[SixHaveRecordOut]
    files: list[SixHaveFileOut]
    verdict: SixHaveVerdict | None
    comment: str
    #: the verdict of the round before, after mending
    earlier_verdict: SixHaveVerdict | None
    earlier_comment: str
    checks: list[RuleCheckOut]


class SixHaveResultOut(WireOut):
    """One decision."""

    outcome: SixHaveOutcome
    decided_on: date
    valid_to: date | None
    decided_by: str


class SixHaveOut(WireOut):
    """One check with its six items, decisions and trail."""

    id: UUID
    organisation_id: UUID
    organisation_name: str
    scheme: SixHaveScheme
    scheme_version: int
    status: SixHaveState
    round: int
    opened_on: date
    applied_on: date | None
    mend_due_on: date | None
    closed_on: date | None
    version: int
    can_fill: bool
    can_verify: bool
    next_id: UUID | None = Field(description="下一份待核查（同一方案），核查人连续办理用")
    items: list[SixHaveItemOut]
    results: list[SixHaveResultOut]
    history: list[HistoryOut]
    actions: list[ActionOut]
    #: somebody of the union above filled in for this one
    helped_on: date | None
    helped_by: str | None
    may_take_note: bool


class SixHaveClaimOut(WireOut):
    """Whether the target may be claimed; numerator and denominator with their moment and scheme."""

    scheme: SixHaveScheme
    as_of: date
    passing: int
    standing: int
    rate: int = Field(description="达标率，单位万分之一（9510 = 95.10%）")
    target_percent: int
    is_reached: bool
