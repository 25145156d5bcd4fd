"""Terms and elections at their boundaries: length, end, warnings, quorum, majority, removal, transfer, extension."""

from datetime import date, timedelta
from typing import Any

import pytest

from backend.kernel.decisions import Check, Verdict
from backend.kernel.parameters_keys import ParameterKind
from backend.organisations.codes import OrgLevel, UnitCategory
from backend.organisations.terms import rules
from backend.organisations.terms.codes import (
    CommitteeRole,
    DeclaredRelation,
    SeatLeaveReason,
    TermStanding,
)
from backend.organisations.terms.election_rules import (
    Elected,
    ElectionFacts,
    check_election,
    check_extension,
)
from backend.organisations.terms.parameters import (
    PARAMETERS,
    QUORUM,
    TERM_YEARS,
    WARNING_DAYS,
    majority_of,
    quorum_of,
)
from tests.organisations.term_facts import TODAY, values

GIVEN = values(PARAMETERS)
DAYS = [180, 90, 30]
CHAIR, VICE, MEMBER = CommitteeRole.CHAIR, CommitteeRole.VICE_CHAIR, CommitteeRole.MEMBER


def term(end_on: date, **more: Any) -> rules.TermFacts:
    return rules.TermFacts(5, end_on - timedelta(days=1826), end_on, **more)


@pytest.mark.parametrize(
    ("start", "years", "end"),
    [
        (date(2023, 3, 15), 5, date(2028, 3, 15)),
        (date(2020, 2, 29), 5, date(2025, 2, 28)),
        (date(2020, 2, 29), 3, date(2023, 2, 28)),
        (date(2017, 12, 31), 3, date(2020, 12, 31)),
    ],
)
def test_a_term_ends_on_the_corresponding_day(start: date, years: int, end: date) -> None:
    assert rules.term_end(start, years) == end


@pytest.mark.parametrize(
    ("left", "standing", "window"),
    [
        (181, TermStanding.IN_FORCE, None),
        (180, TermStanding.DUE, 180),
        (91, TermStanding.DUE, 180),
        (90, TermStanding.DUE, 90),
        (31, TermStanding.DUE, 90),
        (30, TermStanding.DUE, 30),
        (0, TermStanding.DUE, 30),
        (-1, TermStanding.OVERDUE, None),
    ],
)
def test_the_warnings_begin_at_180_90_and_30_days_and_the_last_day_is_still_served(
    left: int, standing: TermStanding, window: int | None
) -> None:
    facts = term(TODAY + timedelta(days=left))
    assert rules.standing_of(facts, TODAY, DAYS) is standing
    assert rules.window_of(facts, TODAY, DAYS) == window


def test_the_warnings_of_a_term_elected_in_march_2023() -> None:
    end = rules.term_end(date(2023, 3, 15), 5)
    for day, window in ((date(2027, 9, 17), 180), (date(2027, 12, 16), 90), (date(2028, 2, 14), 30)):
        facts = rules.TermFacts(5, date(2023, 3, 15), end)
        assert rules.window_of(facts, day, DAYS) == window
        assert rules.window_of(facts, day - timedelta(days=1), DAYS) != window


def test_an_extension_counts_from_its_approval_to_its_own_last_day() -> None:
    end, to = date(2020, 10, 1), date(2021, 4, 1)
    extended = term(end, extended_to=to, extended_on=date(2020, 11, 1))
    assert rules.standing_of(extended, date(2020, 10, 31), DAYS) is TermStanding.OVERDUE
    assert rules.standing_of(extended, TODAY, DAYS) is TermStanding.EXTENDED
    assert rules.standing_of(extended, to, DAYS) is TermStanding.EXTENDED
    assert rules.standing_of(extended, to + timedelta(days=1), DAYS) is TermStanding.OVERDUE
    assert rules.standing_of(None, TODAY, DAYS) is TermStanding.NONE
    assert rules.window_of(None, TODAY, DAYS) is None


@pytest.mark.parametrize(
    ("level", "years", "verdict"),
    [
        (OrgLevel.BASE, 2, Verdict.NOT_MET),
        (OrgLevel.BASE, 3, Verdict.MET),
        (OrgLevel.BASE, 4, Verdict.NOT_MET),
        (OrgLevel.BASE, 5, Verdict.MET),
        (OrgLevel.STREET, 3, Verdict.NOT_MET),
        (OrgLevel.STREET, 5, Verdict.MET),
        (OrgLevel.INDUSTRY, 5, Verdict.MET),
        (OrgLevel.DISTRICT, 4, Verdict.NOT_MET),
    ],
)
def test_a_r3_three_or_five_years_at_the_base_and_five_elsewhere(
    level: OrgLevel, years: int, verdict: Verdict
) -> None:
    facts = rules.TermFacts(years, date(2019, 5, 6), rules.term_end(date(2019, 5, 6), years))
    check = rules.check_length(level, facts, GIVEN[TERM_YEARS.key])
    assert (check.code, check.verdict) == ("A-R3", verdict)
    assert check.parameter is not None and check.parameter.key == TERM_YEARS.key


