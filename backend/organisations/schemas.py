"""What the API answers about unions."""

from datetime import date, datetime
from uuid import UUID

from pydantic import Field

from backend.kernel.history import ActionOut
from backend.kernel.paging import Page
from backend.kernel.wire import WireOut
from backend.organisations.codes import (
    BaseType,
    DivisionLevel,
    EconomicType,
    FoundingMode,
    Industry,
    OrgChangeKind,
    OrgForm,
    OrgLevel,
    OrgPhone,
    OrgStatus,
    OrgType,
    ReportClass,
    UnitCategory,
)


class OrganisationRow(WireOut):
    """One line of the list."""

    id: UUID
    parent_id: UUID | None
    parent_name: str
    org_path: str
    code: str
    name: str
    short_name: str
    level: OrgLevel
    org_form: OrgForm
    report_class: ReportClass | None
    economic_type: EconomicType | None
    industry: Industry | None
    division_code: str
    founded_on: date | None
    status: OrgStatus
    chair_name: str
    employees: int | None
    declared_members: int | None
    version: int


class OrganisationPage(Page[OrganisationRow]):
    """A page of unions."""


class TreeNode(WireOut):
    """One union in the tree."""

    id: UUID
    parent_id: UUID | None
    name: str
    short_name: str
    level: OrgLevel
    org_form: OrgForm
    report_class: ReportClass | None
    status: OrgStatus
    org_path: str
    has_children: bool
    union_count: int = Field(description="本组织及以下的基层工会数")


class UpperNode(WireOut):
    """A union above the caller's place; read-only."""

    code: str
    name: str
    level: OrgLevel


class OrganisationTree(WireOut):
    """One step of the tree: the children of a union, or the top of what the caller sees."""

    as_of: date | None
    upper: list[UpperNode]
    nodes: list[TreeNode]


class ParentLink(WireOut):
    """A union above the shown one; ``is_open`` when the caller may open it."""

    id: UUID
    name: str
    level: OrgLevel
    is_open: bool


class EmployerOut(WireOut):
    """A covered employer."""

    id: UUID
    name: str
    employer_uscc: str | None
    economic_type: EconomicType
    industry: Industry


class HeadCountOut(WireOut):
    """A declared head-count."""

    month: str
    employees: int
    women_employees: int
    migrant_employees: int
    dispatched_employees: int
    new_form_employees: int
    members: int
    women_members: int
    migrant_members: int
    new_form_members: int
    reason: str
    source: str
    recorded_at: datetime


class OrganisationOut(WireOut):
    """The card of one union; phone numbers masked."""

    id: UUID
    parent_id: UUID | None
    org_path: str
    code: str
    name: str
    short_name: str
    level: OrgLevel
    org_form: OrgForm
    org_type: OrgType
    base_type: BaseType | None
    report_class: ReportClass | None
    economic_type: EconomicType | None
    unit_category: UnitCategory | None
    industry: Industry | None
    division_code: str
    division_name: str
    union_uscc: str | None
    founded_on: date | None
    approval_no: str
    approving_org: str
    mode: FoundingMode | None
    prep_group_on: date | None
    dissolved_on: date | None
    status: OrgStatus
    chair_name: str
    chair_phone: str
    contact_name: str
    contact_phone: str
    address: str
    cadres_fulltime: int
    cadres_parttime: int
    has_seal: bool
    note: str
    created_at: datetime
    version: int
    upper: list[UpperNode]
    parents: list[ParentLink]
    employers: list[EmployerOut]
    head_count: HeadCountOut | None
    head_counts: list[HeadCountOut] = Field(description="最近十二个月，新的在前")
    union_count: int = Field(description="本组织及以下的基层工会数")
    editable: list[str] = Field(description="当前登录人现在可以修改的字段")
    actions: list[ActionOut]


class PhoneRevealOut(WireOut):
    """One full number; empty when none is kept."""

    field: OrgPhone
    value: str


class FieldChange(WireOut):
    """One field from what to what; personal numbers are not repeated."""

    field: str
    label: str
    before: str
    after: str


class OrganisationHistoryRow(WireOut):
    """One saved change."""

    id: UUID
    kind: OrgChangeKind
    at: datetime
    person_name: str
    role: str
    changes: list[FieldChange]


class OrganisationHistoryPage(Page[OrganisationHistoryRow]):
    """A page of a union's history."""


class DivisionOut(WireOut):
    """An administrative division."""

    code: str
    name: str
    level: DivisionLevel
    parent_code: str
    has_children: bool


class DivisionList(WireOut):
    """The divisions below one code."""

    parent_code: str
    items: list[DivisionOut]
