"""Foundings to fill in and to walk through, for the tests of founding, drive and figures."""

from typing import Any
from uuid import UUID, uuid4

from tests.organisations.samples import EMPLOYER_CODE
from tests.support.actors import ActorClient

SECOND_CODE = "91430702MA4793PC5K"
THIRD_CODE = "91430702MA4F422080"


def employer(name: str = "常德恒泰商贸有限公司", code: str = EMPLOYER_CODE) -> dict[str, Any]:
    return {"name": name, "employer_uscc": code, "economic_type": "170", "industry": "F"}


def application(parent_id: UUID, **changes: Any) -> dict[str, Any]:
    """A sound application for one employer."""
    return {
        "parent_id": str(parent_id),
        "employers": [employer()],
        "division_code": "430702001008",
        "employees": 36,
        "preparer_name": "余建国",
        "applied_on": "2020-12-08",
        **changes,
    }


def reply(number: str = "启工复〔2020〕12号", on: str = "2020-12-10") -> dict[str, Any]:
    return {"document_no": number, "replied_on": on}


def slate(**changes: Any) -> dict[str, Any]:
    names = ("余建国", "潘小兰", "覃大勇", "涂春生")
    roles = ("chair", "vice_chair", "member", "member")
    return {
        "seats": 3,
        "candidates": [
            {"role": role, "name": name, "relation": "none"} for role, name in zip(roles, names, strict=True)
        ],
        "party_org": "中共恒泰商贸支部委员会",
        "party_agreed_on": "2020-12-12",
        "filed_on": "2020-12-14",
        **changes,
    }


def elected(role: str, name: str, votes: int = 30, relation: str = "none") -> dict[str, Any]:
    return {"role": role, "name": name, "votes": votes, "relation": relation}


def election(**changes: Any) -> dict[str, Any]:
    return {
        "elected_on": "2020-12-16",
        "entitled": 36,
        "present": 33,
        "candidates": 4,
        "years": 3,
        "elected": [
            elected("chair", "余建国", 31),
            elected("vice_chair", "潘小兰"),
            elected("member", "覃大勇", 28),
            elected("audit_head", "简对账", 29),
        ],
        "reported_on": "2020-12-16",
        **changes,
    }


async def send(
    client: ActorClient, path: str, body: dict[str, Any], case: dict[str, Any] | None = None
) -> Any:
    """A write with its idempotency key, and the version that was seen."""
    headers = {"Idempotency-Key": str(uuid4()), **({"If-Match": f'"v{case["version"]}"'} if case else {})}
    return await client.post(path, json=body, headers=headers)


async def done(
    client: ActorClient, path: str, body: dict[str, Any], case: dict[str, Any] | None = None
) -> dict[str, Any]:
    """The same, which has to succeed."""
    answer = await send(client, path, body, case)
    assert answer.status_code in (200, 201), answer.text
    found: dict[str, Any] = answer.json()
    return found


async def act(client: ActorClient, case: dict[str, Any], action: str, note: str = "") -> Any:
    return await send(client, f"/foundings/{case['id']}/actions", {"action": action, "note": note}, case)


async def applied(client: ActorClient, parent_id: UUID, **changes: Any) -> dict[str, Any]:
    return await done(client, "/foundings", application(parent_id, **changes))


async def prepared(
    maker: ActorClient, checker: ActorClient, parent_id: UUID, **changes: Any
) -> dict[str, Any]:
    case = await applied(maker, parent_id, **changes)
    return await done(checker, f"/foundings/{case['id']}/preparation", reply(), case)


async def electable(
    maker: ActorClient, checker: ActorClient, parent_id: UUID, **changes: Any
) -> dict[str, Any]:
    case = await prepared(maker, checker, parent_id, **changes)
    case = await done(maker, f"/foundings/{case['id']}/slate", slate(), case)
    answer = await act(checker, case, "approve_slate")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def founded(
    maker: ActorClient, checker: ActorClient, parent_id: UUID, **changes: Any
) -> dict[str, Any]:
    case = await electable(maker, checker, parent_id, **changes)
    case = await done(maker, f"/foundings/{case['id']}/elections", election(), case)
    approval = reply("常武工复〔2020〕93号", "2020-12-16")
    return await done(checker, f"/foundings/{case['id']}/approval", approval, case)