def test_a_r3_a_wrong_end_is_seen_and_no_term_cannot_be_judged() -> None:
    wrong = rules.TermFacts(5, date(2019, 5, 6), date(2024, 5, 5))
    assert rules.check_length(OrgLevel.BASE, wrong, GIVEN[TERM_YEARS.key]).verdict is Verdict.NOT_MET
    assert rules.check_length(OrgLevel.BASE, None, GIVEN[TERM_YEARS.key]).verdict is Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("category", "relations", "verdict"),
    [
        (UnitCategory.ENTERPRISE, [DeclaredRelation.NONE], Verdict.MET),
        (UnitCategory.ENTERPRISE, [DeclaredRelation.NONE, DeclaredRelation.RELATIVE], Verdict.NOT_MET),
        (UnitCategory.ENTERPRISE, [DeclaredRelation.PRINCIPAL], Verdict.NOT_MET),
        (UnitCategory.ENTERPRISE, [DeclaredRelation.HR_HEAD], Verdict.MET),
        (UnitCategory.ENTERPRISE, [DeclaredRelation.UNDECLARED], Verdict.UNKNOWN),
        (
            UnitCategory.ENTERPRISE,
            [DeclaredRelation.UNDECLARED, DeclaredRelation.RELATIVE],
            Verdict.NOT_MET,
        ),
        (UnitCategory.ENTERPRISE, [], Verdict.UNKNOWN),
        (UnitCategory.SELF_EMPLOYED, [DeclaredRelation.RELATIVE], Verdict.NOT_MET),
        (None, [DeclaredRelation.RELATIVE], Verdict.NOT_MET),
        (UnitCategory.ORGAN, [DeclaredRelation.RELATIVE], Verdict.MET),
        (UnitCategory.INSTITUTION, [DeclaredRelation.UNDECLARED], Verdict.MET),
    ],
)
def test_a_r4_no_near_relative_of_the_principal_of_an_enterprise(
    category: UnitCategory | None, relations: list[DeclaredRelation], verdict: Verdict
) -> None:
    assert rules.check_relations(category, relations).verdict is verdict


@pytest.mark.parametrize(
    ("total", "votes", "verdict"),
    [
        (180, 90, Verdict.NOT_MET),
        (180, 91, Verdict.MET),
        (181, 90, Verdict.NOT_MET),
        (181, 91, Verdict.MET),
        (181, None, Verdict.UNKNOWN),
        (None, 91, Verdict.UNKNOWN),
    ],
)
def test_a_r5_removal_needs_more_than_half_of_all(
    total: int | None, votes: int | None, verdict: Verdict
) -> None:
    gone = rules.DepartureFacts(CHAIR, SeatLeaveReason.REMOVAL, TODAY, total, votes)
    assert rules.check_removals([gone]).verdict is verdict
    assert rules.check_removals([]).verdict is Verdict.MET
    plain = rules.DepartureFacts(MEMBER, SeatLeaveReason.REMOVAL, TODAY, 10, 1)
    assert rules.check_removals([plain]).verdict is Verdict.MET


@pytest.mark.parametrize(
    ("consent", "number", "end", "verdict"),
    [
        (None, "", date(2021, 6, 1), Verdict.NOT_MET),
        (TODAY, "", date(2021, 6, 1), Verdict.NOT_MET),
        (None, "武工复〔2020〕8号", date(2021, 6, 1), Verdict.NOT_MET),
        (TODAY, "武工复〔2020〕8号", date(2021, 6, 1), Verdict.MET),
        (None, "", TODAY, Verdict.MET),
    ],
)
def test_a_r6_a_transfer_within_the_term_needs_both_consents(
    consent: date | None, number: str, end: date, verdict: Verdict
) -> None:
    gone = rules.DepartureFacts(VICE, SeatLeaveReason.TRANSFER, TODAY, None, None, consent, number)
    assert rules.check_transfers([gone], end).verdict is verdict


