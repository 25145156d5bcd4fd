"""AU-11: revealing asks for a fresh proof of who is calling; tries are counted like those of log-in."""

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack

import pytest
from fastapi import FastAPI
from sqlmodel import select

from backend.identity.models import LoginSession, LoginThrottle
from tests.identity.conftest import Hands, Look
from tests.support.actors import ActorClient, World
from tests.support.app import browser
from tests.support.builders import PASSWORD

pytestmark = pytest.mark.usefixtures("hands")
WRONG = "tokyo-rain-bicycle-8"
NEEDED = "/problems/step-up-required"


@pytest.fixture
async def fresh(app: FastAPI, world: World, doors: AsyncExitStack) -> ActorClient:
    """The first chair just signed in, not yet proved again."""
    client = await doors.enter_async_context(browser(app, kind=ActorClient))
    answer = await client.post("/auth/login", json={"login_name": "chair", "password": PASSWORD})
    client.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
    client.seat = world.seats["chair"]
    return client


async def reveal(client: ActorClient) -> tuple[int, str]:
    """What a reveal of the caller's own union is answered: status and kind of problem."""
    body = {"field": "contact_phone", "purpose": "verify"}
    answer = await client.post(f"/organisations/{client.org_id}/reveal", json=body)
    return answer.status_code, answer.json().get("type", "")


async def test_au_11_signing_in_is_not_the_fresh_proof(fresh: ActorClient) -> None:
    assert await reveal(fresh) == (403, NEEDED)
    answer = await fresh.post(f"/members/{fresh.account_id}/reveal", json={})
    assert answer.json()["type"] == NEEDED


async def test_au_11_the_password_opens_this_session_for_ten_minutes(
    fresh: ActorClient, hands: Hands
) -> None:
    answer = await fresh.post("/auth/step-up", json={"password": PASSWORD})
    assert answer.status_code == 200 and "proved_until" in answer.json()
    assert (await reveal(fresh))[0] == 200
    hands.move(minutes=9, seconds=59)
    assert (await reveal(fresh))[0] == 200
    hands.move(seconds=2)
    assert await reveal(fresh) == (403, NEEDED)


async def test_au_11_another_session_of_the_same_account_stays_closed(
    app: FastAPI, fresh: ActorClient, doors: AsyncExitStack
) -> None:
    other = await doors.enter_async_context(browser(app, kind=ActorClient))
    answer = await other.post("/auth/login", json={"login_name": "chair", "password": PASSWORD})
    other.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
    other.seat = fresh.seat
    await fresh.post("/auth/step-up", json={"password": PASSWORD})
    assert (await reveal(fresh))[0] == 200
    assert await reveal(other) == (403, NEEDED)


async def test_au_11_the_proof_survives_a_renewed_token(fresh: ActorClient) -> None:
    await fresh.post("/auth/step-up", json={"password": PASSWORD})
    renewed = await fresh.post("/auth/refresh")
    fresh.headers["Authorization"] = f"Bearer {renewed.json()['access_token']}"
    assert (await reveal(fresh))[0] == 200


async def test_au_11_a_wrong_password_is_told_at_the_field_and_marks_nothing(
    fresh: ActorClient, look: Look, verbs: Callable[[], list[str]]
) -> None:
    answer = await fresh.post("/auth/step-up", json={"password": WRONG})
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == ["password"]
    assert WRONG not in answer.text
    assert look(lambda s: [row.proved_at for row in s.exec(select(LoginSession))]) == [None]
    assert verbs() == ["account.login", "account.login_refused"]


async def test_au_7_tries_of_step_up_and_of_log_in_share_one_count(
    fresh: ActorClient, look: Look, hands: Hands
) -> None:
    told = [(await fresh.post("/auth/step-up", json={"password": WRONG})).status_code for _ in range(7)]
    assert told == [422] * 6 + [429]
    entry = {"login_name": "chair", "password": PASSWORD}
    assert (await fresh.post("/auth/login", json=entry)).status_code == 429
    hands.move(seconds=3)
    assert (await fresh.post("/auth/step-up", json={"password": PASSWORD})).status_code == 200
    counted = look(lambda s: [(row.kind.value, row.failures) for row in s.exec(select(LoginThrottle))])
    assert ("account", 0) not in counted and [kind for kind, _ in counted] == ["source"]


async def test_au_7_parallel_guesses_at_step_up_are_all_counted(fresh: ActorClient) -> None:
    tries = [fresh.post("/auth/step-up", json={"password": WRONG}) for _ in range(16)]
    told = [answer.status_code for answer in await asyncio.gather(*tries)]
    assert set(told) <= {422, 429, 503}
    assert told.count(422) <= 6


async def test_au_11_an_ended_session_cannot_prove_itself(fresh: ActorClient) -> None:
    mine = (await fresh.get("/me/sessions")).json()[0]["id"]
    assert (await fresh.delete(f"/me/sessions/{mine}")).status_code == 204
    assert (await fresh.post("/auth/step-up", json={"password": PASSWORD})).status_code == 401


async def test_au_11_every_proof_leaves_one_audit_row(
    fresh: ActorClient, verbs: Callable[[], list[str]]
) -> None:
    await fresh.post("/auth/step-up", json={"password": PASSWORD})
    assert verbs() == ["account.login", "session.step_up"]
