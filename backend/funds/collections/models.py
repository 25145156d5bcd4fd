"""Tables of collections and their split (domain E3.3, E3.4): nothing paid is ever edited; a reversal is another row.

As in the ledger, the split lines are written first and the payment last: writing it completes it, and the store
itself refuses a payment whose lines do not add up to it, and a line for a complete payment (``guards``).
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKeyConstraint, Index, UniqueConstraint

from backend.funds.codes import CollectionChannel, FundCoverage, FundItem, SplitLevel
from backend.funds.collections.guards import COLLECTION_GUARDS
from backend.kernel.db import Scoped, belongs_to, code_column, column, ordered_text, utc_column
from backend.kernel.guards import GUARDS
from backend.kernel.privacy import Privacy
from backend.kernel.second_lock import APPEND_ONLY

KEPT = "30 years"


class FundCollection(Scoped, table=True):
    """One payment as it was booked by treasury or bank; a reversal has the opposite amount and names its original.

    `dedupe_key` is what makes the payment the same one: the e-ticket number, else its own facts; a reversal's is
    its original's with a mark of its own. The period is the month the funds are for, `booked_on` the day they came.
    """

    __tablename__ = "fund_collection"
    __table_args__ = (
        belongs_to("fund_payer", "payer_id"),
        belongs_to("fund_collection", "reverses_id"),
        belongs_to("ledger_entry", "entry_id"),
        UniqueConstraint("district_id", "dedupe_key"),
        UniqueConstraint("district_id", "reverses_id"),
        Index("ix_fund_collection_booked", "district_id", "org_path", "booked_on", "id"),
        Index("ix_fund_collection_payer", "district_id", "payer_id", "period", "id"),
        Index("ix_fund_collection_entry", "district_id", "entry_id"),
        APPEND_ONLY,
    )

    payer_id: UUID = column("缴费户")
    channel: CollectionChannel = code_column(CollectionChannel, "缴纳渠道")
    item: FundItem = code_column(FundItem, "费种")
    period: str = column("所属期（YYYY-MM）", sa_type=ordered_text(7))
    booked_on: date = column("入库日期", retention=KEPT)
    base_fen: int | None = column("计费依据（分）", sa_type=BigInteger, nullable=True, default=None)
    due_fen: int | None = column("应缴（分）", sa_type=BigInteger, nullable=True, default=None)
    paid_fen: int = column("实缴（分）", sa_type=BigInteger)
    coverage: FundCoverage = code_column(FundCoverage, "入库范围")
    ticket_no: str = column("电子税票号或单据号", max_length=40, default="")
    dedupe_key: str = column("同一笔的标识", sa_type=ordered_text(120))
    reverses_id: UUID | None = column("冲正的原缴费记录", nullable=True, default=None)
    entry_id: UUID = column("记账分录")
    source: str = column("来源", max_length=40)
    source_id: UUID | None = column("来源行", nullable=True, default=None)
    split_table: str = column("分成表版本", max_length=120)
    note: str = column("说明", max_length=200, default="", retention=KEPT)
    recorded_at: datetime = utc_column("登记时刻")
    account_id: UUID | None = column("经办账号", nullable=True, default=None)
    person_name: str = column("经办人", privacy=Privacy.P2, max_length=100, default="")


class FundSplitLine(Scoped, table=True):
    """One level's part of a collection; the parts add up to the whole."""

    __tablename__ = "fund_split_line"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "collection_id"],
            ["fund_collection.district_id", "fund_collection.id"],
            deferrable=True,
            initially="DEFERRED",
        ),
        UniqueConstraint("district_id", "collection_id", "number"),
        APPEND_ONLY,
    )

    collection_id: UUID = column("缴费记录")
    number: int = column("行次")
    level: SplitLevel = code_column(SplitLevel, "分成级次")
    account_code: str = column("科目", max_length=20)
    account_name: str = column("户名", max_length=100, default="")
    ratio: int = column("比例（万分之）")
    amount_fen: int = column("金额（分）", sa_type=BigInteger)


GUARDS.update(COLLECTION_GUARDS)
