"""Explained decisions: the weakest check decides, and every check stays visible."""

from datetime import date

import pytest

from backend.kernel.decisions import Check, ParameterUsed, Verdict, checks_out, decide, refusals, verdict_of

USED = ParameterUsed("union.min_members_committee", 1, date(2001, 10, 27), "《中华人民共和国工会法》第十一条")


def check(code: str, verdict: Verdict) -> Check:
    return Check(code, f"条件{code}", verdict, "第一条", (("会员数", "25 人"),), USED, "请改正")


MET, NOT_MET, UNKNOWN = (
    check("a", Verdict.MET),
    check("b", Verdict.NOT_MET),
    check("c", Verdict.UNKNOWN),
)


@pytest.mark.parametrize(
    ("checks", "outcome"),
    [
        ([], Verdict.MET),
        ([MET], Verdict.MET),
        ([MET, UNKNOWN], Verdict.UNKNOWN),
        ([UNKNOWN, NOT_MET, MET], Verdict.NOT_MET),
    ],
)
def test_the_weakest_check_decides(checks: list[Check], outcome: Verdict) -> None:
    decision = decide(checks)
    assert (decision.outcome, decision.checks) == (outcome, tuple(checks))


def test_the_reason_names_only_what_stands_in_the_way() -> None:
    assert decide([MET]).reason == ""
    assert decide([MET, UNKNOWN]).reason == "条件c"
    assert decide([MET, UNKNOWN, NOT_MET]).reason == "条件b"
    assert decide([MET, UNKNOWN, NOT_MET]).failed == (NOT_MET,)


def test_a_missing_input_cannot_be_judged() -> None:
    assert [verdict_of(value) for value in (True, False, None)] == [
        Verdict.MET,
        Verdict.NOT_MET,
        Verdict.UNKNOWN,
    ]


def test_only_what_is_not_met_refuses_a_field() -> None:
    errors = refusals([MET, UNKNOWN, NOT_MET], "elected_on")
    assert [(e.field, e.code, e.fix) for e in errors] == [("elected_on", "b", "请改正")]


def test_the_wire_carries_inputs_and_parameter_and_mends_only_what_needs_it() -> None:
    met, not_met = checks_out([MET, NOT_MET])
    assert met.fix == "" and not_met.fix == "请改正"
    assert [(i.label, i.value) for i in not_met.inputs] == [("会员数", "25 人")]
    assert not_met.parameter is not None and not_met.parameter.version == 1
