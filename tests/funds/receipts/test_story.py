"""Receipts from the book to the red letter: who may, one payment one receipt, no number lost, who sees what."""

from contextlib import AsyncExitStack
from threading import Barrier, Thread
from typing import Any
from uuid import UUID

import pytest
from fastapi import FastAPI

from backend.funds.codes import CollectionChannel
from backend.funds.collections.service import reverse_collection
from backend.funds.ledger.codes import LedgerMonthState
from backend.funds.ledger.models import LedgerMonth
from backend.funds.receipts import queries, service
from backend.funds.receipts.schemas import ReceiptBookIn, ReceiptIn
from backend.kernel import clock
from backend.kernel.db import unit_of_work
from backend.kernel.errors import DomainError
from backend.kernel.history import ActionIn
from tests.funds.books import clerk, working
from tests.funds.paid_out import act, booked, cashier_of, faults, good, payer_of, post, prepare
from tests.support.actors import ActorClient, World

BOOKS, PATH = "/funds/receipt-books", "/funds/receipts"
RANDOM = "01900000-0000-7000-8000-000000000001"
BOOK = {"series": "湘财通字〔2020〕", "first_no": 101, "last_no": 106, "issuer": "湖南省财政厅"}


async def issue(client: ActorClient, collection: Any, book: dict[str, Any]) -> Any:
    """Ask for the receipt of a payment."""
    return await post(client, PATH, {"book_id": book["id"], "collection_id": str(collection.id)})


async def taken(client: ActorClient) -> dict[str, Any]:
    """A book of six forms in the caller's hands."""
    return good(await act(client, BOOKS, good(await post(client, BOOKS, BOOK), 201), "take"))


async def test_books_and_receipts(
    app: FastAPI,
    world: World,
    doors: AsyncExitStack,
    district: ActorClient,
    leader: ActorClient,
    street: ActorClient,
    chair: ActorClient,
) -> None:
    prepare(app)
    cashier = await cashier_of(app, world, doors)
    payer = payer_of(app, world.union)
    paid = [booked(app, payer, ticket_no=f"T{n}", period=f"2020-0{n}") for n in range(1, 3)]
    taxed = booked(app, payer, channel=CollectionChannel.TAX)

    # books: nobody but finance, no number twice, only the holder issues
    for client in (street, chair, leader):
        assert (await post(client, BOOKS, BOOK)).status_code == 403
    assert faults(await post(district, BOOKS, {**BOOK, "last_no": 100})) == {("last_no", "bad_run")}
    late = await post(district, BOOKS, {**BOOK, "received_on": "2020-12-17"})
    assert faults(late) == {("received_on", "future")}
    book = good(await post(district, BOOKS, BOOK), 201)
    assert (book["first_text"], book["left"], book["may_issue"]) == ("00000101", 6, False)
    clash = await post(district, BOOKS, {**BOOK, "first_no": 106, "last_no": 110})
    assert clash.status_code == 409 and "重叠" in clash.json()["detail"]
    good(await post(district, BOOKS, {**BOOK, "series": "湘财通字〔2021〕"}), 201)
    assert (await issue(district, paid[0], book)).status_code == 409
    book = good(await act(district, BOOKS, book, "take"))
    assert (await issue(cashier, paid[0], book)).status_code == 409
    waiting = good(await district.get(f"{PATH}/waiting"))
    assert [row["collection_id"] for row in waiting["items"]] == [str(row.id) for row in paid]

    # one payment, one receipt; not for tax, not for what was taken back
    first = good(await issue(district, paid[0], book), 201)
    assert (first["number_text"], first["amount_fen"]) == ("00000101", 650_960)
    assert first["amount_words"] == "陆仟伍佰零玖元陆角整" and first["payee_name"] == "武陵区总工会"
    again = await issue(district, paid[0], book)
    assert again.status_code == 409 and "00000101" in again.json()["detail"]
    assert "税收缴款书" in (await issue(district, taxed, book)).json()["detail"]
    with working(app.state.engine, clerk()) as session:
        back = reverse_collection(session, clerk(), paid[1].id, clock.today(), "R5", "付款行退回")
    for gone in (paid[1], back):
        assert "冲正" in (await issue(district, gone, book)).json()["detail"]

    # void with a reason: the number stays used, the payment may have another one
    assert (await act(district, PATH, first, "void")).status_code == 422
    assert (await act(street, PATH, first, "void", "写错")).status_code == 403
    void = good(await act(district, PATH, first, "void", "单位名称写错，联次收回"))
    assert (void["status"], void["end_reason"], void["actions"]) == ("void", "单位名称写错，联次收回", [])
    assert good(await issue(district, paid[0], book), 201)["number_text"] == "00000102"


