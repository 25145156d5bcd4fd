"""Members of the demo: exactly 31,049 in membership on the day and 3,462 joins in the year, with a life around them."""

import random
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session

from backend.kernel.db import bulk_insert
from backend.kernel.demo import DemoWorld, InventedPerson
from backend.kernel.identifiers import Sex
from backend.members.codes import CaseKind, CaseState, ChangeReason, MemberState
from backend.members.codes import MembershipEventKind as Kind
from backend.members.demo_lifecycle import make_lifecycle
from backend.members.demo_records import make_records, write_twins
from backend.members.demo_rows import OPERATOR, Happening, MemberRows
from backend.members.models import ActiveMembership, Member, MembershipEvent, TransferCase

YEAR = date(2020, 1, 1)
LAST_JOIN = date(2020, 11, 27)
EARLIEST = date(2001, 3, 1)
_BATCH = 4_000
_TRANSFERS = 90
_RETAINED = 260
_WITHDRAWN = 48
_EXPELLED = 3
_DIED = 22
_WAITING = 9
_DUPLICATES = 3
_ON_THE_WAY = 4
_AGED = {"min_age": 22, "max_age": 58}


def make(session: Session, world: DemoWorld) -> None:
    """Write the members of every union of the demo; ``facts["members"]``: union id -> ids of its members."""
    if world.is_empty:
        return
    rows = MemberRows(world, world.stream("members"))
    unions = world.facts["unions"]
    incoming = _transfers(rows, unions)
    for union in unions:
        _fill(rows, union, incoming.get(union.id, 0))
    _leavers(rows, unions)
    _open_matters(rows, unions)
    twins = write_twins(rows)
    for model, found in (
        (Member, rows.members),
        (MembershipEvent, rows.events),
        (ActiveMembership, rows.claims),
        (TransferCase, rows.cases),
    ):
        for start in range(0, len(found), _BATCH):
            bulk_insert(session, model, found[start : start + _BATCH])
    world.facts["members"] = _ids_by_union(rows)
    make_lifecycle(session, world, rows)
    make_records(session, world, twins)


def _ids_by_union(rows: MemberRows) -> dict[Any, list[Any]]:
    found: dict[Any, list[Any]] = {}
    for row in rows.members:
        if row["status"] is MemberState.ACTIVE:
            found.setdefault(row["organisation_id"], []).append(row["id"])
    return found


def _fill(rows: MemberRows, union: Any, transferred_in: int) -> None:
    """The members of one union who joined it and stayed."""
    rng = rows.rng
    total = union.member_target - transferred_in
    is_woman = _marked(rng, total, round(union.member_target * union.women_share))
    is_migrant = _marked(rng, total, round(union.member_target * union.migrant_share))
    for number in range(total):
        person = union.chair if number == 0 else _person(rows, Sex.FEMALE if is_woman[number] else Sex.MALE)
        is_recent = total - number <= union.joined_2020_target
        joined = _joined_this_year(rng, union) if is_recent else _joined_before(rng, union, person)
        rows.add(union, person, [_happening(Kind.JOIN, joined)], is_migrant=is_migrant[number])


def _marked(rng: random.Random, size: int, count: int) -> list[bool]:
    """Flags of which ``count`` are set, anywhere."""
    chosen = set(rng.sample(range(size), min(count, size)))
    return [number in chosen for number in range(size)]


def _person(rows: MemberRows, sex: Sex | None = None) -> InventedPerson:
    return rows.world.person(rows.rng, sex=sex, **_AGED)


def _happening(kind: Kind, day: date, reason: ChangeReason | None = None, note: str = "") -> Happening:
    return (kind, day, reason, note)


def _joined_this_year(rng: random.Random, union: Any) -> date:
    start = max(YEAR + timedelta(days=6), union.founded_on)
    return _day(rng, start, max(start, LAST_JOIN))


def _joined_before(rng: random.Random, union: Any, person: InventedPerson) -> date:
    """After the union was founded and the person came of age, before the year."""
    of_age = date(person.birth_on.year + 18, 7, 1)
    start = min(max(EARLIEST, union.founded_on, of_age), YEAR - timedelta(days=20))
    return _day(rng, start, YEAR - timedelta(days=1))


def _day(rng: random.Random, start: date, end: date) -> date:
    return start + timedelta(days=rng.randrange((end - start).days + 1))


def _old_unions(unions: list[Any], least: int) -> list[Any]:
    """Unions that existed well before the year and have room for people who came and went."""
    early = date(2018, 1, 1)
    return [u for u in unions if u.founded_on < early and u.member_target - u.joined_2020_target >= least]


