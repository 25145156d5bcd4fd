"""Transfers from the sending side: targets by name only, withdraw, letter, overdue, races, nobody lost or counted twice."""

import random
import threading
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from fastapi import FastAPI
from sqlalchemy import func, select
from sqlmodel import col

from backend.kernel import clock
from backend.kernel.audit import AuditEntry
from backend.kernel.daily import DailyWork, run_due
from backend.kernel.db import set_reach, unit_of_work
from backend.kernel.errors import DomainError
from backend.kernel.parameters import seed_defaults
from backend.kernel.workflow import Step
from backend.members.cases import service as cases
from backend.members.cases.rules import CASE_WORKFLOW, Side, due_on, is_overdue
from backend.members.codes import CaseKind, CaseState, MemberState
from backend.members.models import ActiveMembership, Member, MembershipEvent, TransferCase
from backend.members.parameters import PARAMETERS
from backend.members.transfers.queries import get_sent
from backend.modules import daily_work
from tests.members.people import change, registered, resident_id
from tests.members.steps import act, acted, codes, post, read
from tests.members.test_races import actor_of
from tests.support.actors import ActorClient, World

SENT = "/members/transfers"
CASES = "/members/cases"
PERSON = {"effective_on": "2020-12-16", "reason": "1", "note": "调动", "dues_paid_until": "2020-11"}


async def send(client: ActorClient, member: dict[str, Any], target: UUID) -> dict[str, Any]:
    """Send somebody and expect it to work."""
    answer = await client.post(
        f"/members/{member['id']}/transfers",
        json={**PERSON, "to_organisation_id": str(target)},
        headers={
            "If-Match": f'"v{member["version"]}"',
            "Idempotency-Key": f"send-{member['id']}-{member['version']}",
        },
    )
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


def seeded(app: FastAPI) -> None:
    """The dated parameters of membership."""
    with unit_of_work(app.state.engine) as session:
        seed_defaults(session, PARAMETERS)


def test_who_may_take_which_step_from_which_side() -> None:
    table = {(step.source.value, step.action.value): step for step in CASE_WORKFLOW.steps}
    assert set(table) == {
        ("awaiting_receiver", "accept"),
        ("awaiting_receiver", "return"),
        ("awaiting_receiver", "withdraw"),
        ("awaiting_receiver", "escalate"),
        ("awaiting_district", "transfer"),
        ("awaiting_district", "keep"),
        ("awaiting_district", "withdraw"),
    }
    case = _case(CaseKind.TRANSFER)
    for (_, action), step in table.items():
        assert (_refused(step, case, Side.SENDER) is None) == (action == "withdraw"), action
        assert (_refused(step, case, Side.RECEIVER) is None) == (action != "withdraw"), action
    for kind in (CaseKind.DUPLICATE, CaseKind.FORMER):
        assert _refused(table["awaiting_district", "withdraw"], _case(kind), Side.SENDER)
    assert _refused(table["awaiting_district", "transfer"], _case(CaseKind.FORMER), Side.RECEIVER)
    assert _refused(table["awaiting_district", "transfer"], _case(CaseKind.DUPLICATE), Side.RECEIVER) is None
    makers = {key: [a.value for a in step.other_than] for key, step in table.items() if step.other_than}
    assert makers == {
        ("awaiting_receiver", "accept"): ["open"],
        ("awaiting_district", "transfer"): ["open"],
    }


def _case(kind: CaseKind) -> TransferCase:
    return TransferCase(district_id="430702", holder_district_id="430702", kind=kind)


def _refused(step: Step, case: TransferCase, side: Side) -> str | None:
    return step.guard(case, side) if step.guard else None


@pytest.mark.parametrize(
    ("status", "today", "expected"),
    [
        (CaseState.AWAITING_RECEIVER, date(2021, 1, 15), False),
        (CaseState.AWAITING_RECEIVER, date(2021, 1, 16), True),
        (CaseState.AWAITING_DISTRICT, date(2021, 1, 16), True),
        (CaseState.TRANSFERRED, date(2021, 3, 1), False),
        (CaseState.WITHDRAWN, date(2021, 3, 1), False),
    ],
)
def test_a_transfer_is_overdue_after_thirty_days_while_it_is_open(
    status: CaseState, today: date, expected: bool
) -> None:
    opened = date(2020, 12, 16)
    assert due_on(opened, 30) == date(2021, 1, 15)
    assert is_overdue(status, opened, 30, today) is expected


