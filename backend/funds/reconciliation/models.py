"""Tables of the reconciliation: a run, its months by channel, and every difference with the rows it was found in."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, Index, UniqueConstraint

from backend.funds.codes import CollectionChannel
from backend.funds.reconciliation.codes import FundDifferenceKind
from backend.kernel.db import Scoped, belongs_to, code_column, column, ordered_text, utc_column
from backend.kernel.privacy import Privacy
from backend.kernel.second_lock import APPEND_ONLY


class FundReconciliation(Scoped, table=True):
    """One comparison of the books up to a day; ``is_balanced`` when nothing differs by a single fen."""

    __tablename__ = "fund_reconciliation"
    __table_args__ = (Index("ix_fund_reconciliation_scope", "district_id", "org_path", "id"), APPEND_ONLY)

    start: date = column("起始日期")
    as_of: date = column("截止日期")
    payments: int = column("缴费笔数")
    receipts_fen: int = column("缴费记录合计（分）", sa_type=BigInteger)
    parts_fen: int = column("分成合计（分）", sa_type=BigInteger)
    ledger_fen: int = column("账簿合计（分）", sa_type=BigInteger)
    imported_fen: int = column("来自导入的缴费（分）", sa_type=BigInteger)
    source_fen: int = column("对应的导入明细（分）", sa_type=BigInteger)
    year_fen: int = column("本年计划口径的缴费（分）", sa_type=BigInteger)
    figure_fen: int = column("公布的已入库数（分）", sa_type=BigInteger)
    differences: int = column("差异处数")
    is_balanced: bool = column("全部一致")
    recorded_at: datetime = utc_column("核对时刻")
    account_id: UUID = column("核对账号")
    person_name: str = column("核对人", privacy=Privacy.P2, max_length=100)


class FundReconciliationMonth(Scoped, table=True):
    """The same sums for one month of booking and one channel."""

    __tablename__ = "fund_reconciliation_month"
    __table_args__ = (
        belongs_to("fund_reconciliation", "run_id"),
        UniqueConstraint("district_id", "run_id", "period", "channel"),
        APPEND_ONLY,
    )

    run_id: UUID = column("核对")
    period: str = column("入库月份（YYYY-MM）", sa_type=ordered_text(7))
    channel: CollectionChannel = code_column(CollectionChannel, "缴纳渠道")
    payments: int = column("缴费笔数")
    receipts_fen: int = column("缴费记录（分）", sa_type=BigInteger)
    parts_fen: int = column("分成（分）", sa_type=BigInteger)
    ledger_fen: int = column("账簿（分）", sa_type=BigInteger)
    imported_fen: int = column("来自导入的缴费（分）", sa_type=BigInteger)
    source_fen: int = column("对应的导入明细（分）", sa_type=BigInteger)


class FundDifference(Scoped, table=True):
    """One difference: what should agree, by how much it does not, and in which rows."""

    __tablename__ = "fund_difference"
    __table_args__ = (
        belongs_to("fund_reconciliation", "run_id"),
        Index("ix_fund_difference_run", "district_id", "run_id", "number"),
        APPEND_ONLY,
    )

    run_id: UUID = column("核对")
    number: int = column("序号")
    kind: FundDifferenceKind = code_column(FundDifferenceKind, "差异类别")
    period: str = column("入库月份（YYYY-MM）", sa_type=ordered_text(7))
    channel: CollectionChannel | None = code_column(CollectionChannel, "缴纳渠道", nullable=True)
    subject: str = column("涉及的单据", privacy=Privacy.P1, max_length=300)
    left_fen: int = column("应为（分）", sa_type=BigInteger)
    right_fen: int = column("实为（分）", sa_type=BigInteger)
    collection_id: UUID | None = column("缴费记录", nullable=True)
    entry_id: UUID | None = column("分录", nullable=True)
    statement_id: UUID | None = column("导入文件", nullable=True)
