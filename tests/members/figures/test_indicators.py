"""Every figure of members equals a naive recount of its rows, its parts add up, on both databases."""

import random
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from fastapi import FastAPI
from sqlalchemy import select
from sqlmodel import Session

from backend.kernel import clock
from backend.kernel.authz import Actor
from backend.kernel.db import unit_of_work
from backend.kernel.indicators import AsOf, compute, compute_cuts, quotient
from backend.members import ledger, rules
from backend.members.codes import ChangeReason, GroupEight, MemberState, SexCode
from backend.members.codes import MembershipEventKind as Kind
from backend.members.figures.breakdown import BreakdownBy
from backend.members.indicators import INDICATORS
from backend.members.models import Member, MembershipEvent
from backend.organisations.models import HeadCount, Organisation
from backend.organisations.structure.edges import hang
from tests.members.test_figures import _new_member
from tests.members.test_races import actor_of
from tests.support.actors import ActorClient, World

BY_CODE = {indicator.code: indicator for indicator in INDICATORS}
START, END = date(2020, 1, 1), date(2020, 12, 16)
WALKS = (
    Kind.RETAIN, Kind.RESUME, Kind.TRANSFER_OUT, Kind.WITHDRAW, Kind.DEATH, Kind.MERGE, Kind.ANNUL, Kind.HAND_OVER,
)  # fmt: skip


def _populate(session: Session, actor: Actor, world: World, seed: int) -> None:
    """Eighty people in four unions with random admissible lives, corrections among them."""
    rng = random.Random(seed)
    unions = (world.union, world.neighbour_union, world.other_union, world.street_union)
    for number in range(1, 81):
        member = _new_member(session, rng.choice(unions), number)
        member.group_eight = rng.choice((None, None, *GroupEight))
        member.sex = rng.choice((SexCode.MALE, SexCode.FEMALE, SexCode.UNSTATED))
        session.add(member)
        session.flush()
        day = date(2019, 6, 1) + timedelta(days=rng.randrange(500))
        ledger.append(
            session, actor, member, ledger.Change(rng.choice((Kind.JOIN, Kind.TRANSFER_IN, Kind.APPLY)), day)
        )
        for kind in rng.sample(WALKS, rng.randrange(6)):
            standing = ledger.standing_of(session, member)
            if rules.target_of(standing, kind) is None or standing.since is None:
                continue
            day = standing.since if kind is Kind.ANNUL else min(END, max(day, standing.since) + timedelta(days=rng.randrange(70)))  # fmt: skip
            whence = member.organisation_id if standing.by is Kind.MERGE else None
            change = ledger.Change(kind, day, ChangeReason.EMPLOYMENT, "凭据", from_organisation_id=whence)
            ledger.append(session, actor, member, change)


def _lives(session: Session) -> list[tuple[Member, list[MembershipEvent]]]:
    lines: dict[object, list[MembershipEvent]] = {}
    for line in session.execute(select(MembershipEvent)).scalars():
        lines.setdefault(line.member_id, []).append(line)
    return [(member, lines[member.id]) for member in session.execute(select(Member)).scalars()]


def _standing_on(
    lives: list[tuple[Member, list[MembershipEvent]]], on: date, state: MemberState
) -> list[Member]:
    return [member for member, lines in lives if rules.fold(lines, on=on).state is state]


@pytest.mark.parametrize("seed", [3, 4])
def test_each_figure_is_a_naive_recount_and_its_parts_add_up(app: FastAPI, world: World, seed: int) -> None:
    actor = actor_of(world.seats["district"])
    with unit_of_work(app.state.engine) as session:
        _populate(session, actor, world, seed)
    with unit_of_work(app.state.engine, writes=False) as session:
        lives = _lives(session)
        for on in (date(2020, 1, 31), date(2020, 6, 30), END):
            as_of = AsOf(on, START, org_path="430702.")
            found = {code: compute(session, one, actor, as_of) for code, one in BY_CODE.items()}
            present = _standing_on(lives, on, MemberState.ACTIVE)
            assert found["members.total"].value == len(present)
            assert found["members.retained"].value == len(_standing_on(lives, on, MemberState.RETAINED))
            sexes = Counter(member.sex for member in present)
            assert found["members.sex.female"].value == sexes[SexCode.FEMALE]
            assert found["members.migrant"].value == sum(member.is_migrant for member in present)
            groups = Counter(member.group_eight for member in present)
            for group in GroupEight:
                assert found[f"members.group.{group.value}"].value == groups[group]
            homeless = [m for m in present if m.organisation_id == world.street_union.id]
            assert found["members.class.none"].value == len(homeless)
            for one in INDICATORS:
                if one.parts:
                    assert sum(found[part].value for part in one.parts) == found[one.code].value, one.code
            assert compute_cuts(session, INDICATORS, actor, as_of) == {
                one.code: found[one.code] for one in INDICATORS if one.cut is not None
            }


