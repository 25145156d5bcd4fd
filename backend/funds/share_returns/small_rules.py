"""The full return to small payers: who is one in a year, how much goes back, and who gains by another policy (pure).

Of the funds that went up (county and above) in the year, the listed payers' part goes back to their union if the
union's whole year stays below the threshold: splitting one payer into several does not help.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from backend.funds.codes import SplitLevel
from backend.funds.share_returns.codes import SmallPayerBasis
from backend.kernel.decisions import Check, Decision, ParameterUsed, decide, verdict_of
from backend.kernel.money import format_yuan, share_of
from backend.kernel.parameters import as_rate

#: Levels that a payment goes up to.
UPWARD = frozenset({SplitLevel.COUNTY, SplitLevel.CITY, SplitLevel.PROVINCE, SplitLevel.NATION})
ARTICLE = "小额缴费工会组织工会经费全额返还政策"


@dataclass(frozen=True, slots=True)
class SmallRule:
    """A year's policy: whose funds go back, below which yearly amount of the union, at which rate."""

    basis: SmallPayerBasis
    threshold_fen: int | None
    rate: Decimal

    @classmethod
    def of(cls, value: Any) -> "SmallRule":
        """From the stored table."""
        return cls(SmallPayerBasis(value["basis"]), value["threshold_fen"], as_rate(value["rate"]))


@dataclass(frozen=True, slots=True)
class PayerYear:
    """What one payer of a union sent up in a year, and what the year's lists say of it."""

    payer_id: UUID
    union_id: UUID
    upward_fen: int
    is_small: bool
    is_micro: bool
    is_finance: bool


@dataclass(frozen=True, slots=True)
class UnionYear:
    """A union's year under a policy."""

    union_id: UUID
    upward_fen: int
    listed_fen: int
    return_fen: int


def is_listed(payer: PayerYear, rule: SmallRule) -> bool:
    """Whether a payer is meant by the policy; micro enterprises of finance are excluded."""
    return {
        SmallPayerBasis.NONE: False,
        SmallPayerBasis.MICRO: payer.is_micro and not payer.is_finance,
        SmallPayerBasis.LISTED: payer.is_small,
        SmallPayerBasis.THRESHOLD: True,
    }[rule.basis]


def full_return(rule: SmallRule, upward_fen: int, listed_fen: int) -> int:
    """What goes back to a union: its listed payers' part at the rate, if the whole year is below the threshold."""
    if rule.basis is SmallPayerBasis.NONE or listed_fen <= 0:
        return 0
    if rule.threshold_fen is not None and upward_fen >= rule.threshold_fen:
        return 0
    return share_of(listed_fen, rule.rate)


def years_under(payers: Iterable[PayerYear], rule: SmallRule) -> dict[UUID, UnionYear]:
    """Every union's year under a policy."""
    upward: dict[UUID, int] = {}
    listed: dict[UUID, int] = {}
    for payer in payers:
        upward[payer.union_id] = upward.get(payer.union_id, 0) + payer.upward_fen
        part = payer.upward_fen if is_listed(payer, rule) else 0
        listed[payer.union_id] = listed.get(payer.union_id, 0) + part
    return {
        union: UnionYear(union, whole, listed[union], full_return(rule, whole, listed[union]))
        for union, whole in upward.items()
    }


def judge_small(year: UnionYear, rule: SmallRule, used: ParameterUsed) -> Decision:
    """Why a union gets the full return, or not."""
    below = rule.threshold_fen is None or year.upward_fen < rule.threshold_fen
    limit = "没有上限" if rule.threshold_fen is None else format_yuan(rule.threshold_fen)
    return decide(
        (
            Check(
                "policy",
                "该年度有全额返还政策",
                verdict_of(rule.basis is not SmallPayerBasis.NONE),
                ARTICLE,
                (("口径", rule.basis.label),),
                used,
                "没有政策的年度不返还",
            ),
            Check(
                "listed",
                "缴费户在当年名单内，且有上缴",
                verdict_of(year.listed_fen > 0),
                ARTICLE,
                (("名单内上缴", format_yuan(year.listed_fen)),),
                used,
                "请先核对当年名单",
            ),
            Check(
                "below",
                "工会全年上缴不满上限",
                verdict_of(below),
                ARTICLE,
                (("全年上缴", format_yuan(year.upward_fen)), ("上限", limit)),
                used,
                "达到上限的不返还；同一工会的缴费户合并计算",
            ),
        )
    )
