"""SE-1..8 and AU-10: rotation, replay, lost answers, many tabs, idle and absolute ends, own devices, own password."""

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack
from typing import Any
from uuid import uuid4

import httpx
import pytest
from fastapi import FastAPI
from sqlmodel import Session, select

from backend.identity.models import Account, LoginSession
from backend.main import create_app
from backend.settings import Profile, Settings
from tests.identity.conftest import Hands, Look
from tests.identity.people import approved, proposed
from tests.support.actors import ActorClient, World, sign_in
from tests.support.app import ORIGIN, browser
from tests.support.builders import PASSWORD

pytestmark = pytest.mark.usefixtures("hands")
COOKIE = "rt_dev"
NEW_PASSWORD = "lantern.otter.7.violin"


def spend(client: httpx.AsyncClient, token: str, **headers: str) -> Any:
    """Refresh with a chosen token, whatever the client's own cookie is."""
    return client.post("/auth/refresh", headers={"Cookie": f"{COOKIE}={token}", **headers})


def bearer(answer: httpx.Response) -> dict[str, str]:
    return {"Authorization": f"Bearer {answer.json()['access_token']}"}


def new_cookie(answer: httpx.Response) -> str:
    return str(answer.cookies[COOKIE])


@pytest.fixture
async def tokens(chair: ActorClient) -> list[str]:
    """The first four refresh tokens of one session, oldest first; the last one is current."""
    spent = [chair.cookies[COOKIE]]
    chair.cookies.clear()
    for _ in range(3):
        spent.append(new_cookie(await spend(chair, spent[-1])))
    chair.cookies.clear()
    return spent


async def test_se_1_every_use_gives_a_new_token(chair: ActorClient, tokens: list[str]) -> None:
    assert len(set(tokens)) == 4
    answer = await spend(chair, tokens[-1])
    assert answer.status_code == 200
    assert (await chair.get("/me", headers=bearer(answer))).status_code == 200


async def test_se_2_a_replayed_token_ends_the_whole_family(
    chair: ActorClient, tokens: list[str], verbs: Callable[[], list[str]]
) -> None:
    newest = await spend(chair, tokens[-1])
    assert (await spend(chair, tokens[0])).status_code == 401
    assert (await spend(chair, new_cookie(newest))).status_code == 401
    assert (await chair.get("/me", headers=bearer(newest))).status_code == 401
    assert (await chair.get("/me")).status_code == 401
    assert verbs().count("session.replayed") == 1


async def test_se_2_a_replay_leaves_other_devices_alone(
    app: FastAPI, world: World, doors: AsyncExitStack, chair: ActorClient, tokens: list[str]
) -> None:
    second = await sign_in(app, doors, world.seats["chair"])
    assert (await spend(chair, tokens[0])).status_code == 401
    assert (await second.get("/me")).status_code == 200
    assert (await second.post("/auth/refresh")).status_code == 200


async def test_se_3_a_lost_answer_gets_the_same_successor_within_ten_seconds(
    chair: ActorClient, tokens: list[str], hands: Hands
) -> None:
    assert new_cookie(await spend(chair, tokens[-2])) == tokens[-1]
    hands.move(seconds=9)
    assert new_cookie(await spend(chair, tokens[-2])) == tokens[-1]
    assert (await spend(chair, tokens[-1])).status_code == 200


async def test_se_3_after_ten_seconds_it_is_a_replay(
    chair: ActorClient, tokens: list[str], hands: Hands
) -> None:
    hands.move(seconds=11)
    assert (await spend(chair, tokens[-2])).status_code == 401
    assert (await spend(chair, tokens[-1])).status_code == 401


async def test_se_4_five_tabs_at_once_make_one_generation(
    chair: ActorClient, tokens: list[str], look: Look
) -> None:
    answers = await asyncio.gather(*[spend(chair, tokens[-1]) for _ in range(5)])
    assert [answer.status_code for answer in answers] == [200] * 5
    assert len({new_cookie(answer) for answer in answers}) == 1
    assert look(lambda s: [row.generation for row in s.exec(select(LoginSession))]) == [4]
    assert (await spend(chair, new_cookie(answers[0]))).status_code == 200


