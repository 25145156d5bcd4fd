"""HTTP of obligations: declare, look at months, list a month."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Path, Query, Response

from backend.funds.codes import CollectionChannel, DeclarationSource
from backend.funds.obligations import cards, listing, service, undeclared
from backend.funds.obligations.codes import MonthState
from backend.funds.obligations.schemas import (
    DeclarationIn,
    DeclarationOut,
    ObligationOut,
    ObligationPage,
    PayerMonthCard,
    PayerMonthsOut,
    UndeclaredPage,
)
from backend.funds.payers.queries import get_payer
from backend.funds.payers.rules import item_of_period
from backend.funds.periods import PERIOD, period_of, shift
from backend.funds.permissions import P
from backend.kernel import clock
from backend.kernel.authz import Actor, require
from backend.kernel.db import Db
from backend.kernel.decisions import checks_out
from backend.kernel.errors import Forbidden, NotFound
from backend.kernel.exports import EXPORT_ANSWER, ExportFormat, export_response
from backend.kernel.http import Idempotent, api_router
from backend.kernel.paging import PageQuery
from backend.kernel.text import tidy

declarations = api_router("/funds/declarations", "funds")
obligations = api_router("/funds/obligations", "funds")
payer_months = api_router("/funds/payers", "funds")
Reader = Annotated[Actor, require(P.READ)]
Declarer = Annotated[Actor, require(P.DECLARE)]
Month = Annotated[str | None, Query(pattern=PERIOD, description="所属月份，如 2020-11")]


def _wanted(
    period: Month = None,
    state: MonthState | None = None,
    channel: CollectionChannel | None = None,
    organisation_id: Annotated[UUID | None, Query(description="只看这个工会及其下级")] = None,
    q: Annotated[str, Query(max_length=60, description="缴费户名称的一部分、拼音首字母或信用代码")] = "",
) -> listing.ObligationFilter:
    month = period or shift(period_of(clock.today()), -1)
    return listing.ObligationFilter(month, state, channel, organisation_id, tidy(q))


Wanted = Annotated[listing.ObligationFilter, Depends(_wanted)]


@declarations.post("", status_code=201, summary="申报应缴经费", dependencies=[Idempotent])
def declare_funds(db: Db, actor: Declarer, form: DeclarationIn) -> DeclarationOut:
    """工资总额 × 费率；同一个月再次申报为更正，保留以前的申报。A newer declaration of a month counts."""
    row = service.declare(db, actor, _declared(db, actor, form))
    return cards.declaration_out(db, row, is_counted=True)


@declarations.post("/preview", summary="试算应缴经费")
def preview_declaration(db: Db, actor: Declarer, form: DeclarationIn) -> ObligationOut:
    """只计算不保存。What would be owed, with every check; nothing is written."""
    declared = _declared(db, actor, form)
    found = service.preview(db, declared)
    return ObligationOut(
        item=item_of_period(declared.payer, declared.period),
        full_due_fen=found.full_due_fen,
        due_fen=found.due_fen,
        words=str(found.explanation["words"]),
        wants_reason=bool(found.wants_reason),
        checks=checks_out(found.checks),
    )


@obligations.get("", summary="应缴台账")
def list_fund_obligations(db: Db, actor: Reader, page: PageQuery, wanted: Wanted) -> ObligationPage:
    """一个月里每个缴费户的应缴、已缴和未缴；不填月份为上个月。Payers of a month beside what they paid."""
    return listing.list_obligations(db, actor, wanted, page)


@obligations.get("/export", summary="导出应缴台账", responses=EXPORT_ANSWER)
def export_fund_obligations(
    db: Db, actor: Reader, wanted: Wanted, format: ExportFormat = ExportFormat.XLSX
) -> Response:
    """The same list as a file."""
    return export_response(listing.export_obligations(db, actor, wanted, format), format, "obligations")


@obligations.get("/undeclared", summary="逾期未申报的月份")
def list_undeclared_months(
    db: Db, actor: Reader, page: PageQuery, payer_id: UUID | None = None
) -> UndeclaredPage:
    """缴费截止日已过而没有申报的月份，从最早的起；只看本年度，一季度连同上年。Overdue months without a declaration."""
    return undeclared.list_undeclared(db, actor, payer_id, page)


@payer_months.get("/{payer_id}/months", summary="缴费户的各月应缴和已缴")
def list_payer_months(
    db: Db,
    actor: Reader,
    payer_id: UUID,
    to_period: Month = None,
    count: Annotated[int, Query(ge=1, le=60, description="月数")] = 24,
) -> PayerMonthsOut:
    """Newest month first, with sums and what the months say against the law."""
    return cards.months_out(db, get_payer(db, actor, payer_id), to_period, count)


@payer_months.get("/{payer_id}/months/{period}", summary="缴费户某月的申报和缴费")
def read_payer_month(
    db: Db, actor: Reader, payer_id: UUID, period: Annotated[str, Path(pattern=PERIOD)]
) -> PayerMonthCard:
    """One month with every declaration, its calculation, and every payment."""
    payer = get_payer(db, actor, payer_id)
    card = cards.month_card(db, actor, payer, period)
    if card is None:
        raise NotFound()
    return card


def _declared(db: Db, actor: Actor, form: DeclarationIn) -> service.Declared:
    if form.is_assessed and not actor.may(P.COLLECT):
        raise Forbidden("只有街道和区总工会可以核定")
    parts = None if form.parts is None else {line.part: line.amount_fen for line in form.parts}
    return service.Declared(
        payer=get_payer(db, actor, form.payer_id),
        period=form.period,
        wages_fen=form.wages_fen,
        employees=form.employees,
        source=DeclarationSource.ASSESSED if form.is_assessed else DeclarationSource.DECLARED,
        statutory_wages_fen=form.statutory_wages_fen,
        reason=form.reason,
        parts=parts,
    )
