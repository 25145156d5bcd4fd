"""Rights over the kernel's own objects: parameters, calendar, audit trail, jobs."""

from enum import StrEnum

from backend.kernel.roles import Office, Role


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
    EXPORTS_READ = "exports:read"
    EXPORTS_REQUEST = "exports:request"
    EXPORTS_APPROVE = "exports:approve"
    EXPORTS_KEEP = "exports:keep"
    VIEWS_READ = "views:read"


_EVERYDAY = frozenset({KernelP.CALENDAR_READ, KernelP.JOBS_READ})
_OWN_JOBS = _EVERYDAY | {KernelP.JOBS_CANCEL, KernelP.EXPORTS_READ, KernelP.EXPORTS_REQUEST}
_DECIDES_EXPORTS = frozenset({KernelP.EXPORTS_READ, KernelP.EXPORTS_APPROVE})

GRANTS: dict[Role, frozenset[str]] = {
    Role.ENTERPRISE: _OWN_JOBS | {KernelP.VIEWS_READ},
    Role.STREET: _OWN_JOBS | {KernelP.PARAMETERS_READ},
    Role.DISTRICT: _OWN_JOBS | {KernelP.PARAMETERS_READ},
    Role.AUDITOR: _EVERYDAY
    | {KernelP.PARAMETERS_READ, KernelP.AUDIT_READ, KernelP.EXPORTS_READ, KernelP.VIEWS_READ},
    Role.SYSTEM_ADMIN: frozenset(),
    Role.SECURITY_ADMIN: _DECIDES_EXPORTS,
    Role.AUDIT_ADMIN: frozenset({KernelP.AUDIT_READ, KernelP.EXPORTS_READ, KernelP.VIEWS_READ}),
}
_PROPOSES = frozenset({KernelP.PARAMETERS_PROPOSE})
OFFICE_GRANTS: dict[Office, frozenset[str]] = {
    Office.ORGANISATION: _PROPOSES | {KernelP.CALENDAR_EDIT, KernelP.VIEWS_READ},
    Office.WELFARE: _PROPOSES,
    Office.RIGHTS: _PROPOSES,
    Office.FINANCE: _PROPOSES,
    Office.LEADER: _DECIDES_EXPORTS | {KernelP.PARAMETERS_APPROVE, KernelP.AUDIT_READ, KernelP.VIEWS_READ},
}
