"""The one list of domains, lower ones first."""

from backend.kernel.module import Module
from backend.kernel.roles import Role

MODULES: tuple[Module, ...] = ()


def permissions_of(role: Role) -> frozenset[str]:
    """Every right of a role, collected from the domains."""
    return frozenset[str]().union(*(module.grants.get(role, frozenset()) for module in MODULES))
