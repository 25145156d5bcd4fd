"""Booking and reversing payments: the row, its split lines and the ledger entry in one act."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from backend.funds.codes import CollectionChannel, FundCoverage, FundItem
from backend.funds.collections.models import FundCollection, FundSplitLine
from backend.funds.collections.queries import get_collection, parts_of_collection
from backend.funds.collections.reversible import reversal_refusal
from backend.funds.collections.rules import (
    SplitPart,
    SplitShare,
    parts_of,
    payment_key,
    shares_of,
    sides_of_payment,
    table_key,
)
from backend.funds.ledger import service as ledger
from backend.funds.ledger.codes import LedgerEntryKind
from backend.funds.ledger.models import LedgerEntry
from backend.funds.payers.models import FundPayer
from backend.funds.permissions import P
from backend.kernel import audit, clock, outbox
from backend.kernel.authz import Actor
from backend.kernel.db import bulk_insert, new_id, scoped_row
from backend.kernel.errors import Conflict, FieldError, Forbidden, Invalid, invalid
from backend.kernel.money import MAX_FEN
from backend.kernel.parameters import KEYS, Parameter, lookup
from backend.kernel.parameters_keys import level_of

OBJECT = "fund_collection"
#: Sources of the entries that payments stand behind: each its own, or those of a day and channel taken over at once.
DAY_SOURCE = "fund_collection_day"
BOOKED_SOURCES = (OBJECT, DAY_SOURCE)
_C: Any = FundCollection


@dataclass(frozen=True, slots=True)
class Payment:
    """What arrived: who paid what for which month, through whom, on which day; fen, always above zero."""

    payer: FundPayer
    channel: CollectionChannel
    item: FundItem
    period: str
    booked_on: date
    paid_fen: int
    coverage: FundCoverage
    ticket_no: str = ""
    base_fen: int | None = None
    due_fen: int | None = None
    source: str = "manual"
    source_id: UUID | None = None
    note: str = ""


def book(session: Session, actor: Actor, payment: Payment) -> FundCollection:
    """Book one payment in the district's books.

    Raises Forbidden (not the district's bookkeeping), Invalid, ParameterMissing (no split table for the day) and
    Conflict (this payment is booked already, or the month is closed).
    """
    _refuse_strangers(actor)
    errors = _errors(payment)
    if errors:
        raise Invalid(errors[0].message, errors=errors)
    key = _free_key(session, payment)
    table = lookup(session, table_key(payment.item, payment.coverage), actor.district_id, payment.booked_on)
    parts = parts_of(payment.paid_fen, shares_of(table.value))
    row = _row(actor, payment, key, table_name(table))
    return _write(session, actor, row, parts, LedgerEntryKind.COLLECTION, None)


def reverse_collection(
    session: Session, actor: Actor, collection_id: UUID, booked_on: date, ticket_no: str, reason: str
) -> FundCollection:
    """Book the opposite of a payment, part by part; once, however many ask at the same time.

    Raises NotFound, Forbidden, Invalid (no reason, a day before the payment's) and Conflict (reversed already, itself
    a reversal, refunded, set aside for a return, or the month of the day is closed).
    """
    original = get_collection(session, actor, collection_id)
    _refuse_strangers(actor)
    if not reason.strip():
        raise invalid("reason", "required", "冲正必须写明理由", "请写明为什么冲正这笔缴费")
    if original.reverses_id is not None:
        raise Conflict("这一笔本身就是冲正，不能再冲正；请重新登记正确的缴费")
    if not original.booked_on <= booked_on <= clock.today():
        raise invalid("booked_on", "out_of_range", "冲正日期应在原入库日期与今天之间", "请填写实际冲正的日期")
    _one_at_a_time(session, original)
    refusal = reversal_refusal(session, original)
    if refusal:
        raise Conflict(refusal)
    row = _opposite(actor, original, booked_on, ticket_no, reason.strip())
    parts = [
        SplitPart(SplitShare(line.level, line.ratio, line.account_code, line.account_name), -line.amount_fen)
        for line in parts_of_collection(session, original)
    ]
    return _write(session, actor, row, parts, LedgerEntryKind.REVERSAL, _own_entry(session, original))


def _one_at_a_time(session: Session, paid: FundCollection) -> None:
    """A reversal and the refunds of the payer wait for each other."""
    session.get_one(FundPayer, (paid.district_id, paid.payer_id), with_for_update=True)


def _refuse_strangers(actor: Actor) -> None:
    """The books are the district's own: only its bookkeeping writes in them."""
    if not actor.may(P.BOOK) or actor.org_path != f"{actor.district_id}.":
        raise Forbidden("经费入账由区总工会财务办理")


def _errors(payment: Payment) -> list[FieldError]:
    found = []
    if not 0 < payment.paid_fen <= MAX_FEN:
        found.append(FieldError("paid_fen", "out_of_range", "实缴金额应大于零", "冲正请在原缴费记录上办理"))
    if not _is_period(payment.period):
        found.append(FieldError("period", "format", "所属期应为 2020-05 样式的月份", "请填写经费所属的月份"))
    if payment.booked_on > clock.today():
        found.append(FieldError("booked_on", "future", "入库日期不能晚于今天", "请填写实际入库的日期"))
    if payment.payer.org_path[:6] != payment.payer.district_id:
        found.append(FieldError("payer_id", "out_of_reach", "缴费户不在本区", "请核对缴费户"))
    return found


def _is_period(text: str) -> bool:
    return (
        len(text) == 7
        and text[4] == "-"
        and text[:4].isascii()
        and text[:4].isdigit()
        and text[5:] in {f"{month:02d}" for month in range(1, 13)}
    )


def _free_key(session: Session, payment: Payment) -> str:
    """The payment's key; after a reversal the same paper may be booked again, under the next number."""
    number = 0
    while True:
        key = payment_key(payment.channel, payment.ticket_no, _facts(payment), number)
        known = session.execute(
            select(_C.id, _C.booked_on).where(
                _C.district_id == payment.payer.district_id, _C.dedupe_key == key
            )
        ).first()
        if known is None:
            return key
        reversal = select(_C.id).where(
            _C.district_id == payment.payer.district_id, _C.reverses_id == known.id
        )
        if session.execute(reversal).first() is None:
            what = f"电子税票号或单据号 {payment.ticket_no}" if payment.ticket_no else "同样的一笔缴费"
            raise Conflict(f"{what} 已在 {known.booked_on.isoformat()} 入账，不能重复入账")
        number += 1


def _facts(payment: Payment) -> tuple[object, ...]:
    return (payment.payer.id, payment.item.value, payment.period, payment.paid_fen, payment.booked_on)


def table_name(table: Parameter) -> str:
    """A split table's version as it is kept beside what it split."""
    place = level_of(table.jurisdiction).label
    return f"{KEYS[table.key].label}，{place}第 {table.version} 版（{table.valid_from.isoformat()} 起）"


def _row(actor: Actor, payment: Payment, key: str, table: str) -> FundCollection:
    names = ("channel", "item", "period", "booked_on", "base_fen", "due_fen", "paid_fen", "coverage")
    return FundCollection(
        id=new_id(),
        district_id=payment.payer.district_id,
        org_path=payment.payer.org_path,
        payer_id=payment.payer.id,
        **{name: getattr(payment, name) for name in (*names, "ticket_no", "source", "source_id", "note")},
        dedupe_key=key,
        split_table=table,
        **_hand(actor),
    )


def _opposite(
    actor: Actor, original: FundCollection, booked_on: date, ticket_no: str, reason: str
) -> FundCollection:
    kept = ("district_id", "org_path", "payer_id", "channel", "item", "period", "coverage", "split_table")
    return FundCollection(
        id=new_id(),
        **{name: getattr(original, name) for name in kept},
        booked_on=booked_on,
        base_fen=None if original.base_fen is None else -original.base_fen,
        due_fen=None if original.due_fen is None else -original.due_fen,
        paid_fen=-original.paid_fen,
        ticket_no=ticket_no,
        dedupe_key=f"{original.dedupe_key}#R",
        reverses_id=original.id,
        source=OBJECT,
        source_id=original.id,
        note=reason[:200],
        **_hand(actor),
    )


def _hand(actor: Actor) -> dict[str, Any]:
    return {
        "recorded_at": clock.now(),
        "account_id": actor.account_id,
        "person_name": actor.person_name,
    }


def _own_entry(session: Session, collection: FundCollection) -> UUID | None:
    """The entry of a payment that was booked by itself; None when its entry holds a whole day's payments."""
    entry = session.get_one(LedgerEntry, (collection.district_id, collection.entry_id))
    return entry.id if entry.source_id == collection.id else None


def _write(
    session: Session,
    actor: Actor,
    row: FundCollection,
    parts: list[SplitPart],
    kind: LedgerEntryKind,
    reverses_id: UUID | None,
) -> FundCollection:
    """Entry, parts, payment: the payment's own row completes it. A refusal of the store leaves none of them."""
    try:
        with session.begin_nested():
            row.entry_id = ledger.post(
                session,
                actor,
                ledger.Posting(
                    kind, row.booked_on, OBJECT, row.id,
                    sides_of_payment(row.channel, parts, row.payer_id), row.note, reverses_id,
                ),
            ).id  # fmt: skip
            bulk_insert(session, FundSplitLine, _lines(row, parts))
            session.add(row)
            session.flush()
    except IntegrityError as problem:
        raise Conflict("这一笔缴费已经入账或已经冲正，不能重复办理") from problem
    verb = f"{OBJECT}.{kind.value}"
    audit.record(session, actor, verb, OBJECT, row.id, org_path=row.org_path, details={"period": row.period})
    outbox.emit(session, verb, row, {"period": row.period, "channel": row.channel.value})
    return row


def _lines(row: FundCollection, parts: list[SplitPart]) -> list[dict[str, Any]]:
    return [
        scoped_row(
            row.district_id,
            row.org_path,
            collection_id=row.id,
            number=number,
            level=part.share.level,
            account_code=part.share.account,
            account_name=part.share.name,
            ratio=part.share.ratio,
            amount_fen=part.amount_fen,
        )
        for number, part in enumerate(parts, start=1)
    ]
