"""Refunds without a store: each check at its boundary, parts that add up in any number of steps, three persons."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.funds.codes import CollectionChannel, SplitLevel
from backend.funds.ledger.rules import check_sides
from backend.funds.refunds import rules
from backend.funds.refunds.codes import RefundAction, RefundReason, RefundState
from backend.kernel.decisions import Verdict
from backend.kernel.money import split

S, A = RefundState, RefundAction
SOUND: dict[str, Any] = {
    "amount_fen": 260_384,
    "paid_fen": 650_960,
    "others_fen": 0,
    "is_reversed": False,
    "reason": RefundReason.OVERPAID,
    "owner": "常德恒泰（集团）有限公司",
    "holder": "常德恒泰(集团)有限公司",
    "month_paid_fen": 911_344,
    "due_fen": 650_960,
    "base_part_fen": 156_230,
    "base_at_hand_fen": 390_576,
}


@pytest.mark.parametrize(
    ("changes", "failed"),
    [
        ({}, []),
        ({"amount_fen": 650_960, "month_paid_fen": 1_301_920}, []),
        ({"amount_fen": 650_961, "month_paid_fen": 1_301_921}, ["within_paid"]),
        ({"others_fen": 390_576}, []),
        ({"others_fen": 390_577}, ["within_paid"]),
        ({"amount_fen": 0}, ["within_paid"]),
        ({"is_reversed": True}, ["stands"]),
        ({"holder": None}, ["own_account"]),
        ({"holder": "常德恒泰商贸有限公司"}, ["own_account"]),
        ({"month_paid_fen": 911_343}, ["overpaid"]),
        ({"month_paid_fen": 0, "reason": RefundReason.WRONG_ITEM}, []),
        ({"base_at_hand_fen": 156_230}, []),
        ({"base_at_hand_fen": 156_229}, ["share_at_hand"]),
        ({"base_at_hand_fen": 0, "recovered_fen": 156_230}, []),
        ({"otherwise_returned_fen": 390_576}, []),
        ({"otherwise_returned_fen": 390_577}, ["not_returned_otherwise"]),
        ({"has_receipt": True}, []),
        ({"has_receipt": True, "amount_fen": 260_384, "others_fen": 390_576}, ["receipt_back"]),
    ],
)
def test_each_check_at_its_boundary(changes: dict[str, Any], failed: list[str]) -> None:
    decision = rules.judge(rules.RefundFacts(**{**SOUND, **changes}))
    assert [check.code for check in decision.failed] == failed
    assert all(check.article and check.inputs and check.fix for check in decision.checks)


def test_a_month_without_declaration_cannot_be_judged() -> None:
    decision = rules.judge(rules.RefundFacts(**{**SOUND, "due_fen": None}))
    verdicts = {check.code: check.verdict for check in decision.checks}
    assert verdicts["overpaid"] is Verdict.UNKNOWN and not decision.failed


def test_applicant_approver_and_payer_are_three_persons() -> None:
    steps = {(step.source, step.action): step for step in rules.REFUND_WORKFLOW.steps}
    assert set(steps) == {
        (S.APPLIED, A.APPROVE),
        (S.APPLIED, A.REFUSE),
        (S.APPLIED, A.WITHDRAW),
        (S.APPROVED, A.PAY),
        (S.APPROVED, A.CANCEL),
    }
    assert steps[S.APPLIED, A.APPROVE].other_than == (A.APPLY,)
    assert set(steps[S.APPROVED, A.PAY].other_than) == {A.APPLY, A.APPROVE}
    assert steps[S.APPLIED, A.APPROVE].permission != steps[S.APPROVED, A.PAY].permission


@settings(max_examples=150, deadline=None)
@given(
    total=st.integers(1, 10**11),
    ratios=st.lists(st.integers(0, 10_000), min_size=1, max_size=6).filter(any),
    data=st.data(),
)
def test_refunds_in_steps_take_back_every_line_to_the_fen(
    total: int, ratios: list[int], data: st.DataObject
) -> None:
    lines = [
        rules.LinePart(level, f"2{number}", fen)
        for number, (level, fen) in enumerate(zip(SplitLevel, split(total, ratios), strict=False))
    ]
    before, back = 0, [0] * len(lines)
    cuts = sorted(data.draw(st.lists(st.integers(0, total), max_size=4)))
    for amount in (after - first for first, after in zip([0, *cuts], [*cuts, total], strict=True)):
        parts = rules.parts_back(lines, before, amount)
        assert sum(part.amount_fen for part in parts) == amount
        if amount:
            assert check_sides(rules.sides_of(parts, CollectionChannel.DIRECT, None)) == []
        back = [done + part.amount_fen for done, part in zip(back, parts, strict=True)]
        before += amount
    assert back == [line.amount_fen for line in lines]
