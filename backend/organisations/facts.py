"""What the rules judge: plain values about a union, its place, its employers and its head-counts."""

from dataclasses import dataclass
from datetime import date

from backend.kernel.errors import FieldError
from backend.organisations.codes import (
    SUBDIVISIONS,
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


@dataclass(frozen=True, slots=True)
class EmployerFacts:
    """One covered employer as typed."""

    name: str
    employer_uscc: str
    economic_type: EconomicType
    industry: Industry


@dataclass(frozen=True, slots=True)
class UnionFacts:
    """A union as it would be after saving; codes of credit are canonical (or as typed when invalid)."""

    district_id: str
    name: str
    level: OrgLevel
    org_form: OrgForm
    org_type: OrgType
    base_type: BaseType | None
    report_class: ReportClass | None
    economic_type: EconomicType | None
    unit_category: UnitCategory | None
    industry: Industry | None
    division_code: str
    union_uscc: str
    founded_on: date | None
    prep_group_on: date | None
    approval_no: str
    approving_org: str
    status: OrgStatus
    employers: tuple[EmployerFacts, ...]

    @property
    def is_subdivision(self) -> bool:
        """A branch or group of a grassroots union."""
        return self.org_form in SUBDIVISIONS

    @property
    def is_grassroots(self) -> bool:
        """A grassroots union of its own, the unit every statistic counts."""
        return self.level is OrgLevel.BASE and not self.is_subdivision


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """A union's place in the tree; ``path`` is None while it has none."""

    level: OrgLevel
    path: str | None
    org_form: OrgForm
    status: OrgStatus


@dataclass(frozen=True, slots=True)
class HeadCountFacts:
    """Persons a union declares for one month (``YYYY-MM``)."""

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


@dataclass(frozen=True, slots=True)
class Check:
    """One rule applied to one field: met or not, why, how to mend it, and where the rule comes from."""

    field: str
    code: str
    is_met: bool
    message: str
    fix: str
    basis: str = ""


def refusals(checks: list[Check]) -> list[FieldError]:
    """The checks that are not met, as field errors in the order of the form."""
    return [FieldError(c.field, c.code, c.message, c.fix) for c in checks if not c.is_met]
