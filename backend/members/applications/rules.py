"""The workflow of applications and what must be there before the committee approves one (pure)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from backend.kernel.decisions import Check, Decision, decide, verdict_of
from backend.kernel.workflow import Step, Workflow
from backend.members.applications.codes import ApplicationAction, ApplicationState, EvidenceKind
from backend.members.permissions import P

_S, _A = ApplicationState, ApplicationAction
_ROLL = "《工会会员会籍管理办法》第七条"
_CHARTER = "《中国工会章程》第二条"
STATEMENT_LEAST = 10
WAITING = (ApplicationState.AWAITING,)


def _refused(_: Any, decision: Any) -> str | None:
    return None if decision is None or decision.reason == "" else f"还不能批准：{decision.reason}"


APPLICATION_WORKFLOW = Workflow(
    "membership_application",
    "入会申请",
    (
        Step(_S.AWAITING, _A.APPROVE, _S.APPROVED, P.APPROVE, guard=_refused, other_than=(_A.APPLY,)),
        Step(_S.AWAITING, _A.REFUSE, _S.REFUSED, P.APPROVE, needs_note=True, other_than=(_A.APPLY,)),
        Step(_S.AWAITING, _A.WITHDRAW, _S.WITHDRAWN, P.ENROL, needs_note=True),
    ),
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What an application is judged by."""

    evidence: EvidenceKind
    statement: str
    files: int
    applied_on: date
    decided_on: date
    today: date


def judge(facts: Facts) -> Decision:
    """Whether an application may be approved, with every check."""
    return decide(_checks(facts))


def _checks(facts: Facts) -> Sequence[Check]:
    shown = (("凭据", facts.evidence.label), ("附件", f"{facts.files} 份"))
    days = (("申请日期", facts.applied_on.isoformat()), ("批准日期", facts.decided_on.isoformat()))
    return (
        Check(
            "own_wish",
            "有本人申请的凭据",
            verdict_of(has_evidence(facts)),
            _CHARTER,
            shown,
            fix="上传申请书或签名名单的扫描件；网上申请的填写本人提交的申请内容",
        ),
        Check(
            "dates_in_order",
            "批准日期不早于申请日期，也不晚于今天",
            verdict_of(facts.applied_on <= facts.decided_on <= facts.today),
            _ROLL,
            days,
            fix="按基层工会委员会讨论通过的日期填写批准日期",
        ),
    )


def has_evidence(facts: Facts) -> bool:
    """Online applications carry their text; the others a scanned paper."""
    if facts.evidence is EvidenceKind.ONLINE:
        return len(facts.statement.strip()) >= STATEMENT_LEAST
    return facts.files > 0
