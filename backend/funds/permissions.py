"""Rights over the funds: who declares, books, closes, approves."""

from enum import StrEnum

from backend.kernel.roles import Office, Role


class P(StrEnum):
    """One right each; `resource:verb`."""

    READ = "funds:read"
    DECLARE = "funds:declare"
    COLLECT = "funds:collect"
    IMPORT = "funds:import"
    LEDGER = "ledger:read"
    BOOK = "funds:book"
    CLOSE = "funds:close"
    REOPEN = "funds:reopen"
    PLAN = "funds:plan"
    CHASE = "funds:chase"
    RECEIPT = "funds:receipt"
    APPROVE = "funds:approve"


LABELS: dict[str, str] = {
    P.READ: "查看所辖缴费户、应缴、实缴和分成",
    P.DECLARE: "申报工资总额和应缴经费",
    P.COLLECT: "登记缴费户、认领和处理对账差异",
    P.IMPORT: "导入税务、银行、财政的缴费明细",
    P.LEDGER: "查看区总工会的经费账（科目、分录、月份）",
    P.BOOK: "经费记账、冲销",
    P.CLOSE: "经费账月末结账、申请反结账",
    P.REOPEN: "批准反结账（不能批准自己申请的）",
    P.PLAN: "编制年度收缴计划",
    P.CHASE: "催缴欠费",
    P.RECEIPT: "领用、开具、作废专用收据",
    P.APPROVE: "批准计划、退费、返还（不能批准自己经手的）",
}

_DISTRICT = frozenset({P.READ, P.LEDGER})
GRANTS: dict[Role, frozenset[str]] = {
    Role.ENTERPRISE: frozenset({P.READ, P.DECLARE}),
    Role.STREET: frozenset({P.READ, P.DECLARE, P.COLLECT, P.CHASE}),
    Role.DISTRICT: _DISTRICT,
    Role.AUDITOR: frozenset({P.READ, P.LEDGER}),
    Role.SYSTEM_ADMIN: frozenset(),
    Role.SECURITY_ADMIN: frozenset(),
    Role.AUDIT_ADMIN: frozenset(),
}
OFFICE_GRANTS: dict[Office, frozenset[str]] = {
    Office.FINANCE: frozenset(P) - {P.REOPEN, P.APPROVE},
    Office.LEADER: frozenset({P.REOPEN, P.APPROVE}),
}
