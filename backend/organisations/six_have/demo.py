"""The demo's six-have checks: at the end of 2020 exactly 698 of 734 unions pass Wuling's scheme, fewer the national one."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session

from backend.kernel.db import bulk_insert
from backend.kernel.demo import DemoWorld
from backend.kernel.history import HistoryEntry
from backend.organisations.demo import DemoUnion
from backend.organisations.demo_plan import random_day
from backend.organisations.six_have.codes import SixHaveScheme
from backend.organisations.six_have.demo_rows import CheckMaker
from backend.organisations.six_have.models import SixHaveCheck, SixHaveItem, SixHaveResult

#: Unions that do not pass Wuling's scheme on the demo's day, of all 734.
NOT_PASSING = 36
#: What those are that are not simply beyond their term: never checked, or told to mend.
NEVER_SHARE = 0.55
#: Checks that wait for the street on the demo's day, and self-checks under way, under the national scheme.
WAITING, DRAFTS = 24, 14
NATIONAL_SHARE = 0.82
FIRST_ROUND = (date(2020, 3, 16), date(2020, 11, 20))
MENDING = (date(2020, 11, 24), date(2020, 12, 11))


def make(session: Session, world: DemoWorld) -> None:
    """Write the checks of both schemes with their items, decisions and trails."""
    unions: list[DemoUnion] = world.facts["unions"]
    if world.is_empty:
        return
    maker = CheckMaker(world.stream("six_have"), world.today)
    failing = _failing(world, maker.rng, unions)
    _wuling(maker, unions, failing, _overdue(world))
    _national(maker, world, [union for union in unions if union.id not in failing])
    for model, rows in (
        (SixHaveCheck, maker.checks),
        (SixHaveItem, maker.items),
        (SixHaveResult, maker.results),
        (HistoryEntry, maker.trail),
    ):
        bulk_insert(session, model, rows)


def _overdue(world: DemoWorld) -> set[Any]:
    return {term.union.id for term in world.facts.get("terms", ()) if term.last_on < world.today}


def _failing(world: DemoWorld, rng: random.Random, unions: list[DemoUnion]) -> dict[Any, str]:
    """Which unions do not pass, and why: those beyond their term, the newest never checked, others to mend."""
    overdue = _overdue(world)
    failing = {union.id: "overdue" for union in unions if union.id in overdue}
    missing = max(0, world.share_of(NOT_PASSING) - len(failing))
    never = round(missing * NEVER_SHARE)
    newest = sorted(unions, key=lambda union: (union.founded_on, union.org_path), reverse=True)
    free = [union for union in newest if union.id not in failing]
    failing |= {union.id: "never" for union in free[:never]}
    settled = [union for union in free[never:] if union.founded_on < date(2020, 1, 1)]
    failing |= {union.id: "to_mend" for union in rng.sample(settled, missing - never)}
    return failing


def _wuling(maker: CheckMaker, unions: list[DemoUnion], failing: dict[Any, str], overdue: set[Any]) -> None:
    for union in unions:
        why = failing.get(union.id)
        if why == "never":
            continue
        if why == "to_mend":
            maker.to_mend(union, SixHaveScheme.WULING_2020, random_day(maker.rng, *MENDING))
            continue
        start = max(FIRST_ROUND[0], union.founded_on + timedelta(days=5))
        end = max(FIRST_ROUND[1], start + timedelta(days=10))
        maker.passed(
            union, SixHaveScheme.WULING_2020, random_day(maker.rng, start, min(end, date(2020, 12, 15)))
        )
    assert overdue <= set(failing)  # beyond its term no union passes


def _national(maker: CheckMaker, world: DemoWorld, passing: list[DemoUnion]) -> None:
    """Of the unions that pass Wuling's list most of those whose members are satisfied pass the national one."""
    satisfied = world.facts["evaluated"]
    ready = [union for union in passing if union.id in satisfied]
    chosen = iter(ready)
    for union in _first(chosen, world.share_of(WAITING)):
        maker.waiting(union, SixHaveScheme.ACFTU_NATIONAL, random_day(maker.rng, *MENDING))
    for union in _first(chosen, world.share_of(DRAFTS)):
        maker.draft(union, SixHaveScheme.ACFTU_NATIONAL, random_day(maker.rng, *MENDING))
    for union in chosen:
        if maker.rng.random() < NATIONAL_SHARE:
            maker.passed(
                union,
                SixHaveScheme.ACFTU_NATIONAL,
                random_day(maker.rng, date(2020, 11, 23), date(2020, 12, 14)),
            )


def _first(unions: Iterator[DemoUnion], count: int) -> Iterator[DemoUnion]:
    for _ in range(count):
        union = next(unions, None)
        if union is None:
            return
        yield union
