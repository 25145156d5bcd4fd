"""The figure of home ratings: unions that hold one."""

from typing import Any

from sqlalchemy import Select, and_, select

from backend.kernel.authz import Actor
from backend.kernel.indicators import AsOf, Indicator, IndicatorKind
from backend.organisations.homes.codes import HomeUnit
from backend.organisations.homes.queries import A, in_force, latest_awards
from backend.organisations.indicators import LINK, UNIT, standing
from backend.organisations.queries import ORG


def _holding(actor: Actor, as_of: AsOf) -> Select[Any]:
    scope = and_(A.district_id == actor.district_id, A.unit == HomeUnit.HOME)
    latest = latest_awards(scope, as_of.on, as_of.known_at)
    unions = select(latest.c.organisation_id).where(in_force(latest, as_of.on))
    return standing(actor, as_of).where(ORG.id.in_(unions))


INDICATORS = (
    Indicator(
        "organisations.homes",
        "职工之家",
        "统计时点有有效职工之家命名（合格及以上，未到期、未撤销）的基层工会数；职工小家不计。",
        UNIT,
        IndicatorKind.STOCK,
        _holding,
        link=LINK,
    ),
)
