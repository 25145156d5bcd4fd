"""What of a payment has been returned or is set aside for it."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import Session

from backend.funds.share_returns.codes import ShareReturnKind
from backend.funds.share_returns.models import FundShareReturnItem

ITEM: Any = FundShareReturnItem


def live_key(kind: ShareReturnKind, collection_id: UUID) -> str:
    """What makes a payment's part returned once."""
    return f"{kind.value}:{collection_id}"


def base_returned_fen(session: Session, district_id: str, collection_id: UUID) -> int:
    """The base union's share of a payment that was returned or stands in a batch."""
    return _returned(session, district_id, collection_id, [ShareReturnKind.BASE_SHARE])


def otherwise_returned_fen(session: Session, district_id: str, collection_id: UUID) -> int:
    """What of a payment was returned, or stands in a batch, as a small payer's or as the preparation fund."""
    others = [kind for kind in ShareReturnKind if kind is not ShareReturnKind.BASE_SHARE]
    return _returned(session, district_id, collection_id, others)


def _returned(
    session: Session, district_id: str, collection_id: UUID, kinds: Iterable[ShareReturnKind]
) -> int:
    keys = [live_key(kind, collection_id) for kind in kinds]
    return int(
        session.execute(
            select(func.coalesce(func.sum(ITEM.amount_fen), 0)).where(
                ITEM.district_id == district_id, ITEM.live_key.in_(keys)
            )
        ).scalar_one()
    )
