"""Completeness board, who is missing, reminders, and inbox badges that equal the list behind them."""

from datetime import date
from urllib.parse import urlsplit
from uuid import uuid4

from backend.kernel import clock
from backend.kernel.db import unit_of_work
from backend.kernel.parameters import seed_defaults
from backend.organisations.codes import OrgStatus
from backend.organisations.homes.codes import HomeLevel, HomeState, HomeUnit
from backend.organisations.homes.models import HomeRating
from backend.organisations.legal.codes import LegalKind, LegalState
from backend.organisations.legal.models import LegalRegistration
from backend.organisations.models import Organisation
from backend.organisations.six_have.codes import SixHaveScheme, SixHaveState
from backend.organisations.six_have.models import SixHaveCheck
from backend.organisations.structure.edges import hang
from backend.organisations.terms.parameters import PARAMETERS as TERMS
from backend.submissions.inbox.queries import GROUPS
from tests.members.people import registered
from tests.submissions.conftest import PERIOD, WAGES, Desk
from tests.support.actors import sign_in
from tests.support.builders import add_union


def _total(board, period=PERIOD):
    return next(cell for cell in board["totals"] if cell["period"] == period)


async def test_the_board_counts_every_union_that_existed_exactly_once(ready, app, chair, street, district):
    with unit_of_work(app.state.engine) as session:
        add_union(
            session, "430702.001.003.", "十二月新建工会", ready.street_union, founded_on=date(2020, 12, 1)
        )
        add_union(
            session, "430702.001.004.", "十月撤销工会", ready.street_union,
            status=OrgStatus.DISSOLVED, dissolved_on=date(2020, 10, 15),
        )  # fmt: skip
    await Desk(chair).submitted()
    board = (await district.get("/returns/board?year=2020")).json()
    assert [period["period"] for period in board["periods"]] == [
        f"2020-{month:02d}" for month in range(1, 12)
    ]
    november, september = _total(board), _total(board, "2020-09")
    assert (november["expected"], november["reported"], november["missing"], november["late"]) == (3, 1, 2, 1)
    assert november["rate"] == 3333 and september["expected"] == 4
    for street_line in board["streets"]:
        for cell in street_line["cells"]:
            states = ("missing", "draft", "returned", "submitted", "accepted", "locked")
            assert sum(cell[state] for state in states) == cell["expected"] and cell["rate"] <= 10_000
    assert {line["name"] for line in board["streets"]} == {"启明街道总工会", "府坪街道总工会"}
    mine = (await street.get("/returns/board?year=2020")).json()
    assert [line["name"] for line in mine["streets"]] == ["启明街道总工会"] and _total(mine)["expected"] == 2


async def test_who_is_missing_equals_the_board(ready, chair, other_chair, district):
    await Desk(chair).submitted()
    await Desk(other_chair).open()
    missing = (await district.get(f"/returns/missing?period={PERIOD}")).json()
    november = _total((await district.get("/returns/board?year=2020")).json())
    assert missing["total"] == november["missing"] + november["draft"] == 2
    states = {row["organisation_name"]: row["state"] for row in missing["items"]}
    assert states == {"启明二厂工会委员会": "missing", "府坪一厂工会委员会": "draft"}
    assert {row["street_name"] for row in missing["items"]} == {"启明街道总工会", "府坪街道总工会"}
    assert missing["items"][0]["days_late"] == 9
    first = (await district.get(f"/returns/missing?period={PERIOD}&limit=1")).json()
    rest = (
        await district.get(f"/returns/missing?period={PERIOD}&limit=1&cursor={first['next_cursor']}")
    ).json()
    assert first["items"] + rest["items"] == missing["items"] and rest["next_cursor"] is None


async def test_a_reminder_reaches_the_chair_once_a_day_until_the_return_is_in(ready, chair, street):
    ids = [str(ready.union.id), str(ready.neighbour_union.id)]
    body = {"period": PERIOD, "organisation_ids": ids}
    assert (await street.post("/returns/reminders", json=body)).json() == {"reminded": 2, "skipped": 0}
    assert (await street.post("/returns/reminders", json=body)).json() == {"reminded": 0, "skipped": 2}
    missing = (await street.get(f"/returns/missing?period={PERIOD}")).json()
    assert {row["last_reminded_on"] for row in missing["items"]} == {"2020-12-16"}
    assert (await _badges(chair))["reminders"] == 1
    await Desk(chair).submitted()
    assert (await _badges(chair))["reminders"] == 0
    assert (await chair.get("/returns/reminders")).json()["total"] == 1


async def test_a_month_before_the_form_has_nobody_missing(ready, street):
    assert (await street.get("/returns/missing?period=2019-12")).status_code == 422
    body = {"period": "2019-12", "organisation_ids": [str(ready.union.id)]}
    assert (await street.post("/returns/reminders", json=body)).json()["errors"][0]["code"] == "no_form"


