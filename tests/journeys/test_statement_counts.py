"""No list asks the store once per row: three rows and nine rows take the same number of SQL statements."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from fastapi import FastAPI
from sqlalchemy import event

from tests.journeys.holdings import Holding, People, attach, hold, prepare
from tests.journeys.walk import STATIC, Get, gets, questions
from tests.support.actors import ActorClient, World

FEW, MANY = 3, 9
#: More than any list needs: who asks, the reach of the caller, the rows, their names, the count.
MOST = 40
#: The board counts every published figure (some two readings each), the inbox every kind of work; nothing per row.
MORE = {"/api/v1/board": 80, "/api/v1/inbox": 60}
#: Lists whose answers must grow with the rows, or counting statements would prove nothing.
GROWING = frozenset(
    f"/api/v1{path}"
    for path in (
        "/organisations", "/organisations/tree", "/organisations/export", "/members", "/members/export",
        "/members/imports", "/members/cases", "/jobs", "/returns", "/returns/export", "/returns/missing",
        "/returns/reminders", "/audit-entries", "/accounts", "/attachments", "/indicators/{code}/rows",
        "/members/applications", "/members/batches", "/members/endings", "/members/bulk", "/members/transfers",
        "/reelections", "/term-extensions", "/legal-registrations", "/founding-drive", "/foundings", "/grants",
        "/committee-terms", "/funds/arrears", "/funds/arrears/export", "/funds/arrears-cases", "/funds/bank-accounts",
        "/funds/collections", "/funds/collections/export", "/funds/dues", "/funds/exceptions", "/funds/payers",
        "/funds/payers/export", "/funds/receipts", "/funds/refunds", "/funds/reliefs", "/funds/share-returns/lines",
        "/funds/ledger/entries", "/funds/ledger/entries/export", "/funds/plans", "/funds/receipt-books",
        "/funds/reconciliations", "/funds/share-returns", "/funds/statements",
    )
)  # fmt: skip
Costs = dict[tuple[str, str], tuple[int, int]]


async def test_every_list_takes_as_many_statements_for_nine_rows_as_for_three(
    app: FastAPI,
    district: ActorClient,
    street: ActorClient,
    sysadmin: ActorClient,
    audit_admin: ActorClient,
    security_admin: ActorClient,
    world: World,
) -> None:
    prepare(app)
    people = People(district, street, sysadmin, audit_admin, security_admin)
    held = [await hold(app, people, world, number) for number in range(FEW)]
    await _attach(street, held[0], FEW)
    # The first look at a record within ten minutes is written down; only then do both rounds merely read.
    allowed = {key for key, (_, size) in (await _costs(app, people, held[0])).items() if size}
    few = await _costs(app, people, held[0], allowed)
    for number in range(FEW, MANY):
        await hold(app, people, world, number)
    await _attach(street, held[0], MANY - FEW)
    many = await _costs(app, people, held[0], allowed)
    assert {k: (few[k][0], cost) for k, (cost, _) in many.items() if cost != few[k][0]} == {}
    assert {key[1] for key, (_, size) in many.items() if size > few[key][1]} >= GROWING
    assert {key: cost for key, (cost, _) in many.items() if cost > MORE.get(key[1], MOST)} == {}


async def _attach(street: ActorClient, held: Holding, count: int) -> None:
    for _ in range(count):
        await attach(street, held.ids["return_id"])


async def _costs(
    app: FastAPI, people: People, held: Holding, allowed: set[tuple[str, str]] | None = None
) -> Costs:
    """Statements and bytes of every GET route, for each of the people; no bytes for whoever may not ask it."""
    ids = {
        **held.ids,
        "code": "members.total",
        "key": "fund.rate",
        "letter": "application",
        "period": "2020-09",
        "set_id": held.ids["return_id"],
    }
    found: Costs = {}
    for get in gets(app):
        if get.path in STATIC:
            continue
        for name, client in vars(people).items():
            if allowed is None or (name, get.path) in allowed:
                found[name, get.path] = await _cost(app, client, get, ids)
    return found


async def _cost(app: FastAPI, client: ActorClient, get: Get, ids: dict[str, str]) -> tuple[int, int]:
    params = next(questions(get, ()))
    params |= {name: ids[get.kind(name)] for name in get.required if get.kind(name) in ids}
    with _counted(app) as statements:
        answer = await client.get(get.url(ids), params=params)
    assert answer.status_code < 500, (get.path, answer.text)
    return len(statements), 0 if answer.status_code == 403 else len(answer.content)


@contextmanager
def _counted(app: FastAPI) -> Iterator[list[str]]:
    statements: list[str] = []

    def note(*arguments: Any) -> None:
        statements.append(arguments[2])

    event.listen(app.state.engine, "before_cursor_execute", note)
    yield statements
    event.remove(app.state.engine, "before_cursor_execute", note)
