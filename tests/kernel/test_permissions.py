"""Kernel rights: who may touch parameters, calendar, audit trail and jobs."""

from backend.kernel.permissions import GRANTS, OFFICE_GRANTS, KernelP
from backend.kernel.roles import Office, Role

WRITING = {KernelP.PARAMETERS_PROPOSE, KernelP.PARAMETERS_APPROVE, KernelP.CALENDAR_EDIT}


def test_every_role_is_named() -> None:
    assert set(GRANTS) == set(Role)


def test_only_offices_of_the_district_change_anything() -> None:
    held_by_nobody = {KernelP.EXPORTS_KEEP}  # building and destroying files is the system's own
    assert GRANTS[Role.DISTRICT].union(*OFFICE_GRANTS.values()) == set(KernelP) - held_by_nobody
    assert not held_by_nobody & frozenset().union(*GRANTS.values())
    for role in Role:
        assert not GRANTS[role] & WRITING


def test_only_the_leader_approves_and_proposes_nothing() -> None:
    approving = [office for office, held in OFFICE_GRANTS.items() if KernelP.PARAMETERS_APPROVE in held]
    assert approving == [Office.LEADER]
    assert KernelP.PARAMETERS_PROPOSE not in OFFICE_GRANTS[Office.LEADER]


def test_the_auditor_reads_everything() -> None:
    assert GRANTS[Role.AUDITOR] == {right for right in KernelP if right.endswith(":read")}


def test_the_administrators_have_no_business_right() -> None:
    assert GRANTS[Role.SYSTEM_ADMIN] == set()
    assert GRANTS[Role.SECURITY_ADMIN] == {KernelP.EXPORTS_READ, KernelP.EXPORTS_APPROVE}
    assert GRANTS[Role.AUDIT_ADMIN] == {KernelP.AUDIT_READ, KernelP.EXPORTS_READ, KernelP.VIEWS_READ}


def test_whoever_asks_for_large_exports_does_not_decide_about_them() -> None:
    deciding = [office for office, held in OFFICE_GRANTS.items() if KernelP.EXPORTS_APPROVE in held]
    assert deciding == [Office.LEADER]
    assert [role for role in Role if KernelP.EXPORTS_APPROVE in GRANTS[role]] == [Role.SECURITY_ADMIN]


def test_everybody_with_business_follows_own_jobs_and_sees_the_calendar() -> None:
    for role in (Role.ENTERPRISE, Role.STREET):
        assert {KernelP.CALENDAR_READ, KernelP.JOBS_READ} <= GRANTS[role]
        assert KernelP.AUDIT_READ not in GRANTS[role]
