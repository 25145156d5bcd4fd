"""Whether a payment may still be reversed as a whole: not once its money has gone out another way."""

from typing import Any

from sqlalchemy import and_, select
from sqlmodel import Session

from backend.funds.collections.models import FundCollection
from backend.funds.refunds.codes import RefundState
from backend.funds.refunds.queries import standing_fen
from backend.funds.refunds.rules import WAITING
from backend.funds.share_returns.codes import ShareReturnKind, ShareReturnState
from backend.funds.share_returns.models import FundShareReturn, FundShareReturnItem
from backend.kernel.money import format_yuan

_B: Any = FundShareReturn
_I: Any = FundShareReturnItem


def reversal_refusal(session: Session, paid: FundCollection) -> str | None:
    """Why a payment cannot be reversed now and how to mend it, or None.

    A base union's share that was returned is no obstacle: the reversal is a candidate of the next batch, which takes
    the share off. Nothing takes off a reserve or a small payer's return.
    """
    return _refunded(session, paid) or _returned(session, paid)


def _refunded(session: Session, paid: FundCollection) -> str | None:
    if standing_fen(session, paid.district_id, paid.id, WAITING):
        return "这笔缴费有退费正在办理，不能冲正：请先撤回、不予退费或取消付款，再来冲正"
    refunded = standing_fen(session, paid.district_id, paid.id, (RefundState.PAID,))
    if refunded:
        return f"这笔缴费已退费 {format_yuan(refunded)} 元，不能整笔冲正：其余部分要退的，请再办退费"
    return None


def _returned(session: Session, paid: FundCollection) -> str | None:
    rows = session.execute(
        select(_B.batch_no, _B.kind, _B.status)
        .join(FundShareReturnItem, and_(_I.district_id == _B.district_id, _I.batch_id == _B.id))
        .where(_I.district_id == paid.district_id, _I.collection_id == paid.id, _I.live_key.is_not(None))
        .order_by(_B.batch_no)
    ).all()
    for batch_no, kind, status in rows:
        if status is not ShareReturnState.PAID:
            return (
                f"这笔缴费已列入{kind.label}批次“{batch_no}”（{status.label}），不能冲正："
                "请先取消该批次，冲正后重新生成"
            )
        if kind is not ShareReturnKind.BASE_SHARE:
            return (
                f"这笔缴费已在{kind.label}批次“{batch_no}”付给基层工会，以后的批次不会扣回，不能冲正："
                "请先向该工会收回，再以手工分录记账"
            )
    return None
