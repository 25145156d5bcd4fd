"""Ledger rules (pure): what makes an entry, what reverses it, which way a month goes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from backend.funds.ledger.codes import LedgerMonthAction, LedgerMonthState
from backend.funds.permissions import P
from backend.kernel.errors import FieldError
from backend.kernel.money import MAX_FEN
from backend.kernel.workflow import Step, Workflow

_S, _A = LedgerMonthState, LedgerMonthAction

MONTH_WORKFLOW = Workflow(
    "ledger_month",
    "经费账月份",
    (
        Step(_S.OPEN, _A.CLOSE, _S.CLOSED, P.CLOSE),
        Step(_S.CLOSED, _A.ASK_REOPEN, _S.REOPENING, P.CLOSE, needs_note=True),
        Step(_S.REOPENING, _A.REOPEN, _S.OPEN, P.REOPEN, needs_note=True, other_than=(_A.ASK_REOPEN,)),
        Step(_S.REOPENING, _A.KEEP_CLOSED, _S.CLOSED, P.REOPEN, needs_note=True, other_than=(_A.ASK_REOPEN,)),
    ),
)


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an entry: an account by its code, fen (debit positive, credit negative), perhaps a payer."""

    account: str
    amount_fen: int
    payer_id: UUID | None = None
    note: str = ""


def debit(account: str, amount_fen: int, payer_id: UUID | None = None, note: str = "") -> Side:
    """The debit side of an amount."""
    return Side(account, amount_fen, payer_id, note)


def credit(account: str, amount_fen: int, payer_id: UUID | None = None, note: str = "") -> Side:
    """The credit side of an amount."""
    return Side(account, -amount_fen, payer_id, note)


def reversed_sides(sides: Iterable[Side]) -> list[Side]:
    """The same sides the other way round."""
    return [replace(side, amount_fen=-side.amount_fen) for side in sides]


def check_sides(sides: Sequence[Side]) -> list[FieldError]:
    """Everything that speaks against these sides as one entry."""
    found = []
    if len(sides) < 2:
        found.append(_field("sides", "one_sided", "分录至少要有一借一贷", "请补上对方科目"))
    if any(side.amount_fen == 0 for side in sides):
        found.append(_field("sides", "empty_side", "分录里有金额为零的行", "请去掉该行"))
    if any(abs(side.amount_fen) > MAX_FEN for side in sides):
        found.append(_field("sides", "amount_too_large", "金额过大", "请核对是否多写了零或单位选错"))
    difference = sum(side.amount_fen for side in sides)
    if difference:
        found.append(
            _field(
                "sides",
                "unbalanced",
                f"借贷不平，相差 {difference} 分",
                "请核对各行金额，借方合计应等于贷方合计",
            )
        )
    return found


def _field(name: str, code: str, message: str, fix: str) -> FieldError:
    return FieldError(name, code, message, fix)
