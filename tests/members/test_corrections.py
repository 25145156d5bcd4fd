"""Corrections of the ledger (pure): annulling restores exactly what stood before, and changes no earlier day."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from backend.members import rules
from backend.members.codes import MembershipEventKind as Kind
from backend.members.codes import MemberState

DAY = date(2020, 1, 1)
NOON = datetime(2020, 1, 1, 4, tzinfo=UTC)


@dataclass(frozen=True)
class Line:
    """One line of a ledger."""

    sequence: int
    kind: Kind
    effective_on: date
    recorded_at: datetime


def _ledger(*kinds: Kind) -> list[Line]:
    """Lines ten days apart; a correction takes effect on the day of what it takes back."""
    lines: list[Line] = []
    for number, kind in enumerate(kinds):
        on = lines[-1].effective_on if kind is Kind.ANNUL else DAY + timedelta(days=10 * number)
        lines.append(Line(number + 1, kind, on, NOON + timedelta(days=10 * number)))
    return lines


def test_annulling_a_death_restores_the_state_its_day_and_its_cause() -> None:
    alive = rules.fold(_ledger(Kind.JOIN, Kind.RETAIN))
    again = rules.fold(_ledger(Kind.JOIN, Kind.RETAIN, Kind.DEATH, Kind.ANNUL))
    assert (again.state, again.since, again.by) == (alive.state, alive.since, alive.by)
    assert again.lines == 4 and rules.target_of(again, Kind.ANNUL) is None


def test_only_a_death_a_merge_and_a_bulk_leave_can_be_annulled_and_only_at_once() -> None:
    for kind in Kind:
        standing = rules.follow(rules.fold(_ledger(Kind.JOIN)), kind, DAY + timedelta(days=5))
        if standing is not None:
            expected = MemberState.ACTIVE if kind in (Kind.DEATH, Kind.MERGE, Kind.WITHDRAW) else None
            assert rules.target_of(standing, Kind.ANNUL) is expected, kind
    assert rules.target_of(rules.NOTHING, Kind.ANNUL) is None


def test_after_a_merge_nothing_follows_but_its_annulment() -> None:
    merged = rules.fold(_ledger(Kind.JOIN, Kind.MERGE))
    assert [kind for kind in Kind if rules.target_of(merged, kind) is not None] == [Kind.ANNUL]


def test_as_known_before_the_annulment_the_person_was_dead_and_as_known_after_it_never() -> None:
    lines = _ledger(Kind.JOIN, Kind.DEATH, Kind.ANNUL)
    on = DAY + timedelta(days=12)
    assert rules.fold(lines, on=on, known_at=NOON + timedelta(days=15)).state is MemberState.ENDED
    assert rules.fold(lines, on=on).state is MemberState.ACTIVE


_WALK = st.lists(
    st.sampled_from([Kind.RETAIN, Kind.RESUME, Kind.MERGE, Kind.DEATH, Kind.ANNUL, Kind.WITHDRAW, Kind.JOIN]),
    max_size=12,
)


@given(walk=_WALK, day=st.integers(0, 130))
def test_head_counts_summed_from_lines_equal_the_folded_state_on_every_day(
    walk: list[Kind], day: int
) -> None:
    standing = rules.follow(rules.NOTHING, Kind.JOIN, DAY)
    assert standing is not None
    lines, deltas = [Line(1, Kind.JOIN, DAY, NOON)], [(DAY, 1, 0)]
    for number, kind in enumerate(walk, start=1):
        last = lines[-1].effective_on
        on = last if kind is Kind.ANNUL else max(last, DAY + timedelta(days=10 * number))
        after = rules.follow(standing, kind, on)
        if after is not None and after.state is not None:
            moved = rules.step(standing.state, after.state)
            lines.append(Line(len(lines) + 1, kind, on, NOON + timedelta(days=number)))
            deltas.append((on, moved.active_delta, moved.retained_delta))
            standing = after
    asked = DAY + timedelta(days=day)
    state = rules.fold(lines, on=asked).state
    assert sum(active for on, active, _ in deltas if on <= asked) == (state is MemberState.ACTIVE)
    assert sum(kept for on, _, kept in deltas if on <= asked) == (state is MemberState.RETAINED)
