"""Steps of the stories about applications, transfers, batches and acts over many members."""

from typing import Any
from uuid import uuid4

import httpx

from tests.support.actors import ActorClient

TEXT = "本人自愿加入中国工会，遵守工会章程。"


async def post(client: ActorClient, path: str, body: dict[str, Any]) -> httpx.Response:
    """Create something; every call is a submission of its own."""
    return await client.post(path, json=body, headers={"Idempotency-Key": uuid4().hex})


async def made(client: ActorClient, path: str, body: dict[str, Any]) -> dict[str, Any]:
    """Create something and expect it to work."""
    answer = await post(client, path, body)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def act(
    client: ActorClient, path: str, item: dict[str, Any], action: str, **values: Any
) -> httpx.Response:
    """Take a step with the version that was read."""
    return await client.post(
        f"{path}/{item['id']}/actions",
        json={"action": action, **values},
        headers={"If-Match": f'"v{item["version"]}"'},
    )


async def acted(
    client: ActorClient, path: str, item: dict[str, Any], action: str, **values: Any
) -> dict[str, Any]:
    """Take a step and expect it to work."""
    answer = await act(client, path, item, action, **values)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def read(client: ActorClient, path: str) -> dict[str, Any]:
    """Read something that is there."""
    answer = await client.get(path)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def attach(client: ActorClient, kind: str, object_id: str) -> None:
    """Add a scanned paper."""
    answer = await client.post(
        "/attachments",
        data={"object_type": kind, "object_id": object_id},
        files={"file": ("scan.txt", b"signed")},
        headers={"Idempotency-Key": uuid4().hex},
    )
    assert answer.status_code == 201, answer.text


def codes(item: dict[str, Any]) -> list[str]:
    """The actions on offer."""
    return [action["code"] for action in item["actions"]]


def errors(answer: httpx.Response) -> set[str]:
    """The codes of a refusal."""
    return {error["code"] for error in answer.json()["errors"]}
