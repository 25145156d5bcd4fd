"""Reads of arrears: months that are overdue on a day and not paid by then, their payers, their limitation."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    Subquery,
    and_,
    cast,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlmodel import Session

from backend.funds.arrears.codes import AgeBucket, LimitationFlag
from backend.funds.arrears.limits import Limits
from backend.funds.arrears.models import ArrearsCase
from backend.funds.arrears.rules import Owed, bucket_of
from backend.funds.codes import CollectionChannel
from backend.funds.collections.models import FundCollection
from backend.funds.obligations.models import FundDeclaration
from backend.funds.obligations.queries import due_days
from backend.funds.obligations.rules import PAYS_DUE
from backend.funds.paid import paid_rows
from backend.funds.payers.models import FundPayer
from backend.funds.periods import months_between, period_of, shift
from backend.kernel.authz import Actor, next_path, within
from backend.kernel.paging import Paging, Slice, like_escape, paginate
from backend.organisations.queries import get_organisation

D: Any = FundDeclaration
C: Any = FundCollection
PAYER: Any = FundPayer
CASE: Any = ArrearsCase


@dataclass(frozen=True, slots=True)
class ArrearsFilter:
    """What the caller wants to see of the list."""

    bucket: AgeBucket | None = None
    limitation: LimitationFlag | None = None
    channel: CollectionChannel | None = None
    organisation_id: UUID | None = None
    has_case: bool | None = None
    q: str = ""


@dataclass(frozen=True, slots=True)
class DueBook:
    """The months whose last day to pay was before a day, each with that last day."""

    as_of: date
    due: dict[str, date]

    @property
    def span(self) -> tuple[str, str]:
        """First and last of these months; an empty span when there is none."""
        return (min(self.due), max(self.due)) if self.due else ("9999-12", "0000-01")

    def periods_in(self, bucket: AgeBucket) -> list[str]:
        """The months of one bucket."""
        return [period for period, day in self.due.items() if bucket_of((self.as_of - day).days) is bucket]


def due_book(session: Session, actor: Actor, as_of: date) -> DueBook:
    """The overdue months of whatever is declared in the caller's reach, however far ahead the day is."""
    declared = select(func.min(D.period), func.max(D.period)).where(within(FundDeclaration, actor))
    first, last = session.execute(declared).one()
    if first is None:
        return DueBook(as_of, {})
    months = months_between(first, min(last, shift(period_of(as_of), -1)))
    known = due_days(session, actor.district_id, months)
    return DueBook(as_of, {period: day for period, day in known.items() if day < as_of})


def owed_months(actor: Actor, book: DueBook, payer_ids: Iterable[UUID] | None = None) -> Subquery:
    """Every overdue month with something still to pay: payer_id, period, due_fen, relief_fen, paid_fen, arrears_fen."""
    first, last = book.span
    wanted = None if payer_ids is None else list(payer_ids)

    def scope(model: Any) -> list[ColumnElement[bool]]:
        chosen = [] if wanted is None else [model.payer_id.in_(wanted)]
        return [within(model, actor), model.period >= first, model.period <= last, *chosen]

    place = func.row_number().over(partition_by=(D.payer_id, D.period), order_by=D.number.desc())
    said = (
        select(D.payer_id, D.period, D.due_fen, D.relief_fen, place.label("place"))
        .where(*scope(D))
        .subquery()
    )
    nothing = literal(0, BigInteger)
    paid_for = paid_rows([*scope(C), C.item.in_(PAYS_DUE)], book.as_of)
    # All kinds of rows are gathered and summed, not joined: the cost does not depend on the store's statistics.
    rows = union_all(
        select(
            said.c.payer_id, said.c.period, said.c.due_fen, said.c.relief_fen, nothing.label("paid_fen")
        ).where(said.c.place == 1),
        select(paid_for.c.payer_id, paid_for.c.period, nothing, nothing, paid_for.c.paid_fen),
    ).subquery()
    due, relief, paid = (
        cast(func.sum(part), BigInteger) for part in (rows.c.due_fen, rows.c.relief_fen, rows.c.paid_fen)
    )
    return (
        select(
            rows.c.payer_id,
            rows.c.period,
            due.label("due_fen"),
            relief.label("relief_fen"),
            paid.label("paid_fen"),
            (due - relief - paid).label("arrears_fen"),
        )
        .group_by(rows.c.payer_id, rows.c.period)
        .having(due - relief - paid > 0)
        .subquery()
    )


