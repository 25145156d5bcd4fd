"""The small world of the actors with the parameters and the calendar that returns need."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from fastapi import FastAPI

from backend.funds.parameters import PARAMETERS as FUND_PARAMETERS
from backend.kernel import calendar_table, clock
from backend.kernel.db import new_id, unit_of_work
from backend.kernel.parameters import seed_defaults
from backend.organisations.models import HeadCount, Organisation
from backend.submissions.parameters import PARAMETERS
from tests.support.actors import ActorClient, World

PERIOD = "2020-11"


@pytest.fixture
def ready(app: FastAPI, world: World) -> World:
    """Parameters, calendar, a chair's name and a head-count for every union of the world."""
    with unit_of_work(app.state.engine) as session:
        seed_defaults(session, (*PARAMETERS, *FUND_PARAMETERS))
        calendar_table.seed(session)
        for union in (world.union, world.neighbour_union, world.other_union):
            session.get(Organisation, ("430702", union.id)).chair_name = "余建国"  # type: ignore[union-attr]
            session.add(head_count(union))
    return world


def head_count(union: Any, month: str = "2020-10", employees: int = 40) -> HeadCount:
    """A declaration of one month."""
    return HeadCount(
        id=new_id(), district_id="430702", org_path=union.org_path, organisation_id=union.id, month=month,
        employees=employees, women_employees=18, migrant_employees=5, dispatched_employees=2, new_form_employees=0,
        members=0, women_members=0, migrant_members=0, new_form_members=0, reason="", source="form",
        recorded_at=clock.now(), account_id=None,
    )  # fmt: skip


class Desk:
    """Talks about returns the way the page does: the ETag of the last answer goes into If-Match."""

    def __init__(self, client: ActorClient) -> None:
        self.client = client

    async def open(self, organisation_id: Any = None, period: str = PERIOD) -> dict[str, Any]:
        """The return of a union (the caller's own by default)."""
        body = {"organisation_id": str(organisation_id or self.client.org_id), "period": period}
        answer = await self.client.post("/returns", json=body)
        assert answer.status_code in (200, 201), answer.text
        found: dict[str, Any] = answer.json()
        return found

    async def get(self, return_id: str) -> dict[str, Any]:
        """One return as this caller sees it."""
        answer = await self.client.get(f"/returns/{return_id}")
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    async def fill(self, card: Mapping[str, Any], **cells: Any) -> Any:
        """Save cells; a pair is (value, reason)."""
        body = [
            {"item": item, "value": value[0], "reason": value[1]} if isinstance(value, tuple) else
            {"item": item, "value": value}
            for item, value in cells.items()
        ]  # fmt: skip
        return await self.client.patch(
            f"/returns/{card['id']}/cells", json={"cells": body}, headers=seen(card)
        )

    async def act(self, card: Mapping[str, Any], action: str, note: str = "", **more: Any) -> Any:
        """Take a step with the version of ``card``."""
        body = {"action": action, "note": note, **more}
        return await self.client.post(f"/returns/{card['id']}/actions", json=body, headers=seen(card))

    async def submitted(self, period: str = PERIOD) -> dict[str, Any]:
        """The caller's own return, filled in and submitted."""
        card = await self.open(period=period)
        answer = await self.fill(card, **WAGES)
        assert answer.status_code == 200, answer.text
        answer = await self.act(answer.json(), "submit")
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found


WAGES: dict[str, Any] = {"wages_fen": 32_548_000, "funds_paid_fen": 650_960, "funds_channel": "tax"}


def seen(card: Mapping[str, Any]) -> dict[str, str]:
    """The If-Match of a card."""
    return {"If-Match": f'"v{card["version"]}"'}


def cell(card: Mapping[str, Any], item: str) -> dict[str, Any]:
    """One cell of a card."""
    return next(c for section in card["sections"] for c in section["cells"] if c["item"] == item)


def days(*texts: str) -> list[date]:
    """Dates from ISO texts."""
    return [date.fromisoformat(text) for text in texts]
