"""Reads of collections."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from backend.funds.collections.models import FundCollection, FundSplitLine
from backend.kernel.authz import Actor, visible

C: Any = FundCollection
S: Any = FundSplitLine


def get_collection(session: Session, actor: Actor, collection_id: UUID) -> FundCollection:
    """One payment in the caller's reach.

    Raises NotFound, the same for a foreign id as for a random one.
    """
    return visible(session.get(FundCollection, (actor.district_id, collection_id)), actor)


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
