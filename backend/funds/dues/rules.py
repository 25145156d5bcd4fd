"""Rules of members' dues (pure): the amount, who owes it, the workflow of a month's register.

Sources: 中国工会章程 (a member pays dues; a retained membership is free), 全总关于收交工会会费的通知 (0.5 % of the basic
wage, what is below ten yuan does not count).
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from backend.funds.dues.codes import DuesAction, DuesState
from backend.funds.permissions import P
from backend.kernel.decisions import Check, ParameterUsed, verdict_of
from backend.kernel.money import format_yuan, share_of
from backend.kernel.workflow import Step, Workflow
from backend.members.codes import MemberState
from backend.members.effects import Right, effects_of

_S, _A = DuesState, DuesAction
RULING = "全国总工会关于收交工会会费的规定"
CHARTER = "《中国工会章程》第八条"


@dataclass(frozen=True, slots=True)
class DuesParameters:
    """Which values of the dated parameters were used."""

    rate: ParameterUsed
    unit: ParameterUsed


@dataclass(frozen=True, slots=True)
class DuesFacts:
    """What a register is confirmed by."""

    payers: int
    missing: int
    charged_exempt: int = 0


def _complete(_: Any, facts: DuesFacts | None) -> str | None:
    if facts is None:
        return None
    if facts.payers == 0:
        return "本月没有应交会费的会员，不需要核定"
    if facts.missing:
        return f"还有 {facts.missing} 名会员没有填写基数，请先填写"
    return None


WORKFLOW = Workflow(
    "dues_batch",
    "会费收缴",
    (
        Step(_S.DRAFT, _A.CONFIRM, _S.CONFIRMED, P.DECLARE, guard=_complete),
        Step(_S.CONFIRMED, _A.REOPEN, _S.DRAFT, P.DECLARE, needs_note=True),
        Step(_S.CONFIRMED, _A.COLLECT, _S.COLLECTED, P.DECLARE),
    ),
)


def dues_of(base_fen: int, rate: Decimal, unit_fen: int) -> int:
    """One month's dues of a basic wage: the wage rounded down to whole units, times the rate (E.6-4)."""
    return share_of(counted_base(base_fen, unit_fen), rate)


def counted_base(base_fen: int, unit_fen: int) -> int:
    """The part of a wage that counts."""
    return base_fen - base_fen % unit_fen


def owes(standing: MemberState, was_retained: bool) -> tuple[bool, str]:
    """Whether a membership of this standing owes dues (E-R10), and the reason in words."""
    effect = next(
        item for item in effects_of(standing, was_retained=was_retained) if item.right is Right.DUES
    )
    return effect.holds, "，".join(part for part in (effect.article, effect.note) if part)


def register_checks(facts: DuesFacts, rate: Decimal, unit_fen: int, used: DuesParameters) -> list[Check]:
    """How a register is reckoned, and what keeps it from being confirmed."""
    sample = 567_890
    counted = counted_base(sample, unit_fen)
    return [
        Check(
            "rate",
            f"按本人基本工资的 {(rate * 100).normalize():f}% 交纳",
            verdict_of(True),
            RULING,
            (
                (
                    "举例",
                    f"{format_yuan(sample)} 元 → 基数 {format_yuan(counted)} 元 → {format_yuan(share_of(counted, rate))} 元",
                ),
            ),
            used.rate,
        ),
        Check(
            "base_rounded",
            f"基数不足 {format_yuan(unit_fen)} 元的部分不计，奖金、津贴、稿费、救济不计入",
            verdict_of(True),
            RULING,
            (("取整单位", f"{format_yuan(unit_fen)} 元"),),
            used.unit,
        ),
        Check(
            "retained_free",
            "保留会籍的会员免交会费",
            verdict_of(facts.charged_exempt == 0),
            CHARTER,
            (("免交会员中计了会费的", f"{facts.charged_exempt} 人"),),
            fix="请去掉保留会籍会员的基数",
        ),
        Check(
            "complete",
            "应交会员都已填写基数",
            verdict_of(None if facts.missing else True),
            RULING,
            (("应交会员", f"{facts.payers} 人"), ("未填", f"{facts.missing} 人")),
            fix="请填写这些会员的基本工资；确无工资收入的填 0",
        ),
    ]
