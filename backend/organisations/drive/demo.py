"""The demo's coverage drive of 2020: employers founded this year, and those still to be won over, street by street."""

import random
from datetime import date, timedelta
from typing import Any

from sqlalchemy import and_, select
from sqlmodel import Session

from backend.kernel.db import bulk_insert
from backend.kernel.demo import DemoWorld, invented_id, working_moment
from backend.organisations.codes import EconomicType, Industry
from backend.organisations.demo_names import Namer
from backend.organisations.drive.codes import DriveState
from backend.organisations.drive.models import DriveEntry, DriveNote
from backend.organisations.models import Coverage, Employer, Organisation

ENTERED = date(2020, 3, 10)
SOURCE = "市场监管局企业名录（2020年3月）"
TARGETS = (date(2020, 6, 30), date(2020, 9, 30), date(2020, 12, 31), date(2021, 3, 31))
#: How many employers without a union a street has on its register, on average.
PER_STREET = 6
TRADES = (
    ("智能装备有限公司", Industry.C),
    ("包装制品有限公司", Industry.C),
    ("供应链管理有限公司", Industry.L),
    ("环保科技有限公司", Industry.M),
    ("冷链配送有限公司", Industry.G),
    ("健康咨询有限公司", Industry.Q),
)
STATES = (
    (DriveState.UNTOUCHED, 40),
    (DriveState.CONTACTED, 34),
    (DriveState.COMMITTED, 18),
    (DriveState.PAUSED, 8),
)
NOTES = (
    "上门走访，负责人表示愿意建会",
    "电话联系，约定下月面谈",
    "送达建会建议书，职工有意愿",
    "与社区一起走访，单位正在搬迁",
)
_E: Any = Employer
_C: Any = Coverage
_O: Any = Organisation


def make(session: Session, world: DemoWorld) -> None:
    """Write the register; ``facts['drive']``: the entries without a union, by street path."""
    world.facts["drive"] = {}
    rng = world.stream("drive")
    namer = Namer(rng)
    founded = _founded_this_year(session, world)
    places = session.execute(select(_O.id, _O.division_code).where(_O.district_id == world.district_id))
    division = {row.id: row.division_code for row in places}
    entries: list[dict[str, Any]] = []
    notes: list[dict[str, Any]] = []
    for street in world.facts["streets"]:
        owners = [world.person(rng, min_age=26, max_age=50).name for _ in range(2)]
        for employer in founded.get(street.org_path, []):
            entries.append(_entry(rng, world, street, owners, employer, DriveState.COMMITTED))
        fresh = [
            _fresh(rng, namer, world, division[street.id]) for _ in range(3 if world.is_small else PER_STREET)
        ]
        rows = [_entry(rng, world, street, owners, employer, _state(rng)) for employer in fresh]
        notes += [_note(rng, row) for row in rows if row["status"] is not DriveState.UNTOUCHED]
        entries += rows
        world.facts["drive"][street.org_path] = rows
    bulk_insert(session, DriveEntry, entries)
    bulk_insert(session, DriveNote, notes)


def _founded_this_year(session: Session, world: DemoWorld) -> dict[str, list[dict[str, Any]]]:
    rows = session.execute(
        select(_E.name, _E.employer_uscc, _E.economic_type, _E.industry, _O.division_code, _O.org_path)
        .join(_C, and_(_C.district_id == _E.district_id, _C.employer_id == _E.id))
        .join(_O, and_(_O.district_id == _C.district_id, _O.id == _C.organisation_id))
        .where(_E.district_id == world.district_id, _O.founded_on >= date(world.today.year, 1, 1))
        .order_by(_O.org_path, _E.employer_uscc)
    )
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        street = ".".join(row.org_path.split(".")[:2]) + "."
        values = dict(row._mapping)
        values.pop("org_path")
        if row.employer_uscc and row.economic_type not in (EconomicType.ORGAN, EconomicType.INSTITUTION):
            found.setdefault(street, []).append(values)
    return found


def _fresh(rng: random.Random, namer: Namer, world: DemoWorld, division_code: str) -> dict[str, Any]:
    trade, industry = rng.choice(TRADES)
    return {
        "name": namer.traded(trade),
        "employer_uscc": namer.credit_code("91", world.district_id),
        "economic_type": EconomicType.PRIVATE,
        "industry": industry,
        "division_code": division_code,
    }


def _state(rng: random.Random) -> DriveState:
    return rng.choices([state for state, _ in STATES], [weight for _, weight in STATES])[0]


def _entry(
    rng: random.Random,
    world: DemoWorld,
    street: Any,
    owners: list[str],
    employer: dict[str, Any],
    state: DriveState,
) -> dict[str, Any]:
    moment = working_moment(rng, ENTERED)
    return {
        "district_id": world.district_id,
        "id": invented_id(rng, moment),
        "org_path": street.org_path,
        "version": 1,
        "created_at": moment,
        "organisation_id": street.id,
        **employer,
        "employees": rng.randrange(25, 180),
        "target_on": rng.choices(TARGETS, (1, 3, 5, 2))[0],
        "owner_name": rng.choice(owners),
        "status": state,
        "source": SOURCE,
        "entered_on": ENTERED,
        "recorded_at": moment,
        "left_on": None,
        "left_reason": None,
        "left_recorded_at": None,
    }


def _note(rng: random.Random, row: dict[str, Any]) -> dict[str, Any]:
    day = ENTERED + timedelta(days=rng.randrange(20, 240))
    moment = working_moment(rng, day)
    return {
        "district_id": row["district_id"],
        "id": invented_id(rng, moment),
        "org_path": row["org_path"],
        "version": 1,
        "created_at": moment,
        "entry_id": row["id"],
        "noted_on": day,
        "text": rng.choice(NOTES),
        "account_id": None,
        "person_name": row["owner_name"],
        "at": moment,
    }