def _transfers(rows: MemberRows, unions: list[Any]) -> dict[Any, int]:
    """People who moved from one union to another in the year; how many each union received."""
    rng = rows.rng
    old = _old_unions(unions, 20)
    received: dict[Any, int] = {}
    for _ in range(rows.world.share_of(_TRANSFERS)):
        sender, receiver = rng.sample(old, 2)
        person = _person(rows)
        joined = _joined_before(rng, sender, person)
        moved = _day(rng, YEAR + timedelta(days=10), LAST_JOIN)
        reason = ChangeReason.EMPLOYMENT
        left = rows.add(
            sender,
            person,
            [
                _happening(Kind.JOIN, joined),
                _happening(Kind.TRANSFER_OUT, moved, reason),
                _happening(Kind.HAND_OVER, moved),
            ],
            ends={"to": receiver.id},
        )
        rows.add(
            receiver,
            person,
            [_happening(Kind.TRANSFER_IN, moved, reason)],
            joined_on=joined,
            member_no=left["member_no"],
            ends={"from": sender.id},
        )
        received[receiver.id] = received.get(receiver.id, 0) + 1
    return received


def _leavers(rows: MemberRows, unions: list[Any]) -> None:
    """People beyond the present members: retained, gone, died; their joins lie before the year."""
    rng = rows.rng
    old = _old_unions(unions, 8)
    plans = (
        [(Kind.RETAIN, ChangeReason.EMPLOYMENT, "")] * rows.world.share_of(_RETAINED)
        + [(Kind.WITHDRAW, ChangeReason.OWN_REQUEST, "")] * rows.world.share_of(_WITHDRAWN)
        + [(Kind.EXPEL, ChangeReason.CRIME, "")] * rows.world.share_of(_EXPELLED)
        + [(Kind.DEATH, None, "单位报告")] * rows.world.share_of(_DIED)
    )
    for kind, reason, note in plans:
        union, person = rng.choice(old), rows.world.person(rng, min_age=30, max_age=60)
        joined = _joined_before(rng, union, person)
        start = YEAR if rng.random() < 0.45 else max(joined, date(2018, 3, 1))
        left = _day(rng, start, LAST_JOIN)
        rows.add(union, person, [_happening(Kind.JOIN, joined), _happening(kind, left, reason, note)])


def _open_matters(rows: MemberRows, unions: list[Any]) -> None:
    """What waits on the demo's day: registrations to check, duplicates, transfers to accept."""
    rng = rows.rng
    old = _old_unions(unions, 20)
    for number in range(_WAITING):
        day = rows.world.today - timedelta(days=1 + number % 5)
        rows.add(rng.choice(old), _person(rows), [_happening(Kind.APPLY, day)])
    for _ in range(_DUPLICATES):
        holder, claimant = rng.sample(old, 2)
        person = _person(rows)
        rows.add(holder, person, [_happening(Kind.JOIN, _joined_before(rng, holder, person)), _retained(rng)])
        rows.add(claimant, person, [_happening(Kind.APPLY, rows.world.today - timedelta(days=3))])
    for _ in range(_ON_THE_WAY):
        sender, receiver = rng.sample(old, 2)
        _on_the_way(rows, sender, receiver)


def _retained(rng: random.Random) -> Happening:
    return _happening(Kind.RETAIN, _day(rng, YEAR, LAST_JOIN), ChangeReason.UNEMPLOYED)


def _on_the_way(rows: MemberRows, sender: Any, receiver: Any) -> None:
    person = _person(rows)
    day = rows.world.today - timedelta(days=6)
    row = rows.add(
        sender,
        person,
        [
            _happening(Kind.JOIN, _joined_before(rows.rng, sender, person)),
            _happening(Kind.TRANSFER_OUT, day, ChangeReason.EMPLOYMENT),
        ],
        ends={"to": receiver.id},
    )
    rows.cases.append(
        {
            **rows.scoped(receiver, row["updated_at"]),
            "kind": CaseKind.TRANSFER,
            "status": CaseState.AWAITING_RECEIVER,
            "person_name": person.name,
            "claimant_id": None,
            "to_organisation_id": receiver.id,
            "holder_district_id": row["district_id"],
            "holder_id": row["id"],
            "from_organisation_id": sender.id,
            "opened_on": day,
            "opened_by": OPERATOR,
            "closed_on": None,
        }
    )