async def test_se_4_a_race_of_replay_and_use_leaves_the_family_ended(
    chair: ActorClient, tokens: list[str], look: Look
) -> None:
    answers = await asyncio.gather(*[spend(chair, tokens[i]) for i in (3, 0, 3, 0, 3)])
    assert {answer.status_code for answer in answers} <= {200, 401}
    assert look(lambda s: [row.ended_at is None for row in s.exec(select(LoginSession))]) == [False]


async def test_se_5_thirty_idle_minutes_end_a_session(
    chair: ActorClient, tokens: list[str], hands: Hands
) -> None:
    hands.move(minutes=29, seconds=50)
    kept = await spend(chair, tokens[-1])
    assert kept.status_code == 200
    hands.move(minutes=30)
    assert (await spend(chair, new_cookie(kept))).status_code == 401


async def test_se_5_twelve_hours_end_a_session_in_use(
    chair: ActorClient, tokens: list[str], hands: Hands
) -> None:
    token, hours = tokens[-1], 0.0
    while True:
        hands.move(minutes=25)
        hours += 25 / 60
        answer = await spend(chair, token)
        if answer.status_code != 200:
            break
        token = new_cookie(answer)
    assert answer.status_code == 401
    assert 12 <= hours < 12.5


async def test_se_5_an_access_token_never_outlives_its_session(
    chair: ActorClient, tokens: list[str], look: Look, hands: Hands
) -> None:
    def age(session: Session) -> None:
        row = session.exec(select(LoginSession)).one()
        row.started_at = row.started_at.replace(year=row.started_at.year - 1)

    token = tokens[-1]
    for _ in range(28):
        hands.move(minutes=25)
        token = new_cookie(await spend(chair, token))
    hands.move(minutes=18)
    last = await spend(chair, token)
    assert 0 < last.json()["expires_in"] <= 120
    look(age)
    assert (await spend(chair, new_cookie(last))).status_code == 401


@pytest.mark.parametrize("change", ["disable", "role", "place"])
async def test_se_6_a_change_of_the_account_counts_from_the_next_request(
    chair: ActorClient, sysadmin: ActorClient, security_admin: ActorClient, world: World, change: str
) -> None:
    url = f"/accounts/{chair.account_id}"
    etag = (await sysadmin.get(url)).headers["ETag"]
    head = {"If-Match": etag}
    if change == "disable":
        body = {"action": "disable", "note": "调离"}
        assert (await sysadmin.post(f"{url}/actions", json=body, headers=head)).status_code == 200
        assert (await chair.get("/me")).status_code == 401
        assert (await chair.post("/auth/refresh")).status_code == 401
        return
    forms = {
        "role": {"role": "street", "organisation_id": str(world.street_union.id)},
        "place": {"role": "enterprise", "organisation_id": str(world.other_union.id)},
    }
    form, before = forms[change], (await chair.get("/me")).json()
    assert (await sysadmin.patch(url, json=form, headers=head)).status_code == 422
    grant = await proposed(sysadmin, chair.account_id, **form)
    assert (await chair.get("/me")).json() == before
    await approved(security_admin, grant)
    me = (await chair.get("/me")).json()
    assert (me["role"], me["organisation"]["id"]) == (form["role"], form["organisation_id"])
    assert ("returns:review" in me["permissions"]) is (change == "role")
    unions = (world.union, world.other_union)
    seen = [(await chair.get(f"/organisations/{union.id}")).status_code for union in unions]
    assert seen == ([200, 404] if change == "role" else [404, 200])
    assert (await chair.get("/me/sessions")).json()[0]["is_current"]


async def test_se_6_an_enabled_account_needs_a_new_log_in(chair: ActorClient, sysadmin: ActorClient) -> None:
    url = f"/accounts/{chair.account_id}"
    for action in ("disable", "enable"):
        head = {"If-Match": (await sysadmin.get(url)).headers["ETag"]}
        answer = await sysadmin.post(f"{url}/actions", json={"action": action, "note": "核实"}, headers=head)
        assert answer.status_code == 200
    assert (await chair.get("/me")).status_code == 401
    assert (await chair.post("/auth/refresh")).status_code == 401
    body = {"login_name": "chair", "password": PASSWORD}
    assert (await chair.post("/auth/login", json=body)).status_code == 200


