"""The plan of the demo's union tree: which federations and unions there are, before any row is made."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from backend.organisations.codes import (
    EconomicType,
    Industry,
    OrgForm,
    OrgLevel,
    OrgType,
    ReportClass,
    UnitCategory,
)
from backend.organisations.demo_names import INDUSTRY_FEDERATIONS
from backend.organisations.reference import DivisionRow

DISTRICT = "district"
#: Five township units of the district's area are looked after by two management zones with unions of their own:
#: 德山街道 and 樟木桥街道 by the Deshan economic development zone, 柳叶湖街道, 七里桥街道 and 白鹤镇 by the Liuye lake
#: tourism zone. The district's union has the other fourteen.
OTHER_ZONES = frozenset({"430702006", "430702015", "430702013", "430702014", "430702102"})
#: Non-public unions per street or town; towns and villages have fewer firms.
STREET_SHARES: dict[str, int] = {
    "430702001": 34,
    "430702002": 36,
    "430702003": 46,
    "430702004": 40,
    "430702005": 44,
    "430702007": 30,
    "430702008": 32,
    "430702009": 34,
    "430702010": 30,
    "430702011": 36,
    "430702012": 34,
    "430702100": 20,
    "430702200": 14,
    "430702204": 14,
}
PARK, ORGANS_KEY, SCHOOLS_KEY, HEALTH_KEY, STATE_KEY = "park", "organs", "schools", "health", "state"
DISTRICT_FOUNDED = date(1988, 9, 1)


@dataclass(frozen=True, slots=True)
class PlannedFederation:
    """A union above the grassroots: street, community, park, industry or bureau."""

    key: str
    parent_key: str
    name: str
    short_name: str
    level: OrgLevel
    org_type: OrgType
    division_code: str
    place: str
    founded_on: date


@dataclass(frozen=True, slots=True)
class PlannedEmployer:
    """An employer a union covers."""

    name: str
    credit_code: str
    economic_type: EconomicType
    industry: Industry


@dataclass(frozen=True, slots=True)
class PlannedUnion:
    """A grassroots union; ``kind`` decides its size."""

    parent_key: str
    name: str
    short_name: str
    kind: str
    report_class: ReportClass
    unit_category: UnitCategory
    org_form: OrgForm
    employers: tuple[PlannedEmployer, ...]
    division_code: str
    place: str
    #: Under whom it stood before it moved, and when it moved.
    moved: tuple[str, date] | None = None

    @property
    def is_joint(self) -> bool:
        """Covers several employers."""
        return len(self.employers) > 1


@dataclass
class Plan:
    """Federations top down, then the grassroots unions."""

    federations: list[PlannedFederation] = field(default_factory=list)
    unions: list[PlannedUnion] = field(default_factory=list)

    def communities_of(self, street_code: str) -> list[PlannedFederation]:
        """The community federations of one street."""
        return [f for f in self.federations if f.parent_key == street_code]


def plan_federations(rng: random.Random, district_id: str, divisions: tuple[DivisionRow, ...]) -> Plan:
    """The fourteen streets and towns with their communities, the park, industries and bureaus."""
    plan = Plan()
    towns = [row for row in divisions if row.code in STREET_SHARES]
    for town in towns:
        plan.federations.append(_federation(rng, town, DISTRICT, OrgLevel.STREET, date(1990, 3, 1), 1800))
    for key, name, level, kind, founded in _DISTRICT_WIDE:
        plan.federations.append(
            PlannedFederation(
                key, DISTRICT, f"常德市武陵区{name}", name, level, kind, district_id, "常德市武陵区", founded
            )
        )
    for index, (trade, _) in enumerate(INDUSTRY_FEDERATIONS):
        name = f"{trade}工会联合会"
        founded = date(2014 + index, 4 + index, 18)
        plan.federations.append(
            PlannedFederation(
                f"industry{index}",
                DISTRICT,
                f"常德市武陵区{name}",
                name,
                OrgLevel.INDUSTRY,
                OrgType.INDUSTRY,
                district_id,
                "常德市武陵区",
                founded,
            )
        )
    for town in towns:
        for row in divisions:
            if row.parent_code == town.code:
                plan.federations.append(
                    _federation(rng, row, town.code, OrgLevel.COMMUNITY, date(2000, 5, 1), 2200, town.name)
                )
    return plan


def random_day(rng: random.Random, first: date, last: date) -> date:
    """A Monday to Friday between two dates, not in the first week of January, May or October."""
    while True:
        day = first + timedelta(days=rng.randrange((last - first).days + 1))
        if day.weekday() < 5 and not (day.month in (1, 5, 10) and day.day <= 7):
            return day


def plain_place(name: str) -> str:
    """A community or village as people call it: 白鹤庵村委会 -> 白鹤庵村."""
    return name.removesuffix("居委会").removesuffix("委会") if name.endswith("委会") else name


_DISTRICT_WIDE: tuple[tuple[str, str, OrgLevel, OrgType, date], ...] = (
    (PARK, "工业园工会联合会", OrgLevel.PARK, OrgType.PARK, date(2003, 6, 18)),
    (ORGANS_KEY, "区直机关工会联合会", OrgLevel.BUREAU, OrgType.SYSTEM, date(1989, 3, 10)),
    (SCHOOLS_KEY, "教育系统工会联合会", OrgLevel.BUREAU, OrgType.SYSTEM, date(1989, 9, 8)),
    (HEALTH_KEY, "卫生健康系统工会联合会", OrgLevel.BUREAU, OrgType.SYSTEM, date(1990, 5, 11)),
    (STATE_KEY, "区属国有企业工会联合会", OrgLevel.BUREAU, OrgType.SYSTEM, date(2004, 12, 3)),
)


def _federation(
    rng: random.Random,
    row: DivisionRow,
    parent: str,
    level: OrgLevel,
    first: date,
    days: int,
    town: str = "",
) -> PlannedFederation:
    place = town + plain_place(row.name)
    return PlannedFederation(
        row.code,
        parent,
        f"常德市武陵区{place}工会联合会",
        f"{plain_place(row.name)}工会联合会",
        level,
        OrgType.STREET,
        row.code,
        f"常德市武陵区{place}",
        random_day(rng, first, first + timedelta(days=days)),
    )
