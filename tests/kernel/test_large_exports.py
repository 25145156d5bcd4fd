"""PD-6: exports above the limit need a second person, are watermarked, counted and expire."""

import io
import threading
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
import openpyxl
import pytest
from fastapi import FastAPI
from sqlmodel import col, select, update

from backend.identity.accounts.service import add_account
from backend.identity.grants.standing import put_in_force
from backend.identity.models import Account, LoginSession, Person
from backend.kernel import clock
from backend.kernel.daily import system_actor
from backend.kernel.db import unit_of_work
from backend.kernel.demo import DEMO_TODAY
from backend.kernel.errors import Conflict, StaleVersion
from backend.kernel.jobs import actor_of
from backend.kernel.large_exports import queries, service
from backend.kernel.large_exports.models import LargeExport, LargeExportFile
from backend.kernel.large_exports.parameters import LARGE_ROWS, needs_second_person
from backend.kernel.parameters import ParameterStatus, ParameterValue
from backend.kernel.permissions import KernelP
from backend.kernel.roles import Office, Role
from tests.members.people import registered, resident_id, work_off
from tests.support.actors import ActorClient, Seat, World, sign_in

PURPOSE = "报送市总工会年度会员名册"


@pytest.fixture(autouse=True)
def low_limit(app: FastAPI, world: World) -> None:
    """Two persons are the most one may take alone, so that three need a second person."""
    with unit_of_work(app.state.engine) as session:
        session.add(
            ParameterValue(
                key=LARGE_ROWS.key,
                jurisdiction="430702",
                version=1,
                valid_from=date(2020, 1, 1),
                value=2,
                legal_source="测试",
                status=ParameterStatus.ACTIVE,
            )
        )


@pytest.fixture
async def three(chair: ActorClient, world: World) -> list[dict[str, Any]]:
    """Three members of the first union."""
    return [
        await registered(chair, world.union, name=name, id_no=resident_id(serial=number), mobile=None)
        for number, name in enumerate(["赵一", "钱一", "孙一"], start=1)
    ]


async def ask(client: ActorClient, **values: Any) -> httpx.Response:
    body = {"list": "members", "filters": {}, "purpose": PURPOSE, **values}
    return await client.post("/large-exports", json=body, headers={"Idempotency-Key": uuid4().hex})


async def move(client: ActorClient, export: dict[str, Any], action: str, note: str = "") -> httpx.Response:
    current = await client.get(f"/large-exports/{export['id']}")
    etag = current.headers.get("ETag", '"v1"')
    body = {"action": action, "note": note}
    return await client.post(f"/large-exports/{export['id']}/actions", json=body, headers={"If-Match": etag})


async def take(client: ActorClient, export: dict[str, Any]) -> httpx.Response:
    return await client.post(f"/large-exports/{export['id']}/download")


@pytest.fixture
async def asked(chair: ActorClient, three: list[dict[str, Any]]) -> dict[str, Any]:
    """The chair's request."""
    answer = await ask(chair)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


@pytest.fixture
async def ready(app: FastAPI, asked: dict[str, Any], leader: ActorClient) -> dict[str, Any]:
    """The request, approved and built."""
    approved = await move(leader, asked, "approve")
    assert approved.status_code == 200, approved.text
    work_off(app)
    built: dict[str, Any] = (await leader.get(f"/large-exports/{asked['id']}")).json()
    assert built["status"] == "ready"
    return built


def test_pd_6_the_limit_itself_is_still_one_persons_business() -> None:
    assert [needs_second_person(500, persons) for persons in (499, 500, 501)] == [False, False, True]


async def test_pd_6_a_list_above_the_limit_is_refused_and_says_what_to_do(
    chair: ActorClient, three: list[dict[str, Any]]
) -> None:
    answer = await chair.get("/members/export")
    assert (answer.status_code, answer.json()["type"]) == (403, "/problems/second-person-needed")
    assert "申请" in answer.json()["detail"]
    assert (await chair.get("/members/export", params={"q": "赵"})).status_code == 200


async def test_the_preview_counts_and_tells_the_conditions_in_words(
    chair: ActorClient, three: list[dict[str, Any]], world: World
) -> None:
    body = {"list": "members", "filters": {"status": "pending", "is_migrant": "false"}}
    told = (await chair.post("/large-exports/preview", json=body)).json()
    assert (told["persons"], told["limit"], told["needs_second_person"], told["valid_days"]) == (
        3,
        2,
        True,
        7,
    )
    assert [(line["label"], line["value"]) for line in told["filters"]] == [
        ("范围", f"{world.union.name}及其下级"), ("会籍状态", "待核对"), ("是否农民工", "否"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({"list": "nothing"}, 422),
        ({"filters": {"status": "nonsense"}}, 422),
        ({"filters": {"unknown": "1"}}, 422),
        ({"filters": {"q": "430702199001010019"}}, 422),
        ({"filters": {"q": "赵"}}, 409),
        ({"purpose": ""}, 422),
        ({"filters": {"organisation_id": str(uuid4())}}, 404),
    ],
)
async def test_a_request_that_makes_no_sense_is_refused(
    chair: ActorClient, three: list[dict[str, Any]], values: dict[str, Any], status: int
) -> None:
    answer = await ask(chair, **values)
    assert answer.status_code == status, answer.text
    assert "430702199001010019" not in answer.text


