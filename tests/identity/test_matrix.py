"""AZ-1 and AZ-2: every cell of docs/permissions.md is executed; without a token every route says 401."""

from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute, iter_route_contexts

from backend.identity.docs import Holder, holders
from backend.kernel.authz import Require, current_actor
from backend.kernel.db import unit_of_work
from backend.kernel.roles import Role
from backend.modules import MODULES, permissions_of
from tests.support.actors import ActorClient, Seat, World, sign_in
from tests.support.builders import add_person_account

#: Routes for anybody; the two cookie routes answer 401 by themselves.
PUBLIC = {
    ("GET", "/livez"),
    ("GET", "/readyz"),
    ("GET", "/api/v1/codes"),
    ("POST", "/api/v1/auth/login"),
    ("POST", "/api/v1/auth/login/code"),
    ("POST", "/api/v1/members/confirmations"),
}
COOKIE_ROUTES = {("POST", "/api/v1/auth/refresh"), ("POST", "/api/v1/auth/logout")}
SEAT_OF = {
    Role.STREET: "street",
    Role.ENTERPRISE: "chair",
    Role.AUDITOR: "auditor",
    Role.SYSTEM_ADMIN: "sysadmin",
    Role.SECURITY_ADMIN: "security_admin",
    Role.AUDIT_ADMIN: "audit_admin",
}
SAMPLES = {"date": "2020-12-16", "day": "2020-12-16", "year": "2020", "period": "2020-11", "month": "2020-11"}


@dataclass(frozen=True)
class Operation:
    """One route and method, the rights its signature names, and whether it wants somebody signed in."""

    method: str
    path: str
    rights: frozenset[str]
    is_signed: bool

    @property
    def url(self) -> str:
        """The path with values for its parameters: real-looking, of nothing that exists."""
        parts = self.path.split("/")
        return "/".join(_sample(part) if part.startswith("{") else part for part in parts)


def _sample(parameter: str) -> str:
    name = parameter.strip("{}").split(":")[0]
    return SAMPLES.get(name, str(uuid4()) if name.endswith("id") else "430702")


def calls_of(dependant: Dependant) -> Iterator[Any]:
    """Every dependency of a route, however deep."""
    yield dependant.call
    for inner in dependant.dependencies:
        yield from calls_of(inner)


def operations(app: FastAPI) -> list[Operation]:
    """Every operation of the API."""
    found = []
    for context in iter_route_contexts(app.routes):
        route = context.original_route
        if not isinstance(route, APIRoute) or context.path is None:
            continue
        calls = list(calls_of(route.dependant))
        rights = frozenset(call.permission for call in calls if isinstance(call, Require))
        for method in sorted(route.methods):
            found.append(Operation(method, context.path, rights, current_actor in calls))
    return found


async def ask(client: ActorClient, operation: Operation) -> int:
    """The status of one call with an empty body."""
    body = {} if operation.method in ("GET", "DELETE", "HEAD") else {"json": {}}
    answer = await client.request(operation.method, operation.url, **body)
    assert answer.status_code < 500 or operation.path == "/readyz", (operation, answer.text)
    return answer.status_code


def test_the_walk_finds_the_whole_api(app: FastAPI) -> None:
    found = operations(app)
    assert len(found) >= 80
    assert len([one for one in found if one.rights]) >= 60
    assert {one.path for one in found} >= {"/api/v1/accounts", "/api/v1/me", "/livez"}


def test_az_1_every_operation_names_a_right_or_is_signed_or_is_on_the_public_list(app: FastAPI) -> None:
    open_doors = {(one.method, one.path) for one in operations(app) if not one.rights and not one.is_signed}
    assert open_doors == PUBLIC | COOKIE_ROUTES


def test_every_right_a_route_names_is_declared_and_labelled_and_granted_to_somebody(app: FastAPI) -> None:
    labels = {right: label for module in MODULES for right, label in module.permission_labels.items()}
    named = {right for one in operations(app) for right in one.rights}
    granted = {right for one in holders() for right in permissions_of(one.role, one.offices)}
    assert named <= set(labels)
    assert named <= granted
    assert granted <= set(labels)


async def test_az_1_without_a_token_every_operation_but_the_public_ones_says_401(
    app: FastAPI, anonymous: ActorClient
) -> None:
    told = {(one.method, one.path): await ask(anonymous, one) for one in operations(app)}
    assert {key for key, status in told.items() if status != 401} == PUBLIC
    assert told["GET", "/api/v1/codes"] == 200
    assert told["POST", "/api/v1/auth/login"] == 422


async def test_az_1_a_broken_token_is_no_token(app: FastAPI, anonymous: ActorClient) -> None:
    for value in ("Bearer", "Bearer x.y.z", "Basic Y2hhaXI6eA==", "bearer  ", "Token abc"):
        anonymous.headers["Authorization"] = value
        assert (await anonymous.get("/me")).status_code == 401, value


async def test_az_1_two_authorization_headers_are_refused(chair: ActorClient) -> None:
    pairs = [("Authorization", chair.headers["Authorization"])] * 2
    del chair.headers["Authorization"]
    assert (await chair.get("/me", headers=pairs[:1])).status_code == 200
    assert (await chair.get("/me", headers=pairs)).status_code == 401


def seat_of(app: FastAPI, world: World, holder: Holder) -> Seat:
    """An account that holds what a column of the matrix says; the district's have one office or none."""
    if holder.role is not Role.DISTRICT:
        return world.seats[SEAT_OF[holder.role]]
    place, name = world.district_union, f"district.{holder.office or 'none'}"
    with unit_of_work(app.state.engine) as session:
        account = add_person_account(
            session, app.state.desk, place, holder.role, name, person_name="尹科室", mobile="13807360099",
            offices=holder.offices,
        )  # fmt: skip
        return Seat(place, holder.role, name, account.id, account.person_id, "尹科室", holder.offices)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)  # rights are asked before any store is
@pytest.mark.parametrize("holder", holders(), ids=lambda one: one.code)
async def test_az_2_every_cell_of_the_matrix_holds(
    app: FastAPI, world: World, doors: AsyncExitStack, holder: Holder
) -> None:
    client = await sign_in(app, doors, seat_of(app, world, holder))
    held = permissions_of(holder.role, holder.offices)
    assert set((await client.get("/me")).json()["permissions"]) == held
    wrong: list[tuple[str, str, int]] = []
    cells = 0
    for operation in operations(app):
        if not operation.is_signed or operation.path.startswith("/api/v1/me/"):
            continue
        cells += 1
        status = await ask(client, operation)
        passes = operation.rights <= held
        if passes == (status in (401, 403)):
            wrong.append((operation.method, operation.path, status))
    assert wrong == []
    assert cells >= 70
