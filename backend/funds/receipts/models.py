"""Tables of receipts: books of numbered forms, and what became of every number used."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, Index, UniqueConstraint

from backend.funds.codes import FundItem
from backend.funds.receipts.codes import ReceiptBookState, ReceiptKind, ReceiptState
from backend.kernel.db import Scoped, belongs_to, code_column, column, ordered_text, utc_column
from backend.kernel.privacy import Privacy

KEPT = "30 years"


class FundReceiptBook(Scoped, table=True):
    """A run of numbers received from the finance bureau; ``next_no`` is the first number not used."""

    __tablename__ = "fund_receipt_book"
    __table_args__ = (
        UniqueConstraint("district_id", "series", "first_no"),
        Index("ix_fund_receipt_book_scope", "district_id", "org_path", "id"),
    )

    series: str = column("票据代码", max_length=40)
    first_no: int = column("起号", sa_type=BigInteger)
    last_no: int = column("止号", sa_type=BigInteger)
    next_no: int = column("下一号", sa_type=BigInteger)
    digits: int = column("号码位数")
    issuer: str = column("发放机关", max_length=60)
    received_on: date = column("入库日期")
    status: ReceiptBookState = code_column(ReceiptBookState, "状态")
    holder_person_id: UUID | None = column("领用人编号", nullable=True, default=None)
    holder_name: str = column("领用人", privacy=Privacy.P2, max_length=100, default="")
    taken_on: date | None = column("领用日期", nullable=True, default=None)
    closed_on: date | None = column("核销日期", nullable=True, default=None)


class FundReceipt(Scoped, table=True):
    """One number used: a receipt for one payment, its red-letter reversal, or a blank form made void."""

    __tablename__ = "fund_receipt"
    __table_args__ = (
        belongs_to("fund_receipt_book", "book_id"),
        belongs_to("fund_payer", "payer_id"),
        belongs_to("fund_collection", "collection_id"),
        belongs_to("fund_receipt", "reverses_id"),
        UniqueConstraint("district_id", "series", "number"),
        UniqueConstraint("district_id", "live_collection_id"),
        UniqueConstraint("district_id", "reverses_id"),
        Index("ix_fund_receipt_scope", "district_id", "org_path", "id"),
        Index("ix_fund_receipt_book", "district_id", "book_id", "number"),
        Index("ix_fund_receipt_payer", "district_id", "payer_id", "id"),
    )

    book_id: UUID = column("票据本")
    series: str = column("票据代码", max_length=40)
    number: int = column("号码", sa_type=BigInteger)
    number_text: str = column("号码（含前导零）", sa_type=ordered_text(20))
    kind: ReceiptKind = code_column(ReceiptKind, "类别")
    status: ReceiptState = code_column(ReceiptState, "状态")
    payer_id: UUID | None = column("缴费户", nullable=True, default=None)
    collection_id: UUID | None = column("缴费记录", nullable=True, default=None)
    #: the payment while the receipt is good: one payment has one receipt
    live_collection_id: UUID | None = column("有效收据的缴费记录", nullable=True, default=None)
    reverses_id: UUID | None = column("红冲的原收据", nullable=True, default=None)
    payer_name: str = column("交款单位", privacy=Privacy.P0, max_length=120, default="")
    payer_uscc: str = column("统一社会信用代码", privacy=Privacy.P0, max_length=18, default="")
    item: FundItem | None = code_column(FundItem, "费种", nullable=True, default=None)
    period: str = column("所属期（YYYY-MM）", max_length=7, default="")
    amount_fen: int = column("金额（分）", sa_type=BigInteger, default=0)
    payee_name: str = column("收款单位", privacy=Privacy.P0, max_length=100, default="")
    ticket_no: str = column("收款单据号", max_length=40, default="")
    issued_on: date = column("开具日期", retention=KEPT)
    cashier: str = column("开票人", privacy=Privacy.P2, max_length=100)
    recorded_at: datetime = utc_column("登记时刻")
    ended_on: date | None = column("作废或红冲日期", nullable=True, default=None)
    end_reason: str = column("作废或红冲理由", max_length=200, default="", retention=KEPT)
