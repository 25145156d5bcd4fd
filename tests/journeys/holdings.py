"""One of everything for a union of the first street, as its people make it."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from fastapi import FastAPI

from backend.kernel import calendar_table, clock
from backend.kernel.db import unit_of_work
from backend.kernel.large_exports.models import LargeExport
from backend.kernel.parameters import KEYS, seed_defaults
from backend.organisations.models import Organisation
from tests.funds.holdings import funded
from tests.journeys.papers import filed
from tests.members.people import change, csv_roll, registered, resident_id, roll_row, upload, work_off
from tests.members.records import kept
from tests.organisations.standards import held
from tests.organisations.structure.steps import applied, form
from tests.submissions.conftest import PERIOD, head_count
from tests.support.actors import ActorClient, World
from tests.support.builders import Union, add_union


@dataclass(frozen=True)
class People:
    """Who makes the holdings."""

    district: ActorClient
    street: ActorClient
    sysadmin: ActorClient
    audit_admin: ActorClient
    security_admin: ActorClient


@dataclass(frozen=True)
class Holding:
    """What was made for one union; the ids by the name of the parameter that takes them."""

    union: Union
    ids: dict[str, str]


def prepare(app: FastAPI) -> None:
    """Parameters and calendar, as every installation has them."""
    with unit_of_work(app.state.engine) as session:
        seed_defaults(session, list(KEYS.values()))
        calendar_table.seed(session)


async def hold(app: FastAPI, people: People, world: World, number: int) -> Holding:
    """A union with a member, one on the way to the neighbour, a roll, a return with a file, an account."""
    union = _union(app, world, number)
    stays = await _member(people.district, union, number * 2)
    leaves = await _member(people.district, union, number * 2 + 1)
    left = await change(
        people.district, leaves, "transfer_out", to_organisation_id=str(world.neighbour_union.id)
    )
    assert left.status_code == 201, left.text
    cases = (await people.street.get("/members/cases")).json()["items"]
    roll = await upload(people.street, union, csv_roll([roll_row(n, 姓名="") for n in range(1, 16)]), "r.csv")
    assert roll.status_code == 201, roll.text
    work_off(app)
    jobs = (await people.street.get("/jobs")).json()["items"]
    card, attachment = await _return(people, union)
    account = await _account(people, union, number)
    renaming = await applied(people.street, form("rename", union, new_name=f"启明第{number}重工工会委员会"))
    standards = await held(app, people.street, union)
    records = await kept(app, people.street, stays)
    grants = (await people.sysadmin.get("/grants", params={"account_id": account["id"]})).json()["items"]
    ids = {
        **funded(app, union),
        **filed(app, union, world.street_union, stays["id"]),
        "grant_id": grants[0]["id"],
        "organisation_id": str(union.id),
        "parent_id": str(union.id),
        "street_id": str(world.street_union.id),
        "member_id": stays["id"],
        "case_id": cases[0]["id"],
        "import_id": roll.json()["id"],
        "job_id": jobs[0]["id"],
        "return_id": card["id"],
        "object_id": card["id"],
        "attachment_id": attachment["id"],
        "account_id": account["id"],
        **standards,
        **records,
        "change_id": renaming["id"],
        "export_id": str(_large_export(app, people.street)),
    }
    return Holding(union, ids)


def _large_export(app: FastAPI, street: ActorClient) -> UUID:
    """A request of the street for a list too large for one person."""
    assert street.seat is not None
    place = {"district_id": street.org_path[:6], "org_path": street.org_path}
    actor = {**place, "account_id": str(street.account_id), "person_id": str(street.seat.person_id)}
    with unit_of_work(app.state.engine) as session:
        row = LargeExport(
            **place,
            number=f"DC-{uuid4().hex[:8]}",
            list_name="members",
            filters={},
            persons=501,
            purpose="启明街道年度名册",
            account_id=street.account_id,
            person_name=street.seat.person_name,
            requester={
                **actor,
                "person_name": street.seat.person_name,
                "role": street.seat.role.value,
                "org_id": str(street.org_id),
                "permissions": [],
            },
            requested_at=clock.now(),
        )
        session.add(row)
        return row.id


def _union(app: FastAPI, world: World, number: int) -> Union:
    path = f"{world.street_union.org_path}{number + 10:03d}."
    with unit_of_work(app.state.engine) as session:
        union = add_union(session, path, f"启明第{number}厂工会委员会", world.street_union)
        row = session.get_one(Organisation, (path[:6], union.id))
        row.chair_name = "余建国"
        session.add(row)
        session.add(head_count(union))
    return union


async def _member(district: ActorClient, union: Union, number: int) -> dict[str, Any]:
    id_no = resident_id(date(1985, 3, 1), number * 2 + 1)
    return await registered(
        district, union, name="祝启明", id_no=id_no, mobile=f"1390000{number:04d}", joined_on="2020-11-01"
    )


async def _return(people: People, union: Union) -> tuple[dict[str, Any], dict[str, Any]]:
    """A return entered by the street on behalf of the union, a file with it, and a reminder of another month."""
    opened = await people.street.post(
        "/returns", json={"organisation_id": str(union.id), "period": PERIOD}, headers=_key()
    )
    assert opened.status_code in (200, 201), opened.text
    card = opened.json()
    reminded = await people.street.post(
        "/returns/reminders", json={"period": PERIOD, "organisation_ids": [str(union.id)]}
    )
    assert reminded.json()["reminded"] == 1, reminded.text
    return card, await attach(people.street, card["id"])


async def attach(street: ActorClient, return_id: str) -> dict[str, Any]:
    """One more file with a return."""
    answer = await street.post(
        "/attachments",
        data={"object_type": "monthly_return", "object_id": return_id},
        files={"file": ("启明佐证.txt", f"佐证材料 {uuid4()}".encode())},
        headers=_key(),
    )
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def _account(people: People, union: Union, number: int) -> dict[str, Any]:
    form = {
        "login_name": f"chair.{number}",
        "person_name": "祝启明",
        "mobile": f"1370000{number:04d}",
        "role": "enterprise",
        "organisation_id": str(union.id),
    }
    answer = await people.sysadmin.post("/accounts", json=form)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()["account"]
    return found


def _key() -> dict[str, str]:
    return {"Idempotency-Key": uuid4().hex}
