"""How far a plan has come (pure): rate, time progress, pace, the straight line to the year's end and its interval."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from backend.kernel.money import Ratio, round_half_up

#: Two-sided 80 % quantiles of Student's t by degrees of freedom (complete months less one).
_T80 = ("3.078", "1.886", "1.638", "1.533", "1.476", "1.440", "1.415", "1.397", "1.383", "1.372", "1.363")
MIN_MONTHS = 3
METHOD = (
    "直线推算：年底预计＝已入库÷已过天数×全年天数。区间约 80%：按已过完的各月入库额的离散程度（样本标准差）"
    "和剩余月数推算，下限不低于已入库；不足 3 个完整月不给区间。"
)


@dataclass(frozen=True, slots=True)
class Interval:
    """Between which amounts the year is likely to end."""

    low_fen: int
    high_fen: int


@dataclass(frozen=True, slots=True)
class Progress:
    """A plan's standing on a day; ratios keep both amounts, basis points are 1/100 %."""

    rate: Ratio
    time: Ratio
    pace_bp: int | None
    forecast_fen: int
    interval: Interval | None
    #: plan less forecast; negative when the line ends above the plan
    gap_fen: int | None
    #: growth over the same day of the year before; None when nothing is known of it
    growth_bp: int | None


def progress_of(
    on: date, plan_fen: int, received_fen: int, monthly_fen: Sequence[int], last_year_fen: int
) -> Progress:
    """Where a plan stands; ``monthly_fen`` are the amounts of the year's complete months, from January."""
    time = time_progress(on)
    forecast = straight_line(on, received_fen)
    pace = _bp(received_fen * time.denominator, plan_fen * time.numerator)
    return Progress(
        Ratio(received_fen, plan_fen, on),
        time,
        pace,
        forecast,
        interval_of(on, received_fen, forecast, monthly_fen),
        plan_fen - forecast if plan_fen else None,
        _bp(received_fen - last_year_fen, last_year_fen),
    )


def time_progress(on: date) -> Ratio:
    """Day of the year over the days of the year."""
    return Ratio((on - date(on.year, 1, 1)).days + 1, days_of(on.year), on)


def days_of(year: int) -> int:
    """365 or 366."""
    return (date(year + 1, 1, 1) - date(year, 1, 1)).days


def straight_line(on: date, received_fen: int) -> int:
    """What the year ends with if every day brings as much as those before."""
    time = time_progress(on)
    return round_half_up(received_fen * time.denominator, time.numerator)


def complete_months(on: date) -> int:
    """How many months of the year are over at the end of the day."""
    return on.month if (on + timedelta(days=1)).month != on.month else on.month - 1


def interval_of(
    on: date, received_fen: int, forecast_fen: int, monthly_fen: Sequence[int]
) -> Interval | None:
    """About 80 %: t × s × sqrt(r + r²/k), s the sample deviation of k complete months, r the months still to come.

    The second term is that the monthly mean itself is only estimated. None with fewer than three complete months.
    """
    count = len(monthly_fen)
    if count < MIN_MONTHS:
        return None
    time = time_progress(on)
    remaining = Fraction((time.denominator - time.numerator) * 12, time.denominator)
    mean = Fraction(sum(monthly_fen), count)
    variance = sum(((Fraction(amount) - mean) ** 2 for amount in monthly_fen), Fraction(0)) / (count - 1)
    spread = variance * (remaining + remaining**2 / count)
    root = (Decimal(spread.numerator) / Decimal(spread.denominator)).sqrt()
    half = int((root * Decimal(_T80[min(count - 2, len(_T80) - 1)])).to_integral_value())
    return Interval(max(received_fen, forecast_fen - half), max(received_fen, forecast_fen + half))


def _bp(numerator: int, denominator: int) -> int | None:
    return round_half_up(numerator * 10_000, denominator) if denominator else None
