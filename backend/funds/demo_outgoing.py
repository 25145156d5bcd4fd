"""The demo's receipts, refunds and accounts: a book in use, one in stock, a few cases on their way."""

import random
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from backend.funds.bank_accounts.codes import BankAccountAction, BankAccountPurpose, BankAccountState
from backend.funds.bank_accounts.models import FundBankAccount
from backend.funds.bank_accounts.rules import ACCOUNT_WORKFLOW
from backend.funds.bank_accounts.service import open_key, seal_number
from backend.funds.codes import CollectionChannel, FundItem
from backend.funds.collections.models import FundCollection, FundSplitLine
from backend.funds.demo_books import SOURCE
from backend.funds.demo_rows import Stage, post_entry, row_of, trail_of, write_trails
from backend.funds.ledger.codes import LedgerEntryKind
from backend.funds.payers.models import FundPayer
from backend.funds.receipts.codes import (
    ReceiptAction,
    ReceiptBookAction,
    ReceiptBookState,
    ReceiptKind,
    ReceiptState,
)
from backend.funds.receipts.models import FundReceipt, FundReceiptBook
from backend.funds.receipts.rules import BOOK_WORKFLOW, RECEIPT_WORKFLOW, number_text
from backend.funds.refunds.codes import RefundAction, RefundReason, RefundState
from backend.funds.refunds.models import FundRefund
from backend.funds.refunds.rules import REFUND_WORKFLOW, LinePart, parts_back, sides_of
from backend.identity.models import Person
from backend.kernel.db import bulk_insert
from backend.kernel.demo import DemoWorld, working_moment
from backend.organisations.codes import OrgLevel
from backend.organisations.models import Organisation

RECEIPTS = 36
RECEIVED_ON, DECIDED_ON, PAID_ON = date(2020, 9, 1), date(2020, 12, 9), date(2020, 12, 10)
SERIES, FIRST, COUNT, DIGITS = "湘财通字〔2020〕", 1_200_101, 100, 8
BANKS = (
    "中国建设银行常德武陵支行",
    "中国工商银行常德武陵支行",
    "中国农业银行常德武陵支行",
    "长沙银行常德分行",
)
_C: Any = FundCollection
_P: Any = FundPayer
_S: Any = FundSplitLine
_O: Any = Organisation
_APPLY: Stage = (RefundAction.APPLY, None, RefundState.APPLIED, "")
_APPROVE: Stage = (RefundAction.APPROVE, RefundState.APPLIED, RefundState.APPROVED, "情况属实，同意退费")
_PAY: Stage = (RefundAction.PAY, RefundState.APPROVED, RefundState.PAID, "")
REFUNDS: tuple[tuple[RefundReason, str, tuple[Stage, ...]], ...] = (
    (
        RefundReason.WRONG_ITEM,
        "费种申报错误，申请退回这一部分，退回后按正确费种另行补缴。",
        (_APPLY, _APPROVE, _PAY),
    ),
    (RefundReason.WRONG_ITEM, "费种选择错误，已在次月更正申报，申请退回。", (_APPLY, _APPROVE)),
    (RefundReason.OVERPAID, "停产期间已按原工资总额缴纳，申请退回多缴部分。", (_APPLY,)),
)
APPLIED_ON = date(2020, 12, 8)


def make(session: Session, world: DemoWorld) -> None:
    """Write accounts, books with their receipts, and refunds."""
    rng = world.stream("fund-outgoing")
    _union_accounts(session, world, rng)
    paid = _payments(session, world)
    receipts = paid[: world.share_of(RECEIPTS)]
    _receipts(session, world, rng, receipts)
    _refunds(session, world, rng, paid[-len(REFUNDS) :])


def _payments(session: Session, world: DemoWorld) -> list[Any]:
    """Payments of funds by transfer since September, the earliest first, one of each payer and month."""
    reversed_ids = select(_C.reverses_id).where(
        _C.district_id == world.district_id, _C.reverses_id.is_not(None)
    )
    rows = session.execute(
        select(FundCollection, FundPayer)
        .join(FundPayer, (_P.district_id == _C.district_id) & (_P.id == _C.payer_id))
        .where(
            _C.district_id == world.district_id,
            _C.channel == CollectionChannel.DIRECT,
            _C.item == FundItem.FUNDS,
            _C.booked_on >= date(2020, 9, 1),
            _C.paid_fen > 0,
            _C.id.not_in(reversed_ids),
        )
        .order_by(_C.booked_on, _C.id)
    )
    return list(rows)


