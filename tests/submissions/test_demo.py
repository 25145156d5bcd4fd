"""The demo's returns on a small world: every filed one is one that the checks would have let pass."""

from collections import Counter
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import func, select

from backend.kernel.authz import Actor
from backend.kernel.db import new_id, unit_of_work
from backend.kernel.demo import DemoWorld, InventedPerson, invented_name
from backend.kernel.identifiers import Sex
from backend.kernel.roles import Office, Role
from backend.modules import permissions_of
from backend.organisations.codes import EconomicType, Industry, OrgLevel, ReportClass
from backend.organisations.demo import DemoPlace, DemoUnion
from backend.submissions import demo
from backend.submissions.codes import ReturnStatus
from backend.submissions.models import MonthlyReturn, ReturnReminder
from backend.submissions.monthly import cell_rules, queries, rules
from tests.support.builders import add_union

UNIONS = 40


@pytest.fixture
def told(ready, app) -> DemoWorld:
    """A demo of one street with forty unions, the last of them founded in July 2020."""
    world = DemoWorld()
    rng = world.stream("test")

    def person() -> InventedPerson:
        return InventedPerson(invented_name(rng, Sex.FEMALE), Sex.FEMALE, date(1980, 1, 1), "", "")

    place = DemoPlace(
        ready.street_union.id, ready.street_union.org_path, ready.street_union.name, OrgLevel.STREET, person()
    )
    top = DemoPlace(
        ready.district_union.id,
        ready.district_union.org_path,
        ready.district_union.name,
        OrgLevel.DISTRICT,
        person(),
    )
    unions = []
    with unit_of_work(app.state.engine) as session:
        for number in range(UNIONS):
            founded = date(2020, 7, 9) if number == UNIONS - 1 else date(2016, 4, 5)
            chair = person()
            row = add_union(
                session, f"430702.001.{100 + number}.", f"第{number}工会委员会", ready.street_union,
                founded_on=founded, chair_name=chair.name,
            )  # fmt: skip
            unions.append(
                DemoUnion(
                    id=row.id, org_path=row.org_path, name=row.name, short_name=row.name, street_path=place.org_path,
                    street_name=place.name, report_class=ReportClass.NON_PUBLIC, economic_type=EconomicType.PRIVATE,
                    industry=Industry.C, founded_on=founded, recorded_at=datetime(2020, 1, 1, tzinfo=UTC),
                    member_target=0, joined_2020_target=0, employees=30, women_share=0.4, migrant_share=0.1,
                    chair=chair, employer_name=row.name,
                )
            )  # fmt: skip
    world.facts.update(district=top, federations=[place], streets=[place], unions=unions, accounts={})
    return world


def _make(app: Any, world: DemoWorld) -> None:
    with unit_of_work(app.state.engine) as session:
        demo.make(session, world)


def _reader(world: DemoWorld) -> Actor:
    top = world.facts["district"]
    rights = permissions_of(Role.DISTRICT, frozenset(Office))
    return Actor(new_id(), new_id(), "读者", Role.DISTRICT, "430702", top.id, top.org_path, rights)


def test_the_demo_has_gaps_of_every_kind_and_nothing_before_a_founding(told, app):
    _make(app, told)
    with unit_of_work(app.state.engine) as session:
        rows = list(session.execute(select(MonthlyReturn)).scalars())
        reminders = session.execute(select(func.count()).select_from(ReturnReminder)).scalar_one()
    due = (UNIONS - 1) * 11 + 5
    assert 0.9 * due < len(rows) < due and reminders > 0
    by_status = Counter(row.status for row in rows if row.period == "2020-11")
    assert {ReturnStatus.ACCEPTED, ReturnStatus.SUBMITTED} <= set(
        by_status
    ) and ReturnStatus.LOCKED not in by_status
    assert {row.status for row in rows if row.period < "2020-11"} == {ReturnStatus.LOCKED}
    assert any(row.is_late for row in rows) and any(row.on_behalf for row in rows)
    newest = told.facts["unions"][-1].id
    assert min(row.period for row in rows if row.organisation_id == newest) >= "2020-07"
    for row in rows:
        if row.submitted_at is not None:
            late = rules.is_late(row.submitted_at.date(), row.fill_due_on, row.extended_to)
            assert row.is_late is late and row.submitted_at < (
                row.accepted_at or datetime.max.replace(tzinfo=UTC)
            )


def test_every_filed_return_of_the_demo_passes_its_checks(told, app):
    _make(app, told)
    reader = _reader(told)
    with unit_of_work(app.state.engine) as session:
        rows = session.execute(
            select(MonthlyReturn).where(MonthlyReturn.period.in_(["2020-07", "2020-11"]))  # type: ignore[attr-defined]
        ).scalars()
        checked = 0
        for row in list(rows):
            if row.status in rules.REPORTED_STATES:
                state = queries.state_of(session, reader, row)
                assert cell_rules.standing(state.verdicts) == [], row.organisation_name
                checked += 1
    assert checked > UNIONS


def test_the_same_seed_makes_the_same_demo(told, app, monkeypatch):
    made: list[Any] = []
    made_ids = ("id", "return_id", "object_id", "account_id", "person_id", "submitted_by", "accepted_by")

    def keep(_session: Any, model: Any, rows: list[dict[str, Any]]) -> None:
        made.extend(
            (model.__name__, *(str(row[key]) for key in sorted(row) if key not in made_ids)) for row in rows
        )

    monkeypatch.setattr(demo, "bulk_insert", keep)
    _make(app, told)
    first = list(made)
    made.clear()
    _make(app, told)
    assert made == first and len(first) > 5_000


def test_an_empty_demo_has_no_returns(told, app):
    told.is_empty = True
    _make(app, told)
    with unit_of_work(app.state.engine) as session:
        assert session.execute(select(func.count()).select_from(MonthlyReturn)).scalar_one() == 0
