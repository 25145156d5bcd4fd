"""The workflow of a plan and what a version must bring (pure)."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from backend.funds.codes import CollectionChannel
from backend.funds.plans.codes import FundPlanAction as A
from backend.funds.plans.codes import FundPlanState as S
from backend.funds.plans.rules import WORKFLOW, PlanFacts, PlannedAmount, plan_checks, with_dropped

TODAY = date(2020, 12, 16)
STREET, OTHER = UUID(int=1), UUID(int=2)
TAX, DIRECT = CollectionChannel.TAX, CollectionChannel.DIRECT
BEFORE = [PlannedAmount(TAX, STREET, 100)]


def facts(**values: Any) -> PlanFacts:
    """A sound change of a plan with other values."""
    return PlanFacts(
        **{
            "year": 2020,
            "amounts": [PlannedAmount(TAX, STREET, 120)],
            "before": BEFORE,
            "basis": "上年完成数",
            "resolution_no": "常武工发〔2020〕9号",
            "resolution_on": TODAY,
            "reason": "新建会单位增加",
            "today": TODAY,
            **values,
        }
    )


@pytest.mark.parametrize(
    ("values", "stands"),
    [
        ({}, []),
        ({"before": None, "resolution_no": "", "resolution_on": None, "reason": ""}, []),
        ({"amounts": []}, ["amounts"]),
        ({"basis": ""}, ["basis"]),
        ({"amounts": BEFORE}, ["changed"]),
        ({"amounts": [*BEFORE, PlannedAmount(DIRECT, OTHER, 0)]}, ["changed"]),
        ({"resolution_no": ""}, ["resolution"]),
        ({"resolution_on": None}, ["resolution"]),
        ({"resolution_on": date(2020, 12, 17)}, ["resolution"]),
        ({"reason": ""}, ["reason"]),
    ],
)
def test_a_version_brings_amounts_basis_and_for_a_change_its_resolution(
    values: dict[str, Any], stands: list[str]
) -> None:
    checks = plan_checks(facts(**values))
    assert [check.code for check in checks if not check.is_met] == stands
    assert all(check.article and check.inputs and check.fix for check in checks)


def test_an_amount_that_is_dropped_stands_as_zero() -> None:
    kept = PlannedAmount(DIRECT, OTHER, 5)
    assert with_dropped([kept], [*BEFORE, kept, PlannedAmount(DIRECT, STREET, 0)]) == [
        kept,
        PlannedAmount(TAX, STREET, 0),
    ]


def test_the_workflow_has_exactly_these_steps_and_no_maker_decides() -> None:
    assert {(s.source, s.action): s.target for s in WORKFLOW.steps} == {
        (S.DRAFT, A.REVISE): S.DRAFT,
        (S.DRAFT, A.SUBMIT): S.SUBMITTED,
        (S.DRAFT, A.WITHDRAW): S.WITHDRAWN,
        (S.SUBMITTED, A.APPROVE): S.APPROVED,
        (S.SUBMITTED, A.RETURN): S.DRAFT,
        (S.APPROVED, A.SUPERSEDE): S.SUPERSEDED,
    }
    for step in WORKFLOW.steps:
        if step.source is S.SUBMITTED:
            assert set(step.other_than) == {A.OPEN, A.REVISE, A.SUBMIT}
