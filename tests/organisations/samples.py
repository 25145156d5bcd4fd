"""A union that keeps every rule, to be spoilt one field at a time."""

from datetime import date

from backend.organisations.codes import (
    BaseType,
    EconomicType,
    Industry,
    OrgForm,
    OrgLevel,
    OrgStatus,
    OrgType,
    ReportClass,
    UnitCategory,
)
from backend.organisations.facts import EmployerFacts, HeadCountFacts, PlaceFacts, UnionFacts

TODAY = date(2020, 12, 16)
UNION_CODE = "81430702MC0123450P"
OTHER_UNION_CODE = "81430702MC54321058"
EMPLOYER_CODE = "91430702MA4L00011F"

EMPLOYER = EmployerFacts("常德恒泰商贸有限公司", EMPLOYER_CODE, EconomicType.PRIVATE, Industry.F)
SECOND = EmployerFacts("武陵区鑫源商行", "", EconomicType.SELF_EMPLOYED, Industry.F)

BASE = UnionFacts(
    district_id="430702",
    name="常德恒泰商贸有限公司工会委员会",
    level=OrgLevel.BASE,
    org_form=OrgForm.COMMITTEE,
    org_type=OrgType.INDEPENDENT_BASE,
    base_type=BaseType.INDEPENDENT,
    report_class=ReportClass.NON_PUBLIC,
    economic_type=EconomicType.PRIVATE,
    unit_category=UnitCategory.ENTERPRISE,
    industry=Industry.F,
    division_code="430702001008",
    union_uscc=UNION_CODE,
    founded_on=date(2015, 5, 20),
    prep_group_on=date(2015, 3, 2),
    approval_no="常武工复〔2015〕7号",
    approving_org="启明街道工会联合会",
    status=OrgStatus.ACTIVE,
    employers=(EMPLOYER,),
)
STREET = UnionFacts(
    district_id="430702",
    name="启明街道工会联合会",
    level=OrgLevel.STREET,
    org_form=OrgForm.FEDERATION,
    org_type=OrgType.STREET,
    base_type=None,
    report_class=None,
    economic_type=None,
    unit_category=None,
    industry=None,
    division_code="430702001",
    union_uscc="",
    founded_on=date(1992, 5, 20),
    prep_group_on=None,
    approval_no="常武工发〔1992〕3号",
    approving_org="武陵区总工会",
    status=OrgStatus.ACTIVE,
    employers=(),
)
COUNT = HeadCountFacts(
    month="2020-11",
    employees=50,
    women_employees=20,
    migrant_employees=10,
    dispatched_employees=5,
    new_form_employees=0,
    members=48,
    women_members=19,
    migrant_members=9,
    new_form_members=0,
    reason="",
)


def place(
    level: OrgLevel,
    path: str | None = "430702.001.",
    form: OrgForm = OrgForm.FEDERATION,
    status: OrgStatus = OrgStatus.ACTIVE,
) -> PlaceFacts:
    """A place in the tree."""
    return PlaceFacts(level, path, form, status)
