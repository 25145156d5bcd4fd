"""Rights over accounts; business roles hold none of them (duties are separate)."""

from enum import StrEnum

from backend.kernel.roles import Role


class P(StrEnum):
    """One right each; `resource:verb`."""

    ACCOUNTS_READ = "accounts:read"
    ACCOUNTS_MANAGE = "accounts:manage"


LABELS: dict[str, str] = {
    P.ACCOUNTS_READ: "查看账号",
    P.ACCOUNTS_MANAGE: "开设、修改、停用账号和重置密码",
}

GRANTS: dict[Role, frozenset[str]] = {
    Role.ENTERPRISE: frozenset(),
    Role.STREET: frozenset(),
    Role.DISTRICT: frozenset(),
    Role.AUDITOR: frozenset({P.ACCOUNTS_READ}),
    Role.SYSTEM_ADMIN: frozenset(P),
}
