"""The small world with divisions and upper unions, and forms to fill in."""

from typing import Any
from uuid import UUID

import pytest
from fastapi import FastAPI

from backend.kernel.db import unit_of_work
from backend.organisations import reference
from tests.organisations.samples import EMPLOYER_CODE, UNION_CODE
from tests.support.actors import ActorClient, World


@pytest.fixture
def register(app: FastAPI, world: World) -> World:
    """The world after the reference rows are there."""
    with unit_of_work(app.state.engine) as session:
        reference.seed(session)
    return world


def base_form(parent_id: UUID, **changes: Any) -> dict[str, Any]:
    """A sound registration of a grassroots union."""
    return {
        "parent_id": str(parent_id),
        "name": "常德恒泰商贸有限公司工会委员会",
        "level": "90",
        "org_form": "4",
        "org_type": "1",
        "base_type": "0",
        "report_class": "non_public",
        "economic_type": "170",
        "unit_category": "enterprise",
        "industry": "F",
        "division_code": "430702001008",
        "union_uscc": UNION_CODE,
        "founded_on": "2020-05-20",
        "approval_no": "启工复〔2020〕7号",
        "chair_name": "甘试卷",
        "chair_phone": "138 0736 9911",
        "employers": [
            {
                "name": "常德恒泰商贸有限公司",
                "employer_uscc": EMPLOYER_CODE,
                "economic_type": "170",
                "industry": "F",
            }
        ],
        **changes,
    }


def head_count_form(**changes: Any) -> dict[str, Any]:
    """A sound declaration of November."""
    return {
        "month": "2020-11",
        "employees": 50,
        "women_employees": 20,
        "migrant_employees": 10,
        "dispatched_employees": 5,
        "new_form_employees": 0,
        "members": 48,
        "women_members": 19,
        "migrant_members": 9,
        "new_form_members": 0,
        **changes,
    }


def faults(answer: Any) -> set[tuple[str, str]]:
    assert answer.status_code == 422, answer.text
    assert all(error["message"] and error["fix"] for error in answer.json()["errors"])
    return {(error["field"], error["code"]) for error in answer.json()["errors"]}


async def found(client: ActorClient, parent: Any, **changes: Any) -> dict[str, Any]:
    answer = await client.post("/organisations", json=base_form(parent.id, **changes))
    assert answer.status_code == 201, answer.text
    card: dict[str, Any] = answer.json()
    return card
