"""docs/permissions.md says what the code does, in words."""

from pathlib import Path

import pytest

from backend.identity.docs import GRANTED, NOT_GRANTED, holders, permissions_page
from backend.kernel.module import Module
from backend.kernel.roles import Office, Role
from backend.modules import MODULES, permissions_of

DOCS = Path(__file__).resolve().parents[2] / "docs"


def cells(page: str) -> dict[tuple[str, str], str]:
    """(right, column) -> sign, read back from the page."""
    found = {}
    for line in page.splitlines():
        parts = [part.strip() for part in line.strip("|").split("|")]
        if len(parts) == len(holders()) + 2 and parts[0].startswith("`"):
            for holder, sign in zip(holders(), parts[2:], strict=True):
                found[parts[0].strip("`"), holder.code] = sign
    return found


def test_every_cell_of_the_page_is_what_the_roles_and_offices_hold() -> None:
    table = cells(permissions_page(MODULES, permissions_of))
    rights = {right for module in MODULES for right in module.permission_labels}
    assert rights >= {right for one in holders() for right in permissions_of(one.role, one.offices)}
    assert len(rights) >= 30 and len(holders()) == len(Role) + len(Office)
    assert set(table) == {(right, holder.code) for right in rights for holder in holders()}
    for holder in holders():
        held = permissions_of(holder.role, holder.offices)
        signs = {right: table[right, holder.code] for right in rights}
        assert signs == {right: GRANTED if right in held else NOT_GRANTED for right in rights}


def test_every_right_of_the_district_belongs_to_an_office_or_to_all_of_it() -> None:
    base = permissions_of(Role.DISTRICT)
    assert {"organisations:read", "members:read", "returns:read", "indicators:read"} <= base
    own = {"delegations:manage", "jobs:cancel", "exports:request"}
    writing = {right for right in base - own if not right.endswith(":read")}
    assert writing == set()
    assert "parameters:approve" not in permissions_of(Role.DISTRICT, frozenset(Office) - {Office.LEADER})


def test_an_office_adds_nothing_to_a_role_outside_the_district() -> None:
    for role in set(Role) - {Role.DISTRICT}:
        assert permissions_of(role, frozenset(Office)) == permissions_of(role)


def test_a_right_without_words_stops_the_page() -> None:
    silent = Module(name="silent", label="无说明", grants={Role.DISTRICT: frozenset({"silent:read"})})
    with pytest.raises(KeyError):
        permissions_page([silent], lambda role, offices: frozenset({"silent:read"}))


def test_the_auditor_writes_nothing_and_the_system_administrator_sees_no_business() -> None:
    for role in (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN):
        assert {right.split(":")[0] for right in permissions_of(role)} <= {
            "accounts",
            "audit",
            "exports",
            "grants",
            "sessions",
            "views",
        }
    assert "audit:read" in permissions_of(Role.AUDIT_ADMIN)
    writing = ("edit", "manage", "approve", "propose", "submit", "file", "import", "review", "lock", "enrol")
    held = permissions_of(Role.AUDITOR)
    assert held
    assert [right for right in held if right.split(":")[1].startswith(writing)] == []


def test_az_13_proposing_and_approving_rights_are_two_roles_and_no_business_role() -> None:
    assert "accounts:manage" not in permissions_of(Role.SECURITY_ADMIN)
    for right, only in (
        ("accounts:manage", Role.SYSTEM_ADMIN),
        ("grants:propose", Role.SYSTEM_ADMIN),
        ("grants:approve", Role.SECURITY_ADMIN),
    ):
        assert [role for role in Role if right in permissions_of(role, frozenset(Office))] == [only]
