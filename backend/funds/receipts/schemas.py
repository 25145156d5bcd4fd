"""What crosses the wire about receipts."""

from datetime import date, datetime
from uuid import UUID

from pydantic import Field, StrictInt

from backend.funds.codes import CollectionChannel, FundItem
from backend.funds.receipts.codes import ReceiptBookState, ReceiptKind, ReceiptState
from backend.kernel.decisions import RuleCheckOut
from backend.kernel.history import ActionOut, HistoryOut
from backend.kernel.paging import Page
from backend.kernel.wire import EXAMPLE_ID, WireDate, WireIn, WireOut, example

MOST_DIGITS_NO = 10**10 - 1


class ReceiptBookIn(WireIn):
    """A book received from the finance bureau."""

    model_config = example(
        series="湘财通字〔2020〕",
        first_no=1200101,
        last_no=1200150,
        digits=8,
        issuer="湖南省财政厅",
        received_on="2020-12-01",
    )
    series: str = Field(min_length=2, max_length=40, title="票据代码")
    first_no: StrictInt = Field(ge=1, le=MOST_DIGITS_NO, title="起号")
    last_no: StrictInt = Field(ge=1, le=MOST_DIGITS_NO, title="止号")
    digits: StrictInt = Field(default=8, ge=1, le=10, title="号码位数")
    issuer: str = Field(min_length=2, max_length=60, title="发放机关")
    received_on: WireDate | None = Field(default=None, title="入库日期")


class BlankReceiptsIn(WireIn):
    """Blank forms that are made void, from the next number on."""

    model_config = example(count=1, reason="空白票据污损")
    count: StrictInt = Field(ge=1, le=1_000, title="份数")
    reason: str = Field(min_length=2, max_length=200, title="理由")


class ReceiptIn(WireIn):
    """A receipt for one payment, from a book the caller holds."""

    model_config = example(book_id=EXAMPLE_ID, collection_id=EXAMPLE_ID)
    book_id: UUID = Field(title="票据本")
    collection_id: UUID = Field(title="缴费记录")


class RedReceiptIn(WireIn):
    """A red-letter receipt that takes a good one back after its month was closed."""

    model_config = example(book_id=EXAMPLE_ID, reason="缴费已冲正，原收据联次已收回")
    book_id: UUID = Field(title="票据本")
    reason: str = Field(min_length=2, max_length=200, title="理由")


class ReceiptBookRow(WireOut):
    """One line of the list of books."""

    id: UUID
    series: str
    first_text: str
    last_text: str
    next_text: str
    status: ReceiptBookState
    holder_name: str
    received_on: date
    count: int
    used: int
    voided: int
    left: int
    usage: int


class ReceiptBookPage(Page[ReceiptBookRow]):
    """A page of books, newest first."""


class ReceiptBookOut(ReceiptBookRow):
    """One book with its check of numbers and its trail."""

    issuer: str
    taken_on: date | None
    closed_on: date | None
    may_issue: bool
    version: int
    checks: list[RuleCheckOut]
    history: list[HistoryOut]
    actions: list[ActionOut]


class ReceiptRow(WireOut):
    """One number used."""

    id: UUID
    book_id: UUID
    series: str
    number_text: str
    kind: ReceiptKind
    status: ReceiptState
    payer_id: UUID | None
    payer_name: str
    item: FundItem | None
    period: str
    amount_fen: int
    issued_on: date
    cashier: str


class ReceiptPage(Page[ReceiptRow]):
    """A page of receipts, newest first."""


class ReceiptOut(ReceiptRow):
    """One receipt as it is printed, with its trail."""

    payer_uscc: str
    payee_name: str
    collection_id: UUID | None
    reverses_id: UUID | None
    reversed_by_id: UUID | None
    ticket_no: str
    amount_words: str
    ended_on: date | None
    end_reason: str
    is_payment_reversed: bool
    recorded_at: datetime
    version: int
    history: list[HistoryOut]
    actions: list[ActionOut]


class WaitingReceiptRow(WireOut):
    """A payment that has no receipt yet."""

    collection_id: UUID
    payer_id: UUID
    payer_name: str
    channel: CollectionChannel
    item: FundItem
    period: str
    booked_on: date
    paid_fen: int
    ticket_no: str


class WaitingReceiptPage(Page[WaitingReceiptRow]):
    """A page of payments without receipt, oldest first."""
