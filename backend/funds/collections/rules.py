"""Split tables and what they make of an amount (pure); parts by largest remainder always add up to the whole."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from backend.funds.codes import CollectionChannel, FundCoverage, FundItem, SplitLevel
from backend.funds.ledger import chart
from backend.funds.ledger.rules import Side, credit, debit
from backend.kernel.money import split

WHOLE = 10_000
MAX_PARTS = 11
KEY_LENGTH = 120


@dataclass(frozen=True, slots=True)
class SplitShare:
    """One line of a split table: whose part, how much of ten thousand, to which account under which name."""

    level: SplitLevel
    ratio: int
    account: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class SplitPart:
    """One level's part of an amount."""

    share: SplitShare
    amount_fen: int


def table_key(item: FundItem, coverage: FundCoverage) -> str:
    """The parameter that holds the split table of an item, by what an amount covers."""
    if item is FundItem.LATE_FEE:
        return "fund.split_late_fee"
    return f"fund.split_{item.value}_{'full' if coverage is FundCoverage.FULL else 'upper'}"


def shares_of(table: Any) -> list[SplitShare]:
    """The lines of a stored table.

    Raises ValueError, KeyError or TypeError for anything that is no split table.
    """
    return [
        SplitShare(
            level := SplitLevel(line["level"]),
            int(line["ratio"]),
            str(line.get("account") or chart.OF_LEVEL[level]),
            str(line.get("name") or ""),
        )
        for line in table
    ]


def table_refusal(table: Any) -> str | None:
    """Why a table cannot be one, in words for a clerk, or None (E-R6: the ratios are the whole)."""
    if not isinstance(table, list) or not 1 <= len(table) <= MAX_PARTS:
        return f"分成表应有 1 到 {MAX_PARTS} 行"
    if not all(isinstance(line, dict) and type(line.get("ratio")) is int for line in table):
        return "分成表每行应有级次 level 和以万分之一计的整数比例 ratio"
    try:
        shares = shares_of(table)
    except (ValueError, KeyError, TypeError):
        return "分成表里有不认识的级次"
    if len({share.level for share in shares}) < len(shares):
        return "分成表里同一级次出现了两次"
    if any(share.ratio < 0 for share in shares):
        return "分成比例不能为负"
    total = sum(share.ratio for share in shares)
    return None if total == WHOLE else f"各级比例合计应为 100%，现为 {total / 100:.2f}%"


def parts_of(amount_fen: int, shares: Sequence[SplitShare]) -> list[SplitPart]:
    """The parts of an amount; they add up to it exactly, for a reversal with the opposite sign."""
    amounts = split(amount_fen, [share.ratio for share in shares])
    return [SplitPart(share, amount) for share, amount in zip(shares, amounts, strict=True)]


def split_outcome(table: Any, inputs: Mapping[str, Any]) -> dict[str, int]:
    """What a worked example of a split table comes to: fen by level."""
    parts = parts_of(int(inputs["paid_fen"]), shares_of(table))
    return {part.share.level.value: part.amount_fen for part in parts}


def sides_of_payment(channel: CollectionChannel, parts: Iterable[SplitPart], payer_id: Any) -> list[Side]:
    """The entry of a payment: the bank account of its channel against the accounts of its parts."""
    counted = [part for part in parts if part.amount_fen]
    total = sum(part.amount_fen for part in counted)
    return [
        debit(chart.BANK[channel], total, payer_id),
        *(credit(part.share.account, part.amount_fen, payer_id, part.share.name) for part in counted),
    ]


def payment_key(channel: CollectionChannel, ticket_no: str, facts: Iterable[Any], number: int) -> str:
    """What makes two payments the same one; ``number`` counts those of the same key that were reversed before."""
    own = ticket_no or "|".join(str(fact) for fact in facts)
    return f"{channel.value}:{own}"[: KEY_LENGTH - 10] + (f"#{number}" if number else "")