async def test_a_closed_month_wants_red_letters_and_a_full_book_is_settled_by_another(
    app: FastAPI, world: World, district: ActorClient, leader: ActorClient
) -> None:
    prepare(app)
    payer = payer_of(app, world.union)
    paid = [booked(app, payer, ticket_no=f"T{n}") for n in (1, 2)]
    book = await taken(district)
    receipt = good(await issue(district, paid[0], book), 201)
    form = {"book_id": book["id"], "reason": "缴费冲正"}
    assert (await post(district, f"{PATH}/{receipt['id']}/reversals", form, receipt)).status_code == 409
    with unit_of_work(app.state.engine) as session:
        closed: dict[str, Any] = {"period": "2020-12", "status": LedgerMonthState.CLOSED}
        session.add(LedgerMonth(district_id="430702", org_path="430702.", **closed))
    receipt = good(await district.get(f"{PATH}/{receipt['id']}"))
    assert [action["code"] for action in receipt["actions"]] == ["reverse"]
    assert "结账" in (await act(district, PATH, receipt, "void", "写错")).json()["detail"]
    assert (await act(district, PATH, receipt, "reverse", "写错")).status_code == 422
    red = good(await post(district, f"{PATH}/{receipt['id']}/reversals", form, receipt), 201)
    assert (red["kind"], red["amount_fen"], red["amount_words"][0]) == ("red", -650_960, "负")
    receipt = good(await district.get(f"{PATH}/{receipt['id']}"))
    assert (receipt["status"], receipt["reversed_by_id"]) == ("reversed", red["id"])
    assert (await act(district, PATH, red, "void", "写错")).status_code == 409

    book = good(await district.get(f"{BOOKS}/{book['id']}"))
    assert (await act(leader, BOOKS, book, "close")).status_code == 409
    blanks = {"count": 5, "reason": "污损"}
    assert (await post(district, f"{BOOKS}/{book['id']}/blanks", blanks)).status_code == 409
    book = good(await post(district, f"{BOOKS}/{book['id']}/blanks", {**blanks, "count": 4}), 201)
    assert (book["left"], book["voided"], book["usage"]) == (0, 4, 10_000)
    assert book["checks"][0]["verdict"] == "met"
    assert "用完" in (await issue(district, paid[1], book)).json()["detail"]
    assert (await act(district, BOOKS, book, "close")).status_code == 403
    assert good(await act(leader, BOOKS, book, "close"))["status"] == "closed"


async def test_everybody_sees_the_receipts_of_their_own_payers(
    app: FastAPI,
    world: World,
    district: ActorClient,
    street: ActorClient,
    chair: ActorClient,
    other_street: ActorClient,
    other_chair: ActorClient,
) -> None:
    prepare(app)
    book = await taken(district)
    receipt = good(await issue(district, booked(app, payer_of(app, world.union)), book), 201)
    good(await post(district, f"{BOOKS}/{book['id']}/blanks", {"count": 1, "reason": "污损"}), 201)
    printed = await chair.get(f"{PATH}/{receipt['id']}/pdf")
    assert printed.status_code == 200 and printed.content.startswith(b"%PDF-")
    assert printed.headers["content-type"] == "application/pdf"
    for client in (chair, street):
        assert [row["id"] for row in good(await client.get(PATH))["items"]] == [receipt["id"]]
        assert (await client.get(f"{BOOKS}/{book['id']}")).status_code == 404
        assert good(await client.get(BOOKS))["total"] == 0
        assert (await client.get(f"{PATH}/waiting")).status_code == 403
    assert good(await district.get(PATH, params={"status": "void"}))["total"] == 1
    assert good(await district.get(PATH, params={"q": "101"}))["total"] == 1
    for client in (other_street, other_chair):
        assert good(await client.get(PATH))["total"] == 0
        for identity in (receipt["id"], RANDOM):
            assert (await client.get(f"{PATH}/{identity}")).status_code == 404
            assert (await client.get(f"{PATH}/{identity}/pdf")).status_code == 404
            assert (await act(client, PATH, {**receipt, "id": identity}, "void", "看看")).status_code == 404


@pytest.mark.usefixtures("world")
def test_ten_at_once_issue_one_receipt_and_lose_no_number(app: FastAPI, world: World) -> None:
    prepare(app)
    payer = payer_of(app, world.union)
    paid = booked(app, payer)
    actor = clerk()
    with working(app.state.engine, actor) as session:
        form = ReceiptBookIn(**BOOK)
        book = service.register_book(session, actor, form)
        take = ActionIn(action="take")
        service.act_on_book(session, actor, book, take, book.version)
        book_id: UUID = book.id
    start, made, refused = Barrier(10), [], []

    def issue() -> None:
        start.wait()
        try:
            with working(app.state.engine, actor) as session:
                form = ReceiptIn(book_id=book_id, collection_id=paid.id)
                made.append(service.issue_receipt(session, actor, form).number)
        except DomainError as problem:
            refused.append(problem)

    threads = [Thread(target=issue) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == [101] and len(refused) == 9
    with working(app.state.engine, actor) as session:
        book = queries.get_book(session, actor, book_id)
        assert (book.next_no, queries.numbers_of(session, book)) == (102, [101])
