"""换届率 and overdue unions: as of a date, as known at a moment, each equal to its rows; and the demo's terms."""

from collections import Counter
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from fastapi import FastAPI
from sqlalchemy import select
from sqlmodel import Session

from backend.kernel import clock, privacy
from backend.kernel.authz import Actor
from backend.kernel.db import unit_of_work
from backend.kernel.demo import DEMO_TODAY, DemoWorld, load
from backend.kernel.indicators import AsOf, compute
from backend.kernel.module import Module
from backend.kernel.paging import Paging
from backend.kernel.parameters import seed_defaults
from backend.kernel.roles import Role
from backend.organisations import demo as tree_demo
from backend.organisations import reference
from backend.organisations.codes import OrgStatus
from backend.organisations.legal import demo as legal_demo
from backend.organisations.legal.models import LegalCertificate
from backend.organisations.queries import ORG, is_grassroots
from backend.organisations.terms import demo as term_demo
from backend.organisations.terms import listing
from backend.organisations.terms.codes import CommitteeRole, TermStanding
from backend.organisations.terms.indicators import INDICATORS
from backend.organisations.terms.models import CommitteeSeat, CommitteeTerm, Reelection
from backend.organisations.terms.parameters import PARAMETERS
from backend.organisations.terms.register import facts_of
from backend.organisations.terms.rules import standing_of, term_end
from tests.support.actors import ActorClient, World
from tests.support.database import Database

RATE, OVERDUE = INDICATORS
S: Any = CommitteeSeat


def reader(path: str = "430702.") -> Actor:
    return Actor(uuid4(), uuid4(), "读者", Role.AUDITOR, "430702", uuid4(), path, frozenset())


def asked(on: date, **more: Any) -> AsOf:
    return AsOf(on=on, start=date(on.year, 1, 1), **more)


async def record(client: ActorClient, union_id: UUID, number: int, start: str) -> None:
    form = {
        "term_no": number,
        "years": 3,
        "start_on": start,
        "elected_on": start,
        "approval_no": f"第{number}号文",
    }
    answer = await client.post(
        f"/organisations/{union_id}/terms", json=form, headers={"Idempotency-Key": str(uuid4())}
    )
    assert answer.status_code == 201, answer.text


async def test_the_rate_is_asked_as_of_a_date_and_as_known_at_a_moment(
    app: FastAPI, street: ActorClient, other_street: ActorClient, world: World
) -> None:
    with unit_of_work(app.state.engine) as session:
        seed_defaults(session, PARAMETERS)
    await record(street, world.union.id, 1, "2017-06-01")
    await record(street, world.neighbour_union.id, 1, "2016-06-01")
    clock.freeze(date(2020, 12, 20))
    await record(other_street, world.other_union.id, 1, "2020-11-20")

    def figure(on: date, path: str = "430702.", **more: Any) -> tuple[int, int | None, int]:
        with unit_of_work(app.state.engine) as session:
            rate = compute(session, RATE, reader(path), asked(on, **more))
            rows = session.execute(RATE.rows(reader(path), asked(on, **more))).all()
            assert len(rows) == rate.numerator
            late = compute(session, OVERDUE, reader(path), asked(on, **more)).value
            return rate.numerator, rate.denominator, late

    assert figure(date(2019, 6, 1)) == (2, 3, 0)
    assert figure(date(2019, 6, 2)) == (1, 3, 1)
    assert figure(date(2020, 6, 1)) == (1, 3, 1)
    assert figure(date(2020, 6, 2)) == (0, 3, 2)
    assert figure(date(2020, 11, 20)) == (1, 3, 2)
    before = datetime(2020, 12, 18, tzinfo=UTC)
    assert figure(date(2020, 11, 20), known_at=before) == (0, 3, 2)
    assert figure(date(2020, 11, 20), "430702.001.") == (0, 2, 2)
    assert figure(date(2020, 11, 20), org_path="430702.002.") == (1, 1, 0)


@pytest.fixture
def demo(database: Database) -> DemoWorld:
    privacy.use_keys(privacy.new_ring())

    def make(session: Session, world: DemoWorld) -> None:
        for part in (tree_demo.make, term_demo.make, legal_demo.make):
            part(session, world)

    return load(
        database.engine, [Module("organisations", "工会组织", demo=make, seed=reference.seed)], DemoWorld()
    )


def test_every_union_of_the_demo_has_a_term_a_committee_and_a_standing(
    database: Database, demo: DemoWorld
) -> None:
    with unit_of_work(database.engine) as session:
        unions = {
            row.id: row
            for row in session.execute(
                select(ORG.id, ORG.status, ORG.chair_name, ORG.union_uscc).where(is_grassroots())
            )
        }
        terms = {row.organisation_id: row for row in session.execute(select(CommitteeTerm)).scalars()}
        assert len(unions) == 734 and set(unions) <= set(terms)
        assert all(term.end_on == term_end(term.start_on, term.years) for term in terms.values())
        assert {term.years for one, term in terms.items() if one not in unions} == {5}
        chairs = dict(
            session.execute(select(S.organisation_id, S.name).where(S.role == CommitteeRole.CHAIR)).all()
        )
        assert all(chairs[one] == union.chair_name for one, union in unions.items())
        stands = Counter(standing_of(facts_of(terms[one]), DEMO_TODAY, [180, 90, 30]) for one in unions)
        assert set(stands) == set(TermStanding) - {TermStanding.NONE}
        assert stands[TermStanding.OVERDUE] >= 3 and stands[TermStanding.IN_FORCE] >= 680
        due = sum(stands.values()) - stands[TermStanding.IN_FORCE]
        assert due == sum(union.status is OrgStatus.TERM_DUE for union in unions.values())
        rate = compute(session, RATE, reader(), asked(DEMO_TODAY))
        assert (rate.numerator, rate.denominator) == (734 - stands[TermStanding.OVERDUE], 734)
        seed_defaults(session, PARAMETERS)
        clock.freeze(DEMO_TODAY)
        counted = listing.summary_of_terms(session, reader())
        assert (counted.total, counted.in_force, counted.overdue) == (
            734,
            rate.numerator,
            stands[TermStanding.OVERDUE],
        )
        listed = listing.list_terms(
            session, reader(), listing.TermFilter(standing=TermStanding.DUE), Paging()
        )
        assert listed.total == stands[TermStanding.DUE]
        coded = {row.organisation_id: row for row in session.execute(select(LegalCertificate)).scalars()}
        assert set(coded) == {one for one, union in unions.items() if union.union_uscc}
        assert all(row.union_uscc == unions[one].union_uscc for one, row in coded.items())
        assert len(session.execute(select(Reelection)).all()) == 6
