"""What crosses the wire about arrears and dunning."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from backend.funds.arrears.codes import (
    AgeBucket,
    ArrearsCaseAction,
    ArrearsCaseState,
    DunningKind,
    LimitationFlag,
    ServiceMethod,
    ServiceOutcome,
)
from backend.funds.codes import CollectionChannel, FundItem
from backend.kernel.decisions import RuleCheckOut
from backend.kernel.history import ActionOut, HistoryOut
from backend.kernel.http import WireDate, WireIn, WireOut
from backend.kernel.money import MAX_FEN
from backend.kernel.paging import Page
from backend.kernel.wire import EXAMPLE_ID, example

Fen = Annotated[int, Field(strict=True, ge=0, le=MAX_FEN)]
Note = Annotated[str, Field(max_length=500)]


class ArrearsCaseIn(WireIn):
    """A payer to be dunned."""

    model_config = example(payer_id=EXAMPLE_ID, note="连续三个月未缴")
    payer_id: UUID = Field(title="缴费户")
    note: Note = Field(default="", title="说明")


class DunningPaperIn(WireIn):
    """A paper to be issued: which step of the case, and what it should say besides."""

    model_config = example(action="remind", note="")
    action: ArrearsCaseAction = Field(title="步骤")
    note: Note = Field(default="", title="补充说明")


class PaymentOrderIn(WireIn):
    """Why and where a payment order is asked for."""

    model_config = example(court="武陵区人民法院", disputed_fen=0, note="两次催缴期满仍未缴纳")
    court: str = Field(min_length=4, max_length=100, title="管辖法院")
    disputed_fen: Fen = Field(default=0, title="有争议的金额（分）")
    note: str = Field(min_length=2, max_length=500, title="提请意见")


class CourtOrderIn(WireIn):
    """The order as the court issued it."""

    model_config = example(order_no="（2020）湘0702民督1号", served_on="2020-12-10", note="")
    order_no: str = Field(min_length=4, max_length=60, title="支付令文号")
    served_on: WireDate = Field(title="送达被申请人日期")
    note: Note = Field(default="", title="说明")


class DunningServiceIn(WireIn):
    """How a paper reached the payer; its proof is uploaded with the paper before."""

    model_config = example(
        method="direct", outcome="served", served_on="2020-12-10", receiver="办公室", note=""
    )
    method: ServiceMethod = Field(title="送达方式")
    outcome: ServiceOutcome = Field(default=ServiceOutcome.SERVED, title="送达结果")
    served_on: WireDate = Field(title="送达日期")
    receiver: str = Field(default="", max_length=60, title="签收人")
    note: Note = Field(default="", title="说明")


class ArrearsRow(WireOut):
    """One payer in arrears."""

    payer_id: UUID
    payer_name: str
    payer_uscc: str
    organisation_name: str
    channel: CollectionChannel
    months: int
    oldest_period: str
    bucket: AgeBucket
    total_fen: int
    limitation: LimitationFlag
    limitation_ends_on: date
    arrears_case_id: UUID | None
    case_status: ArrearsCaseState | None


class ArrearsPage(Page[ArrearsRow]):
    """Payers in arrears, the largest amounts first."""


class AgeBucketOut(WireOut):
    """One bucket: payers by their oldest month, amounts by their own age."""

    bucket: AgeBucket
    payers: int
    arrears_fen: int


class CaseCountOut(WireOut):
    """How many open cases stand in one state."""

    status: ArrearsCaseState
    count: int


class ArrearsSummaryOut(WireOut):
    """Everything that is overdue in reach on a day."""

    as_of: date
    payers: int
    months: int
    arrears_fen: int
    buckets: list[AgeBucketOut]
    limitation_soon: int
    limitation_expired: int
    cases: list[CaseCountOut]


class ArrearsMonthOut(WireOut):
    """One overdue month, explained."""

    period: str
    due_on: date
    due_fen: int
    relief_fen: int
    paid_fen: int
    arrears_fen: int
    overdue_days: int
    bucket: AgeBucket
    limitation_since: date
    limitation_ends_on: date
    limitation_resets: int
    limitation: LimitationFlag
    late_fee_fen: int | None
    is_fee_capped: bool


class ArrearsCaseRow(WireOut):
    """One line of the list of cases."""

    id: UUID
    payer_id: UUID
    payer_name: str
    status: ArrearsCaseState
    from_period: str
    to_period: str
    opened_on: date
    opened_fen: int
    ended_on: date | None


class ArrearsCasePage(Page[ArrearsCaseRow]):
    """A page of cases, newest first."""


class PayerArrearsOut(WireOut):
    """All that one payer owes on a day."""

    payer_id: UUID
    payer_name: str
    payer_uscc: str
    organisation_name: str
    channel: CollectionChannel
    item: FundItem
    address: str
    as_of: date
    total_fen: int
    late_fee_fen: int | None
    late_fee_basis: str
    months: list[ArrearsMonthOut]
    checks: list[RuleCheckOut]
    cases: list[ArrearsCaseRow]
    may_open: bool


class DunningServiceOut(WireOut):
    """One proof of service."""

    id: UUID
    method: ServiceMethod
    outcome: ServiceOutcome
    served_on: date
    receiver: str
    proofs: int
    note: str
    person_name: str


class DunningNoticeRow(WireOut):
    """One paper of a case."""

    id: UUID
    kind: DunningKind
    notice_no: str
    issued_on: date
    pay_by: date | None
    arrears_fen: int
    late_fee_fen: int | None
    served_on: date | None
    is_written: bool


class ArrearsCaseOut(ArrearsCaseRow):
    """One case with its papers, its checks, its trail and what the caller may do now."""

    payer_uscc: str
    organisation_name: str
    opened_by: str
    arrears_fen: int
    late_fee_fen: int | None
    court: str
    disputed_fen: int
    order_no: str
    order_served_on: date | None
    objection_by: date | None
    version: int
    papers: list[DunningNoticeRow]
    waits_for: str
    checks: list[RuleCheckOut]
    history: list[HistoryOut]
    actions: list[ActionOut]


class DunningLineOut(WireOut):
    """One month as a paper names it."""

    period: str
    due_on: date
    due_fen: int
    relief_fen: int
    paid_fen: int
    arrears_fen: int
    overdue_days: int
    late_fee_fen: int | None


class DunningLetterOut(WireOut):
    """A paper as it is printed."""

    title: str
    addressee: str
    paragraphs: list[str]
    closing: str
    sender: str
    dated: str


class DunningNoticeOut(DunningNoticeRow):
    """One paper: what it says, how it was served, and whether the caller may record that."""

    arrears_case_id: UUID
    payer_id: UUID
    payer_name: str
    payer_uscc: str
    payer_address: str
    disputed_fen: int
    total_fen: int
    total_words: str
    note: str
    person_name: str
    lines: list[DunningLineOut]
    letter: DunningLetterOut
    services: list[DunningServiceOut]
    may_serve: bool
    methods: list[ServiceMethod]
