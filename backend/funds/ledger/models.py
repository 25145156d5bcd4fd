"""Tables of the ledger: accounts, entries, lines, months. Amounts are fen; debit is positive, credit negative.

The lines of an entry are written first and the entry last: writing it is what completes it. The store itself
refuses an entry whose lines do not add up to zero, a line for a complete entry, an entry in a closed month, and
any change of either (``guards``).
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKeyConstraint, Index, UniqueConstraint

from backend.funds.ledger.codes import LedgerAccountKind, LedgerEntryKind, LedgerMonthState
from backend.funds.ledger.guards import LEDGER_GUARDS
from backend.kernel.db import Scoped, belongs_to, code_column, column, ordered_text, utc_column
from backend.kernel.guards import GUARDS
from backend.kernel.privacy import Privacy
from backend.kernel.second_lock import APPEND_ONLY

KEPT = "30 years"


class LedgerAccount(Scoped, table=True):
    """One account of a federation's chart."""

    __tablename__ = "ledger_account"
    __table_args__ = (
        UniqueConstraint("district_id", "code"),
        Index("ix_ledger_account_scope", "district_id", "org_path", "code"),
    )

    code: str = column("科目编码", sa_type=ordered_text(20))
    name: str = column("科目名称", max_length=60)
    kind: LedgerAccountKind = code_column(LedgerAccountKind, "科目类别")


class LedgerEntry(Scoped, table=True):
    """One balanced posting; a correction is another entry that reverses it."""

    __tablename__ = "ledger_entry"
    __table_args__ = (
        UniqueConstraint("district_id", "reverses_id"),
        UniqueConstraint("district_id", "source", "source_id", "kind"),
        belongs_to("ledger_entry", "reverses_id"),
        Index("ix_ledger_entry_period", "district_id", "org_path", "period", "id"),
        APPEND_ONLY,
    )

    kind: LedgerEntryKind = code_column(LedgerEntryKind, "事由")
    period: str = column("记账月份（YYYY-MM）", sa_type=ordered_text(7))
    booked_on: date = column("记账日期", retention=KEPT)
    note: str = column("摘要", max_length=200, retention=KEPT)
    source: str = column("来源单据", max_length=40)
    source_id: UUID = column("来源单据编号")
    reverses_id: UUID | None = column("冲销的分录", nullable=True, default=None)
    recorded_at: datetime = utc_column("登记时刻")
    account_id: UUID = column("经办账号")
    person_name: str = column("经办人", privacy=Privacy.P2, max_length=100)


class LedgerLine(Scoped, table=True):
    """One side of an entry."""

    __tablename__ = "ledger_line"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "entry_id"],
            ["ledger_entry.district_id", "ledger_entry.id"],
            deferrable=True,
            initially="DEFERRED",
        ),
        belongs_to("ledger_account"),
        UniqueConstraint("district_id", "entry_id", "number"),
        Index("ix_ledger_line_account", "district_id", "ledger_account_id", "entry_id"),
        APPEND_ONLY,
    )

    entry_id: UUID = column("分录")
    number: int = column("行次")
    ledger_account_id: UUID = column("科目")
    amount_fen: int = column("金额（分，借正贷负）", sa_type=BigInteger)
    payer_id: UUID | None = column("缴费户", nullable=True, default=None)
    note: str = column("摘要", max_length=200, default="")


class LedgerMonth(Scoped, table=True):
    """One month of a federation's books."""

    __tablename__ = "ledger_month"
    __table_args__ = (UniqueConstraint("district_id", "org_path", "period"),)

    period: str = column("月份（YYYY-MM）", sa_type=ordered_text(7))
    status: LedgerMonthState = code_column(LedgerMonthState, "状态", default=LedgerMonthState.OPEN)


GUARDS.update(LEDGER_GUARDS)
