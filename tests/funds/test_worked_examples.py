"""The worked examples of fund collection, each as it stands in the rules: E-E1 to E-E6, and the acceptance numbers T1-T4, T15."""

from datetime import date
from decimal import Decimal

import pytest

from backend.funds.arrears.rules import capped_late_fee
from backend.funds.codes import FundCoverage, SplitLevel
from backend.funds.collections.parameters import PARAMETERS
from backend.funds.collections.rules import parts_of, shares_of
from backend.funds.dues.rules import dues_of
from backend.funds.obligations.rules import due_of
from backend.funds.plans.progress_rules import progress_of

RATE, UPPER, DUES = Decimal("0.02"), Decimal("0.4"), Decimal("0.005")
TABLE = shares_of(next(key for key in PARAMETERS if key.key == "fund.split_funds_full").defaults[0].value)
WAN = 1_000_000
RECEIVED, PLAN, MEMBERS = 222_274 * WAN // 100, 2_650 * WAN, 31_049


def test_e_e1_and_t1_two_per_cent_of_the_wages_and_its_base_and_upward_share() -> None:
    """E-E1, T1: 325,480.00 × 2 % = 6,509.60; base 3,905.76, upward 2,603.84; tax may book only the upward share."""
    due = due_of(32_548_000, RATE, FundCoverage.FULL, UPPER)
    parts = {part.share.level: part.amount_fen for part in parts_of(due, TABLE)}
    base = parts.pop(SplitLevel.BASE)
    assert (due, base, sum(parts.values())) == (650_960, 390_576, 260_384)
    assert due_of(32_548_000, RATE, FundCoverage.UPPER_SHARE, UPPER) == 260_384


def test_e_e2_and_t2_the_largest_remainder_gives_not_a_fen_too_many() -> None:
    """E-E2, T2: 33.33 over 60/20/10/5/5 is 20.00 + 6.66 + 3.33 + 1.67 + 1.67."""
    assert [share.ratio for share in TABLE] == [6_000, 2_000, 1_000, 500, 500]
    assert [part.amount_fen for part in parts_of(3_333, TABLE)] == [2_000, 666, 333, 167, 167]


@pytest.mark.parametrize(("rate", "fee"), [("0.005", 130_192), ("0.0005", 13_019)])
def test_e_e3_and_t4_late_fee_of_forty_days(rate: str, fee: int) -> None:
    """E-E3, T4: 6,509.60 overdue 40 days: 5 per mille 1,301.92; 0.5 per mille 130.19."""
    assert capped_late_fee(650_960, 40, Decimal(rate), Decimal(1)).fen == fee


@pytest.mark.parametrize(("base", "dues"), [(567_890, 2_835), (499_900, 2_495), (98_000, 490), (999, 0)])
def test_e_e4_and_t3_dues_of_whole_tens(base: int, dues: int) -> None:
    """E-E4, T3: 5,678.90 -> 28.35; 4,999.00 -> 24.95; 980.00 -> 4.90; 9.99 -> 0.00."""
    assert dues_of(base, DUES, 1_000) == dues


def test_e_e5_and_t15_rate_pace_and_forecast_of_the_seed() -> None:
    """E-E5, T15: 2,222.74 / 2,650 = 83.88 % on day 331 of 366; pace 92.75 %, year end 2,457.77, gap 192.23."""
    found = progress_of(date(2020, 11, 26), PLAN, RECEIVED, [], 0)
    assert (found.rate.display, found.time.display, found.pace_bp) == ("83.88%", "90.44%", 9275)
    assert (round(found.forecast_fen / WAN, 2), round((found.gap_fen or 0) / WAN, 2)) == (2457.77, 192.23)


@pytest.mark.parametrize(
    ("coverage", "wages_wan", "each_yuan"),
    [(FundCoverage.FULL, "111137.00", 35_794), (FundCoverage.UPPER_SHARE, "277842.50", 89_485)],
)
def test_e_e6_the_same_receipts_mean_other_wages_by_their_coverage(
    coverage: FundCoverage, wages_wan: str, each_yuan: int
) -> None:
    """E-E6: 2,222.74万 are 2 % of 111,137.00万 (35,794 a member-year), or 0.8 % of 277,842.50万 (89,485)."""
    wages_fen = int(Decimal(wages_wan) * WAN)
    assert due_of(wages_fen, RATE, coverage, UPPER) == RECEIVED
    assert wages_fen // (100 * MEMBERS) == each_yuan
