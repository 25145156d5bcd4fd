"""Reads of refunds, and what other parts of the funds ask about money that went back."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import Session

from backend.funds.codes import SplitLevel
from backend.funds.payers.models import FundPayer
from backend.funds.refunds.codes import RefundState
from backend.funds.refunds.models import FundRefund
from backend.funds.refunds.rules import LIVE
from backend.kernel.authz import Actor, visible, within
from backend.kernel.paging import Paging, Slice, paginate

F: Any = FundRefund
_P: Any = FundPayer


def get_refund(session: Session, actor: Actor, refund_id: UUID) -> FundRefund:
    """One refund in the caller's reach.

    Raises NotFound, the same for a foreign id as for a random one.
    """
    return visible(session.get(FundRefund, (actor.district_id, refund_id)), actor)


def list_refunds(
    session: Session, actor: Actor, status: RefundState | None, payer_id: UUID | None, page: Paging
) -> Slice:
    """Refunds in the caller's reach with the payer's name, newest first."""
    statement = (
        select(FundRefund, _P.name)
        .join(FundPayer, (_P.district_id == F.district_id) & (_P.id == F.payer_id))
        .where(within(FundRefund, actor))
    )
    if status is not None:
        statement = statement.where(F.status == status)
    if payer_id is not None:
        statement = statement.where(F.payer_id == payer_id)
    return paginate(session, statement, order=[F.id], page=page, descending=True)


def standing_fen(
    session: Session,
    district_id: str,
    collection_id: UUID,
    states: Iterable[RefundState] = LIVE,
    besides: UUID | None = None,
) -> int:
    """Fen of the refunds of one payment that stand in these states."""
    statement = select(func.coalesce(func.sum(F.amount_fen), 0)).where(
        F.district_id == district_id, F.collection_id == collection_id, F.status.in_(list(states))
    )
    if besides is not None:
        statement = statement.where(F.id != besides)
    return int(session.execute(statement).scalar_one())


def paid_parts(session: Session, district_id: str) -> dict[UUID, dict[SplitLevel, int]]:
    """What went back of each payment by level, of all refunds that were paid."""
    rows = session.execute(
        select(F.collection_id, F.parts).where(F.district_id == district_id, F.status == RefundState.PAID)
    )
    found: dict[UUID, dict[SplitLevel, int]] = {}
    for collection_id, parts in rows:
        levels = found.setdefault(collection_id, {})
        for part in parts:
            level = SplitLevel(part["level"])
            levels[level] = levels.get(level, 0) + int(part["amount_fen"])
    return found


def collections_with(session: Session, district_id: str, states: Iterable[RefundState]) -> set[UUID]:
    """The payments that have a refund in one of these states."""
    rows = session.execute(
        select(F.collection_id).where(F.district_id == district_id, F.status.in_(list(states)))
    )
    return set(rows.scalars())


def paid_besides(district_id: str, collection_id: UUID, refund_id: UUID) -> Any:
    """Select of the other refunds of a payment that were paid."""
    return select(FundRefund).where(
        F.district_id == district_id,
        F.collection_id == collection_id,
        F.status == RefundState.PAID,
        F.id != refund_id,
    )
