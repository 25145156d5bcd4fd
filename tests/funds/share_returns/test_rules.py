"""Returns without a store: holds at their boundary, entries that balance, the policy for small payers."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.funds.ledger.rules import check_sides
from backend.funds.share_returns import rules
from backend.funds.share_returns.codes import ShareReturnAction as A
from backend.funds.share_returns.codes import ShareReturnLineState, SmallPayerBasis
from backend.funds.share_returns.parameters import SMALL_PAYER
from backend.funds.share_returns.small_rules import PayerYear, SmallRule, full_return, years_under
from backend.organisations.codes import OrgStatus

DAY = date(2020, 12, 16)
SOUND: dict[str, Any] = {
    "on": DAY,
    "name": "启明一厂工会委员会",
    "status": OrgStatus.ACTIVE,
    "certificate_no": "证1",
    "certificate_to": DAY,
    "is_cancelled": False,
    "holder": "启明一厂工会委员会",
}
FULL = SmallRule(SmallPayerBasis.LISTED, 1_000_000, Decimal(1))


@pytest.mark.parametrize(
    ("changes", "failed"),
    [
        ({}, []),
        ({"status": OrgStatus.TERM_DUE}, []),
        ({"status": OrgStatus.DISSOLVED}, ["union_stands"]),
        ({"certificate_to": date(2020, 12, 15)}, ["certificate"]),
        ({"certificate_to": None, "certificate_no": None}, ["certificate"]),
        ({"is_cancelled": True}, ["certificate"]),
        ({"holder": None}, ["own_account"]),
        ({"holder": "启明一厂"}, ["own_account"]),
    ],
)
def test_money_is_held_without_account_or_certificate(changes: dict[str, Any], failed: list[str]) -> None:
    decision = rules.judge_hold(rules.HoldFacts(**{**SOUND, **changes}))
    assert [check.code for check in decision.failed] == failed
    expected = ShareReturnLineState.HELD if failed else ShareReturnLineState.READY
    assert rules.line_state(decision) is expected
    assert all(check.article and check.fix for check in decision.checks)


def test_maker_approver_and_payer_of_a_batch_are_three_persons() -> None:
    steps = {step.action: step for step in rules.RETURN_WORKFLOW.steps if step.action is not A.CANCEL}
    assert set(steps[A.APPROVE].other_than) == {A.COMPILE, A.SUBMIT}
    assert set(steps[A.PAY].other_than) == {A.COMPILE, A.SUBMIT, A.APPROVE}
    assert steps[A.APPROVE].permission != steps[A.PAY].permission


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 4), st.sampled_from("ABC"), st.sampled_from("12"), st.integers(-(10**9), 10**9)
        ),
        max_size=25,
    )
)
def test_a_batch_is_the_sum_of_its_unions_and_balances(rows: list[tuple[int, str, str, int]]) -> None:
    found = [
        rules.Candidate(uuid4(), uuid4(), UUID(int=union), account, bank, fen)
        for union, account, bank, fen in rows
    ]
    grouped = rules.by_union(found)
    sums = {union: sum(each.amount_fen for each in items) for union, items in grouped.items()}
    assert all(fen > 0 for fen in sums.values())
    if grouped:
        sides = rules.sides_of([(str(union), items) for union, items in grouped.items()])
        assert [error.code for error in check_sides(sides)] in ([], ["one_sided"])
        assert sum(side.amount_fen for side in sides if side.account in "ABC") == sum(sums.values())


def payer(union: int, upward_fen: int, **flags: bool) -> PayerYear:
    known = {"is_small": False, "is_micro": False, "is_finance": False, **flags}
    return PayerYear(uuid4(), UUID(int=union), upward_fen, **known)


@pytest.mark.parametrize(
    ("rule", "upward", "listed", "expected"),
    [
        (FULL, 999_999, 999_999, 999_999),
        (FULL, 1_000_000, 1_000_000, 0),
        (FULL, 999_999, 0, 0),
        (SmallRule(SmallPayerBasis.MICRO, None, Decimal(1)), 5_000_000, 3_000_000, 3_000_000),
        (SmallRule(SmallPayerBasis.LISTED, 1_000_000, Decimal("0.5")), 333, 333, 167),
        (SmallRule(SmallPayerBasis.NONE, None, Decimal(1)), 333, 333, 0),
    ],
)
def test_the_full_return_at_the_threshold(rule: SmallRule, upward: int, listed: int, expected: int) -> None:
    assert full_return(rule, upward, listed) == expected


def test_splitting_one_payer_into_several_does_not_get_below_the_threshold() -> None:
    split = [payer(1, 500_000, is_small=True), payer(1, 500_000, is_small=True)]
    assert years_under(split, FULL)[UUID(int=1)].return_fen == 0
    mixed = [payer(2, 300_000, is_small=True), payer(2, 200_000)]
    assert years_under(mixed, FULL)[UUID(int=2)].return_fen == 300_000
    micro = SmallRule(SmallPayerBasis.MICRO, None, Decimal(1))
    banks = [payer(3, 100, is_micro=True, is_finance=True), payer(3, 70, is_micro=True)]
    assert years_under(banks, micro)[UUID(int=3)].return_fen == 70


def test_every_policy_that_comes_along_is_sound_and_without_gap() -> None:
    defaults = SMALL_PAYER.defaults
    assert [SMALL_PAYER.refusal(default.value) for default in defaults] == [None] * len(defaults)
    assert all(first.valid_to == then.valid_from for first, then in zip(defaults, defaults[1:], strict=False))
    assert defaults[-1].valid_to is None
    bases = {default.valid_from.year: SmallRule.of(default.value).basis for default in defaults}
    assert (bases[2020], bases[2022], bases[2023]) == (
        SmallPayerBasis.MICRO,
        SmallPayerBasis.NONE,
        SmallPayerBasis.LISTED,
    )
    wrong: list[Any] = [
        {"basis": "x", "threshold_fen": None, "rate": "1"},
        {"basis": "threshold", "threshold_fen": None, "rate": "1"},
        {"basis": "listed", "threshold_fen": 0, "rate": "1"},
        {"basis": "listed", "threshold_fen": None, "rate": "1.1"},
        {"basis": "listed"},
    ]
    assert all(SMALL_PAYER.refusal(value) for value in wrong)
