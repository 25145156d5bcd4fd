"""The kernel as a module: its own routes, rights, workflows and reference rows."""

from sqlmodel import Session

from backend.kernel import (
    audit_routes,
    calendar_table,
    files_routes,
    jobs_routes,
    parameters_routes,
)
from backend.kernel.module import Module
from backend.kernel.parameters import KEYS, seed_defaults
from backend.kernel.parameters_service import PARAMETER_WORKFLOW
from backend.kernel.permissions import GRANTS, OFFICE_GRANTS, KernelP

LABELS: dict[str, str] = {
    KernelP.PARAMETERS_READ: "查看参数",
    KernelP.PARAMETERS_PROPOSE: "提出参数取值",
    KernelP.PARAMETERS_APPROVE: "批准参数取值（不能批准自己提出的）",
    KernelP.CALENDAR_READ: "查看工作日历",
    KernelP.CALENDAR_EDIT: "维护工作日历",
    KernelP.AUDIT_READ: "查看审计记录",
    KernelP.JOBS_READ: "查看自己的后台任务",
    KernelP.JOBS_CANCEL: "取消自己的后台任务",
}


def seed(session: Session) -> None:
    """The calendar and every value the domains bring along; may be repeated."""
    calendar_table.seed(session)
    seed_defaults(session, KEYS.values())


MODULE = Module(
    name="kernel",
    label="系统",
    routers=(
        parameters_routes.router,
        parameters_routes.sets_router,
        calendar_table.router,
        audit_routes.router,
        jobs_routes.router,
        files_routes.router,
    ),
    grants=GRANTS,
    office_grants=OFFICE_GRANTS,
    permission_labels=LABELS,
    workflows=(PARAMETER_WORKFLOW, jobs_routes.JOB_WORKFLOW),
    seed=seed,
)
