"""What makes an entry, without a database."""

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.funds.ledger.codes import LedgerMonthAction as A
from backend.funds.ledger.codes import LedgerMonthState as S
from backend.funds.ledger.rules import (
    MONTH_WORKFLOW,
    Side,
    check_sides,
    credit,
    debit,
    reversed_sides,
)
from backend.kernel.money import MAX_FEN, split

AMOUNTS = st.integers(-MAX_FEN, MAX_FEN).filter(bool)


def codes(sides: list[Side]) -> set[str]:
    return {error.code for error in check_sides(sides)}


def test_an_entry_has_two_sides_that_add_up_to_zero() -> None:
    assert codes([debit("1001", 100), credit("4001", 100)]) == set()
    assert codes([debit("1001", 100), credit("4001", 60), credit("2001", 40)]) == set()
    assert codes([]) == {"one_sided"}
    assert codes([debit("1001", 100)]) == {"one_sided", "unbalanced"}
    assert codes([debit("1001", 100), credit("4001", 99)]) == {"unbalanced"}
    assert codes([debit("1001", 0), credit("4001", 0)]) == {"empty_side"}
    assert codes([debit("1001", MAX_FEN), credit("4001", MAX_FEN)]) == set()
    assert codes([debit("1001", MAX_FEN + 1), credit("4001", MAX_FEN + 1)]) == {"amount_too_large"}


def test_the_difference_is_named_to_the_fen() -> None:
    [error] = check_sides([debit("1001", 3_334), credit("4001", 3_333)])
    assert "相差 1 分" in error.message


@given(st.lists(AMOUNTS, min_size=1, max_size=8))
def test_an_entry_and_its_reversal_cancel_out(amounts: list[int]) -> None:
    sides = [Side("1001", amount, uuid4()) for amount in amounts]
    both = [*sides, *reversed_sides(sides)]
    assert sum(side.amount_fen for side in both) == 0
    assert reversed_sides(reversed_sides(sides)) == sides


@given(st.integers(1, MAX_FEN), st.lists(st.integers(1, 10_000), min_size=1, max_size=11))
def test_a_split_amount_always_makes_an_entry(total: int, weights: list[int]) -> None:
    parts = [part for part in split(total, weights) if part]
    assert codes([debit("1001", total), *(credit("2001", part) for part in parts)]) == set()


@pytest.mark.parametrize("state", list(S))
@pytest.mark.parametrize("action", list(A))
def test_a_month_moves_only_along_its_table(state: S, action: A) -> None:
    expected = {
        (S.OPEN, A.CLOSE): S.CLOSED,
        (S.CLOSED, A.ASK_REOPEN): S.REOPENING,
        (S.REOPENING, A.REOPEN): S.OPEN,
        (S.REOPENING, A.KEEP_CLOSED): S.CLOSED,
    }
    step = MONTH_WORKFLOW.find(state, action)
    assert (step.target if step else None) == expected.get((state, action))
