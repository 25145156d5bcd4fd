"""What is compared with what; every comparison answers with the rows that differ, and only with them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Subquery, and_, func, literal, or_, select, union_all
from sqlalchemy.orm import aliased
from sqlmodel import Session

from backend.funds.codes import CollectionChannel
from backend.funds.collections.models import FundCollection, FundSplitLine
from backend.funds.ledger.chart import BANK
from backend.funds.ledger.codes import LedgerEntryKind
from backend.funds.ledger.models import LedgerAccount, LedgerEntry, LedgerLine
from backend.funds.payers.models import FundPayer
from backend.funds.periods import period_of
from backend.funds.reconciliation.codes import FundDifferenceKind as Kind
from backend.funds.statements.codes import StatementState
from backend.funds.statements.models import FundStatement, FundStatementRow

C: Any = FundCollection
S: Any = FundSplitLine
Y: Any = FundPayer
E: Any = LedgerEntry
L: Any = LedgerLine
A: Any = LedgerAccount
R: Any = FundStatementRow
F: Any = FundStatement
_BANKS = {code: channel for channel, code in BANK.items()}


@dataclass(frozen=True, slots=True)
class Books:
    """Whose books, and between which days of booking (both inclusive)."""

    district_id: str
    start: date
    as_of: date


@dataclass(frozen=True, slots=True)
class Difference:
    """Two amounts that should be the same, and where they stand."""

    kind: Kind
    period: str
    channel: CollectionChannel | None
    subject: str
    left_fen: int
    right_fen: int
    collection_id: UUID | None = None
    entry_id: UUID | None = None
    statement_id: UUID | None = None


def differences(session: Session, books: Books) -> list[Difference]:
    """Everything in the store that does not agree, comparison by comparison."""
    found: list[Difference] = []
    for compare in (_parts, _entries, _accounts, _unexplained, _source_rows, _statements):
        found += compare(session, books)
    return found


def payments(books: Books) -> list[ColumnElement[bool]]:
    """The payments that are looked at."""
    return [C.district_id == books.district_id, C.booked_on.between(books.start, books.as_of)]


def parts_by_payment(books: Books) -> Subquery:
    """The sum of each payment's parts."""
    return (
        select(S.collection_id, func.sum(S.amount_fen).label("fen"))
        .join(FundCollection, and_(C.district_id == S.district_id, C.id == S.collection_id))
        .where(*payments(books))
        .group_by(S.collection_id)
        .subquery()
    )


def bank_by_entry(books: Books) -> Subquery:
    """What each entry of the time brings to the accounts of the channels."""
    return (
        select(E.id, E.period, A.code, func.sum(L.amount_fen).label("fen"))
        .join(LedgerLine, and_(L.district_id == E.district_id, L.entry_id == E.id))
        .join(LedgerAccount, and_(A.district_id == L.district_id, A.id == L.ledger_account_id))
        .where(
            E.district_id == books.district_id,
            E.booked_on.between(books.start, books.as_of),
            A.code.in_(_BANKS),
        )
        .group_by(E.id, E.period, A.code)
        .subquery()
    )


def channel_of(account: str) -> CollectionChannel:
    """The channel whose money lies on an account."""
    return _BANKS[account]


def _parts(session: Session, books: Books) -> Iterable[Difference]:
    sums = parts_by_payment(books)
    parts = func.coalesce(sums.c.fen, 0)
    rows = session.execute(
        _named_payments(parts)
        .outerjoin(sums, sums.c.collection_id == C.id)
        .where(*payments(books), parts != C.paid_fen)
    )
    return [_of_payment(Kind.PARTS, row) for row in rows]


def _source_rows(session: Session, books: Books) -> Iterable[Difference]:
    """A payment that came from a file stands in it with the same amount."""
    rows = session.execute(
        _named_payments(R.paid_fen, R.statement_id)
        .join(FundStatementRow, and_(R.district_id == C.district_id, R.id == C.source_id))
        .where(*payments(books), R.paid_fen.is_distinct_from(C.paid_fen))
    )
    return [_of_payment(Kind.SOURCE_ROW, row) for row in rows]


def _entries(session: Session, books: Books) -> Iterable[Difference]:
    """What an entry brings to a channel's account is what its payments of that channel sum to."""
    paid = (
        select(C.entry_id, C.channel, func.sum(C.paid_fen).label("fen"), func.count().label("n"))
        .where(*payments(books))
        .group_by(C.entry_id, C.channel)
        .subquery()
    )
    bank = bank_by_entry(books)
    rows = session.execute(
        select(
            paid.c.entry_id, paid.c.channel, paid.c.fen, paid.c.n, bank.c.code, bank.c.fen.label("bank")
        ).outerjoin(bank, bank.c.id == paid.c.entry_id)
    ).all()
    booked = {(row.entry_id, _BANKS[row.code]): int(row.bank) for row in rows if row.code}
    wrong = {
        (row.entry_id, row.channel): (int(row.fen), booked.get((row.entry_id, row.channel), 0))
        for row in rows
        if int(row.fen) != booked.get((row.entry_id, row.channel), 0)
    }
    texts = _entry_texts(session, books, {entry_id for entry_id, _ in wrong})
    return [
        Difference(
            Kind.ENTRY, texts[entry_id].period, channel, texts[entry_id].text, left, right,
            collection_id=texts[entry_id].only_payment, entry_id=entry_id,
        )
        for (entry_id, channel), (left, right) in wrong.items()
    ]  # fmt: skip


