"""HTTP of payments and split tables."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Response

from backend.funds.codes import CollectionChannel, FundCoverage, FundItem
from backend.funds.collections import cards, listing, queries, service, tables
from backend.funds.collections.restate import Question, restate
from backend.funds.collections.rules import shares_of, table_refusal
from backend.funds.collections.schemas import (
    CollectionIn,
    CollectionOut,
    CollectionPage,
    CollectionReversalIn,
    RestatementIn,
    RestatementOut,
    SplitTablesOut,
)
from backend.funds.payers.queries import get_payer
from backend.funds.periods import PERIOD
from backend.funds.permissions import P
from backend.kernel import clock
from backend.kernel.authz import Actor, StepUp, require
from backend.kernel.db import Db
from backend.kernel.errors import invalid
from backend.kernel.exports import EXPORT_ANSWER, ExportFormat, export_response
from backend.kernel.http import Idempotent, WireDate, api_router
from backend.kernel.paging import PageQuery
from backend.kernel.text import tidy

router = api_router("/funds/collections", "funds")
tables_router = api_router("/funds/split-tables", "funds")
Reader = Annotated[Actor, require(P.READ)]
Booker = Annotated[Actor, require(P.BOOK)]
Examiner = Annotated[Actor, require(P.LEDGER)]


def _wanted(
    q: Annotated[str, Query(max_length=60, description="缴费户名称、简拼、信用代码或税票号")] = "",
    payer_id: Annotated[UUID | None, Query(description="缴费户")] = None,
    organisation_id: Annotated[UUID | None, Query(description="只看这个工会及其下级")] = None,
    channel: CollectionChannel | None = None,
    item: FundItem | None = None,
    coverage: FundCoverage | None = None,
    period: Annotated[str | None, Query(pattern=PERIOD, description="所属期，如 2020-10")] = None,
    booked_from: Annotated[WireDate | None, Query(description="入库日期起")] = None,
    booked_to: Annotated[WireDate | None, Query(description="入库日期止")] = None,
    entry_id: Annotated[UUID | None, Query(description="记账分录")] = None,
    is_reversal: Annotated[bool | None, Query(description="只看冲正，或不看冲正")] = None,
) -> listing.CollectionFilter:
    return listing.CollectionFilter(
        tidy(q), payer_id, organisation_id, channel, item, coverage, period, booked_from, booked_to,
        entry_id, is_reversal,
    )  # fmt: skip


Wanted = Annotated[listing.CollectionFilter, Depends(_wanted)]


@router.get("", summary="缴费记录")
def list_fund_collections(db: Db, actor: Reader, page: PageQuery, wanted: Wanted) -> CollectionPage:
    """Payments of the payers in reach, newest day first; a reversal is a row of its own."""
    return cards.page_of(listing.list_collections(db, actor, wanted, page))


@router.get("/export", summary="导出缴费记录", response_class=Response, responses=EXPORT_ANSWER)
def export_fund_collections(
    db: Db, actor: Reader, wanted: Wanted, format: ExportFormat = ExportFormat.XLSX
) -> Response:
    """The filtered payments as a file."""
    return export_response(listing.export_collections(db, actor, wanted, format), format, "collections")


@router.post("", status_code=201, summary="登记缴费", dependencies=[Idempotent])
def book_fund_collection(db: Db, actor: Booker, form: CollectionIn) -> CollectionOut:
    """登记对账单以外的一笔缴费：同时分成、记账。The same paper is booked once."""
    payer = get_payer(db, actor, form.payer_id)
    values = form.model_dump(exclude={"payer_id"})
    row = service.book(db, actor, service.Payment(payer=payer, **values))
    return cards.collection_out(db, actor, row)


@router.get("/{collection_id}", summary="缴费记录详情")
def read_fund_collection(db: Db, actor: Reader, collection_id: UUID) -> CollectionOut:
    """One payment with its parts, its checks and its entry."""
    return cards.collection_out(db, actor, queries.get_collection(db, actor, collection_id))


@router.post(
    "/{collection_id}/reversals", status_code=201, summary="冲正缴费", dependencies=[Idempotent, StepUp]
)
def reverse_fund_collection(
    db: Db, actor: Booker, collection_id: UUID, form: CollectionReversalIn
) -> CollectionOut:
    """按原分成反向记账，一笔只能冲正一次。The opposite of a payment, part by part, once."""
    row = service.reverse_collection(db, actor, collection_id, form.booked_on, form.ticket_no, form.reason)
    return cards.collection_out(db, actor, row)


@tables_router.get("", summary="分成表")
def read_split_tables(
    db: Db,
    actor: Reader,
    on: Annotated[WireDate | None, Query(description="按这一天生效的；不填为今天")] = None,
) -> SplitTablesOut:
    """The split table of each item and coverage on a date, and every version."""
    return tables.tables_on(db, actor.district_id, on or clock.today())


@tables_router.post("/restatements", summary="按另一分成表试算")
def restate_split(db: Db, actor: Examiner, form: RestatementIn) -> RestatementOut:
    """只试算，不改账。What another table would have brought each level; the books stay as they are."""
    table = [{"level": line.level.value, "ratio": line.ratio} for line in form.ratios]
    refusal = table_refusal(table)
    if refusal:
        raise invalid("ratios", "not_whole", refusal, "请调整各级比例")
    if form.booked_to < form.booked_from:
        raise invalid("booked_to", "before_start", "止日不能早于起日", "请调整入库日期")
    question = Question(
        form.item, form.coverage, form.booked_from, form.booked_to, form.channel, shares_of(table)
    )
    return cards.restatement_out(restate(db, actor, question))
