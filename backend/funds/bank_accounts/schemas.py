"""What crosses the wire about accounts."""

from datetime import date, datetime
from uuid import UUID

from pydantic import Field

from backend.funds.bank_accounts.codes import (
    BankAccountPurpose,
    BankAccountRevealPurpose,
    BankAccountState,
)
from backend.kernel.decisions import RuleCheckOut
from backend.kernel.history import ActionOut, HistoryOut
from backend.kernel.paging import Page
from backend.kernel.wire import EXAMPLE_ID, WireIn, WireOut, example


class BankAccountIn(WireIn):
    """An account to be registered: of a payer, or of a union."""

    model_config = example(
        union_id=EXAMPLE_ID,
        holder_name="常德恒泰商贸有限公司工会委员会",
        account_no="4305 0168 7236 0000 0123",
        bank_name="中国建设银行常德武陵支行",
        bank_no="105558000123",
        proof="基本存款账户信息 2019-05-06",
    )
    payer_id: UUID | None = Field(default=None, title="缴费户")
    union_id: UUID | None = Field(default=None, title="基层工会")
    holder_name: str = Field(min_length=2, max_length=120, title="户名")
    account_no: str = Field(min_length=8, max_length=60, title="账号")
    bank_name: str = Field(min_length=2, max_length=120, title="开户银行")
    bank_no: str = Field(default="", max_length=20, title="行号")
    proof: str = Field(min_length=2, max_length=200, title="依据")


class BankAccountRevealIn(WireIn):
    """Why the full number is looked at."""

    field: str = Field(default="account_no", pattern="^account_no$", max_length=20)
    purpose: BankAccountRevealPurpose


class BankAccountRevealOut(WireOut):
    """The full number."""

    value: str


class BankAccountRow(WireOut):
    """One line of the list."""

    id: UUID
    purpose: BankAccountPurpose
    payer_id: UUID | None
    union_id: UUID | None
    owner_name: str
    holder_name: str
    account_masked: str
    bank_name: str
    status: BankAccountState
    is_own: bool
    confirmed_on: date | None


class BankAccountPage(Page[BankAccountRow]):
    """A page of accounts, newest first."""


class BankAccountOut(BankAccountRow):
    """One account with its check and trail."""

    bank_no: str
    proof: str
    ended_on: date | None
    recorded_at: datetime
    recorded_by: str
    may_reveal: bool
    version: int
    checks: list[RuleCheckOut]
    history: list[HistoryOut]
    actions: list[ActionOut]