def _accounts(session: Session, books: Books) -> Iterable[Difference]:
    """What an entry brings to every other account is what the parts of its payments say (credit is negative)."""
    parts = (
        select(
            C.entry_id, S.account_code.label("code"), S.amount_fen.label("part"), literal(0).label("booked")
        )
        .join(FundSplitLine, and_(S.district_id == C.district_id, S.collection_id == C.id))
        .where(*payments(books))
    )
    held = select(C.entry_id).where(*payments(books))
    booked = (
        select(L.entry_id, A.code, literal(0), -L.amount_fen)
        .join(LedgerAccount, and_(A.district_id == L.district_id, A.id == L.ledger_account_id))
        .where(L.district_id == books.district_id, L.entry_id.in_(held), A.code.not_in(_BANKS))
    )
    both = union_all(parts, booked).subquery()
    part, line = func.sum(both.c.part), func.sum(both.c.booked)
    rows = session.execute(
        select(both.c.entry_id, both.c.code, part.label("part"), line.label("booked"))
        .group_by(both.c.entry_id, both.c.code)
        .having(part != line)
    ).all()
    texts = _entry_texts(session, books, {row.entry_id for row in rows})
    return [
        Difference(
            Kind.ACCOUNT, texts[row.entry_id].period, None, f"{texts[row.entry_id].text} 科目 {row.code}",
            int(row.part), int(row.booked),
            collection_id=texts[row.entry_id].only_payment, entry_id=row.entry_id,
        )
        for row in rows
    ]  # fmt: skip


def of_collections(books: Books) -> Select[tuple[UUID]]:
    """Entries that bring in funds, and those that take such an entry back."""
    original: Any = aliased(LedgerEntry)
    brought_in = select(original.id).where(
        original.district_id == books.district_id, original.kind == LedgerEntryKind.COLLECTION
    )
    return select(E.id).where(
        E.district_id == books.district_id,
        E.booked_on.between(books.start, books.as_of),
        or_(
            E.kind == LedgerEntryKind.COLLECTION,
            and_(
                E.kind == LedgerEntryKind.REVERSAL,
                or_(E.reverses_id.in_(brought_in), E.id.in_(select(C.entry_id).where(*payments(books)))),
            ),
        ),
    )


def _unexplained(session: Session, books: Books) -> Iterable[Difference]:
    """An entry that brings in funds, or takes such an entry back, stands for a payment."""
    bank = bank_by_entry(books)
    has_payment = select(C.id).where(C.district_id == E.district_id, C.entry_id == E.id).exists()
    rows = session.execute(
        select(E.id, E.period, E.note, bank.c.code, bank.c.fen)
        .join(bank, bank.c.id == E.id)
        .where(E.district_id == books.district_id, E.id.in_(of_collections(books)), ~has_payment)
    )
    return [
        Difference(
            Kind.UNEXPLAINED_ENTRY, row.period, _BANKS[row.code], row.note or "分录没有摘要", 0, int(row.fen),
            entry_id=row.id,
        )
        for row in rows
    ]  # fmt: skip


def _statements(session: Session, books: Books) -> Iterable[Difference]:
    """A committed file's total is what was booked, known and open of it."""
    parts = F.bookable_fen + F.agreed_fen + F.exception_fen
    rows = session.execute(
        select(F.id, F.period, F.channel, F.file_name, F.total_fen, parts.label("parts")).where(
            F.district_id == books.district_id,
            F.status == StatementState.COMMITTED,
            F.period >= period_of(books.start),
            F.period <= period_of(books.as_of),
            F.total_fen != parts,
        )
    )
    return [
        Difference(
            Kind.STATEMENT, row.period, row.channel, row.file_name, int(row.total_fen), int(row.parts),
            statement_id=row.id,
        )
        for row in rows
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class _EntryText:
    period: str
    text: str
    only_payment: UUID | None


def _entry_texts(session: Session, books: Books, ids: set[UUID]) -> dict[UUID, _EntryText]:
    """What an entry is called: its note, and its payment's payer when it has just one."""
    if not ids:
        return {}
    rows = session.execute(
        select(E.id, E.period, E.booked_on, E.note, C.id.label("payment"), Y.name, C.ticket_no)
        .join(FundCollection, and_(C.district_id == E.district_id, C.entry_id == E.id))
        .join(FundPayer, and_(Y.district_id == C.district_id, Y.id == C.payer_id))
        .where(E.district_id == books.district_id, E.id.in_(ids))
    )
    held: dict[UUID, list[Any]] = {}
    for row in rows:
        held.setdefault(row.id, []).append(row)
    return {entry_id: _entry_text(found) for entry_id, found in held.items()}


def _entry_text(rows: Sequence[Any]) -> _EntryText:
    first = rows[0]
    if len(rows) == 1:
        return _EntryText(first.period, f"{first.name} {first.ticket_no}".strip(), first.payment)
    text = f"{first.booked_on.isoformat()} {first.note}（{len(rows)} 笔）"
    return _EntryText(first.period, text, None)


def _named_payments(other: Any, *more: Any) -> Select[Any]:
    return select(
        C.id, C.entry_id, C.booked_on, C.channel, C.ticket_no, C.paid_fen, Y.name, other.label("other"), *more
    ).join(FundPayer, and_(Y.district_id == C.district_id, Y.id == C.payer_id))


def _of_payment(kind: Kind, row: Any) -> Difference:
    return Difference(
        kind,
        period_of(row.booked_on),
        row.channel,
        f"{row.name} {row.ticket_no}".strip(),
        row.paid_fen,
        int(row.other or 0),
        collection_id=row.id,
        entry_id=row.entry_id,
        statement_id=getattr(row, "statement_id", None),
    )