async def test_az_6_nobody_asks_for_a_list_of_the_next_street(
    other_chair: ActorClient, three: list[dict[str, Any]], world: World
) -> None:
    answer = await ask(other_chair, filters={"organisation_id": str(world.union.id)})
    assert answer.status_code == 404


async def test_pd_6_the_story_of_a_large_export(
    app: FastAPI, chair: ActorClient, leader: ActorClient, ready: dict[str, Any], three: list[dict[str, Any]]
) -> None:
    assert ready["expires_on"] == (DEMO_TODAY + timedelta(days=7)).isoformat()
    mine = (await chair.get(f"/large-exports/{ready['id']}")).json()
    assert mine["can_download"] and mine["file_persons"] == 3
    assert [line["action"] for line in mine["history"]] == ["request", "approve", "finish"]
    answer = await take(chair, ready)
    assert answer.status_code == 200
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    for sheet in book.worksheets:
        stamp = str(sheet.cell(1, 1).value)
        for part in (mine["person_name"], DEMO_TODAY.isoformat(), ready["number"], PURPOSE):
            assert part in stamp and part in book.properties.description
            assert part in str(sheet.oddFooter.left.text) and part in str(sheet.oddHeader.center.text)
    sheet = book.worksheets[0]
    assert [sheet.cell(row, 1).value for row in (4, 5, 6)] == ["钱一", "孙一", "赵一"]
    assert resident_id(serial=1) not in str([[cell.value for cell in row] for row in sheet.iter_rows()])
    await take(chair, ready)
    assert (await chair.get(f"/large-exports/{ready['id']}")).json()["downloads"] == 2
    trail = (await leader.get("/audit-entries", params={"verb": "large_export.download"})).json()["items"]
    assert [entry["details"]["time"] for entry in trail] == [2, 1]


async def test_pd_6_only_the_requester_takes_the_file(
    leader: ActorClient, street: ActorClient, other_chair: ActorClient, security_admin: ActorClient,
    district: ActorClient, ready: dict[str, Any],
) -> None:  # fmt: skip
    told = [
        (await take(client, ready)).status_code
        for client in (leader, security_admin, street, district, other_chair)
    ]
    assert told == [403, 403, 404, 404, 404]


async def test_pd_6_the_kept_file_is_sealed(app: FastAPI, chair: ActorClient, ready: dict[str, Any]) -> None:
    with unit_of_work(app.state.engine) as session:
        kept = session.exec(select(LargeExportFile)).one().content_sealed
    assert b"PK\x03\x04" not in kept and "赵一".encode() not in kept


async def test_pd_6_nobody_approves_their_own(
    app: FastAPI, world: World, doors: Any, leader: ActorClient, chair: ActorClient, asked: dict[str, Any],
    three: list[dict[str, Any]], district: ActorClient,
) -> None:  # fmt: skip
    assert (await move(chair, asked, "approve")).status_code == 403
    assert (await move(district, asked, "approve")).status_code == 404
    own = (await ask(leader)).json()
    refused = await move(leader, own, "approve")
    assert refused.status_code == 409 and "另一人" in refused.json()["detail"]
    second = await second_account(app, world, doors)
    refused = await move(second, asked, "approve")
    assert refused.status_code == 409
    assert (await move(leader, asked, "approve")).status_code == 200


async def second_account(app: FastAPI, world: World, doors: Any) -> ActorClient:
    """The chair's second account, with the leader's office."""
    seat = world.seats["chair"]
    with unit_of_work(app.state.engine) as session:
        person = session.get_one(Person, ("430702", seat.person_id))
        top = world.district_union
        hashed = session.get_one(Account, ("430702", seat.account_id)).password_hash
        account = add_account(session, person, Role.DISTRICT, top.id, top.org_path, "chair.too", hashed)
        account.must_change_password = False
        put_in_force(session, account, frozenset({Office.LEADER}), since=date(2015, 1, 1))
        other = Seat(top, Role.DISTRICT, "chair.too", account.id, seat.person_id, seat.person_name)
    return await sign_in(app, doors, other)


async def test_pd_6_the_security_administrator_may_decide_and_a_refusal_says_why(
    chair: ActorClient, security_admin: ActorClient, asked: dict[str, Any], app: FastAPI
) -> None:
    assert (await move(security_admin, asked, "refuse")).status_code == 422
    assert (await move(security_admin, asked, "refuse", "用途不清")).status_code == 200
    work_off(app)
    assert (await take(chair, asked)).status_code == 409


async def test_a_withdrawn_request_builds_nothing(
    app: FastAPI, chair: ActorClient, leader: ActorClient, asked: dict[str, Any]
) -> None:
    assert (await move(leader, asked, "approve")).status_code == 200
    assert (await move(leader, asked, "withdraw")).status_code == 409
    assert (await move(chair, asked, "withdraw")).status_code == 200
    work_off(app)
    assert (await chair.get(f"/large-exports/{asked['id']}")).json()["status"] == "withdrawn"
    with unit_of_work(app.state.engine) as session:
        assert session.exec(select(LargeExportFile)).all() == []


