"""The daily reconciliation: agreeing books, one fen that does not, an entry without a payment, who sees it."""

from datetime import date
from typing import Any
from uuid import uuid4

from fastapi import FastAPI
from sqlmodel import Session

from backend.funds import indicators
from backend.funds.codes import CollectionChannel, SplitLevel
from backend.funds.collections.models import FundCollection, FundSplitLine
from backend.funds.collections.parameters import PARAMETERS
from backend.funds.collections.service import book, reverse_collection
from backend.funds.ledger import service as ledger
from backend.funds.ledger.codes import LedgerEntryKind
from backend.funds.ledger.rules import credit, debit
from backend.funds.payers.models import FundPayer
from backend.funds.reconciliation.service import reconcile_daily
from backend.kernel import clock
from backend.kernel.authz import Actor
from backend.kernel.db import bulk_insert, new_id, scoped_row, unit_of_work
from backend.kernel.parameters import seed_defaults
from tests.funds.books import DISTRICT, clerk, working
from tests.funds.collections.payments import PAID, add_payer, payment
from tests.organisations.standards import good, key
from tests.support.actors import ActorClient, World

RUNS = "/funds/reconciliations"
TICKET = "34307020110000000009"


def raw_payment(
    session: Session, actor: Actor, payer: FundPayer, paid_fen: int, booked_fen: int
) -> FundCollection:
    """A payment whose entry holds another amount, past the service that never writes one."""
    row = FundCollection(
        id=new_id(), district_id=DISTRICT, org_path=payer.org_path, payer_id=payer.id, channel=CollectionChannel.TAX,
        item=payment(payer).item, period="2020-10", booked_on=PAID, paid_fen=paid_fen, coverage=payment(payer).coverage,
        ticket_no=TICKET, dedupe_key=TICKET, source="raw", split_table="表", recorded_at=clock.now(),
    )  # fmt: skip
    sides = [debit("10201", booked_fen), credit("40201", booked_fen)]
    posting = ledger.Posting(LedgerEntryKind.COLLECTION, PAID, "raw", row.id, sides, "收到经费")
    row.entry_id = ledger.post(session, actor, posting).id
    part = scoped_row(
        DISTRICT, payer.org_path, collection_id=row.id, number=1, level=SplitLevel.COUNTY, account_code="40201",
        account_name="", ratio=10_000, amount_fen=paid_fen,
    )  # fmt: skip
    bulk_insert(session, FundSplitLine, [part])
    session.add(row)
    session.flush()
    return row


async def test_a_difference_of_one_fen_is_named_with_its_rows(
    app: FastAPI, world: World, district: ActorClient, street: ActorClient, leader: ActorClient
) -> None:
    actor = clerk()
    with unit_of_work(app.state.engine) as session:
        seed_defaults(session, PARAMETERS)
        payer = add_payer(session, world.union)
    with working(app.state.engine, actor) as session:
        book(session, actor, payment(payer, ticket_no="1"))
        wrong = book(
            session, actor, payment(payer, ticket_no="2", channel=CollectionChannel.DIRECT, paid_fen=3_333)
        )
        reverse_collection(session, actor, wrong.id, date(2020, 12, 1), "R2", "填错")
        book(session, actor, payment(payer, ticket_no="3", booked_on=date(2019, 12, 3), paid_fen=10_001))
        assert reconcile_daily(session, actor) == 0
    body = good(await district.post(RUNS, headers=key()), 201)
    assert (body["is_balanced"], body["differences"], body["payments"]) == (True, 0, 4)
    assert (body["receipts_fen"], body["parts_fen"], body["ledger_fen"]) == (660_961,) * 3
    assert (body["year_fen"], body["figure_fen"]) == (650_960, 650_960)
    assert [(one["period"], one["channel"], one["ledger_fen"]) for one in body["months"]] == [
        ("2020-12", "direct", -3_333),
        ("2020-11", "direct", 3_333),
        ("2020-11", "tax", 650_960),
        ("2019-12", "tax", 10_001),
    ]

    with working(app.state.engine, actor) as session:
        odd = raw_payment(session, actor, payer, 10_000, 10_001)
        lonely = ledger.post(
            session,
            actor,
            ledger.Posting(
                LedgerEntryKind.COLLECTION, PAID, "raw", uuid4(), [debit("10202", 7), credit("40201", 7)], "没有缴费的分录"
            ),
        )  # fmt: skip
    body = good(await district.post(RUNS, headers=key()), 201)
    assert (body["is_balanced"], body["differences"]) == (False, 3)
    assert body["ledger_fen"] - body["receipts_fen"] == 1 + 7
    found = good(await district.get(f"{RUNS}/{body['id']}/differences"))["items"]
    named: dict[str, Any] = {one["kind"]: one for one in found}
    assert {kind: one["difference_fen"] for kind, one in named.items()} == {
        "entry": 1,
        "account": 1,
        "unexplained_entry": 7,
    }
    for kind in ("entry", "account"):
        assert (named[kind]["collection_id"], named[kind]["entry_id"]) == (str(odd.id), str(odd.entry_id))
        assert TICKET in named[kind]["subject"] and payer.name in named[kind]["subject"]
        assert (named[kind]["left_fen"], named[kind]["right_fen"], named[kind]["period"]) == (
            10_000,
            10_001,
            "2020-11",
        )
    assert named["unexplained_entry"]["entry_id"] == str(lonely.id)
    assert good(await district.get(f"{RUNS}/{body['id']}/differences?kind=account"))["total"] == 1

    assert good(await leader.get(f"{RUNS}?is_balanced=false"))["total"] == 1
    assert (await leader.post(RUNS, headers=key())).status_code == 403
    for path in (RUNS, f"{RUNS}/{body['id']}", f"{RUNS}/{body['id']}/differences"):
        assert (await street.get(path)).status_code == 403, "the books are the district's"
    assert (await district.get(f"{RUNS}/{uuid4()}")).status_code == 404


def test_a_figure_that_leaves_a_payment_out_is_named(app: FastAPI, world: World, monkeypatch: Any) -> None:
    actor = clerk()
    with unit_of_work(app.state.engine) as session:
        seed_defaults(session, PARAMETERS)
        payer = add_payer(session, world.union)
    tax, fiscal = CollectionChannel.TAX, CollectionChannel.FISCAL
    with working(app.state.engine, actor) as session:
        book(session, actor, payment(payer))
        assert reconcile_daily(session, actor) == 0
        swapped = {**indicators.COLLECTED, tax: indicators.COLLECTED[fiscal]}
        monkeypatch.setattr(indicators, "COLLECTED", swapped)
        assert reconcile_daily(session, actor) == 1
