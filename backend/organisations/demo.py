"""The demo's union tree: 武陵区 with 14 streets and towns and exactly 734 grassroots unions."""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import Session

from backend.kernel.db import bulk_insert
from backend.kernel.demo import DemoWorld, InventedPerson, working_moment
from backend.organisations.codes import EconomicType, Industry, OrgLevel, OrgType, ReportClass
from backend.organisations.demo_plan import (
    DISTRICT,
    DISTRICT_FOUNDED,
    Plan,
    PlannedUnion,
    plan_federations,
    random_day,
)
from backend.organisations.demo_rows import RowMaker
from backend.organisations.demo_sizes import Size, sizes_for
from backend.organisations.demo_unions import plan_unions
from backend.organisations.models import (
    Coverage,
    Employer,
    HeadCount,
    Organisation,
    OrganisationChange,
    ParentEdge,
    SerialCounter,
)
from backend.organisations.queries import street_of
from backend.organisations.reference import divisions_of
from backend.organisations.structure.demo import add_past_changes

DISTRICT_NAME = "常德市武陵区总工会"
YEAR_START = date(2020, 1, 8)
LAST_FOUNDING = date(2020, 12, 11)
NEW_UNIONS = 49
#: Among the 49: one organ, one school, one state firm; the rest non-public.
NEW_BY_KIND = {"organ": 1, "school": 1, "state": 1, "park": 8, "industry": 8, "street": 26, "joint": 4}
#: The small demo's streets, and the sizes of its unions.
FEW_STREETS = ("430702001", "430702002", "430702003", "430702004")
FEW_MEMBERS = range(25, 36)
TABLES = (Organisation, ParentEdge, Employer, Coverage, HeadCount, OrganisationChange, SerialCounter)


@dataclass(frozen=True, slots=True)
class DemoPlace:
    """A federation of the demo: the district itself, a street, the park, a bureau."""

    id: UUID
    org_path: str
    name: str
    level: OrgLevel
    chair: InventedPerson


@dataclass(frozen=True, slots=True)
class DemoUnion:
    """A grassroots union as the later domains' demos need it."""

    id: UUID
    org_path: str
    name: str
    short_name: str
    street_path: str
    street_name: str
    report_class: ReportClass
    economic_type: EconomicType
    industry: Industry
    founded_on: date
    recorded_at: datetime
    member_target: int
    joined_2020_target: int
    employees: int
    women_share: float
    migrant_share: float
    chair: InventedPerson
    employer_name: str


def make(session: Session, world: DemoWorld) -> None:
    """Write the district's tree; ``facts``: district, federations below it, streets, unions, their first employers."""
    rng = world.stream("organisations")
    maker = RowMaker(world, rng)
    root = _district(world, rng, maker)
    world.facts.update(district=root, federations=[], streets=[], unions=[])
    if not world.is_empty:
        plan = plan_federations(rng, world.district_id, divisions_of(world.district_id))
        plan_unions(rng, world.district_id, plan)
        _federations(world, rng, maker, plan)
        _unions(world, rng, maker, plan.unions)
    maker.finish()
    world.facts["employers"] = _first_employers(maker)
    for model in TABLES:
        bulk_insert(session, model, maker.rows[model])
    add_past_changes(session, world)


def _district(world: DemoWorld, rng: random.Random, maker: RowMaker) -> DemoPlace:
    chair = world.person(rng, min_age=42, max_age=56)
    row = maker.federation(
        key=DISTRICT,
        parent_key=None,
        name=DISTRICT_NAME,
        short_name="武陵区总工会",
        level=OrgLevel.DISTRICT,
        org_type=OrgType.LOCAL,
        division_code=world.district_id,
        place="常德市武陵区",
        founded_on=DISTRICT_FOUNDED,
        chair=chair,
    )
    return DemoPlace(row["id"], row["org_path"], row["name"], OrgLevel.DISTRICT, chair)


def _federations(world: DemoWorld, rng: random.Random, maker: RowMaker, plan: Plan) -> None:
    for planned in plan.federations:
        chair = world.person(rng, min_age=32, max_age=56)
        row = maker.federation(
            key=planned.key,
            parent_key=planned.parent_key,
            name=planned.name,
            short_name=planned.short_name,
            level=planned.level,
            org_type=planned.org_type,
            division_code=planned.division_code,
            place=planned.place,
            founded_on=planned.founded_on,
            chair=chair,
        )
        if planned.parent_key == DISTRICT:
            place = DemoPlace(row["id"], row["org_path"], row["name"], planned.level, chair)
            world.facts["federations"].append(place)
            if planned.level is OrgLevel.STREET:
                world.facts["streets"].append(place)


