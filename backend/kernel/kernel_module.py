"""The kernel as a module: its own routes, rights, workflows and reference rows."""

from sqlmodel import Session

from backend.kernel import (
    audit_routes,
    calendar_table,
    files_routes,
    jobs_routes,
    parameters_routes,
    views,
)
from backend.kernel.large_exports import routes as export_routes
from backend.kernel.large_exports import service as export_service
from backend.kernel.large_exports import work as export_work
from backend.kernel.large_exports.parameters import PARAMETERS as EXPORT_PARAMETERS
from backend.kernel.large_exports.rules import LARGE_EXPORT_WORKFLOW
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
    KernelP.EXPORTS_READ: "查看大批量导出申请（本人的；审批人和审计人看全部）",
    KernelP.EXPORTS_REQUEST: "申请大批量导出",
    KernelP.EXPORTS_APPROVE: "审批大批量导出（不能审批自己的）",
    KernelP.EXPORTS_KEEP: "生成和到期销毁导出文件（只由系统执行）",
    KernelP.VIEWS_READ: "查看谁看过个人卡片",
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
        export_routes.router,
        views.router,
    ),
    grants=GRANTS,
    office_grants=OFFICE_GRANTS,
    permission_labels=LABELS,
    workflows=(PARAMETER_WORKFLOW, jobs_routes.JOB_WORKFLOW, LARGE_EXPORT_WORKFLOW),
    parameters=EXPORT_PARAMETERS,
    jobs={export_service.JOB: export_work.build},
    daily={"kernel.expire_exports": export_service.expire_files},
    seed=seed,
)
