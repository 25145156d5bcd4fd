"""Acts over many members (pure): the workflow, what each kind asks for, whom it can be done to, the print of a preview."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from backend.kernel.errors import FieldError
from backend.kernel.workflow import Step, Workflow
from backend.members import rules
from backend.members.bulk.codes import BulkAction, BulkKind, BulkState
from backend.members.codes import ChangeReason, GroupEight, MemberState
from backend.members.codes import MembershipEventKind as Kind
from backend.members.permissions import P

MOST = 2_000
#: Above this many members the caller proves again who they are.
STEP_UP_ABOVE = 500
BULK_WORKFLOW = Workflow(
    "bulk_run",
    "批量办理",
    (Step(BulkState.APPLIED, BulkAction.UNDO, BulkState.UNDONE, P.EDIT, needs_note=True),),
)
#: The line of the ledger each kind writes; a change of group writes none.
LEDGER: dict[BulkKind, Kind] = {
    BulkKind.RETAIN: Kind.RETAIN,
    BulkKind.RESUME: Kind.RESUME,
    BulkKind.WITHDRAW: Kind.WITHDRAW,
    BulkKind.TRANSFER: Kind.TRANSFER_OUT,
}
#: The line that takes each of them back.
OPPOSITE: dict[Kind, Kind] = {
    Kind.RETAIN: Kind.RESUME,
    Kind.RESUME: Kind.RETAIN,
    Kind.WITHDRAW: Kind.ANNUL,
}


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be done with whom."""

    kind: BulkKind
    effective_on: date
    reason: ChangeReason | None = None
    note: str = ""
    document_no: str = ""
    to_organisation_id: UUID | None = None
    group_eight: GroupEight | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """One member of the selection as the rules see them."""

    member_id: UUID
    version: int
    organisation_id: UUID
    group_eight: GroupEight | None
    standing: rules.Standing


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a member is left out, and what to do about it."""

    message: str
    fix: str


def faults_of(order: Order, today: date) -> list[FieldError]:
    """What is wrong with the order itself, whoever it is for."""
    found = []
    if order.effective_on > today:
        found.append(
            FieldError("effective_on", "future_change", "变化日期不能晚于今天", "请填写实际发生的日期")
        )
    kind = LEDGER.get(order.kind)
    if kind in rules.NEEDS_REASON and order.reason is None:
        found.append(FieldError("reason", "left_without_reason", "必须有变化原因", "请选择变化原因"))
    if order.kind is BulkKind.TRANSFER and order.to_organisation_id is None:
        found.append(FieldError("to_organisation_id", "missing", "没有选择接收工会", "请选择接收工会"))
    if order.kind is BulkKind.WITHDRAW and not order.document_no.strip():
        found.append(FieldError("document_no", "missing", "批量退会须有委员会决定的文号", "请填写决定的文号"))
    return found


def problem_of(order: Order, subject: Subject, today: date) -> Problem | None:
    """Why the order cannot be carried out for one member; None when it can."""
    if order.kind is BulkKind.GROUP:
        return _group_problem(order, subject)
    kind = LEDGER[order.kind]
    standing = subject.standing
    if kind is Kind.RESUME and standing.state is not MemberState.RETAINED:
        return Problem("不是保留会籍，不用恢复", "请从名单中去掉")
    if order.to_organisation_id == subject.organisation_id:
        return Problem("已在接收工会", "请从名单中去掉")
    errors = rules.check_change(
        standing, kind, order.effective_on, reason=order.reason, note=order.note, today=today
    )
    return Problem(errors[0].message, errors[0].fix) if errors else None


def _group_problem(order: Order, subject: Subject) -> Problem | None:
    if subject.standing.state in (None, MemberState.ENDED):
        return Problem("会籍已终止，资料不能再改", "请从名单中去掉")
    if subject.group_eight is order.group_eight:
        return Problem("八大群体没有变化", "请从名单中去掉")
    return None


def fingerprint(order: Order, lines: Sequence[tuple[Subject, Problem | None]]) -> str:
    """The print of a preview: equal exactly when the same act over the same versions comes to the same result."""
    content: list[Any] = [{key: str(value) for key, value in asdict(order).items()}]
    content += [
        [str(subject.member_id), subject.version, problem.message if problem else ""]
        for subject, problem in sorted(lines, key=lambda line: line[0].member_id)
    ]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()
