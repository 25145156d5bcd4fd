"""Lists of deaths and retirements (pure): the workflow, what a verdict lets one choose, what is recorded."""

from typing import Any

from backend.kernel.jobs import JobStatus
from backend.kernel.workflow import Step, Workflow
from backend.members.codes import ChangeReason, ImportAction, ImportState, MembershipEventKind
from backend.members.list_imports.codes import ListKind, ListVerdict
from backend.members.permissions import P
from backend.members.rolls.rules import SYSTEM_STEP, ImportStep

#: Rows that may be recorded; the first without a reason, the others only with one.
TAKEABLE = frozenset({ListVerdict.MATCHED, ListVerdict.NAME_MISMATCH})
#: What each kind of list records.
EVENT_OF = {
    ListKind.DEATH: (MembershipEventKind.DEATH, None),
    ListKind.RETIREMENT: (MembershipEventKind.RETAIN, ChangeReason.EMPLOYMENT),
}


def taken_at_first(verdict: ListVerdict) -> bool:
    """Whether a row is recorded unless somebody says otherwise."""
    return verdict is ListVerdict.MATCHED


def choice_refusal(verdict: ListVerdict, is_taken: bool, reason: str) -> str | None:
    """Why a row cannot be chosen this way, or None: every departure from the comparison has its reason."""
    if is_taken and verdict not in TAKEABLE:
        return f"比对结果为“{verdict.label}”的行不能登记"
    if is_taken != taken_at_first(verdict) and not reason.strip():
        return "与比对结果不同的取舍须写明理由"
    return None


def _has_stopped(_: Any, job_status: Any) -> str | None:
    if job_status in (JobStatus.FAILED, JobStatus.CANCELLED):
        return None
    return "后台正在办理，请稍候"


_S, _A = ImportState, ImportAction
LIST_WORKFLOW = Workflow(
    "person_list",
    "死亡、退休名单",
    (
        Step(_S.READING, ImportStep.READ, _S.READY, SYSTEM_STEP),
        Step(_S.READING, ImportStep.FAIL, _S.FAILED, SYSTEM_STEP),
        Step(_S.READING, _A.DISCARD, _S.DISCARDED, P.LISTS, guard=_has_stopped),
        Step(_S.READY, _A.COMMIT, _S.COMMITTING, P.LISTS),
        Step(_S.READY, _A.DISCARD, _S.DISCARDED, P.LISTS),
        Step(_S.COMMITTING, ImportStep.WRITE, _S.COMMITTED, SYSTEM_STEP),
        Step(_S.COMMITTING, ImportStep.FAIL, _S.FAILED, SYSTEM_STEP),
        Step(_S.COMMITTING, _A.DISCARD, _S.DISCARDED, P.LISTS, guard=_has_stopped),
        Step(_S.FAILED, _A.DISCARD, _S.DISCARDED, P.LISTS),
    ),
)
