"""What of a payment has been returned or is set aside for it."""

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
    key = live_key(ShareReturnKind.BASE_SHARE, collection_id)
    return int(
        session.execute(
            select(func.coalesce(func.sum(ITEM.amount_fen), 0)).where(
                ITEM.district_id == district_id, ITEM.live_key == key
            )
        ).scalar_one()
    )
