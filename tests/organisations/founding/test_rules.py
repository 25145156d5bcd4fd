"""Every step of the founding, and every boundary of its checks."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from uuid import uuid4

import pytest

from backend.kernel import clock
from backend.kernel.decisions import Verdict
from backend.kernel.errors import Conflict, Forbidden, Invalid
from backend.kernel.parameters import Parameter
from backend.organisations.codes import (
    BaseType,
    EconomicType,
    OrgForm,
    OrgStatus,
    OrgType,
    ReportClass,
    UnitCategory,
)
from backend.organisations.founding import checks, rules
from backend.organisations.founding.codes import FoundingAction as A
from backend.organisations.founding.codes import FoundingState as S
from backend.organisations.founding.facts import Candidate, Slate
from backend.organisations.permissions import P
from backend.organisations.rules import check_union
from backend.organisations.terms.codes import CommitteeRole, DeclaredRelation
from tests.organisations.samples import BASE, TODAY

ALL = frozenset(P)
MOVES = {
    (S.APPLIED, A.APPROVE_PREPARATION): S.PREPARING,
    (S.APPLIED, A.REFUSE): S.REFUSED,
    (S.APPLIED, A.WITHDRAW): S.WITHDRAWN,
    (S.PREPARING, A.FILE_SLATE): S.SLATE_FILED,
    (S.SLATE_FILED, A.APPROVE_SLATE): S.SLATE_APPROVED,
    (S.SLATE_FILED, A.RETURN_SLATE): S.PREPARING,
    (S.SLATE_APPROVED, A.REPORT_ELECTION): S.ELECTED,
    (S.ELECTED, A.APPROVE_UNION): S.FOUNDED,
    (S.ELECTED, A.RETURN_ELECTION): S.SLATE_APPROVED,
}
BEGUN = (S.PREPARING, S.SLATE_FILED, S.SLATE_APPROVED, S.ELECTED)
MOVES |= {
    (state, action): target
    for state in BEGUN
    for action, target in ((A.STOP, S.WITHDRAWN), (A.REVOKE, S.REFUSED), (A.LAPSE, S.LAPSED))
}
SURPLUS = Parameter(uuid4(), "union.candidate_surplus_pct", 5, "000000", date(2016, 10, 9), None, "条例", 1)
NAMES = "甲一", "乙二", "丙三", "丁四", "戊五"


def slate(seats: int, count: int, relation: DeclaredRelation = DeclaredRelation.NONE) -> Slate:
    roles = [CommitteeRole.CHAIR, *[CommitteeRole.MEMBER] * (count - 1)]
    people = [Candidate(role, NAMES[n], DeclaredRelation.NONE) for n, role in enumerate(roles)]
    people[-1] = replace(people[-1], relation=relation)
    return Slate(UnitCategory.ENTERPRISE, seats, tuple(people), "党支部", date(2020, 12, 1))


def verdicts(found: list[checks.Check]) -> dict[str, Verdict]:
    return {check.code: check.verdict for check in found}


@pytest.mark.parametrize(("state", "action"), list(product(S, A)))
def test_only_the_listed_steps_lead_anywhere(state: S, action: A) -> None:
    if (state, action) in MOVES:
        step = rules.FOUNDING_WORKFLOW.step_for(state, action.value, ALL, "理由")
        assert step.target is MOVES[state, action]
    else:
        with pytest.raises((Conflict, Invalid)):
            rules.FOUNDING_WORKFLOW.step_for(state, action.value, ALL, "理由")


def test_who_replies_is_not_who_asked() -> None:
    replies = [s for s in rules.FOUNDING_WORKFLOW.steps if s.permission == P.APPROVE_FOUNDING]
    assert len(replies) == 6 + 2 * len(BEGUN)
    for step in replies:
        assert A.APPLY in step.other_than
        if step.source is S.ELECTED:
            assert A.REPORT_ELECTION in step.other_than
    for step in rules.FOUNDING_WORKFLOW.steps:
        wrong = ALL - {step.permission}
        with pytest.raises(Forbidden):
            rules.FOUNDING_WORKFLOW.step_for(step.source, step.action.value, wrong, "理由")


@pytest.mark.parametrize(
    "action", [A.REFUSE, A.WITHDRAW, A.RETURN_SLATE, A.RETURN_ELECTION, *sorted(rules.ENDINGS)]
)
def test_saying_no_takes_a_reason(action: A) -> None:
    step = next(s for s in rules.FOUNDING_WORKFLOW.steps if s.action is action)
    with pytest.raises(Invalid):
        rules.FOUNDING_WORKFLOW.step_for(step.source, action.value, ALL, "  ")


def test_every_open_state_leads_to_an_end() -> None:
    for state in rules.OPEN_STATES:
        assert any(step.source is state for step in rules.FOUNDING_WORKFLOW.steps), state
    for state in set(S) - rules.OPEN_STATES:
        assert not any(step.source is state for step in rules.FOUNDING_WORKFLOW.steps), state


def test_a_union_becomes_a_normal_one_only_by_its_approval() -> None:
    step, *endings = rules.UNION_WORKFLOW.steps
    assert (step.source, step.target, step.permission) == (
        OrgStatus.PREPARING,
        OrgStatus.ACTIVE,
        P.APPROVE_FOUNDING,
    )
    assert {end.target for end in endings} == {OrgStatus.DISSOLVED}
    assert {end.action for end in endings} == rules.ENDINGS


def test_a_preparation_lapses_only_after_its_last_day() -> None:
    (guard,) = {step.guard for step in rules.FOUNDING_WORKFLOW.steps if step.action is A.LAPSE}
    assert guard is not None
    today = clock.today()
    assert "未过期" in str(guard(None, today))
    assert guard(None, today - timedelta(days=1)) is None


@pytest.mark.parametrize(
    ("employers", "base_type", "name"),
    [
        (["恒泰公司"], BaseType.INDEPENDENT, "恒泰公司工会委员会"),
        (["恒泰公司", "鑫源商行"], BaseType.JOINT, ""),
        (["恒泰公司"], BaseType.JOINT, ""),
        (["恒泰公司", "鑫源商行"], BaseType.INDEPENDENT, ""),
    ],
)
def test_the_name_follows_from_one_employer(employers: list[str], base_type: BaseType, name: str) -> None:
    assert rules.derived_name(employers, base_type) == name


def test_form_class_and_category_follow_where_there_is_no_choice() -> None:
    assert rules.form_of(BaseType.JOINT) == (OrgForm.JOINT_COMMITTEE, OrgType.JOINT_BASE)
    assert rules.form_of(BaseType.INDEPENDENT) == (OrgForm.COMMITTEE, OrgType.INDEPENDENT_BASE)
    assert rules.only_class(EconomicType.PRIVATE) is ReportClass.NON_PUBLIC
    assert rules.only_class(EconomicType.OTHER_LIMITED) is None
    assert rules.only_category(EconomicType.ORGAN) is UnitCategory.ORGAN
    assert rules.only_category(EconomicType.OTHER_DOMESTIC) is None


@pytest.mark.parametrize(
    ("number", "is_sound"),
    [
        ("常武工复〔2020〕92号", True),
        ("启工复〔2020〕7号", True),
        ("常武工复〔2019〕92号", False),
        ("常武工复(2020)92号", False),
        ("常武工复〔2020〕号", False),
        ("〔2020〕92号", False),
        ("92号", False),
        ("", False),
    ],
)
def test_a_document_number_names_issuer_year_and_number(number: str, is_sound: bool) -> None:
    assert (rules.document_fault(number, date(2020, 12, 16)) is None) is is_sound


@pytest.mark.parametrize(
    ("base_type", "codes", "verdict"),
    [
        (BaseType.INDEPENDENT, ["a"], Verdict.MET),
        (BaseType.INDEPENDENT, ["a", "b"], Verdict.NOT_MET),
        (BaseType.JOINT, ["a"], Verdict.NOT_MET),
        (BaseType.JOINT, ["a", "a"], Verdict.NOT_MET),
        (BaseType.JOINT, ["a", "b"], Verdict.MET),
    ],
)
def test_a_joint_union_lists_two_employers(base_type: BaseType, codes: list[str], verdict: Verdict) -> None:
    assert verdicts(checks.check_application(base_type, codes, ""))["A-R14"] is verdict


def test_without_an_approval_number_it_is_not_known_whether_a_union_will_be() -> None:
    before = verdicts(checks.check_application(BaseType.INDEPENDENT, ["a"], ""))
    after = verdicts(checks.check_application(BaseType.INDEPENDENT, ["a"], "常武工复〔2020〕92号"))
    assert (before["A-R2"], after["A-R2"]) == (Verdict.UNKNOWN, Verdict.MET)


@pytest.mark.parametrize(
    ("seats", "count", "is_met"), [(3, 3, False), (3, 4, True), (1, 1, False), (1, 2, True)]
)
def test_there_are_more_candidates_than_seats(seats: int, count: int, is_met: bool) -> None:
    found = checks.check_slate(slate(seats, count), SURPLUS)
    assert (verdicts(found)["surplus"] is Verdict.MET) is is_met
    assert "surplus" not in {check.code for check in checks.stopping(found)}


@pytest.mark.parametrize("relation", [DeclaredRelation.RELATIVE, DeclaredRelation.PRINCIPAL])
def test_whoever_is_near_the_principal_is_no_candidate(relation: DeclaredRelation) -> None:
    found = checks.check_slate(slate(3, 4, relation), SURPLUS)
    assert [check.code for check in checks.stopping(found)] == ["A-R4"]


def test_a_slate_names_a_chair_and_the_party_organisation_is_only_advised() -> None:
    members = tuple(replace(c, role=CommitteeRole.MEMBER) for c in slate(3, 4).candidates)
    found = checks.check_slate(replace(slate(3, 4), candidates=members, party_org=""), SURPLUS)
    assert verdicts(found)["party_agreed"] is Verdict.UNKNOWN
    assert [check.code for check in checks.stopping(found)] == ["chair_candidate"]


@pytest.mark.parametrize(
    ("elected_on", "allowed_on", "verdict"),
    [
        (date(2020, 12, 15), date(2020, 12, 16), Verdict.NOT_MET),
        (date(2020, 12, 16), date(2020, 12, 16), Verdict.MET),
        (date(2020, 12, 16), None, Verdict.UNKNOWN),
    ],
)
def test_the_election_follows_the_leave_to_hold_it(
    elected_on: date, allowed_on: date | None, verdict: Verdict
) -> None:
    assert checks.check_after_slate(elected_on, allowed_on).verdict is verdict


def test_every_stopping_check_has_its_field() -> None:
    assert set(checks.FIELDS) == checks.STOPPING


@pytest.mark.parametrize(
    ("field", "value"), [("approval_no", "常武工复〔2020〕1号"), ("founded_on", date(2020, 5, 1))]
)
def test_a_union_in_preparation_has_neither_number_nor_founding_date(field: str, value: object) -> None:
    preparing = replace(BASE, status=OrgStatus.PREPARING, founded_on=None, approval_no="", approving_org="")
    assert [c.code for c in check_union(preparing, TODAY) if not c.is_met] == []
    spoilt = replace(preparing, **{field: value})  # type: ignore[arg-type]
    assert [(c.field, c.code) for c in check_union(spoilt, TODAY) if not c.is_met] == [
        (field, "not_while_preparing")
    ]
