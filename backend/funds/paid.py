"""What was paid for a payer's month, the one definition: payments net of reversals, less refunds that were paid out."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Subquery, and_, func, select, union_all
from sqlmodel import Session

from backend.funds.codes import FundItem
from backend.funds.collections.models import FundCollection
from backend.funds.refunds.codes import RefundState
from backend.funds.refunds.models import FundRefund

C: Any = FundCollection
F: Any = FundRefund
#: How many ids one statement names at most.
_AT_ONCE = 5_000


def paid_rows(conditions: Sequence[ColumnElement[bool]], until: date | None = None) -> Subquery:
    """Rows of payer_id, period, item, paid_fen of the payments that meet some conditions, up to a day.

    A refund is a row of its own with the opposite sign, under the month and item of its payment, once it was paid.
    """
    booked = [] if until is None else [C.booked_on <= until]
    given_back = [] if until is None else [F.paid_on <= until]
    return union_all(
        select(C.payer_id, C.period, C.item, C.paid_fen).where(*conditions, *booked),
        select(C.payer_id, C.period, C.item, -F.amount_fen)
        .select_from(FundRefund)
        .join(FundCollection, and_(C.district_id == F.district_id, C.id == F.collection_id))
        .where(*conditions, F.status == RefundState.PAID, *given_back),
    ).subquery()


def paid_of(
    session: Session, district_id: str, payer_ids: Iterable[UUID], from_period: str, to_period: str
) -> dict[tuple[UUID, str, FundItem], int]:
    """What these payers paid for each month (YYYY-MM, both inclusive) and item, in fen."""
    wanted = list(dict.fromkeys(payer_ids))
    found: dict[tuple[UUID, str, FundItem], int] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        rows = paid_rows(
            [
                C.district_id == district_id,
                C.payer_id.in_(wanted[start : start + _AT_ONCE]),
                C.period >= from_period,
                C.period <= to_period,
            ]
        )
        sums = session.execute(
            select(rows.c.payer_id, rows.c.period, rows.c.item, func.sum(rows.c.paid_fen)).group_by(
                rows.c.payer_id, rows.c.period, rows.c.item
            )
        )
        found |= {(payer_id, period, item): int(fen) for payer_id, period, item, fen in sums}
    return found


def refunded_fen() -> Any:
    """What went back of the payment of the statement around it, as a value of that statement."""
    return (
        select(func.coalesce(func.sum(F.amount_fen), 0))
        .where(F.district_id == C.district_id, F.collection_id == C.id, F.status == RefundState.PAID)
        .correlate(FundCollection)
        .scalar_subquery()
    )


def refunds_for(session: Session, district_id: str, payer_id: UUID, period: str) -> Sequence[FundRefund]:
    """The refunds of one payer's month that were paid, in the order of payment."""
    statement = (
        select(FundRefund)
        .join(FundCollection, and_(C.district_id == F.district_id, C.id == F.collection_id))
        .where(
            F.district_id == district_id,
            C.payer_id == payer_id,
            C.period == period,
            F.status == RefundState.PAID,
        )
    )
    return session.execute(statement.order_by(F.paid_on, F.id)).scalars().all()


def refunded_between(
    session: Session, district_id: str, payer_ids: Iterable[UUID], first: date, last: date
) -> int:
    """What was paid back to these payers of their funds and reserve between two days, whatever month it was for."""
    return int(
        session.execute(
            select(func.coalesce(func.sum(F.amount_fen), 0)).where(
                F.district_id == district_id,
                F.payer_id.in_(list(payer_ids)),
                F.item != FundItem.LATE_FEE,
                F.status == RefundState.PAID,
                F.paid_on.between(first, last),
            )
        ).scalar_one()
    )
