"""Head-counts the unions of the demo declared: one before the year, one for its last full month."""

import random
from collections.abc import Iterator
from datetime import date
from typing import Any

from backend.kernel.demo import working_moment
from backend.organisations.demo_sizes import Size

SOURCE = "历史数据导入"
MONTH_BEFORE, LAST_MONTH = "2019-12", "2020-11"
#: Unions founded later than this declared in mid December.
EARLY_ENOUGH = date(2020, 11, 20)


def head_counts(
    rng: random.Random, row: dict[str, Any], kind: str, size: Size, shares: tuple[float, float]
) -> Iterator[dict[str, Any]]:
    """The declarations of one union; employees are never fewer than members."""
    founded: date = row["founded_on"]
    before = size.members - size.joined_2020
    if before and founded < date(2020, 1, 1):
        employees = max(before, size.employees - size.joined_2020)
        yield _count(rng, row, kind, shares, MONTH_BEFORE, date(2020, 1, 6), employees, before)
    declared_on = date(2020, 12, 4) if founded < EARLY_ENOUGH else date(2020, 12, 15)
    month = max(LAST_MONTH, f"{founded:%Y-%m}")
    yield _count(rng, row, kind, shares, month, declared_on, size.employees, size.members)


def _count(
    rng: random.Random,
    row: dict[str, Any],
    kind: str,
    shares: tuple[float, float],
    month: str,
    declared_on: date,
    employees: int,
    members: int,
) -> dict[str, Any]:
    women, migrant = shares
    new_form = 0.7 if kind == "industry" else 0.0
    return {
        "organisation_id": row["id"],
        "month": month,
        "employees": employees,
        "women_employees": round(employees * women),
        "migrant_employees": round(employees * migrant),
        "dispatched_employees": employees // 12 if kind in ("state", "park") else 0,
        "new_form_employees": round(employees * new_form),
        "members": members,
        "women_members": round(members * women),
        "migrant_members": round(members * migrant),
        "new_form_members": round(members * new_form),
        "reason": "",
        "source": SOURCE,
        "recorded_at": working_moment(rng, declared_on),
        "account_id": None,
    }
