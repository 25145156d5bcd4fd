"""Months that payers in reach have not declared though their last day to pay is over."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Select, String, false, literal, or_, select, union_all
from sqlmodel import Session

from backend.funds.obligations.queries import D, due_days
from backend.funds.obligations.schemas import UndeclaredPage, UndeclaredRow
from backend.funds.payers.models import FundPayer
from backend.funds.payers.queries import PAYER
from backend.funds.periods import first_day, last_day, months_between, period_of, shift
from backend.kernel import clock
from backend.kernel.authz import Actor, within
from backend.kernel.paging import Paging, paginate
from backend.organisations.queries import union_names

#: For how many months of a new year the year before is still looked at; older months are a matter of arrears.
QUARTER = 3


def list_undeclared(session: Session, actor: Actor, payer_id: UUID | None, page: Paging) -> UndeclaredPage:
    """The undeclared months in reach, the oldest first."""
    months, statement = _statement(session, actor)
    if payer_id is not None:
        statement = statement.where(PAYER.id == payer_id)
    found = paginate(session, statement, order=[months.c.period, PAYER.id], page=page)
    names = union_names(session, actor.district_id, {row[2] for row in found.rows})
    return UndeclaredPage(
        items=[
            UndeclaredRow(
                payer_id=row[0], payer_name=row[1], organisation_name=names.get(row[2], ""), period=row[3],
                due_on=row[4],
            )
            for row in found.rows
        ],
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )  # fmt: skip


def undeclared(session: Session, actor: Actor) -> Select[Any]:
    """One row for each payer and month in reach that is overdue and not declared."""
    return _statement(session, actor)[1]


def _statement(session: Session, actor: Actor) -> tuple[Any, Select[Any]]:
    months = _months(session, actor, clock.today())
    said = select(D.id).where(
        D.district_id == PAYER.district_id, D.payer_id == PAYER.id, D.period == months.c.period
    )
    return months, select(
        PAYER.id, PAYER.name, PAYER.organisation_id, months.c.period, months.c.due_on
    ).where(
        within(FundPayer, actor),
        PAYER.registered_on <= months.c.last_day,
        or_(PAYER.closed_on.is_(None), PAYER.closed_on >= months.c.first_day),
        ~said.exists(),
    )


def months_asked(today: date) -> list[str]:
    """The finished months that are looked at: this year's, in the first quarter last year's too."""
    first = shift(period_of(today), -QUARTER)[:4]
    return months_between(f"{first}-01", shift(period_of(today), -1))


def _months(session: Session, actor: Actor, today: date) -> Any:
    """The months whose last day to pay is over; none for a caller without payers."""
    anybody = session.execute(select(PAYER.id).where(within(FundPayer, actor)).limit(1)).first()
    days = due_days(session, actor.district_id, months_asked(today) if anybody else ())
    late = [(period, day) for period, day in days.items() if day < today]
    rows = [_row(period, day) for period, day in late] or [_row("", today).where(false())]
    return union_all(*rows).subquery("overdue_month")


def _row(period: str, due_on: date) -> Select[Any]:
    start, end = (first_day(period), last_day(period)) if period else (due_on, due_on)
    columns: tuple[Any, ...] = (
        literal(period, String).label("period"),
        literal(due_on, Date).label("due_on"),
        literal(start, Date).label("first_day"),
        literal(end, Date).label("last_day"),
    )
    return select(*columns)
