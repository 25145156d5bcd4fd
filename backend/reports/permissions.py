"""Rights over figures."""

from enum import StrEnum

from backend.kernel.roles import Role


class P(StrEnum):
    """One right each; ``resource:verb``."""

    READ = "indicators:read"


GRANTS: dict[Role, frozenset[str]] = {
    Role.ENTERPRISE: frozenset({P.READ}),
    Role.STREET: frozenset({P.READ}),
    Role.DISTRICT: frozenset({P.READ}),
    Role.AUDITOR: frozenset({P.READ}),
    Role.SYSTEM_ADMIN: frozenset(),
    Role.SECURITY_ADMIN: frozenset(),
    Role.AUDIT_ADMIN: frozenset(),
}

LABELS: dict[str, str] = {P.READ: "查看统计指标"}
