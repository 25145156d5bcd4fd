"""The workflow of a refund, its checks, and which parts of a payment it takes back (pure)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from backend.funds.bank_accounts.rules import holder_check
from backend.funds.codes import CollectionChannel, SplitLevel
from backend.funds.ledger import chart
from backend.funds.ledger.rules import Side, credit, debit
from backend.funds.permissions import P
from backend.funds.refunds.codes import RefundAction, RefundReason, RefundState
from backend.kernel.decisions import Check, Decision, decide, verdict_of
from backend.kernel.money import format_yuan, split
from backend.kernel.workflow import Step, Workflow

_S, _A = RefundState, RefundAction
ARTICLE = "经费退费规定（E-R7）"
LIVE = frozenset({_S.APPLIED, _S.APPROVED, _S.PAID})
WAITING = frozenset({_S.APPLIED, _S.APPROVED})


def _stands(_: Any, decision: Decision | None) -> str | None:
    if decision is None or not decision.failed:
        return None
    return "不能办理：" + "；".join(check.label for check in decision.failed)


REFUND_WORKFLOW = Workflow(
    "fund_refund",
    "退费",
    (
        Step(_S.APPLIED, _A.APPROVE, _S.APPROVED, P.APPROVE, guard=_stands, other_than=(_A.APPLY,)),
        Step(_S.APPLIED, _A.REFUSE, _S.REFUSED, P.APPROVE, needs_note=True, other_than=(_A.APPLY,)),
        Step(_S.APPLIED, _A.WITHDRAW, _S.WITHDRAWN, P.DECLARE, needs_note=True),
        Step(_S.APPROVED, _A.PAY, _S.PAID, P.BOOK, guard=_stands, other_than=(_A.APPLY, _A.APPROVE)),
        Step(_S.APPROVED, _A.CANCEL, _S.REFUSED, P.APPROVE, needs_note=True, other_than=(_A.APPLY,)),
    ),
)


@dataclass(frozen=True, slots=True)
class LinePart:
    """One split line of a payment: whose, on which account, how much."""

    level: SplitLevel
    account: str
    amount_fen: int


@dataclass(frozen=True, slots=True)
class RefundFacts:
    """What a refund is judged by; all amounts in fen.

    ``others_fen``: other refunds of the payment that stand; ``month_paid_fen`` and ``due_fen``: the payer's month,
    due None without a declaration; ``base_part_fen``: the base union's part in this refund; ``base_at_hand_fen``: how
    much of the base union's part of the payment the district still holds; ``otherwise_returned_fen``: what of the
    payment went to the union as a small payer's return or as its preparation fund.
    """

    amount_fen: int
    paid_fen: int
    others_fen: int
    is_reversed: bool
    reason: RefundReason
    owner: str
    holder: str | None
    month_paid_fen: int
    due_fen: int | None
    base_part_fen: int = 0
    base_at_hand_fen: int = 0
    recovered_fen: int = 0
    otherwise_returned_fen: int = 0
    has_receipt: bool = False
    parts: Sequence[LinePart] = ()

    @property
    def to_recover_fen(self) -> int:
        """What the base union has to give back before the payer can be refunded."""
        return max(0, self.base_part_fen - self.base_at_hand_fen)


def judge(facts: RefundFacts) -> Decision:
    """Whether the money may go back, with every check."""
    return decide(
        (
            _not_reversed(facts),
            _within_paid(facts),
            _overpaid(facts),
            holder_check(facts.holder, facts.owner),
            _share_at_hand(facts),
            _not_returned_otherwise(facts),
            _receipt_back(facts),
        )
    )


def parts_back(lines: Sequence[LinePart], before_fen: int, amount_fen: int) -> list[LinePart]:
    """The parts of a payment that a refund takes back, after others of ``before_fen`` in all.

    Parts of all refunds of a payment together are its split by largest remainder: a full refund takes back every line
    to the fen, in however many steps.
    """
    weights = [abs(line.amount_fen) for line in lines]
    earlier = split(before_fen, weights)
    together = split(before_fen + amount_fen, weights)
    return [
        LinePart(line.level, line.account, after - first)
        for line, first, after in zip(lines, earlier, together, strict=True)
    ]


def sides_of(parts: Sequence[LinePart], channel: CollectionChannel, payer_id: Any) -> list[Side]:
    """The entry of a refund: the accounts of the parts against the bank account of the payment's channel."""
    total = sum(part.amount_fen for part in parts)
    return [
        *(debit(part.account, part.amount_fen, payer_id) for part in parts if part.amount_fen),
        credit(chart.BANK[channel], total, payer_id),
    ]