@pytest.mark.parametrize("seed", [5, 6])
def test_growth_and_retention_follow_from_every_ledger(app: FastAPI, world: World, seed: int) -> None:
    actor = actor_of(world.seats["district"])
    with unit_of_work(app.state.engine) as session:
        _populate(session, actor, world, seed)
    with unit_of_work(app.state.engine, writes=False) as session:
        lives = _lives(session)
        for path, keep in _places(world).items():
            here = [life for life in lives if keep(life[0])]
            as_of = AsOf(END, START, org_path=path)
            opening = _standing_on(here, START - timedelta(days=1), MemberState.ACTIVE)
            closing = _standing_on(here, END, MemberState.ACTIVE)
            growth = compute(session, BY_CODE["members.growth"], actor, as_of)
            aside = sum(_not_growth(lines) for _, lines in here)
            assert growth.numerator + aside == len(closing) - len(opening)
            assert growth.denominator == len(opening)
            kept = compute(session, BY_CODE["members.kept_rate"], actor, as_of)
            stayed = {m.id_no_index for m in opening} & {m.id_no_index for m in closing}
            assert (kept.numerator, kept.denominator) == (len(stayed), len(opening))


def _places(world: World) -> dict[str, Callable[[Member], bool]]:
    return {
        "430702.": lambda member: True,
        world.street_union.org_path: lambda member: member.org_path.startswith(world.street_union.org_path),
        world.other_union.org_path: lambda member: member.organisation_id == world.other_union.id,
    }


def _not_growth(lines: list[MembershipEvent]) -> int:
    """What changed the number of members in the period without being growth: retaining, resuming, merging."""
    found = 0
    ordered = sorted(lines, key=lambda line: line.sequence)
    for number, line in enumerate(ordered):
        undone = ordered[number - 1].kind if number else None
        aside = (
            line.kind in (Kind.RETAIN, Kind.MERGE)
            or (line.kind is Kind.RESUME and line.retained_delta != 0)
            or (line.kind is Kind.ANNUL and undone is Kind.MERGE)
        )
        if aside and START <= line.effective_on <= END:
            found += line.active_delta
    return found


def test_density_and_real_name_rate_are_ratios_of_sums_over_the_unions_that_declared(
    app: FastAPI, world: World
) -> None:
    actor = actor_of(world.seats["district"])
    with unit_of_work(app.state.engine) as session:
        for number in range(1, 10):
            union = (world.union, world.other_union, world.neighbour_union)[number % 3]
            member = _new_member(session, union, number)
            ledger.append(session, actor, member, ledger.Change(Kind.JOIN, date(2020, 2, 1)))
        _declare(session, world.union, "2020-03", 5, 4)
        _declare(session, world.union, "2020-03", 8, 4)
        _declare(session, world.other_union, "2020-05", 4, 3)
        _declare(session, world.other_union, "2020-11", 99, 98)
    with unit_of_work(app.state.engine, writes=False) as session:
        for on, of_employees, of_declared in (
            (date(2020, 2, 29), (0, 0), (0, 0)),
            (date(2020, 4, 30), (3, 8), (3, 4)),
            (date(2020, 6, 30), (6, 12), (6, 7)),
            (END, (6, 107), (6, 102)),
        ):
            as_of = AsOf(on, START, org_path="430702.")
            for code, expected in (
                ("members.density", of_employees),
                ("members.real_name_rate", of_declared),
            ):
                figure = compute(session, BY_CODE[code], actor, as_of)
                assert (figure.numerator, figure.denominator) == expected, (code, on)
                assert figure.value == quotient(*expected, 10_000)
        before = clock.start_of(date(2020, 1, 1))
        known = compute(session, BY_CODE["members.density"], actor, AsOf(END, START, before, "430702."))
        assert (known.numerator, known.denominator, known.value) == (0, 0, 0)


def _declare(session: Session, union: object, month: str, employees: int, members: int) -> None:
    numbers = dict.fromkeys(
        (
            "women_employees", "migrant_employees", "dispatched_employees", "new_form_employees", "women_members",
            "migrant_members", "new_form_members",
        ),
        0,
    )  # fmt: skip
    session.add(
        HeadCount(
            district_id="430702",
            org_path=union.org_path,  # type: ignore[attr-defined]
            organisation_id=union.id,  # type: ignore[attr-defined]
            month=month,
            employees=employees,
            members=members,
            **numbers,
            reason="",
            source="本会申报",
            recorded_at=clock.now(),
            account_id=None,
        )
    )
    session.flush()


@pytest.mark.parametrize(
    ("part", "whole", "scale", "expected"),
    [
        (3_462, 27_587, 10_000, 1_255),
        (3_462, 49, 100, 7_065),
        (31_049, 734, 100, 4_230),
        (271_898, 282_911, 10_000, 9_611),
        (698, 734, 10_000, 9_510),
        (-1, 3, 10_000, -3_333),
        (1, 0, 10_000, 0),
    ],
)
def test_worked_examples_of_growth_density_and_averages(
    part: int, whole: int, scale: int, expected: int
) -> None:
    assert quotient(part, whole, scale) == expected


