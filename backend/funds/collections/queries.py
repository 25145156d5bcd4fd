"""Reads of collections."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import Session

from backend.funds.codes import FundItem
from backend.funds.collections.models import FundCollection, FundSplitLine
from backend.kernel.authz import Actor, visible

C: Any = FundCollection
S: Any = FundSplitLine
#: How many ids one statement names at most.
_AT_ONCE = 5_000


def get_collection(session: Session, actor: Actor, collection_id: UUID) -> FundCollection:
    """One payment in the caller's reach.

    Raises NotFound, the same for a foreign id as for a random one.
    """
    return visible(session.get(FundCollection, (actor.district_id, collection_id)), actor)


def paid_of(
    session: Session, district_id: str, payer_ids: Iterable[UUID], from_period: str, to_period: str
) -> dict[tuple[UUID, str, FundItem], int]:
    """What these payers paid for each month (YYYY-MM, both inclusive) and item: fen net of reversals."""
    wanted = list(dict.fromkeys(payer_ids))
    found: dict[tuple[UUID, str, FundItem], int] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        rows = session.execute(
            select(C.payer_id, C.period, C.item, func.sum(C.paid_fen))
            .where(
                C.district_id == district_id,
                C.payer_id.in_(wanted[start : start + _AT_ONCE]),
                C.period >= from_period,
                C.period <= to_period,
            )
            .group_by(C.payer_id, C.period, C.item)
        )
        found |= {(payer_id, period, item): int(fen) for payer_id, period, item, fen in rows}
    return found


def parts_of_collection(session: Session, collection: FundCollection) -> Sequence[FundSplitLine]:
    """The split lines of a payment, in their order."""
    statement = select(FundSplitLine).where(
        S.district_id == collection.district_id, S.collection_id == collection.id
    )
    return session.execute(statement.order_by(S.number)).scalars().all()


def reversal_of(session: Session, collection: FundCollection) -> FundCollection | None:
    """The row that reverses a payment, if there is one."""
    found: FundCollection | None = session.execute(
        select(FundCollection).where(C.district_id == collection.district_id, C.reverses_id == collection.id)
    ).scalar_one_or_none()
    return found
