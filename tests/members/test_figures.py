"""Figures of members: the monthly return's counts and the indicators against a naive recount, and the demo's totals."""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from fastapi import FastAPI
from sqlalchemy import func, select
from sqlmodel import Session

from backend.kernel import clock, demo, privacy
from backend.kernel.authz import Actor
from backend.kernel.db import unit_of_work
from backend.kernel.indicators import AsOf, compute
from backend.kernel.roles import Role
from backend.members import ledger, queries, rules, sealing
from backend.members.codes import ChangeReason, IdType, MemberSource, MemberState, SexCode
from backend.members.codes import MembershipEventKind as Kind
from backend.members.indicators import INDICATORS
from backend.members.models import Member, MembershipEvent
from backend.modules import MODULES
from tests.members.people import resident_id
from tests.members.test_races import actor_of
from tests.support.actors import World
from tests.support.builders import Union
from tests.support.database import Database, dispose, sqlite_database

START = date(2020, 1, 1)
BY_CODE = {indicator.code: indicator for indicator in INDICATORS}
WALKS = (Kind.RETAIN, Kind.RESUME, Kind.WITHDRAW, Kind.DEATH, Kind.TRANSFER_OUT)


def _new_member(session: Session, union: Union, number: int) -> Member:
    person = rules.Person(
        IdType.RESIDENT, resident_id(date(1980, 1, 1), number), SexCode("12"[number % 2]), date(1980, 1, 1)
    )
    member_id = UUID(int=number + (7 << 76) + (2 << 62))
    member = Member(
        district_id="430702",
        id=member_id,
        org_path=union.org_path,
        organisation_id=union.id,
        name=f"甲{number}",
        initials="j",
        name_key=f"jia {number}",
        **sealing.sealed_person("430702", member_id, person),
        **sealing.sealed_mobile("430702", member_id, None),
        is_migrant=number % 3 == 0,
        joined_on=START,
        status=MemberState.PENDING,
        status_on=START,
        first_kind=Kind.JOIN,
        source=MemberSource.FORM,
        updated_at=clock.now(),
    )
    session.add(member)
    session.flush()
    return member


def _live(session: Session, actor: Actor, world: World) -> None:
    """Sixty people with random but admissible lives in two unions."""
    rng = random.Random(11)
    for number in range(1, 61):
        member = _new_member(session, (world.union, world.other_union)[number % 2], number)
        day = START + timedelta(days=rng.randrange(200))
        first = rng.choice((Kind.JOIN, Kind.JOIN, Kind.TRANSFER_IN, Kind.RETAIN, Kind.APPLY))
        ledger.append(session, actor, member, ledger.Change(first, day, ChangeReason.EMPLOYMENT))
        for kind in rng.sample(WALKS, rng.randrange(4)):
            day += timedelta(days=rng.randrange(60))
            standing = ledger.standing_of(session, member)
            if rules.target_of(standing, kind) is not None and kind in rules.changes_open_to(standing):
                ledger.append(
                    session, actor, member, ledger.Change(kind, day, ChangeReason.EMPLOYMENT, "凭据")
                )


def _recount(session: Session, organisation_id: UUID, on: date) -> Counter[MemberState | None]:
    """The states on a day, by folding every ledger."""
    found: Counter[MemberState | None] = Counter()
    members = session.execute(select(Member.id).where(Member.organisation_id == organisation_id)).scalars()  # type: ignore[call-overload]
    for member_id in members:
        lines = session.execute(
            select(MembershipEvent).where(MembershipEvent.member_id == member_id)  # type: ignore[arg-type]
        ).scalars()
        found[rules.fold(lines, on=on).state] += 1
    return found