async def test_se_8_a_foreign_page_cannot_use_the_cookie(chair: ActorClient) -> None:
    before = chair.cookies[COOKIE]
    for path in ("/auth/refresh", "/auth/logout"):
        for origin in ("https://evil.example", "null", "http://test.evil.example", "https://test", ""):
            answer = await chair.post(path, headers={"Origin": origin})
            assert answer.status_code == 403, (path, origin)
            assert "set-cookie" not in answer.headers
    assert (await chair.post("/auth/refresh")).status_code == 200
    assert chair.cookies[COOKIE] != before


async def test_se_8_without_an_origin_the_cookie_is_not_taken(chair: ActorClient) -> None:
    del chair.headers["Origin"]
    assert (await chair.post("/auth/refresh")).status_code == 403


async def test_se_8_the_configured_address_is_the_only_one_behind_a_proxy(
    app: FastAPI, chair: ActorClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app.state.settings, "public_origin", "https://ledger.example")
    assert (await chair.post("/auth/refresh")).status_code == 403
    allowed = await chair.post("/auth/refresh", headers={"Origin": "https://ledger.example"})
    assert allowed.status_code == 200


async def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(anonymous: ActorClient) -> None:
    answer = await anonymous.post("/auth/login", json={"login_name": "chair", "password": PASSWORD})
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("rt_dev=")
    for mark in ("HttpOnly", "SameSite=strict", "Path=/", "Max-Age=1800"):
        assert mark in cookie
    assert "Domain" not in cookie and "Secure" not in cookie
    assert new_cookie(answer) not in answer.text


async def test_behind_tls_the_cookie_is_bound_to_the_host(app: FastAPI, tmp_path: Any) -> None:
    settings = Settings(profile=Profile.TEST, data_dir=tmp_path / "tls", behind_tls=True)
    secure = create_app(settings)
    assert secure.state.desk.cookie_name == "__Host-rt"
    async with browser(secure) as client:
        answer = await client.post("/auth/logout", headers={"Cookie": f"{COOKIE}=430702.x", "Origin": ORIGIN})
        assert answer.status_code == 401
    secure.state.engine.dispose()


async def test_a_made_up_cookie_is_nobody(anonymous: ActorClient) -> None:
    for token in ("", "x", "430702." + "0" * 32 + ".0." + "A" * 43, "%00", "a" * 5000):
        for path in ("/auth/refresh", "/auth/logout"):
            answer = await anonymous.post(path, headers={"Cookie": f"{COOKIE}={token}"})
            assert answer.status_code == 401, (path, token)


async def test_log_out_ends_the_session_at_once(
    chair: ActorClient, tokens: list[str], verbs: Callable[[], list[str]]
) -> None:
    answer = await chair.post("/auth/logout", headers={"Cookie": f"{COOKIE}={tokens[-1]}"})
    assert answer.status_code == 204
    assert 'rt_dev=""' in answer.headers["set-cookie"]
    assert (await chair.get("/me")).status_code == 401
    assert (await spend(chair, tokens[-1])).status_code == 401
    again = await chair.post("/auth/logout", headers={"Cookie": f"{COOKIE}={tokens[-1]}"})
    assert again.status_code == 204
    assert verbs().count("account.logout") == 1


async def test_own_devices_are_listed_and_one_can_be_signed_out(
    app: FastAPI, world: World, doors: AsyncExitStack, chair: ActorClient
) -> None:
    second = await sign_in(app, doors, world.seats["chair"])
    listed = (await chair.get("/me/sessions")).json()
    assert [row["is_current"] for row in listed] == [False, True]
    assert {row["is_active"] for row in listed} == {True}
    gone = await chair.delete(f"/me/sessions/{listed[0]['id']}")
    assert gone.status_code == 204
    assert (await second.get("/me")).status_code == 401
    assert (await second.post("/auth/refresh")).status_code == 401
    assert (await chair.get("/me")).status_code == 200
    after = (await chair.get("/me/sessions")).json()
    assert [(row["is_active"], row["end_reason"]) for row in after] == [(False, "revoked"), (True, None)]
    assert (await chair.delete(f"/me/sessions/{listed[0]['id']}")).status_code == 204


