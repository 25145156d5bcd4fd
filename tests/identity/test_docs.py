"""docs/permissions.md says what the code does, in words."""

from pathlib import Path

import pytest

from backend.identity.docs import GRANTED, NOT_GRANTED, permissions_page
from backend.kernel.module import Module
from backend.kernel.roles import Role
from backend.modules import MODULES, permissions_of

DOCS = Path(__file__).resolve().parents[2] / "docs"


def cells(page: str) -> dict[tuple[str, str], str]:
    """(right, role label) -> sign, read back from the page."""
    found = {}
    for line in page.splitlines():
        parts = [part.strip() for part in line.strip("|").split("|")]
        if len(parts) == len(Role) + 2 and parts[0].startswith("`"):
            for role, sign in zip(Role, parts[2:], strict=True):
                found[parts[0].strip("`"), role.value] = sign
    return found


def test_every_cell_of_the_page_is_what_the_roles_hold() -> None:
    table = cells(permissions_page(MODULES, permissions_of))
    rights = {right for module in MODULES for granted in module.grants.values() for right in granted}
    assert len(rights) >= 15
    assert set(table) == {(right, role.value) for right in rights for role in Role}
    for (right, role), sign in table.items():
        assert sign == (GRANTED if right in permissions_of(Role(role)) else NOT_GRANTED)


def test_a_right_without_words_stops_the_page() -> None:
    silent = Module(name="silent", label="无说明", grants={Role.DISTRICT: frozenset({"silent:read"})})
    with pytest.raises(KeyError):
        permissions_page([silent], lambda role: frozenset({"silent:read"}))


def test_the_auditor_writes_nothing_and_the_system_administrator_sees_no_business() -> None:
    assert permissions_of(Role.SYSTEM_ADMIN) == {"accounts:read", "accounts:manage"}
    writing = ("edit", "manage", "approve", "propose", "submit", "file", "import", "review", "lock", "enrol")
    held = permissions_of(Role.AUDITOR)
    assert held
    assert [right for right in held if right.split(":")[1].startswith(writing)] == []


def test_no_business_role_manages_accounts() -> None:
    for role in (Role.ENTERPRISE, Role.STREET, Role.DISTRICT, Role.AUDITOR):
        assert "accounts:manage" not in permissions_of(role)