def test_counts_movements_and_indicators_agree_with_folding_every_ledger(app: FastAPI, world: World) -> None:
    actor = actor_of(world.seats["district"])
    with unit_of_work(app.state.engine) as session:
        _live(session, actor, world)
    with unit_of_work(app.state.engine, writes=False) as session:
        for month in range(1, 13):
            on = date(2020, month, 15)
            everywhere = queries.counts_within(session, actor, on)
            totals = 0
            for union in (world.union, world.other_union):
                naive = _recount(session, union.id, on)
                counted = queries.counts_at(session, "430702", union.id, on)
                assert (counted.members, counted.retained) == (
                    naive[MemberState.ACTIVE],
                    naive[MemberState.RETAINED],
                )
                assert everywhere.get(union.id, queries.MemberCounts()) == counted
                before = queries.counts_at(session, "430702", union.id, date(2020, 3, 31))
                moved = queries.movements(session, "430702", union.id, date(2020, 4, 1), on)
                if on >= date(2020, 4, 1):
                    assert before.members + moved.net == counted.members
                    within = queries.movements_within(session, actor, date(2020, 4, 1), on)
                    assert within.get(union.id, queries.Movements()) == moved
                    rows = queries.movement_rows(session, "430702", union.id, date(2020, 4, 1), on)
                    assert len(rows) == sum(getattr(moved, name) for name in queries.Movements.__slots__)
                totals += counted.members
            assert compute(session, BY_CODE["members.total"], actor, AsOf(on, START)).value == totals


def test_what_was_recorded_later_was_not_known_before(app: FastAPI, world: World) -> None:
    actor = actor_of(world.seats["district"])
    with unit_of_work(app.state.engine) as session:
        member = _new_member(session, world.union, 1)
        clock.freeze(date(2020, 6, 1))
        ledger.append(session, actor, member, ledger.Change(Kind.JOIN, date(2020, 5, 1)))
        clock.freeze(date(2020, 9, 1))
        ledger.append(
            session,
            actor,
            member,
            ledger.Change(Kind.WITHDRAW, date(2020, 7, 1), ChangeReason.OWN_REQUEST),
        )
    with unit_of_work(app.state.engine, writes=False) as session:
        total, joined = BY_CODE["members.total"], BY_CODE["members.joined"]
        late_june, december = date(2020, 6, 30), date(2020, 12, 1)
        for on, known, expected in (
            (late_june, None, 1),
            (december, None, 0),
            (december, clock.end_of(date(2020, 8, 31)), 1),
            (december, clock.end_of(date(2020, 9, 1)), 0),
            (late_june, clock.end_of(date(2020, 5, 2)), 0),
        ):
            assert compute(session, total, actor, AsOf(on, START, known)).value == expected
        assert compute(session, joined, actor, AsOf(december, START)).value == 1
        assert compute(session, joined, actor, AsOf(date(2020, 4, 30), START)).value == 0
        elsewhere = AsOf(late_june, START, org_path=world.other_union.org_path)
        assert compute(session, total, actor, elsewhere).value == 0
    neighbour = actor_of(world.seats["other_chair"])
    with unit_of_work(app.state.engine, writes=False) as session:
        assert compute(session, total, neighbour, AsOf(late_june, START)).value == 0
        assert queries.counts_within(session, neighbour, late_june) == {}


@pytest.fixture(scope="module")
def demo_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Database, demo.DemoWorld]]:
    """The demo's unions and members in a store of their own."""
    made = sqlite_database(tmp_path_factory.mktemp("demo"))
    privacy.use_keys(privacy.new_ring())
    world = demo.DemoWorld()
    demo.load(made.engine, [m for m in MODULES if m.name in ("organisations", "members")], world)
    yield made, world
    dispose(made)


def test_the_demo_has_exactly_the_members_and_joins_of_the_report(
    demo_store: tuple[Database, demo.DemoWorld],
) -> None:
    store, world = demo_store
    actor = Actor(uuid4(), uuid4(), "区办", Role.DISTRICT, "430702", uuid4(), "430702.", frozenset())
    with unit_of_work(store.engine, writes=False) as session:
        as_of = AsOf(world.today, START)
        assert compute(session, BY_CODE["members.total"], actor, as_of).value == 31_049
        assert compute(session, BY_CODE["members.joined"], actor, as_of).value == 3_462
        counts = queries.counts_within(session, actor, world.today)
        moved = queries.movements_within(session, actor, START, world.today)
        for union in world.facts["unions"]:
            assert counts[union.id].members == union.member_target
            assert moved.get(union.id, queries.Movements()).joined == union.joined_2020_target
        people, names = session.execute(
            select(func.count(func.distinct(Member.id_no_index)), func.count())
        ).one()
        assert names - people == 90 + 3
