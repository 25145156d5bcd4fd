"""HTTP of arrears and of dunning."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response

from backend.funds.arrears import cards, cases, export, paper_cards, queries, service
from backend.funds.arrears.codes import AgeBucket, ArrearsCaseState, LimitationFlag
from backend.funds.arrears.models import ArrearsCase
from backend.funds.arrears.schemas import (
    ArrearsCaseIn,
    ArrearsCaseOut,
    ArrearsCasePage,
    ArrearsPage,
    ArrearsSummaryOut,
    CourtOrderIn,
    DunningNoticeOut,
    DunningPaperIn,
    DunningServiceIn,
    PayerArrearsOut,
    PaymentOrderIn,
)
from backend.funds.codes import CollectionChannel
from backend.funds.payers.queries import get_payer
from backend.funds.permissions import P
from backend.kernel import clock
from backend.kernel.authz import Actor, require
from backend.kernel.db import Db
from backend.kernel.exports import EXPORT_ANSWER, ExportFormat, export_response
from backend.kernel.history import ActionIn
from backend.kernel.http import Idempotent, IfMatch, WireDate, api_router, set_etag
from backend.kernel.paging import PageQuery

arrears_router = api_router("/funds/arrears", "funds")
cases_router = api_router("/funds/arrears-cases", "funds")
notices_router = api_router("/funds/dunning-notices", "funds")
ROUTERS: tuple[APIRouter, ...] = (arrears_router, cases_router, notices_router)
Reader = Annotated[Actor, require(P.READ)]
Chaser = Annotated[Actor, require(P.CHASE)]
AsOf = Annotated[WireDate | None, Query(description="统计时点（YYYY-MM-DD）；不填为今天")]


def _wanted(
    bucket: AgeBucket | None = None,
    limitation: LimitationFlag | None = None,
    channel: CollectionChannel | None = None,
    organisation_id: Annotated[UUID | None, Query(description="只看这个工会及其下级")] = None,
    has_case: Annotated[bool | None, Query(description="是否正在催缴")] = None,
    q: Annotated[str, Query(max_length=60, description="名称、拼音首字母或统一社会信用代码")] = "",
) -> queries.ArrearsFilter:
    return queries.ArrearsFilter(bucket, limitation, channel, organisation_id, has_case, q)


def _wanted_cases(
    status: ArrearsCaseState | None = None,
    organisation_id: Annotated[UUID | None, Query(description="只看这个工会及其下级")] = None,
    is_open: Annotated[bool | None, Query(description="只看在办（true）或已办结（false）")] = None,
) -> cases.CaseFilter:
    return cases.CaseFilter(status, organisation_id, is_open)


Wanted = Annotated[queries.ArrearsFilter, Depends(_wanted)]


@arrears_router.get("", summary="欠费清册")
def list_arrears(db: Db, actor: Reader, page: PageQuery, wanted: Wanted, as_of: AsOf = None) -> ArrearsPage:
    """应缴减去减免和实缴后仍欠、且已过缴费期限的缴费户。Payers with overdue months, largest first."""
    book = queries.due_book(db, actor, as_of or clock.today())
    return cards.page_of(db, actor, book, queries.list_arrears(db, actor, book, wanted, page))


@arrears_router.get("/summary", summary="欠费账龄")
def read_arrears_summary(db: Db, actor: Reader, as_of: AsOf = None) -> ArrearsSummaryOut:
    """Amounts by age, limitation flags and open cases in the caller's reach."""
    return cards.summary_of(db, actor, as_of or clock.today())


@arrears_router.get("/export", summary="导出欠费清册", response_class=Response, responses=EXPORT_ANSWER)
def export_arrears_list(
    db: Db, actor: Reader, wanted: Wanted, as_of: AsOf = None, format: ExportFormat = ExportFormat.XLSX
) -> Response:
    """The same filter as the list, with the amounts by age."""
    book = queries.due_book(db, actor, as_of or clock.today())
    return export_response(export.export_arrears(db, actor, book, wanted, format), format, "arrears")


@arrears_router.get("/{payer_id}", summary="缴费户欠费明细")
def read_payer_arrears(db: Db, actor: Reader, payer_id: UUID, as_of: AsOf = None) -> PayerArrearsOut:
    """Every overdue month with its age, limitation and late fee, explained."""
    return cards.payer_out(db, actor, get_payer(db, actor, payer_id), as_of or clock.today())


