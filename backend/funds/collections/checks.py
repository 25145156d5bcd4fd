"""What a booked payment's card explains (pure): item, parts, amount against due (E-R4, E-R6)."""

from collections.abc import Sequence
from dataclasses import dataclass

from backend.funds.codes import FundCoverage
from backend.kernel.decisions import Check, verdict_of
from backend.kernel.money import format_yuan


@dataclass(frozen=True, slots=True)
class PaymentFacts:
    """What is known about one payment."""

    paid_fen: int
    due_fen: int | None
    coverage: FundCoverage
    parts: Sequence[tuple[int, int]]
    split_table: str


def payment_checks(facts: PaymentFacts) -> list[Check]:
    """Every rule about a booked payment, met, not met or unknown."""
    return [_parts(facts), _ratios(facts), _due(facts)]


def _parts(facts: PaymentFacts) -> Check:
    total = sum(amount for _, amount in facts.parts)
    return Check(
        "parts",
        "各级分成合计等于实缴金额",
        verdict_of(total == facts.paid_fen),
        "E-R6；最大余数法",
        (("实缴", f"{format_yuan(facts.paid_fen)} 元"), ("分成合计", f"{format_yuan(total)} 元")),
        None,
        "请联系区总工会财务核对分成",
    )


def _ratios(facts: PaymentFacts) -> Check:
    total = sum(ratio for ratio, _ in facts.parts)
    return Check(
        "ratios",
        "分成比例合计为 100%",
        verdict_of(total == 10_000),
        "E-R6",
        (("比例合计", f"{total / 100:.2f}%"), ("分成表", facts.split_table)),
        None,
        "请在参数里更正分成表",
    )


def _due(facts: PaymentFacts) -> Check:
    known = None if facts.due_fen is None else facts.due_fen == facts.paid_fen
    due = "没有应缴数" if facts.due_fen is None else f"{format_yuan(facts.due_fen)} 元"
    return Check(
        "due",
        "实缴等于应缴",
        verdict_of(known),
        "《中华人民共和国工会法》第四十三条",
        (
            ("应缴", due),
            ("实缴", f"{format_yuan(facts.paid_fen)} 元"),
            ("入库范围", facts.coverage.label),
        ),
        None,
        "少缴的列为欠缴催缴，多缴的办理退费",
    )
