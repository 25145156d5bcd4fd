"""HTTP of the plan's progress."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from fastapi import Query
from sqlmodel import Session

from backend.funds.codes import CollectionChannel
from backend.funds.permissions import P
from backend.funds.plans import progress
from backend.funds.plans.progress_rules import METHOD, Interval
from backend.funds.plans.progress_schemas import FundIntervalOut, FundPartOut, FundProgressOut
from backend.kernel import clock
from backend.kernel.authz import Actor, require
from backend.kernel.db import Db
from backend.kernel.errors import invalid
from backend.kernel.http import WireDate, api_router
from backend.kernel.indicators import AsOf
from backend.kernel.money import Ratio
from backend.organisations.queries import get_organisation

router = api_router("/funds/progress", "funds")
Reader = Annotated[Actor, require(P.READ)]
FIRST_DAY = date(1990, 1, 1)


@router.get("", summary="收缴进度")
def read_fund_progress(
    db: Db,
    actor: Reader,
    as_of: Annotated[WireDate | None, Query(description="统计时点，缺省为今天")] = None,
    known_at: Annotated[datetime | None, Query(description="只算这一时刻以前登记的")] = None,
    channel: Annotated[CollectionChannel | None, Query(description="缴纳渠道，缺省为全部")] = None,
    organisation_id: Annotated[UUID | None, Query(description="统计范围的组织，缺省为本级")] = None,
) -> FundProgressOut:
    """完成率、时间进度、节奏、年底预计和区间、同比，按渠道、街道、口径。The plan's standing on a date."""
    scope, asked = _asked(db, actor, as_of, known_at, organisation_id)
    found = progress.standing(db, actor, asked, channel)
    known = found.progress
    return FundProgressOut(
        as_of=asked.on,
        known_at=asked.known_at,
        scope=scope,
        channel=channel,
        plan_fen=found.plan_fen,
        received_fen=found.received_fen,
        last_year_fen=found.last_year_fen,
        rate=known.rate.basis_points,
        day=known.time.numerator,
        days=known.time.denominator,
        time_progress=known.time.basis_points or 0,
        pace=known.pace_bp,
        growth=known.growth_bp,
        forecast_fen=known.forecast_fen,
        interval=_interval(known.interval),
        gap_fen=known.gap_fen,
        method=METHOD,
        months_fen=found.months_fen,
        last_year_months_fen=found.last_year_months_fen,
        by_channel=_parts(found.by_channel, asked.on),
        by_place=_parts(found.by_place, asked.on),
        by_class=_parts(found.by_class, asked.on),
    )


def _asked(
    db: Session, actor: Actor, on: date | None, known_at: datetime | None, organisation_id: UUID | None
) -> tuple[str, AsOf]:
    day = on or clock.today()
    if not FIRST_DAY <= day <= clock.today():
        raise invalid(
            "as_of", "out_of_range", "统计时点应在 1990 年以后、不晚于今天", "请选择今天或以前的日期"
        )
    if known_at is not None and (known_at.tzinfo is None or not FIRST_DAY.year <= known_at.year <= 2199):
        raise invalid("known_at", "no_zone", "时刻缺少时区或太早太晚", "写作 2020-12-01T00:00:00Z")
    place = get_organisation(db, actor, organisation_id or actor.org_id)
    return place.name, AsOf(day, date(day.year, 1, 1), known_at, place.org_path)


def _parts(parts: list[progress.Part], on: date) -> list[FundPartOut]:
    return [
        FundPartOut(
            key=part.key,
            name=part.name,
            organisation_id=part.organisation_id,
            plan_fen=part.plan_fen,
            received_fen=part.received_fen,
            last_year_fen=part.last_year_fen,
            rate=Ratio(part.received_fen, part.plan_fen, on).basis_points,
        )
        for part in parts
    ]


def _interval(found: Interval | None) -> FundIntervalOut | None:
    return None if found is None else FundIntervalOut(low_fen=found.low_fen, high_fen=found.high_fen)
