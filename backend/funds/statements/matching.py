"""A file compared with the platform: a few statements for the whole file, then each row judged."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import and_, select
from sqlmodel import Session

from backend.funds.codes import CollectionChannel
from backend.funds.collections.models import FundCollection
from backend.funds.collections.queries import get_collection
from backend.funds.collections.reversible import reversal_refusal
from backend.funds.parameters import FUND_RATE, UPPER_SHARE
from backend.funds.payers.models import FundPayer
from backend.funds.payers.rules import item_of_period
from backend.funds.periods import last_day
from backend.funds.statements.codes import StatementState
from backend.funds.statements.importers.base import SourceRow
from backend.funds.statements.judge import Facts, Judged, Rates, is_near, judge, name_key
from backend.funds.statements.models import FundStatement, FundStatementRow
from backend.funds.statements.rules import BOOKABLE
from backend.kernel.authz import Actor, within
from backend.kernel.parameters import as_rate, lookup
from backend.members.lookups import among_ids, among_texts

C: Any = FundCollection
PAYER: Any = FundPayer
R: Any = FundStatementRow
S: Any = FundStatement
_PAID = (C.id, C.payer_id, C.item, C.period, C.booked_on, C.paid_fen, C.coverage, C.ticket_no)


@dataclass(slots=True)
class _Known:
    """What the platform holds about the payers and tickets of one file."""

    by_code: dict[str, Any]
    by_name: dict[str, Any]
    fingerprints: set[str]
    by_ticket: dict[tuple[str, bool], Any]
    by_facts: dict[tuple[Any, ...], list[Any]]
    #: why a payment cannot be reversed now; empty when it can
    refusal_of: Callable[[UUID], str]
    used: set[UUID] = field(default_factory=set)


def compare(
    session: Session, actor: Actor, channel: CollectionChannel, period: str, rows: Sequence[SourceRow]
) -> list[tuple[Judged, str]]:
    """Every row with its verdict and its fingerprint, in the order of the file."""
    prints = fingerprints(channel, rows)
    known = _known(session, actor, channel, rows, prints)
    rates = _rates(session, actor, period)
    tickets: dict[tuple[str, bool], int] = {}
    open_rows: dict[tuple[Any, ...], list[SourceRow]] = defaultdict(list)
    found = []
    for row, mark in zip(rows, prints, strict=True):
        facts = _facts(row, mark, period, known, tickets, open_rows)
        judged = judge(row, period, rates, facts)
        if row.ticket and row.fault is None:
            tickets.setdefault(_ticket_key(row), row.row)
        if judged.verdict in BOOKABLE and (row.paid_fen or 0) > 0:
            open_rows[_facts_key(judged.payer, judged.item, row, period)].append(row)
        found.append((judged, mark))
    return found


def platform_only(
    session: Session, actor: Actor, channel: CollectionChannel, period: str, stood_for: Iterable[UUID | None]
) -> list[Any]:
    """Payments of the platform for the month that no row of this file, and of no earlier one, stands for."""
    matched = set(stood_for)
    rows = session.execute(
        select(*_PAID, C.org_path)
        .where(
            within(FundCollection, actor),
            C.channel == channel,
            C.period == period,
            C.reverses_id.is_(None),
            C.id.not_in(_reversed_ids(actor)),
            C.id.not_in(_ids_of_rows(actor)),
        )
        .order_by(C.booked_on, C.id)
    ).all()
    return [row for row in rows if row.id not in matched]


def fingerprints(channel: CollectionChannel, rows: Sequence[SourceRow]) -> list[str]:
    """What makes a row the same one in another file: its own facts, and which of several equal ones it is."""
    seen: Counter[str] = Counter()
    found = []
    for row in rows:
        facts = (
            channel.value, row.ticket, row.uscc or row.name, row.item, row.period, row.base_fen, row.due_fen,
            row.paid_fen, row.booked_on, row.fault and row.row,
        )  # fmt: skip
        plain = "|".join(str(fact) for fact in facts)
        seen[plain] += 1
        found.append(hashlib.sha256(f"{plain}|{seen[plain]}".encode()).hexdigest())
    return found


def _facts(
    row: SourceRow, mark: str, period: str, known: _Known,
    tickets: dict[tuple[str, bool], int], open_rows: dict[tuple[Any, ...], list[SourceRow]],
) -> Facts:  # fmt: skip
    payer = known.by_code.get(row.uscc) if row.uscc else known.by_name.get(name_key(row.name))
    first = tickets.get(_ticket_key(row)) if row.ticket else None
    by_ticket = known.by_ticket.get(_ticket_key(row)) if row.ticket else None
    if payer is None or row.paid_fen is None or row.booked_on is None:
        return Facts(payer, first, mark in known.fingerprints, by_ticket)
    item = row.item or item_of_period(payer, row.period or period)
    key = _facts_key(payer, item, row, period)
    original_id, original_row = _original(row, payer, item, period, known, open_rows)
    return Facts(
        payer, first, mark in known.fingerprints, by_ticket,
        _take(known, key, row) if row.paid_fen > 0 and by_ticket is None else None, original_id, original_row,
        known.refusal_of(original_id) if original_id else "",
    )  # fmt: skip


def _take(known: _Known, key: tuple[Any, ...], row: SourceRow) -> Any:
    """A payment without a ticket in common (one of both has none) booked within three days; each is taken once."""
    assert row.booked_on is not None  # a row without a day is a fault
    for other in known.by_facts.get(key, []):
        is_free = other.id not in known.used and not (other.ticket_no and row.ticket)
        if is_free and is_near(other.booked_on, row.booked_on):
            known.used.add(other.id)
            return other
    return None


def _original(
    row: SourceRow, payer: Any, item: Any, period: str, known: _Known,
    open_rows: dict[tuple[Any, ...], list[SourceRow]],
) -> tuple[UUID | None, int | None]:  # fmt: skip
    """What a negative row takes back: by ticket, else the newest of the same payer, item, month and amount."""
    assert row.paid_fen is not None and row.booked_on is not None  # such a row is a fault
    if row.paid_fen > 0:
        return None, None
    key = (payer.id, item, row.period or period, -row.paid_fen)
    earlier = [
        other for other in open_rows.get(key, []) if other.booked_on and other.booked_on <= row.booked_on
    ]
    same = [other for other in earlier if row.ticket and other.ticket == row.ticket] or earlier
    if same:
        open_rows[key].remove(same[-1])
        return None, same[-1].row
    stored = [
        other
        for other in known.by_facts.get(key, [])
        if other.id not in known.used and other.booked_on <= row.booked_on
    ]
    chosen = [other for other in stored if row.ticket and other.ticket_no == row.ticket] or stored
    if not chosen:
        return None, None
    known.used.add(chosen[-1].id)
    return chosen[-1].id, None


def _facts_key(payer: Any, item: Any, row: SourceRow, period: str) -> tuple[Any, ...]:
    return (payer.id, item, row.period or period, row.paid_fen)


def _ticket_key(row: SourceRow) -> tuple[str, bool]:
    """A reversal may carry the ticket of what it takes back."""
    return row.ticket, (row.paid_fen or 0) < 0


def _known(
    session: Session, actor: Actor, channel: CollectionChannel, rows: Sequence[SourceRow], prints: list[str]
) -> _Known:
    by_code, by_name = _payers(session, actor, rows)
    payers = {payer.id for payer in (*by_code.values(), *by_name.values())}
    paid = _standing(session, actor, channel, among_ids(session, C.payer_id, payers))
    tickets = {row.ticket for row in rows if row.ticket}
    ticketed = _standing(session, actor, channel, among_texts(session, C.ticket_no, tickets))
    by_facts: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
    for row in paid:
        by_facts[(row.payer_id, row.item, row.period, row.paid_fen)].append(row)
    return _Known(
        by_code,
        by_name,
        _imported(session, actor, prints),
        {(row.ticket_no, row.paid_fen < 0): row for row in ticketed},
        by_facts,
        lambda original_id: reversal_refusal(session, get_collection(session, actor, original_id)) or "",
    )


def _payers(
    session: Session, actor: Actor, rows: Sequence[SourceRow]
) -> tuple[dict[str, Any], dict[str, Any]]:
    codes = {row.uscc for row in rows if row.uscc}
    names = {row.name for row in rows if row.name and not row.uscc}
    columns = (
        PAYER.id,
        PAYER.name,
        PAYER.payer_uscc,
        PAYER.coverage,
        PAYER.union_id,
        PAYER.union_founded_on,
        PAYER.org_path,
    )

    def found(condition: Any) -> Any:
        return session.execute(select(*columns).where(within(FundPayer, actor), condition)).all()

    by_code = {row.payer_uscc: row for row in found(among_texts(session, PAYER.payer_uscc, codes))}
    named: dict[str, list[Any]] = defaultdict(list)
    for row in found(among_texts(session, PAYER.name, names)) if names else ():
        named[name_key(row.name)].append(row)
    return by_code, {name: group[0] for name, group in named.items() if len(group) == 1}


def _standing(session: Session, actor: Actor, channel: CollectionChannel, condition: Any) -> Sequence[Any]:
    """Payments that were not reversed, oldest first."""
    return session.execute(
        select(*_PAID)
        .where(
            within(FundCollection, actor), C.channel == channel, condition, C.id.not_in(_reversed_ids(actor))
        )
        .order_by(C.booked_on, C.id)
    ).all()


def _reversed_ids(actor: Actor) -> Any:
    return select(C.reverses_id).where(C.district_id == actor.district_id, C.reverses_id.is_not(None))


def _ids_of_rows(actor: Actor) -> Any:
    """Payments that a row of some file that was taken over stands for."""
    return (
        select(R.collection_id)
        .join(FundStatement, and_(S.district_id == R.district_id, S.id == R.statement_id))
        .where(
            R.district_id == actor.district_id,
            R.collection_id.is_not(None),
            S.status == StatementState.COMMITTED,
        )
    )


def _imported(session: Session, actor: Actor, prints: list[str]) -> set[str]:
    return set(
        session.execute(
            select(R.fingerprint)
            .join(FundStatement, and_(S.district_id == R.district_id, S.id == R.statement_id))
            .where(
                within(FundStatementRow, actor),
                among_texts(session, R.fingerprint, prints),
                S.status == StatementState.COMMITTED,
            )
        ).scalars()
    )


def _rates(session: Session, actor: Actor, period: str) -> Rates:
    on = last_day(period)
    return Rates(
        as_rate(lookup(session, FUND_RATE.key, actor.district_id, on).value),
        as_rate(lookup(session, UPPER_SHARE.key, actor.district_id, on).value),
    )
