"""Rights over the kernel's own objects: parameters, calendar, audit trail, jobs."""

from enum import StrEnum

from backend.kernel.roles import Role


class KernelP(StrEnum):
    """One right each; `resource:verb`."""

    PARAMETERS_READ = "parameters:read"
    PARAMETERS_PROPOSE = "parameters:propose"
    PARAMETERS_APPROVE = "parameters:approve"
    CALENDAR_READ = "calendar:read"
    CALENDAR_EDIT = "calendar:edit"
    AUDIT_READ = "audit:read"
    JOBS_READ = "jobs:read"
    JOBS_CANCEL = "jobs:cancel"


_EVERYDAY = frozenset({KernelP.CALENDAR_READ, KernelP.JOBS_READ})

GRANTS: dict[Role, frozenset[str]] = {
    Role.ENTERPRISE: _EVERYDAY | {KernelP.JOBS_CANCEL},
    Role.STREET: _EVERYDAY | {KernelP.JOBS_CANCEL, KernelP.PARAMETERS_READ},
    Role.DISTRICT: frozenset(KernelP),
    Role.AUDITOR: _EVERYDAY | {KernelP.PARAMETERS_READ, KernelP.AUDIT_READ},
    Role.SYSTEM_ADMIN: frozenset(),
}
