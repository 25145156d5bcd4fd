"""What the demo's payers owe and pay, month by month; the tax office's part sums to the fen to the published figure.

The tax office's rows reach to the day of the published figure, 2020-11-26: the next statement is still to come, so the
wages of November are not known for its payers. The treasury and the payers who pay themselves are up to date.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from backend.funds.codes import CollectionChannel, FundCoverage, FundItem
from backend.funds.demo_payers import DemoPayer
from backend.funds.periods import first_day, last_day, shift
from backend.kernel.calendar import WorkCalendar
from backend.kernel.demo import DemoWorld
from backend.kernel.money import round_half_up, split

#: Booked through the tax office from January to the day of the figure: 2,222.74 万元.
TAX_TOTAL_FEN = 2_222_740_000
#: The small demo's amounts are a hundredth of the district's, its plan too.
SMALL_PART = 100
FIGURE_ON = date(2020, 11, 26)
TAX_PERIODS = ("2019-12", *(f"2020-{month:02d}" for month in range(1, 11)))
OWN_PERIODS = tuple(f"2020-{month:02d}" for month in range(1, 12))
#: In a thousand of a month's payers: those who pay late, in part, or not at all.
LATE, PART, NEVER = 26, 8, 14
#: Payers who stopped paying, those whose item does not fit, and payments that came twice and were reversed.
STOPPED, WRONG_ITEM, TWICE = 9, 3, 8
SLACK = {"2020-01": 94, "2020-02": 78, "2020-03": 88}


@dataclass(frozen=True, slots=True)
class Owed:
    """One month's obligation of one payer."""

    payer: DemoPayer
    period: str
    wages_fen: int
    statutory_wages_fen: int | None


@dataclass(frozen=True, slots=True)
class Paid:
    """One payment; with ``reversed_on`` it came twice and this second one was taken back."""

    payer: DemoPayer
    period: str
    item: FundItem
    booked_on: date
    paid_fen: int
    base_fen: int
    due_fen: int
    reversed_on: date | None = None


@dataclass(frozen=True, slots=True)
class _Intent:
    """One month of a payer of the tax office before the amounts are fitted: weight of the due, parts paid of ten."""

    payer: DemoPayer
    period: str
    weight: int
    tenths: int
    booked_on: date


