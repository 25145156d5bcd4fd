"""Signed-in people on a small world: two streets and three enterprise unions of one district."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from uuid import UUID

import pytest
from fastapi import FastAPI
from sqlmodel import col, update

from backend.identity.models import LoginSession
from backend.identity.parameters import PARAMETERS
from backend.kernel import clock
from backend.kernel.db import unit_of_work
from backend.kernel.parameters import seed_defaults
from backend.kernel.roles import Office, Role
from tests.support.app import PageClient, browser
from tests.support.builders import PASSWORD, Union, add_person_account, add_union
from tests.support.database import Database
from tests.support.rows import Rows, put, rows_of

DISTRICT_ID = "430702"


@dataclass(frozen=True)
class Seat:
    """One account of the world."""

    union: Union
    role: Role
    login_name: str
    account_id: UUID
    person_id: UUID
    person_name: str
    offices: frozenset[Office] = frozenset()


@dataclass(frozen=True)
class World:
    """The unions and accounts every scope test starts from; ``neighbour_union`` has no account."""

    district_union: Union
    street_union: Union
    other_street_union: Union
    union: Union
    neighbour_union: Union
    other_union: Union
    seats: dict[str, Seat]


class ActorClient(PageClient):
    """A page client signed in as one seat."""

    seat: Seat | None = None

    @property
    def org_id(self) -> UUID:
        """The union the caller belongs to."""
        assert self.seat is not None
        return self.seat.union.id

    @property
    def org_path(self) -> str:
        """Where that union stands in the tree."""
        assert self.seat is not None
        return self.seat.union.org_path

    @property
    def account_id(self) -> UUID:
        """The caller's account."""
        assert self.seat is not None
        return self.seat.account_id


SEATS: tuple[tuple[str, str, Role, str, str], ...] = (
    ("district", "district_union", Role.DISTRICT, "尹区办", "13807360001"),
    ("street", "street_union", Role.STREET, "卜街一", "13807360002"),
    ("other_street", "other_street_union", Role.STREET, "卜街二", "13807360003"),
    ("chair", "union", Role.ENTERPRISE, "柴主一", "13807360004"),
    ("other_chair", "other_union", Role.ENTERPRISE, "柴主二", "13807360005"),
    ("auditor", "district_union", Role.AUDITOR, "沈审计", "13807360006"),
    ("sysadmin", "district_union", Role.SYSTEM_ADMIN, "关系统", "13807360007"),
    ("security_admin", "district_union", Role.SECURITY_ADMIN, "岳安全", "13807360008"),
    ("audit_admin", "district_union", Role.AUDIT_ADMIN, "简审查", "13807360009"),
    ("leader", "district_union", Role.DISTRICT, "祁主席", "13807360010"),
)
#: The clerk works in every office of the district but the leader's; the leader only approves.
OFFICES: dict[str, frozenset[Office]] = {
    "district": frozenset(Office) - {Office.LEADER},
    "leader": frozenset({Office.LEADER}),
}


#: kind of database -> the world and its rows
_MADE: dict[str, tuple[World, Rows]] = {}


@pytest.fixture
def world(app: FastAPI, database: Database) -> World:
    """The unions and accounts, as direct rows; made by the first test of a worker, written again by the others."""
    if database.kind in _MADE:
        made, rows = _MADE[database.kind]
        put(app.state.engine, rows)
        return made
    made = _make_world(app)
    _MADE[database.kind] = made, rows_of(app.state.engine)
    return made


def _make_world(app: FastAPI) -> World:
    with unit_of_work(app.state.engine) as session:
        top = add_union(session, "430702.", "武陵区总工会")
        street = add_union(session, "430702.001.", "启明街道总工会", top)
        other = add_union(session, "430702.002.", "府坪街道总工会", top)
        unions = {
            "district_union": top,
            "street_union": street,
            "other_street_union": other,
            "union": add_union(session, "430702.001.001.", "启明一厂工会委员会", street),
            "neighbour_union": add_union(session, "430702.001.002.", "启明二厂工会委员会", street),
            "other_union": add_union(session, "430702.002.001.", "府坪一厂工会委员会", other),
        }
        seed_defaults(session, PARAMETERS)
        seats = {}
        for name, place, role, person_name, mobile in SEATS:
            offices = OFFICES.get(name, frozenset())
            account = add_person_account(
                session, app.state.desk, unions[place], role, name, person_name=person_name, mobile=mobile,
                offices=offices,
            )  # fmt: skip
            seats[name] = Seat(unions[place], role, name, account.id, account.person_id, person_name, offices)
    return World(**unions, seats=seats)