async def test_a_month_that_is_not_over_is_not_reminded_of(ready, street):
    body = {"period": "2020-12", "organisation_ids": [str(ready.union.id)]}
    assert (await street.post("/returns/reminders", json=body)).status_code == 422


async def _asks_for_an_election(client, union):
    """A request that waits for the street."""
    body = {
        "organisation_id": str(union.id), "years": 5, "congress": "members", "planned_on": "2020-12-20",
        "plan": "拟召开会员大会选举第三届工会委员会和经审会。",
    }  # fmt: skip
    answer = await client.post("/reelections", json=body, headers={"Idempotency-Key": str(uuid4())})
    assert answer.status_code == 201, answer.text


def _cases_of_unions(app, union):
    """One legal registration and one rating in every state; a six-have check to verify and one to mend."""
    place = {"district_id": "430702", "org_path": union.org_path, "organisation_id": union.id}
    legal = {
        **place, "kind": LegalKind.FIRST, "union_name": union.name, "domicile": "启明街道一号",
        "representative": "柴主一", "statement": "", "materials": [], "applied_on": date(2020, 12, 1),
    }  # fmt: skip
    check = {**place, "scheme_version": 1, "opened_on": date(2020, 12, 1)}
    home = {
        **place, "unit": HomeUnit.SMALL_HOME, "level": HomeLevel.QUALIFIED, "year": 2020, "statement": "材料",
        "applied_on": date(2020, 12, 1),
    }  # fmt: skip
    schemes = zip(SixHaveScheme, (SixHaveState.APPLIED, SixHaveState.TO_MEND), strict=False)
    with unit_of_work(app.state.engine) as session:
        session.add_all(
            [LegalRegistration(**legal, status=state) for state in LegalState]
            + [SixHaveCheck(**check, scheme=s, open_key=s.value, status=state) for s, state in schemes]
            + [HomeRating(**home, unit_name=s, open_key=f"small_home:{s}", status=s) for s in HomeState]
        )


async def _badges(client):
    return {group["code"]: group["count"] for group in (await client.get("/inbox")).json()["groups"]}


async def _equals_its_lists(client, name):
    """Every line of an inbox counts what its list holds and opens to it; the codes of the lines."""
    inbox = (await client.get("/inbox")).json()
    assert inbox["total"] == sum(group["count"] for group in inbox["groups"])
    for group in inbox["groups"]:
        answer = await client.get(group["source"])
        assert answer.status_code == 200, (name, group)
        listed = answer.json()
        assert listed["total"] == group["count"], (name, group)
        assert len(listed["items"]) == group["count"], (name, group)
        page = f"period={PERIOD}" if group["code"] == "reminders" else urlsplit(group["source"]).query
        assert urlsplit(group["link"]).query == page, (name, group)
    return {group["code"] for group in inbox["groups"]}


async def test_every_badge_is_the_total_of_its_list(
    ready, app, doors, chair, other_chair, street, other_street, district
):
    clerk = Desk(street)
    behalf = (await clerk.fill(await clerk.open(ready.neighbour_union.id), **WAGES)).json()
    await clerk.act(behalf, "submit")
    card = await Desk(chair).submitted()
    await clerk.act(card, "return", "请补税票")
    accepted = await Desk(other_chair).submitted()
    await Desk(other_street).act(accepted, "accept")
    await registered(chair, ready.union)
    with unit_of_work(app.state.engine) as session:
        seed_defaults(session, TERMS)
    await _asks_for_an_election(chair, ready.union)
    _cases_of_unions(app, ready.union)
    shown = set()
    for name, seat in ready.seats.items():
        shown |= await _equals_its_lists(await sign_in(app, doors, seat), name)
    assert shown == {group.code for group in GROUPS}
    assert await _badges(chair) == {
        "to_fill": 1,
        "returned": 1,
        "reminders": 0,
        "on_behalf": 0,
        "transfers_in": 0,
        "reelections_returned": 0,
        "elections_to_report": 0,
        "legal_correcting": 1,
        "six_have_to_mend": 1,
        "six_have_helped": 0,
        "applications_waiting": 0,
        "batches_waiting": 0,
        "batches_returned": 0,
        "endings_waiting": 0,
        "transfers_sent_back": 0,
        "funds_undeclared": 0,
    }
    assert await _badges(street) == {
        "to_review": 1,
        "missing": 1,
        "reelections_requested": 1,
        "elections_reported": 0,
        "identity_changes": 0,
        "pairs_to_judge": 0,
        "pairs_proposed": 0,
        "person_lists": 0,
        "extensions_requested": 0,
        "six_have_to_verify": 1,
        "homes_evaluated": 1,
        "foundings_to_reply": 0,
        "foundings_returned": 0,
        "structure_waiting": 0,
        "applications_waiting": 0,
        "batches_waiting": 0,
        "batches_returned": 0,
        "endings_waiting": 0,
        "transfers_sent_back": 0,
        "funds_undeclared": 0,
        "fund_exceptions_open": 0,
        "fund_exceptions_mine": 0,
    }
    assert await _badges(district) == {
        "to_lock": 1,
        "review_overdue": 1,
        "extended": 0,
        "members_pending": 1,
        "member_cases": 0,
        "identity_changes": 0,
        "pairs_to_judge": 0,
        "pairs_proposed": 0,
        "person_lists": 0,
        "legal_applied": 1,
        "legal_accepted": 1,
        "six_have_to_verify": 1,
        "homes_recommended": 1,
        "foundings_to_reply": 0,
        "foundings_returned": 0,
        "structure_waiting": 0,
        "applications_waiting": 0,
        "batches_waiting": 0,
        "batches_returned": 0,
        "endings_waiting": 0,
        "transfers_sent_back": 0,
        "fund_statements_ready": 0,
        "fund_exceptions_open": 0,
        "fund_exceptions_mine": 0,
        "fund_exceptions_proposed": 0,
        "fund_refunds_to_pay": 0,
        "fund_returns_to_pay": 0,
        "fund_accounts_proposed": 0,
    }


