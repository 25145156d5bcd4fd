"""What a payer owes for: union funds with a union, the preparation fund without; the base against the law."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

import pytest

from backend.funds.codes import FundItem, PayerStatus, WageBase
from backend.funds.payers.rules import base_check, item_check, item_due, item_of_period, owes_in
from backend.funds.periods import is_period, last_day, months_between, shift
from backend.kernel.decisions import Verdict

FOUNDED = date(2020, 5, 20)


@dataclass
class Standing:
    """Just enough of a payer."""

    union_id: UUID | None = None
    union_founded_on: date | None = None
    registered_on: date = date(2020, 3, 10)
    closed_on: date | None = None
    status: PayerStatus = PayerStatus.ACTIVE


UNIONISED = Standing(uuid4(), FOUNDED)


@pytest.mark.parametrize(
    ("payer", "on", "item"),
    [
        (UNIONISED, FOUNDED, FundItem.FUNDS),
        (UNIONISED, date(2020, 5, 19), FundItem.RESERVE),
        (Standing(), FOUNDED, FundItem.RESERVE),
        (Standing(uuid4(), None), FOUNDED, FundItem.RESERVE),
        (Standing(None, FOUNDED), FOUNDED, FundItem.RESERVE),
    ],
)
def test_funds_are_owed_from_the_founding_day_on(payer: Standing, on: date, item: FundItem) -> None:
    assert item_due(payer, on) is item


def test_a_month_is_judged_on_its_last_day() -> None:
    assert item_of_period(UNIONISED, "2020-05") is FundItem.FUNDS
    assert item_of_period(UNIONISED, "2020-04") is FundItem.RESERVE


@pytest.mark.parametrize(
    ("period", "owes"),
    [("2020-02", False), ("2020-03", True), ("2020-08", True), ("2020-09", True), ("2020-10", False)],
)
def test_a_payer_owes_from_its_registration_to_its_closing(period: str, owes: bool) -> None:
    assert owes_in(Standing(closed_on=date(2020, 9, 1)), period) is owes


def test_the_wrong_item_and_a_base_that_is_not_the_law_s_are_named() -> None:
    assert item_check(UNIONISED, FundItem.FUNDS, FOUNDED).is_met
    assert item_check(UNIONISED, FundItem.LATE_FEE, FOUNDED).is_met
    wrong = item_check(UNIONISED, FundItem.RESERVE, FOUNDED)
    assert wrong.verdict is Verdict.NOT_MET and wrong.code == "E-R4" and wrong.fix
    assert base_check(WageBase.TOTAL_WAGES, 100, None).is_met
    basic = base_check(WageBase.FISCAL_BASIC, 20_000_00, 32_548_000)
    assert basic.verdict is Verdict.NOT_MET
    assert ("与工资总额的差额", "305,480.00 元") in basic.inputs


def test_months_are_counted_over_the_turn_of_the_year() -> None:
    assert shift("2020-01", -1) == "2019-12" and shift("2020-11", 2) == "2021-01"
    assert last_day("2020-02") == date(2020, 2, 29)
    assert months_between("2019-11", "2020-02") == ["2019-11", "2019-12", "2020-01", "2020-02"]
    assert months_between("2020-02", "2020-01") == []
    assert is_period("2020-12") and not is_period("2020-13") and not is_period("2020-1")
