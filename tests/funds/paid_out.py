"""A finance office with a payer, booked payments and confirmed accounts, for the stories of money that goes out."""

from contextlib import AsyncExitStack
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from fastapi import FastAPI
from sqlmodel import col, select

from backend.funds.codes import CollectionChannel
from backend.funds.collections.models import FundCollection
from backend.funds.collections.service import book
from backend.funds.ledger.models import LedgerAccount, LedgerLine
from backend.funds.payers.models import FundPayer
from backend.kernel import calendar_table, clock
from backend.kernel.db import new_id, unit_of_work
from backend.kernel.parameters import seed_defaults
from backend.kernel.roles import Office, Role
from backend.modules import MODULES
from backend.organisations.legal.codes import LegalKind
from backend.organisations.legal.models import LegalCertificate
from tests.funds.books import DISTRICT, clerk, working
from tests.funds.collections.payments import add_payer, payment
from tests.support.actors import ActorClient, Seat, World, sign_in
from tests.support.builders import Union, add_person_account

ACCOUNTS = "/funds/bank-accounts"
NUMBER = "4305016872360000"


def prepare(app: FastAPI) -> None:
    """Parameters of every domain and the calendar."""
    with unit_of_work(app.state.engine) as session:
        seed_defaults(session, [key for module in MODULES for key in module.parameters])
        calendar_table.seed(session)


def payer_of(app: FastAPI, union: Union, **values: Any) -> FundPayer:
    """The payer of one union."""
    with unit_of_work(app.state.engine) as session:
        return add_payer(session, union, **values)


def booked(app: FastAPI, payer: FundPayer, **values: Any) -> FundCollection:
    """One payment of E-E1 by transfer, booked by somebody of the finance office."""
    known = {"channel": CollectionChannel.DIRECT, "ticket_no": uuid4().hex[:20], **values}
    with working(app.state.engine, clerk()) as session:
        return book(session, clerk(), payment(payer, **known))


def certified(app: FastAPI, union: Union, valid_to: date = date(2023, 5, 1)) -> None:
    """A certificate of legal personality."""
    with unit_of_work(app.state.engine) as session:
        session.add(_certificate(union, valid_to))


def _certificate(union: Union, valid_to: date) -> LegalCertificate:
    return LegalCertificate(
        district_id=DISTRICT,
        org_path=union.org_path,
        organisation_id=union.id,
        kind=LegalKind.FIRST,
        certificate_no=f"证{new_id()}",
        union_uscc="81430702MC0123450P",
        union_name=union.name,
        domicile="青年路1号",
        representative="甘试卷",
        registrar="武陵区总工会",
        issued_on=date(2018, 5, 2),
        valid_from=date(2018, 5, 2),
        valid_to=valid_to,
        is_cancelled=False,
        recorded_at=clock.now(),
        recorded_by="试",
    )


async def cashier_of(app: FastAPI, world: World, doors: AsyncExitStack) -> ActorClient:
    """A second person of the finance office."""
    with unit_of_work(app.state.engine) as session:
        account = add_person_account(
            session, app.state.desk, world.district_union, Role.DISTRICT, "cashier", person_name="邬出纳",
            mobile="13807360099", offices=frozenset({Office.FINANCE}),
        )  # fmt: skip
        seat = Seat(
            world.district_union, Role.DISTRICT, "cashier", account.id, account.person_id, "邬出纳",
            frozenset({Office.FINANCE}),
        )  # fmt: skip
    return await sign_in(app, doors, seat)


async def post(
    client: ActorClient, path: str, body: dict[str, Any], seen: dict[str, Any] | None = None
) -> Any:
    """A write with its idempotency key, and the version that was seen."""
    headers = {"Idempotency-Key": uuid4().hex, **({"If-Match": f'"v{seen["version"]}"'} if seen else {})}
    return await client.post(path, json=body, headers=headers)


async def act(client: ActorClient, path: str, seen: dict[str, Any], action: str, note: str = "") -> Any:
    """One step with the version that was read."""
    return await post(client, f"{path}/{seen['id']}/actions", {"action": action, "note": note}, seen)


def good(answer: Any, status: int = 200) -> dict[str, Any]:
    """The body of an answer that succeeded."""
    assert answer.status_code == status, answer.text
    found: dict[str, Any] = answer.json()
    return found


def faults(answer: Any) -> set[tuple[str, str]]:
    """(field, code) of a refusal; every one says why and how to mend it."""
    assert answer.status_code == 422, answer.text
    errors = answer.json()["errors"]
    assert errors and all(error["message"] and error["fix"] for error in errors)
    return {(error["field"], error["code"]) for error in errors}


async def account(
    maker: ActorClient,
    checker: ActorClient,
    *,
    payer: FundPayer | None = None,
    union: Union | None = None,
    tail: str = "0001",
) -> dict[str, Any]:
    """An account in its owner's name, confirmed by another person."""
    owner: dict[str, Any] = {"payer_id": str(payer.id)} if payer else {}
    if union is not None:
        owner = {"union_id": str(union.id)}
    holder = payer.name if payer else union.name if union else ""
    form = {
        **owner,
        "holder_name": holder,
        "account_no": NUMBER + tail,
        "bank_name": "建设银行武陵支行",
        "proof": "开户信息表",
    }
    card = good(await post(maker, ACCOUNTS, form), 201)
    return good(await act(checker, ACCOUNTS, card, "confirm"))


def entry_sides(app: FastAPI, entry_id: str) -> dict[str, int]:
    """The ledger's lines of one entry: fen by account."""
    statement = (
        select(LedgerAccount.code, LedgerLine.amount_fen)
        .join(LedgerAccount, col(LedgerAccount.id) == col(LedgerLine.ledger_account_id))
        .where(col(LedgerLine.entry_id) == UUID(entry_id))
    )
    found: dict[str, int] = {}
    with unit_of_work(app.state.engine) as session:
        for code, fen in session.exec(statement):
            found[code] = found.get(code, 0) + fen
    return found
