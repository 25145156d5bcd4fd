"""One row of a statement judged against what the platform knows (pure)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from backend.funds.codes import FundCoverage, FundItem
from backend.funds.payers.rules import item_of_period
from backend.funds.statements.codes import StatementVerdict as V
from backend.funds.statements.importers.base import SourceRow
from backend.kernel.money import format_yuan, share_of
from backend.kernel.text import half_width

#: How far the booking days of the same payment may lie apart when there is no ticket number.
NEAR_DAYS = 3


@dataclass(frozen=True, slots=True)
class Rates:
    """The legal rate and the share of the unions above, in force for the month."""

    fund: Decimal
    upper: Decimal


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about one row: its payer, and the payments it could be or be about."""

    payer: Any = None
    #: an earlier row of the same file with the same ticket
    first_row: int | None = None
    is_known: bool = False
    #: a payment of the platform with the same ticket
    by_ticket: Any = None
    #: a payment of the platform with the same payer, item, month and amount, booked within three days
    by_facts: Any = None
    #: what a negative row takes back: a payment of the platform, or an earlier row of the same file
    original_id: UUID | None = None
    original_row: int | None = None
    #: why the payment cannot be taken back now
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """One row with its verdict, as it would be booked."""

    row: SourceRow
    verdict: V
    payer: Any = None
    item: FundItem | None = None
    coverage: FundCoverage = FundCoverage.FULL
    collection_id: UUID | None = None
    original_row: int | None = None
    column: str = ""
    message: str = ""
    fix: str = ""


def judge(row: SourceRow, period: str, rates: Rates, facts: Facts) -> Judged:
    """The verdict of one row; the first that applies, from what makes it unusable to what is only worth a remark."""
    said = _unusable(row, facts) or _same_ticket(row, facts)
    if said is not None:
        return said
    payer = facts.payer
    if payer is None:
        return Judged(
            row, V.UNKNOWN_PAYER, column="uscc", message="缴费户里没有这个信用代码或户名",
            fix="请核对代码；确属本区的先登记缴费户，再改正后入账",
        )  # fmt: skip
    item = row.item or item_of_period(payer, row.period or period)
    return _existing(row, item, facts) or _checked(row, period, rates, payer, item)


def is_near(one: date, other: date) -> bool:
    """Whether two booking days may be those of the same payment."""
    return abs((one - other).days) <= NEAR_DAYS


def is_product(amount_fen: int, base_fen: int, rate: Decimal) -> bool:
    """Whether an amount is a base times a rate in whole fen; which way a half fen goes is the source's own affair."""
    numerator, denominator = rate.as_integer_ratio()
    return 2 * abs(amount_fen * denominator - base_fen * numerator) <= denominator


def name_key(name: str) -> str:
    """A unit's name to compare by: half width, without blanks."""
    return "".join(half_width(name).split())


def _unusable(row: SourceRow, facts: Facts) -> Judged | None:
    if row.fault is not None:
        return Judged(row, V.INVALID, column=row.fault.column, message=row.fault.message, fix=row.fault.fix)
    if row.is_outgoing:
        return Judged(row, V.OUTGOING, message="付出的款项不是缴费", fix="不必处理")
    if facts.is_known:
        return Judged(
            row, V.KNOWN, facts.payer, row.item, message="以前导入的文件里已有这一行", fix="不必再处理"
        )
    if facts.first_row is not None:
        return Judged(
            row, V.DUPLICATE_TICKET, facts.payer, row.item, original_row=facts.first_row, column="ticket",
            message=f"与第{facts.first_row}行税票号相同", fix="请与税务核对，确系重复的关联前一行，不重复入账",
        )  # fmt: skip
    return None


def _same_ticket(row: SourceRow, facts: Facts) -> Judged | None:
    other = facts.by_ticket
    if other is None:
        return None
    verdict, column, message = V.MATCHED, "", ""
    if facts.payer is None or other.payer_id != facts.payer.id:
        verdict, column, message = V.PAYER_DIFFERS, "uscc", "平台上这个税票号记在另一户名下"
    elif other.paid_fen != row.paid_fen:
        difference = format_yuan((row.paid_fen or 0) - other.paid_fen)
        verdict, column = V.AMOUNT_DIFFERS, "paid"
        message = f"平台上这个税票号是 {format_yuan(other.paid_fen)} 元，相差 {difference} 元"
    elif row.period and other.period != row.period:
        verdict, column, message = V.OTHER_PERIOD, "to", f"平台上这一笔记在 {other.period}"
    fix = "请核对哪一方正确：平台正确的关联原记录，来源正确的改正后入账" if message else ""
    return Judged(
        row,
        verdict,
        facts.payer,
        row.item or other.item,
        other.coverage,
        other.id,
        None,
        column,
        message,
        fix,
    )


