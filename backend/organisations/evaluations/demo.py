"""The demo's member evaluations of 2020: most unions held one, a few were not satisfied enough."""

import random
from datetime import date
from typing import Any

from sqlmodel import Session

from backend.kernel.db import bulk_insert
from backend.kernel.demo import DemoWorld, invented_id, working_moment
from backend.organisations.demo import DemoUnion
from backend.organisations.demo_plan import random_day
from backend.organisations.evaluations import rules
from backend.organisations.evaluations.models import MemberEvaluation

SOURCE = "历史数据导入"
FIRST, LAST = date(2020, 3, 9), date(2020, 11, 27)
#: A congress of delegates takes the place of all members from about a hundred on.
DELEGATES_FROM, DELEGATES = 100, 60
PASS_PERCENT = 80


def make(session: Session, world: DemoWorld) -> None:
    """Write the sessions; ``facts["evaluated"]`` maps the unions whose rate was reached to the id of the session."""
    rng = world.stream("evaluations")
    rows = [
        _row(rng, union)
        for union in world.facts["unions"]
        if union.founded_on <= date(2020, 8, 31) and rng.random() < 0.9
    ]
    world.facts["evaluated"] = {row["organisation_id"]: row["id"] for row in rows if row["is_reached"]}
    bulk_insert(session, MemberEvaluation, rows)


def _row(rng: random.Random, union: DemoUnion) -> dict[str, Any]:
    held = random_day(rng, max(FIRST, union.founded_on), LAST)
    moment = working_moment(rng, held)
    expected = max(3, DELEGATES if union.member_target >= DELEGATES_FROM else union.member_target)
    present = max(2, round(expected * rng.uniform(0.82, 1.0)))
    home = _ballots(rng, present, content=0.55 if rng.random() < 0.04 else rng.uniform(0.86, 0.99))
    chair = _ballots(rng, present, content=rng.uniform(0.85, 0.99))
    numerator, denominator = rules.satisfaction(home, basically_counts=True)
    counts = {name: getattr(home, name) for name in (*rules.CHOICES, "invalid")}
    counts |= {f"chair_{name}": getattr(chair, name) for name in (*rules.CHOICES, "invalid")}
    return {
        "district_id": union.org_path[:6],
        "id": invented_id(rng, moment),
        "org_path": union.org_path,
        "version": 1,
        "created_at": moment,
        "organisation_id": union.id,
        "year": held.year,
        "sequence": 1,
        "held_on": held,
        "expected": expected,
        "present": present,
        **counts,
        "numerator": numerator,
        "denominator": denominator,
        "basically_counts": True,
        "pass_percent": PASS_PERCENT,
        "is_reached": rules.reaches(numerator, denominator, PASS_PERCENT),
        "note": "",
        "reason": "",
        "recorded_by": SOURCE,
        "account_id": None,
        "recorded_at": moment,
    }


def _ballots(rng: random.Random, present: int, content: float) -> rules.Ballots:
    """Some ballots are not handed in or invalid; of the others the content ones are mostly quite satisfied."""
    invalid = 1 if present > 20 and rng.random() < 0.15 else 0
    valid = max(1, present - invalid - (1 if present > 12 and rng.random() < 0.2 else 0))
    happy = min(valid, round(valid * content))
    basically = round(happy * rng.uniform(0.05, 0.25))
    rest = valid - happy
    dissatisfied = rest // 2
    return rules.Ballots(happy - basically, basically, dissatisfied, rest - dissatisfied, invalid)