def _union_accounts(session: Session, world: DemoWorld, rng: random.Random) -> None:
    """Three unions of four with a credit code have an account in force; two wait for their confirmation."""
    unions = list(
        session.execute(
            select(Organisation)
            .where(_O.district_id == world.district_id, _O.level == OrgLevel.BASE, _O.union_uscc.is_not(None))
            .order_by(_O.org_path)
        ).scalars()
    )
    rows, lines = [], []
    for place, union in enumerate(unions):
        if place % 4 == 3:
            continue
        state = BankAccountState.PROPOSED if place in (0, 5) else BankAccountState.IN_FORCE
        row = _account(world, rng, union.org_path, union.name, state, union_id=union.id)
        rows.append(row)
        lines += _account_trail(world, rng, row)
    bulk_insert(session, FundBankAccount, rows)
    write_trails(session, lines)


def _account(
    world: DemoWorld, rng: random.Random, path: str, name: str, state: BankAccountState, **owner: UUID
) -> dict[str, Any]:
    moment = working_moment(rng, date(2019, rng.randrange(3, 12), rng.randrange(1, 28)))
    number = f"43050168{rng.randrange(10**8):08d}{rng.randrange(10**4):04d}"
    row = row_of(
        world, rng, moment, path,
        purpose=BankAccountPurpose.UNION if "union_id" in owner else BankAccountPurpose.PAYING,
        payer_id=owner.get("payer_id"), union_id=owner.get("union_id"), owner_name=name, holder_name=name,
        account_tail=number[-4:], bank_name=rng.choice(BANKS), bank_no="", proof="基本存款账户信息",
        status=state, ended_on=None, recorded_at=moment, recorded_by=SOURCE,
        confirmed_on=moment.date() if state is BankAccountState.IN_FORCE else None,
    )  # fmt: skip
    row["open_key"] = open_key(owner["union_id" if "union_id" in owner else "payer_id"], number)
    row["account_no_sealed"] = seal_number(world.district_id, row["id"], number)
    return row


def _account_trail(world: DemoWorld, rng: random.Random, row: dict[str, Any]) -> list[dict[str, Any]]:
    stages: list[Stage] = [(BankAccountAction.PROPOSE, None, BankAccountState.PROPOSED, "")]
    if row["status"] is BankAccountState.IN_FORCE:
        stages.append((BankAccountAction.CONFIRM, BankAccountState.PROPOSED, BankAccountState.IN_FORCE, ""))
    return trail_of(world, rng, ACCOUNT_WORKFLOW, row, stages)


def _receipts(session: Session, world: DemoWorld, rng: random.Random, paid: list[Any]) -> None:
    """A book in the finance clerk's hands, another in stock; the second form was spoiled and is void."""
    clerk = session.get_one(Person, (world.district_id, world.facts["accounts"]["finance"].person_id))
    used: list[Any] = [*paid[:1], None, *paid[1:]]
    book = _book(world, rng, FIRST, ReceiptBookState.IN_USE, len(used))
    book |= {"holder_person_id": clerk.id, "holder_name": clerk.name, "taken_on": RECEIVED_ON}
    stock = _book(world, rng, FIRST + COUNT, ReceiptBookState.IN_STOCK, 0)
    rows = [
        _receipt(world, rng, book, FIRST + place, one, clerk.name, world.facts["district"].name)
        for place, one in enumerate(used)
    ]
    bulk_insert(session, FundReceiptBook, [book, stock])
    bulk_insert(session, FundReceipt, rows)
    begun: Stage = (ReceiptBookAction.REGISTER, None, ReceiptBookState.IN_STOCK, "")
    taken: Stage = (ReceiptBookAction.TAKE, ReceiptBookState.IN_STOCK, ReceiptBookState.IN_USE, "")
    lines = trail_of(world, rng, BOOK_WORKFLOW, book, (begun, taken))
    lines += trail_of(world, rng, BOOK_WORKFLOW, stock, (begun,))
    for row in rows:
        is_blank = row["kind"] is ReceiptKind.BLANK
        action = ReceiptAction.VOID if is_blank else ReceiptAction.ISSUE
        lines += trail_of(
            world, rng, RECEIPT_WORKFLOW, row, ((action, None, row["status"], row["end_reason"]),)
        )
    write_trails(session, lines)


