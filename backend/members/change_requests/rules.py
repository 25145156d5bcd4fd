"""Change requests (pure): the workflow. Maker is never checker; a number is confirmed by the district alone (AZ-10).

A street cannot know whether a number is held in another street, so its consent to a new number always goes on to the
district, whether or not somebody holds it: the answer tells nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from backend.kernel.workflow import Step, Workflow
from backend.members.change_requests.codes import ChangeRequestAction, ChangeRequestKind, ChangeRequestState
from backend.members.permissions import P

#: Identity fields in the order they are shown, with their labels.
FIELDS = {
    "name": "姓名",
    "id_type": "有效证件类别",
    "id_no": "证件号码",
    "sex": "性别",
    "birth_date": "出生日期",
}
_NUMBER = frozenset({"id_type", "id_no"})


@dataclass(frozen=True, slots=True)
class RequestContext:
    """Who asks for the step, and whether evidence is there."""

    persons: frozenset[UUID]
    has_evidence: bool


def touches_number(fields: Iterable[str]) -> bool:
    """Whether the person's number, by which memberships are told apart, is to change."""
    return bool(_NUMBER & set(fields))


def _evidenced(_: Any, context: Any) -> str | None:
    return None if context.has_evidence else "还没有上传证明材料（身份证、户籍证明等），请先上传"


def _particulars_only(request: Any, context: Any) -> str | None:
    if touches_number(request.fields) or request.kind is not ChangeRequestKind.IDENTITY:
        return "更正证件号码须报区总工会核准"
    return _evidenced(request, context)


def _number(request: Any, context: Any) -> str | None:
    return _evidenced(request, context) if touches_number(request.fields) else "不涉及证件号码，可以直接同意"


def _own(request: Any, context: Any) -> str | None:
    return None if request.requester_id in context.persons else "只有提出人可以撤回"


_S, _A = ChangeRequestState, ChangeRequestAction
CHANGE_WORKFLOW = Workflow(
    "member_change",
    "身份信息更正",
    (
        Step(_S.AWAITING_STREET, _A.APPROVE, _S.APPLIED, P.APPROVE_CHANGE, _particulars_only, other_than=(_A.SUBMIT,)),
        Step(_S.AWAITING_STREET, _A.ENDORSE, _S.AWAITING_DISTRICT, P.APPROVE_CHANGE, _number, other_than=(_A.SUBMIT,)),
        Step(_S.AWAITING_STREET, _A.CONFIRM, _S.APPLIED, P.DECIDE, _number, other_than=(_A.SUBMIT,)),
        Step(
            _S.AWAITING_STREET, _A.REFUSE, _S.REFUSED, P.APPROVE_CHANGE, needs_note=True, other_than=(_A.SUBMIT,)
        ),
        Step(_S.AWAITING_STREET, _A.WITHDRAW, _S.WITHDRAWN, P.EDIT, _own),
        Step(
            _S.AWAITING_DISTRICT, _A.CONFIRM, _S.APPLIED, P.DECIDE, _evidenced, other_than=(_A.SUBMIT, _A.ENDORSE)
        ),
        Step(_S.AWAITING_DISTRICT, _A.REFUSE, _S.REFUSED, P.DECIDE, needs_note=True, other_than=(_A.SUBMIT,)),
        Step(_S.AWAITING_DISTRICT, _A.WITHDRAW, _S.WITHDRAWN, P.EDIT, _own),
    ),
)  # fmt: skip
OPEN = frozenset({ChangeRequestState.AWAITING_STREET, ChangeRequestState.AWAITING_DISTRICT})
#: Steps that write the new values into the register.
APPLYING = frozenset({ChangeRequestAction.APPROVE.value, ChangeRequestAction.CONFIRM.value})
#: Steps of a checker, who must not be the maker.
CHECKING = APPLYING | {ChangeRequestAction.ENDORSE.value, ChangeRequestAction.REFUSE.value}
