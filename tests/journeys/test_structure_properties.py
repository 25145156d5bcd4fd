"""Random sequences of structure and membership acts conserve totals and equal a naive recount, then and now."""

import random
import tempfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from backend.kernel import clock, privacy
from backend.kernel.audit_chain import heads, verify_chain
from backend.kernel.db import unit_of_work
from backend.kernel.parameters import KEYS, seed_defaults
from backend.members.codes import MembershipEventKind as Kind
from backend.members.models import Member
from backend.organisations.structure.codes import StructureKind as K
from tests.journeys import structure_world as acts
from tests.journeys.structure_recount import LAST
from tests.support.database import Database, dispose, postgresql_database, sqlite_database

START = date(2020, 1, 1)
ACTS = ("join", "join", "transfer", "retain", "resume", "withdraw", "merge", "split", "reparent", "reparent", "dissolve", "undo")  # fmt: skip
EXAMPLES = {"sqlite": 8, "postgresql": 2}


def _town(database: Database) -> acts.Town:
    privacy.use_keys(privacy.load_or_create_keys(database.settings.keys_path))
    with unit_of_work(database.engine) as session:
        seed_defaults(session, list(KEYS.values()))
    town = acts.Town(database.engine)
    acts.build(town, streets=3, unions=2)
    for number in range(6):
        acts.attempt(town, acts.join, town.unions[number % 5], number, START)
    return town


def _one_act(town: acts.Town, rng: random.Random, serial: int) -> str:
    """A random act; most are admissible, the others must leave no trace."""
    kind, today = rng.choice(ACTS), clock.today()
    on = today - timedelta(days=rng.choice([0, 0, 3, 20]))
    union = rng.choice(town.unions)
    if kind == "join":
        taken = acts.attempt(town, acts.join, union, serial, on)
    elif kind == "transfer":
        taken = acts.attempt(town, acts.transfer, rng.choice(town.people), union)
    elif kind in ("retain", "resume", "withdraw"):
        taken = acts.attempt(town, acts.change_standing, rng.choice(town.people), Kind(kind), on)
    elif kind == "undo":
        taken = bool(town.changes) and acts.attempt(town, acts.undo, rng.choice(town.changes))
    else:
        taken = _restructure(town, rng, K(kind), union, on)
    return kind if taken else ""


def _restructure(town: acts.Town, rng: random.Random, kind: K, union: object, on: date) -> bool:
    values: dict[str, object] = {}
    if kind is K.REPARENT:
        values["target_id"] = rng.choice(town.streets).id
        on = on.replace(day=1)
    elif kind is K.MERGE:
        values["target_id"] = rng.choice(town.unions)
    elif kind is K.SPLIT:
        members = _members_of(town, union)
        values |= {
            "member_ids": rng.sample(members, min(len(members), rng.randint(1, 2))),
            "employer_name": "新厂", "new_name": f"{len(town.unions)}号新厂工会委员会",
        }  # fmt: skip
    return acts.attempt(town, acts.restructure, kind, [union], on, **values)


def _members_of(town: acts.Town, union: object) -> list[object]:
    with town.taking() as session:
        rows = session.execute(select(Member)).scalars()
        return [
            row.id
            for row in rows
            if row.organisation_id == union and row.status.value in ("active", "retained")
        ]


def _compare(town: acts.Town, rng: random.Random) -> None:
    today = clock.today()
    assert town.top is not None
    for _ in range(6):
        on = today - timedelta(days=rng.randrange(0, 200))
        act = rng.choice([None, rng.randrange(1, len(town.moments))])
        for then in (False, True):
            sums = dict.fromkeys(acts.FIGURES, 0)
            for place in (*town.streets, town.top):
                found = acts.figures(town, place, on, act, then=then)
                known = LAST if act is None else act
                wanted = {
                    code: town.recount.count(code, place.id, on, known, then=then) for code in acts.FIGURES
                }
                assert found == wanted, (place.name, on, act, then)
                if place is town.top:
                    assert found == sums
                else:
                    sums = {code: sums[code] + found[code] for code in sums}


@pytest.mark.parametrize("kind", list(EXAMPLES))
def test_figures_equal_a_naive_recount_after_any_sequence_of_acts(kind: str) -> None:
    seen: set[str] = set()

    @settings(
        max_examples=EXAMPLES[kind],
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(seed=st.integers(min_value=0, max_value=10**6), length=st.integers(min_value=12, max_value=30))
    def sequences(seed: int, length: int) -> None:
        rng = random.Random(seed)
        with tempfile.TemporaryDirectory() as folder:
            make = sqlite_database if kind == "sqlite" else postgresql_database
            database = make(Path(folder))
            try:
                clock.freeze(START)
                town = _town(database)
                for serial in range(10, 10 + length):
                    clock.freeze(clock.today() + timedelta(days=rng.randrange(1, 9)))
                    seen.add(_one_act(town, rng, serial))
                _compare(town, rng)
                with unit_of_work(town.engine) as session:
                    assert all(verify_chain(session, head).holds for head in heads(session))
            finally:
                clock.freeze(None)
                dispose(database)

    sequences()
    assert {"join", "merge", "reparent"} <= seen if kind == "sqlite" else "join" in seen
