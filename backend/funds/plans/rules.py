"""The workflow of a plan and what it must bring before it is submitted (pure)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from backend.funds.codes import CollectionChannel
from backend.funds.permissions import P
from backend.funds.plans.codes import FundPlanAction, FundPlanState
from backend.kernel.decisions import Check, verdict_of
from backend.kernel.money import format_yuan
from backend.kernel.workflow import Step, Workflow

_S, _A = FundPlanState, FundPlanAction
_MAKERS = (_A.OPEN, _A.REVISE, _A.SUBMIT)
OPEN = frozenset({_S.DRAFT, _S.SUBMITTED})
#: Steps that are not taken by themselves: one brings lines, one follows from approving the next version.
NOT_BY_HAND = frozenset({_A.REVISE, _A.SUPERSEDE})
ARTICLE = "《中华人民共和国工会法》第四十五条（预算、决算和审查监督）"


def _by_successor(_plan: Any, successor: Any) -> str | None:
    return None if successor is not None else "批准新版本时，原计划自动被取代"


WORKFLOW = Workflow(
    "fund_plan",
    "年度收缴计划",
    (
        Step(_S.DRAFT, _A.REVISE, _S.DRAFT, P.PLAN),
        Step(_S.DRAFT, _A.SUBMIT, _S.SUBMITTED, P.PLAN),
        Step(_S.DRAFT, _A.WITHDRAW, _S.WITHDRAWN, P.PLAN, needs_note=True),
        Step(_S.SUBMITTED, _A.APPROVE, _S.APPROVED, P.APPROVE, other_than=_MAKERS),
        Step(_S.SUBMITTED, _A.RETURN, _S.DRAFT, P.APPROVE, needs_note=True, other_than=_MAKERS),
        Step(_S.APPROVED, _A.SUPERSEDE, _S.SUPERSEDED, P.APPROVE, guard=_by_successor),
    ),
)


@dataclass(frozen=True, slots=True)
class PlannedAmount:
    """What a plan asks of one place through one channel."""

    channel: CollectionChannel
    organisation_id: UUID
    amount_fen: int


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """A version as it is judged; ``before`` are the amounts in force, None for a year's first version."""

    year: int
    amounts: Sequence[PlannedAmount]
    before: Sequence[PlannedAmount] | None
    basis: str
    resolution_no: str
    resolution_on: date | None
    reason: str
    today: date


def plan_checks(facts: PlanFacts) -> list[Check]:
    """Everything a version must bring, met or not."""
    checks = [_amounts(facts), _basis(facts)]
    if facts.before is not None:
        checks += [_changed(facts, facts.before), _resolution(facts), _reason(facts)]
    return checks


def with_dropped(amounts: Sequence[PlannedAmount], before: Sequence[PlannedAmount]) -> list[PlannedAmount]:
    """The amounts, and zero for every place and channel that had one before and has none any more."""
    kept = {(amount.channel, amount.organisation_id) for amount in amounts}
    dropped = [
        PlannedAmount(old.channel, old.organisation_id, 0)
        for old in before
        if old.amount_fen and (old.channel, old.organisation_id) not in kept
    ]
    return [*amounts, *dropped]


def _amounts(facts: PlanFacts) -> Check:
    total = sum(amount.amount_fen for amount in facts.amounts)
    return Check(
        "amounts",
        "各渠道、各街道的计划数已填写",
        verdict_of(total > 0),
        ARTICLE,
        (("年度", str(facts.year)), ("计划合计（元）", format_yuan(total))),
        fix="请按渠道和街道填写计划数",
    )


def _basis(facts: PlanFacts) -> Check:
    return Check(
        "basis",
        "写明编制依据",
        verdict_of(bool(facts.basis)),
        ARTICLE,
        (("编制依据", facts.basis or "没有填写"),),
        fix="请写明依据，如上年完成数、工资总额和建会单位变化、上级下达数",
    )


def _changed(facts: PlanFacts, before: Sequence[PlannedAmount]) -> Check:
    is_changed = _by_place(facts.amounts) != _by_place(before)
    old, new = (sum(amount.amount_fen for amount in rows) for rows in (before, facts.amounts))
    return Check(
        "changed",
        "与执行中的计划不同",
        verdict_of(is_changed),
        ARTICLE,
        (("执行中（元）", format_yuan(old)), ("调整后（元）", format_yuan(new))),
        fix="计划数没有变化，不需要新版本",
    )


def _resolution(facts: PlanFacts) -> Check:
    is_met = bool(facts.resolution_no) and facts.resolution_on is not None
    is_met = is_met and facts.resolution_on is not None and facts.resolution_on <= facts.today
    return Check(
        "resolution",
        "调整计划有决议",
        verdict_of(is_met),
        f"{ARTICLE}；E-R9",
        (
            ("决议文号", facts.resolution_no or "没有填写"),
            ("决议日期", facts.resolution_on.isoformat() if facts.resolution_on else "没有填写"),
        ),
        fix="执行中的计划只能凭决议调整，请填写决议文号和不晚于今天的日期",
    )


def _reason(facts: PlanFacts) -> Check:
    return Check(
        "reason",
        "写明调整理由",
        verdict_of(bool(facts.reason)),
        ARTICLE,
        (("调整理由", facts.reason or "没有填写"),),
        fix="请写明为什么调整",
    )


def _by_place(amounts: Sequence[PlannedAmount]) -> dict[tuple[CollectionChannel, UUID], int]:
    return {(one.channel, one.organisation_id): one.amount_fen for one in amounts if one.amount_fen}
