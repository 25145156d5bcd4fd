"""What a clerk fills in about unions: the request bodies."""

from typing import Annotated
from uuid import UUID

from pydantic import Field, StrictBool, StrictInt

from backend.kernel.wire import EXAMPLE_ID, WireDate, WireIn, example
from backend.organisations.codes import (
    BaseType,
    EconomicType,
    FoundingMode,
    Industry,
    OrgForm,
    OrgLevel,
    OrgPhone,
    OrgRevealPurpose,
    OrgStatus,
    OrgType,
    ReportClass,
    UnitCategory,
)

Count = Annotated[StrictInt, Field(ge=0, le=10_000_000)]
UnionName = Annotated[str, Field(min_length=2, max_length=100, examples=["常德恒泰商贸有限公司工会委员会"])]
CreditCode = Annotated[str, Field(max_length=40, examples=["81430702MC0123450P"])]
DivisionCode = Annotated[str, Field(pattern=r"^\d{6}(\d{3}(\d{3})?)?$", examples=["430702001008"])]
PersonName = Annotated[str, Field(max_length=60)]
Phone = Annotated[str, Field(max_length=30)]
Month = Annotated[str, Field(pattern=r"^20\d{2}-(0[1-9]|1[0-2])$", examples=["2020-11"])]


class EmployerIn(WireIn):
    """A covered employer."""

    name: Annotated[str, Field(min_length=2, max_length=120)]
    employer_uscc: CreditCode = ""
    economic_type: EconomicType
    industry: Industry


class OrganisationIn(WireIn):
    """A union to register under a parent."""

    model_config = example(
        parent_id=EXAMPLE_ID,
        name="常德恒泰新商贸有限公司工会委员会",
        level="90",
        org_form="4",
        org_type="1",
        base_type="0",
        report_class="non_public",
        economic_type="170",
        unit_category="enterprise",
        industry="F",
        division_code="430702001008",
        founded_on="2020-12-08",
        approval_no="常武工复〔2020〕99号",
        chair_name="余建国",
        chair_phone="13812345678",
        employers=[{"name": "常德恒泰新商贸有限公司", "economic_type": "170", "industry": "F"}],
    )
    parent_id: UUID
    name: UnionName
    short_name: Annotated[str, Field(max_length=60, description="不填时取名称去掉“工会委员会”等字样")] = ""
    level: OrgLevel
    org_form: OrgForm
    org_type: OrgType
    base_type: BaseType | None = None
    report_class: ReportClass | None = None
    economic_type: EconomicType | None = None
    unit_category: UnitCategory | None = None
    industry: Industry | None = None
    division_code: DivisionCode
    union_uscc: CreditCode = ""
    founded_on: WireDate | None = None
    approval_no: Annotated[str, Field(max_length=60)] = ""
    approving_org: Annotated[str, Field(max_length=100)] = ""
    mode: FoundingMode | None = None
    prep_group_on: WireDate | None = None
    status: OrgStatus = Field(
        default=OrgStatus.ACTIVE, description="直接登记的工会必须已经批准；筹备中的从建会事项办理"
    )
    chair_name: PersonName = ""
    chair_phone: Phone = ""
    contact_name: PersonName = ""
    contact_phone: Phone = ""
    address: Annotated[str, Field(max_length=200)] = ""
    cadres_fulltime: Count = 0
    cadres_parttime: Count = 0
    has_seal: StrictBool = False
    note: Annotated[str, Field(max_length=500)] = ""
    employers: Annotated[list[EmployerIn], Field(max_length=200)] = []


class OrganisationChangeIn(WireIn):
    """What changes about a union; what is left out stays, null empties what may be empty."""

    name: UnionName | None = None
    short_name: Annotated[str, Field(min_length=1, max_length=60)] | None = None
    org_form: OrgForm | None = None
    org_type: OrgType | None = None
    base_type: BaseType | None = None
    report_class: ReportClass | None = None
    economic_type: EconomicType | None = None
    unit_category: UnitCategory | None = None
    industry: Industry | None = None
    division_code: DivisionCode | None = None
    union_uscc: CreditCode | None = None
    founded_on: WireDate | None = None
    approval_no: Annotated[str, Field(max_length=60)] | None = None
    approving_org: Annotated[str, Field(max_length=100)] | None = None
    mode: FoundingMode | None = None
    prep_group_on: WireDate | None = None
    chair_name: PersonName | None = None
    chair_phone: Phone | None = None
    contact_name: PersonName | None = None
    contact_phone: Phone | None = None
    address: Annotated[str, Field(max_length=200)] | None = None
    cadres_fulltime: Count | None = None
    cadres_parttime: Count | None = None
    has_seal: StrictBool | None = None
    note: Annotated[str, Field(max_length=500)] | None = None
    employers: Annotated[list[EmployerIn], Field(max_length=200)] | None = None


class HeadCountIn(WireIn):
    """Persons of one month as the union declares them."""

    month: Month
    employees: Count
    women_employees: Count
    migrant_employees: Count
    dispatched_employees: Count
    new_form_employees: Count
    members: Count
    women_members: Count
    migrant_members: Count
    new_form_members: Count
    reason: Annotated[str, Field(max_length=300)] = ""


class PhoneRevealIn(WireIn):
    """Which full number, and why."""

    field: OrgPhone
    purpose: OrgRevealPurpose
