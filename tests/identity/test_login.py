"""AU-1 and AU-6..8 at the door: one answer for every refusal, growing delays that survive, few hashes at once."""

import asyncio
import statistics
import threading
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlmodel import Session, select

from backend.identity.models import Account, LoginThrottle
from backend.main import create_app
from tests.identity.conftest import Hands, Look
from tests.support.actors import ActorClient, World
from tests.support.app import browser
from tests.support.builders import PASSWORD
from tests.support.database import Database

pytestmark = pytest.mark.usefixtures("hands")
WRONG = "tokyo-rain-bicycle-8"


def enter(client: httpx.AsyncClient, login_name: str, password: str) -> Any:
    return client.post("/auth/login", json={"login_name": login_name, "password": password})


def account_of(session: Session, login_name: str) -> Account:
    return session.exec(select(Account).where(Account.login_name == login_name)).one()


def disable(session: Session) -> None:
    account_of(session, "other_chair").status = "disabled"  # type: ignore[assignment]


async def test_the_right_password_signs_in_and_says_who_one_is(anonymous: ActorClient, world: World) -> None:
    answer = await enter(anonymous, " Chair ", PASSWORD)
    assert answer.status_code == 200
    told = answer.json()
    assert told["expires_in"] == 600
    assert told["me"]["person_name"] == world.seats["chair"].person_name
    assert told["me"]["organisation"] == {
        "id": str(world.union.id), "name": world.union.name, "org_path": world.union.org_path,
    }  # fmt: skip
    assert told["me"]["district"] == {"id": "430702", "name": "武陵区总工会"}
    me = await anonymous.get("/me", headers={"Authorization": f"Bearer {told['access_token']}"})
    assert me.json() == told["me"]
    assert PASSWORD not in answer.text


async def test_au_6_unknown_wrong_and_disabled_are_told_the_same(anonymous: ActorClient, look: Look) -> None:
    look(disable)
    answers = [
        await enter(anonymous, "nobody-at-all", WRONG),
        await enter(anonymous, "chair", WRONG),
        await enter(anonymous, "other_chair", PASSWORD),
        await enter(anonymous, "other_chair", WRONG),
        await enter(anonymous, "李雷' or 1=1 --", WRONG),
    ]
    told = []
    for answer in answers:
        body = answer.json()
        body.pop("trace_id")
        headers = {name: value for name, value in answer.headers.items() if name != "x-trace-id"}
        told.append((answer.status_code, body, headers))
    assert told[0][0] == 401
    assert told[0][1]["title"] == "登录名或密码不正确"
    assert told == [told[0]] * len(told)
    assert "set-cookie" not in told[0][2]


