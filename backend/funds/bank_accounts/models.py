"""The table of accounts that money may go to; an account is never edited, a new one takes its place."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index, LargeBinary, UniqueConstraint

from backend.funds.bank_accounts.codes import BankAccountPurpose, BankAccountState
from backend.kernel.db import Scoped, belongs_to, code_column, column, ordered_text, utc_column
from backend.kernel.privacy import Privacy


class FundBankAccount(Scoped, table=True):
    """One account of a payer or of a base union, registered by one person and confirmed by another."""

    __tablename__ = "fund_bank_account"
    __table_args__ = (
        belongs_to("fund_payer", "payer_id"),
        belongs_to("organisation", "union_id"),
        UniqueConstraint("district_id", "open_key"),
        Index("ix_fund_bank_account_scope", "district_id", "org_path", "id"),
        Index("ix_fund_bank_account_payer", "district_id", "payer_id"),
        Index("ix_fund_bank_account_union", "district_id", "union_id"),
    )

    purpose: BankAccountPurpose = code_column(BankAccountPurpose, "用途")
    payer_id: UUID | None = column("缴费户", nullable=True, default=None)
    union_id: UUID | None = column("基层工会", nullable=True, default=None)
    owner_name: str = column("单位或工会名称", privacy=Privacy.P0, max_length=120)
    holder_name: str = column("户名", privacy=Privacy.P2, max_length=120)
    account_no_sealed: bytes = column("账号", privacy=Privacy.P3, sa_type=LargeBinary)
    account_tail: str = column("账号末四位", max_length=4)
    bank_name: str = column("开户银行", max_length=120)
    bank_no: str = column("行号", max_length=12, default="")
    proof: str = column("依据（开户许可证、银行回单等）", max_length=200)
    status: BankAccountState = code_column(BankAccountState, "状态")
    confirmed_on: date | None = column("复核日期", nullable=True, default=None)
    ended_on: date | None = column("停用日期", nullable=True, default=None)
    #: owner and number while it waits or is in force, so that the same one is not kept twice
    open_key: str | None = column("在用标识", sa_type=ordered_text(200), nullable=True)
    recorded_at: datetime = utc_column("登记时刻")
    recorded_by: str = column("登记人", privacy=Privacy.P2, max_length=100)
