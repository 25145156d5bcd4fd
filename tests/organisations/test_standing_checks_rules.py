"""A-R1, A-R2, A-R7, A-R8, A-R9 at their boundaries: what is met, what is not, what nobody has stated."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from backend.kernel.decisions import Verdict, decide
from backend.organisations.codes import OrgLevel, OrgStatus, UnitCategory
from backend.organisations.standing_checks.rules import UnionStanding, check_standing
from backend.organisations.terms.codes import CommitteeRole, DeclaredRelation
from backend.organisations.terms.parameters import PARAMETERS
from backend.organisations.terms.rules import TermFacts, term_end
from tests.organisations.term_facts import TODAY, seats, values

GIVEN = values(PARAMETERS)
START = TODAY - timedelta(days=400)
SOUND = UnionStanding(
    on=TODAY,
    level=OrgLevel.BASE,
    status=OrgStatus.ACTIVE,
    category=UnitCategory.ENTERPRISE,
    approval_no="启工复〔2015〕4号",
    members=48,
    women_members=19,
    covered_units=1,
    is_joint=False,
    has_own_accounts=True,
    term=TermFacts(5, START, term_end(START, 5)),
    committee=seats(CommitteeRole.CHAIR, CommitteeRole.MEMBER, CommitteeRole.MEMBER),
    audit_members=3,
    women_members_elected=3,
    departures=(),
    vacancies={},
)


def verdict(code: str, given: dict[str, Any] = GIVEN, **changes: Any) -> Verdict:
    checks = check_standing(replace(SOUND, **changes), given)
    assert [check.code for check in checks] == [f"A-R{n}" for n in range(1, 10)]
    assert all(check.article and check.fix for check in checks)
    return next(check.verdict for check in checks if check.code == code)


def test_a_sound_union_meets_all_nine() -> None:
    assert decide(check_standing(SOUND, GIVEN)).outcome is Verdict.MET


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"members": 24}, Verdict.NOT_MET),
        ({"members": 25}, Verdict.NOT_MET),
        ({"members": 24, "committee": seats(CommitteeRole.ORGANISER)}, Verdict.MET),
        ({"members": 25, "committee": seats(CommitteeRole.ORGANISER)}, Verdict.NOT_MET),
        ({"members": 24, "is_joint": True, "covered_units": 2}, Verdict.MET),
        ({"members": 24, "is_joint": True, "covered_units": 1}, Verdict.NOT_MET),
        ({"members": 25, "is_joint": True, "covered_units": 2}, Verdict.NOT_MET),
        ({"members": None}, Verdict.UNKNOWN),
        ({"members": None, "committee": seats(CommitteeRole.MEMBER)}, Verdict.MET),
        ({"members": 25, "committee": seats(CommitteeRole.MEMBER)}, Verdict.MET),
    ],
)
def test_a_r1_from_25_members_on_a_committee(changes: dict[str, Any], expected: Verdict) -> None:
    assert verdict("A-R1", **{"committee": (), **changes}) is expected


def test_a_r1_follows_its_parameter() -> None:
    given = values(PARAMETERS, min_members_committee=30)
    organiser = seats(CommitteeRole.ORGANISER)
    assert verdict("A-R1", given, members=29, committee=organiser) is Verdict.MET
    assert verdict("A-R1", given, members=30, committee=organiser) is Verdict.NOT_MET


@pytest.mark.parametrize(
    ("status", "number", "expected"),
    [
        (OrgStatus.ACTIVE, "", Verdict.NOT_MET),
        (OrgStatus.ACTIVE, " ", Verdict.NOT_MET),
        (OrgStatus.TERM_DUE, "", Verdict.NOT_MET),
        (OrgStatus.PREPARING, "", Verdict.MET),
        (OrgStatus.ACTIVE, "启工复〔2015〕4号", Verdict.MET),
    ],
)
def test_a_r2_no_union_without_approval(status: OrgStatus, number: str, expected: Verdict) -> None:
    assert verdict("A-R2", status=status, approval_no=number) is expected


def test_a_r3_and_a_r4_look_at_term_and_committee() -> None:
    assert verdict("A-R3", term=None) is Verdict.UNKNOWN
    assert verdict("A-R3", term=TermFacts(4, START, term_end(START, 4))) is Verdict.NOT_MET
    owner = seats(CommitteeRole.CHAIR, relation=DeclaredRelation.RELATIVE)
    assert verdict("A-R4", committee=owner) is Verdict.NOT_MET
    assert verdict("A-R4", committee=owner, category=UnitCategory.ORGAN) is Verdict.MET


@pytest.mark.parametrize(("days", "expected"), [(90, Verdict.MET), (91, Verdict.NOT_MET)])
@pytest.mark.parametrize("role", [CommitteeRole.CHAIR, CommitteeRole.VICE_CHAIR, CommitteeRole.AUDIT_HEAD])
def test_a_r7_a_seat_empty_for_more_than_90_days(role: CommitteeRole, days: int, expected: Verdict) -> None:
    assert verdict("A-R7", vacancies={role: TODAY - timedelta(days=days)}) is expected


def test_a_r7_without_a_term_nobody_can_tell() -> None:
    assert verdict("A-R7", term=None) is Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("women", "elected", "expected"),
    [
        (9, 0, Verdict.MET),
        (10, 0, Verdict.NOT_MET),
        (10, 1, Verdict.MET),
        (None, 0, Verdict.UNKNOWN),
        (None, 3, Verdict.MET),
    ],
)
def test_a_r8_from_ten_women_on_a_women_workers_committee(
    women: int | None, elected: int, expected: Verdict
) -> None:
    assert verdict("A-R8", women_members=women, women_members_elected=elected) is expected


@pytest.mark.parametrize(
    ("elected", "own", "expected"),
    [
        (0, True, Verdict.NOT_MET),
        (0, False, Verdict.MET),
        (0, None, Verdict.UNKNOWN),
        (1, True, Verdict.MET),
        (1, None, Verdict.MET),
    ],
)
def test_a_r9_own_accounts_want_an_audit_committee(elected: int, own: bool | None, expected: Verdict) -> None:
    assert verdict("A-R9", audit_members=elected, has_own_accounts=own) is expected
