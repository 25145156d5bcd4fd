"""Idempotency keys: one effect a key, the first answer again, kept in the transaction of the effect."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from fastapi import FastAPI
from httpx import AsyncClient, Response
from sqlalchemy import func, select

from backend.kernel import clock
from backend.kernel.db import unit_of_work
from backend.kernel.idempotency import KEPT, IdempotencyRecord
from backend.kernel.jobs_worker import TIDY_EVERY, Worker
from tests.kernel.callers import build, signed_in
from tests.kernel.probe import FAILURES, Gate, effects, with_probe
from tests.support.database import Database


@pytest.fixture
def app(database: Database) -> FastAPI:
    """The application with the probe."""
    return with_probe(build(database.settings))


async def _send(client: AsyncClient, key: str, path: str = "/probe", **form: Any) -> Response:
    return await client.post(path, json=form, headers={"Idempotency-Key": key})


def _key() -> str:
    return str(uuid4())


async def test_ix3_the_same_key_gives_the_first_answer_and_no_second_effect(
    app: FastAPI, database: Database
) -> None:
    key = _key()
    async with signed_in(app, "street") as client:
        first = await _send(client, key, text="甲")
        again = await _send(client, key, text="甲")
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.content == again.content
    assert first.headers["etag"] == again.headers["etag"] == '"v1"'
    assert "idempotent-replayed" not in first.headers
    assert again.headers["idempotent-replayed"] == "true"
    assert again.headers["content-type"] == "application/json"
    assert effects(database) == 1


async def test_the_same_key_with_another_body_or_address_is_refused(app: FastAPI, database: Database) -> None:
    key = _key()
    async with signed_in(app, "street") as client:
        await _send(client, key, text="甲")
        other_body = await _send(client, key, text="乙")
        other_query = await _send(client, key, "/probe?x=1", text="甲")
    assert (other_body.status_code, other_query.status_code) == (422, 422)
    assert effects(database) == 1


async def test_an_absent_or_bad_key_is_400(app: FastAPI, database: Database) -> None:
    async with signed_in(app, "street") as client:
        for key in (None, "", "short", "x" * 201, "with blank in it", "中文的幂等键也不行"):
            headers = {} if key is None else {"Idempotency-Key": key.encode()}
            answer = await client.post("/probe", json={}, headers=headers)
            assert answer.status_code == 400, key
            assert answer.json()["type"] == "/problems/idempotency-key-missing"
    assert effects(database) == 0


async def test_keys_of_two_people_do_not_meet(app: FastAPI, database: Database) -> None:
    key = _key()
    async with signed_in(app, "street") as one, signed_in(app, "auditor") as other:
        first, second = await _send(one, key), await _send(other, key)
    assert first.json()["id"] != second.json()["id"]
    assert effects(database) == 2


async def test_a_failed_request_keeps_no_answer_and_may_be_repeated(app: FastAPI, database: Database) -> None:
    async with signed_in(app, "street") as client:
        for number, failure in enumerate(FAILURES):
            key = _key()
            assert (await _send(client, key, fails=failure)).status_code >= 400
            assert effects(database) == number
            good = await _send(client, key)
            assert good.status_code == 201 and "idempotent-replayed" not in good.headers
            assert effects(database) == number + 1


async def test_f04_a_double_click_has_one_effect(app: FastAPI, database: Database) -> None:
    """PostgreSQL answers 409 to the second while the first is in flight; SQLite lets it wait for the answer."""
    key = _key()
    Gate.close()
    async with signed_in(app, "street") as client:
        first = asyncio.create_task(_send(client, key, fails="hold"))
        await asyncio.to_thread(Gate.entered.wait, 20)
        second = asyncio.create_task(_send(client, key, fails="hold"))
        await asyncio.sleep(0.3)
        Gate.go_on.set()
        answers = [await first, await second]
        third = await _send(client, key, fails="hold")
    assert answers[0].status_code == 201
    if database.kind == "postgresql":
        assert answers[1].status_code == 409
    else:
        assert answers[1].content == answers[0].content
    assert third.content == answers[0].content
    assert effects(database) == 1


async def test_twenty_clicks_at_once_have_one_effect(app: FastAPI, database: Database) -> None:
    key = _key()
    async with signed_in(app, "street") as client:
        answers = await asyncio.gather(*[_send(client, key) for _ in range(20)])
    assert {answer.status_code for answer in answers} <= {201, 409}
    assert len({answer.json()["id"] for answer in answers if answer.status_code == 201}) == 1
    assert effects(database) == 1


async def test_an_upload_repeated_with_another_boundary_is_the_same_request(
    app: FastAPI, database: Database
) -> None:
    key = _key()
    files = {"file": ("名册.xlsx", b"PK\x03\x04 content", "application/octet-stream")}
    async with signed_in(app, "street") as client:
        headers = {"Idempotency-Key": key}
        first = await client.post("/probe/upload", files=files, headers=headers)
        again = await client.post("/probe/upload", files=files, headers=headers)
        other = {"file": ("名册.xlsx", b"PK\x03\x04 changed", "application/octet-stream")}
        changed = await client.post("/probe/upload", files=other, headers=headers)
    assert (first.status_code, first.json()["text"]) == (201, "名册.xlsx 12")
    assert again.content == first.content and again.headers["idempotent-replayed"] == "true"
    assert changed.status_code == 422
    assert effects(database) == 1


async def test_a_key_is_not_looked_at_before_the_caller_is_known(app: FastAPI, database: Database) -> None:
    async with signed_in(app) as client:
        assert (await _send(client, _key())).status_code == 401
    assert effects(database) == 0


async def test_answers_are_kept_seven_days(
    app: FastAPI, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with signed_in(app, "street") as client:
        await _send(client, _key())
    written = clock.real_now()

    worker = Worker(database.engine, database.settings, {})

    def left_after(days: timedelta) -> int:
        monkeypatch.setattr(clock, "real_now", lambda: written + days)
        worker.tidy()
        with unit_of_work(database.engine, writes=False) as session:
            return session.execute(select(func.count()).select_from(IdempotencyRecord)).scalar_one()

    assert left_after(KEPT - timedelta(minutes=5)) == 1
    assert left_after(KEPT + timedelta(minutes=5)) == 1, "tidied twice within the hour"
    assert left_after(KEPT + TIDY_EVERY) == 0
