"""Roles of people; what each may do is declared by the domains and collected from the module list."""

from backend.kernel.codes import Code


class Role(Code):
    """Who an account speaks for."""

    ENTERPRISE = "enterprise", "企业工会主席"
    STREET = "street", "街道工会文员"
    DISTRICT = "district", "区总工会"
    AUDITOR = "auditor", "审计（只读）"
    SYSTEM_ADMIN = "system_admin", "系统管理员"