def months_of(
    session: Session, actor: Actor, book: DueBook, payer_ids: Iterable[UUID] | None = None
) -> dict[UUID, list[Owed]]:
    """The overdue months of some payers in reach (of all, if none are named), oldest first."""
    owed = owed_months(actor, book, payer_ids)
    found: dict[UUID, list[Owed]] = {}
    for row in session.execute(select(owed).order_by(owed.c.payer_id, owed.c.period)):
        month = Owed(row.period, book.due[row.period], row.due_fen, row.relief_fen, int(row.paid_fen))
        found.setdefault(row.payer_id, []).append(month)
    return found


def by_payer(owed: Subquery) -> Subquery:
    """One row for each payer: total_fen, months, oldest."""
    return (
        select(
            owed.c.payer_id,
            cast(func.sum(owed.c.arrears_fen), BigInteger).label("total_fen"),
            func.count().label("months"),
            func.min(owed.c.period).label("oldest"),
        )
        .group_by(owed.c.payer_id)
        .subquery()
    )


def list_statement(
    session: Session, actor: Actor, book: DueBook, wanted: ArrearsFilter
) -> tuple[Select[Any], Subquery]:
    """Payers in arrears: the payer, total, months, oldest month, open case and its state; and the sums by payer."""
    owed = owed_months(actor, book)
    sums = by_payer(owed)
    statement: Select[Any] = (
        select(FundPayer, sums.c.total_fen, sums.c.months, sums.c.oldest, CASE.id, CASE.status)
        .join(sums, PAYER.id == sums.c.payer_id)
        .outerjoin(
            ArrearsCase,
            and_(
                CASE.district_id == PAYER.district_id, CASE.payer_id == PAYER.id, CASE.open_key.is_not(None)
            ),
        )
        .where(within(FundPayer, actor))
    )
    if wanted.bucket is not None:
        statement = statement.where(sums.c.oldest.in_(book.periods_in(wanted.bucket)))
    if wanted.channel is not None:
        statement = statement.where(PAYER.channel == wanted.channel)
    if wanted.organisation_id is not None:
        path = get_organisation(session, actor, wanted.organisation_id).org_path
        statement = statement.where(PAYER.org_path >= path, PAYER.org_path < next_path(path))
    if wanted.has_case is not None:
        statement = statement.where(CASE.id.is_not(None) if wanted.has_case else CASE.id.is_(None))
    if wanted.limitation is not None:
        statement = statement.where(_by_limitation(session, actor, book, wanted.limitation))
    if wanted.q:
        statement = statement.where(_named(wanted.q))
    return statement, sums


def list_arrears(session: Session, actor: Actor, book: DueBook, wanted: ArrearsFilter, page: Paging) -> Slice:
    """Payers in arrears in the caller's reach, the largest amounts first."""
    statement, sums = list_statement(session, actor, book, wanted)
    return paginate(session, statement, order=[sums.c.total_fen, PAYER.id], page=page, descending=True)


def flagged_payers(session: Session, actor: Actor, book: DueBook) -> dict[UUID, LimitationFlag]:
    """Payers with a month whose limitation is about to end, or has ended (which outweighs)."""
    limits = Limits.load(session, actor.district_id, book.as_of)
    near = limits.near(book.due)
    if not near:
        return {}
    owed = owed_months(actor, book)
    rows = session.execute(select(owed.c.payer_id, owed.c.period).where(owed.c.period.in_(near))).all()
    served = limits.served(session, {row.payer_id for row in rows})
    found: dict[UUID, LimitationFlag] = {}
    for payer_id, period in rows:
        flag = limits.of(book.due[period], served.get((payer_id, period), ()))[1]
        if flag is LimitationFlag.EXPIRED or (flag is LimitationFlag.SOON and payer_id not in found):
            found[payer_id] = flag
    return found


def _by_limitation(
    session: Session, actor: Actor, book: DueBook, flag: LimitationFlag
) -> ColumnElement[bool]:
    flagged = flagged_payers(session, actor, book)
    condition: ColumnElement[bool]
    if flag is LimitationFlag.RUNNING:
        condition = PAYER.id.not_in(list(flagged))
    else:
        condition = PAYER.id.in_([payer_id for payer_id, found in flagged.items() if found is flag])
    return condition


def _named(words: str) -> ColumnElement[bool]:
    text = like_escape(words.strip())
    return or_(
        PAYER.name.like(f"%{text}%", escape="\\"),
        PAYER.initials.like(f"{like_escape(words.strip().lower())}%", escape="\\"),
        PAYER.payer_uscc == words.strip().upper(),
    )
