"""The workflow of transfer cases (pure). A-R16: the sending side never confirms; the receiving union does."""

from typing import Any

from backend.kernel.workflow import Step, Workflow
from backend.members.codes import CaseAction, CaseState
from backend.members.permissions import P

_S, _A = CaseState, CaseAction


def _held_in_district(case: Any, _: Any) -> str | None:
    if case.holder_district_id == case.district_id:
        return None
    return "现会籍在其他区县，请由对方区总工会先办理转出"


CASE_WORKFLOW = Workflow(
    "transfer_case",
    "会籍转接",
    (
        Step(_S.AWAITING_RECEIVER, _A.ACCEPT, _S.TRANSFERRED, P.ENROL),
        Step(_S.AWAITING_RECEIVER, _A.RETURN, _S.REFUSED, P.ENROL, needs_note=True),
        Step(_S.AWAITING_RECEIVER, _A.ESCALATE, _S.AWAITING_DISTRICT, P.CHECK),
        Step(_S.AWAITING_DISTRICT, _A.TRANSFER, _S.TRANSFERRED, P.DECIDE, guard=_held_in_district),
        Step(_S.AWAITING_DISTRICT, _A.KEEP, _S.REFUSED, P.DECIDE, needs_note=True),
    ),
)
OPEN = frozenset({CaseState.AWAITING_RECEIVER, CaseState.AWAITING_DISTRICT})
#: Steps by which the receiving side takes the person.
TAKING = frozenset({CaseAction.ACCEPT.value, CaseAction.TRANSFER.value})
#: Steps by which the person stays where they were.
LEAVING = frozenset({CaseAction.RETURN.value, CaseAction.KEEP.value})
