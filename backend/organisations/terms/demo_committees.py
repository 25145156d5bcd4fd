"""The committees of the demo: chairs as on the cards, everybody else invented; a few things missing on purpose."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from backend.kernel.demo import DemoWorld, invented_id, invented_name, working_moment
from backend.kernel.identifiers import Sex
from backend.organisations.codes import UnitCategory
from backend.organisations.terms.codes import CommitteeRole, DeclaredRelation, SeatLeaveReason
from backend.organisations.terms.demo_rows import SOURCE, DemoTerm, scoped
from backend.organisations.terms.rules import FOR_PROFIT

R = CommitteeRole
#: How often something is missing: the declaration of relations, the women's committee, the audit committee.
UNDECLARED, NO_WOMEN, NO_AUDIT, GONE = 0.04, 0.03, 0.02, 0.012
BIG, WOMEN_MIN = 25, 10

Rows = list[dict[str, Any]]


def committee_rows(rng: random.Random, world: DemoWorld, terms: list[DemoTerm]) -> tuple[Rows, Rows]:
    """Seats and departures of all unions."""
    seats: Rows = []
    departures: Rows = []
    for term in terms:
        for role, name in _people(rng, term):
            seat = _seat(rng, term, role, name)
            seats.append(seat)
            if role in (R.VICE_CHAIR, R.AUDIT_HEAD) and rng.random() < GONE:
                departures += _departure(rng, world.today, term, seat)
    return seats, departures


def _people(rng: random.Random, term: DemoTerm) -> Iterator[tuple[CommitteeRole, str]]:
    is_big = term.members >= BIG or not term.members
    yield R.CHAIR, term.union.chair_name
    if is_big:
        yield R.VICE_CHAIR, _name(rng)
    for _ in range(rng.randrange(2, 5) if is_big else 1 + rng.randrange(2)):
        yield R.MEMBER, _name(rng)
    if rng.random() >= NO_AUDIT:
        yield R.AUDIT_HEAD, _name(rng)
        for _ in range(2 if is_big else 1):
            yield R.AUDIT_MEMBER, _name(rng)
    if term.women >= WOMEN_MIN and rng.random() >= NO_WOMEN:
        yield R.WOMEN_HEAD, invented_name(rng, Sex.FEMALE)
        yield R.WOMEN_MEMBER, invented_name(rng, Sex.FEMALE)
        yield R.WOMEN_MEMBER, invented_name(rng, Sex.FEMALE)
    elif 0 < term.women < WOMEN_MIN:
        yield R.WOMEN_DELEGATE, invented_name(rng, Sex.FEMALE)


def _name(rng: random.Random) -> str:
    return invented_name(rng, Sex.FEMALE if rng.random() < 0.4 else Sex.MALE)


def _seat(rng: random.Random, term: DemoTerm, role: CommitteeRole, name: str) -> dict[str, Any]:
    is_asked = term.union.unit_category in FOR_PROFIT
    relation = DeclaredRelation.NONE
    if is_asked and rng.random() < UNDECLARED:
        relation = DeclaredRelation.UNDECLARED
    row = scoped(rng, term, term.recorded_at)
    is_party_deputy = role is R.CHAIR and term.union.unit_category is UnitCategory.INSTITUTION
    return {
        **row,
        "organisation_id": term.union.id,
        "term_id": term.term_id,
        "seat_id": invented_id(rng, term.recorded_at),
        "role": role,
        "name": name,
        "member_id": None,
        "relation": relation,
        "is_deputy_secretary": is_party_deputy and rng.random() < 0.3,
        "elected_on": term.start_on,
        "approved_on": term.approved_on,
        "approval_no": term.approval_no,
        "recorded_at": term.recorded_at,
        "recorded_by": SOURCE,
    }


def _departure(rng: random.Random, today: date, term: DemoTerm, seat: dict[str, Any]) -> Rows:
    """Somebody who retired or left the unit some months ago and has not been followed by anybody yet."""
    left_on = today - timedelta(days=rng.randrange(20, 260))
    if left_on <= term.start_on:
        return []
    told = max(term.recorded_at, working_moment(rng, left_on + timedelta(days=5)))
    return [
        {
            **scoped(rng, term, told),
            "organisation_id": term.union.id,
            "seat_id": seat["seat_id"],
            "left_on": left_on,
            "reason": rng.choice([SeatLeaveReason.RETIREMENT, SeatLeaveReason.LEFT_UNIT]),
            "note": "",
            "voters_total": None,
            "votes_for": None,
            "committee_consent_on": None,
            "higher_consent_no": "",
            "recorded_at": told,
            "recorded_by": SOURCE,
        }
    ]
