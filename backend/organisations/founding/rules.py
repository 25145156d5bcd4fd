"""The workflow of founding, and what follows from the chosen employers (pure)."""

import re
from datetime import date
from typing import Any

from backend.kernel import clock
from backend.kernel.workflow import Guard, Step, Workflow
from backend.organisations.admissible import CATEGORIES_OF_ECONOMY, CLASSES_OF_ECONOMY
from backend.organisations.codes import (
    BaseType,
    EconomicType,
    OrgForm,
    OrgStatus,
    OrgType,
    ReportClass,
    UnitCategory,
)
from backend.organisations.founding.codes import FoundingAction, FoundingState
from backend.organisations.permissions import P

_S, _A = FoundingState, FoundingAction
#: What whoever applies files; they do not reply to it.
FILED = (_A.APPLY, _A.FILE_SLATE, _A.REPORT_ELECTION)
#: While a union is in preparation; every way out leads through one of these.
_BEGUN = (_S.PREPARING, _S.SLATE_FILED, _S.SLATE_APPROVED, _S.ELECTED)


def _overdue(_: Any, last_day: date | None) -> str | None:
    """The guard of a lapse: the preparation has had its time."""
    if last_day is None or clock.today() > last_day:
        return None
    return f"筹备期到 {last_day.isoformat()}，未过期不能宣布失效；现在就要终止的请办“终止筹备”"


def _refusal(
    state: FoundingState, action: FoundingAction, target: FoundingState, guard: Guard | None
) -> Step:
    """The upper union ends a preparation, with a reason, and never one it filed itself."""
    return Step(state, action, target, P.APPROVE_FOUNDING, guard, needs_note=True, other_than=FILED)


def _endings() -> tuple[Step, ...]:
    """How a preparation ends without a union: given up from below, ended from above, or out of time."""
    return tuple(
        step
        for state in _BEGUN
        for step in (
            Step(state, _A.STOP, _S.WITHDRAWN, P.FOUND, needs_note=True),
            _refusal(state, _A.REVOKE, _S.REFUSED, None),
            _refusal(state, _A.LAPSE, _S.LAPSED, _overdue),
        )
    )


FOUNDING_WORKFLOW = Workflow(
    "founding_case",
    "建会",
    (
        Step(_S.APPLIED, _A.APPROVE_PREPARATION, _S.PREPARING, P.APPROVE_FOUNDING, other_than=(_A.APPLY,)),
        Step(_S.APPLIED, _A.REFUSE, _S.REFUSED, P.APPROVE_FOUNDING, needs_note=True, other_than=(_A.APPLY,)),
        Step(_S.APPLIED, _A.WITHDRAW, _S.WITHDRAWN, P.FOUND, needs_note=True),
        Step(_S.PREPARING, _A.FILE_SLATE, _S.SLATE_FILED, P.FOUND),
        Step(_S.SLATE_FILED, _A.APPROVE_SLATE, _S.SLATE_APPROVED, P.APPROVE_FOUNDING, other_than=FILED),
        Step(
            _S.SLATE_FILED,
            _A.RETURN_SLATE,
            _S.PREPARING,
            P.APPROVE_FOUNDING,
            needs_note=True,
            other_than=FILED,
        ),
        Step(_S.SLATE_APPROVED, _A.REPORT_ELECTION, _S.ELECTED, P.FOUND),
        Step(_S.ELECTED, _A.APPROVE_UNION, _S.FOUNDED, P.APPROVE_FOUNDING, other_than=FILED),
        Step(
            _S.ELECTED,
            _A.RETURN_ELECTION,
            _S.SLATE_APPROVED,
            P.APPROVE_FOUNDING,
            needs_note=True,
            other_than=FILED,
        ),
        *_endings(),
    ),
)
#: The union itself: with the approval it is a normal one, and by no other way (A-R2); else it ends.
UNION_WORKFLOW = Workflow(
    "founded_union",
    "筹备工会转为正式",
    (
        Step(OrgStatus.PREPARING, _A.APPROVE_UNION, OrgStatus.ACTIVE, P.APPROVE_FOUNDING),
        Step(OrgStatus.PREPARING, _A.STOP, OrgStatus.DISSOLVED, P.FOUND),
        Step(OrgStatus.PREPARING, _A.REVOKE, OrgStatus.DISSOLVED, P.APPROVE_FOUNDING),
        Step(OrgStatus.PREPARING, _A.LAPSE, OrgStatus.DISSOLVED, P.APPROVE_FOUNDING),
    ),
)
#: Steps that end a preparation, and the union with it.
ENDINGS = frozenset({_A.STOP, _A.REVOKE, _A.LAPSE})
#: Steps that take nothing but an opinion; the others have forms of their own.
PLAIN_ACTIONS = ENDINGS | {_A.REFUSE, _A.WITHDRAW, _A.RETURN_SLATE, _A.APPROVE_SLATE, _A.RETURN_ELECTION}
#: Replies of the upper union: nobody gives one in a case that names them or a near relative.
REPLIES = frozenset(step.action for step in FOUNDING_WORKFLOW.steps if step.permission == P.APPROVE_FOUNDING)
#: Foundings on their way.
OPEN_STATES = frozenset({_S.APPLIED, _S.PREPARING, _S.SLATE_FILED, _S.SLATE_APPROVED, _S.ELECTED})
#: Foundings that wait for a reply of the upper union.
WAITING_STATES = frozenset({_S.APPLIED, _S.SLATE_FILED, _S.ELECTED})
#: Foundings whose union is in preparation.
PREPARING_STATES = OPEN_STATES - {_S.APPLIED}
_DOCUMENT_NO = re.compile(r"[^〔〕\s]{2,40}〔(\d{4})〕\d{1,5}号")
NAME_ENDING = "工会委员会"


def derived_name(employers: list[str], base_type: BaseType) -> str:
    """The name a union is proposed: the employer's own; a joint union has to be given one."""
    if base_type is BaseType.JOINT or len(employers) != 1:
        return ""
    return f"{employers[0]}{NAME_ENDING}"


def form_of(base_type: BaseType) -> tuple[OrgForm, OrgType]:
    """The form and type that go with an independent or a joint union."""
    if base_type is BaseType.JOINT:
        return OrgForm.JOINT_COMMITTEE, OrgType.JOINT_BASE
    return OrgForm.COMMITTEE, OrgType.INDEPENDENT_BASE


def only_class(economy: EconomicType) -> ReportClass | None:
    """The report class an economic type leaves no choice about."""
    found = CLASSES_OF_ECONOMY[economy]
    return next(iter(found)) if len(found) == 1 else None


def only_category(economy: EconomicType) -> UnitCategory | None:
    """The unit category an economic type leaves no choice about."""
    found = CATEGORIES_OF_ECONOMY[economy]
    return next(iter(found)) if len(found) == 1 else None


def document_fault(number: str, replied_on: date) -> str | None:
    """Why a document number cannot be one of that day's, or None: ``常武工复〔2020〕7号``."""
    found = _DOCUMENT_NO.fullmatch(number)
    if found is None:
        return "文号应写成“常武工复〔2020〕7号”的样式"
    if int(found.group(1)) != replied_on.year:
        return f"文号的年份是{found.group(1)}，批复日期是{replied_on.year}年"
    return None
