"""Open work of one account with statements: files that wait for its confirmation, open items it owns."""

from typing import Any

from sqlalchemy import func, select, update
from sqlmodel import Session

from backend.funds.statements.codes import FundExceptionState, StatementState
from backend.funds.statements.models import FundException, FundStatement
from backend.kernel.authz import Actor
from backend.kernel.handover import HandoverWork, owned

X: Any = FundException
_HELD = (FundExceptionState.ASSIGNED, FundExceptionState.PROPOSED, FundExceptionState.REJECTING)


def _theirs(leaving: Actor) -> tuple[Any, ...]:
    return (
        X.district_id == leaving.district_id,
        X.owner_account_id == leaving.account_id,
        X.status.in_(_HELD),
    )


def _count(session: Session, leaving: Actor) -> int:
    statement = select(func.count()).select_from(FundException).where(*_theirs(leaving))
    return int(session.execute(statement).scalar_one())


def _reassign(session: Session, leaving: Actor, successor: Actor) -> int:
    moved = session.execute(
        update(FundException)
        .where(*_theirs(leaving))
        .values(owner_account_id=successor.account_id, owner_name=successor.person_name)
        .execution_options(synchronize_session=False)
    )
    return int(moved.rowcount)  # type: ignore[attr-defined]


HANDOVER: tuple[HandoverWork, ...] = (
    owned("fund_statements", "待确认的缴费明细", FundStatement, (StatementState.READY,)),
    HandoverWork("fund_exceptions", "经办的对账异常", _count, _reassign),
)