async def test_a_chair_finds_any_union_of_the_district_by_name_and_learns_nothing_else(
    chair: ActorClient, auditor: ActorClient, world: World
) -> None:
    found = (await read(chair, f"{SENT}/targets?q=府坪"))["items"]
    assert found == [
        {"id": str(world.other_union.id), "name": "府坪一厂工会委员会", "street_name": "府坪街道总工会"}
    ]
    for q in ("", "府", " 府 "):
        assert (await chair.get(f"{SENT}/targets", params={"q": q})).status_code == 422
    assert (await read(chair, f"{SENT}/targets?q=总工会"))["items"] == []
    assert (await read(chair, f"{SENT}/targets?q=%25_"))["items"] == []
    assert (await auditor.get(f"{SENT}/targets?q=府坪")).status_code == 403


async def test_the_sender_follows_the_transfer_prints_the_letter_and_reads_why_it_came_back(
    chair: ActorClient, other_chair: ActorClient, app: FastAPI, world: World, district: ActorClient
) -> None:
    seeded(app)
    member = await registered(district, world.union, joined_on="2019-03-04")
    item = await send(chair, member, world.other_union.id)
    assert (item["status"], codes(item), item["due_on"], item["is_overdue"]) == (
        "awaiting_receiver",
        ["withdraw"],
        "2021-01-15",
        False,
    )
    assert [line["action"] for line in item["history"]] == ["open"]
    letter = await read(chair, f"{SENT}/{item['id']}/letter")
    assert (letter["person_name"], letter["to_organisation_name"], letter["dues_paid_until"]) == (
        "张小明",
        "府坪一厂工会委员会",
        "2020-11",
    )
    assert letter["id_no_masked"].count("*") >= 8 and letter["valid_until"] == "2021-01-15"
    assert letter["letter_no"].startswith("20201216-") and letter["member_no"] == member["member_no"]
    incoming = await read(other_chair, f"{CASES}/{item['id']}")
    assert codes(incoming) == ["accept", "return"]
    for path in (f"{SENT}/{item['id']}", f"{SENT}/{item['id']}/letter"):
        assert (await other_chair.get(path)).status_code == 404
    await acted(other_chair, CASES, incoming, "return", note="未到岗")
    item = await read(chair, f"{SENT}/{item['id']}")
    assert item["status"] == "refused" and item["history"][-1]["note"] == "未到岗"
    assert (await read(chair, f"/members/{member['id']}"))["status"] == "active"
    assert (await read(chair, SENT))["total"] == 1 and (await read(other_chair, SENT))["total"] == 0


async def test_the_sender_takes_it_back_before_it_is_accepted_and_not_after(
    chair: ActorClient, other_chair: ActorClient, district: ActorClient, world: World
) -> None:
    member = await registered(district, world.union)
    first = await send(chair, member, world.other_union.id)
    assert (await act(chair, SENT, first, "withdraw")).status_code == 422
    first = await acted(chair, SENT, first, "withdraw", note="不走了")
    assert first["status"] == "withdrawn"
    member = await read(chair, f"/members/{member['id']}")
    assert member["status"] == "active"
    second = await send(chair, member, world.other_union.id)
    incoming = await read(other_chair, f"{CASES}/{second['id']}")
    await acted(other_chair, CASES, incoming, "accept")
    assert (await act(chair, SENT, second, "withdraw", note="不走了")).status_code == 412
    fresh = await read(chair, f"{SENT}/{second['id']}")
    assert (await act(chair, SENT, fresh, "withdraw", note="不走了")).status_code == 409