async def test_au_6_each_refusal_takes_the_same_steps(
    app: FastAPI, anonymous: ActorClient, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    look(disable)
    hashed: list[str] = []
    real = app.state.desk.hasher._hash.verify_and_update

    def spy(password: str, stored: str) -> Any:
        hashed.append(stored.rsplit("$", 2)[0])
        return real(password, stored)

    monkeypatch.setattr(app.state.desk.hasher._hash, "verify_and_update", spy)
    for name in ("nobody-at-all", "chair", "other_chair"):
        await enter(anonymous, name, WRONG)
    assert hashed == [hashed[0]] * 3


async def test_au_6_refusals_take_the_same_time(anonymous: ActorClient, hands: Hands, look: Look) -> None:
    look(disable)
    spent: dict[str, list[float]] = {name: [] for name in ("nobody-at-all", "chair", "other_chair")}
    for _ in range(7):
        for name, times in spent.items():
            hands.move(days=2)
            answer = await enter(anonymous, name, WRONG)
            assert answer.status_code == 401
            times.append(answer.elapsed.total_seconds())
    medians = [statistics.median(times) for times in spent.values()]
    assert max(medians) < 3 * min(medians), spent


async def test_au_7_the_delay_of_a_name_grows_and_ends(
    anonymous: ActorClient, hands: Hands, world: World
) -> None:
    for _ in range(5):
        assert (await enter(anonymous, "chair", WRONG)).status_code == 401
    waits = []
    for _ in range(4):
        assert (await enter(anonymous, "chair", WRONG)).status_code == 401
        blocked = await enter(anonymous, "chair", PASSWORD)
        assert blocked.status_code == 429
        waits.append(int(blocked.headers["Retry-After"]))
        hands.move(seconds=waits[-1] + 0.01)
    assert waits == [1, 2, 4, 8]
    assert (await enter(anonymous, "chair", PASSWORD)).status_code == 200
    assert (await enter(anonymous, "chair", WRONG)).status_code == 401


async def test_au_7_unknown_names_are_delayed_like_known_ones(anonymous: ActorClient) -> None:
    for name in ("nobody-at-all", "street"):
        told = [(await enter(anonymous, name, WRONG)).status_code for _ in range(7)]
        assert told == [401] * 6 + [429]


async def test_au_7_it_is_never_a_permanent_lock(anonymous: ActorClient, hands: Hands) -> None:
    failures = 0
    while failures < 30:
        answer = await enter(anonymous, "chair", WRONG)
        failures += answer.status_code == 401
        wait = int(answer.headers.get("Retry-After", "0"))
        assert wait <= 15 * 60
        hands.move(seconds=wait + 0.01)
    hands.move(minutes=15)
    assert (await enter(anonymous, "chair", PASSWORD)).status_code == 200


async def test_au_7_another_source_shares_the_delay_of_the_name(app: FastAPI, anonymous: ActorClient) -> None:
    for _ in range(6):
        await enter(anonymous, "chair", WRONG)
    async with browser(app, source="10.9.8.7") as elsewhere:
        assert (await enter(elsewhere, "chair", PASSWORD)).status_code == 429
        assert (await enter(elsewhere, "street", PASSWORD)).status_code == 200


async def test_au_7_a_source_trying_many_names_is_delayed(
    app: FastAPI, anonymous: ActorClient, hands: Hands
) -> None:
    told = [(await enter(anonymous, f"name-{i}", WRONG)).status_code for i in range(32)]
    assert told == [401] * 31 + [429]
    assert (await enter(anonymous, "chair", PASSWORD)).status_code == 429
    async with browser(app, source="10.9.8.7") as elsewhere:
        assert (await enter(elsewhere, "chair", PASSWORD)).status_code == 200
    hands.move(hours=1)
    assert (await enter(anonymous, "chair", PASSWORD)).status_code == 200


async def test_au_7_an_office_signing_in_from_one_source_is_not_delayed(
    anonymous: ActorClient,
) -> None:
    for _ in range(40):
        assert (await enter(anonymous, "chair", PASSWORD)).status_code == 200


async def test_au_7_own_successes_do_not_free_a_guessing_source(anonymous: ActorClient) -> None:
    told = []
    for i in range(40):
        told.append((await enter(anonymous, f"name-{i}", WRONG)).status_code)
        await enter(anonymous, "chair", PASSWORD)
    assert told.count(401) == 31
    assert told[31:] == [429] * 9


async def test_au_7_counters_survive_a_restart(
    database: Database, anonymous: ActorClient, world: World
) -> None:
    for _ in range(6):
        await enter(anonymous, "chair", WRONG)
    restarted = create_app(database.settings)
    async with browser(restarted) as later:
        assert (await enter(later, "chair", PASSWORD)).status_code == 429
    restarted.state.engine.dispose()


async def test_au_7_parallel_guesses_are_all_counted(
    app: FastAPI, anonymous: ActorClient, look: Look
) -> None:
    answers = await asyncio.gather(*[enter(anonymous, "chair", WRONG) for _ in range(16)])
    told = sorted(answer.status_code for answer in answers)
    assert set(told) <= {401, 429, 503}
    assert told.count(401) <= 6
    counted = look(lambda s: max(row.failures for row in s.exec(select(LoginThrottle))))
    assert counted == told.count(401)


async def test_au_7_waiting_callers_do_not_lengthen_their_wait(anonymous: ActorClient, look: Look) -> None:
    for _ in range(6):
        await enter(anonymous, "chair", WRONG)
    before = look(lambda s: [(r.failures, r.blocked_until) for r in s.exec(select(LoginThrottle))])
    for _ in range(5):
        assert (await enter(anonymous, "chair", WRONG)).status_code == 429
    assert look(lambda s: [(r.failures, r.blocked_until) for r in s.exec(select(LoginThrottle))]) == before


async def test_no_name_or_address_is_kept_with_the_counters(anonymous: ActorClient, look: Look) -> None:
    await enter(anonymous, "my-password-typed-here", WRONG)
    rows = look(lambda s: [row.model_dump_json() for row in s.exec(select(LoginThrottle))])
    assert len(rows) == 2
    assert not [row for row in rows if "typed" in row or "127.0.0.1" in row]


async def test_old_counters_are_forgotten(anonymous: ActorClient, hands: Hands, look: Look) -> None:
    for i in range(5):
        await enter(anonymous, f"name-{i}", WRONG)
    hands.move(days=1, seconds=1)
    await enter(anonymous, "somebody", WRONG)
    assert look(lambda s: len(s.exec(select(LoginThrottle)).all())) == 2


async def test_au_8_a_fifth_log_in_at_once_is_told_to_come_back(app: FastAPI, anonymous: ActorClient) -> None:
    hasher, inside, leave = app.state.desk.hasher, threading.Barrier(5), threading.Event()

    def hold() -> None:
        with hasher.place():
            inside.wait(timeout=10)
            leave.wait(timeout=10)

    threads = [threading.Thread(target=hold) for _ in range(4)]
    for thread in threads:
        thread.start()
    inside.wait(timeout=10)
    busy = await enter(anonymous, "chair", PASSWORD)
    leave.set()
    for thread in threads:
        thread.join(timeout=10)
    assert (busy.status_code, busy.headers["Retry-After"]) == (503, "1")
    assert (await enter(anonymous, "chair", PASSWORD)).status_code == 200


async def test_au_1_an_out_of_date_hash_is_renewed_at_log_in(anonymous: ActorClient, look: Look) -> None:
    old = PasswordHash([Argon2Hasher(time_cost=2, memory_cost=16, parallelism=1)]).hash(PASSWORD)

    def weaken(session: Session) -> None:
        account_of(session, "chair").password_hash = old

    look(weaken)
    assert (await enter(anonymous, "chair", PASSWORD)).status_code == 200
    renewed = look(lambda s: account_of(s, "chair").password_hash)
    assert renewed != old and "t=1" in renewed
    assert (await enter(anonymous, "chair", PASSWORD)).status_code == 200


async def test_every_log_in_and_refusal_leaves_one_audit_row(
    anonymous: ActorClient, verbs: Callable[[], list[str]]
) -> None:
    await enter(anonymous, "chair", WRONG)
    await enter(anonymous, "nobody-at-all", WRONG)
    await enter(anonymous, "chair", PASSWORD)
    assert verbs() == ["account.login_refused", "account.login_refused", "account.login"]


MALFORMED: tuple[dict[str, Any], ...] = (
    {},
    {"login_name": "chair"},
    {"login_name": "chair", "password": ""},
    {"login_name": "chair", "password": "x" * 129},
    {"login_name": "x" * 65, "password": PASSWORD},
    {"login_name": "chair", "password": PASSWORD, "role": "district"},
    {"login_name": ["chair"], "password": PASSWORD},
    {"login_name": "chair", "password": 123456789012},
    {"login_name": "ch\u200bair", "password": PASSWORD},
    {"login_name": "chair\x00", "password": PASSWORD},
)


async def test_in_1_a_malformed_body_is_refused_before_any_hashing(
    app: FastAPI, anonymous: ActorClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: Any) -> None:
        raise AssertionError("hashed")

    monkeypatch.setattr(app.state.desk.hasher, "check", never)
    for body in MALFORMED:
        answer = await anonymous.post("/auth/login", json=body)
        assert answer.status_code == 422, body
        assert PASSWORD not in answer.text and "x" * 65 not in answer.text


async def test_in_1_broken_characters_in_a_password_are_no_server_error(anonymous: ActorClient) -> None:
    for password in ("\\ud800aaaaaaaaaaaa", "aaaaaaaaaaaa\\udfff", "\\u0000aaaaaaaaaaaa"):
        raw = f'{{"login_name": "chair", "password": "{password}"}}'
        answer = await anonymous.post(
            "/auth/login", content=raw, headers={"Content-Type": "application/json"}
        )
        assert answer.status_code == 422


async def test_blanks_around_a_password_count(anonymous: ActorClient) -> None:
    assert (await enter(anonymous, "chair", f" {PASSWORD}")).status_code == 401
    assert (await enter(anonymous, "chair", f"{PASSWORD} ")).status_code == 401
    assert (await enter(anonymous, "chair", PASSWORD)).status_code == 200


async def test_a_page_of_another_site_cannot_sign_its_visitor_in(anonymous: ActorClient) -> None:
    body = {"login_name": "chair", "password": PASSWORD}
    foreign = await anonymous.post("/auth/login", json=body, headers={"Origin": "https://evil.example"})
    assert foreign.status_code == 403
    assert "set-cookie" not in foreign.headers
