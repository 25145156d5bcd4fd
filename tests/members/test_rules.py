"""Membership rules at their boundaries, and the fold of a ledger against a naive recount."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.members import rules
from backend.members.codes import ChangeReason, IdType, MemberState, SexCode
from backend.members.codes import MembershipEventKind as Kind
from tests.members.people import resident_id

TODAY = date(2020, 12, 16)
S = MemberState

#: Every admissible change, written out by hand: source -> {change: target}.
ADMISSIBLE: dict[MemberState | None, dict[Kind, MemberState]] = {
    None: {
        Kind.APPLY: S.PENDING,
        Kind.JOIN: S.ACTIVE,
        Kind.TRANSFER_IN: S.ACTIVE,
        Kind.RETAIN: S.RETAINED,
    },
    S.PENDING: {
        Kind.JOIN: S.ACTIVE,
        Kind.TRANSFER_IN: S.ACTIVE,
        Kind.RETAIN: S.RETAINED,
        Kind.REJECT: S.ENDED,
        Kind.MERGE: S.ENDED,
    },
    S.ACTIVE: {
        Kind.RETAIN: S.RETAINED,
        Kind.TRANSFER_OUT: S.IN_TRANSIT,
        Kind.EXPEL: S.ENDED,
        Kind.WITHDRAW: S.ENDED,
        Kind.DEATH: S.ENDED,
        Kind.MERGE: S.ENDED,
    },
    S.RETAINED: {
        Kind.RESUME: S.ACTIVE,
        Kind.TRANSFER_OUT: S.IN_TRANSIT,
        Kind.EXPEL: S.ENDED,
        Kind.WITHDRAW: S.ENDED,
        Kind.DEATH: S.ENDED,
        Kind.MERGE: S.ENDED,
    },
    S.IN_TRANSIT: {
        Kind.RESUME: S.ACTIVE,
        Kind.RETAIN: S.RETAINED,
        Kind.HAND_OVER: S.ENDED,
        Kind.DEATH: S.ENDED,
    },
    S.ENDED: {
        Kind.APPLY: S.PENDING,
        Kind.JOIN: S.ACTIVE,
        Kind.TRANSFER_IN: S.ACTIVE,
        Kind.RETAIN: S.RETAINED,
    },
}


def _standing(
    state: MemberState | None, by: Kind | None = None, since: date = date(2020, 1, 1)
) -> rules.Standing:
    return rules.NOTHING if state is None else rules.Standing(state, since, by, 1)


@pytest.mark.parametrize(("state", "kind"), list(product([None, *S], Kind)))
def test_exactly_the_listed_changes_are_admissible(state: MemberState | None, kind: Kind) -> None:
    target = ADMISSIBLE[state].get(kind)
    assert rules.target_of(_standing(state), kind) is target
    found = rules.check_change(
        _standing(state), kind, TODAY, reason=ChangeReason.OWN_REQUEST, note="凭据", today=TODAY
    )
    assert ([error.code for error in found] == []) is (target is not None)


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("final", [Kind.DEATH, Kind.EXPEL])
def test_nobody_comes_back_after_death_or_expulsion(final: Kind, kind: Kind) -> None:
    assert rules.target_of(_standing(S.ENDED, final), kind) is None


@pytest.mark.parametrize("last", [Kind.WITHDRAW, Kind.HAND_OVER, Kind.REJECT])
def test_who_left_otherwise_may_be_registered_again(last: Kind) -> None:
    assert rules.target_of(_standing(S.ENDED, last), Kind.APPLY) is S.PENDING


@pytest.mark.parametrize(
    ("on", "code"),
    [
        (TODAY, None),
        (TODAY + timedelta(days=1), "future_change"),
        (date(2020, 1, 1), None),
        (date(2019, 12, 31), "before_last_change"),
    ],
)
def test_a_change_lies_between_the_last_one_and_today(on: date, code: str | None) -> None:
    found = rules.check_change(
        _standing(S.ACTIVE), Kind.RETAIN, on, reason=ChangeReason.UNEMPLOYED, note="", today=TODAY
    )
    assert [error.code for error in found] == ([code] if code else [])


@pytest.mark.parametrize("kind", [Kind.RETAIN, Kind.TRANSFER_OUT, Kind.EXPEL, Kind.WITHDRAW])
def test_changes_to_a_members_disadvantage_name_a_national_reason(kind: Kind) -> None:
    found = rules.check_change(_standing(S.ACTIVE), kind, TODAY, reason=None, note="有", today=TODAY)
    assert [(e.field, e.code) for e in found] == [("reason", "left_without_reason")]
    assert "所在企业破产" in found[0].fix


@pytest.mark.parametrize(("state", "kind"), [(S.ACTIVE, Kind.DEATH), (S.PENDING, Kind.REJECT)])
def test_death_and_refusal_say_what_they_rest_on(state: MemberState, kind: Kind) -> None:
    found = rules.check_change(_standing(state), kind, TODAY, reason=None, note="  ", today=TODAY)
    assert [(e.field, e.code) for e in found] == [("note", "note_missing")]


def test_a_waiting_registration_can_by_hand_only_be_taken_back() -> None:
    assert rules.changes_open_to(_standing(S.PENDING, Kind.APPLY)) == [Kind.REJECT]
    assert rules.changes_open_to(_standing(S.ENDED, Kind.WITHDRAW)) == []
    assert rules.changes_open_to(rules.NOTHING) == []


@pytest.mark.parametrize(
    ("birth", "is_refused"),
    [
        (date(2004, 12, 16), False),
        (date(2004, 12, 17), True),
        (date(2004, 12, 15), False),
        (date(2004, 2, 29), False),
    ],
)
def test_sixteen_is_completed_on_the_birthday(birth: date, is_refused: bool) -> None:
    person, found = rules.identify(
        IdType.RESIDENT, resident_id(birth), None, None, today=TODAY, of_age_on=TODAY
    )
    assert ([e.code for e in found] == ["under_age"]) is is_refused
    assert (person is None) is is_refused


def test_who_is_born_on_the_29th_of_february_comes_of_age_on_the_last_day_of_the_month() -> None:
    born = date(2004, 2, 29)
    assert not rules.too_young(born, date(2020, 2, 29))
    assert rules.too_young(born, date(2020, 2, 28))
    assert not rules.too_young(date(2000, 2, 29), date(2017, 2, 28))


def test_sex_and_birth_date_must_agree_with_the_id_number() -> None:
    number = resident_id(date(1990, 1, 1), 1)
    for sex, birth, codes in (
        (SexCode.MALE, date(1990, 1, 1), []),
        (SexCode.FEMALE, date(1990, 1, 1), ["sex_mismatch"]),
        (SexCode.MALE, date(1990, 1, 2), ["birth_mismatch"]),
        (SexCode.FEMALE, date(1991, 1, 1), ["sex_mismatch", "birth_mismatch"]),
        (None, None, []),
    ):
        person, found = rules.identify(IdType.RESIDENT, number, sex, birth, today=TODAY, of_age_on=TODAY)
        assert [e.code for e in found] == codes
        if not codes:
            assert person == rules.Person(IdType.RESIDENT, number, SexCode.MALE, date(1990, 1, 1))


def test_the_check_vectors_of_the_standard_are_accepted_and_one_changed_digit_is_not() -> None:
    for number in ("430702199001010019", "430702198506152026", "430702200012313336"):
        person, _ = rules.identify(IdType.RESIDENT, number, None, None, today=TODAY, of_age_on=TODAY)
        assert person is not None and person.id_no == number
        wrong = number[:-1] + ("0" if number[-1] != "0" else "1")
        assert rules.identify(IdType.RESIDENT, wrong, None, None, today=TODAY, of_age_on=TODAY)[0] is None


def test_other_papers_state_sex_and_birth_date_themselves() -> None:
    person, found = rules.identify(IdType.PASSPORT, "e 57830058", None, None, today=TODAY, of_age_on=TODAY)
    assert person is None and [e.field for e in found] == ["sex", "birth_date"]
    person, found = rules.identify(
        IdType.PASSPORT, "e 57830058", SexCode.FEMALE, date(1976, 10, 24), today=TODAY, of_age_on=TODAY
    )
    assert person is not None and person.id_no == "E57830058" and found == []
    young = rules.identify(
        IdType.PASSPORT, "E57830058", SexCode.FEMALE, date(2010, 1, 1), today=TODAY, of_age_on=TODAY
    )
    assert [e.code for e in young[1]] == ["under_age"]


@dataclass(frozen=True)
class Line:
    sequence: int
    kind: Kind
    effective_on: date
    recorded_at: datetime


@st.composite
def ledgers(draw: st.DrawFn) -> list[Line]:
    """Admissible ledgers: any walk along the transitions, days and moments never going back."""
    lines: list[Line] = []
    standing, day, moment = rules.NOTHING, date(2018, 1, 1), datetime(2018, 1, 2, tzinfo=UTC)
    for sequence in range(1, draw(st.integers(1, 9)) + 1):
        kinds = [kind for kind in Kind if rules.target_of(standing, kind) is not None]
        if not kinds:
            break
        kind = draw(st.sampled_from(kinds))
        day += timedelta(days=draw(st.integers(0, 40)))
        moment += timedelta(days=draw(st.integers(0, 40)))
        target = rules.target_of(standing, kind)
        assert target is not None
        standing = rules.Standing(target, day, kind, sequence)
        lines.append(Line(sequence, kind, day, moment))
    return lines


@given(ledgers(), st.integers(-5, 400), st.integers(-5, 400))
def test_the_fold_and_the_sums_of_deltas_agree_with_a_naive_recount(
    lines: list[Line], days: int, known_days: int
) -> None:
    on = date(2018, 1, 1) + timedelta(days=days)
    known = datetime(2018, 1, 2, tzinfo=UTC) + timedelta(days=known_days)
    seen = [line for line in lines if line.effective_on <= on and line.recorded_at <= known]
    state: MemberState | None = None
    active = retained = 0
    for line in seen:
        target = ADMISSIBLE[state][line.kind]
        moved = rules.step(state, target)
        active, retained, state = active + moved.active_delta, retained + moved.retained_delta, target
    standing = rules.fold(reversed(lines), on=on, known_at=known)
    assert (standing.state, standing.lines) == (state, len(seen))
    assert active == (state is S.ACTIVE) and retained == (state is S.RETAINED)
    assert standing.since == (seen[-1].effective_on if seen else None)


def test_a_ledger_that_breaks_the_rules_is_refused() -> None:
    moment = datetime(2020, 1, 1, tzinfo=UTC)
    with pytest.raises(ValueError, match="resume"):
        rules.fold([Line(1, Kind.JOIN, TODAY, moment), Line(2, Kind.RESUME, TODAY, moment)])
