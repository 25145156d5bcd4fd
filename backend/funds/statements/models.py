"""Tables of statements: the file, its rows, its sealed content, and the open items."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, BigInteger, Index, LargeBinary, UniqueConstraint

from backend.funds.codes import CollectionChannel, FundCoverage, FundItem
from backend.funds.statements.codes import (
    FundExceptionAction,
    FundExceptionState,
    ReconciliationClass,
    StatementLayout,
    StatementState,
    StatementVerdict,
)
from backend.kernel.db import Scoped, belongs_to, code_column, column, ordered_text, utc_column
from backend.kernel.privacy import Privacy

KEPT = "30 years"


class FundStatement(Scoped, table=True):
    """One file somebody sent: rows_read and total_fen are the sums of their parts, to the fen."""

    __tablename__ = "fund_statement"
    __table_args__ = (
        Index("ix_fund_statement_scope", "district_id", "org_path", "id"),
        Index("ix_fund_statement_hash", "district_id", "file_hash"),
    )

    layout: StatementLayout = code_column(StatementLayout, "明细种类")
    channel: CollectionChannel = code_column(CollectionChannel, "缴纳渠道")
    period: str = column("对账月份（YYYY-MM）", sa_type=ordered_text(7))
    is_complete: bool = column("本月全部明细（同时核对我有源无）", default=False)
    file_name: str = column("文件名", max_length=200)
    file_hash: str = column("文件指纹", max_length=64)
    status: StatementState = code_column(StatementState, "状态")
    rows_read: int = column("读取行数", default=0)
    bookable_rows: int = column("可以入账行数", default=0)
    agreed_rows: int = column("已有记录行数", default=0)
    exception_rows: int = column("异常行数", default=0)
    ignored_rows: int = column("不属缴费行数", default=0)
    invalid_rows: int = column("填写有误行数", default=0)
    platform_rows: int = column("我有源无笔数", default=0)
    total_fen: int = column("文件合计（分）", sa_type=BigInteger, default=0)
    bookable_fen: int = column("可以入账（分）", sa_type=BigInteger, default=0)
    agreed_fen: int = column("已有记录（分）", sa_type=BigInteger, default=0)
    exception_fen: int = column("异常（分）", sa_type=BigInteger, default=0)
    platform_fen: int = column("我有源无（分）", sa_type=BigInteger, default=0)
    control_fen: int | None = column("文件自带合计（分）", sa_type=BigInteger, nullable=True, default=None)
    written: int = column("入账笔数", default=0)
    failure: str = column("未能完成的原因", max_length=500, default="")
    job_id: UUID | None = column("后台任务", nullable=True, default=None)
    repeats_id: UUID | None = column("相同文件的上次导入", nullable=True, default=None)
    account_id: UUID = column("账号")
    person_name: str = column("上传人", privacy=Privacy.P2, max_length=100)
    finished_at: datetime | None = utc_column("办结时刻", nullable=True, default=None)


class FundStatementRow(Scoped, table=True):
    """One row of a file as it was read, with what was found; the collection is the one it became or equals."""

    __tablename__ = "fund_statement_row"
    __table_args__ = (
        belongs_to("fund_statement", "statement_id"),
        belongs_to("fund_payer", "payer_id"),
        UniqueConstraint("district_id", "statement_id", "row_number"),
        Index("ix_fund_statement_row_scope", "district_id", "org_path", "id"),
        Index("ix_fund_statement_row_fingerprint", "district_id", "fingerprint"),
        Index("ix_fund_statement_row_collection", "district_id", "collection_id"),
    )

    statement_id: UUID = column("明细文件")
    row_number: int = column("行号")
    fingerprint: str = column("同一行的标识", max_length=64)
    payer_uscc: str = column("统一社会信用代码", privacy=Privacy.P0, max_length=40, default="")
    payer_name: str = column("缴费户名称", privacy=Privacy.P2, max_length=200, default="")
    tax_registration_no: str = column("登记序号", max_length=40, default="")
    item: FundItem | None = code_column(FundItem, "费种", nullable=True)
    period: str = column("所属期（YYYY-MM）", sa_type=ordered_text(7), default="")
    base_fen: int | None = column("计费依据（分）", sa_type=BigInteger, nullable=True, default=None)
    due_fen: int | None = column("应缴（分）", sa_type=BigInteger, nullable=True, default=None)
    paid_fen: int | None = column("实缴（分）", sa_type=BigInteger, nullable=True, default=None)
    ticket_no: str = column("电子税票号或单据号", max_length=60, default="")
    booked_on: date | None = column("入库日期", retention=KEPT, nullable=True, default=None)
    coverage: FundCoverage = code_column(FundCoverage, "入库范围", default=FundCoverage.FULL)
    verdict: StatementVerdict = code_column(StatementVerdict, "比对结果")
    recon_class: ReconciliationClass | None = code_column(ReconciliationClass, "对账类别", nullable=True)
    payer_id: UUID | None = column("缴费户", nullable=True, default=None)
    collection_id: UUID | None = column("缴费记录", nullable=True, default=None)
    #: a reversal's original when it stands in the same file
    original_row: int | None = column("原记录所在行", nullable=True, default=None)
    column_name: str = column("列", max_length=30, default="")
    message: str = column("说明", max_length=300, default="")
    fix: str = column("处理办法", max_length=300, default="")


class FundStatementContent(Scoped, table=True):
    """The file of a statement, sealed."""

    __tablename__ = "fund_statement_content"
    __table_args__ = (belongs_to("fund_statement", "statement_id"),)

    statement_id: UUID = column("明细文件")
    original_sealed: bytes = column("原文件", privacy=Privacy.P3, retention=KEPT, sa_type=LargeBinary)


class FundException(Scoped, table=True):
    """One open item of a reconciliation: its owner, what was decided, what it became."""

    __tablename__ = "fund_exception"
    __table_args__ = (
        belongs_to("fund_statement", "statement_id"),
        belongs_to("fund_statement_row", "row_id"),
        belongs_to("fund_payer", "payer_id"),
        belongs_to("fund_collection", "collection_id"),
        UniqueConstraint("district_id", "row_id"),
        Index("ix_fund_exception_scope", "district_id", "org_path", "status", "id"),
        Index("ix_fund_exception_owner", "district_id", "owner_account_id", "status"),
        Index("ix_fund_exception_period", "district_id", "period", "status"),
    )

    statement_id: UUID = column("明细文件")
    row_id: UUID | None = column("明细行", nullable=True, default=None)
    row_number: int | None = column("行号", nullable=True, default=None)
    channel: CollectionChannel = code_column(CollectionChannel, "缴纳渠道")
    period: str = column("记账月份（YYYY-MM）", sa_type=ordered_text(7))
    verdict: StatementVerdict = code_column(StatementVerdict, "异常种类")
    recon_class: ReconciliationClass = code_column(ReconciliationClass, "对账类别")
    payer_id: UUID | None = column("缴费户", nullable=True, default=None)
    payer_name: str = column("缴费户名称", privacy=Privacy.P2, max_length=200, default="")
    amount_fen: int = column("金额（分）", sa_type=BigInteger)
    booked_on: date = column("入库日期", retention=KEPT)
    message: str = column("说明", max_length=300, default="")
    fix: str = column("处理办法", max_length=300, default="")
    status: FundExceptionState = code_column(FundExceptionState, "状态", default=FundExceptionState.OPEN)
    owner_account_id: UUID | None = column("经办账号", nullable=True, default=None)
    owner_name: str = column("经办人", privacy=Privacy.P2, max_length=100, default="")
    assigned_at: datetime | None = utc_column("指派时刻", nullable=True, default=None)
    proposal: dict[str, str] = column("处理意见", sa_type=JSON, default_factory=dict)
    resolution: FundExceptionAction | None = code_column(FundExceptionAction, "处理方式", nullable=True)
    collection_id: UUID | None = column("缴费记录", nullable=True, default=None)
    resolved_at: datetime | None = utc_column("办结时刻", nullable=True, default=None)
