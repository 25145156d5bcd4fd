"""The district's tax file of October 2020, the payers it is about, and small files of every layout."""

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
from fastapi import FastAPI

from backend.funds.module import MODULE
from backend.kernel.db import unit_of_work
from backend.kernel.parameters import seed_defaults
from tests.funds.collections.payments import add_payer
from tests.members.people import work_off
from tests.support.actors import ActorClient, World

DATA = Path(__file__).parent.parent / "data"
TAX_FILE = (DATA / "tax-2020-10.gbk.csv").read_bytes()
EXPECTED: dict[str, Any] = json.loads((DATA / "tax-2020-10.expected.json").read_text(encoding="utf-8"))
PAYERS = list(csv.DictReader((DATA / "tax-payers.csv").read_text(encoding="utf-8-sig").splitlines()))
TAX_HEAD = (
    "登记序号", "统一社会信用代码", "纳税人名称", "征收品目", "所属期起", "所属期止", "计费依据", "费率", "应缴费额", "实缴费额",
    "电子税票号", "入库日期", "税务机关",
)  # fmt: skip


def seeded(app: FastAPI, world: World, only: list[str] | None = None) -> None:
    """The payers of the tax file (or some of them): those with a union at one of the world's, the others at a street."""
    with unit_of_work(app.state.engine) as session:
        seed_defaults(session, MODULE.parameters)
        for payer in PAYERS:
            if only is not None and payer["uscc"] not in only:
                continue
            has_union = payer["has_union"] == "1"
            union = world.union if has_union else world.street_union
            add_payer(
                session, union, name=payer["name"], payer_uscc=payer["uscc"],
                union_id=union.id if has_union else None,
                union_founded_on=date(2015, 6, 1) if has_union else None,
            )  # fmt: skip


def tax_row(**values: str) -> dict[str, str]:
    """One clean line of a tax file: 2 % of 10,000.00 by the first payer."""
    return {
        "登记序号": "100000000000001", "统一社会信用代码": PAYERS[0]["uscc"], "纳税人名称": PAYERS[0]["name"],
        "征收品目": "工会经费", "所属期起": "2020-10-01", "所属期止": "2020-10-31", "计费依据": "10000.00", "费率": "0.02",
        "应缴费额": "200.00", "实缴费额": "200.00", "电子税票号": "T1", "入库日期": "2020-11-09", "税务机关": "武陵区税务局",
    } | values  # fmt: skip


def csv_file(*rows: dict[str, str], encoding: str = "utf-8") -> bytes:
    """Rows as the bytes of a CSV file."""
    heads = list(rows[0])
    lines = [",".join(heads), *(",".join(row.get(head, "") for head in heads) for row in rows)]
    return "\n".join(lines).encode(encoding)


async def compared(
    app: FastAPI, client: ActorClient, content: bytes, *, layout: str = "tax", is_complete: bool = False
) -> dict[str, Any]:
    """Send a file and let the background compare it."""
    answer = await client.post(
        "/funds/statements",
        data={"layout": layout, "period": "2020-10", "is_complete": str(is_complete).lower()},
        files={"file": ("税务明细.csv", content)},
        headers={"Idempotency-Key": uuid4().hex},
    )
    assert answer.status_code == 201, answer.text
    work_off(app)
    return await read(client, answer.json())


async def booked(app: FastAPI, client: ActorClient, item: dict[str, Any]) -> dict[str, Any]:
    """Confirm a file and let the background book it."""
    answer = await act(client, f"/funds/statements/{item['id']}", item, "commit")
    assert answer.status_code == 200, answer.text
    work_off(app)
    return await read(client, item)


async def read(client: ActorClient, item: dict[str, Any]) -> dict[str, Any]:
    """The present state of a file."""
    body: dict[str, Any] = (await client.get(f"/funds/statements/{item['id']}")).json()
    return body


async def rows(client: ActorClient, item: dict[str, Any]) -> list[dict[str, Any]]:
    """Its rows in order."""
    found: list[dict[str, Any]] = []
    params: dict[str, str] = {"limit": "200"}
    while True:
        body = (await client.get(f"/funds/statements/{item['id']}/rows", params=params)).json()
        found += body["items"]
        if not body["next_cursor"]:
            return found
        params["cursor"] = body["next_cursor"]


async def act(
    client: ActorClient, path: str, found: dict[str, Any], action: str, /, **values: Any
) -> httpx.Response:
    """One step with a file or an open item."""
    return await client.post(
        f"{path}/actions",
        json={"action": action, **values},
        headers={"If-Match": f'"v{found["version"]}"'},
    )


async def exceptions(client: ActorClient, **params: str) -> dict[str, Any]:
    """The queue as somebody sees it."""
    body: dict[str, Any] = (await client.get("/funds/exceptions", params={"limit": "200", **params})).json()
    return body


async def exception(client: ActorClient, verdict: str) -> dict[str, Any]:
    """The first open item of one kind."""
    first = (await exceptions(client, verdict=verdict))["items"][0]
    return await card(client, first)


async def card(client: ActorClient, item: dict[str, Any]) -> dict[str, Any]:
    """One open item."""
    answer = await client.get(f"/funds/exceptions/{item['id']}")
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


async def step(client: ActorClient, found: dict[str, Any], action: str, /, **values: Any) -> httpx.Response:
    """One step with an open item as it stands now."""
    return await act(client, f"/funds/exceptions/{found['id']}", await card(client, found), action, **values)


async def done(client: ActorClient, found: dict[str, Any], action: str, /, **values: Any) -> dict[str, Any]:
    """One step that succeeds."""
    answer = await step(client, found, action, **values)
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body
