"""Wages times rate to the fen, only the upper share where so, the due day rolled over holidays, every check."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.funds.codes import COUNTED_PARTS, FundCoverage, FundItem, WageBase, WagePart
from backend.funds.obligations import rules
from backend.funds.obligations.codes import MonthState
from backend.kernel.calendar import WorkCalendar
from backend.kernel.decisions import Verdict
from backend.kernel.parameters import Parameter

RATE = Decimal("0.02")
UPPER = Decimal("0.4")
FULL, SHARE = FundCoverage.FULL, FundCoverage.UPPER_SHARE
DUE = date(2020, 11, 16)


def parameter(key: str, value: Any) -> Parameter:
    return Parameter(uuid4(), key, value, "000000", date(2018, 1, 1), None, "依据", 1)


def terms(minimum: int | None = None, rate: str = "0.02") -> rules.Terms:
    least = None if minimum is None else parameter("wage.minimum_fen", minimum)
    return rules.Terms(parameter("fund.rate", rate), parameter("fund.upper_share", "0.4"), least)


def wages(**changes: Any) -> rules.Wages:
    return rules.Wages(
        **{
            "period": "2020-10",
            "wage_base": WageBase.TOTAL_WAGES,
            "coverage": FULL,
            "employees": 36,
            "wages_fen": 32_548_000,
            **changes,
        }
    )


def verdicts(found: rules.Obligation) -> dict[str, Verdict]:
    assert all(check.article and check.inputs for check in found.checks)
    return {check.code: check.verdict for check in found.checks}


def test_the_worked_example_e_e1() -> None:
    full = rules.reckon(wages(), terms())
    assert (full.full_due_fen, full.due_fen) == (650_960, 650_960)
    assert full.explanation["words"] == "325,480.00 元 × 2% = 6,509.60 元"
    upper = rules.reckon(wages(coverage=SHARE), terms())
    assert (upper.full_due_fen, upper.due_fen) == (650_960, 260_384)
    assert upper.explanation["words"] == "325,480.00 元 × 2% × 40% = 2,603.84 元"
    assert upper.explanation["upper_share"] == "0.4" and full.explanation["upper_share"] is None


@pytest.mark.parametrize(
    ("fen", "coverage", "due"), [(0, FULL, 0), (24, FULL, 0), (25, FULL, 1), (62, SHARE, 0), (63, SHARE, 1)]
)
def test_the_due_is_rounded_once_half_up(fen: int, coverage: FundCoverage, due: int) -> None:
    assert rules.due_of(fen, RATE, coverage, UPPER) == due


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 10**12), st.sampled_from(list(FundCoverage)))
def test_the_due_never_strays_from_the_exact_share_by_more_than_half_a_fen(
    fen: int, coverage: FundCoverage
) -> None:
    exact = fen * RATE * (UPPER if coverage is SHARE else 1)
    assert abs(rules.due_of(fen, RATE, coverage, UPPER) - exact) <= Decimal("0.5")


@pytest.mark.parametrize(
    ("changes", "minimum", "code", "verdict"),
    [
        ({}, None, "E-R1", Verdict.MET),
        ({}, None, "E-R2", Verdict.UNKNOWN),
        ({"wages_fen": 36 * 155_000}, 155_000, "E-R2", Verdict.MET),
        ({"wages_fen": 36 * 155_000 - 1}, 155_000, "E-R2", Verdict.NOT_MET),
        ({"wages_fen": 0}, None, "zero_with_staff", Verdict.NOT_MET),
        ({"wages_fen": 0, "employees": 0}, None, "zero_with_staff", Verdict.MET),
        ({"wage_base": WageBase.FISCAL_BASIC}, None, "E-R3", Verdict.NOT_MET),
        ({}, None, "E-R3", Verdict.MET),
        ({}, None, "E-R11", Verdict.UNKNOWN),
        ({"parts": {WagePart.HOURLY: 32_548_000, WagePart.TRAVEL: 5_000}}, None, "E-R11", Verdict.MET),
        ({"parts": {WagePart.HOURLY: 32_543_000, WagePart.TRAVEL: 5_000}}, None, "E-R11", Verdict.NOT_MET),
    ],
)
def test_each_rule_is_judged(
    changes: dict[str, Any], minimum: int | None, code: str, verdict: Verdict
) -> None:
    assert verdicts(rules.reckon(wages(**changes), terms(minimum)))[code] is verdict


def test_six_parts_count_and_fourteen_do_not() -> None:
    assert (len(COUNTED_PARTS), len(set(WagePart) - COUNTED_PARTS)) == (6, 14)
    assert rules.counted_fen(dict.fromkeys(WagePart, 100)) == 600


def test_the_gap_to_the_statutory_base_is_kept() -> None:
    found = rules.reckon(
        wages(wage_base=WageBase.FISCAL_BASIC, wages_fen=20_000_000, statutory_wages_fen=32_548_000), terms()
    )
    assert found.due_fen == 400_000
    assert (found.explanation["statutory_due_fen"], found.explanation["gap_fen"]) == (650_960, 250_960)


def test_the_due_day_is_rolled_over_weekends_and_holidays() -> None:
    assert rules.due_on("2020-10", 15, WorkCalendar()) == DUE  # the 15th of November 2020 is a Sunday
    assert rules.due_on("2020-11", 15, WorkCalendar()) == date(2020, 12, 15)
    closed = WorkCalendar({date(2020, 12, 15): False, date(2020, 12, 16): True})
    assert rules.due_on("2020-11", 15, closed) == date(2020, 12, 16)


@pytest.mark.parametrize(
    ("declared", "paid", "today", "state", "left"),
    [
        (None, {}, DUE, MonthState.UNDECLARED, None),
        ((0, 0), {}, DUE, MonthState.NOTHING_DUE, 0),
        ((650_960, 650_960), {}, DUE, MonthState.NOTHING_DUE, 0),
        ((650_960, 0), {}, DUE, MonthState.NOT_YET_DUE, 650_960),
        ((650_960, 0), {}, date(2020, 11, 17), MonthState.OVERDUE, 650_960),
        ((650_960, 0), {FundItem.FUNDS: 1}, date(2020, 11, 17), MonthState.PARTLY_PAID, 650_959),
        ((650_960, 960), {FundItem.FUNDS: 650_000}, DUE, MonthState.PAID, 0),
        ((650_960, 0), {FundItem.FUNDS: 650_961}, DUE, MonthState.OVERPAID, -1),
        ((650_960, 0), {FundItem.LATE_FEE: 650_960}, DUE, MonthState.NOT_YET_DUE, 650_960),
    ],
)
def test_a_month_stands_as_it_was_paid(
    declared: tuple[int, int] | None,
    paid: dict[FundItem, int],
    today: date,
    state: MonthState,
    left: int | None,
) -> None:
    month = rules.month_of("2020-10", FundItem.FUNDS, declared, paid, DUE, today)
    assert (month.state, month.left_fen) == (state, left)


def test_money_booked_as_the_other_item_pays_and_is_named() -> None:
    paid = {FundItem.RESERVE: 650_960}
    month = rules.month_of("2020-10", FundItem.FUNDS, (650_960, 0), paid, DUE, DUE)
    assert (month.state, month.wrong_item_fen) == (MonthState.PAID, 650_960)
    check = rules.items_check([month])
    assert check.verdict is Verdict.NOT_MET and "2020-10 6,509.60 元" in dict(check.inputs)["费种不符"]
    assert rules.items_check([]).is_met