@cases_router.get("", summary="催缴事项")
def list_arrears_cases(
    db: Db, actor: Reader, page: PageQuery, wanted: Annotated[cases.CaseFilter, Depends(_wanted_cases)]
) -> ArrearsCasePage:
    """Cases in the caller's reach, newest first."""
    return cards.case_page(cases.list_cases(db, actor, wanted, page))


@cases_router.post("", status_code=201, summary="立案催缴", dependencies=[Idempotent])
def open_arrears_case(db: Db, actor: Chaser, form: ArrearsCaseIn, response: Response) -> ArrearsCaseOut:
    """对一个缴费户全部逾期未缴的月份立案；同一户只有一件在办。One open case for a payer."""
    case = service.open_case(db, actor, form)
    return _answer(db, actor, case, response)


@cases_router.get("/{arrears_case_id}", summary="催缴事项详情")
def read_arrears_case(db: Db, actor: Reader, arrears_case_id: UUID, response: Response) -> ArrearsCaseOut:
    """One case with its papers, what it waits for, and its trail."""
    return _answer(db, actor, cases.get_case(db, actor, arrears_case_id), response)


@cases_router.post("/{arrears_case_id}/actions", summary="办理催缴事项")
def act_on_arrears_case(
    db: Db, actor: Reader, arrears_case_id: UUID, form: ActionIn, expected: IfMatch, response: Response
) -> ArrearsCaseOut:
    """结清、终止、批准申请支付令等不另填内容的步骤。Steps that need no form of their own."""
    case = cases.get_case(db, actor, arrears_case_id)
    return _answer(db, actor, service.act(db, actor, case, form, expected), response)


@cases_router.post(
    "/{arrears_case_id}/papers", status_code=201, summary="发出催缴文书", dependencies=[Idempotent]
)
def send_dunning_paper(
    db: Db, actor: Chaser, arrears_case_id: UUID, form: DunningPaperIn, expected: IfMatch
) -> DunningNoticeOut:
    """提示函、催缴通知书、二次催缴、律师函：按今天的欠缴逐月列明。The paper over everything owed today."""
    case = cases.get_case(db, actor, arrears_case_id)
    notice = service.send_paper(db, actor, case, form, expected)
    return paper_cards.notice_out(db, actor, notice)


@cases_router.post("/{arrears_case_id}/payment-order", summary="提请申请支付令", dependencies=[Idempotent])
def propose_payment_order(
    db: Db, actor: Chaser, arrears_case_id: UUID, form: PaymentOrderIn, expected: IfMatch, response: Response
) -> ArrearsCaseOut:
    """两次书面催缴送达且期满后，由区级领导批准。For the undisputed part; the leader decides."""
    case = cases.get_case(db, actor, arrears_case_id)
    return _answer(db, actor, service.propose_order(db, actor, case, form, expected), response)


@cases_router.post("/{arrears_case_id}/court-order", summary="登记法院支付令", dependencies=[Idempotent])
def record_court_order(
    db: Db, actor: Chaser, arrears_case_id: UUID, form: CourtOrderIn, expected: IfMatch, response: Response
) -> ArrearsCaseOut:
    """From its service the payer has its time to pay or to object in writing."""
    case = cases.get_case(db, actor, arrears_case_id)
    return _answer(db, actor, service.record_court_order(db, actor, case, form, expected), response)


@notices_router.get("/{notice_id}", summary="催缴文书")
def read_dunning_notice(db: Db, actor: Reader, notice_id: UUID) -> DunningNoticeOut:
    """One paper as it was issued, to print, with its proofs of service."""
    return paper_cards.notice_out(db, actor, cases.get_notice(db, actor, notice_id))


@notices_router.post("/{notice_id}/services", status_code=201, summary="登记送达", dependencies=[Idempotent])
def record_dunning_service(
    db: Db, actor: Chaser, notice_id: UUID, form: DunningServiceIn
) -> DunningNoticeOut:
    """先上传送达证明；书面催缴送达后诉讼时效重新计算。The proof first; service sets the limitation back."""
    notice = cases.get_notice(db, actor, notice_id)
    service.record_service(db, actor, notice, form)
    return paper_cards.notice_out(db, actor, notice)


def _answer(db: Db, actor: Actor, case: ArrearsCase, response: Response) -> ArrearsCaseOut:
    set_etag(response, case)
    return cards.case_out(db, actor, case)
