"""Counting ballots: what adds up, and the satisfaction rate (pure)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from backend.kernel.errors import FieldError

#: Headings of the ballots, by field.
CHOICES = {"satisfied": "满意", "basically": "基本满意", "dissatisfied": "不满意", "abstained": "弃权"}


@dataclass(frozen=True, slots=True)
class Ballots:
    """One count: four kinds of valid ballots and the invalid ones."""

    satisfied: int
    basically: int
    dissatisfied: int
    abstained: int
    invalid: int

    @property
    def valid(self) -> int:
        """Ballots that say something, an abstention too."""
        return self.satisfied + self.basically + self.dissatisfied + self.abstained

    @property
    def cast(self) -> int:
        """Every ballot handed in."""
        return self.valid + self.invalid


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """What is stated about one session."""

    held_on: date
    expected: int
    present: int
    home: Ballots
    chair: Ballots | None


def check_session(facts: SessionFacts, today: date, founded_on: date | None) -> list[FieldError]:
    """Everything that does not add up: ballots at most those present, present at most those expected."""
    return [*_when(facts, today, founded_on), *_attendance(facts), *_counts(facts)]


def satisfaction(ballots: Ballots, basically_counts: bool) -> tuple[int, int]:
    """(satisfied ballots, valid ballots)."""
    counted = ballots.satisfied + (ballots.basically if basically_counts else 0)
    return counted, ballots.valid


def reaches(numerator: int, denominator: int, percent: int) -> bool:
    """Whether a rate is 百分之 percent 以上 (includes the number; nothing is rounded first)."""
    return denominator > 0 and numerator * 100 >= denominator * percent


def rate_of(numerator: int, denominator: int) -> int:
    """The rate in 1/100 %, half up; 0 of nothing."""
    return (numerator * 20_000 + denominator) // (2 * denominator) if denominator else 0


def _when(facts: SessionFacts, today: date, founded_on: date | None) -> Iterator[FieldError]:
    if facts.held_on > today:
        yield FieldError("held_on", "future", "测评日期不能晚于今天", "请填写已经开会的日期")
    elif founded_on is not None and facts.held_on < founded_on:
        yield FieldError("held_on", "before_founding", "测评日期早于建会日期", "请核对会议日期")


def _attendance(facts: SessionFacts) -> Iterator[FieldError]:
    if facts.present > facts.expected:
        yield FieldError(
            "present",
            "above_expected",
            f"实到 {facts.present} 人，多于应到 {facts.expected} 人",
            "请核对应到和实到人数",
        )


def _counts(facts: SessionFacts) -> Iterator[FieldError]:
    if facts.home.cast > facts.present:
        yield _too_many("satisfied", "评家", facts.home.cast, facts.present)
    if facts.home.cast > 0 and facts.home.valid == 0:
        yield FieldError("satisfied", "no_valid", "没有有效票，算不出满意率", "请核对各项票数和废票数")
    if facts.home.cast == 0:
        yield FieldError("satisfied", "no_ballots", "没有填写测评票数", "请按计票单填写各项票数")
    if facts.chair is not None:
        if facts.chair.cast > facts.present:
            yield _too_many("chair.satisfied", "述职评议", facts.chair.cast, facts.present)
        if facts.chair.valid == 0:
            yield FieldError(
                "chair.satisfied", "no_valid", "述职评议没有有效票", "没有开展述职评议的，请不要填写这一部分"
            )


def _too_many(field: str, what: str, cast: int, present: int) -> FieldError:
    return FieldError(
        field,
        "above_present",
        f"{what}票数合计 {cast} 张（含废票），多于实到 {present} 人",
        "各项票数与废票之和不能超过实到人数，请对照计票单修改",
    )
