"""Kernel rights: who may touch parameters, calendar, audit trail and jobs."""

from backend.kernel.permissions import GRANTS, OFFICE_GRANTS, KernelP
from backend.kernel.roles import Office, Role

WRITING = {KernelP.PARAMETERS_PROPOSE, KernelP.PARAMETERS_APPROVE, KernelP.CALENDAR_EDIT}


def test_every_role_is_named() -> None:
    assert set(GRANTS) == set(Role)


def test_only_offices_of_the_district_change_anything() -> None:
    assert GRANTS[Role.DISTRICT].union(*OFFICE_GRANTS.values()) == set(KernelP)
    for role in Role:
        assert not GRANTS[role] & WRITING


def test_only_the_leader_approves_and_proposes_nothing() -> None:
    approving = [office for office, held in OFFICE_GRANTS.items() if KernelP.PARAMETERS_APPROVE in held]
    assert approving == [Office.LEADER]
    assert KernelP.PARAMETERS_PROPOSE not in OFFICE_GRANTS[Office.LEADER]


def test_the_auditor_reads_everything() -> None:
    assert GRANTS[Role.AUDITOR] == {right for right in KernelP if right.endswith(":read")}


def test_the_system_administrator_has_no_business_right() -> None:
    assert GRANTS[Role.SYSTEM_ADMIN] == GRANTS[Role.SECURITY_ADMIN] == set()
    assert GRANTS[Role.AUDIT_ADMIN] == {KernelP.AUDIT_READ}


def test_everybody_with_business_follows_own_jobs_and_sees_the_calendar() -> None:
    for role in (Role.ENTERPRISE, Role.STREET):
        assert {KernelP.CALENDAR_READ, KernelP.JOBS_READ} <= GRANTS[role]
        assert KernelP.AUDIT_READ not in GRANTS[role]