def _existing(row: SourceRow, item: FundItem, facts: Facts) -> Judged | None:
    if facts.by_facts is not None:
        return Judged(row, V.MATCHED, facts.payer, item, facts.by_facts.coverage, facts.by_facts.id)
    if row.paid_fen is None or row.paid_fen > 0:
        return None
    if facts.original_id is None and facts.original_row is None:
        return Judged(
            row, V.REVERSAL_WITHOUT_ORIGINAL, facts.payer, item, column="paid",
            message=f"冲正 {format_yuan(-row.paid_fen)} 元，找不到同户、同费种、同所属期、同金额的原记录",
            fix="请查明冲的是哪一笔，关联原记录；属多缴退税的走退费",
        )  # fmt: skip
    if facts.refusal:
        return Judged(
            row, V.REVERSAL_WITHOUT_ORIGINAL, facts.payer, item, FundCoverage.FULL, facts.original_id,
            column="paid", message=facts.refusal, fix="按提示处理好以后，再关联原记录",
        )  # fmt: skip
    return Judged(
        row, V.REVERSAL, facts.payer, item, FundCoverage.FULL, facts.original_id, facts.original_row
    )


def _checked(row: SourceRow, period: str, rates: Rates, payer: Any, item: FundItem) -> Judged:
    coverage = _coverage(row, rates, payer)
    verdict, column, message, fix = _remark(row, period, rates, payer, item, coverage)
    return Judged(
        row, verdict, payer, item, coverage or FundCoverage.FULL, column=column, message=message, fix=fix
    )


def _coverage(row: SourceRow, rates: Rates, payer: Any) -> FundCoverage | None:
    """What the amount covers, by the row's own reckoning; without one, as the payer's register entry says."""
    if row.item is FundItem.LATE_FEE:
        return FundCoverage.FULL
    paid = row.paid_fen or 0
    if row.due_fen is None and row.base_fen is None:
        return FundCoverage(payer.coverage)
    due = share_of(row.base_fen or 0, rates.fund) if row.due_fen is None else row.due_fen
    if paid == due or (row.due_fen is None and is_product(paid, row.base_fen or 0, rates.fund)):
        return FundCoverage.FULL
    return FundCoverage.UPPER_SHARE if is_product(paid, due, rates.upper) else None


Remark = tuple[V, str, str, str]


def _remark(
    row: SourceRow, period: str, rates: Rates, payer: Any, item: FundItem, coverage: FundCoverage | None
) -> Remark:
    return (
        _item_remark(row, payer, item, row.period or period)
        or _amount_remark(row, rates, payer, coverage)
        or _period_remark(row, period)
        or _name_remark(row, payer)
        or (V.OK, "", "", "")
    )


def _item_remark(row: SourceRow, payer: Any, item: FundItem, period: str) -> Remark | None:
    if item is FundItem.LATE_FEE:
        return V.LATE_FEE, "item", "滞纳金须有依据", "请核对滞纳金的依据和金额，确认后照实入账"
    owed = item_of_period(payer, period)
    if item is owed:
        return None
    said = "已建会，应缴工会经费" if owed is FundItem.FUNDS else "没有建会，应缴筹备金"
    return V.ITEM_CONTRADICTS, "item", f"该户{said}，文件里是{item.label}", "请与税务核对；改正费种后入账"


def _amount_remark(row: SourceRow, rates: Rates, payer: Any, coverage: FundCoverage | None) -> Remark | None:
    if row.rate is not None and row.rate != rates.fund:
        return V.RATE_DIFFERS, "rate", f"费率 {row.rate:f} 不是法定的 {rates.fund:f}", "请与税务核对费率"
    return _due_remark(row, rates) or _paid_remark(payer, coverage)


def _due_remark(row: SourceRow, rates: Rates) -> Remark | None:
    if row.base_fen is None or row.due_fen is None or is_product(row.due_fen, row.base_fen, rates.fund):
        return None
    reckoned, stated = format_yuan(share_of(row.base_fen, rates.fund)), format_yuan(row.due_fen)
    message = f"计费依据乘费率是 {reckoned} 元，文件里是 {stated} 元"
    return V.DUE_DIFFERS, "due", message, "请与税务核对应缴金额；实缴无误的照实入账"


def _paid_remark(payer: Any, coverage: FundCoverage | None) -> Remark | None:
    if coverage is None:
        return V.PAID_DIFFERS, "paid", "实缴与应缴不符", "请核对是否分次缴纳或有减免"
    if coverage is FundCoverage.UPPER_SHARE and payer.coverage is not FundCoverage.UPPER_SHARE:
        return (
            V.UPPER_SHARE_ONLY, "paid", "只缴了上级留成部分，该户应全额缴纳",
            "请核对该户的入库范围；基层留成另行收缴的照实入账",
        )  # fmt: skip
    return None


def _period_remark(row: SourceRow, period: str) -> Remark | None:
    if row.is_span:
        return V.OTHER_PERIOD, "to", f"一笔含几个月，止于 {row.period}", "请核对；按所属期止的月份照实入账"
    if row.period and row.period != period:
        return V.OTHER_PERIOD, "to", f"所属期是 {row.period}，不是 {period}", "补缴以前月份的照实入账"
    return None


def _name_remark(row: SourceRow, payer: Any) -> Remark | None:
    if not row.name or name_key(row.name) == name_key(payer.name):
        return None
    return V.NAME_DIFFERS, "name", f"缴费户登记的名称是“{payer.name}”", "照常入账；单位更名的请更新登记"