@pytest.mark.parametrize("action", ["finish", "expire"])
async def test_the_steps_of_the_system_are_nobodys(
    leader: ActorClient, asked: dict[str, Any], action: str
) -> None:
    assert (await move(leader, asked, action)).status_code == 403


async def test_pd_6_after_its_time_the_file_is_refused_and_destroyed(
    app: FastAPI, chair: ActorClient, ready: dict[str, Any]
) -> None:
    clock.freeze(DEMO_TODAY + timedelta(days=7))
    assert (await take(chair, ready)).status_code == 200
    clock.freeze(DEMO_TODAY + timedelta(days=8))
    assert not (await chair.get(f"/large-exports/{ready['id']}")).json()["can_download"]
    late = await take(chair, ready)
    assert (late.status_code, late.json()["type"]) == (410, "/problems/file-gone")
    assert (await take(chair, ready)).status_code == 410
    assert (await chair.get(f"/large-exports/{ready['id']}")).json()["status"] == "expired"
    with unit_of_work(app.state.engine) as session:
        assert session.exec(select(LargeExportFile)).all() == []


async def test_pd_6_the_daily_work_destroys_what_is_over(
    app: FastAPI, ready: dict[str, Any], world: World
) -> None:
    top = world.district_union
    system = system_actor("430702", top.id, top.org_path, frozenset(KernelP))
    for days, destroyed in ((7, 0), (8, 1), (9, 0)):
        clock.freeze(DEMO_TODAY + timedelta(days=days))
        with unit_of_work(app.state.engine) as session:
            assert service.expire_files(session, system) == destroyed
    with unit_of_work(app.state.engine) as session:
        assert session.exec(select(LargeExportFile)).all() == []


async def test_au_11_asking_deciding_and_taking_want_a_fresh_proof(
    app: FastAPI, chair: ActorClient, leader: ActorClient, ready: dict[str, Any]
) -> None:
    with unit_of_work(app.state.engine) as session:
        session.execute(update(LoginSession).values(proved_at=None).where(col(LoginSession.id).is_not(None)))
    for answer in (await ask(chair), await move(leader, ready, "refuse"), await take(chair, ready)):
        assert answer.json()["type"] == "/problems/step-up-required"


async def test_se_6_who_may_no_longer_see_the_list_takes_no_file(
    app: FastAPI, chair: ActorClient, world: World, ready: dict[str, Any]
) -> None:
    with unit_of_work(app.state.engine) as session:
        account = session.get_one(Account, ("430702", chair.account_id))
        account.org_path, account.organisation_id = world.neighbour_union.org_path, world.neighbour_union.id
    assert (await take(chair, ready)).status_code in (403, 404)


async def test_az_5_the_list_shows_own_requests_and_everything_to_whoever_decides(
    chair: ActorClient, other_chair: ActorClient, street: ActorClient, district: ActorClient, leader: ActorClient,
    security_admin: ActorClient, auditor: ActorClient, asked: dict[str, Any],
) -> None:  # fmt: skip
    async def total(client: ActorClient) -> int:
        return int((await client.get("/large-exports")).json()["total"])

    assert [await total(one) for one in (chair, leader, security_admin, auditor)] == [1, 1, 1, 1]
    assert [await total(one) for one in (street, district, other_chair)] == [0, 0, 0]
    for client in (street, other_chair):
        assert (await client.get(f"/large-exports/{asked['id']}")).status_code == 404


def race(app: FastAPI, work: Callable[[Any], None]) -> list[str]:
    """Two threads do the same at once; how each ended."""
    together, ended = threading.Barrier(2), []

    def run() -> None:
        together.wait(timeout=10)
        try:
            with unit_of_work(app.state.engine) as session:
                work(session)
            ended.append("done")
        except (Conflict, StaleVersion):
            ended.append("refused")

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return sorted(ended)


async def test_two_approvals_at_once_make_one_file(
    app: FastAPI, chair: ActorClient, leader: ActorClient, asked: dict[str, Any], world: World
) -> None:
    with unit_of_work(app.state.engine) as session:
        row = session.exec(select(LargeExport)).one()
        seat = world.seats["leader"]
        requester = actor_of(row.requester)
    decider = system_actor("430702", seat.union.id, seat.union.org_path, frozenset({KernelP.EXPORTS_APPROVE}))
    assert requester.account_id == chair.account_id

    def approve(session: Any) -> None:
        one = queries.get_large_export(session, decider, UUID(asked["id"]))
        service.decide(session, decider, one, "approve", "", one.version)

    assert race(app, approve) == ["done", "refused"]
    work_off(app)
    with unit_of_work(app.state.engine) as session:
        assert len(session.exec(select(LargeExportFile)).all()) == 1
        assert session.exec(select(LargeExport)).one().status.value == "ready"
