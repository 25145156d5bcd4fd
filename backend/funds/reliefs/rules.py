"""The workflow of a relief and whether it fits what is owed (pure)."""

from backend.funds.permissions import P
from backend.funds.reliefs.codes import ReliefAction, ReliefState
from backend.kernel.decisions import Check, verdict_of
from backend.kernel.money import format_yuan
from backend.kernel.workflow import Step, Workflow

_S, _A = ReliefState, ReliefAction

WORKFLOW = Workflow(
    "fund_relief",
    "经费减免",
    (
        Step(_S.APPLIED, _A.GRANT, _S.GRANTED, P.APPROVE, other_than=(_A.APPLY,)),
        Step(_S.APPLIED, _A.REFUSE, _S.REFUSED, P.APPROVE, needs_note=True, other_than=(_A.APPLY,)),
        Step(_S.APPLIED, _A.WITHDRAW, _S.WITHDRAWN, P.DECLARE, needs_note=True),
    ),
)


def amount_check(amount_fen: int, due_fen: int | None, relieved_fen: int) -> Check:
    """A relief is never more than what is owed after the reliefs before it; unknown while nothing is declared."""
    left = None if due_fen is None else due_fen - relieved_fen
    return Check(
        "relief_within_due",
        "减免不超过应缴",
        verdict_of(None if left is None else 0 < amount_fen <= left),
        "《中华人民共和国工会法》第四十三条",
        (
            ("本次减免", f"{format_yuan(amount_fen)} 元"),
            ("减免前应缴", "没有申报" if left is None else f"{format_yuan(left)} 元"),
        ),
        None,
        "请先申报这个月的工资总额，减免不能超过减免前应缴",
    )
