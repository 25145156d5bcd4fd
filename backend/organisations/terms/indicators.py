"""The figures of terms: grassroots unions whose term is in force, and those overdue."""

from typing import Any

from sqlalchemy import Select, select

from backend.kernel.authz import Actor
from backend.kernel.indicators import AsOf, Indicator, IndicatorKind, in_scope
from backend.organisations.indicators import LINK, standing
from backend.organisations.queries import ORG
from backend.organisations.terms.register import T, running_terms


def in_force(actor: Actor, as_of: AsOf) -> Select[Any]:
    """Standing grassroots unions whose running term had not ended by the date, extensions counted."""
    return standing(actor, as_of).where(ORG.id.in_(_unions(actor, as_of, is_over=False)))


def overdue(actor: Actor, as_of: AsOf) -> Select[Any]:
    """Standing grassroots unions whose running term had ended by the date without an approved extension."""
    return standing(actor, as_of).where(ORG.id.in_(_unions(actor, as_of, is_over=True)))


def _unions(actor: Actor, as_of: AsOf, *, is_over: bool) -> Select[Any]:
    scope = in_scope(T, actor, as_of, T.organisation_id)
    term = running_terms(scope, as_of.on, as_of.known_at)
    ended = term.c.last_on < as_of.on if is_over else term.c.last_on >= as_of.on
    return select(term.c.organisation_id).where(term.c.n == 1, ended)


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
