"""The demo's home ratings: a ladder of awards from the years before, and a few applications on their way."""

import random
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import Session

from backend.kernel.calendar import corresponding_day
from backend.kernel.db import bulk_insert
from backend.kernel.demo import DemoWorld, invented_id, working_moment
from backend.organisations.demo import DemoUnion
from backend.organisations.demo_plan import random_day
from backend.organisations.homes.codes import LADDER, HomeLevel, HomeOutcome, HomeState, HomeUnit
from backend.organisations.homes.models import HomeAward, HomeRating

SOURCE = "历史数据导入"
STATEMENT = "建有职工活动室、职工书屋，制度上墙，全年组织活动六次以上，会员评家满意。"
#: How many unions hold which level as their highest.
HOLDERS = {
    HomeLevel.QUALIFIED: 168,
    HomeLevel.ADVANCED: 31,
    HomeLevel.DISTRICT_MODEL: 9,
    HomeLevel.CITY_MODEL: 3,
}
#: When each level was given: a lower one before a higher one.
GIVEN = {
    HomeLevel.QUALIFIED: (date(2018, 3, 1), date(2018, 12, 20)),
    HomeLevel.ADVANCED: (date(2019, 3, 1), date(2019, 7, 31)),
    HomeLevel.DISTRICT_MODEL: (date(2019, 9, 2), date(2019, 12, 20)),
    HomeLevel.CITY_MODEL: (date(2020, 4, 20), date(2020, 5, 29)),
}
UNDER_WAY = (
    (HomeState.APPLIED, 6),
    (HomeState.EVALUATED, 8),
    (HomeState.RECOMMENDED, 5),
    (HomeState.PUBLISHED, 3),
)
VALID_YEARS = 3


def make(session: Session, world: DemoWorld) -> None:
    """Write ratings and their awards."""
    rng = world.stream("homes")
    old = [union for union in world.facts["unions"] if union.founded_on < date(2018, 1, 1)]
    rng.shuffle(old)
    ratings: list[dict[str, Any]] = []
    awards: list[dict[str, Any]] = []
    free = iter(old)
    for level, count in HOLDERS.items():
        for union in _next(free, world.share_of(count)):
            for step in LADDER[: LADDER.index(level) + 1]:
                rating, award = _awarded(rng, union, step)
                ratings.append(rating)
                awards.append(award)
    sessions = world.facts["evaluated"]
    evaluated = [union for union in free if union.id in sessions]
    waiting = iter(evaluated)
    for state, count in UNDER_WAY:
        for union in _next(waiting, world.share_of(count)):
            ratings.append(_under_way(rng, union, state, sessions[union.id]))
    bulk_insert(session, HomeRating, ratings)
    bulk_insert(session, HomeAward, awards)


def _next(unions: Any, count: int) -> list[DemoUnion]:
    return [union for _, union in zip(range(count), unions, strict=False)]


def _awarded(rng: random.Random, union: DemoUnion, level: HomeLevel) -> tuple[dict[str, Any], dict[str, Any]]:
    on = random_day(rng, *GIVEN[level])
    moment = working_moment(rng, on)
    rating = _rating(rng, union, level, HomeState.AWARDED, on - timedelta(days=40), moment)
    award = {
        **_row(rng, union, moment),
        "organisation_id": union.id,
        "rating_id": rating["id"],
        "unit": HomeUnit.HOME,
        "unit_name": "",
        "level": level,
        "outcome": HomeOutcome.AWARDED,
        "document_no": f"常武工发〔{on.year}〕{LADDER.index(level) + 21}号",
        "decided_on": on,
        "valid_to": corresponding_day(on, 12 * VALID_YEARS),
        "decided_by": SOURCE,
        "recorded_at": moment,
    }
    return rating, award


def _under_way(rng: random.Random, union: DemoUnion, state: HomeState, session_id: UUID) -> dict[str, Any]:
    applied = random_day(rng, date(2020, 11, 30), date(2020, 12, 8))
    rating = _rating(rng, union, HomeLevel.QUALIFIED, state, applied, working_moment(rng, applied))
    rating["open_key"] = f"{HomeUnit.HOME.value}:"
    if state is not HomeState.APPLIED:
        rating["evaluation_id"] = session_id
    if state is HomeState.PUBLISHED:
        rating |= {"published_from": date(2020, 12, 14), "published_to": date(2020, 12, 21)}
    return rating


def _rating(
    rng: random.Random,
    union: DemoUnion,
    level: HomeLevel,
    state: HomeState,
    applied: date,
    moment: datetime,
) -> dict[str, Any]:
    return {
        **_row(rng, union, moment),
        "organisation_id": union.id,
        "unit": HomeUnit.HOME,
        "unit_name": "",
        "level": level,
        "year": applied.year,
        "status": state,
        "statement": STATEMENT,
        "applied_on": applied,
        "evaluation_id": None,
        "published_from": None,
        "published_to": None,
        "open_key": None,
    }


def _row(rng: random.Random, union: DemoUnion, moment: datetime) -> dict[str, Any]:
    return {
        "district_id": union.org_path[:6],
        "id": invented_id(rng, moment),
        "org_path": union.org_path,
        "version": 1,
        "created_at": moment,
    }
