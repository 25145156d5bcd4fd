"""What a clerk fills in about terms, committees and re-elections."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field, StrictBool, StrictInt

from backend.kernel.wire import EXAMPLE_ID, WireDate, WireIn, example
from backend.organisations.terms.codes import (
    CommitteeRole,
    DeclaredRelation,
    ElectingAssembly,
    SeatLeaveReason,
)

People = Annotated[StrictInt, Field(ge=0, le=1_000_000)]
Voters = Annotated[StrictInt, Field(ge=1, le=1_000_000)]
PersonName = Annotated[str, Field(min_length=2, max_length=60)]
DocumentNo = Annotated[str, Field(max_length=60)]
Years = Annotated[StrictInt, Field(ge=1, le=10)]
#: A day in the life of a union; a term counted from it still ends within the calendar.
UnionDay = Annotated[WireDate, Field(ge=date(1921, 7, 1), le=date(2199, 12, 31))]


class SeatIn(WireIn):
    """Somebody elected into a committee."""

    role: CommitteeRole
    name: PersonName
    member_id: UUID | None = None
    relation: DeclaredRelation = DeclaredRelation.UNDECLARED
    is_deputy_secretary: StrictBool = False
    elected_on: UnionDay
    approved_on: WireDate | None = None
    approval_no: DocumentNo = ""
    model_config = example(
        role="vice_chair",
        name="甘试卷",
        relation="none",
        elected_on="2020-11-20",
        approval_no="启工复〔2020〕31号",
    )


class TermIn(WireIn):
    """A term approved on paper."""

    term_no: Annotated[StrictInt, Field(ge=1, le=99)]
    years: Years
    start_on: UnionDay
    elected_on: UnionDay
    approved_on: WireDate | None = None
    approval_no: DocumentNo = ""
    approving_org: Annotated[str, Field(max_length=100)] = ""
    reason: Annotated[str, Field(max_length=300)] = ""
    seats: Annotated[list[SeatIn], Field(max_length=60)] = []
    model_config = example(
        term_no=2,
        years=5,
        start_on="2018-05-10",
        elected_on="2018-05-10",
        approved_on="2018-05-22",
        approval_no="启工复〔2018〕12号",
    )


class TermCorrectionIn(TermIn):
    """A term stated anew, with the reason; its committee is corrected seat by seat."""

    reason: Annotated[str, Field(min_length=2, max_length=300)]
    seats: Annotated[list[SeatIn], Field(max_length=0)] = []
    model_config = example(
        term_no=2, years=5, start_on="2018-05-11", elected_on="2018-05-11", reason="批复上的日期是 11 日"
    )


class DepartureIn(WireIn):
    """How somebody left a committee; consents and votes where the law asks for them."""

    left_on: WireDate | None = None
    reason: SeatLeaveReason
    note: Annotated[str, Field(max_length=300)] = ""
    voters_total: Voters | None = None
    votes_for: People | None = None
    committee_consent_on: WireDate | None = None
    higher_consent_no: DocumentNo = ""
    model_config = example(left_on="2020-12-01", reason="retirement")


class ReelectionIn(WireIn):
    """The request to hold a congress for re-election."""

    organisation_id: UUID
    years: Years
    congress: ElectingAssembly
    planned_on: UnionDay
    plan: Annotated[str, Field(min_length=5, max_length=1000)]
    model_config = example(
        organisation_id=EXAMPLE_ID,
        years=5,
        congress="members",
        planned_on="2021-01-20",
        plan="拟召开会员大会，选举产生新一届工会委员会和经费审查委员会。",
    )


class ReelectionChangeIn(WireIn):
    """A request that was returned, mended."""

    years: Years
    congress: ElectingAssembly
    planned_on: UnionDay
    plan: Annotated[str, Field(min_length=5, max_length=1000)]
    model_config = example(
        years=5,
        congress="members",
        planned_on="2021-01-25",
        plan="拟召开会员大会选举新一届委员会，已补充候选人情况。",
    )


class ElectedIn(WireIn):
    """One person elected, with votes and declaration."""

    role: CommitteeRole
    name: PersonName
    votes: People
    relation: DeclaredRelation
    member_id: UUID | None = None
    is_deputy_secretary: StrictBool = False


class ElectionReportIn(WireIn):
    """The report of an election."""

    elected_on: UnionDay
    entitled: Voters
    present: People
    candidates: People
    elected: Annotated[list[ElectedIn], Field(min_length=1, max_length=60)]
    note: Annotated[str, Field(max_length=500)] = ""
    model_config = example(
        elected_on="2020-12-10",
        entitled=30,
        present=28,
        candidates=6,
        elected=[
            {"role": "chair", "name": "甘试卷", "votes": 27, "relation": "none"},
            {"role": "audit_head", "name": "毕对账", "votes": 26, "relation": "none"},
        ],
    )


class ElectionReplyIn(WireIn):
    """The higher union's written reply; it carries a document number."""

    approval_no: Annotated[str, Field(min_length=4, max_length=60)]
    replied_on: WireDate
    note: Annotated[str, Field(max_length=500)] = ""
    model_config = example(approval_no="启工复〔2020〕36号", replied_on="2020-12-16")


class TermExtensionIn(WireIn):
    """The request to serve some months longer."""

    organisation_id: UUID
    months: Annotated[StrictInt, Field(ge=1, le=60)]
    reason: Annotated[str, Field(min_length=5, max_length=500)]
    model_config = example(
        organisation_id=EXAMPLE_ID, months=3, reason="企业搬迁，职工分散，近期无法召开大会。"
    )


class TermExtensionApprovalIn(WireIn):
    """The higher union's written approval of an extension."""

    approval_no: Annotated[str, Field(min_length=4, max_length=60)]
    note: Annotated[str, Field(max_length=500)] = ""
    model_config = example(approval_no="启工复〔2020〕37号")
