"""Invented persons and requests of the member tests."""

from datetime import date
from typing import Any
from uuid import uuid4

import httpx
from fastapi import FastAPI

from backend.kernel.identifiers import resident_check_digit
from backend.kernel.jobs_worker import Worker
from backend.modules import job_handlers
from tests.support.actors import ActorClient
from tests.support.builders import Union


def resident_id(birth: date = date(1990, 1, 1), serial: int = 1, region: str = "430702") -> str:
    """A resident ID number with the right check digit; an odd serial is a man's."""
    first17 = f"{region}{birth:%Y%m%d}{serial:03d}"
    return first17 + resident_check_digit(first17)


def member_form(union: Union, **values: Any) -> dict[str, Any]:
    """A complete registration."""
    return {
        "organisation_id": str(union.id),
        "name": "张小明",
        "id_no": resident_id(),
        "joined_on": "2020-12-01",
        "mobile": "13812345678",
        **values,
    }


async def register(client: ActorClient, union: Union, **values: Any) -> httpx.Response:
    """Register somebody; every call is a submission of its own."""
    return await client.post(
        "/members", json=member_form(union, **values), headers={"Idempotency-Key": uuid4().hex}
    )


async def registered(client: ActorClient, union: Union, **values: Any) -> dict[str, Any]:
    """Register somebody and expect it to work."""
    answer = await register(client, union, **values)
    assert answer.status_code == 201, answer.text
    body: dict[str, Any] = answer.json()
    return body


async def change(client: ActorClient, member: dict[str, Any], kind: str, **values: Any) -> httpx.Response:
    """Record a membership change at the member's present version."""
    current = await client.get(f"/members/{member['id']}")
    return await client.post(
        f"/members/{member['id']}/events",
        json={"kind": kind, "effective_on": "2020-12-10", "reason": "1", "note": "单位报告", **values},
        headers={"If-Match": current.headers.get("etag", '"v1"')},
    )


async def upload(
    client: ActorClient, union: Union, content: bytes, name: str = "roll.xlsx"
) -> httpx.Response:
    """Send a roll."""
    return await client.post(
        "/members/imports",
        data={"organisation_id": str(union.id)},
        files={"file": (name, content)},
        headers={"Idempotency-Key": uuid4().hex},
    )


async def previewed(app: FastAPI, client: ActorClient, union: Union, content: bytes) -> dict[str, Any]:
    """Send a roll and let the background work preview it."""
    answer = await upload(client, union, content)
    assert answer.status_code == 201, answer.text
    work_off(app)
    return await read_import(client, answer.json()["id"])


async def read_import(client: ActorClient, import_id: str) -> dict[str, Any]:
    """The present state of an import."""
    answer = await client.get(f"/members/imports/{import_id}")
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


async def act(client: ActorClient, item: dict[str, Any], action: str) -> httpx.Response:
    """Confirm or give up an import."""
    return await client.post(
        f"/members/imports/{item['id']}/actions",
        json={"action": action},
        headers={"If-Match": f'"v{item["version"]}"'},
    )


async def committed(app: FastAPI, client: ActorClient, item: dict[str, Any]) -> dict[str, Any]:
    """Confirm an import and let the background work write it."""
    answer = await act(client, item, "commit")
    assert answer.status_code == 200, answer.text
    work_off(app)
    return await read_import(client, item["id"])


def work_off(app: FastAPI) -> None:
    """Run every waiting background job."""
    worker = Worker(app.state.engine, app.state.settings, job_handlers())
    while worker.run_one():
        pass


def csv_roll(rows: list[dict[str, str]], columns: list[str] | None = None) -> bytes:
    """A roll as CSV."""
    heads = columns or list(rows[0])
    lines = [",".join(heads), *(",".join(row.get(head, "") for head in heads) for row in rows)]
    return "\n".join(lines).encode()


def roll_row(number: int, **values: str) -> dict[str, str]:
    """One clean line of a roll; each number another person."""
    return {
        "姓名": "王" + "甲乙丙丁戊己庚辛壬癸"[number % 10] + "一二三四五六七八九十"[number // 10 % 10],
        "性别": "男",
        "证件号码": resident_id(date(1985, 3, 1), number * 2 + 1),
        "移动电话": f"138{number:08d}",
        "会籍变化类型": "入会",
        "会籍变化日期": "2019-05-06",
        "学历": "本科",
        **values,
    }
