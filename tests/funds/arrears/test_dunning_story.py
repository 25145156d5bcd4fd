"""From the list of arrears to the payment order and the payment that ends it; and what the next street sees of it."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from fastapi import FastAPI

from backend.funds.arrears.queries import due_book
from backend.funds.arrears.service import settle_paid
from backend.funds.codes import FundItem
from backend.funds.permissions import P
from backend.kernel import clock
from backend.kernel.authz import Actor
from backend.kernel.daily import system_actor
from backend.kernel.db import unit_of_work
from backend.kernel.parameters import ParameterStatus, ParameterValue, changed
from tests.funds.arrears.owing import add_payer, declare, pay, prepare
from tests.support.actors import ActorClient, World

TODAY = date(2020, 12, 16)


def key() -> dict[str, str]:
    return {"Idempotency-Key": uuid4().hex}


def good(answer: Any, status: int = 200) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    found: dict[str, Any] = answer.json()
    return found


def seen(case: dict[str, Any]) -> dict[str, str]:
    return {"If-Match": f'"v{case["version"]}"', **key()}


async def read(client: ActorClient, case: dict[str, Any]) -> dict[str, Any]:
    return good(await client.get(f"/funds/arrears-cases/{case['id']}"))


async def paper(client: ActorClient, case: dict[str, Any], action: str) -> Any:
    return await client.post(
        f"/funds/arrears-cases/{case['id']}/papers", json={"action": action}, headers=seen(case)
    )


async def step(client: ActorClient, case: dict[str, Any], action: str, note: str = "") -> Any:
    body = {"action": action, "note": note}
    return await client.post(f"/funds/arrears-cases/{case['id']}/actions", json=body, headers=seen(case))


async def serve(client: ActorClient, notice: dict[str, Any], on: str, method: str = "direct") -> Any:
    body = {"method": method, "served_on": on, "receiver": "办公室"}
    return await client.post(f"/funds/dunning-notices/{notice['id']}/services", json=body, headers=key())


async def prove(client: ActorClient, notice: dict[str, Any]) -> None:
    answer = await client.post(
        "/attachments",
        data={"object_type": "dunning_notice", "object_id": notice["id"]},
        files={"file": ("送达回证.txt", f"签收 {notice['notice_no']}".encode())},
        headers=key(),
    )
    assert answer.status_code == 201, answer.text


def owing(app: FastAPI, world: World) -> UUID:
    """Four months declared: one paid, one half paid with a late fee beside, two open; one not due yet."""
    prepare(app)
    payer = add_payer(app, world.union)
    for period, due in (("2020-07", 100), ("2020-08", 650_960), ("2020-09", 5), ("2020-10", 10_000)):
        declare(app, world.union, payer, period, due)
    declare(app, world.union, payer, "2020-10", 650_960, number=2, relief_fen=50_960)
    declare(app, world.union, payer, "2020-12", 999)
    pay(app, payer, "2020-07", 100, date(2020, 8, 10))
    pay(app, payer, "2020-08", 300_000, date(2020, 9, 10))
    pay(app, payer, "2020-08", 9_999, date(2020, 9, 10), item=FundItem.LATE_FEE)
    return payer


async def test_a_debt_from_the_list_to_the_court_and_its_end(
    app: FastAPI,
    world: World,
    street: ActorClient,
    chair: ActorClient,
    district: ActorClient,
    leader: ActorClient,
) -> None:
    payer = owing(app, world)
    await the_list_tells_what_is_overdue(street, chair, district, payer)
    case = await the_first_papers_keep_their_time(street, payer)
    case = await the_leader_lets_them_go_to_court(street, district, leader, case)
    case = await the_court_orders(street, district, case)
    await the_payment_ends_it(app, world, street, payer, case)


async def the_list_tells_what_is_overdue(
    street: ActorClient, chair: ActorClient, district: ActorClient, payer: UUID
) -> None:
    row = good(await street.get("/funds/arrears"))["items"][0]
    assert (row["months"], row["total_fen"], row["oldest_period"]) == (3, 350_960 + 5 + 600_000, "2020-08")
    assert (row["bucket"], row["limitation"], row["limitation_ends_on"]) == ("d180", "running", "2023-09-15")
    before = good(await street.get("/funds/arrears", params={"as_of": "2020-09-15"}))
    assert before["total"] == 0, "the last day to pay for August was 15 September"
    card = good(await chair.get(f"/funds/arrears/{payer}"))
    assert [(m["period"], m["arrears_fen"], m["overdue_days"], m["bucket"]) for m in card["months"]] == [
        ("2020-08", 350_960, 92, "d180"),
        ("2020-09", 5, 62, "d90"),
        ("2020-10", 600_000, 30, "d30"),
    ]
    assert card["late_fee_fen"] is None and "不计滞纳金" in card["checks"][0]["label"]
    assert (
        not card["may_open"]
        and (
            await chair.post("/funds/arrears-cases", json={"payer_id": str(payer)}, headers=key())
        ).status_code
        == 403
    )
    summary = good(await district.get("/funds/arrears/summary"))
    assert (summary["payers"], summary["months"], summary["arrears_fen"]) == (1, 3, 950_965)
    assert {b["bucket"]: b["arrears_fen"] for b in summary["buckets"] if b["arrears_fen"]} == {
        "d30": 600_000,
        "d90": 5,
        "d180": 350_960,
    }
    sheet = (await district.get("/funds/arrears/export", params={"format": "csv"})).text
    assert "启明一厂" in sheet and "9509.65" in sheet and "未催缴" in sheet


async def the_first_papers_keep_their_time(street: ActorClient, payer: UUID) -> dict[str, Any]:
    opening = {"payer_id": str(payer), "note": "三个月未缴"}
    case = good(await street.post("/funds/arrears-cases", json=opening, headers=key()), 201)
    assert (await street.post("/funds/arrears-cases", json=opening, headers=key())).status_code == 409
    assert [action["code"] for action in case["actions"]] == ["remind"]
    refused = await step(street, case, "remind")
    assert refused.status_code == 422 and refused.json()["errors"][0]["code"] == "needs_form"
    reminder = good(await paper(street, case, "remind"), 201)
    assert (reminder["pay_by"], reminder["is_written"], len(reminder["lines"])) == ("2020-12-28", False, 3)
    assert reminder["total_words"] == "玖仟伍佰零玖元陆角伍分"
    case = await read(street, case)
    assert "2020-12-28" in case["waits_for"] and (await paper(street, case, "notify")).status_code == 409
    assert (await paper(street, case, "settle")).status_code == 422

    clock.freeze(date(2020, 12, 29))
    notice = good(await paper(street, case, "notify"), 201)
    assert notice["pay_by"] == "2021-01-13" and "第四十三条" in "".join(notice["letter"]["paragraphs"])
    assert (await serve(street, notice, "2020-12-29")).status_code == 409, "no proof yet"
    await prove(street, notice)
    assert (await serve(street, notice, "2020-12-28")).status_code == 422, "before it was issued"
    assert (await serve(street, notice, "2020-12-29", "court")).status_code == 422
    assert good(await serve(street, notice, "2020-12-29"), 201)["served_on"] == "2020-12-29"
    month = good(await street.get(f"/funds/arrears/{payer}"))["months"][0]
    assert (month["limitation_since"], month["limitation_resets"]) == ("2020-12-29", 1)
    assert month["limitation_ends_on"] == "2023-12-29"

    clock.freeze(date(2021, 1, 14))
    second = good(await paper(street, await read(street, case), "press"), 201)
    await prove(street, second)
    good(await serve(street, second, "2021-01-14", "left"), 201)
    assert [item["period"] for item in second["lines"]] == ["2020-08", "2020-09", "2020-10"]
    clock.freeze(date(2021, 2, 1))
    return await read(street, case)


async def the_leader_lets_them_go_to_court(
    street: ActorClient, district: ActorClient, leader: ActorClient, case: dict[str, Any]
) -> dict[str, Any]:
    assert {check["code"]: check["verdict"] for check in case["checks"]}["court"] == "unknown"
    asked = {"court": "武陵区人民法院", "disputed_fen": 950_965 + 999, "note": "两次催缴期满仍未缴纳"}
    place = f"/funds/arrears-cases/{case['id']}"
    assert (await street.post(f"{place}/payment-order", json=asked, headers=seen(case))).status_code == 422
    asked["disputed_fen"] = 50_965
    case = good(await street.post(f"{place}/payment-order", json=asked, headers=seen(case)))
    assert (await step(district, case, "approve_order")).status_code == 403
    case = good(await step(leader, await read(leader, case), "return_order", "请补充工资资料"))
    assert (case["status"], case["court"]) == ("pressed", "")
    case = good(await street.post(f"{place}/payment-order", json=asked, headers=seen(case)))
    return good(await step(leader, case, "approve_order"))


async def the_court_orders(
    street: ActorClient, district: ActorClient, case: dict[str, Any]
) -> dict[str, Any]:
    place = f"/funds/arrears-cases/{case['id']}"
    order = case["papers"][-1]
    assert (order["kind"], order["pay_by"], order["served_on"]) == ("order", None, None)
    printed = good(await district.get(f"/funds/dunning-notices/{order['id']}"))
    assert printed["letter"]["addressee"] == "武陵区人民法院" and printed["methods"] == ["court"]
    assert printed["total_fen"] == 950_965 + 999 - 50_965, (
        "December is overdue meanwhile; the dispute is left out"
    )

    issued = {"order_no": "（2021）湘0702民督1号", "served_on": "2021-02-01"}
    refused = await street.post(f"{place}/court-order", json=issued, headers=seen(case))
    assert refused.status_code == 409 and "递交人民法院" in refused.json()["detail"]
    await prove(street, order)
    good(await serve(street, order, "2021-02-01", "court"), 201)
    case = good(await street.post(f"{place}/court-order", json=issued, headers=seen(case)))
    assert (case["status"], case["objection_by"]) == ("order_issued", "2021-02-18"), (
        "15 days, rolled over the spring festival"
    )
    assert (await step(street, case, "enforce")).status_code == 409
    clock.freeze(date(2021, 2, 19))
    case = good(await step(street, await read(street, case), "enforce"))
    assert (await step(street, case, "settle")).status_code == 409
    return case


async def the_payment_ends_it(
    app: FastAPI, world: World, street: ActorClient, payer: UUID, case: dict[str, Any]
) -> None:
    for period, fen in (("2020-08", 350_960), ("2020-09", 5), ("2020-10", 600_000), ("2020-12", 999)):
        pay(app, payer, period, fen, date(2021, 2, 19))
    with unit_of_work(app.state.engine) as session:
        assert settle_paid(session, system(world)) == 1
        assert settle_paid(session, system(world)) == 0
    case = await read(street, case)
    assert (case["status"], case["ended_on"], case["actions"], case["checks"]) == (
        "settled",
        "2021-02-19",
        [],
        [],
    )
    assert case["history"][-1]["person_name"] == "系统" and len(case["papers"]) == 4
    assert good(await street.get("/funds/arrears"))["total"] == 0
    assert good(await street.get("/funds/arrears-cases", params={"is_open": "true"}))["total"] == 0


def system(world: World) -> Actor:
    top = world.district_union
    return system_actor("430702", top.id, top.org_path, frozenset(P))


async def test_the_next_street_sees_nothing_and_a_late_fee_needs_its_dated_parameter(
    app: FastAPI,
    world: World,
    street: ActorClient,
    other_street: ActorClient,
    other_chair: ActorClient,
    leader: ActorClient,
) -> None:
    payer = owing(app, world)
    case = good(await street.post("/funds/arrears-cases", json={"payer_id": str(payer)}, headers=key()), 201)
    notice = good(await paper(street, case, "remind"), 201)
    for client in (other_street, other_chair):
        for path in ("/funds/arrears", "/funds/arrears-cases"):
            assert good(await client.get(path))["items"] == [], path
        assert good(await client.get("/funds/arrears/summary"))["arrears_fen"] == 0
        assert "启明" not in (await client.get("/funds/arrears/export", params={"format": "csv"})).text
        for path in (f"arrears/{payer}", f"arrears-cases/{case['id']}", f"dunning-notices/{notice['id']}"):
            foreign, random = (
                await client.get(f"/funds/{path}"),
                await client.get(f"/funds/{path[:-36]}{uuid4()}"),
            )
            assert (foreign.status_code, random.status_code) == (404, 404)
        assert (await serve(client, notice, "2020-12-16")).status_code in (403, 404)
    for params in (
        {"bucket": "d30"},
        {"limitation": "expired"},
        {"has_case": "false"},
        {"q": "府坪"},
        {"channel": "direct"},
    ):
        assert good(await street.get("/funds/arrears", params=params))["total"] == 0, params
    for params in (
        {"bucket": "d180"},
        {"limitation": "running"},
        {"has_case": "true"},
        {"q": "qmyc"},
        {"q": "91430702MA4L00011F"},
    ):
        assert good(await street.get("/funds/arrears", params=params))["total"] == 1, params
    with unit_of_work(app.state.engine) as session:
        asked = due_book(session, system(world), date.max)
    assert asked.span == ("2020-07", "2020-12"), "only what is declared, however far ahead the day"
    old = await street.get("/funds/arrears", params={"as_of": "2023-09-16", "limitation": "expired"})
    assert good(old)["total"] == 1
    summary = good(await street.get("/funds/arrears/summary", params={"as_of": "2023-09-16"}))
    assert (summary["limitation_expired"], summary["limitation_soon"]) == (1, 0)

    _set_late_rate(app, date(2020, 10, 1))
    card = good(await street.get(f"/funds/arrears/{payer}"))
    fees = [month["late_fee_fen"] for month in card["months"]]
    assert fees == [None, 5 * 62 * 5 // 1000 + 1, 600_000 * 30 * 5 // 1000], "the rate began in October"
    assert card["late_fee_fen"] == sum(fees[1:]) and card["late_fee_basis"] == "某省办法"
    stopped = await step(leader, await read(leader, case), "close")
    assert stopped.status_code == 422, "ending a case wants its reason"
    case = good(await step(leader, await read(leader, case), "close", "单位已注销"))
    assert case["status"] == "closed"
    again = good(await street.post("/funds/arrears-cases", json={"payer_id": str(payer)}, headers=key()), 201)
    assert again["id"] != case["id"]


def _set_late_rate(app: FastAPI, since: date) -> None:
    with unit_of_work(app.state.engine) as session:
        changed(session)
        for name, value in (("fund.late_rate", "0.005"), ("fund.late_cap", "1")):
            row = ParameterValue(
                key=name, jurisdiction="430000", version=1, valid_from=since, value=value, legal_source="某省办法",
                status=ParameterStatus.ACTIVE,
            )  # fmt: skip
            session.add(row)
