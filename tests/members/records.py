"""Kept records of one union for the walk over every route: a correction, a suspected pair, a list."""

from typing import Any
from uuid import uuid4

from fastapi import FastAPI

from tests.members.people import csv_roll, resident_id, work_off
from tests.support.actors import ActorClient


async def kept(app: FastAPI, street: ActorClient, member: dict[str, Any]) -> dict[str, str]:
    """One of each for a member of the street; the ids by the name of the parameter that takes them."""
    request = await street.post(
        "/members/change-requests",
        json={"member_id": member["id"], "name": "祝启民", "reason": "与证件不符"},
        headers={"Idempotency-Key": uuid4().hex},
    )
    assert request.status_code == 201, request.text
    content = csv_roll([{"姓名": "祝启明", "证件号码": resident_id(), "死亡日期": "2020-12-01"}])
    sent = await street.post(
        "/members/lists",
        data={"kind": "death", "origin": "启明街道民政所"},
        files={"file": ("deaths.csv", content)},
        headers={"Idempotency-Key": uuid4().hex},
    )
    assert sent.status_code == 201, sent.text
    work_off(app)
    pairs = (await street.get("/members/duplicates")).json()["items"]
    return {"request_id": request.json()["id"], "list_id": sent.json()["id"], "pair_id": pairs[0]["id"]}
