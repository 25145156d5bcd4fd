"""Posting, reversing, and closing months. Nothing posted is ever changed: a correction is a reversing entry."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from backend.funds.ledger import chart
from backend.funds.ledger.codes import LedgerEntryKind, LedgerMonthState
from backend.funds.ledger.guards import MONTH_REFUSED
from backend.funds.ledger.models import LedgerAccount, LedgerEntry, LedgerLine, LedgerMonth
from backend.funds.ledger.rules import MONTH_WORKFLOW, Side, check_sides, reversed_sides
from backend.funds.periods import period_of
from backend.kernel import audit, clock, history, outbox
from backend.kernel.authz import Actor, visible
from backend.kernel.db import bulk_insert, insert_if_absent, new_id, scoped_row
from backend.kernel.errors import Conflict, Invalid, invalid

_A: Any = LedgerAccount
_L: Any = LedgerLine
_M: Any = LedgerMonth
OBJECT = "ledger_entry"


@dataclass(frozen=True, slots=True)
class Posting:
    """What is to be booked: why, when, from which paper, and both sides."""

    kind: LedgerEntryKind
    booked_on: date
    source: str
    source_id: UUID
    sides: list[Side]
    note: str = ""
    reverses_id: UUID | None = None


def post(session: Session, actor: Actor, posting: Posting) -> LedgerEntry:
    """Book one balanced entry in the caller's books.

    Raises Invalid (sides that do not balance, an unknown account, a day to come) and Conflict (the month is not
    open, or this paper is booked already).
    """
    errors = check_sides(posting.sides)
    if posting.booked_on > clock.today():
        errors.append(
            invalid("booked_on", "future", "记账日期不能晚于今天", "请填写实际发生的日期").errors[0]
        )
    if errors:
        raise Invalid(errors[0].message, errors=errors)
    accounts = _accounts(session, actor, posting.sides)
    open_month(session, actor, period_of(posting.booked_on))
    entry = _entry(actor, posting)
    lines = [
        scoped_row(
            actor.district_id, actor.org_path, id=new_id(), entry_id=entry.id, number=number,
            ledger_account_id=accounts[side.account], amount_fen=side.amount_fen, payer_id=side.payer_id,
            note=side.note,
        )
        for number, side in enumerate(posting.sides, start=1)
    ]  # fmt: skip
    _write(session, entry, lines)
    audit.record(
        session, actor, f"{OBJECT}.{entry.kind.value}", OBJECT, entry.id, org_path=entry.org_path,
        details={"period": entry.period, "lines": len(lines)},
    )  # fmt: skip
    outbox.emit(session, f"{OBJECT}.{entry.kind.value}", entry, {"period": entry.period})
    return entry


def reverse(session: Session, actor: Actor, entry_id: UUID, reason: str) -> LedgerEntry:
    """Book the opposite of an entry, today; once, however many ask at the same time.

    Raises NotFound, Invalid (no reason), Conflict (reversed already, or itself a reversal).
    """
    entry = visible(session.get(LedgerEntry, (actor.district_id, entry_id)), actor)
    if not reason.strip():
        raise invalid("reason", "required", "冲销必须写明理由", "请写明为什么冲销这笔分录")
    if entry.kind is LedgerEntryKind.REVERSAL:
        raise Conflict("冲销分录不能再冲销，请重新记一笔正确的")
    opposite = Posting(
        LedgerEntryKind.REVERSAL, clock.today(), OBJECT, entry.id, reversed_sides(sides_of(session, entry)),
        reason.strip(), entry.id,
    )  # fmt: skip
    return post(session, actor, opposite)


def open_accounts(session: Session, district_id: str, org_path: str) -> None:
    """Open the standard accounts that these books lack, also when somebody else does so at the same moment."""
    for account in chart.STANDARD.values():
        row = scoped_row(
            district_id, org_path, id=new_id(), code=account.code, name=account.name, kind=account.kind
        )
        insert_if_absent(session, LedgerAccount, row)


def sides_of(session: Session, entry: LedgerEntry) -> list[Side]:
    """The sides of a posted entry, in their order."""
    rows = session.execute(
        select(_A.code, _L.amount_fen, _L.payer_id, _L.note)
        .join(LedgerAccount, (_A.district_id == _L.district_id) & (_A.id == _L.ledger_account_id))
        .where(_L.district_id == entry.district_id, _L.entry_id == entry.id)
        .order_by(_L.number)
    )
    return [Side(row.code, row.amount_fen, row.payer_id, row.note) for row in rows]


def open_month(session: Session, actor: Actor, period: str) -> LedgerMonth:
    """The caller's month, begun now if it was not yet.

    Raises Conflict when it is closed.
    """
    month = session.execute(_month(actor, period)).scalar_one_or_none()
    if month is None:
        row = scoped_row(
            actor.district_id, actor.org_path, id=new_id(), period=period, status=LedgerMonthState.OPEN
        )
        insert_if_absent(session, LedgerMonth, row)
        month = month_of(session, actor, period)
    if month.status is not LedgerMonthState.OPEN:
        raise _closed(period)
    return month


def month_of(session: Session, actor: Actor, period: str) -> LedgerMonth:
    """A month of the caller's own books that was begun."""
    month: LedgerMonth = session.execute(_month(actor, period)).scalar_one()
    return month