async def test_the_list_filters_and_pages(ready, chair, other_chair, district):
    for client in (chair, other_chair):
        for period in ("2020-09", "2020-10"):
            await Desk(client).open(period=period)
    assert (await district.get("/returns")).json()["total"] == 4
    assert (await district.get("/returns?period=2020-09")).json()["total"] == 2
    assert (await district.get(f"/returns?organisation_id={ready.union.id}")).json()["total"] == 2
    assert (await district.get(f"/returns?street_id={ready.other_street_union.id}")).json()["total"] == 2
    assert (await district.get("/returns?status=accepted")).json()["total"] == 0
    assert (await district.get("/returns?period=2020-13")).status_code == 422
    seen, cursor = [], ""
    for _ in range(4):
        page = (await district.get(f"/returns?limit=1{cursor}")).json()
        seen += [row["id"] for row in page["items"]]
        cursor = f"&cursor={page['next_cursor']}"
    assert len(set(seen)) == 4 and page["next_cursor"] is None


async def test_under_the_tree_of_then_each_cell_opens_to_its_rows(
    ready, app, chair, other_chair, other_street, street, district
):
    """A union that moved in December counts, and is listed and exported, where it stood at the end of the month."""
    await Desk(chair).submitted()
    with unit_of_work(app.state.engine) as session:
        for union in (ready.union, ready.neighbour_union):
            row = session.get_one(Organisation, ("430702", union.id))
            hang(
                session,
                row,
                ready.other_street_union.id,
                f"430702.002.{union.org_path[11:14]}9.",
                date(2020, 12, 1),
                clock.now(),
            )
    places = {"启明街道总工会": ready.street_union.id, "府坪街道总工会": ready.other_street_union.id}
    for tree, expected in (
        ("now", {"府坪街道总工会": (3, 1)}),
        ("then", {"启明街道总工会": (2, 1), "府坪街道总工会": (1, 0)}),
    ):
        board = (await district.get(f"/returns/board?year=2020&tree={tree}")).json()
        found = {}
        for line in board["streets"]:
            cell = next(cell for cell in line["cells"] if cell["period"] == PERIOD)
            asked = f"period={PERIOD}&tree={tree}&street_id={places[line['name']]}"
            missing = (await district.get(f"/returns/missing?{asked}")).json()
            assert missing["total"] == cell["expected"] - cell["reported"]
            assert {row["street_name"] for row in missing["items"]} <= {line["name"]}
            file = (await district.get(f"/returns/missing/export?format=csv&{asked}")).content.decode(
                "utf-8-sig"
            )
            assert [row.split(",")[0] for row in file.splitlines()[1:]] == [
                row["organisation_name"] for row in missing["items"]
            ]
            assert (await district.get(f"/returns?{asked}")).json()["total"] == cell["reported"]
            found[line["name"]] = (cell["expected"], cell["reported"])
        assert found == expected
    past = f"period={PERIOD}&tree=then"
    assert (await street.get(f"/returns/missing?{past}")).json()["total"] == 1
    assert (await street.get(f"/returns/missing?period={PERIOD}")).json()["total"] == 0
    assert (await other_street.get(f"/returns/missing?{past}")).json()["total"] == 1
    assert (await other_street.get(f"/returns?{past}")).json()["total"] == 0
    assert (
        await other_street.get(f"/returns/missing/export?{past}&street_id={ready.street_union.id}")
    ).status_code == 404
    assert (await street.get("/returns?tree=then")).json()["errors"][0]["code"] == "month_needed"
