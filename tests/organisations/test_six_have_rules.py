"""Rules of 六有 without a store: every step, every demand, the dates, and the figures of the claim."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from backend.kernel.decisions import Verdict
from backend.kernel.indicators import IndicatorKind
from backend.organisations.six_have import rules
from backend.organisations.six_have.codes import (
    LapseCause,
    SixHaveAction,
    SixHaveNeed,
    SixHaveOutcome,
    SixHaveScheme,
    SixHaveStanding,
    SixHaveState,
    SixHaveVerdict,
)
from backend.organisations.six_have.evidence_rules import Demand, Moment, Proof, Register, checks_of
from backend.organisations.six_have.indicators import RATES
from backend.organisations.six_have.parameters import (
    CLAIM_PERCENT,
    REPORTING_SCHEME,
    SCHEMES,
    claim_holds,
    scheme_refusal,
)

TODAY = date(2020, 12, 16)
S, A, V = SixHaveState, SixHaveAction, SixHaveVerdict
STEPS = {
    (S.DRAFT, A.APPLY): S.APPLIED,
    (S.APPLIED, A.WITHDRAW): S.DRAFT,
    (S.APPLIED, A.PASS): S.PASSED,
    (S.APPLIED, A.MEND): S.TO_MEND,
    (S.TO_MEND, A.REAPPLY): S.REAPPLIED,
    (S.TO_MEND, A.CANCEL): S.CANCELLED,
    (S.REAPPLIED, A.PASS): S.PASSED,
    (S.REAPPLIED, A.CANCEL): S.CANCELLED,
}
ITEMS = ("team", "place", "plate", "seal", "system", "activity")


def verdicts(*found: SixHaveVerdict | None, comment: str = "缺照片") -> rules.CheckContext:
    items = [
        SimpleNamespace(code=c, label=c, verdict=v, comment=comment)
        for c, v in zip(ITEMS, found, strict=True)
    ]
    return rules.CheckContext(TODAY, tuple(items))


def guard(state: SixHaveState, action: SixHaveAction, context: rules.CheckContext, **row: Any) -> str | None:
    step = rules.WORKFLOW.find(state, action.value)
    assert step is not None and step.guard is not None
    return step.guard(
        SimpleNamespace(mend_due_on=None, **row) if "mend_due_on" not in row else SimpleNamespace(**row),
        context,
    )


def test_the_workflow_has_exactly_these_steps() -> None:
    found = {(step.source, step.action): step.target for step in rules.WORKFLOW.steps}
    assert found == STEPS
    reached = {step.target for step in rules.WORKFLOW.steps} | {S.DRAFT}
    assert reached == set(S)


def test_whoever_applied_never_decides_and_a_refusal_says_why() -> None:
    for step in rules.WORKFLOW.steps:
        decides = step.action in rules.OUTCOMES
        assert (set(step.other_than) >= {A.OPEN, A.APPLY, A.REAPPLY}) == decides
        assert step.needs_note == (step.action in (A.MEND, A.CANCEL))


def test_passing_needs_all_six() -> None:
    assert guard(S.APPLIED, A.PASS, verdicts(*[V.MET] * 6)) is None
    for spoilt in (V.NOT_MET, None):
        assert guard(S.APPLIED, A.PASS, verdicts(*[V.MET] * 5, spoilt))
        assert guard(S.REAPPLIED, A.PASS, verdicts(*[V.MET] * 5, spoilt))


def test_mending_needs_a_verdict_on_each_and_one_against() -> None:
    assert guard(S.APPLIED, A.MEND, verdicts(*[V.MET] * 5, V.NOT_MET)) is None
    assert guard(S.APPLIED, A.MEND, verdicts(*[V.MET] * 6))
    assert guard(S.APPLIED, A.MEND, verdicts(*[V.NOT_MET] * 5, None))


@pytest.mark.parametrize(
    ("due", "may"), [(date(2020, 12, 15), True), (TODAY, False), (date(2020, 12, 17), False)]
)
def test_a_check_to_mend_is_cancelled_only_after_its_last_day(due: date, may: bool) -> None:
    assert (guard(S.TO_MEND, A.CANCEL, verdicts(*[None] * 6), mend_due_on=due) is None) == may


def test_a_verdict_against_the_union_says_why() -> None:
    items = verdicts(*[V.MET] * 5, V.NOT_MET, comment="  ").items
    assert [(f.field, f.code) for f in rules.verdict_faults(items)] == [("activity", "comment_missing")]
    assert rules.verdict_faults(verdicts(*[V.MET] * 5, V.NOT_MET).items) == []


def test_an_application_names_every_item_that_is_open_or_not_met() -> None:
    items = [
        SimpleNamespace(code=c, label=c, is_met=m)
        for c, m in zip(ITEMS, (True, None, False, True, True, True), strict=True)
    ]
    assert [(f.field, f.code) for f in rules.application_faults(items)] == [
        ("place", "unanswered"),
        ("plate", "not_met"),
    ]


@pytest.mark.parametrize(
    ("decided", "months", "ends"),
    [
        (date(2020, 5, 8), 12, date(2021, 5, 8)),
        (date(2020, 2, 29), 12, date(2021, 2, 28)),
        (date(2020, 8, 31), 6, date(2021, 2, 28)),
    ],
)
def test_the_re_check_is_due_on_the_corresponding_day(decided: date, months: int, ends: date) -> None:
    assert rules.recheck_by(decided, months) == ends


def test_a_result_lapses_with_the_term_or_the_re_check_whichever_is_first() -> None:
    recheck = date(2021, 5, 8)
    assert rules.validity(recheck, None) == (recheck, LapseCause.RECHECK)
    assert rules.validity(recheck, date(2021, 5, 7)) == (date(2021, 5, 7), LapseCause.TERM)
    assert rules.validity(recheck, recheck) == (recheck, LapseCause.RECHECK)


@pytest.mark.parametrize(
    ("outcome", "valid_to", "standing"),
    [
        (None, None, SixHaveStanding.NEVER),
        (SixHaveOutcome.PASSED, TODAY, SixHaveStanding.PASSING),
        (SixHaveOutcome.PASSED, date(2020, 12, 15), SixHaveStanding.LAPSED),
        (SixHaveOutcome.TO_MEND, None, SixHaveStanding.TO_MEND),
        (SixHaveOutcome.CANCELLED, None, SixHaveStanding.CANCELLED),
    ],
)
def test_a_union_stands_by_its_newest_decision(
    outcome: SixHaveOutcome | None, valid_to: date | None, standing: SixHaveStanding
) -> None:
    assert rules.standing_of(outcome, valid_to, TODAY) is standing


def test_e_a5_the_claim_is_judged_on_the_counts() -> None:
    assert claim_holds(95, 698, 734) and not claim_holds(95, 697, 734)
    assert claim_holds(95, 95, 100) and not claim_holds(95, 94, 100)
    assert [(n * 20_000 + 734) // (2 * 734) for n in (698, 697)] == [9510, 9496]
    assert CLAIM_PERCENT.failed_examples(95, CLAIM_PERCENT.examples) == []
    assert CLAIM_PERCENT.failed_examples(94, CLAIM_PERCENT.examples) == [1]


def test_both_schemes_have_six_items_and_are_different_lists() -> None:
    values = {scheme: key.defaults[-1].value for scheme, key in SCHEMES.items()}
    labels = {scheme: [item["label"] for item in value] for scheme, value in values.items()}
    assert labels[SixHaveScheme.WULING_2020] == ["有班子", "有场所", "有牌子", "有章子", "有制度", "有活动"]
    assert labels[SixHaveScheme.ACFTU_NATIONAL] == [
        "依法选举的工会主席",
        "独立健全的组织机构",
        "服务职工的活动载体",
        "健全完善的制度机制",
        "自主管理的工会经费",
        "会员满意的工作绩效",
    ]
    assert all(scheme_refusal(value) is None for value in values.values())
    assert {d.jurisdiction: d.value for d in REPORTING_SCHEME.defaults}["430702"] == "wuling_2020"


def spoil(**change: Any) -> list[dict[str, Any]]:
    return [
        {**SCHEMES[SixHaveScheme.WULING_2020].defaults[-1].value[0], **change},
        *SCHEMES[SixHaveScheme.WULING_2020].defaults[-1].value[1:],
    ]


@pytest.mark.parametrize(
    "value",
    [
        {},
        spoil()[:5],
        spoil(code="place"),
        spoil(label=""),
        spoil(extra=1),
        spoil(needs=[{"kind": "evidence", "minimum": None}]),
        spoil(needs=[{"kind": "seal", "minimum": "six_have.evidence_min"}]),
        spoil(needs=[{"kind": "magic", "minimum": None}]),
        spoil(needs="none"),
    ],
)
def test_a_table_that_is_no_scheme_of_six_is_refused(value: Any) -> None:
    assert scheme_refusal(value)


def test_there_is_one_rate_per_scheme_and_each_names_it() -> None:
    assert {rate.code for rate in RATES.values()} == {
        "organisations.six_have.wuling_2020",
        "organisations.six_have.acftu_national",
    }
    for scheme, rate in RATES.items():
        assert scheme.label in rate.name and rate.kind is IndicatorKind.RATIO
    assert RATES[SixHaveScheme.WULING_2020].name == "六有达标率（武陵2020方案）"


REGISTER = Register(True, "青年路1号", date(2022, 1, 1), True, "2020-11-20 31/33", "依据")
AT = Moment(TODAY, 12)


def verdict(need: SixHaveNeed, minimum: int = 0, register: Register = REGISTER, **proof: Any) -> Verdict:
    given = Proof("x", "项", proof.get("files", 0), proof.get("days", ()))
    (check,) = checks_of(given, (Demand(need, minimum, None),), register, AT)
    assert check.article and check.inputs
    assert check.is_met or check.fix
    return check.verdict


@pytest.mark.parametrize(
    ("files", "records", "met"), [(0, 0, False), (1, 0, False), (1, 1, True), (0, 2, True), (2, 0, True)]
)
def test_files_and_records_count_together(files: int, records: int, met: bool) -> None:
    found = verdict(SixHaveNeed.EVIDENCE, 2, files=files, days=(None,) * records)
    assert (found is Verdict.MET) == met


def test_only_dated_activities_of_the_period_count() -> None:
    inside, edge, old = date(2020, 6, 1), date(2019, 12, 16), date(2019, 12, 15)
    assert verdict(SixHaveNeed.RECENT, 2, days=(inside, edge)) is Verdict.MET
    assert verdict(SixHaveNeed.RECENT, 2, days=(inside, old)) is Verdict.NOT_MET
    assert verdict(SixHaveNeed.RECENT, 2, days=(inside, None)) is Verdict.NOT_MET
    assert verdict(SixHaveNeed.RECENT, 2, days=(inside, date(2020, 12, 17))) is Verdict.NOT_MET


@pytest.mark.parametrize(
    ("need", "change", "expected"),
    [
        (SixHaveNeed.SEAL, {}, Verdict.MET),
        (SixHaveNeed.SEAL, {"has_seal": False}, Verdict.NOT_MET),
        (SixHaveNeed.ADDRESS, {"address": ""}, Verdict.NOT_MET),
        (SixHaveNeed.TERM, {}, Verdict.MET),
        (SixHaveNeed.TERM, {"term_end": TODAY}, Verdict.MET),
        (SixHaveNeed.TERM, {"term_end": date(2020, 12, 15)}, Verdict.NOT_MET),
        (SixHaveNeed.TERM, {"term_end": None}, Verdict.UNKNOWN),
        (SixHaveNeed.EVALUATION, {}, Verdict.MET),
        (SixHaveNeed.EVALUATION, {"is_satisfied": False}, Verdict.NOT_MET),
        (SixHaveNeed.EVALUATION, {"is_satisfied": None, "evaluation": ""}, Verdict.UNKNOWN),
    ],
)
def test_what_the_register_says_is_met_not_met_or_unknown(
    need: SixHaveNeed, change: dict[str, Any], expected: Verdict
) -> None:
    fields = {name: getattr(REGISTER, name) for name in Register.__slots__}
    assert verdict(need, register=Register(**{**fields, **change})) is expected