def _unions(world: DemoWorld, rng: random.Random, maker: RowMaker, unions: list[PlannedUnion]) -> None:
    is_new = _choose_new(rng, unions)
    sizes = sizes_for(rng, [union.kind for union in unions], is_new)
    names = {place.org_path: place.name for place in world.facts["federations"]}
    planned = list(zip(unions, is_new, sizes, strict=True))
    for union, new, size in _few(planned) if world.is_small else planned:
        founded = _founding_day(rng, maker, union, new)
        recorded = _recorded(rng, founded)
        chair = world.person(rng, min_age=28, max_age=57)
        shares = _shares(rng, union)
        row = maker.union(union, size, founded, recorded, chair, shares)
        street = street_of(row["org_path"])
        world.facts["unions"].append(_fact(row, union, size, chair, shares, street, names[street]))


def _first_employers(maker: RowMaker) -> dict[UUID, dict[str, Any]]:
    """The first employer a union covers, by the union's id."""
    by_id = {row["id"]: row for row in maker.rows[Employer]}
    found: dict[UUID, dict[str, Any]] = {}
    for row in maker.rows[Coverage]:
        found.setdefault(row["organisation_id"], by_id[row["employer_id"]])
    return found


def _few(planned: list[tuple[PlannedUnion, bool, Size]]) -> Iterator[tuple[PlannedUnion, bool, Size]]:
    """Of each of four streets, two older unions of an ordinary size; and four unions of the year."""
    taken: Counter[str] = Counter()
    for union, is_new, size in planned:
        group = "" if is_new else union.division_code[:9]
        is_wanted = group in ("", *FEW_STREETS) and union.moved is None and size.members in FEW_MEMBERS
        if is_wanted and taken[group] < (2 if group else 4):
            taken[group] += 1
            yield union, is_new, size


def _fact(
    row: dict[str, Any],
    union: PlannedUnion,
    size: Size,
    chair: InventedPerson,
    shares: tuple[float, float],
    street: str,
    street_name: str,
) -> DemoUnion:
    return DemoUnion(
        id=row["id"],
        org_path=row["org_path"],
        name=row["name"],
        short_name=row["short_name"],
        street_path=street,
        street_name=street_name,
        report_class=union.report_class,
        economic_type=union.employers[0].economic_type,
        industry=union.employers[0].industry,
        founded_on=row["founded_on"],
        recorded_at=row["created_at"],
        member_target=size.members,
        joined_2020_target=size.joined_2020,
        employees=size.employees,
        women_share=shares[0],
        migrant_share=shares[1],
        chair=chair,
        employer_name=union.employers[0].name,
    )


def _choose_new(rng: random.Random, unions: list[PlannedUnion]) -> list[bool]:
    """Which unions were founded in 2020."""
    chosen: set[int] = set()
    for kind, count in NEW_BY_KIND.items():
        candidates = [i for i, union in enumerate(unions) if union.kind == kind and union.moved is None]
        chosen.update(rng.sample(candidates, count))
    return [i in chosen for i in range(len(unions))]


def _founding_day(rng: random.Random, maker: RowMaker, union: PlannedUnion, is_new: bool) -> date:
    if is_new:
        return random_day(rng, YEAR_START, LAST_FOUNDING)
    first = maker.founded[union.moved[0] if union.moved else union.parent_key] + timedelta(days=30)
    if union.kind in ("street", "joint", "park", "industry", "state"):
        first = max(first, date(2006, 3, 1))
    return random_day(rng, first, date(2018, 12, 20) if union.moved else date(2019, 12, 20))


def _recorded(rng: random.Random, founded: date) -> datetime:
    """The register was keyed in January 2018; since then a union is recorded within ten days."""
    if founded < date(2018, 1, 8):
        return working_moment(rng, random_day(rng, date(2018, 1, 8), date(2018, 1, 31)))
    return working_moment(rng, min(founded + timedelta(days=rng.randrange(1, 11)), date(2020, 12, 15)))


def _shares(rng: random.Random, union: PlannedUnion) -> tuple[float, float]:
    """(women, migrant workers) among the people of a union."""
    women = {"organ": 0.36, "school": 0.68, "health": 0.72, "state": 0.33, "park": 0.42, "industry": 0.38}
    is_public = union.report_class is ReportClass.PUBLIC
    migrant = 0.0 if is_public else 0.08 if union.kind == "state" else rng.uniform(0.2, 0.6)
    return min(0.9, max(0.1, women.get(union.kind, 0.5) + rng.uniform(-0.1, 0.1))), migrant
