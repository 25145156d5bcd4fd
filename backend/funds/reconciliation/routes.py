"""HTTP of the reconciliation."""

from typing import Annotated, Any
from uuid import UUID

from sqlmodel import Session

from backend.funds.permissions import P
from backend.funds.reconciliation import queries, service
from backend.funds.reconciliation.codes import FundDifferenceKind
from backend.funds.reconciliation.models import FundDifference, FundReconciliation
from backend.funds.reconciliation.schemas import (
    FundDifferenceOut,
    FundDifferencePage,
    FundReconciliationMonthOut,
    FundReconciliationOut,
    FundReconciliationPage,
    FundReconciliationRow,
)
from backend.kernel.authz import Actor, require
from backend.kernel.db import Db
from backend.kernel.http import Idempotent, api_router
from backend.kernel.paging import PageQuery

router = api_router("/funds/reconciliations", "funds")
Reader = Annotated[Actor, require(P.LEDGER)]
Bookkeeper = Annotated[Actor, require(P.BOOK)]


@router.get("", summary="经费对账记录")
def list_fund_reconciliations(
    db: Db, actor: Reader, page: PageQuery, is_balanced: bool | None = None
) -> FundReconciliationPage:
    """Every comparison of the books, newest first; the books are the district's."""
    found = queries.list_reconciliations(db, actor, is_balanced, page)
    return FundReconciliationPage(
        items=[FundReconciliationRow.model_validate(row) for row in found.rows],
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


@router.post("", status_code=201, summary="立即对账", dependencies=[Idempotent])
def run_fund_reconciliation(db: Db, actor: Bookkeeper) -> FundReconciliationOut:
    """缴费记录、分成、账簿、导入明细、统计数逐笔核对到分。The same comparison that runs every day."""
    return _reconciliation_out(db, service.reconcile(db, actor))


@router.get("/{run_id}", summary="经费对账详情")
def read_fund_reconciliation(db: Db, actor: Reader, run_id: UUID) -> FundReconciliationOut:
    """One comparison with its sums by month and channel."""
    return _reconciliation_out(db, queries.get_reconciliation(db, actor, run_id))


@router.get("/{run_id}/differences", summary="经费对账差异")
def list_fund_differences(
    db: Db, actor: Reader, run_id: UUID, page: PageQuery, kind: FundDifferenceKind | None = None
) -> FundDifferencePage:
    """Every difference with the payment, entry or file it stands in."""
    found = queries.list_differences(db, queries.get_reconciliation(db, actor, run_id), kind, page)
    return FundDifferencePage(
        items=[_difference_out(row) for row in found.rows],
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


def _reconciliation_out(db: Session, run: FundReconciliation) -> FundReconciliationOut:
    months = [FundReconciliationMonthOut.model_validate(row) for row in queries.months_of(db, run)]
    own = set(FundReconciliationOut.model_fields) - {"months"}
    facts: dict[str, Any] = {name: getattr(run, name) for name in own}
    return FundReconciliationOut(**facts, months=months)


def _difference_out(row: FundDifference) -> FundDifferenceOut:
    own = set(FundDifferenceOut.model_fields) - {"difference_fen"}
    facts: dict[str, Any] = {name: getattr(row, name) for name in own}
    return FundDifferenceOut(**facts, difference_fen=row.right_fen - row.left_fen)