def _not_reversed(facts: RefundFacts) -> Check:
    return Check(
        "stands",
        "原缴费没有冲正",
        verdict_of(not facts.is_reversed and facts.paid_fen > 0),
        ARTICLE,
        (("实缴", format_yuan(facts.paid_fen)), ("冲正", "是" if facts.is_reversed else "否")),
        fix="已冲正的缴费不再退费",
    )


def _within_paid(facts: RefundFacts) -> Check:
    left = facts.paid_fen - facts.others_fen
    return Check(
        "within_paid",
        "退费不超过实缴",
        verdict_of(0 < facts.amount_fen <= left),
        ARTICLE,
        (
            ("实缴", format_yuan(facts.paid_fen)),
            ("已退和在办", format_yuan(facts.others_fen)),
            ("本次", format_yuan(facts.amount_fen)),
        ),
        fix=f"最多还能退 {format_yuan(max(0, left))} 元",
    )


def _overpaid(facts: RefundFacts) -> Check:
    """A wrong item is booked anew: the month's due says nothing about it."""
    known: bool | None = None
    if facts.reason is RefundReason.WRONG_ITEM:
        known = True
    elif facts.due_fen is not None:
        known = facts.month_paid_fen - facts.due_fen >= facts.amount_fen
    due = "没有申报" if facts.due_fen is None else format_yuan(facts.due_fen)
    return Check(
        "overpaid",
        "当月实缴减应缴不少于退费金额",
        verdict_of(known),
        "《中华人民共和国工会法》第四十三条",
        (("当月实缴", format_yuan(facts.month_paid_fen)), ("当月应缴", due)),
        fix="请核对当月申报；没有申报的先补申报",
    )


def _share_at_hand(facts: RefundFacts) -> Check:
    missing = facts.to_recover_fen - facts.recovered_fen
    return Check(
        "share_at_hand",
        "涉及的基层留成尚未返还，或已经收回",
        verdict_of(missing <= 0),
        ARTICLE,
        (
            ("其中基层留成", format_yuan(facts.base_part_fen)),
            ("区总尚存", format_yuan(facts.base_at_hand_fen)),
            ("已收回", format_yuan(facts.recovered_fen)),
        ),
        fix=f"请先向基层工会收回 {format_yuan(max(0, missing))} 元并登记",
    )


def _not_returned_otherwise(facts: RefundFacts) -> Check:
    left = facts.paid_fen - facts.otherwise_returned_fen - facts.others_fen
    return Check(
        "not_returned_otherwise",
        "退费不超过小额缴费返还、筹备金返还之后的余额",
        verdict_of(facts.amount_fen <= left or not facts.otherwise_returned_fen),
        ARTICLE,
        (
            ("已返还或已列入返还批次", format_yuan(facts.otherwise_returned_fen)),
            ("返还后最多可退", format_yuan(max(0, left))),
        ),
        fix=f"最多退 {format_yuan(max(0, left))} 元；要多退的，未付款的批次请先取消，已付的请先向工会收回",
    )


def _receipt_back(facts: RefundFacts) -> Check:
    full = facts.amount_fen + facts.others_fen >= facts.paid_fen
    return Check(
        "receipt_back",
        "全额退费的，原专用收据已作废或红冲",
        verdict_of(not (full and facts.has_receipt)),
        "《工会经费收入专用收据》使用管理规定",
        (("全额退费", "是" if full else "否"), ("有效收据", "有" if facts.has_receipt else "无")),
        fix="请收回原收据，作废或开红字收据",
    )
