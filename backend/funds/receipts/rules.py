"""Workflows of books and receipts, and the rule that no number is lost or used twice (pure)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from backend.funds.codes import CollectionChannel
from backend.funds.permissions import P
from backend.funds.receipts.codes import (
    ReceiptAction,
    ReceiptBookAction,
    ReceiptBookState,
    ReceiptKind,
    ReceiptState,
)
from backend.kernel.decisions import Check, verdict_of
from backend.kernel.money import round_half_up
from backend.kernel.workflow import Step, Workflow

_B, _BA, _S, _A = ReceiptBookState, ReceiptBookAction, ReceiptState, ReceiptAction
ARTICLE = "《工会经费收入专用收据》使用管理规定"
MOST_IN_BOOK = 1_000
#: The tax certificate is the voucher of what the tax agency collected.
WITH_RECEIPT = frozenset({CollectionChannel.DIRECT, CollectionChannel.FISCAL})


def _all_used(book: Any, _: Any) -> str | None:
    left = book.last_no - book.next_no + 1
    return None if left == 0 else f"还有 {left} 份没有使用，用完或把空白的作废后才能核销"


BOOK_WORKFLOW = Workflow(
    "fund_receipt_book",
    "专用收据本",
    (
        Step(_B.IN_STOCK, _BA.TAKE, _B.IN_USE, P.RECEIPT),
        Step(_B.IN_USE, _BA.HAND_BACK, _B.IN_STOCK, P.RECEIPT, needs_note=True),
        Step(_B.IN_USE, _BA.CLOSE, _B.CLOSED, P.APPROVE, guard=_all_used, other_than=(_BA.TAKE,)),
    ),
)


@dataclass(frozen=True, slots=True)
class VoidContext:
    """What a void is judged with."""

    is_month_closed: bool


def _month_open(receipt: Any, context: VoidContext | None) -> str | None:
    if receipt.kind is ReceiptKind.RED:
        return "红字收据不能作废，写错的请联系财务部负责人另行处理"
    if context is not None and context.is_month_closed:
        return f"{receipt.issued_on:%Y-%m} 已结账，不能作废，请开红字收据冲销"
    return None


def _is_normal(receipt: Any, _: Any) -> str | None:
    return None if receipt.kind is ReceiptKind.NORMAL else "只有正常开具的收据可以红字冲销"


RECEIPT_WORKFLOW = Workflow(
    "fund_receipt",
    "专用收据",
    (
        Step(_S.ISSUED, _A.VOID, _S.VOID, P.RECEIPT, guard=_month_open, needs_note=True),
        Step(_S.ISSUED, _A.REVERSE, _S.REVERSED, P.RECEIPT, guard=_is_normal, needs_note=True),
    ),
)


def number_text(number: int, digits: int) -> str:
    """A number as it is printed on the form."""
    return f"{number:0{digits}d}"


def overlaps(first: int, last: int, taken: Iterable[tuple[int, int]]) -> tuple[int, int] | None:
    """The run of numbers among those taken that shares a number with this one."""
    return next(((start, end) for start, end in taken if first <= end and start <= last), None)


def number_check(used: Iterable[int], first: int, next_no: int) -> Check:
    """E-R5: every number from the first to the last one used is there, once."""
    found = sorted(used)
    known = set(found)
    missing = [number for number in range(first, next_no) if number not in known]
    doubled = len(found) - len(known)
    foreign = sum(1 for number in known if not first <= number < next_no)
    return Check(
        "numbers",
        "已用号码连续，不重号、不跳号",
        verdict_of(not missing and not doubled and not foreign),
        ARTICLE,
        (
            ("已用", f"{next_no - first} 份"),
            ("缺号", "、".join(map(str, missing[:10])) or "无"),
            ("重号", f"{doubled} 个"),
        ),
        fix="请核对实物票据，查明缺号的去向",
    )


def usage(first: int, last: int, next_no: int) -> int:
    """票据使用率 in hundredths of a per cent."""
    return round_half_up(10_000 * (next_no - first), last - first + 1)
