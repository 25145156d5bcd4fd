"""Reads of obligations: the newest declaration of a month counts; due days; months beside what was paid."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import Session

from backend.funds.codes import WagePart
from backend.funds.collections.models import FundCollection
from backend.funds.obligations import rules
from backend.funds.obligations.models import FundDeclaration
from backend.funds.parameters import DUE_DAY, FUND_RATE, MINIMUM_WAGE, UPPER_SHARE
from backend.funds.payers.models import FundPayer
from backend.funds.periods import first_day, last_day, shift
from backend.kernel import calendar_table
from backend.kernel.authz import Actor, within
from backend.kernel.parameters import lookup, lookup_or_none

D: Any = FundDeclaration
C: Any = FundCollection


def obligations_of(
    session: Session, district_id: str, payer_ids: Iterable[UUID], from_period: str, to_period: str
) -> dict[tuple[UUID, str], FundDeclaration]:
    """The newest declaration per (payer, period) of these payers, in one statement; the caller checked the reach."""
    wanted = list(payer_ids)
    if not wanted:
        return {}
    rows = session.execute(
        select(FundDeclaration)
        .where(
            D.district_id == district_id,
            D.payer_id.in_(wanted),
            D.period >= from_period,
            D.period <= to_period,
        )
        .order_by(D.number)
    ).scalars()
    return {(row.payer_id, row.period): row for row in rows}


def newest_ids(district_id: str, from_period: str, to_period: str) -> Any:
    """Sub-select of the ids of the declarations that count in a span of months (for sums and lists)."""
    place = func.row_number().over(partition_by=(D.payer_id, D.period), order_by=D.number.desc())
    ranked = (
        select(D.id, place.label("place"))
        .where(D.district_id == district_id, D.period >= from_period, D.period <= to_period)
        .subquery()
    )
    return select(ranked.c.id).where(ranked.c.place == 1)


def obligations_within(actor: Actor, from_period: str, to_period: str) -> Any:
    """A select of the declarations that count, of the payers in the caller's reach."""
    return select(FundDeclaration).where(
        within(FundDeclaration, actor), D.id.in_(newest_ids(actor.district_id, from_period, to_period))
    )


def declarations_of(
    session: Session, actor: Actor, payer_id: UUID, from_period: str, to_period: str
) -> Sequence[FundDeclaration]:
    """Every declaration of one payer in a span of months, newest month and number first."""
    statement = select(FundDeclaration).where(
        within(FundDeclaration, actor),
        D.payer_id == payer_id,
        D.period >= from_period,
        D.period <= to_period,
    )
    return session.execute(statement.order_by(D.period.desc(), D.number.desc())).scalars().all()


def newest_of(session: Session, payer: FundPayer, period: str) -> FundDeclaration | None:
    """The declaration of a payer and month that counts."""
    return obligations_of(session, payer.district_id, [payer.id], period, period).get((payer.id, period))


def parts_of(row: FundDeclaration) -> dict[WagePart, int] | None:
    """The make-up of the wages a declaration gave, if it gave one."""
    said: Any = row.explanation.get("parts")
    return {WagePart(code): int(fen) for code, fen in said.items()} if said else None


def payments_of(session: Session, actor: Actor, payer_id: UUID, period: str) -> Sequence[FundCollection]:
    """What was paid and reversed for one month of a payer, in the order of booking."""
    statement = select(FundCollection).where(
        within(FundCollection, actor), C.payer_id == payer_id, C.period == period
    )
    return session.execute(statement.order_by(C.booked_on, C.id)).scalars().all()


def terms_of(session: Session, district_id: str, period: str) -> rules.Terms:
    """The dated values a month's obligation is reckoned with: those in force on its last day.

    Raises ParameterMissing.
    """
    on = last_day(period)
    return rules.Terms(
        lookup(session, FUND_RATE.key, district_id, on),
        lookup(session, UPPER_SHARE.key, district_id, on),
        lookup_or_none(session, MINIMUM_WAGE.key, district_id, on),
    )


def due_on(session: Session, district_id: str, period: str) -> date:
    """The last day to pay for a month, rolled over holidays.

    Raises ParameterMissing.
    """
    return due_days(session, district_id, [period])[period]


def due_days(session: Session, district_id: str, periods: Iterable[str]) -> dict[str, date]:
    """The last day to pay for each of these months; the calendar is read once.

    Raises ParameterMissing.
    """
    wanted = list(periods)
    starts = {period: first_day(shift(period, 1)) for period in wanted}
    calendar = calendar_table.load(session, {start.year for start in starts.values()})
    return {
        period: rules.due_on(
            period, int(lookup(session, DUE_DAY.key, district_id, starts[period]).value), calendar
        )
        for period in wanted
    }
