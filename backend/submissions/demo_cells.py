"""What one union of the demo reports month by month: figures of the register and invented wages and work."""

import random
from dataclasses import dataclass
from typing import Any

from backend.kernel.money import round_half_up
from backend.members.queries import MemberCounts, Movements
from backend.organisations.codes import ReportClass
from backend.submissions.codes import CellSource, FundChannel, TermStatus
from backend.submissions.register import FLOW_ITEMS

#: 2 % in 1/10000
RATE = 200
#: item, chance in a month, largest number
WORK = (
    ("activities_held", 0.35, 3),
    ("publicity_items", 0.30, 2),
    ("trainings_held", 0.06, 1),
    ("contests_held", 0.04, 1),
    ("mutual_changes", 0.05, 4),
    ("hardship_new", 0.01, 1),
    ("contracts_signed", 0.02, 1),
    ("mediation_cases", 0.01, 2),
)


@dataclass(frozen=True, slots=True)
class Value:
    """One reported value with where it came from."""

    item: str
    value: int | str
    source: CellSource
    reason: str = ""

    @property
    def is_derived(self) -> bool:
        """Whether the register said it."""
        return self.source is CellSource.DERIVED


class Figures:
    """The figures of one union from month to month."""

    def __init__(self, rng: random.Random, union: Any) -> None:
        self.rng = rng
        self.union = union
        is_public = union.report_class is ReportClass.PUBLIC
        self.channel = FundChannel.FISCAL if is_public else FundChannel.TAX
        self.monthly_wage_fen = rng.randrange(*((4200, 6800) if is_public else (3200, 6200))) * 100
        self.pays_late = not is_public and rng.random() < 0.04
        #: what the last filed return said, to explain changes against it
        self.filed: dict[str, int] = {}

    def of_month(
        self, counts: MemberCounts | None, moved: Movements | None, *, is_filed: bool
    ) -> list[Value]:
        """Every value of one month worth keeping: all stocks, and changes that are not zero."""
        counts, moved = counts or MemberCounts(), moved or Movements()
        employees = max(counts.members, self.union.employees - (self.union.member_target - counts.members))
        values = [
            Value("org_name", self.union.name, CellSource.DERIVED),
            Value("chair_name", self.union.chair.name, CellSource.DERIVED),
            Value("term_status", TermStatus.IN_TERM.value, CellSource.CARRIED),
            self._explained("employees", employees),
            Value("employees_women", round(employees * self.union.women_share), CellSource.DERIVED),
            Value("employees_migrant", round(employees * self.union.migrant_share), CellSource.DERIVED),
            *self._members(counts, moved),
            *self._funds(employees, counts.members),
            *self._work(),
        ]
        if is_filed:
            self.filed = {value.item: value.value for value in values if isinstance(value.value, int)}
        return values

    def _explained(
        self, item: str, now: int, source: CellSource = CellSource.DERIVED, least: int = 10
    ) -> Value:
        """A stock, with a reason when it moved by more than a fifth and by at least ``least``."""
        before = self.filed.get(item)
        jump = before is not None and abs(now - before) >= least and abs(now - before) * 5 > before
        return Value(item, now, source, "本月集中入会，名单已附" if jump else "")

    def _members(self, counts: MemberCounts, moved: Movements) -> list[Value]:
        flows = [
            Value(item, getattr(moved, name), CellSource.DERIVED)
            for item, name in FLOW_ITEMS.items()
            if getattr(moved, name)
        ]
        if moved.withdrawn or moved.expelled:
            flows.append(Value("evidence_no", "退会申请书、委员会决定各一份", CellSource.TYPED))
        opening = counts.members - moved.net
        follows = self.filed.get("members_closing", opening) == opening
        reason = "" if follows else "上一期未报，与更早一期比较"
        return [
            Value("members_opening", opening, CellSource.DERIVED, reason),
            *flows,
            self._explained("members_closing", counts.members),
            Value("members_women", counts.women, CellSource.DERIVED),
            Value("members_migrant", counts.migrant, CellSource.DERIVED),
        ]

    def _funds(self, employees: int, members: int) -> list[Value]:
        wages = employees * self.monthly_wage_fen
        due = round_half_up(wages * RATE, 10_000)
        short = self.pays_late and self.rng.random() < 0.5
        channel = FundChannel.NONE if short else self.channel
        reason = "资金周转困难，下月补缴" if short else ""
        return [
            self._explained("wages_fen", wages, CellSource.TYPED, 5_000_000),
            Value("funds_due_fen", due, CellSource.COMPUTED),
            Value("funds_paid_fen", 0 if short else due, CellSource.TYPED, reason),
            Value("funds_channel", channel.value, CellSource.CARRIED),
            Value("dues_fen", members * 500, CellSource.TYPED),
        ]

    def _work(self) -> list[Value]:
        found = []
        for item, chance, most in WORK:
            if self.rng.random() < chance:
                count = self.rng.randint(1, most)
                found.append(Value(item, count, CellSource.TYPED))
                if item == "trainings_held":
                    found.append(
                        Value("training_people", count * self.rng.randrange(8, 40), CellSource.TYPED)
                    )
        return found
