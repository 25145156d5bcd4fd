"""Rights over the member register and who holds them."""

from enum import StrEnum

from backend.kernel.roles import Office, Role


class P(StrEnum):
    """One right each; `resource:verb`."""

    READ = "members:read"
    ENROL = "members:enrol"
    EDIT = "members:edit"
    REVEAL = "members:reveal"
    IMPORT = "members:import"
    CHECK = "members:check"
    DECIDE = "members:decide"
    APPROVE_CHANGE = "members:approve_change"
    JUDGE = "members:judge_duplicates"
    MERGE = "members:merge"
    LISTS = "members:list_import"
    APPROVE = "members:approve"
    OVERSEE = "members:oversee"


LABELS: dict[str, str] = {
    P.READ: "查看会员（证件、电话打码）",
    P.ENROL: "登记会员、接收转入",
    P.EDIT: "修改会员资料、办理会籍变动",
    P.REVEAL: "查看完整证件号码、电话、出生日期",
    P.IMPORT: "导入会员花名册",
    P.CHECK: "核对待核对的会员",
    P.DECIDE: "裁定会籍转接，核准证件号码更正和误登更正",
    P.APPROVE_CHANGE: "审批身份信息更正",
    P.JUDGE: "判定疑似重复、提出合并",
    P.MERGE: "复核合并、撤销合并",
    P.LISTS: "比对死亡、退休名单",
    P.APPROVE: "审批入会申请、集中入会、退会和除名（不能审批自己提出的）",
    P.OVERSEE: "对下级工会的除名决定备案",
}
_CLERK = frozenset({P.READ, P.ENROL, P.EDIT, P.REVEAL, P.IMPORT, P.APPROVE})
#: Keeping the register of unions below in order.
_KEEPER = frozenset({P.APPROVE_CHANGE, P.JUDGE, P.MERGE, P.LISTS, P.OVERSEE})
GRANTS: dict[Role, frozenset[str]] = {
    Role.ENTERPRISE: _CLERK,
    Role.STREET: _CLERK | _KEEPER,
    Role.DISTRICT: frozenset({P.READ}),
    Role.AUDITOR: frozenset({P.READ}),
    Role.SYSTEM_ADMIN: frozenset(),
    Role.SECURITY_ADMIN: frozenset(),
    Role.AUDIT_ADMIN: frozenset(),
}
#: The welfare office verifies persons in need; the organisation office keeps the register.
OFFICE_GRANTS: dict[Office, frozenset[str]] = {
    Office.ORGANISATION: _CLERK | _KEEPER | {P.CHECK, P.DECIDE},
    Office.WELFARE: frozenset({P.REVEAL}),
    Office.LEADER: frozenset({P.APPROVE_CHANGE, P.DECIDE, P.MERGE}),
}
