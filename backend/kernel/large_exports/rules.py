"""The life of a large export, and the refusal that leads to one (pure)."""

from typing import Any

from backend.kernel.errors import DomainError, Forbidden
from backend.kernel.large_exports.codes import LargeExportAction as A
from backend.kernel.large_exports.codes import LargeExportState as S
from backend.kernel.permissions import KernelP
from backend.kernel.workflow import Step, Workflow


class SecondPersonNeeded(Forbidden):
    """More persons than one may take alone."""

    slug, title = "second-person-needed", "人数较多，须由第二人批准后导出"


class FileGone(DomainError):
    """The file was destroyed when its time was over."""

    status, slug, title = 410, "file-gone", "导出文件已到期销毁，如仍需要请重新申请"


def _own(row: Any, actor: Any) -> str | None:
    is_own = actor is not None and actor.account_id == row.account_id
    return None if is_own else "只有申请人本人可以撤回"


LARGE_EXPORT_WORKFLOW = Workflow(
    "large_export",
    "大批量导出",
    (
        Step(S.REQUESTED, A.APPROVE, S.APPROVED, KernelP.EXPORTS_APPROVE, other_than=(A.REQUEST,)),
        Step(
            S.REQUESTED,
            A.REFUSE,
            S.REFUSED,
            KernelP.EXPORTS_APPROVE,
            needs_note=True,
            other_than=(A.REQUEST,),
        ),
        Step(S.REQUESTED, A.WITHDRAW, S.WITHDRAWN, KernelP.EXPORTS_REQUEST, guard=_own),
        Step(S.APPROVED, A.WITHDRAW, S.WITHDRAWN, KernelP.EXPORTS_REQUEST, guard=_own),
        Step(S.APPROVED, A.FINISH, S.READY, KernelP.EXPORTS_KEEP),
        Step(S.READY, A.EXPIRE, S.EXPIRED, KernelP.EXPORTS_KEEP),
    ),
)
