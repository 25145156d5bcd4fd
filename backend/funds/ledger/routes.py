"""HTTP of the ledger: chart and balances, entries."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Response

from backend.funds.ledger import cards, desk, export, queries
from backend.funds.ledger.codes import LedgerEntryKind
from backend.funds.ledger.schemas import (
    LedgerAccountIn,
    LedgerBalancesOut,
    LedgerEntryIn,
    LedgerEntryOut,
    LedgerEntryPage,
    LedgerReversalIn,
)
from backend.funds.periods import PERIOD, period_of
from backend.funds.permissions import P
from backend.kernel import clock
from backend.kernel.authz import Actor, StepUp, require
from backend.kernel.db import Db
from backend.kernel.exports import EXPORT_ANSWER, ExportFormat, export_response
from backend.kernel.http import Idempotent, WireDate, api_router
from backend.kernel.paging import PageQuery

router = api_router("/funds/ledger", "funds")
Reader = Annotated[Actor, require(P.LEDGER)]
Booker = Annotated[Actor, require(P.BOOK)]
Month = Annotated[str | None, Query(pattern=PERIOD, description="月份，如 2020-11")]


def _wanted(
    period: Month = None,
    kind: LedgerEntryKind | None = None,
    account: Annotated[str | None, Query(max_length=20, pattern=r"^[0-9]+$", description="科目编码")] = None,
    payer_id: Annotated[UUID | None, Query(description="缴费户")] = None,
    booked_from: Annotated[WireDate | None, Query(description="记账日期起")] = None,
    booked_to: Annotated[WireDate | None, Query(description="记账日期止")] = None,
) -> queries.EntryFilter:
    return queries.EntryFilter(period, kind, account, payer_id, booked_from, booked_to)


Wanted = Annotated[queries.EntryFilter, Depends(_wanted)]


@router.get("/accounts", summary="科目余额表")
def read_ledger_balances(db: Db, actor: Reader, period: Month = None) -> LedgerBalancesOut:
    """Every account with what moved on it in a month; the current month unless told otherwise."""
    return cards.balances_out(db, actor, period or period_of(clock.today()))


@router.post("/accounts", status_code=201, summary="增设科目", dependencies=[Idempotent])
def add_ledger_account(db: Db, actor: Booker, form: LedgerAccountIn) -> LedgerBalancesOut:
    """A further account of the district's chart."""
    desk.add_account(db, actor, form)
    return cards.balances_out(db, actor, period_of(clock.today()))


@router.get("/entries", summary="记账分录")
def list_ledger_entries(db: Db, actor: Reader, page: PageQuery, wanted: Wanted) -> LedgerEntryPage:
    """Entries of the district's books, newest day first."""
    return cards.page_of(queries.list_entries(db, actor, wanted, page))


@router.get("/entries/export", summary="导出分录", response_class=Response, responses=EXPORT_ANSWER)
def export_ledger_entries(
    db: Db, actor: Reader, wanted: Wanted, format: ExportFormat = ExportFormat.XLSX
) -> Response:
    """Every line of the filtered entries."""
    return export_response(export.export_entries(db, actor, wanted, format), format, "ledger")


@router.post("/entries", status_code=201, summary="手工记账", dependencies=[Idempotent, StepUp])
def post_ledger_entry(db: Db, actor: Booker, form: LedgerEntryIn) -> LedgerEntryOut:
    """期初余额和上解；其余分录由业务自动生成。Opening balances and remittances only."""
    return cards.entry_out(db, actor, desk.post_by_hand(db, actor, form))


@router.get("/entries/{entry_id}", summary="分录详情")
def read_ledger_entry(db: Db, actor: Reader, entry_id: UUID) -> LedgerEntryOut:
    """One entry with its lines and what reverses it."""
    return cards.entry_out(db, actor, queries.get_entry(db, actor, entry_id))


@router.post(
    "/entries/{entry_id}/reversals",
    status_code=201,
    summary="冲销手工分录",
    dependencies=[Idempotent, StepUp],
)
def reverse_ledger_entry(db: Db, actor: Booker, entry_id: UUID, form: LedgerReversalIn) -> LedgerEntryOut:
    """The opposite entry, booked today; an entry of a paper is reversed with its paper."""
    return cards.entry_out(db, actor, desk.reverse_by_hand(db, actor, entry_id, form.reason))