async def test_a_breakdown_adds_up_to_the_total_and_stays_in_reach(
    district: ActorClient, street: ActorClient, other_street: ActorClient, app: FastAPI, world: World
) -> None:
    actor = actor_of(world.seats["district"])
    with unit_of_work(app.state.engine) as session:
        _populate(session, actor, world, 7)
    for client, path in ((district, "430702."), (street, "430702.001."), (other_street, "430702.002.")):
        with unit_of_work(app.state.engine, writes=False) as session:
            expected = compute(
                session, BY_CODE["members.total"], actor, AsOf(END, START, org_path=path)
            ).value
        for by in BreakdownBy:
            body = (await client.get("/members/figures/breakdown", params={"by": by.value})).json()
            for measure in ("members", "retained", "joined"):
                assert sum(line[measure] for line in body["lines"]) == body["total"][measure]
            assert body["total"]["members"] == expected, (by, path)
    names = {line["label"] for line in (await street.get("/members/figures/breakdown")).json()["lines"]}
    assert world.other_union.name not in names
    foreign = {"organisation_id": str(world.other_street_union.id)}
    assert (await street.get("/members/figures/breakdown", params=foreign)).status_code == 404
    future = await street.get("/members/figures/breakdown", params={"as_of": "2099-01-01"})
    assert future.status_code == 422


MEASURES = ("members", "retained", "joined")


def _questions(district: ActorClient, street: ActorClient) -> list[tuple[ActorClient, str, BreakdownBy]]:
    """Who asks under which tree by what: every dimension now, streets and classes also then."""
    then = (BreakdownBy.STREET, BreakdownBy.CLASS)
    return [
        *((district, "now", by) for by in BreakdownBy),
        *((district, "then", by) for by in then),
        *((street, tree, BreakdownBy.STREET) for tree in ("now", "then")),
    ]


async def _by_street(client: ActorClient, **params: str) -> dict[str, int]:
    body = (await client.get("/members/figures/breakdown", params=params)).json()
    return {line["label"]: line["members"] for line in body["lines"]}


async def test_each_number_of_a_breakdown_opens_to_its_rows_under_either_tree(
    district: ActorClient, street: ActorClient, other_street: ActorClient, app: FastAPI, world: World
) -> None:
    """A union moved on 1 December: its people stand where it stood then, or where it stands now."""
    actor = actor_of(world.seats["district"])
    with unit_of_work(app.state.engine) as session:
        _populate(session, actor, world, 9)
        union = session.get_one(Organisation, ("430702", world.neighbour_union.id))
        hang(session, union, world.other_street_union.id, "430702.002.900.", date(2020, 12, 1), clock.now())
    asked = {"as_of": "2020-11-30"}
    for client, tree, by in _questions(district, street):
        asked_too = {**asked, "by": by.value, "tree": tree}
        body = (await client.get("/members/figures/breakdown", params=asked_too)).json()
        held = [line for line in body["lines"] if line["members"] and line["joined"]][:2]
        for line, measure in [*((line, "joined") for line in held), *((body["total"], m) for m in MEASURES)]:
            key = {} if line["key"] == "total" else {"key": line["key"]}
            params = {**asked_too, **key, "measure": measure, "limit": 200}
            rows = (await client.get("/members/figures/breakdown/rows", params=params)).json()
            assert rows["total"] == len(rows["items"]) == line[measure], (params, line)
    now = await _by_street(district, **asked, tree="now")
    then = await _by_street(district, **asked, tree="then")
    moved = (
        await district.get(
            "/indicators/members.total",
            params={"as_of": "2020-11-30", "organisation_id": str(world.neighbour_union.id)},
        )
    ).json()["value"]
    assert moved > 0 and sum(now.values()) == sum(then.values())
    assert (
        then["启明街道总工会"] - now["启明街道总工会"]
        == now["府坪街道总工会"] - then["府坪街道总工会"]
        == moved
    )
    early = {**asked, "known_at": clock.start_of(date(2020, 1, 1)).isoformat()}
    assert (await district.get("/members/figures/breakdown", params=early)).json()["total"]["members"] == 0
    rows = "/members/figures/breakdown/rows"
    foreign = {"organisation_id": str(world.street_union.id)}
    assert (await other_street.get(rows, params=foreign)).status_code == 404
    assert (await street.get(rows, params={"key": str(world.other_street_union.id)})).json()["errors"][0][
        "code"
    ] == "no_such_line"


async def test_the_board_publishes_every_figure_without_contradiction(
    district: ActorClient, app: FastAPI, world: World
) -> None:
    with unit_of_work(app.state.engine) as session:
        _populate(session, actor_of(world.seats["district"]), world, 8)
    board = (await district.get("/board")).json()
    own = {figure["code"]: figure for figure in board["figures"] if figure["code"].startswith("members.")}
    assert set(own) == set(BY_CODE)
    assert [code for code, figure in own.items() if figure["contradiction"]] == []
    for code, figure in own.items():
        alone = (await district.get(f"/indicators/{code}")).json()
        assert (alone["value"], alone["numerator"], alone["denominator"]) == (
            figure["value"], figure["numerator"], figure["denominator"],
        )  # fmt: skip
