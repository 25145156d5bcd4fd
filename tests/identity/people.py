"""What the stories of identity do over and over: propose rights, decide about them, lend them."""

from typing import Any
from uuid import uuid4

from tests.support.actors import ActorClient


async def ask(sysadmin: ActorClient, account_id: Any, **form: Any) -> Any:
    """The answer to one proposal of rights."""
    key = {"Idempotency-Key": str(uuid4())}
    return await sysadmin.post(f"/accounts/{account_id}/grants", json=form, headers=key)


async def proposed(sysadmin: ActorClient, account_id: Any, **form: Any) -> dict[str, Any]:
    """A proposal of rights for an account."""
    answer = await ask(sysadmin, account_id, **form)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


async def decide(caller: ActorClient, grant: dict[str, Any], action: str, note: str = "") -> Any:
    """One step with a proposal, of the version that was shown."""
    return await caller.post(
        f"/grants/{grant['id']}/actions",
        json={"action": action, "note": note},
        headers={"If-Match": f'"v{grant["version"]}"'},
    )


async def approved(security_admin: ActorClient, grant: dict[str, Any]) -> dict[str, Any]:
    """A proposal after the second person has approved it."""
    answer = await decide(security_admin, grant, "approve")
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def granted(
    sysadmin: ActorClient, security_admin: ActorClient, account_id: Any, **form: Any
) -> dict[str, Any]:
    """Rights proposed by one person and approved by the other."""
    return await approved(security_admin, await proposed(sysadmin, account_id, **form))


async def delegated(client: ActorClient, login_name: str, rights: list[str], **form: Any) -> dict[str, Any]:
    """A delegation to a colleague until the end of the year, unless told otherwise."""
    body = {
        "delegate_login_name": login_name, "rights": rights, "starts_on": "2020-12-16",
        "last_on": "2020-12-31", **form,
    }  # fmt: skip
    key = {"Idempotency-Key": str(uuid4())}
    answer = await client.post("/me/delegations", json=body, headers=key)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


async def act_for(client: ActorClient, delegation: dict[str, Any]) -> Any:
    """The answer to switching a session into somebody's name."""
    return await client.post(f"/auth/act-for/{delegation['id']}")