async def test_a_r16_the_sending_side_cannot_confirm_even_where_one_street_holds_both(
    street: ActorClient, chair: ActorClient, district: ActorClient, world: World
) -> None:
    member = await registered(district, world.union)
    item = await send(street, member, world.neighbour_union.id)
    assert (await act(street, SENT, item, "accept")).status_code == 409
    refused = await act(street, CASES, item, "accept")
    assert refused.status_code == 409 and "另一人" in refused.json()["detail"]
    assert (await act(chair, CASES, item, "accept")).status_code == 404
    assert (await acted(district, CASES, item, "accept"))["status"] == "transferred"


async def test_the_daily_work_passes_overdue_transfers_on_and_the_mark_does_not_wait_for_it(
    chair: ActorClient, other_chair: ActorClient, district: ActorClient, app: FastAPI, world: World
) -> None:
    seeded(app)
    member = await registered(district, world.union)
    item = await send(chair, member, world.other_union.id)
    clock.freeze(date(2021, 1, 15))
    assert _escalated(app) == 0
    clock.freeze(date(2021, 1, 16))
    assert (await read(chair, f"{SENT}/{item['id']}"))["is_overdue"] is True
    assert (await read(other_chair, f"{CASES}/{item['id']}"))["is_overdue"] is True
    assert _escalated(app) == 1
    assert _escalated(app) is None, "the day's work is done once"
    case = await read(district, f"{CASES}/{item['id']}")
    assert case["status"] == "awaiting_district"
    assert [line["person_name"] for line in case["history"]] == ["柴主一", "系统"]
    await acted(district, CASES, case, "transfer")
    assert (await read(other_chair, "/members"))["items"][0]["status"] == "active"
    with unit_of_work(app.state.engine, writes=False) as session:
        entry = session.execute(
            select(AuditEntry).where(col(AuditEntry.verb) == "transfer_case.escalate")
        ).scalar_one()
    assert entry.person_name == "系统" and entry.trace_id.startswith("daily members.escalate_transfers")


def _escalated(app: FastAPI) -> int | None:
    return _daily(app).get("members.escalate_transfers")


def _daily(app: FastAPI) -> dict[str, int | None]:
    """The day's work of this domain, as far as it was still to be done."""
    whole = daily_work()
    own = {name: task for name, task in whole.tasks.items() if name.startswith("members.")}
    return {r.task: r.done for r in run_due(app.state.engine, DailyWork(own, whole.seats))}


async def test_the_daily_check_settles_what_waits(
    chair: ActorClient, app: FastAPI, world: World, district: ActorClient
) -> None:
    seeded(app)
    waiting = await registered(chair, world.union)
    assert _daily(app)["members.check_pending"] == 1
    assert (await read(chair, f"/members/{waiting['id']}"))["status"] == "active"


async def test_a_dissolved_union_receives_nobody_and_the_member_is_not_on_the_way(
    chair: ActorClient, district: ActorClient, world: World
) -> None:
    member = await registered(district, world.union)
    for target in (world.union.id, UUID(int=1)):
        answer = await chair.post(
            f"/members/{member['id']}/transfers",
            json={**PERSON, "to_organisation_id": str(target)},
            headers={"If-Match": f'"v{member["version"]}"', "Idempotency-Key": f"to-{target}"},
        )
        assert answer.status_code == 422
    assert (await read(chair, f"/members/{member['id']}"))["status"] == "active"
    assert (await read(chair, SENT))["total"] == 0


async def test_a_double_click_sends_once(chair: ActorClient, district: ActorClient, world: World) -> None:
    member = await registered(district, world.union)
    first = await send(chair, member, world.other_union.id)
    again = await chair.post(
        f"/members/{member['id']}/transfers",
        json={**PERSON, "to_organisation_id": str(world.other_union.id)},
        headers={
            "If-Match": f'"v{member["version"]}"',
            "Idempotency-Key": f"send-{member['id']}-{member['version']}",
        },
    )
    assert again.json()["id"] == first["id"] and again.headers["Idempotent-Replayed"] == "true"
    other_key = await post(
        chair,
        f"/members/{member['id']}/transfers",
        {**PERSON, "to_organisation_id": str(world.other_union.id)},
    )
    assert other_key.status_code == 428
    assert (await read(chair, SENT))["total"] == 1


