"""Dated parameters: boundaries, inheritance, no gap and no overlap, examples before activation, two persons."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import Session

from backend.kernel import parameters
from backend.kernel.db import unit_of_work
from backend.kernel.parameters import KEYS, ParameterMissing, as_rate, lookup, lookup_or_none, seed_defaults
from backend.kernel.parameters_keys import (
    Default,
    Example,
    Level,
    ParameterKey,
    ParameterKind,
    chain_of,
    level_of,
)
from backend.kernel.parameters_rules import Span, fit
from tests.kernel.parameter_tools import declared, due
from tests.support.database import Database

D = date


@pytest.fixture(autouse=True)
def keys() -> Iterator[dict[str, ParameterKey]]:
    """Keys of these tests only."""
    with declared() as found:
        yield found


def _put(session: Session, jurisdiction: str, value: Any, start: date, end: date | None = None) -> None:
    session.add(
        parameters.ParameterValue(
            key="test.days",
            jurisdiction=jurisdiction,
            version=parameters.next_version(session, "test.days", jurisdiction),
            valid_from=start,
            valid_to=end,
            value=value,
            legal_source="测试",
            status=parameters.ParameterStatus.ACTIVE,
        )
    )
    session.flush()
    parameters.changed(session)


def _value(session: Session, on: date, district: str = "430702") -> Any:
    found = lookup_or_none(session, "test.days", district, on)
    return None if found is None else found.value


@pytest.mark.parametrize(
    ("code", "chain"),
    [
        ("430702", ["430702", "430700", "430000", "000000"]),
        ("430700", ["430700", "430000", "000000"]),
        ("430000", ["430000", "000000"]),
        ("000000", ["000000"]),
    ],
)
def test_a_place_inherits_from_the_places_above_it(code: str, chain: list[str]) -> None:
    assert chain_of(code) == chain
    assert [level_of(place) for place in chain] == list(Level)[::-1][-len(chain) :]


@pytest.mark.parametrize("code", ["", "43070", "4307020", "43070x", "四三〇七〇二", "430702\n"])
def test_a_place_that_is_no_code_is_refused(code: str) -> None:
    with pytest.raises(ValueError):
        chain_of(code)


def test_the_value_holds_from_its_first_day_to_the_day_before_its_end(database: Database) -> None:
    with unit_of_work(database.engine) as session:
        _put(session, "000000", 30, D(2018, 1, 1), D(2020, 7, 1))
        _put(session, "000000", 15, D(2020, 7, 1))
        days = [D(2017, 12, 31), D(2018, 1, 1), D(2020, 6, 30), D(2020, 7, 1), D(9999, 12, 31)]
        assert [_value(session, day) for day in days] == [None, 30, 30, 15, 15]


def test_the_nearest_place_with_a_value_on_the_day_prevails(database: Database) -> None:
    with unit_of_work(database.engine) as session:
        _put(session, "000000", 1, D(2000, 1, 1))
        _put(session, "430000", 2, D(2010, 1, 1))
        _put(session, "430700", 3, D(2015, 1, 1), D(2018, 1, 1))
        _put(session, "430702", 4, D(2020, 1, 1))
        found = [_value(session, D(year, 6, 1)) for year in (1999, 2005, 2012, 2016, 2018, 2020)]
        assert found == [None, 1, 2, 3, 2, 4]
        assert _value(session, D(2020, 6, 1), "430703") == 2
        assert _value(session, D(2020, 6, 1), "110101") == 1
        kept = lookup(session, "test.days", "430702", D(2020, 6, 1))
        assert (kept.jurisdiction, kept.version, kept.legal_source) == ("430702", 1, "测试")


def test_a_missing_value_is_said_with_the_label_and_the_day(database: Database) -> None:
    with unit_of_work(database.engine) as session, pytest.raises(ParameterMissing) as missing:
        lookup(session, "test.days", "430702", D(2020, 1, 1))
    assert "答复天数" in missing.value.detail and "2020-01-01" in missing.value.detail
    assert missing.value.status == 409


def test_other_sessions_see_a_change_after_its_commit_and_never_before(database: Database) -> None:
    day = D(2020, 1, 1)
    with unit_of_work(database.engine) as session:
        _put(session, "000000", 1, D(2000, 1, 1))
    with unit_of_work(database.engine, writes=False) as session:
        assert _value(session, day) == 1
    with pytest.raises(RuntimeError), unit_of_work(database.engine) as session:
        _put(session, "430702", 2, D(2000, 1, 1))
        assert _value(session, day) == 2
        raise RuntimeError("never committed")
    with unit_of_work(database.engine, writes=False) as session:
        assert _value(session, day) == 1
    with unit_of_work(database.engine) as session:
        _put(session, "430702", 3, D(2000, 1, 1))
    with unit_of_work(database.engine, writes=False) as session:
        assert _value(session, day) == 3


def test_lookups_after_the_first_cost_no_query_and_a_known_book_one(database: Database) -> None:
    with unit_of_work(database.engine) as session:
        _put(session, "000000", 1, D(2000, 1, 1))
    statements: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
    for expected in (2, 1):
        statements.clear()
        with unit_of_work(database.engine, writes=False) as session:
            for _ in range(50):
                _value(session, D(2020, 1, 1))
        assert len([text for text in statements if "parameter_" in text]) == expected


def test_defaults_are_loaded_once_with_their_source(
    database: Database, keys: dict[str, ParameterKey]
) -> None:
    with unit_of_work(database.engine) as session:
        assert seed_defaults(session, keys.values()) == 1
        assert seed_defaults(session, keys.values()) == 0
        found = lookup(session, "test.days", "430702", D(2016, 1, 1))
        assert (found.value, found.legal_source) == (20, "省条例")


@pytest.mark.parametrize(("kind", "value"), [(ParameterKind.INTEGER, "20"), (ParameterKind.RATE, "0.03")])
def test_a_default_that_breaks_its_own_rule_or_example_stops_the_start(
    database: Database, kind: ParameterKind, value: Any
) -> None:
    examples = (Example({"wages_fen": 100}, 2),) if kind is ParameterKind.RATE else ()
    compute = due if examples else None
    bad = ParameterKey(
        "test.bad",
        "坏",
        kind,
        "",
        "",
        defaults=(Default(value, "测试", D(2020, 1, 1)),),
        examples=examples,
        compute=compute,
    )
    with unit_of_work(database.engine) as session, pytest.raises(ValueError, match=r"test\.bad"):
        seed_defaults(session, [bad])


def test_two_declarations_of_one_key_are_refused() -> None:
    with pytest.raises(TypeError):
        ParameterKey("test.days", "别的", ParameterKind.INTEGER, "天", "")
    with pytest.raises(TypeError):
        ParameterKey("test.new", "算", ParameterKind.RATE, "", "", compute=due)


ACCEPTED = {
    ParameterKind.INTEGER: [0, -5, 2**53 - 1],
    ParameterKind.MONEY: [0, 1, 2**53 - 1],
    ParameterKind.RATE: ["0.02", "1", "-0.5", "0.123456789"],
    ParameterKind.FLAG: [True, False],
    ParameterKind.TEXT: ["甲", "x" * 2000],
    ParameterKind.DATE: ["2020-02-29"],
    ParameterKind.PERIOD: [{"count": 0, "unit": "day"}, {"count": 5, "unit": "working_day"}],
    ParameterKind.TABLE: [[], {}, [{"from": 1}]],
}
REFUSED = {
    ParameterKind.INTEGER: [True, 1.0, "1", None, 2**53],
    ParameterKind.MONEY: [-1, 2**53, 1.5, True],
    ParameterKind.RATE: [0.02, "2%", "", "1e5", "NaN", ".5", "0.02\n", None],
    ParameterKind.FLAG: [0, 1, "true", None],
    ParameterKind.TEXT: ["", "x" * 2001, 1],
    ParameterKind.DATE: ["2021-02-29", "20200101", "2020-1-1", 20200101, None],
    ParameterKind.PERIOD: [
        5,
        {"count": 5},
        {"count": -1, "unit": "day"},
        {"count": 1, "unit": "week"},
        {"count": 1, "unit": []},
    ],
    ParameterKind.TABLE: ["x", 1, None],
}


@pytest.mark.parametrize("kind", list(ParameterKind))
def test_every_kind_accepts_its_values_and_refuses_the_rest(kind: ParameterKind) -> None:
    key = ParameterKey(f"test.kind_{kind.value}", "种类", kind, "", "")
    assert ACCEPTED[kind] and REFUSED[kind]
    assert [value for value in ACCEPTED[kind] if key.refusal(value)] == []
    assert [value for value in REFUSED[kind] if not key.refusal(value)] == []


def test_rates_are_exact_decimals() -> None:
    assert as_rate("0.02") == Decimal("0.02")
    with pytest.raises(ValueError):
        as_rate("2%")


def _fit(
    standing: list[tuple[Any, ...]], added: list[tuple[Any, ...]], above: bool = False
) -> tuple[dict[str, date], int]:
    def spans(rows: list[tuple[Any, ...]], name: str) -> list[Span]:
        years = [
            (f"{name}{i}", *(None if y is None else D(y, 1, 1) for y in row)) for i, row in enumerate(rows)
        ]
        return [Span(*row) for row in years]

    result = fit(spans(standing, "old"), spans(added, "new"), lambda day: above)
    return result.endings, len(result.refusals)


@pytest.mark.parametrize(
    ("standing", "added", "above", "expected"),
    [
        ([], [(2000, None)], False, ({}, 0)),
        ([], [(2000, 2010)], True, ({}, 0)),
        ([], [(2000, 2010)], False, ({}, 1)),
        ([(2000, None)], [(2010, None)], False, ({"old0": D(2010, 1, 1)}, 0)),
        ([(2000, 2010)], [(2010, None)], False, ({}, 0)),
        ([(2000, 2010)], [(2011, None)], False, ({}, 1)),
        ([(2000, 2010)], [(2009, None)], False, ({}, 1)),
        ([(2000, None)], [(2000, None)], False, ({}, 1)),
        ([(2000, None)], [(1990, None)], False, ({}, 1)),
        ([(2000, None)], [(1990, 2000)], False, ({}, 0)),
        ([(2000, None)], [(1990, 1995)], False, ({}, 1)),
        ([(2000, None)], [(2010, 2015), (2015, None)], False, ({"old0": D(2010, 1, 1)}, 0)),
        ([(2000, None)], [(2010, 2015), (2016, None)], False, ({"old0": D(2010, 1, 1)}, 1)),
        ([(2000, None)], [(2010, 2010)], False, ({"old0": D(2010, 1, 1)}, 2)),
        ([(2000, None)], [(2010, 2015)], True, ({"old0": D(2010, 1, 1)}, 0)),
        ([(2000, None)], [(2010, 2015)], False, ({"old0": D(2010, 1, 1)}, 1)),
    ],
)
def test_gaps_overlaps_and_loose_ends_are_refused(
    standing: list[tuple[Any, ...]], added: list[tuple[Any, ...]], above: bool, expected: Any
) -> None:
    assert _fit(standing, added, above) == expected


def test_the_day_before_the_first_value_has_none(database: Database, keys: dict[str, ParameterKey]) -> None:
    with unit_of_work(database.engine) as session:
        seed_defaults(session, keys.values())
        first = keys["test.days"].defaults[0].valid_from
        assert _value(session, first) == 20
        assert _value(session, first - timedelta(days=1)) is None


def test_every_declared_default_of_the_program_loads(database: Database) -> None:
    known = [key for key in KEYS.values() if not key.key.startswith("test.") and key.defaults]
    assert known
    with unit_of_work(database.engine) as session:
        assert seed_defaults(session, known) == sum(len(key.defaults) for key in known)
        for key in known:
            for default in key.defaults:
                assert (
                    lookup(session, key.key, default.jurisdiction, default.valid_from).value == default.value
                )
