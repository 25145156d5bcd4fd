"""Booking over HTTP: the world's union has a payer, and the parameters are there."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import httpx
from fastapi import FastAPI

from backend.kernel import calendar_table
from backend.kernel.db import unit_of_work
from backend.kernel.parameters import seed_defaults
from backend.modules import MODULES
from tests.funds.collections.payments import add_payer
from tests.support.actors import ActorClient, World

RANDOM = UUID("01900000-0000-7000-8000-000000000001")


@dataclass(frozen=True)
class Payers:
    """A payer of the first street's union and one of the other street's."""

    own: UUID
    other: UUID


def prepare(app: FastAPI, world: World) -> Payers:
    """Parameters, calendar and two payers."""
    with unit_of_work(app.state.engine) as session:
        seed_defaults(session, [key for module in MODULES for key in module.parameters])
        calendar_table.seed(session)
        own = add_payer(session, world.union, union_founded_on=None)
        other = add_payer(session, world.other_union, payer_uscc="91430702MA4L00012D")
        return Payers(own.id, other.id)


async def send(client: ActorClient, path: str, body: Any, **headers: str) -> httpx.Response:
    """A write with its idempotency key."""
    return await client.post(path, json=body, headers={"Idempotency-Key": uuid4().hex, **headers})


def payment_form(payer_id: UUID, **values: Any) -> dict[str, Any]:
    """The example E-E1 as a form."""
    return {
        "payer_id": str(payer_id),
        "channel": "tax",
        "item": "funds",
        "period": "2020-10",
        "booked_on": "2020-11-12",
        "paid_fen": 650_960,
        "ticket_no": "34307020110000000001",
        "base_fen": 32_548_000,
        "due_fen": 650_960,
        **values,
    }
