"""What crosses the wire about members."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from backend.kernel.http import WireDate, WireIn, WireOut
from backend.kernel.paging import Page
from backend.kernel.wire import EXAMPLE_ID, example
from backend.members.codes import (
    ChangeReason,
    Education,
    EmploymentForm,
    GroupEight,
    HukouType,
    IdType,
    MembershipEventKind,
    MemberSource,
    MemberState,
    PoliticalStatus,
    RevealField,
    RevealPurpose,
    SexCode,
    TechnicalLevel,
    WorkStatus,
)
from backend.members.effects import Right
from backend.members.ethnicity import Ethnicity

Name = Annotated[
    str, Field(min_length=1, max_length=60, description="与证件一致的姓名", examples=["买买提·艾力"])
]
Mobile = Annotated[str, Field(max_length=30, description="11位手机号码", examples=["13812345678"])]
Words = Annotated[str, Field(max_length=100)]
ShortWords = Annotated[str, Field(max_length=60)]


class MemberProfileIn(WireIn):
    """Particulars a clerk may fill in and change."""

    ethnicity: Ethnicity | None = None
    education: Education | None = None
    political: PoliticalStatus | None = None
    technical_level: TechnicalLevel | None = None
    work_status: WorkStatus | None = None
    hukou_type: HukouType | None = None
    hukou_place: Words = ""
    native_place: ShortWords = ""
    mobile: Mobile | None = None
    is_migrant: bool = False
    employment_form: EmploymentForm | None = None
    group_eight: GroupEight | None = None
    department: ShortWords = ""
    job: ShortWords = ""
    employer_name: Words = ""


class MemberIn(MemberProfileIn):
    """A person to register."""

    model_config = example(
        organisation_id=EXAMPLE_ID,
        name="买买提·艾力",
        id_no="430702199001010019",
        joined_on="2020-12-01",
        mobile="13812345678",
    )
    organisation_id: UUID
    name: Name
    id_type: IdType = IdType.RESIDENT
    id_no: str = Field(max_length=40, description="证件号码", examples=["430702199001010019"])
    sex: SexCode | None = Field(default=None, description="身份证登记可不填，由号码得出")
    birth_date: WireDate | None = Field(default=None, description="身份证登记可不填，由号码得出")
    joined_on: WireDate = Field(description="入会日期")


class MemberEditIn(MemberProfileIn):
    """Particulars to change; what is left out stays as it is. Identity fields go through a change request."""


class MemberEventIn(WireIn):
    """A membership change to record."""

    kind: MembershipEventKind
    effective_on: WireDate
    reason: ChangeReason | None = None
    note: str = Field(default="", max_length=500)
    document_no: str = Field(default="", max_length=60)
    to_organisation_id: UUID | None = Field(default=None, description="转出时的接收工会；转往区外的不填")


class MemberSearchIn(WireIn):
    """A search whose words do not belong in an address."""

    q: str = Field(min_length=1, max_length=60, description="姓名、拼音首字母、完整证件号码或电话后四位")
    limit: Annotated[int, Field(strict=True, ge=1, le=200)] = 20
    cursor: str | None = Field(default=None, max_length=600)


class RevealIn(WireIn):
    """Which full value, and why."""

    field: RevealField
    purpose: RevealPurpose


class RevealOut(WireOut):
    """One full value, and how many the caller has looked at today."""

    field: RevealField
    value: str
    seen_today: int


class MemberRow(WireOut):
    """One line of the member list; numbers masked."""

    id: UUID
    organisation_id: UUID
    organisation_name: str
    name: str
    sex: SexCode
    id_type: IdType
    id_no_masked: str
    mobile_masked: str
    status: MemberState
    status_on: date
    joined_on: date
    member_no: str
    work_status: WorkStatus | None
    is_migrant: bool
    employment_form: EmploymentForm | None
    group_eight: GroupEight | None
    employer_name: str


class MemberPage(Page[MemberRow]):
    """One page of the member list."""


class MemberChangeOut(WireOut):
    """A membership change this caller may record now, and what it asks for."""

    code: MembershipEventKind
    label: str
    needs_reason: bool
    needs_note: bool
    takes_organisation: bool


class MemberEffectOut(WireOut):
    """What the state of the membership means for one right or duty, with its article."""

    right: Right
    holds: bool
    article: str
    note: str


class MemberOut(WireOut):
    """A member's card; numbers masked, full values only through reveal."""

    id: UUID
    organisation_id: UUID
    organisation_name: str
    name: str
    id_type: IdType
    id_no_masked: str
    birth_year: int
    sex: SexCode
    ethnicity: Ethnicity | None
    education: Education | None
    political: PoliticalStatus | None
    technical_level: TechnicalLevel | None
    work_status: WorkStatus | None
    hukou_type: HukouType | None
    hukou_place: str
    native_place: str
    mobile_masked: str
    is_migrant: bool
    employment_form: EmploymentForm | None
    group_eight: GroupEight | None
    department: str
    job: str
    employer_name: str
    joined_on: date
    member_no: str
    status: MemberState
    status_on: date
    source: MemberSource
    version: int
    created_at: datetime
    updated_at: datetime
    can_edit: bool
    can_reveal: bool
    actions: list[MemberChangeOut]
    effects: list[MemberEffectOut]


class MemberEventOut(WireOut):
    """One line of a membership ledger."""

    id: UUID
    sequence: int
    kind: MembershipEventKind
    effective_on: date
    recorded_at: datetime
    reason: ChangeReason | None
    note: str
    document_no: str
    from_organisation_name: str
    to_organisation_name: str
    operator_name: str
    source: MemberSource


class MemberEventList(WireOut):
    """A member's ledger, oldest first."""

    items: list[MemberEventOut]
