"""Tables of returns: a batch, the line of each union, and the payments each line is made of."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, BigInteger, Index, UniqueConstraint

from backend.funds.share_returns.codes import ShareReturnKind, ShareReturnLineState, ShareReturnState
from backend.kernel.db import Scoped, belongs_to, code_column, column, ordered_text, utc_column
from backend.kernel.privacy import Privacy

KEPT = "30 years"


class FundShareReturn(Scoped, table=True):
    """One batch of returns, decided and paid as a whole; its amounts are never edited."""

    __tablename__ = "fund_share_return"
    __table_args__ = (
        UniqueConstraint("district_id", "batch_no"),
        Index("ix_fund_share_return_scope", "district_id", "org_path", "id"),
    )

    batch_no: str = column("批次号", sa_type=ordered_text(30))
    kind: ShareReturnKind = code_column(ShareReturnKind, "返还类别")
    status: ShareReturnState = code_column(ShareReturnState, "状态")
    from_on: date = column("入库日期自")
    to_on: date = column("入库日期至（含）")
    basis: str = column("依据", max_length=300)
    note: str = column("说明", max_length=300, default="", retention=KEPT)
    ready_count: int = column("可付家数", default=0)
    ready_fen: int = column("可付金额（分）", sa_type=BigInteger, default=0)
    held_count: int = column("暂缓家数", default=0)
    held_fen: int = column("暂缓金额（分）", sa_type=BigInteger, default=0)
    paid_fen: int = column("已付金额（分）", sa_type=BigInteger, default=0)
    compiled_on: date = column("生成日期")
    compiled_by: str = column("经办人", privacy=Privacy.P2, max_length=100)
    paid_on: date | None = column("付款日期", nullable=True, default=None)
    ticket_no: str = column("付款单据号", max_length=40, default="")
    entry_id: UUID | None = column("记账分录", nullable=True, default=None)
    recorded_at: datetime = utc_column("登记时刻")


class FundShareReturnLine(Scoped, table=True):
    """What one union gets in one batch; its path is the union's, so the union sees its own."""

    __tablename__ = "fund_share_return_line"
    __table_args__ = (
        belongs_to("fund_share_return", "batch_id"),
        belongs_to("organisation", "union_id"),
        belongs_to("fund_bank_account", "account_id"),
        UniqueConstraint("district_id", "batch_id", "union_id"),
        Index("ix_fund_share_return_line_scope", "district_id", "org_path", "id"),
        Index("ix_fund_share_return_line_batch", "district_id", "batch_id", "status"),
    )

    batch_id: UUID = column("批次")
    union_id: UUID = column("基层工会")
    union_name: str = column("工会名称", privacy=Privacy.P0, max_length=100)
    amount_fen: int = column("返还金额（分）", sa_type=BigInteger)
    payments: int = column("涉及缴费笔数")
    status: ShareReturnLineState = code_column(ShareReturnLineState, "状态")
    hold_reasons: list[str] = column("暂缓原因", sa_type=JSON, default_factory=list)
    account_id: UUID | None = column("收款账户", nullable=True, default=None)


class FundShareReturnItem(Scoped, table=True):
    """The part of one payment in a line; a payment's part is returned once per kind."""

    __tablename__ = "fund_share_return_item"
    __table_args__ = (
        belongs_to("fund_share_return", "batch_id"),
        belongs_to("fund_share_return_line", "line_id"),
        belongs_to("fund_collection", "collection_id"),
        UniqueConstraint("district_id", "live_key"),
        Index("ix_fund_share_return_item_line", "district_id", "line_id"),
        Index("ix_fund_share_return_item_collection", "district_id", "collection_id"),
    )

    batch_id: UUID = column("批次")
    line_id: UUID = column("返还行")
    collection_id: UUID = column("缴费记录")
    payer_id: UUID = column("缴费户")
    kind: ShareReturnKind = code_column(ShareReturnKind, "返还类别")
    account_code: str = column("冲减科目", max_length=20)
    bank_code: str = column("付款科目", max_length=20)
    amount_fen: int = column("金额（分）", sa_type=BigInteger)
    #: kind and payment while it is to be or has been returned; empty once the line is released
    live_key: str | None = column("在用标识", sa_type=ordered_text(80), nullable=True)