async def test_az_3_somebody_elses_session_answers_like_a_random_one(
    chair: ActorClient, street: ActorClient, sysadmin: ActorClient
) -> None:
    theirs = (await chair.get("/me/sessions")).json()[0]["id"]
    for caller in (street, sysadmin):
        answers = [await caller.delete(f"/me/sessions/{one}") for one in (theirs, uuid4())]
        assert [answer.status_code for answer in answers] == [404, 404]
        bodies = [{k: v for k, v in answer.json().items() if k != "trace_id"} for answer in answers]
        assert bodies[0] == bodies[1]
        assert theirs not in (await caller.get("/me/sessions")).text
    assert (await chair.get("/me")).status_code == 200


def change(client: httpx.AsyncClient, current: str = PASSWORD, new: str = NEW_PASSWORD) -> Any:
    return client.post("/me/password", json={"current_password": current, "new_password": new})


async def test_au_10_a_new_password_ends_all_other_sessions(
    app: FastAPI, world: World, doors: AsyncExitStack, chair: ActorClient, verbs: Callable[[], list[str]]
) -> None:
    second = await sign_in(app, doors, world.seats["chair"])
    assert (await change(chair)).status_code == 204
    assert (await second.get("/me")).status_code == 401
    assert (await second.post("/auth/refresh")).status_code == 401
    assert (await chair.get("/me")).status_code == 200
    assert (await chair.post("/auth/refresh")).status_code == 200
    old = await chair.post("/auth/login", json={"login_name": "chair", "password": PASSWORD})
    new = await chair.post("/auth/login", json={"login_name": "chair", "password": NEW_PASSWORD})
    assert (old.status_code, new.status_code) == (401, 200)
    assert verbs().count("account.password_changed") == 1


BAD_CHANGES = (
    ("not-the-password", NEW_PASSWORD, "current_password", "password_wrong"),
    (PASSWORD, "kx7#Lm2", "new_password", "password_short"),
    (PASSWORD, "password123456", "new_password", "password_common"),
    (PASSWORD, "启明一厂工会委员会chair", "new_password", "password_common"),
    (PASSWORD, PASSWORD, "new_password", "password_same"),
    (PASSWORD, "x" * 129, "new_password", "too_long"),
)


async def test_a_bad_password_change_changes_nothing(chair: ActorClient, look: Look) -> None:
    def stored(session: Session) -> str:
        return session.exec(select(Account).where(Account.login_name == "chair")).one().password_hash

    before = look(stored)
    for current, new, field, code in BAD_CHANGES:
        answer = await change(chair, current, new)
        assert answer.status_code == 422
        assert [(error["field"], error["code"]) for error in answer.json()["errors"]] == [(field, code)]
        assert new not in answer.text and current not in answer.text
    assert look(stored) == before


async def test_a_stolen_access_token_cannot_guess_the_password(chair: ActorClient) -> None:
    told = [(await change(chair, f"guess-number-{i}-wrong")).status_code for i in range(7)]
    assert told == [422] * 6 + [429]


async def test_two_password_changes_at_once_have_one_effect(chair: ActorClient) -> None:
    forms = [NEW_PASSWORD, "velvet.comet.31.harbour"]
    answers = await asyncio.gather(*[change(chair, PASSWORD, new) for new in forms])
    told = sorted(answer.status_code for answer in answers)
    assert told[0] == 204 and told[1] in (204, 401, 422, 429)
    works = []
    for new in forms:
        answer = await chair.post("/auth/login", json={"login_name": "chair", "password": new})
        works.append(answer.status_code == 200)
    assert works.count(True) == 1
