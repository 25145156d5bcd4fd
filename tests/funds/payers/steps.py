"""Registering payers and declaring wages over HTTP."""

from typing import Any
from uuid import UUID, uuid4

import httpx
from fastapi import FastAPI

from backend.kernel import calendar_table
from backend.kernel.db import unit_of_work
from backend.kernel.parameters import seed_defaults
from backend.kernel.uscc import organisation_check_digit, uscc_check_digit
from backend.modules import MODULES
from tests.support.actors import ActorClient

EMPLOYER_CODE = "91430702MA4L00011F"
PATH = "/funds/payers"


def code_of(number: int) -> str:
    """A valid credit code of an enterprise of the district."""
    first = f"MA5{number:05d}"
    begun = f"91430702{first}{organisation_check_digit(first)}"
    return begun + uscc_check_digit(begun)


def prepare(app: FastAPI) -> None:
    """Parameters of every domain and the calendar."""
    with unit_of_work(app.state.engine) as session:
        seed_defaults(session, [key for module in MODULES for key in module.parameters])
        calendar_table.seed(session)


def payer_form(organisation_id: UUID, **changes: Any) -> dict[str, Any]:
    """A sound registration."""
    return {
        "organisation_id": str(organisation_id),
        "name": "常德恒泰商贸有限公司",
        "payer_uscc": EMPLOYER_CODE,
        "channel": "tax",
        "payer_class": "non_public",
        "employees": 36,
        "registered_on": "2020-01-10",
        **changes,
    }


async def send(
    client: ActorClient, path: str, body: dict[str, Any], seen: dict[str, Any] | None = None
) -> httpx.Response:
    """A write with its idempotency key, and the version that was seen."""
    headers = {"Idempotency-Key": uuid4().hex, **({"If-Match": f'"v{seen["version"]}"'} if seen else {})}
    return await client.post(path, json=body, headers=headers)


async def made(client: ActorClient, path: str, body: dict[str, Any], status: int = 201) -> dict[str, Any]:
    """The same, which has to succeed."""
    answer = await send(client, path, body)
    assert answer.status_code == status, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def registered(client: ActorClient, organisation_id: UUID, **changes: Any) -> dict[str, Any]:
    """A registered payer."""
    return await made(client, PATH, payer_form(organisation_id, **changes))


def wages(payer: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """E-E1: 325,480.00 yuan of wages."""
    return {
        "payer_id": payer["id"],
        "period": "2020-10",
        "wages_fen": 32_548_000,
        "employees": 36,
        **changes,
    }


async def declared(client: ActorClient, payer: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A declared month."""
    return await made(client, "/funds/declarations", wages(payer, **changes))


def faults(answer: httpx.Response) -> set[tuple[str, str]]:
    """(field, code) of a refusal; every one says why and how to mend it."""
    assert answer.status_code == 422, answer.text
    errors = answer.json()["errors"]
    assert errors and all(error["message"] and error["fix"] for error in errors)
    return {(error["field"], error["code"]) for error in errors}