@pytest.mark.parametrize(
    ("entitled", "quorum", "majority", "at_least"),
    [(181, 121, 91, 91), (180, 120, 91, 90), (1, 1, 1, 1), (2, 2, 2, 1), (3, 2, 2, 2), (25, 17, 13, 13)],
)
def test_attendance_and_votes_are_counted_from_those_entitled(
    entitled: int, quorum: int, majority: int, at_least: int
) -> None:
    assert quorum_of("2/3", entitled) == quorum
    assert majority_of("above", entitled) == majority
    assert majority_of("at_least", entitled) == at_least


def election(**changes: Any) -> dict[str, Check]:
    elected = changes.pop("elected", None) or (
        Elected(CHAIR, "甘试卷", 91, DeclaredRelation.NONE),
        Elected(CommitteeRole.AUDIT_HEAD, "毕对账", 91, DeclaredRelation.UNDECLARED),
    )
    facts = {
        "level": OrgLevel.BASE,
        "category": UnitCategory.ENTERPRISE,
        "years": 5,
        "elected_on": TODAY,
        "entitled": 181,
        "present": 121,
        "candidates": 2,
        "elected": tuple(elected),
        **changes,
    }
    return {check.code: check for check in check_election(ElectionFacts(**facts), GIVEN)}


def test_an_election_that_just_keeps_every_rule() -> None:
    checks = election()
    assert list(checks) == ["quorum", "majority", "surplus", "chair", "A-R4", "A-R3"]
    assert {check.verdict for check in checks.values()} == {Verdict.MET}
    assert ("至少应到", "121 人") in checks["quorum"].inputs
    assert ("当选至少需要", "91 票") in checks["majority"].inputs


@pytest.mark.parametrize(
    ("changes", "broken"),
    [
        ({"present": 120}, "quorum"),
        ({"present": 182}, "quorum"),
        ({"candidates": 1}, "surplus"),
        ({"years": 4}, "A-R3"),
        ({"elected": [Elected(CHAIR, "甘试卷", 91, DeclaredRelation.NONE)]}, "chair"),
    ],
)
def test_an_election_that_just_breaks_one_rule(changes: dict[str, Any], broken: str) -> None:
    checks = election(**changes)
    assert [code for code, check in checks.items() if check.verdict is not Verdict.MET] == [broken]


@pytest.mark.parametrize("votes", [90, 122])
def test_too_few_votes_or_more_than_were_present_elect_nobody(votes: int) -> None:
    head = Elected(CommitteeRole.AUDIT_HEAD, "毕对账", 91, DeclaredRelation.NONE)
    checks = election(elected=[Elected(CHAIR, "甘试卷", votes, DeclaredRelation.NONE), head])
    assert checks["majority"].verdict is Verdict.NOT_MET


@pytest.mark.parametrize(
    ("seats", "candidates", "verdict"),
    [(20, 20, Verdict.NOT_MET), (20, 21, Verdict.MET), (21, 22, Verdict.NOT_MET), (21, 23, Verdict.MET)],
)
def test_the_surplus_of_candidates_is_five_percent(seats: int, candidates: int, verdict: Verdict) -> None:
    elected = [Elected(MEMBER, f"委员{n}", 91, DeclaredRelation.NONE) for n in range(seats)]
    assert election(elected=elected, candidates=candidates)["surplus"].verdict is verdict


@pytest.mark.parametrize(
    ("months", "is_extended", "met"),
    [(0, False, False), (1, False, True), (6, False, True), (7, False, False), (6, True, False)],
)
def test_an_extension_is_once_and_at_most_six_months(months: int, is_extended: bool, met: bool) -> None:
    checks = check_extension(term(TODAY), months, is_extended, GIVEN)
    assert all(check.is_met for check in checks) is met


def test_the_parameters_refuse_nonsense() -> None:
    assert WARNING_DAYS.refusal([180, 90, 30]) is None
    for wrong in ([30, 90, 180], [], [90, 90], [0], "180", [1.5]):
        assert WARNING_DAYS.refusal(wrong), wrong
    assert TERM_YEARS.refusal({"base": [3], "local": [5]}) is None
    for bad in ({"base": [3]}, {"base": [], "local": [5]}, [3, 5]):
        assert TERM_YEARS.refusal(bad), bad
    for text in ("3/2", "0/3", "2", "a/b"):
        assert QUORUM.refusal(text), text
    assert all(not key.failed_examples(key.defaults[-1].value, key.examples) for key in PARAMETERS)
    assert {key.kind for key in PARAMETERS} <= set(ParameterKind)