def _book(
    world: DemoWorld, rng: random.Random, first: int, state: ReceiptBookState, used: int
) -> dict[str, Any]:
    return row_of(
        world, rng, working_moment(rng, RECEIVED_ON), f"{world.district_id}.",
        series=SERIES, first_no=first, last_no=first + COUNT - 1, next_no=first + used, digits=DIGITS,
        issuer="湖南省财政厅", received_on=RECEIVED_ON, status=state, holder_person_id=None, holder_name="",
        taken_on=None, closed_on=None,
    )  # fmt: skip


def _receipt(
    world: DemoWorld, rng: random.Random, book: dict[str, Any], number: int, one: Any, clerk: str, payee: str
) -> dict[str, Any]:
    paid, payer = one or (None, None)
    moment = working_moment(rng, paid.booked_on if paid else RECEIVED_ON)
    return row_of(
        world, rng, moment, paid.org_path if paid else book["org_path"],
        book_id=book["id"], series=SERIES, number=number, number_text=number_text(number, DIGITS),
        kind=ReceiptKind.NORMAL if paid else ReceiptKind.BLANK,
        status=ReceiptState.ISSUED if paid else ReceiptState.VOID,
        payer_id=payer.id if payer else None, collection_id=paid.id if paid else None,
        live_collection_id=paid.id if paid else None, reverses_id=None,
        payer_name=payer.name if payer else "", payer_uscc=payer.payer_uscc if payer else "",
        item=paid.item if paid else None, period=paid.period if paid else "",
        amount_fen=paid.paid_fen if paid else 0, payee_name=payee if paid else "",
        ticket_no=paid.ticket_no if paid else "", issued_on=moment.date(), cashier=clerk, recorded_at=moment,
        ended_on=None if paid else moment.date(), end_reason="" if paid else "票面污损",
    )  # fmt: skip


def _refunds(session: Session, world: DemoWorld, rng: random.Random, paid: list[Any]) -> None:
    """One refund paid and posted, one approved, one that waits for its decision."""
    accounts, refunds, lines = [], [], []
    for (reason, statement, stages), (collection, payer) in zip(REFUNDS, paid, strict=False):
        account = _account(
            world, rng, payer.org_path, payer.name, BankAccountState.IN_FORCE, payer_id=payer.id
        )
        accounts.append(account)
        lines += _account_trail(world, rng, account)
        refund = _refund(world, rng, collection, account, reason, statement, stages[-1][2])
        if refund["status"] is RefundState.PAID:
            _pay(session, world, rng, refund, collection)
        refunds.append(refund)
        lines += trail_of(world, rng, REFUND_WORKFLOW, refund, stages)
    bulk_insert(session, FundBankAccount, accounts)
    bulk_insert(session, FundRefund, refunds)
    write_trails(session, lines)


def _refund(
    world: DemoWorld,
    rng: random.Random,
    paid: FundCollection,
    account: dict[str, Any],
    reason: RefundReason,
    statement: str,
    state: Any,
) -> dict[str, Any]:
    moment = working_moment(rng, APPLIED_ON)
    is_decided = state is not RefundState.APPLIED
    return row_of(
        world, rng, moment, paid.org_path,
        payer_id=paid.payer_id, collection_id=paid.id, account_id=account["id"], channel=paid.channel,
        item=paid.item, period=paid.period, reason=reason, amount_fen=max(1, paid.paid_fen // 10),
        statement=statement, status=state, applied_on=APPLIED_ON, applied_by=SOURCE,
        decided_on=DECIDED_ON if is_decided else None, recovered_fen=0, recovery_ticket_no="",
        paid_on=PAID_ON if state is RefundState.PAID else None,
        ticket_no="YH20201210006" if state is RefundState.PAID else "", parts=[], entry_id=None,
        recorded_at=moment,
    )  # fmt: skip


def _pay(
    session: Session, world: DemoWorld, rng: random.Random, refund: dict[str, Any], paid: FundCollection
) -> None:
    """The parts of the payment go back and the bank pays."""
    rows = session.execute(
        select(FundSplitLine)
        .where(_S.district_id == paid.district_id, _S.collection_id == paid.id)
        .order_by(_S.number)
    ).scalars()
    lines = [LinePart(row.level, row.account_code, row.amount_fen) for row in rows]
    parts = [part for part in parts_back(lines, 0, refund["amount_fen"]) if part.amount_fen]
    refund["parts"] = [
        {"level": part.level.value, "account": part.account, "amount_fen": part.amount_fen} for part in parts
    ]
    refund["entry_id"] = post_entry(
        session, world, rng, PAID_ON, LedgerEntryKind.REFUND, ("fund_refund", refund["id"]),
        sides_of(parts, paid.channel, paid.payer_id), f"退费 {paid.period}",
    )  # fmt: skip
