"""What crosses the wire about the ledger."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field, StrictInt

from backend.funds.ledger.codes import LedgerAccountKind, LedgerEntryKind
from backend.kernel.money import MAX_FEN
from backend.kernel.paging import Page
from backend.kernel.wire import WireDate, WireIn, WireOut, example

Fen = Annotated[StrictInt, Field(ge=-MAX_FEN, le=MAX_FEN)]
AccountCode = Annotated[str, Field(min_length=3, max_length=20, pattern=r"^[0-9]+$", title="科目编码")]


class LedgerAccountIn(WireIn):
    """A further account of the chart."""

    code: AccountCode
    name: str = Field(min_length=2, max_length=60, title="科目名称")
    kind: LedgerAccountKind = Field(title="科目类别")
    model_config = example(code="10204", name="银行存款—定期", kind="asset")


class LedgerBalanceOut(WireOut):
    """One account with what moved on it in a month; fen, debit positive."""

    code: str
    name: str
    kind: LedgerAccountKind
    before_fen: int
    debit_fen: int
    credit_fen: int
    after_fen: int


class LedgerBalancesOut(WireOut):
    """The trial balance of a month: both sides are always equal."""

    period: str
    may_add: bool
    debit_fen: int
    credit_fen: int
    accounts: list[LedgerBalanceOut]


class LedgerSideIn(WireIn):
    """One side of an entry."""

    account: AccountCode
    amount_fen: Fen = Field(title="金额（分，借正贷负）")
    note: str = Field(default="", max_length=200, title="摘要")


class LedgerEntryIn(WireIn):
    """An entry made by hand: opening balances and what is handed on to the unions above."""

    kind: LedgerEntryKind = Field(title="事由")
    booked_on: WireDate = Field(title="记账日期")
    note: str = Field(min_length=2, max_length=200, title="摘要")
    sides: list[LedgerSideIn] = Field(min_length=2, max_length=40, title="借贷各行")
    model_config = example(
        kind="remittance",
        booked_on="2020-12-15",
        note="上解市总工会第四季度经费",
        sides=[{"account": "20101", "amount_fen": 100000}, {"account": "10201", "amount_fen": -100000}],
    )


class LedgerReversalIn(WireIn):
    """Why an entry is reversed."""

    reason: str = Field(min_length=2, max_length=200, title="冲销理由")
    model_config = example(reason="科目用错")


class LedgerEntryRow(WireOut):
    """One line of the list."""

    id: UUID
    kind: LedgerEntryKind
    period: str
    booked_on: date
    note: str
    source: str
    amount_fen: int
    reverses_id: UUID | None
    person_name: str
    recorded_at: datetime


class LedgerEntryPage(Page[LedgerEntryRow]):
    """A page of entries, newest first."""


class LedgerLineOut(WireOut):
    """One side of a posted entry."""

    number: int
    code: str
    name: str
    amount_fen: int
    payer_id: UUID | None
    payer_name: str | None
    note: str


class LedgerEntryOut(LedgerEntryRow):
    """One entry with its lines, its paper and what reverses it."""

    source_id: UUID
    reversed_by_id: UUID | None
    may_reverse: bool
    collections: int
    lines: list[LedgerLineOut]
