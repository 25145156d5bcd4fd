"""What another policy for small payers would mean: who gains, and that the parts add up to the whole."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import Session

from backend.funds.share_returns.candidates import payer_years, small_policy
from backend.funds.share_returns.codes import SmallPayerBasis
from backend.funds.share_returns.holds import union_rows
from backend.funds.share_returns.schemas import (
    SmallClassOut,
    SmallPolicyOut,
    SmallSimulationOut,
    SmallTotalOut,
    SmallUnionOut,
)
from backend.funds.share_returns.small_rules import SmallRule, UnionYear, judge_small, years_under
from backend.kernel.authz import Actor
from backend.kernel.decisions import ParameterUsed, RuleParameterOut
from backend.kernel.errors import invalid
from backend.kernel.parameters import Parameter, as_rate
from backend.organisations.models import Organisation

#: How many unions are listed by name; the others are one sum.
NAMED = 30


def policy_out(session: Session, actor: Actor, year: int) -> SmallPolicyOut:
    """The policy of a year.

    Raises ParameterMissing.
    """
    return _policy(small_policy(session, actor.district_id, year), year)


def simulate(
    session: Session,
    actor: Actor,
    year: int,
    basis: SmallPayerBasis,
    threshold_fen: int | None,
    rate: str,
) -> SmallSimulationOut:
    """A year under the policy in force and under this one; nothing is written.

    Raises Invalid (the threshold is missing, the rate is no share) and ParameterMissing.
    """
    tried = _tried(basis, threshold_fen, rate)
    policy = small_policy(session, actor.district_id, year)
    payers = payer_years(session, actor, year)
    now, then = years_under(payers, SmallRule.of(policy.value)), years_under(payers, tried)
    unions = union_rows(session, actor.district_id, now)
    ranked = sorted(
        then.values(),
        key=lambda one: (
            -abs(one.return_fen - now[one.union_id].return_fen),
            -one.return_fen,
            str(one.union_id),
        ),
    )
    used = ParameterUsed("fund.small_payer", 0, date(year, 12, 31), "试算")
    return SmallSimulationOut(
        year=year,
        current=_policy(policy, year),
        tried_basis=basis,
        tried_threshold_fen=threshold_fen,
        tried_rate=rate,
        total=_total(ranked, now),
        gainers=sum(1 for one in ranked if one.return_fen > now[one.union_id].return_fen),
        losers=sum(1 for one in ranked if one.return_fen < now[one.union_id].return_fen),
        classes=_classes(ranked, now, unions),
        unions=[
            SmallUnionOut(
                union_id=one.union_id,
                union_name=unions[one.union_id].name,
                upward_fen=one.upward_fen,
                listed_fen=one.listed_fen,
                current_fen=now[one.union_id].return_fen,
                tried_fen=one.return_fen,
                reason=judge_small(one, tried, used).reason,
            )
            for one in ranked[:NAMED]
        ],
        rest=_total(ranked[NAMED:], now),
    )  # fmt: skip


def _tried(basis: SmallPayerBasis, threshold_fen: int | None, rate: str) -> SmallRule:
    rule = SmallRule(basis, threshold_fen, as_rate(rate))
    if basis is SmallPayerBasis.THRESHOLD and threshold_fen is None:
        raise invalid("threshold_fen", "required", "只按全年上缴额的，必须写上限", "请填写全年上缴额上限")
    if not 0 <= rule.rate <= 1:
        raise invalid("rate", "out_of_range", "返还比例应在 0 到 1 之间", "请写成小数，如 1 或 0.5")
    return rule


def _policy(policy: Parameter, year: int) -> SmallPolicyOut:
    rule = SmallRule.of(policy.value)
    return SmallPolicyOut(
        year=year,
        basis=rule.basis,
        threshold_fen=rule.threshold_fen,
        rate=str(policy.value["rate"]),
        parameter=RuleParameterOut.model_validate(ParameterUsed.of(policy)),
    )


def _total(years: Iterable[UnionYear], now: dict[UUID, UnionYear]) -> SmallTotalOut:
    found = list(years)
    return SmallTotalOut(
        unions=len(found),
        upward_fen=sum(one.upward_fen for one in found),
        current_fen=sum(now[one.union_id].return_fen for one in found),
        tried_fen=sum(one.return_fen for one in found),
    )


def _classes(
    years: Iterable[UnionYear], now: dict[UUID, UnionYear], unions: dict[UUID, Organisation]
) -> list[SmallClassOut]:
    groups: dict[Any, list[UnionYear]] = {}
    for one in years:
        groups.setdefault(unions[one.union_id].report_class, []).append(one)
    return [
        SmallClassOut(report_class=kind, **_total(found, now).model_dump())
        for kind, found in sorted(groups.items(), key=lambda pair: pair[0].value if pair[0] else "")
    ]
