"""The workflow of transfer cases (pure). A-R16: the sending side never confirms; the receiving union does."""

from datetime import date, timedelta
from enum import Enum
from typing import Any

from backend.kernel.workflow import Step, Workflow
from backend.members.codes import CaseAction, CaseKind, CaseState
from backend.members.permissions import P

_S, _A = CaseState, CaseAction


class Side(Enum):
    """From which side a case is looked at: that of the union it stands at, or that of the sending union."""

    RECEIVER = "receiver"
    SENDER = "sender"


def _receiver(_: Any, side: Any) -> str | None:
    return "转出方不能自行确认，由接收工会办理" if side is Side.SENDER else None


def _sender(case: Any, side: Any) -> str | None:
    if case.kind is not CaseKind.TRANSFER or side is not Side.SENDER:
        return "只有转出工会可以撤回"
    return None


def _may_come(case: Any, side: Any) -> str | None:
    if case.kind is CaseKind.FORMER:
        return "此人曾被除名或已登记死亡，不能重新入会；登记有误的，请先更正原记录"
    if case.holder_district_id != case.district_id:
        return "现会籍在其他区县，请由对方区总工会先办理转出"
    return _receiver(case, side)


CASE_WORKFLOW = Workflow(
    "transfer_case",
    "会籍转接",
    (
        Step(
            _S.AWAITING_RECEIVER, _A.ACCEPT, _S.TRANSFERRED, P.ENROL, guard=_receiver, other_than=(_A.OPEN,)
        ),
        Step(_S.AWAITING_RECEIVER, _A.RETURN, _S.REFUSED, P.ENROL, guard=_receiver, needs_note=True),
        Step(_S.AWAITING_RECEIVER, _A.WITHDRAW, _S.WITHDRAWN, P.EDIT, guard=_sender, needs_note=True),
        Step(_S.AWAITING_RECEIVER, _A.ESCALATE, _S.AWAITING_DISTRICT, P.CHECK, guard=_receiver),
        Step(
            _S.AWAITING_DISTRICT,
            _A.TRANSFER,
            _S.TRANSFERRED,
            P.DECIDE,
            guard=_may_come,
            other_than=(_A.OPEN,),
        ),
        Step(_S.AWAITING_DISTRICT, _A.KEEP, _S.REFUSED, P.DECIDE, guard=_receiver, needs_note=True),
        Step(_S.AWAITING_DISTRICT, _A.WITHDRAW, _S.WITHDRAWN, P.EDIT, guard=_sender, needs_note=True),
    ),
)
OPEN = frozenset({CaseState.AWAITING_RECEIVER, CaseState.AWAITING_DISTRICT})
#: Steps by which the receiving side takes the person.
TAKING = frozenset({CaseAction.ACCEPT.value, CaseAction.TRANSFER.value})
#: Steps by which the person stays where they were.
LEAVING = frozenset({CaseAction.RETURN.value, CaseAction.KEEP.value, CaseAction.WITHDRAW.value})


def due_on(opened_on: date, days: int) -> date:
    """The last day on which the receiving union may still decide by itself."""
    return opened_on + timedelta(days=days)


def is_overdue(status: CaseState, opened_on: date, days: int, today: date) -> bool:
    """Whether nobody accepted in time (A-R16); told from the dates, whether or not the case was escalated."""
    return status in OPEN and today > due_on(opened_on, days)
