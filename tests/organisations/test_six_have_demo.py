"""The demo's 六有: 698 of 734 under Wuling's scheme through real rows, each opening to them; fewer under the national one."""

from collections.abc import Iterator
from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import func, select
from sqlmodel import Session

from backend.kernel import privacy
from backend.kernel.authz import Actor
from backend.kernel.db import unit_of_work
from backend.kernel.demo import DEMO_TODAY, DemoWorld, load
from backend.kernel.indicators import AsOf, compute
from backend.kernel.parameters import KEYS, seed_defaults
from backend.kernel.roles import Role
from backend.organisations.evaluations.indicators import INDICATORS as EVALUATIONS
from backend.organisations.homes.indicators import INDICATORS as HOMES
from backend.organisations.module import MODULE
from backend.organisations.six_have import cards, queries
from backend.organisations.six_have.codes import SixHaveScheme, SixHaveStanding
from backend.organisations.six_have.indicators import RATES
from backend.organisations.six_have.models import SixHaveItem
from backend.organisations.six_have.queries import C, I, R, StandingFilter
from tests.support.database import KINDS, Database
from tests.support.demo import DemoStore, loaded_store

WULING, NATIONAL = SixHaveScheme.WULING_2020, SixHaveScheme.ACFTU_NATIONAL
READER = Actor(uuid4(), uuid4(), "读者", Role.AUDITOR, "430702", uuid4(), "430702.", frozenset())


@pytest.fixture(scope="module", params=KINDS)
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoStore]:
    """The loaded demo; no test here leaves a change in it."""
    yield from loaded_store(request.param, tmp_path_factory.mktemp("demo"))


def rate(session: Session, scheme: SixHaveScheme, on: date = DEMO_TODAY) -> tuple[int, int | None, int]:
    found = compute(session, RATES[scheme], READER, AsOf(on=on, start=date(on.year, 1, 1)))
    return found.numerator, found.denominator, found.value


def standings(session: Session, scheme: SixHaveScheme) -> dict[str, int]:
    found = {}
    for standing in SixHaveStanding:
        wanted = StandingFilter(scheme, DEMO_TODAY, 60, standing)
        inner = queries.standings_statement(session, READER, wanted).subquery()
        found[standing.value] = session.execute(select(func.count()).select_from(inner)).scalar_one()
    return found


def test_698_of_734_pass_wulings_scheme_and_fewer_the_national_one(store: DemoStore) -> None:
    with unit_of_work(store.database.engine) as session:
        assert rate(session, WULING) == (698, 734, 9510)
        passing, standing, _ = rate(session, NATIONAL)
        assert standing == 734 and 300 < passing < 698
        found = standings(session, WULING)
        assert found["passing"] == 698 and sum(found.values()) == 734
        assert all(found[name] > 0 for name in ("lapsed", "to_mend", "never")) and found["cancelled"] == 0
        assert rate(session, WULING, date(2020, 1, 1))[0] == 0
        assert 0 < rate(session, WULING, date(2020, 7, 1))[0] < 698


def test_each_of_the_698_opens_to_its_check_with_six_items_and_proof(store: DemoStore) -> None:
    with unit_of_work(store.database.engine) as session:
        seed_defaults(session, list(KEYS.values()))
        rows = session.execute(RATES[WULING].rows(READER, AsOf(DEMO_TODAY, DEMO_TODAY))).all()
        assert len({row.id for row in rows}) == 698
        items = dict(
            session.execute(
                select(C.organisation_id, func.count())
                .join(SixHaveItem, (I.district_id == C.district_id) & (I.check_id == C.id))
                .where(C.scheme == WULING, C.status == "passed")
                .group_by(C.organisation_id)
            ).all()
        )
        assert all(items[row.id] == 6 for row in rows)
        check_id = session.execute(
            select(R.check_id).where(R.organisation_id == rows[0].id, R.scheme == WULING)
        ).scalar_one()
        card = cards.check_out(session, READER, queries.get_check(session, READER, check_id))
        assert [line.action for line in card.history] == ["open", "apply", "pass"]
        assert all(item.records or item.code == "satisfaction" for item in card.items)


def test_evaluations_and_homes_have_believable_figures(store: DemoStore) -> None:
    as_of = AsOf(on=DEMO_TODAY, start=date(2020, 1, 1))
    with unit_of_work(store.database.engine) as session:
        satisfaction, coverage, satisfied = (compute(session, item, READER, as_of) for item in EVALUATIONS)
        assert satisfaction.denominator and 8_500 < satisfaction.value < 9_900
        assert coverage.denominator == 734 and 560 < coverage.numerator < 734
        assert satisfied.denominator == coverage.numerator and 9_300 < satisfied.value < 10_000
        assert compute(session, HOMES[0], READER, as_of).value == 211


def test_the_small_demo_has_all_of_it_too(database: Database) -> None:
    privacy.use_keys(privacy.new_ring())
    load(database.engine, [MODULE], DemoWorld(is_small=True))
    with unit_of_work(database.engine) as session:
        passing, standing, _ = rate(session, WULING)
        assert standing and 0 < passing < standing