@pytest.mark.parametrize("rivals", [("accept", "withdraw"), ("accept", "accept"), ("return", "withdraw")])
async def test_two_hands_at_the_same_moment_have_one_effect(
    rivals: tuple[str, str], chair: ActorClient, district: ActorClient, app: FastAPI, world: World
) -> None:
    member = await registered(district, world.union)
    item = await send(chair, member, world.other_union.id)
    both = threading.Barrier(2)
    results: list[str] = []

    def decide(action: str) -> None:
        sender = action == "withdraw"
        actor = actor_of(world.seats["chair" if sender else "other_chair"])
        try:
            with unit_of_work(app.state.engine) as session:
                set_reach(session, actor.district_id, actor.org_path)
                case_id = UUID(item["id"])
                case = (
                    get_sent(session, actor, case_id)
                    if sender
                    else session.get_one(TransferCase, (actor.district_id, case_id))
                )
                if session.get_bind().dialect.name == "postgresql":
                    both.wait(20)
                cases.settle(
                    session,
                    actor,
                    case,
                    action,
                    "理由",
                    item["version"],
                    Side.SENDER if sender else Side.RECEIVER,
                )
            results.append(action)
        except DomainError:
            results.append("refused")

    threads = [threading.Thread(target=decide, args=(action,)) for action in rivals]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert results.count("refused") == 1 and len(results) == 2
    _counted_once(app, {member["member_no"]})


async def test_whatever_happens_to_them_everybody_is_counted_exactly_once(
    chair: ActorClient, other_chair: ActorClient, district: ActorClient, app: FastAPI, world: World
) -> None:
    """A random life of three people between two unions: after each act one union holds each of them."""
    rng = random.Random(20201216)
    unions = {chair: world.other_union.id, other_chair: world.union.id}
    people = [
        await registered(district, world.union, id_no=resident_id(serial=serial), mobile=None)
        for serial in (1, 3, 5)
    ]
    numbers = {person["member_no"] for person in people}
    moves = 0
    for _ in range(60):
        client = rng.choice([chair, other_chair])
        rows = (await read(client, "/members"))["items"]
        here = [row for row in rows if row["status"] in ("active", "retained")]
        incoming = (await read(client, f"{CASES}?status=awaiting_receiver"))["items"]
        sent = (await read(client, f"{SENT}?status=awaiting_receiver"))["items"]
        choice = rng.choice(["send", "settle", "withdraw", "retain"])
        if choice == "send" and here:
            member = await read(client, f"/members/{rng.choice(here)['id']}")
            await send(client, member, unions[client])
        elif choice == "settle" and incoming:
            case = await read(client, f"{CASES}/{rng.choice(incoming)['id']}")
            await acted(client, CASES, case, rng.choice(["accept", "return"]), note="说明")
        elif choice == "withdraw" and sent:
            case = await read(client, f"{SENT}/{rng.choice(sent)['id']}")
            await acted(client, SENT, case, "withdraw", note="说明")
        elif choice == "retain" and here:
            row = rng.choice(here)
            kind = "retain" if row["status"] == "active" else "resume"
            await change(client, row, kind, effective_on="2020-12-16")
        else:
            continue
        moves += 1
        _counted_once(app, numbers)
    assert moves >= 12, "the random life was too quiet to show anything"


def _counted_once(app: FastAPI, numbers: set[str]) -> None:
    holding = [MemberState.ACTIVE, MemberState.IN_TRANSIT, MemberState.RETAINED]
    with unit_of_work(app.state.engine, writes=False) as session:
        rows = session.execute(
            select(Member.member_no, func.count())  # type: ignore[call-overload]
            .where(col(Member.status).in_(holding))
            .group_by(Member.member_no)
        )
        assert {row[0]: row[1] for row in rows} == dict.fromkeys(numbers, 1)
        places = session.execute(select(func.count()).select_from(ActiveMembership)).scalar_one()
        assert places == len(numbers)
        active = session.execute(select(func.sum(MembershipEvent.active_delta))).scalar_one()  # type: ignore[call-overload]
        counted = session.execute(
            select(func.count()).where(col(Member.status) == MemberState.ACTIVE)
        ).scalar_one()
        assert active == counted
