"""The figures of terms: grassroots unions whose term is in force, and those overdue."""

from typing import Any

from sqlalchemy import ColumnElement, Select, exists

from backend.kernel.authz import Actor
from backend.kernel.indicators import AsOf, Indicator, IndicatorKind, in_scope
from backend.organisations.indicators import LINK, standing
from backend.organisations.queries import ORG
from backend.organisations.terms.register import T, is_running, last_day, of_union


def in_force(actor: Actor, as_of: AsOf) -> Select[Any]:
    """Standing grassroots unions whose running term had not ended by the date, extensions counted."""
    return standing(actor, as_of).where(_running(actor, as_of, last_day(as_of.on) >= as_of.on))


def overdue(actor: Actor, as_of: AsOf) -> Select[Any]:
    """Standing grassroots unions whose running term had ended by the date without an approved extension."""
    return standing(actor, as_of).where(_running(actor, as_of, last_day(as_of.on) < as_of.on))


def _running(actor: Actor, as_of: AsOf, ends: ColumnElement[bool]) -> ColumnElement[bool]:
    scope = in_scope(T, actor, as_of, T.organisation_id)
    return exists().where(*scope, of_union(ORG), is_running(as_of.on, as_of.known_at), ends)


INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        "organisations.terms_in_force",
        "换届率",
        "统计时点任期有效（含经批准延期）的基层工会数，占统计时点基层工会数的比率；没有登记届次的算作无效。",
        "%",
        IndicatorKind.RATIO,
        in_force,
        whole=standing,
        link=LINK,
    ),
    Indicator(
        "organisations.terms_overdue",
        "超期未换届工会",
        "统计时点任期已经届满、又没有批准延期的基层工会个数。",
        "家",
        IndicatorKind.STOCK,
        overdue,
        link=LINK,
    ),
)
