"""Reads of reconciliations."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from backend.funds.reconciliation.codes import FundDifferenceKind
from backend.funds.reconciliation.models import FundDifference, FundReconciliation, FundReconciliationMonth
from backend.kernel.authz import Actor, visible, within
from backend.kernel.paging import Paging, Slice, paginate

Q: Any = FundReconciliation
M: Any = FundReconciliationMonth
D: Any = FundDifference


def get_reconciliation(session: Session, actor: Actor, run_id: UUID) -> FundReconciliation:
    """One comparison in the caller's reach.

    Raises NotFound.
    """
    return visible(session.get(FundReconciliation, (actor.district_id, run_id)), actor)


def list_reconciliations(session: Session, actor: Actor, is_balanced: bool | None, page: Paging) -> Slice:
    """Comparisons, the newest first."""
    statement = select(FundReconciliation).where(within(FundReconciliation, actor))
    if is_balanced is not None:
        statement = statement.where(Q.is_balanced == is_balanced)
    return paginate(session, statement, order=[Q.id], page=page, descending=True)


def months_of(session: Session, run: FundReconciliation) -> list[FundReconciliationMonth]:
    """The sums of a run by month and channel, the newest month first."""
    statement = select(FundReconciliationMonth).where(M.district_id == run.district_id, M.run_id == run.id)
    return list(session.execute(statement.order_by(M.period.desc(), M.channel)).scalars())


def list_differences(
    session: Session, run: FundReconciliation, kind: FundDifferenceKind | None, page: Paging
) -> Slice:
    """The differences of a run in the order they were found."""
    statement = select(FundDifference).where(D.district_id == run.district_id, D.run_id == run.id)
    if kind is not None:
        statement = statement.where(D.kind == kind)
    return paginate(session, statement, order=[D.number, D.id], page=page)
