"""Roles of people and offices of the district; what each may do is declared by the domains and collected from the module list."""

from backend.kernel.codes import Code


class Role(Code):
    """Who an account speaks for."""

    ENTERPRISE = "enterprise", "企业工会主席"
    STREET = "street", "街道工会文员"
    DISTRICT = "district", "区总工会"
    AUDITOR = "auditor", "审计（只读）"
    SYSTEM_ADMIN = "system_admin", "系统管理员"
    SECURITY_ADMIN = "security_admin", "安全管理员"
    AUDIT_ADMIN = "audit_admin", "审计管理员"


class Office(Code):
    """Offices of the district federation: each adds rights to the district role; the leader approves."""

    ORGANISATION = "organisation", "组织部"
    WELFARE = "welfare", "保障部"
    RIGHTS = "rights", "权益部"
    FINANCE = "finance", "财务部"
    PUBLICITY = "publicity", "宣教部"
    LEADER = "leader", "区级领导"