def _month(actor: Actor, period: str) -> Select[LedgerMonth]:
    """A month of the caller's own books as it stands in the store."""
    wanted = select(LedgerMonth).where(
        _M.district_id == actor.district_id, _M.org_path == actor.org_path, _M.period == period
    )
    return wanted.execution_options(populate_existing=True)


def move_month(
    session: Session, actor: Actor, month: LedgerMonth, action: str, note: str, expected: int
) -> LedgerMonth:
    """Close a month, ask to reopen it, or decide on that; reopening takes two persons.

    Raises Invalid, Forbidden, Conflict, StaleVersion.
    """
    history.advance(session, actor, MONTH_WORKFLOW, month, action, note=note, expected_version=expected)
    return month


def _accounts(session: Session, actor: Actor, sides: list[Side]) -> dict[str, UUID]:
    wanted = {side.account for side in sides}
    found = _known(session, actor, wanted)
    if (wanted - found.keys()) & chart.STANDARD.keys():
        open_accounts(session, actor.district_id, actor.org_path)
        found = _known(session, actor, wanted)
    unknown = sorted(wanted - found.keys())
    if unknown:
        raise invalid("sides", "unknown_account", f"没有科目 {'、'.join(unknown)}", "请先在科目表里设置")
    return found


def _known(session: Session, actor: Actor, codes: set[str]) -> dict[str, UUID]:
    rows = session.execute(
        select(_A.code, _A.id).where(_A.district_id == actor.district_id, _A.code.in_(codes))
    )
    return {row.code: row.id for row in rows}


def _entry(actor: Actor, posting: Posting) -> LedgerEntry:
    return LedgerEntry(
        id=new_id(),
        district_id=actor.district_id,
        org_path=actor.org_path,
        kind=posting.kind,
        period=period_of(posting.booked_on),
        booked_on=posting.booked_on,
        note=posting.note,
        source=posting.source,
        source_id=posting.source_id,
        reverses_id=posting.reverses_id,
        recorded_at=clock.now(),
        account_id=actor.account_id,
        person_name=actor.person_name,
    )


def _write(session: Session, entry: LedgerEntry, lines: list[dict[str, Any]]) -> None:
    """The lines first: writing the entry completes it. A refusal of the store leaves none of both."""
    try:
        with session.begin_nested():
            bulk_insert(session, LedgerLine, lines)
            session.add(entry)
            session.flush()
    except IntegrityError as problem:
        if MONTH_REFUSED in str(problem.orig):
            raise _closed(entry.period) from problem
        raise Conflict("这笔已经记过账，不能重复记账或重复冲销") from problem


def _closed(period: str) -> Conflict:
    return Conflict(f"{period} 已结账，不能再记账；请记在当前月份，或由两人办理反结账")
