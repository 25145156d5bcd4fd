"""Rights over the member register and who holds them."""

from enum import StrEnum

from backend.kernel.roles import Role


class P(StrEnum):
    """One right each; `resource:verb`."""

    READ = "members:read"
    ENROL = "members:enrol"
    EDIT = "members:edit"
    REVEAL = "members:reveal"
    IMPORT = "members:import"
    CHECK = "members:check"
    DECIDE = "members:decide"


LABELS: dict[str, str] = {
    P.READ: "查看会员（证件、电话打码）",
    P.ENROL: "登记会员、接收转入",
    P.EDIT: "修改会员资料、办理会籍变动",
    P.REVEAL: "查看完整证件号码、电话、出生日期",
    P.IMPORT: "导入会员花名册",
    P.CHECK: "核对待核对的会员",
    P.DECIDE: "裁定会籍转接",
}
_CLERK = frozenset({P.READ, P.ENROL, P.EDIT, P.REVEAL, P.IMPORT})
GRANTS: dict[Role, frozenset[str]] = {
    Role.ENTERPRISE: _CLERK,
    Role.STREET: _CLERK,
    Role.DISTRICT: frozenset(P),
    Role.AUDITOR: frozenset({P.READ}),
    Role.SYSTEM_ADMIN: frozenset(),
}
