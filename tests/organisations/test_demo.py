"""The demo's tree: the district's published figures exactly, the same at every load, nobody real."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import func, select
from sqlmodel import Session

from backend.kernel import clock, privacy
from backend.kernel.authz import Actor
from backend.kernel.db import unit_of_work
from backend.kernel.demo import DEMO_TODAY, DemoWorld, InventedPerson, load, seed_reference
from backend.kernel.identifiers import check_mobile, check_resident_id
from backend.kernel.indicators import AsOf, Indicator, compute
from backend.kernel.roles import Role
from backend.kernel.uscc import check_uscc
from backend.organisations import coverage, tree
from backend.organisations.codes import OrgLevel
from backend.organisations.facts import PlaceFacts, refusals
from backend.organisations.head_count_rules import check_head_count
from backend.organisations.indicators import INDICATORS
from backend.organisations.models import Division, HeadCount, Organisation, SerialCounter
from backend.organisations.module import MODULE
from backend.organisations.placement_rules import check_placement
from backend.organisations.queries import ORG, grassroots_within
from backend.organisations.rules import check_union
from backend.organisations.service import union_facts
from tests.support.database import KINDS, Database, dispose, sqlite_database
from tests.support.demo import DemoStore, loaded_store

#: SHA-256 of the names of the persons in the district's published report, who must not come out of the generator.
REAL_PERSONS = frozenset(
    {
        "058808c028f46442cb747c56cf55b94ea102995632cd7e45e2f440a9404767c2",
        "cabb4d78120a73314949427e7e9b68927ac22b55aaebebf96687b6e3393a86c8",
        "85bcd75172f93037094fef90a76e730c153f8ad503288120b6efe5fa460abe2d",
        "f6b06b19a26754f91598e9b59166f23eaf8350b85acd860463f58b2aaa80f986",
        "5355f55ffc134e6965688f362a224b363a7a64fac0bc7449a3f0a160f1e814d7",
        "af948c6d50a1d1b644fe9520a78b5d2016445612fc43f23e12d481a8685345e8",
    }
)
YEAR = AsOf(on=DEMO_TODAY, start=date(2020, 1, 1))
BY_CODE = {indicator.code: indicator for indicator in INDICATORS}


@pytest.fixture(scope="module", params=KINDS)
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoStore]:
    """The loaded demo; no test here leaves a change in it."""
    yield from loaded_store(request.param, tmp_path_factory.mktemp("demo"))


def reader(path: str = "430702.") -> Actor:
    return Actor(uuid4(), uuid4(), "读者", Role.AUDITOR, "430702", uuid4(), path, frozenset())


def figure(session: Session, code: str, as_of: AsOf = YEAR, path: str = "430702.") -> int:
    return compute(session, BY_CODE[code], reader(path), as_of).value


def test_the_figures_of_2020_come_out_exactly(store: DemoStore) -> None:
    with unit_of_work(store.database.engine) as session:
        assert {code: figure(session, code) for code in BY_CODE} == {
            "organisations.grassroots": 734,
            "organisations.grassroots.public": 126,
            "organisations.grassroots.state_owned": 11,
            "organisations.grassroots.non_public": 597,
            "organisations.founded": 49,
        }
    unions = store.world.facts["unions"]
    assert len(unions) == 734
    assert sum(union.member_target for union in unions) == 31_049
    assert sum(union.joined_2020_target for union in unions) == 3_462
    new = [union for union in unions if union.founded_on >= date(2020, 1, 1)]
    assert len(new) == 49 and max(union.founded_on for union in new) <= DEMO_TODAY
    assert 40 <= sum(union.member_target for union in new) / 49 <= 70
    assert all(union.joined_2020_target == union.member_target for union in new)
    assert all(0 <= union.joined_2020_target <= union.member_target <= union.employees for union in unions)


def test_the_parts_add_up_in_every_street_and_on_every_day(store: DemoStore) -> None:
    whole = BY_CODE["organisations.grassroots"]
    assert len(whole.parts) == 3
    days = (date(1999, 1, 1), date(2010, 6, 30), date(2019, 12, 31), DEMO_TODAY)
    with unit_of_work(store.database.engine) as session:
        for place in store.world.facts["federations"]:
            for day in days:
                as_of = AsOf(on=day, start=date(day.year, 1, 1))
                parts = [figure(session, code, as_of, place.org_path) for code in whole.parts]
                assert sum(parts) == figure(session, whole.code, as_of, place.org_path)
        assert figure(session, whole.code, AsOf(date(2019, 12, 31), date(2019, 1, 1))) == 734 - 49


def test_a_figure_can_be_asked_as_it_was_known(store: DemoStore) -> None:
    def known(moment: datetime) -> AsOf:
        return AsOf(DEMO_TODAY, date(2020, 1, 1), known_at=moment)

    with unit_of_work(store.database.engine) as session:
        assert figure(session, "organisations.grassroots", known(datetime(2017, 12, 31, tzinfo=UTC))) == 0
        half = figure(session, "organisations.founded", known(datetime(2020, 7, 1, tzinfo=UTC)))
        assert 0 < half < 49
        late = max(union.recorded_at for union in store.world.facts["unions"])
        assert late < clock.start_of(DEMO_TODAY)
        assert figure(session, "organisations.founded", known(late)) == 49


def test_a_dissolved_union_leaves_the_figure_on_its_day(store: DemoStore) -> None:
    union = next(u for u in store.world.facts["unions"] if u.founded_on < date(2018, 1, 1))
    start, code = date(2020, 1, 1), "organisations.grassroots"
    cases = {
        AsOf(date(2020, 9, 30), start): 0,
        AsOf(date(2020, 10, 1), start): -1,
        AsOf(DEMO_TODAY, start): -1,
        AsOf(DEMO_TODAY, start, known_at=datetime(2020, 10, 31, tzinfo=UTC)): 0,
        AsOf(DEMO_TODAY, start, known_at=datetime(2020, 11, 1, tzinfo=UTC)): -1,
    }
    with unit_of_work(store.database.engine) as session:
        before = {as_of: figure(session, code, as_of) for as_of in cases}
        row = session.get_one(Organisation, ("430702", union.id))
        row.dissolved_on, row.dissolved_recorded_at = date(2020, 10, 1), datetime(2020, 11, 1, tzinfo=UTC)
        session.flush()
        assert {as_of: figure(session, code, as_of) - before[as_of] for as_of in cases} == cases
        session.rollback()


def test_value_and_drill_down_are_one_predicate(store: DemoStore) -> None:
    def rows(indicator: Indicator) -> list[Any]:
        return list(session.execute(indicator.rows(reader(), YEAR)))

    with unit_of_work(store.database.engine) as session:
        for indicator in INDICATORS:
            found = rows(indicator)
            assert len(found) == figure(session, indicator.code)
            assert all(row[1] for row in found)


def test_a_street_sees_its_own_part_of_the_figures(store: DemoStore) -> None:
    streets = store.world.facts["streets"]
    assert len(streets) == 14
    with unit_of_work(store.database.engine) as session:
        parts = [
            figure(session, "organisations.grassroots", path=p.org_path)
            for p in store.world.facts["federations"]
        ]
        assert sum(parts) == 734 and min(parts) >= 1
        assert len(session.execute(grassroots_within(reader(streets[0].org_path))).all()) == parts[0]


def test_the_demo_is_the_same_every_time(store: DemoStore, tmp_path: Any) -> None:
    folder = tmp_path / "again"
    folder.mkdir()
    other = sqlite_database(folder)
    again = load(other.engine, [MODULE], DemoWorld())
    dispose(other)
    assert again.facts["unions"] == store.world.facts["unions"]
    assert again.facts["federations"] == store.world.facts["federations"]


def test_every_union_of_the_demo_keeps_the_rules(store: DemoStore) -> None:
    with unit_of_work(store.database.engine) as session:
        rows = {row.id: row for row in session.execute(select(Organisation)).scalars()}
        assert len(rows) > 734 + 14
        for row in rows.values():
            facts = union_facts(row, coverage.as_forms(coverage.employers_now(session, row.id, "430702")))
            assert refusals(check_union(facts, DEMO_TODAY)) == [], row.name
            if row.parent_id:
                parent = rows[row.parent_id]
                assert row.org_path.startswith(parent.org_path)
                place = PlaceFacts(parent.level, parent.org_path, parent.org_form, parent.status)
                child = PlaceFacts(row.level, row.org_path, row.org_form, row.status)
                assert refusals(check_placement(place, child)) == [], row.name
        for count in session.execute(select(HeadCount)).scalars():
            assert refusals(check_head_count(count, rows[count.organisation_id].founded_on, DEMO_TODAY)) == []


def test_codes_and_names_are_given_out_once(store: DemoStore) -> None:
    with unit_of_work(store.database.engine) as session:
        rows = session.execute(select(ORG.code, ORG.union_uscc, ORG.name, ORG.org_path)).all()
        codes = [row.union_uscc for row in rows if row.union_uscc]
        assert len(codes) == len(set(codes)) > 400
        assert all(check_uscc(code).is_valid for code in codes)
        for values in (
            [row.code for row in rows],
            [row.name for row in rows],
            [row.org_path for row in rows],
        ):
            assert len(values) == len(set(values))
        last = session.get_one(SerialCounter, ("430702", "code")).last
        assert last == len(rows) == max(int(row.code[6:]) for row in rows)


def test_the_tree_of_a_past_day_is_whole(store: DemoStore) -> None:
    with unit_of_work(store.database.engine) as session:
        for day in (date(2005, 1, 1), date(2019, 6, 30), date(2019, 7, 1), DEMO_TODAY):
            past = tree.tree_on(session, reader(), day)
            root = next(row for row in past.rows.values() if row.level is OrgLevel.DISTRICT)
            assert {root.id, *past.descendants(root.id)} == set(past.rows), day
        park = next(p for p in store.world.facts["federations"] if p.level is OrgLevel.PARK)
        counts = [
            tree.tree_on(session, reader(), day).node(park.id).union_count
            for day in (date(2019, 6, 30), date(2019, 7, 1))
        ]
        assert counts[1] - counts[0] >= 6


def test_nobody_of_the_demo_is_real(store: DemoStore) -> None:
    def digest(name: str) -> str:
        return hashlib.sha256(name.encode()).hexdigest()

    rng = store.world.stream("test")
    people: list[InventedPerson] = [store.world.person(rng) for _ in range(20_000)]
    with unit_of_work(store.database.engine) as session:
        names = set(session.execute(select(ORG.chair_name)).scalars())
        names |= set(session.execute(select(ORG.contact_name)).scalars())
    names |= {person.name for person in people}
    assert len(names) > 5_000 and len(REAL_PERSONS) == 6
    assert not {digest(name) for name in names} & REAL_PERSONS
    assert len({person.id_no for person in people}) == len({person.mobile for person in people}) == 20_000
    for person in people[:500]:
        checked = check_resident_id(person.id_no, DEMO_TODAY)
        assert checked.value is not None and not checked.findings
        assert (checked.value.birth_on, checked.value.sex) == (person.birth_on, person.sex)
        assert check_mobile(person.mobile).findings == ()


def test_an_empty_demo_has_the_district_only(database: Database) -> None:
    privacy.use_keys(privacy.new_ring())
    world = load(database.engine, [MODULE], DemoWorld(is_empty=True))
    assert world.facts["unions"] == [] and world.facts["district"].org_path == "430702."
    with unit_of_work(database.engine) as session:
        assert session.execute(select(func.count()).select_from(ORG)).scalar_one() == 1


def test_reference_rows_are_seeded_once(store: DemoStore) -> None:
    seed_reference(store.database.engine, [MODULE])
    with unit_of_work(store.database.engine) as session:
        assert session.execute(select(func.count()).select_from(Division)).scalar_one() == 188
