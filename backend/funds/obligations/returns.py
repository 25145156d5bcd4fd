"""The monthly return and the funds: what a return follows of the payments, and what an accepted one declares."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from backend.funds.codes import DeclarationSource, WageBase
from backend.funds.collections.models import FundCollection
from backend.funds.dues.models import DuesBatch
from backend.funds.obligations import rules
from backend.funds.obligations.joint import owing_of
from backend.funds.obligations.models import FundDeclaration
from backend.funds.obligations.queries import C, newest_of
from backend.funds.obligations.service import Declared, declare
from backend.funds.paid import refunded_between
from backend.funds.payers.models import FundPayer
from backend.funds.payers.queries import payers_of_union
from backend.funds.periods import first_day, last_day
from backend.kernel.authz import Actor

_B: Any = DuesBatch
#: what stands for the channel of a month in which nothing was paid
NOTHING_PAID = "none"


def facts_of(session: Session, district_id: str, union_id: UUID, period: str) -> dict[str, int | str]:
    """The funds of one union in one month by the items of the return; empty while it has no payer or dues register.

    What was paid is what was booked within the month, less what was refunded in it, whatever month it was for.
    """
    found: dict[str, int | str] = {}
    payers = payers_of_union(session, district_id, union_id)
    if payers:
        ids = [payer.id for payer in payers]
        back = refunded_between(session, district_id, ids, first_day(period), last_day(period))
        found |= _paid(_booked_in(session, district_id, ids, period), back)
    dues = session.execute(
        select(_B.collected_fen).where(
            _B.district_id == district_id, _B.organisation_id == union_id, _B.period == period
        )
    ).scalar_one_or_none()
    return found if dues is None else {**found, "dues_fen": int(dues)}


def declare_return(
    session: Session, actor: Actor, union_id: UUID, period: str, values: dict[str, Any], return_id: UUID
) -> FundDeclaration | None:
    """Declare the wages of an accepted return for the payer they belong to; None when that cannot be said of one.

    A payer on another base than total wages keeps its base; the return's wages are its statutory base then.
    Raises ParameterMissing.
    """
    wages, employees = values.get("wages_fen"), values.get("employees")
    payer = owing_of(session, actor.district_id, union_id, period).of_return
    if not isinstance(wages, int) or not isinstance(employees, int) or payer is None:
        return None
    base, statutory = wages, None
    if payer.wage_base is not WageBase.TOTAL_WAGES:
        known = newest_of(session, payer, period)
        if known is None:
            return None
        base, statutory = known.wages_fen, wages
    return declare(session, actor, _declared(payer, period, base, employees, statutory, return_id))


def _declared(
    payer: FundPayer, period: str, wages: int, employees: int, statutory: int | None, return_id: UUID
) -> Declared:
    return Declared(
        payer=payer,
        period=period,
        wages_fen=wages,
        employees=employees,
        source=DeclarationSource.MONTHLY_RETURN,
        source_id=return_id,
        statutory_wages_fen=statutory,
    )


def _booked_in(
    session: Session, district_id: str, payer_ids: Sequence[UUID], period: str
) -> Sequence[FundCollection]:
    rows = session.execute(
        select(FundCollection)
        .where(
            C.district_id == district_id,
            C.payer_id.in_(payer_ids),
            C.booked_on >= first_day(period),
            C.booked_on <= last_day(period),
            C.item.in_(rules.PAYS_DUE),
        )
        .order_by(C.booked_on, C.id)
    ).scalars()
    return rows.all()


def _paid(rows: Sequence[FundCollection], refunded_fen: int) -> dict[str, int | str]:
    """Net amount, and channel, day and ticket of the last payment that was not reversed."""
    reversed_ids = {row.reverses_id for row in rows}
    standing = [row for row in rows if row.reverses_id is None and row.id not in reversed_ids]
    net = max(sum(row.paid_fen for row in rows) - refunded_fen, 0)
    if not standing:
        return {"funds_paid_fen": net, "funds_channel": NOTHING_PAID}
    last = standing[-1]
    found: dict[str, int | str] = {
        "funds_paid_fen": net,
        "funds_channel": last.channel.value,
        "funds_paid_on": last.booked_on.isoformat(),
    }
    return {**found, "funds_ticket_no": last.ticket_no} if last.ticket_no else found
