"""AU-9: a second factor whose every code is good for one use, for the district and the administrators."""

import asyncio
import threading
from collections.abc import Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime

import pytest
from fastapi import FastAPI
from sqlmodel import Session, select

from backend.identity.models import Account, LoginSession
from backend.identity.second_factor import rules, spending
from backend.identity.second_factor.models import RecoveryCode, SecondFactor
from backend.kernel.db import unit_of_work
from backend.settings import Profile, SecondFactorRule, Settings
from tests.identity.conftest import Hands, Look
from tests.identity.second_factor_tools import Authenticator, enrol, knock, second_step
from tests.support.actors import ActorClient, World, sign_in
from tests.support.builders import PASSWORD

pytestmark = pytest.mark.usefixtures("hands")
RFC_SECRET = b"12345678901234567890"


@pytest.mark.parametrize(
    ("second", "code"),
    [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")],
)
def test_au_9_codes_are_those_of_rfc_6238(second: int, code: str) -> None:
    moment = datetime.fromtimestamp(second, UTC)
    assert rules.matching_step(RFC_SECRET, code, moment) == second // 30


def test_au_9_a_phone_may_be_one_step_off_and_no_more() -> None:
    code = "287082"  # of step 1: the seconds from 30 to 59
    told = [
        rules.matching_step(RFC_SECRET, code, datetime.fromtimestamp(at, UTC)) for at in (30, 59, 60, 89, 90)
    ]
    assert told == [1, 1, 1, 1, None]


def test_codes_are_read_as_people_type_them() -> None:
    assert rules.canonical_code(" 287 082 ") == rules.canonical_code("２８７０８２") == "287082"
    assert rules.canonical_code("ABCDE-fgh23") == "abcdefgh23"


@pytest.mark.parametrize("profile", list(Profile))
def test_au_9_production_requires_it_and_the_others_leave_it_open(profile: Profile) -> None:
    settings = Settings(profile=profile, behind_tls=True)
    wanted = SecondFactorRule.REQUIRED if profile is Profile.PRODUCTION else SecondFactorRule.OPTIONAL
    assert settings.second_factor is wanted


async def test_au_9_the_password_alone_opens_nothing(
    chair: ActorClient, anonymous: ActorClient, hands: Hands
) -> None:
    phone, _ = await enrol(chair)
    challenge = await knock(anonymous, "chair")
    assert (await anonymous.get("/me", headers={"Authorization": f"Bearer {challenge}"})).status_code == 401
    answer = await second_step(anonymous, challenge, phone.code())
    assert answer.status_code == 200
    assert answer.json()["me"]["has_second_factor"]
    assert (await anonymous.post("/auth/refresh")).status_code == 200


async def test_au_9_a_code_is_good_for_one_use(chair: ActorClient, anonymous: ActorClient) -> None:
    phone, _ = await enrol(chair)
    code = phone.code()
    assert (await second_step(anonymous, await knock(anonymous, "chair"), code)).status_code == 200
    again = await second_step(anonymous, await knock(anonymous, "chair"), code)
    assert (again.status_code, again.json()["type"]) == (401, "/problems/code-refused")
    assert (await chair.post("/auth/step-up", json={"code": code})).status_code == 422
    earlier = await second_step(anonymous, await knock(anonymous, "chair"), phone.code(-1))
    assert earlier.status_code == 401


async def test_au_9_the_code_that_confirmed_the_phone_is_spent(
    chair: ActorClient, anonymous: ActorClient
) -> None:
    phone, _ = await enrol(chair)
    assert (await second_step(anonymous, await knock(anonymous, "chair"), phone.code(-1))).status_code == 401


async def test_au_9_parallel_uses_of_one_code_open_one_session(
    app: FastAPI, chair: ActorClient, anonymous: ActorClient, look: Look
) -> None:
    phone, _ = await enrol(chair)
    before = look(lambda s: len(s.exec(select(LoginSession)).all()))
    challenge, code = await knock(anonymous, "chair"), phone.code()
    answers = await asyncio.gather(*[second_step(anonymous, challenge, code) for _ in range(6)])
    told = sorted(answer.status_code for answer in answers)
    assert told.count(200) == 1 and set(told) <= {200, 401, 429, 503}
    assert look(lambda s: len(s.exec(select(LoginSession)).all())) == before + 1


async def race(app: FastAPI, spend: Callable[[Session], bool]) -> list[bool]:
    """Two threads do the same at once, each in a transaction of its own."""
    together, won = threading.Barrier(2), []

    def run() -> None:
        together.wait(timeout=10)
        with unit_of_work(app.state.engine) as session:
            won.append(spend(session))

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return sorted(won)


async def test_au_9_of_two_threads_with_one_code_one_wins(
    app: FastAPI, chair: ActorClient, look: Look
) -> None:
    phone, recovery = await enrol(chair)
    account = look(
        lambda s: spending.holder_of(s.exec(select(Account).where(Account.login_name == "chair")).one())
    )
    for typed in (phone.code(), recovery[3]):
        assert await race(app, lambda session, typed=typed: spending.spend(session, account, typed)) == [
            False,
            True,
        ]


async def test_au_9_a_recovery_code_stands_for_one_code(
    chair: ActorClient, anonymous: ActorClient, look: Look
) -> None:
    _, recovery = await enrol(chair)
    assert len(set(recovery)) == 10
    typed = recovery[0].upper()
    assert (await second_step(anonymous, await knock(anonymous, "chair"), typed)).status_code == 200
    assert (await second_step(anonymous, await knock(anonymous, "chair"), typed)).status_code == 401
    assert (await chair.get("/me/second-factor")).json()["recovery_codes_left"] == 9
    kept = look(lambda s: [row.model_dump_json() for row in s.exec(select(RecoveryCode))])
    assert not [row for row in kept if recovery[1] in row or recovery[1].replace("-", "") in row]


async def test_new_recovery_codes_void_the_old_ones(chair: ActorClient, anonymous: ActorClient) -> None:
    _, old = await enrol(chair)
    new = (await chair.post("/me/second-factor/recovery-codes")).json()["recovery_codes"]
    assert (await second_step(anonymous, await knock(anonymous, "chair"), old[0])).status_code == 401
    assert (await second_step(anonymous, await knock(anonymous, "chair"), new[0])).status_code == 200


async def test_cr_1_the_secret_is_sealed_and_bound_to_its_row(chair: ActorClient, look: Look) -> None:
    phone, _ = await enrol(chair)
    sealed = look(lambda s: s.exec(select(SecondFactor)).one().secret_sealed)
    assert phone.secret not in sealed and rules.shown_secret(phone.secret).encode() not in sealed


async def test_au_9_wrong_codes_are_delayed_and_the_right_password_does_not_clear_them(
    chair: ActorClient, anonymous: ActorClient, hands: Hands
) -> None:
    phone, _ = await enrol(chair)
    told = []
    for number in range(8):
        challenge = await knock(anonymous, "chair")
        told.append((await second_step(anonymous, challenge, f"{number:06d}")).status_code)
    assert told == [401] * 6 + [429] * 2
    assert (await second_step(anonymous, challenge, phone.code())).status_code == 429
    assert (await chair.post("/auth/step-up", json={"code": phone.code()})).status_code == 429
    hands.move(seconds=3)
    assert (await second_step(anonymous, challenge, phone.code())).status_code == 200


async def test_au_9_a_half_signed_log_in_is_over_after_five_minutes(
    chair: ActorClient, anonymous: ActorClient, hands: Hands
) -> None:
    phone, _ = await enrol(chair)
    challenge = await knock(anonymous, "chair")
    hands.move(minutes=5, seconds=1)
    late = await second_step(anonymous, challenge, phone.code())
    assert (late.status_code, late.json()["type"]) == (401, "/problems/challenge-over")


async def test_au_9_a_half_signed_log_in_ends_with_its_password(
    chair: ActorClient, anonymous: ActorClient
) -> None:
    phone, _ = await enrol(chair)
    challenge = await knock(anonymous, "chair")
    body = {"current_password": PASSWORD, "new_password": "lantern.otter.7.violin"}
    assert (await chair.post("/me/password", json=body)).status_code == 204
    assert (await second_step(anonymous, challenge, phone.code())).status_code == 401


async def test_au_9_a_forged_half_signed_log_in_is_refused(
    chair: ActorClient, anonymous: ActorClient
) -> None:
    phone, _ = await enrol(chair)
    genuine = await knock(anonymous, "chair")
    head, _, check = genuine.rpartition(".")
    district, account, moment = head.split(".")
    forged = [
        f"{district}.{account}.{int(moment) + 600}.{check}",
        f"{district}.{'0' * 32}.{moment}.{check}",
        f"430703.{account}.{moment}.{check}",
        genuine[:-1],
        "x" * 200,
    ]
    for text in forged:
        assert (await second_step(anonymous, text, phone.code())).status_code == 401, text


async def test_au_11_an_enrolled_account_proves_itself_with_a_code_not_its_password(
    chair: ActorClient, hands: Hands
) -> None:
    phone, _ = await enrol(chair)
    refused = await chair.post("/auth/step-up", json={"password": PASSWORD})
    assert [error["field"] for error in refused.json()["errors"]] == ["code"]
    assert (await chair.post("/auth/step-up", json={"code": phone.code()})).status_code == 200


async def test_setting_up_asks_for_a_fresh_proof_and_ends_other_sessions(
    app: FastAPI, world: World, doors: AsyncExitStack, chair: ActorClient, hands: Hands
) -> None:
    other = await sign_in(app, doors, world.seats["chair"])
    await enrol(chair)
    assert (await other.get("/me")).status_code == 401
    hands.move(minutes=11)
    for method, path in (("POST", ""), ("POST", "/recovery-codes"), ("DELETE", "")):
        answer = await chair.request(method, f"/me/second-factor{path}")
        assert answer.json()["type"] == "/problems/step-up-required", path


async def test_a_new_phone_counts_only_after_its_first_code(
    chair: ActorClient, anonymous: ActorClient
) -> None:
    old, _ = await enrol(chair)
    begun = Authenticator((await chair.post("/me/second-factor")).json()["secret"])
    wrong = await chair.post("/me/second-factor/confirm", json={"code": old.code()})
    assert wrong.status_code == 422
    assert (await second_step(anonymous, await knock(anonymous, "chair"), old.code())).status_code == 200
    assert (await chair.post("/me/second-factor/confirm", json={"code": begun.code()})).status_code == 200
    assert (await second_step(anonymous, await knock(anonymous, "chair"), old.code(1))).status_code == 401
    assert (await chair.post("/me/second-factor/confirm", json={"code": begun.code(1)})).status_code == 409


async def test_whoever_does_not_need_it_may_stop_it(chair: ActorClient, anonymous: ActorClient) -> None:
    await enrol(chair)
    assert (await chair.delete("/me/second-factor")).status_code == 204
    assert (await chair.delete("/me/second-factor")).status_code == 409
    answer = await anonymous.post("/auth/login", json={"login_name": "chair", "password": PASSWORD})
    assert answer.status_code == 200


def require_it(app: FastAPI) -> None:
    """From now on this installation is a strict one."""
    strict = app.state.settings.model_copy(update={"second_factor": SecondFactorRule.REQUIRED})
    desk = app.state.desk
    object.__setattr__(desk, "settings", strict)


@pytest.mark.parametrize("seat", ["district", "sysadmin", "security_admin", "audit_admin"])
async def test_au_9_where_it_is_required_an_unenrolled_account_may_only_enrol(
    app: FastAPI, world: World, doors: AsyncExitStack, seat: str
) -> None:
    client = await sign_in(app, doors, world.seats[seat])
    held = (await client.get("/me")).json()["permissions"]
    assert held
    require_it(app)
    me = (await client.get("/me")).json()
    assert (me["permissions"], me["must_enrol"]) == ([], True)
    assert (await client.get("/accounts" if "accounts:read" in held else "/members")).status_code == 403
    await enrol(client)
    me = (await client.get("/me")).json()
    assert (me["permissions"], me["must_enrol"]) == (held, False)
    assert (await client.delete("/me/second-factor")).status_code == 409


@pytest.mark.parametrize("seat", ["chair", "street", "auditor"])
async def test_au_9_the_others_may_do_without(
    app: FastAPI, world: World, doors: AsyncExitStack, seat: str
) -> None:
    require_it(app)
    client = await sign_in(app, doors, world.seats[seat])
    me = (await client.get("/me")).json()
    assert me["permissions"] and not me["must_enrol"]


async def test_au_9_only_the_security_administrator_resets_and_says_why(
    chair: ActorClient, anonymous: ActorClient, sysadmin: ActorClient, security_admin: ActorClient,
    district: ActorClient,
) -> None:  # fmt: skip
    await enrol(chair)
    url = f"/accounts/{chair.account_id}/second-factor"
    note = {"note": "手机遗失，已当面核实本人"}
    for other in (sysadmin, district, chair):
        assert (await other.post(f"{url}/reset", json=note)).status_code == 403
    assert (await security_admin.post(f"{url}/reset", json={"note": ""})).status_code == 422
    assert (await security_admin.get(url)).json()["can_reset"]
    assert (await security_admin.post(f"{url}/reset", json=note)).status_code == 204
    assert (await chair.get("/me")).status_code == 401
    answer = await anonymous.post("/auth/login", json={"login_name": "chair", "password": PASSWORD})
    assert answer.status_code == 200
    assert (await security_admin.post(f"{url}/reset", json=note)).status_code == 409
    trail = (await security_admin.get(f"/accounts/{chair.account_id}")).json()["history"]
    assert [line["note"] for line in trail if line["action"] == "reset_factor"] == [note["note"]]


async def test_au_9_nobody_resets_their_own(security_admin: ActorClient) -> None:
    await enrol(security_admin)
    url = f"/accounts/{security_admin.account_id}/second-factor"
    assert not (await security_admin.get(url)).json()["can_reset"]
    assert (await security_admin.post(f"{url}/reset", json={"note": "自己重置"})).status_code == 409


async def test_every_step_leaves_its_audit_row(
    chair: ActorClient, anonymous: ActorClient, verbs: Callable[[], list[str]]
) -> None:
    phone, _ = await enrol(chair)
    challenge = await knock(anonymous, "chair")
    await second_step(anonymous, challenge, "000000")
    await second_step(anonymous, challenge, phone.code())
    assert verbs()[1:] == [
        "second_factor.enrol", "second_factor.confirm", "account.login_half", "account.code_refused", "account.login",
    ]  # fmt: skip
