"""Two persons at the same moment: one merge of a pair, one end of a correction, one holder of a number."""

from collections.abc import Callable
from uuid import UUID

from fastapi import FastAPI
from sqlalchemy import func, select

from backend.kernel.authz import Actor
from backend.kernel.db import set_reach, unit_of_work
from backend.kernel.errors import Conflict, StaleVersion
from backend.members.change_requests import queries as change_queries
from backend.members.change_requests import service as changes
from backend.members.change_requests.schemas import ChangeRequestActionIn
from backend.members.codes import MembershipEventKind as Kind
from backend.members.duplicates import queries as pair_queries
from backend.members.duplicates import service as pairs
from backend.members.duplicates.schemas import PairActionIn
from backend.members.models import ActiveMembership, Member, MembershipEvent
from tests.members.change_requests.test_story import NEW_NUMBER, read, submitted
from tests.members.duplicates.test_pairs import TWIN, act, pair, twins
from tests.members.people import registered
from tests.members.test_races import actor_of, at_once
from tests.support.actors import ActorClient, World


def _judging(
    app: FastAPI, actor: Actor, pair_id: str, version: int, keep: str, action: str
) -> Callable[[], None]:
    def run() -> None:
        with unit_of_work(app.state.engine) as session:
            set_reach(session, actor.district_id, actor.org_path)
            found = pair_queries.get_pair(session, actor, UUID(pair_id))
            form = PairActionIn(action=action, note="同时办理", keep_id=UUID(keep))
            pairs.act(session, actor, found, form, version)

    return run


def _deciding(app: FastAPI, actor: Actor, request: dict[str, object], action: str) -> Callable[[], None]:
    def run() -> None:
        with unit_of_work(app.state.engine) as session:
            set_reach(session, actor.district_id, actor.org_path)
            found = change_queries.get_request(session, actor, UUID(str(request["id"])))
            form = ChangeRequestActionIn(action=action, note="同时", fingerprint=str(request["fingerprint"]))
            changes.act(session, actor, found, form, int(str(request["version"])))

    return run


async def test_two_approvals_of_one_merge_end_one_membership_once(
    district: ActorClient, street: ActorClient, app: FastAPI, world: World
) -> None:
    kept, ended = await twins(district, world.union, world.neighbour_union)
    await act(street, await pair(street), "propose", keep_id=kept["id"])
    proposed = await pair(district)
    clerk, leader = actor_of(world.seats["district"]), actor_of(world.seats["leader"])
    raised = at_once(
        [
            _judging(app, who, proposed["id"], proposed["version"], kept["id"], "approve")
            for who in (clerk, leader)
        ]
    )
    assert len(raised) == 1 and isinstance(raised[0], Conflict | StaleVersion), raised
    with unit_of_work(app.state.engine, writes=False) as session:
        merges = (
            session.execute(select(MembershipEvent).where(MembershipEvent.kind == Kind.MERGE)).scalars().all()
        )  # type: ignore[arg-type]
        assert [str(line.member_id) for line in merges] == [ended["id"]]


async def test_both_ways_round_at_once_leave_one_of_the_two_records(
    district: ActorClient, street: ActorClient, app: FastAPI, world: World
) -> None:
    one, other = await twins(district, world.union, world.union)
    found = await pair(street)
    clerk, keeper = actor_of(world.seats["district"]), actor_of(world.seats["street"])
    raised = at_once(
        [
            _judging(app, clerk, found["id"], found["version"], one["id"], "merge"),
            _judging(app, keeper, found["id"], found["version"], other["id"], "merge"),
        ]
    )
    assert len(raised) == 1 and isinstance(raised[0], Conflict | StaleVersion), raised
    with unit_of_work(app.state.engine, writes=False) as session:
        assert session.execute(select(func.count()).select_from(ActiveMembership)).scalar_one() == 1


async def test_consent_and_withdrawal_at_once_have_one_effect(
    district: ActorClient, chair: ActorClient, street: ActorClient, app: FastAPI, world: World
) -> None:
    made = await registered(district, world.union)
    request = await submitted(chair, made, name="章小明")
    asker, keeper = actor_of(world.seats["chair"]), actor_of(world.seats["street"])
    raised = at_once([_deciding(app, keeper, request, "approve"), _deciding(app, asker, request, "withdraw")])
    assert len(raised) == 1 and isinstance(raised[0], Conflict | StaleVersion), raised
    status = (await read(chair, request))["status"]
    name = (await chair.get(f"/members/{made['id']}")).json()["name"]
    assert (status, name) in (("applied", "章小明"), ("withdrawn", "张小明"))


async def test_one_number_for_two_members_at_once_goes_to_one_of_them(
    district: ActorClient, leader: ActorClient, app: FastAPI, world: World
) -> None:
    first = await registered(district, world.union)
    second = await registered(district, world.other_union, **{**TWIN, "name": "王五", "mobile": ""})
    wishes = [await submitted(district, member, id_no=NEW_NUMBER) for member in (first, second)]
    decider = actor_of(world.seats["leader"])
    raised = at_once([_deciding(app, decider, wish, "confirm") for wish in wishes])
    assert len(raised) == 1 and isinstance(raised[0], Conflict), raised
    with unit_of_work(app.state.engine, writes=False) as session:
        indexes = session.execute(select(Member.id_no_index)).scalars().all()  # type: ignore[call-overload]
        claims = session.execute(select(ActiveMembership.person_index)).scalars().all()  # type: ignore[call-overload]
        assert len(set(indexes)) == 2 and sorted(indexes) == sorted(claims)
