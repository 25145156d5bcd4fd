"""Rights over accounts and grants; business roles hold none of them (duties are separate)."""

from enum import StrEnum

from backend.kernel.roles import Role


class P(StrEnum):
    """One right each; `resource:verb`."""

    ACCOUNTS_READ = "accounts:read"
    ACCOUNTS_MANAGE = "accounts:manage"
    FACTOR_RESET = "accounts:reset-factor"
    GRANTS_READ = "grants:read"
    GRANTS_PROPOSE = "grants:propose"
    GRANTS_APPROVE = "grants:approve"
    DELEGATE = "delegations:manage"
    SESSIONS = "sessions:manage"


LABELS: dict[str, str] = {
    P.ACCOUNTS_READ: "查看账号",
    P.ACCOUNTS_MANAGE: "开设、修改、停用账号和重置密码，办理交接",
    P.FACTOR_RESET: "重置他人的二次验证（须写明理由）",
    P.GRANTS_READ: "查看授权申请",
    P.GRANTS_PROPOSE: "提出授权申请（不能为自己）",
    P.GRANTS_APPROVE: "批准授权申请（不能批准自己的或自己提出的）",
    P.SESSIONS: "查看在用的登录，让可疑的登录下线（须写明理由）",
    P.DELEGATE: "把自己的权限委托给同事代办",
}

_BUSINESS = frozenset({P.DELEGATE})

GRANTS: dict[Role, frozenset[str]] = {
    Role.ENTERPRISE: _BUSINESS,
    Role.STREET: _BUSINESS,
    Role.DISTRICT: _BUSINESS,
    Role.AUDITOR: frozenset({P.ACCOUNTS_READ, P.GRANTS_READ}),
    Role.SYSTEM_ADMIN: frozenset({P.ACCOUNTS_READ, P.ACCOUNTS_MANAGE, P.GRANTS_READ, P.GRANTS_PROPOSE}),
    Role.SECURITY_ADMIN: frozenset(
        {P.ACCOUNTS_READ, P.FACTOR_RESET, P.GRANTS_READ, P.GRANTS_APPROVE, P.SESSIONS}
    ),
    Role.AUDIT_ADMIN: frozenset({P.ACCOUNTS_READ, P.GRANTS_READ}),
}
