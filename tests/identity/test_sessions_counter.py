"""The security administrator sees who is signed in and ends a session; nobody else does."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from tests.identity.conftest import Hands
from tests.support.actors import ActorClient, World


async def end(client: ActorClient, session_id: Any, note: str = "设备遗失") -> Any:
    key = {"Idempotency-Key": uuid4().hex}
    return await client.post(f"/sessions/{session_id}/end", json={"note": note}, headers=key)


async def test_a_suspicious_session_is_found_and_ended_with_a_reason(
    security_admin: ActorClient, chair: ActorClient, other_chair: ActorClient, world: World,
    verbs: Callable[[], list[str]], hands: Hands,
) -> None:  # fmt: skip
    listed = (await security_admin.get("/sessions")).json()
    assert {row["login_name"] for row in listed["items"]} == {"security_admin", "chair", "other_chair"}
    [row] = (await security_admin.get("/sessions", params={"q": "柴主一"})).json()["items"]
    assert (row["role"], row["organisation"]["name"], row["is_own"]) == (
        "enterprise", world.union.name, False,
    )  # fmt: skip
    assert (await end(security_admin, row["id"], "")).status_code == 422
    assert (await end(security_admin, row["id"])).status_code == 204
    assert (await chair.get("/me")).status_code == 401 and (await other_chair.get("/me")).status_code == 200
    assert (await end(security_admin, row["id"])).status_code == 409
    assert "session.end_by_security" in verbs()
    [own] = [line for line in listed["items"] if line["is_own"]]
    assert (await end(security_admin, own["id"])).status_code == 409
    assert (await end(security_admin, uuid4())).status_code == 404
    hands.move(days=2)
    assert (await security_admin.get("/sessions")).json()["total"] == 0


async def test_nobody_else_sees_sessions(
    sysadmin: ActorClient, audit_admin: ActorClient, auditor: ActorClient, leader: ActorClient, chair: ActorClient
) -> None:  # fmt: skip
    for caller in (sysadmin, audit_admin, auditor, leader, chair):
        assert (await caller.get("/sessions")).status_code == 403
        assert (await end(caller, uuid4())).status_code == 403
