"""What a clerk fills in about a founding: the request bodies."""

from typing import Annotated
from uuid import UUID

from pydantic import Field, StrictInt

from backend.kernel.wire import EXAMPLE_ID, WireDate, WireIn, example
from backend.organisations.codes import (
    BaseType,
    EconomicType,
    FoundingMode,
    Industry,
    ReportClass,
    UnitCategory,
)
from backend.organisations.terms.codes import CommitteeRole, DeclaredRelation, ElectingAssembly

Persons = Annotated[StrictInt, Field(ge=1, le=10_000_000)]
Votes = Annotated[StrictInt, Field(ge=0, le=10_000_000)]
PlainName = Annotated[str, Field(min_length=2, max_length=60)]
DocumentNo = Annotated[str, Field(min_length=1, max_length=60, examples=["常武工复〔2020〕92号"])]


class FoundingEmployerIn(WireIn):
    """An employer the union is for."""

    name: Annotated[str, Field(min_length=2, max_length=120)]
    employer_uscc: Annotated[str, Field(min_length=1, max_length=40)]
    economic_type: EconomicType
    industry: Industry


class FoundingIn(WireIn):
    """An application to prepare a union; what is left out follows from the first employer."""

    model_config = example(
        parent_id=EXAMPLE_ID,
        base_type="0",
        employers=[
            {
                "name": "常德恒泰商贸有限公司",
                "employer_uscc": "91430702MA4L00011F",
                "economic_type": "170",
                "industry": "F",
            }
        ],
        division_code="430702001008",
        employees=36,
        preparer_name="余建国",
        applied_on="2020-12-14",
    )
    parent_id: UUID
    base_type: BaseType = BaseType.INDEPENDENT
    employers: Annotated[list[FoundingEmployerIn], Field(min_length=1, max_length=200)]
    union_name: Annotated[
        str, Field(max_length=100, description="不填时取单位名称加“工会委员会”；联合工会必填")
    ] = ""
    economic_type: EconomicType | None = None
    report_class: ReportClass | None = None
    unit_category: UnitCategory | None = None
    industry: Industry | None = None
    division_code: Annotated[str, Field(pattern=r"^\d{6}(\d{3}(\d{3})?)?$")]
    mode: FoundingMode = FoundingMode.OFFLINE
    employees: Persons
    preparer_name: PlainName
    reason: Annotated[str, Field(max_length=500)] = ""
    applied_on: WireDate


class FoundingReplyIn(WireIn):
    """The upper union's written reply."""

    model_config = example(document_no="常武工复〔2020〕92号", replied_on="2020-12-15")
    document_no: DocumentNo
    replied_on: WireDate
    note: Annotated[str, Field(max_length=1000)] = ""


class FoundingCandidateIn(WireIn):
    """Somebody proposed, with what they declared."""

    role: CommitteeRole
    name: PlainName
    relation: DeclaredRelation


class FoundingSlateIn(WireIn):
    """Candidates for approval."""

    model_config = example(
        seats=1,
        candidates=[
            {"role": "chair", "name": "余建国", "relation": "none"},
            {"role": "member", "name": "潘小兰", "relation": "none"},
        ],
        party_org="中共常德恒泰商贸有限公司支部委员会",
        party_agreed_on="2020-12-14",
        filed_on="2020-12-15",
    )
    seats: Annotated[StrictInt, Field(ge=1, le=99, description="应选委员人数，含主席、副主席")]
    candidates: Annotated[list[FoundingCandidateIn], Field(min_length=1, max_length=120)]
    party_org: Annotated[str, Field(max_length=100)] = ""
    party_agreed_on: WireDate | None = None
    filed_on: WireDate


class FoundingElectedIn(FoundingCandidateIn):
    """Somebody elected, with the votes."""

    votes: Votes


class FoundingElectionIn(WireIn):
    """The result of the election."""

    model_config = example(
        elected_on="2020-12-16",
        assembly="members",
        entitled=36,
        present=33,
        candidates=4,
        years=3,
        elected=[
            {"role": "chair", "name": "余建国", "relation": "none", "votes": 31},
            {"role": "audit_head", "name": "潘小兰", "relation": "none", "votes": 30},
        ],
        reported_on="2020-12-16",
    )
    elected_on: WireDate
    assembly: ElectingAssembly = ElectingAssembly.MEMBERS
    entitled: Persons
    present: Votes
    candidates: Annotated[Votes, Field(description="委员候选人数")]
    years: Annotated[StrictInt, Field(ge=1, le=10, description="任期年数")]
    elected: Annotated[list[FoundingElectedIn], Field(min_length=1, max_length=60)]
    reported_on: WireDate
