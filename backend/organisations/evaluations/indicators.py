"""The figures of member evaluation: unions that held it in the year, and those satisfied enough."""

from typing import Any

from sqlalchemy import Select, and_, select

from backend.kernel.authz import Actor
from backend.kernel.indicators import AsOf, Indicator, IndicatorKind
from backend.organisations.evaluations.models import MemberEvaluation
from backend.organisations.evaluations.queries import E, held_in
from backend.organisations.indicators import standing
from backend.organisations.queries import ORG

LINK = "/member-evaluations?organisation_id={id}"


def _held(actor: Actor, as_of: AsOf) -> Select[Any]:
    return standing(actor, as_of).where(ORG.id.in_(_unions(actor, as_of)))


def _satisfied(actor: Actor, as_of: AsOf) -> Select[Any]:
    return standing(actor, as_of).where(ORG.id.in_(_unions(actor, as_of).where(E.is_reached.is_(True))))


def _unions(actor: Actor, as_of: AsOf) -> Select[Any]:
    """Unions with a session in the period; the caller narrows it to the reach by joining the union."""
    return (
        select(E.organisation_id)
        .select_from(MemberEvaluation)
        .where(E.district_id == actor.district_id, *held_in(as_of))
    )


def _ballots(actor: Actor, as_of: AsOf) -> Select[Any]:
    """Unions that held it, with their satisfied and their valid ballots."""
    joined = and_(E.district_id == ORG.district_id, E.organisation_id == ORG.id)
    return (
        standing(actor, as_of)
        .join(MemberEvaluation, joined)
        .where(*held_in(as_of))
        .add_columns(E.numerator, E.denominator)
    )


INDICATORS = (
    Indicator(
        "organisations.evaluations.satisfaction",
        "会员评家满意率",
        "当年会员评家的满意票合计 ÷ 有效票合计（四种有效票，含弃权）；“基本满意”是否计入按测评当天的参数，随记录保存。",
        "张",
        IndicatorKind.RATIO,
        _ballots,
        whole=_ballots,
        link=LINK,
        measure="numerator",
        whole_measure="denominator",
    ),
    Indicator(
        "organisations.evaluations.coverage",
        "会员评家开展率",
        "当年开展了会员评家的基层工会数 ÷ 统计时点存续的基层工会数。",
        "家",
        IndicatorKind.RATIO,
        _held,
        whole=standing,
        link=LINK,
    ),
    Indicator(
        "organisations.evaluations.satisfied",
        "会员评家满意率达到要求的工会占比",
        "当年会员评家满意率（按测评当天的口径：分子是否含基本满意、要求多少，均随记录保存）达到要求的基层工会数 ÷ "
        "当年开展了会员评家的基层工会数。各工会的满意率见会员评家列表。",
        "家",
        IndicatorKind.RATIO,
        _satisfied,
        whole=_held,
        link=LINK,
    ),
)
