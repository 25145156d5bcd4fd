"""The workflow of a roll import (pure)."""

from typing import Any

from backend.kernel.codes import Code
from backend.kernel.jobs import JobStatus
from backend.kernel.workflow import Step, Workflow
from backend.members.codes import ImportAction, ImportState
from backend.members.permissions import P

#: Held by no role: lent to the background job for its own steps.
SYSTEM_STEP = "members:import_job"


class ImportStep(Code):
    """Steps the background job takes."""

    READ = "read", "预览完成"
    WRITE = "write", "写入完成"
    FAIL = "fail", "未能完成"


def _job_has_stopped(_: Any, job_status: Any) -> str | None:
    """A waiting import can be taken up again only when its job will not go on."""
    if job_status in (JobStatus.FAILED, JobStatus.CANCELLED):
        return None
    return "后台正在办理，请稍候"


_S, _A = ImportState, ImportAction
IMPORT_WORKFLOW = Workflow(
    "roll_import",
    "花名册导入",
    (
        Step(_S.READING, ImportStep.READ, _S.READY, SYSTEM_STEP),
        Step(_S.READING, ImportStep.FAIL, _S.FAILED, SYSTEM_STEP),
        Step(_S.READING, _A.DISCARD, _S.DISCARDED, P.IMPORT, guard=_job_has_stopped),
        Step(_S.READY, _A.COMMIT, _S.COMMITTING, P.IMPORT),
        Step(_S.READY, _A.DISCARD, _S.DISCARDED, P.IMPORT),
        Step(_S.COMMITTING, ImportStep.WRITE, _S.COMMITTED, SYSTEM_STEP),
        Step(_S.COMMITTING, ImportStep.FAIL, _S.FAILED, SYSTEM_STEP),
        Step(_S.COMMITTING, _A.DISCARD, _S.DISCARDED, P.IMPORT, guard=_job_has_stopped),
        Step(_S.FAILED, _A.DISCARD, _S.DISCARDED, P.IMPORT),
    ),
)
