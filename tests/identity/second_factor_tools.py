"""An authenticator in the hands of a test, and the two steps of log-in."""

import base64
from typing import Any

import httpx

from backend.identity.second_factor import rules
from backend.kernel import clock
from tests.support.actors import ActorClient
from tests.support.builders import PASSWORD


class Authenticator:
    """What the person's phone shows, ``steps`` time steps from now."""

    def __init__(self, secret: str) -> None:
        self.secret = base64.b32decode(secret)

    def code(self, steps: int = 0) -> str:
        """The six digits of one time step."""
        moment = (int(clock.real_now().timestamp()) // rules.STEP_SECONDS + steps) * rules.STEP_SECONDS
        return rules._generator(self.secret).generate(moment).decode()


async def enrol(client: ActorClient) -> tuple[Authenticator, list[str]]:
    """Set a second factor up for a signed-in, freshly proved caller; its recovery codes."""
    begun = await client.post("/me/second-factor")
    assert begun.status_code == 201, begun.text
    phone = Authenticator(begun.json()["secret"])
    done = await client.post("/me/second-factor/confirm", json={"code": phone.code(-1)})
    assert done.status_code == 200, done.text
    return phone, done.json()["recovery_codes"]


async def knock(client: httpx.AsyncClient, login_name: str) -> str:
    """The first step of log-in; what the page hands back with the code."""
    answer = await client.post("/auth/login", json={"login_name": login_name, "password": PASSWORD})
    assert answer.status_code == 202, answer.text
    assert "access_token" not in answer.text and "set-cookie" not in answer.headers
    return str(answer.json()["challenge"])


async def second_step(client: httpx.AsyncClient, challenge: str, code: str) -> Any:
    """The second step of log-in."""
    return await client.post("/auth/login/code", json={"challenge": challenge, "code": code})
