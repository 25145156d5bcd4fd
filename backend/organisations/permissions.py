"""Rights over the union tree, and which roles hold them."""

from enum import StrEnum

from backend.kernel.roles import Role


class P(StrEnum):
    """One right each; `resource:verb`."""

    READ = "organisations:read"
    EDIT = "organisations:edit"
    EDIT_OWN = "organisations:edit_own"
    REVEAL = "organisations:reveal"


LABELS: dict[str, str] = {
    P.READ: "查看工会组织、单位和人数",
    P.EDIT: "登记和修改所辖工会组织",
    P.EDIT_OWN: "修改本工会联系方式、报送人数",
    P.REVEAL: "查看工会完整联系电话（须选用途，逐次留痕）",
}

GRANTS: dict[Role, frozenset[str]] = {
    Role.ENTERPRISE: frozenset({P.READ, P.EDIT_OWN, P.REVEAL}),
    Role.STREET: frozenset(P),
    Role.DISTRICT: frozenset(P),
    Role.AUDITOR: frozenset({P.READ}),
    Role.SYSTEM_ADMIN: frozenset(),
}
