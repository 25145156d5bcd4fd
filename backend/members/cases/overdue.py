"""Transfers nobody accepted in time go to the district (A-R16)."""

from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from backend.kernel import clock, history
from backend.kernel.authz import Actor, within
from backend.kernel.parameters import lookup
from backend.members.cases.rules import CASE_WORKFLOW, Side, is_overdue
from backend.members.codes import CaseAction, CaseState
from backend.members.models import TransferCase
from backend.members.parameters import TRANSFER_TIMEOUT

C: Any = TransferCase


def escalate(session: Session, actor: Actor) -> int:
    """Pass every transfer in reach that is over its time to the district; how many there were.

    Raises ParameterMissing when the time allowed is not kept.
    """
    waiting = session.execute(
        select(TransferCase)
        .where(within(TransferCase, actor), C.status == CaseState.AWAITING_RECEIVER)
        .order_by(C.id)
        .with_for_update()
    )
    late = [case for case in waiting.scalars().all() if _is_late(session, case)]
    for case in late:
        history.advance(session, actor, CASE_WORKFLOW, case, CaseAction.ESCALATE.value, context=Side.RECEIVER)
    return len(late)


def _is_late(session: Session, case: TransferCase) -> bool:
    days = int(lookup(session, TRANSFER_TIMEOUT.key, case.district_id, case.opened_on).value)
    return is_overdue(case.status, case.opened_on, days, clock.today())