class PaymentPlan:
    """Everything owed and paid in the demo."""

    def __init__(
        self, world: DemoWorld, rng: random.Random, calendar: WorkCalendar, payers: list[DemoPayer]
    ) -> None:
        self.world = world
        self.rng = rng
        self.calendar = calendar
        self.owed: list[Owed] = []
        self.paid: list[Paid] = []
        by_channel = {
            channel: [payer for payer in payers if payer.channel is channel] for channel in CollectionChannel
        }
        self._tax(by_channel[CollectionChannel.TAX])
        self._fiscal(by_channel[CollectionChannel.FISCAL])
        self._direct(by_channel[CollectionChannel.DIRECT])

    def _tax(self, payers: list[DemoPayer]) -> None:
        stopped = set(self.rng.sample(payers, self.world.share_of(STOPPED)))
        intents = [intent for payer in payers for intent in self._intents(payer, payer in stopped)]
        weights = [self._paid_weight(intent) for intent in intents]
        total = TAX_TOTAL_FEN // SMALL_PART if self.world.is_small else TAX_TOTAL_FEN
        amounts = split(total, weights)
        wrong = set(self.rng.sample([p for p in payers if p.founded_on], self.world.share_of(WRONG_ITEM)))
        for intent, paid_fen in zip(intents, amounts, strict=True):
            wages = self._wages(intent, paid_fen, total, sum(weights))
            self.owed.append(Owed(intent.payer, intent.period, wages, None))
            if paid_fen:
                item = FundItem.RESERVE if intent.payer in wrong else intent.payer.item(intent.period)
                self.paid.append(
                    self._payment(intent.payer, intent.period, item, intent.booked_on, paid_fen, wages)
                )
        self._twice()

    def _intents(self, payer: DemoPayer, is_stopped: bool) -> Iterator[_Intent]:
        stops = self.rng.randrange(2, 8) if is_stopped else len(TAX_PERIODS)
        for number, period in enumerate(TAX_PERIODS):
            if not payer.owes(period):
                continue
            drawn = self.rng.randrange(1000)
            tenths = 0 if number >= stops or drawn < NEVER else 6 if drawn < NEVER + PART else 10
            is_late = NEVER + PART <= drawn < NEVER + PART + LATE
            yield _Intent(payer, period, self._due_weight(payer, period), tenths, self._day(period, is_late))

    def _due_weight(self, payer: DemoPayer, period: str) -> int:
        """Two per cent of a month's wages before they are fitted, fen."""
        noise = self.rng.randrange(960, 1041)
        return payer.employees * payer.wage_fen * SLACK.get(period, 100) * noise // 5_000_000 or 1

    def _paid_weight(self, intent: _Intent) -> int:
        part = 4 if intent.payer.coverage is FundCoverage.UPPER_SHARE else 10
        return intent.weight * intent.tenths * part // 100

    def _wages(self, intent: _Intent, paid_fen: int, total: int, weights: int) -> int:
        """The wages that fit what was paid; for who paid nothing, in the proportion of the others."""
        times = 125 if intent.payer.coverage is FundCoverage.UPPER_SHARE else 50
        if intent.tenths:
            return round_half_up(paid_fen * 10, intent.tenths) * times
        return round_half_up(intent.weight * total, weights) * 50

    def _twice(self) -> None:
        """Payments that came a second time some days later; the tax office took them back."""
        older = [row for row in self.paid if row.booked_on < date(2020, 10, 1)]
        for row in self.rng.sample(older, self.world.share_of(TWICE)):
            again = self._workday(row.booked_on + timedelta(days=2))
            back = self._workday(again + timedelta(days=self.rng.randrange(5, 20)))
            self.paid.append(replace(row, booked_on=again, reversed_on=back))

    def _fiscal(self, payers: list[DemoPayer]) -> None:
        """The treasury hands over two per cent of the basic wages in the month itself."""
        for payer in payers:
            for period in filter(payer.owes, OWN_PERIODS):
                wages = self._month_wages(payer)
                gap = round_half_up(wages * self.rng.randrange(175, 240), 100)
                on = self._workday(first_day(period) + timedelta(days=self.rng.randrange(19, 26)))
                self.owed.append(Owed(payer, period, wages, gap))
                due = round_half_up(wages, 50)
                self.paid.append(self._payment(payer, period, payer.item(period), on, due, wages))

    def _direct(self, payers: list[DemoPayer]) -> None:
        """Who pays by bank transfer does so until the middle of the next month; some forget one."""
        for payer in payers:
            for period in filter(payer.owes, OWN_PERIODS):
                wages = self._month_wages(payer)
                self.owed.append(Owed(payer, period, wages, None))
                if self.rng.randrange(100) >= 5:
                    due, on = round_half_up(wages, 50), self._day(period, False)
                    self.paid.append(self._payment(payer, period, payer.item(period), on, due, wages))

    def _month_wages(self, payer: DemoPayer) -> int:
        return payer.employees * payer.wage_fen * self.rng.randrange(970, 1031) // 50_000 * 50

    def _payment(
        self, payer: DemoPayer, period: str, item: FundItem, on: date, paid_fen: int, wages_fen: int
    ) -> Paid:
        times = 125 if payer.coverage is FundCoverage.UPPER_SHARE else 50
        return Paid(payer, period, item, on, paid_fen, wages_fen, round_half_up(wages_fen, times))

    def _day(self, period: str, is_late: bool) -> date:
        """When a month is paid: in the first half of the next one, or some weeks late."""
        start = first_day(shift(period, 1))
        if is_late:
            return min(self._workday(start + timedelta(days=self.rng.randrange(16, 52))), FIGURE_ON)
        first = self._workday(start)
        days = [day for n in range(14) if self.calendar.is_working_day(day := start + timedelta(days=n))]
        return self.rng.choice(days) if days else first

    def _workday(self, day: date) -> date:
        """The day itself, or the next one on which the banks work."""
        while not self.calendar.is_working_day(day):
            day += timedelta(days=1)
        return day


def closed_periods() -> list[str]:
    """The months whose books are closed in the demo: all but the one under reconciliation and the current one."""
    return [period for period in OWN_PERIODS if last_day(period) < date(2020, 11, 1)]