async def sign_in(app: FastAPI, stack: AsyncExitStack, seat: Seat) -> ActorClient:
    """A client of one seat after a real log-in."""
    client = await stack.enter_async_context(browser(app, kind=ActorClient))
    answer = await client.post("/auth/login", json={"login_name": seat.login_name, "password": PASSWORD})
    assert answer.status_code == 200, answer.text
    _prove(app, seat)
    client.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
    client.seat = seat
    return client


def _prove(app: FastAPI, seat: Seat) -> None:
    """The open sessions of a seat are freshly proved (step-up), as if the password had just been asked for again."""
    with unit_of_work(app.state.engine) as session:
        session.execute(
            update(LoginSession)
            .where(col(LoginSession.account_id) == seat.account_id, col(LoginSession.ended_at).is_(None))
            .values(proved_at=clock.real_now())
        )


@pytest.fixture
async def doors(app: FastAPI) -> AsyncIterator[AsyncExitStack]:
    """Closes every client at the end of the test."""
    async with AsyncExitStack() as stack:
        yield stack


@pytest.fixture
async def district(app: FastAPI, world: World, doors: AsyncExitStack) -> ActorClient:
    """The district federation's clerk, who works in every office but the leader's."""
    return await sign_in(app, doors, world.seats["district"])


@pytest.fixture
async def street(app: FastAPI, world: World, doors: AsyncExitStack) -> ActorClient:
    """The clerk of the first street."""
    return await sign_in(app, doors, world.seats["street"])


@pytest.fixture
async def other_street(app: FastAPI, world: World, doors: AsyncExitStack) -> ActorClient:
    """The clerk of the next street."""
    return await sign_in(app, doors, world.seats["other_street"])


@pytest.fixture
async def chair(app: FastAPI, world: World, doors: AsyncExitStack) -> ActorClient:
    """The chair of a union in the first street."""
    return await sign_in(app, doors, world.seats["chair"])


@pytest.fixture
async def other_chair(app: FastAPI, world: World, doors: AsyncExitStack) -> ActorClient:
    """The chair of a union in the next street."""
    return await sign_in(app, doors, world.seats["other_chair"])


@pytest.fixture
async def auditor(app: FastAPI, world: World, doors: AsyncExitStack) -> ActorClient:
    """Reads everything in the district, writes nothing."""
    return await sign_in(app, doors, world.seats["auditor"])


@pytest.fixture
async def sysadmin(app: FastAPI, world: World, doors: AsyncExitStack) -> ActorClient:
    """Keeps accounts, sees no business."""
    return await sign_in(app, doors, world.seats["sysadmin"])


@pytest.fixture
async def security_admin(app: FastAPI, world: World, doors: AsyncExitStack) -> ActorClient:
    """Approves grants of rights, sees no business."""
    return await sign_in(app, doors, world.seats["security_admin"])


@pytest.fixture
async def audit_admin(app: FastAPI, world: World, doors: AsyncExitStack) -> ActorClient:
    """Reads the audit trail, sees no business."""
    return await sign_in(app, doors, world.seats["audit_admin"])


@pytest.fixture
async def leader(app: FastAPI, world: World, doors: AsyncExitStack) -> ActorClient:
    """The leader of the district federation: approves what its offices propose."""
    return await sign_in(app, doors, world.seats["leader"])


@pytest.fixture
async def anonymous(app: FastAPI, world: World, doors: AsyncExitStack) -> ActorClient:
    """Somebody who has not signed in."""
    client = await doors.enter_async_context(browser(app, kind=ActorClient))
    return client
