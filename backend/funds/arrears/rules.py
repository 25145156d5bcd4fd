"""Rules of arrears (pure): what is overdue, its age, limitation of action, late fee.

Sources: 工会法 (2 % of wages; payment order against who delays without reason), 最高人民法院关于在民事审判工作中适用
《中华人民共和国工会法》若干问题的解释 (limitation, undisputed part), 民法典 188, 195, 200-203.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from backend.funds.arrears.codes import AgeBucket, LimitationFlag
from backend.kernel.calendar import PeriodUnit, WorkCalendar, period_end
from backend.kernel.money import round_half_up, share_of

#: Last day of each bucket but the last.
LIMITS = (
    (30, AgeBucket.UP_TO_30),
    (90, AgeBucket.UP_TO_90),
    (180, AgeBucket.UP_TO_180),
    (365, AgeBucket.UP_TO_365),
)
#: The articles moved when the law was revised.
REVISED = date(2022, 1, 1)
CIVIL_CODE = date(2021, 1, 1)


@dataclass(frozen=True, slots=True)
class Owed:
    """One month of one payer, in fen."""

    period: str
    due_on: date
    due_fen: int
    relief_fen: int
    paid_fen: int

    @property
    def arrears_fen(self) -> int:
        """What is still to be paid; never below nothing."""
        return max(self.due_fen - self.relief_fen - self.paid_fen, 0)

    def overdue_days(self, on: date) -> int:
        """Days after the last day to pay; that day itself is none."""
        return max((on - self.due_on).days, 0)


@dataclass(frozen=True, slots=True)
class LateFee:
    """A late fee and what it would be without its limit."""

    fen: int
    uncapped_fen: int

    @property
    def is_capped(self) -> bool:
        """Whether the limit was reached."""
        return self.fen < self.uncapped_fen


@dataclass(frozen=True, slots=True)
class Limitation:
    """When the right to sue for a month began to run, and its last day."""

    since: date
    ends_on: date
    #: how often a served paper has set it back to its beginning
    resets: int

    def flag(self, on: date, warning_days: int) -> LimitationFlag:
        """How it stands on a day; the last day itself still counts."""
        left = (self.ends_on - on).days
        if left < 0:
            return LimitationFlag.EXPIRED
        return LimitationFlag.SOON if left <= warning_days else LimitationFlag.RUNNING


def bucket_of(days: int) -> AgeBucket | None:
    """The bucket of an amount overdue for so many days; None when it is not overdue."""
    if days <= 0:
        return None
    return next((bucket for limit, bucket in LIMITS if days <= limit), AgeBucket.OVER_365)


def capped_late_fee(arrears_fen: int, days: int, rate: Decimal, cap: Decimal | None) -> LateFee:
    """Arrears x daily rate x days, rounded once, at most the cap as a multiple of the arrears (E-R8)."""
    numerator, denominator = rate.as_integer_ratio()
    full = round_half_up(arrears_fen * numerator * days, denominator)
    return LateFee(full if cap is None else min(full, share_of(arrears_fen, cap)), full)


def limitation_of(
    due_on: date, served_on: Iterable[date], count: int, unit: PeriodUnit, calendar: WorkCalendar
) -> Limitation:
    """The limitation of a month, begun again by every written demand that was served before it ran out."""
    since, ends_on, resets = due_on, period_end(due_on, count, unit, calendar).day, 0
    for day in sorted(served_on):
        if day > ends_on:
            break
        if day > since:
            since, ends_on, resets = day, period_end(day, count, unit, calendar).day, resets + 1
    return Limitation(since, ends_on, resets)


def duty_article(on: date) -> str:
    """Where the law asks for the 2 %, by the version in force on a day."""
    return f"《中华人民共和国工会法》第{'四十三' if on >= REVISED else '四十二'}条"


def limitation_article(on: date) -> str:
    """Where the law gives the limitation and its interruption; the numbers stayed when the code came."""
    return f"《{'民法典' if on >= CIVIL_CODE else '民法总则'}》第一百八十八条、第一百九十五条"


def order_article(on: date) -> str:
    """Where the law gives the payment order, by the version in force on a day."""
    return f"《中华人民共和国工会法》第{'四十四' if on >= REVISED else '四十三'}条"
