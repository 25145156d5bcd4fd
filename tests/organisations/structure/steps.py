"""Asking for structure changes and taking their steps over HTTP."""

from typing import Any
from uuid import uuid4

import httpx

from tests.support.actors import ActorClient
from tests.support.builders import Union

PATH = "/structure-changes"


def form(kind: str, *unions: Union, target: Union | None = None, **values: Any) -> dict[str, Any]:
    """A complete application; effective on 1 December 2020 unless told otherwise."""
    return {
        "kind": kind,
        "effective_on": "2020-12-01",
        "organisation_ids": [str(union.id) for union in unions],
        "target_id": str(target.id) if target else None,
        "document_no": "常武工发〔2020〕31号",
        "reason": "单位改制",
        **values,
    }


async def apply(client: ActorClient, body: dict[str, Any]) -> httpx.Response:
    """Send an application; every call is one of its own."""
    return await client.post(PATH, json=body, headers={"Idempotency-Key": uuid4().hex})


async def applied(client: ActorClient, body: dict[str, Any]) -> dict[str, Any]:
    """Apply and expect it to work."""
    answer = await apply(client, body)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def act(client: ActorClient, change: dict[str, Any], action: str, note: str = "") -> httpx.Response:
    """Take a step at the change's present version."""
    current = await client.get(f"{PATH}/{change['id']}")
    return await client.post(
        f"{PATH}/{change['id']}/actions",
        json={"action": action, "note": note},
        headers={"If-Match": current.headers.get("etag", '"v1"')},
    )


async def done(client: ActorClient, change: dict[str, Any], action: str, note: str = "") -> dict[str, Any]:
    """Take a step and expect it to work."""
    answer = await act(client, change, action, note)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def in_effect(maker: ActorClient, leader: ActorClient, body: dict[str, Any]) -> dict[str, Any]:
    """Apply for a merge, split, dissolution or new name and have it approved."""
    change = await done(leader, await applied(maker, body), "confirm")
    assert change["status"] == "effective", change
    return change


async def undone(maker: ActorClient, leader: ActorClient, change: dict[str, Any]) -> dict[str, Any]:
    """Have a change taken back."""
    await done(maker, change, "ask_undo", "批文有误")
    return await done(leader, change, "confirm_undo")


async def figure(client: ActorClient, code: str, **params: Any) -> int:
    """The value of one figure."""
    answer = await client.get(f"/indicators/{code}", params=params)
    assert answer.status_code == 200, answer.text
    value = answer.json()["value"]
    assert isinstance(value, int)
    return value


async def names_behind(client: ActorClient, code: str, **params: Any) -> list[str]:
    """The names of the rows behind a figure."""
    answer = await client.get(f"/indicators/{code}/rows", params={"limit": 200, **params})
    assert answer.status_code == 200, answer.text
    return sorted(row["name"] for row in answer.json()["items"])
