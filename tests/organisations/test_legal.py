"""Legal personality as people do it: apply, correct, accept, review, issue; change, deregister; who may not."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from fastapi import FastAPI

from backend.kernel import clock
from backend.kernel.calendar_table import CalendarDay
from backend.kernel.db import unit_of_work
from backend.kernel.parameters import seed_defaults
from backend.organisations.legal.parameters import PARAMETERS as LEGAL
from backend.organisations.models import Organisation
from backend.organisations.terms.parameters import PARAMETERS as TERMS
from tests.organisations.samples import EMPLOYER_CODE, UNION_CODE
from tests.support.actors import ActorClient, World

PAPERS = ["form", "approval", "chair_id", "handler_id"]
NUMBER = "湘工法证字第070200001号"
TERM = {
    "term_no": 2,
    "years": 5,
    "start_on": "2018-05-10",
    "elected_on": "2018-05-10",
    "approval_no": "启工复〔2018〕12号",
    "seats": [{"role": "chair", "name": "柴主一", "relation": "none", "elected_on": "2018-05-10"}],
}


async def send(client: ActorClient, path: str, body: dict[str, Any], case: Any = None) -> Any:
    headers = {"Idempotency-Key": str(uuid4()), **({"If-Match": f'"v{case["version"]}"'} if case else {})}
    return await client.post(path, json=body, headers=headers)


async def made(client: ActorClient, path: str, body: dict[str, Any], case: Any = None) -> Any:
    answer = await send(client, path, body, case)
    assert answer.status_code in (200, 201), answer.text
    return answer.json()


async def act(client: ActorClient, case: Any, action: str, note: str = "") -> Any:
    return await send(
        client, f"/legal-registrations/{case['id']}/actions", {"action": action, "note": note}, case
    )


def asked(world: World, kind: str = "first", **changes: Any) -> dict[str, Any]:
    return {"organisation_id": str(world.union.id), "kind": kind, "materials": PAPERS, **changes}


@pytest.fixture
async def ready(app: FastAPI, world: World, street: ActorClient) -> World:
    """A union with approval, address and a term in force to 2023-05-10."""
    with unit_of_work(app.state.engine) as session:
        seed_defaults(session, [*TERMS, *LEGAL])
        session.add(CalendarDay(day=date(2021, 1, 1), is_workday=False, name="元旦", source="放假通知"))
        union = session.get(Organisation, ("430702", world.union.id))
        assert union is not None
        union.approval_no, union.address = "启工复〔2015〕4号", "启明街道一号"
    await made(street, f"/organisations/{world.union.id}/terms", TERM)
    return world


async def registered(chair: ActorClient, district: ActorClient, leader: ActorClient, world: World) -> Any:
    case = await made(chair, "/legal-registrations", asked(world))
    for action in ("accept", "review"):
        answer = await act(district, case, action)
        assert answer.status_code == 200, answer.text
        case = answer.json()
    form = {"certificate_no": NUMBER, "union_uscc": UNION_CODE}
    return await made(leader, f"/legal-registrations/{case['id']}/certificates", form, case)


async def test_from_the_application_to_the_certificate(
    chair: ActorClient, district: ActorClient, leader: ActorClient, ready: World
) -> None:
    case = await made(chair, "/legal-registrations", asked(ready, materials=PAPERS[:3]))
    assert (case["representative"], case["domicile"]) == ("柴主一", "启明街道一号")
    assert {c["code"]: c["verdict"] for c in case["checks"]}["materials"] == "not_met"
    assert (await send(chair, "/legal-registrations", asked(ready))).status_code == 409
    assert (await act(district, case, "accept")).status_code == 409
    assert (await act(district, case, "ask_correction")).status_code == 422
    case = (await act(district, case, "ask_correction", "请补交经办人身份证")).json()
    mine = (await chair.get(f"/legal-registrations/{case['id']}")).json()
    assert [a["code"] for a in mine["actions"]] == ["edit", "resubmit", "withdraw"]
    form = {key: mine[key] for key in ("union_name", "domicile", "representative")}
    mended = await chair.patch(
        f"/legal-registrations/{case['id']}",
        json={**form, "materials": PAPERS},
        headers={"If-Match": f'"v{mine["version"]}"'},
    )
    case = (await act(chair, mended.json(), "resubmit")).json()
    case = (await act(district, case, "accept")).json()
    assert (case["accepted_on"], case["decide_by"]) == ("2020-12-16", "2021-01-07")
    case = (await act(district, case, "review")).json()
    assert [a["code"] for a in case["actions"]] == []
    issue = {"certificate_no": NUMBER, "union_uscc": UNION_CODE}
    link = f"/legal-registrations/{case['id']}/certificates"
    assert (await send(district, link, issue, case)).status_code == 403
    assert (await send(leader, link, {**issue, "union_uscc": EMPLOYER_CODE}, case)).status_code == 422
    assert (await act(leader, case, "issue")).status_code == 422
    case = await made(leader, link, issue, case)
    assert case["status"] == "issued"
    card = (await chair.get(f"/organisations/{ready.union.id}")).json()
    assert card["union_uscc"] == UNION_CODE
    legal = (await chair.get(f"/organisations/{ready.union.id}/legal")).json()
    one = legal["certificates"][0]
    assert (one["valid_from"], one["valid_to"], one["registrar"]) == (
        "2020-12-16",
        "2023-05-10",
        "武陵区总工会",
    )
    assert [kind["kind"] for kind in legal["kinds"]] == ["renewal", "change", "reissue", "deregister"]


async def test_an_application_that_cannot_succeed_is_refused_at_once(
    chair: ActorClient, ready: World
) -> None:
    for form, code in (
        (asked(ready, representative="毕对账"), "representative"),
        (asked(ready, kind="reissue"), "certificate"),
        (asked(ready, union_uscc=EMPLOYER_CODE), "union_uscc"),
    ):
        refused = await send(chair, "/legal-registrations", form)
        assert refused.status_code == 422
        assert code in [error["code"] for error in refused.json()["errors"]]


async def test_a_late_change_is_told_and_registered_and_the_newest_certificate_counts(
    chair: ActorClient, district: ActorClient, leader: ActorClient, ready: World
) -> None:
    await registered(chair, district, leader, ready)
    papers = ["form", "change_proof", "handler_id", "old_certificate"]
    form = asked(ready, "change", materials=papers, changed_on="2020-11-15", domicile="启明街道二号")
    case = await made(chair, "/legal-registrations", form)
    assert {c["code"]: c["verdict"] for c in case["checks"]}["change_days"] == "not_met"
    for action in ("accept", "review"):
        case = (await act(district, case, action)).json()
    link = f"/legal-registrations/{case['id']}/certificates"
    known = await send(leader, link, {"certificate_no": NUMBER}, case)
    assert known.json()["errors"][0]["code"] == "known"
    await made(leader, link, {"certificate_no": "湘工法证字第070200002号"}, case)
    listed = (await chair.get("/legal-certificates")).json()
    assert [(row["certificate_no"], row["domicile"]) for row in listed["items"]] == [
        ("湘工法证字第070200002号", "启明街道二号")
    ]
    papers = ["form", "handler_id", "old_certificate", "settlement"]
    case = await made(chair, "/legal-registrations", asked(ready, "deregister", materials=papers))
    for action in ("accept", "review"):
        case = (await act(district, case, action)).json()
    await made(
        leader, f"/legal-registrations/{case['id']}/certificates", {"certificate_no": "湘工法注字第3号"}, case
    )
    legal = (await chair.get(f"/organisations/{ready.union.id}/legal")).json()
    assert (legal["standing"], len(legal["certificates"])) == ("cancelled", 3)
    assert [kind["kind"] for kind in legal["kinds"]] == ["first"]


async def test_who_filed_or_reviewed_does_not_decide(
    district: ActorClient, leader: ActorClient, street: ActorClient, ready: World
) -> None:
    case = await made(district, "/legal-registrations", asked(ready))
    assert (await act(district, case, "accept")).status_code == 409
    assert (await act(street, case, "accept")).status_code == 403
    assert (await act(leader, case, "accept")).status_code == 403


async def test_the_leader_sends_back_or_refuses_with_a_reason(
    chair: ActorClient, district: ActorClient, leader: ActorClient, ready: World
) -> None:
    case = await made(chair, "/legal-registrations", asked(ready))
    for action in ("accept", "review"):
        case = (await act(district, case, action)).json()
    case = (await act(leader, case, "send_back", "请核对住所")).json()
    assert case["status"] == "accepted"
    case = (await act(district, case, "review")).json()
    assert (await act(leader, case, "refuse")).status_code == 422
    case = (await act(leader, case, "refuse", "没有独立经费")).json()
    assert (case["status"], case["decided_on"]) == ("refused", "2020-12-16")


async def test_certificates_are_found_by_where_they_stand(
    chair: ActorClient, district: ActorClient, leader: ActorClient, ready: World
) -> None:
    await registered(chair, district, leader, ready)
    for day, standing in (
        (date(2023, 2, 8), "valid"),
        (date(2023, 2, 9), "expiring"),
        (date(2023, 5, 10), "expiring"),
        (date(2023, 5, 11), "expired"),
    ):
        clock.freeze(day)
        for wanted in ("valid", "expiring", "expired", "cancelled"):
            listed = (await chair.get("/legal-certificates", params={"standing": wanted})).json()
            assert listed["total"] == (wanted == standing), (day, wanted)
    clock.freeze(date(2020, 12, 16))
    assert (await chair.get("/legal-certificates", params={"q": UNION_CODE})).json()["total"] == 1
    assert (await chair.get("/legal-certificates", params={"q": "%"})).json()["total"] == 0
