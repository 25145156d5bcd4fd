"""Kernel rights: who may touch parameters, calendar, audit trail and jobs."""

from backend.kernel.permissions import GRANTS, KernelP
from backend.kernel.roles import Role

WRITING = {KernelP.PARAMETERS_PROPOSE, KernelP.PARAMETERS_APPROVE, KernelP.CALENDAR_EDIT}


def test_every_role_is_named() -> None:
    assert set(GRANTS) == set(Role)


def test_only_the_district_changes_anything() -> None:
    assert GRANTS[Role.DISTRICT] == set(KernelP)
    for role in set(Role) - {Role.DISTRICT}:
        assert not GRANTS[role] & WRITING


def test_the_auditor_reads_everything() -> None:
    assert GRANTS[Role.AUDITOR] == {right for right in KernelP if right.endswith(":read")}


def test_the_system_administrator_has_no_business_right() -> None:
    assert GRANTS[Role.SYSTEM_ADMIN] == set()


def test_everybody_with_business_follows_own_jobs_and_sees_the_calendar() -> None:
    for role in (Role.ENTERPRISE, Role.STREET):
        assert {KernelP.CALENDAR_READ, KernelP.JOBS_READ} <= GRANTS[role]
        assert KernelP.AUDIT_READ not in GRANTS[role]
