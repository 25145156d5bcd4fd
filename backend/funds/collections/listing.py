"""The list of payments: what it may be narrowed to, and its file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, exists, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session

from backend.funds.codes import CollectionChannel, FundCoverage, FundItem
from backend.funds.collections.models import FundCollection
from backend.funds.collections.queries import C
from backend.funds.payers.models import FundPayer
from backend.kernel import clock
from backend.kernel.authz import Actor, next_path, within
from backend.kernel.exports import ExportFormat
from backend.kernel.paging import Paging, Slice, like_escape, paginate
from backend.kernel.tables_write import Column, Kind, write_csv, write_workbook
from backend.organisations.queries import get_organisation

Y: Any = FundPayer
COLUMNS = (
    Column("入库日期", Kind.DATE, 12),
    Column("缴费户", width=36),
    Column("统一社会信用代码", width=22),
    Column("缴纳渠道", width=10),
    Column("费种", width=12),
    Column("所属期", width=10),
    Column("入库范围", width=16),
    Column("计费依据（元）", Kind.MONEY, 16),
    Column("应缴（元）", Kind.MONEY, 14),
    Column("实缴（元）", Kind.MONEY, 14),
    Column("电子税票号或单据号", width=24),
    Column("冲正", width=6),
    Column("说明", width=24),
)


@dataclass(frozen=True, slots=True)
class CollectionFilter:
    """What the caller wants to see of the payments."""

    q: str = ""
    payer_id: UUID | None = None
    organisation_id: UUID | None = None
    channel: CollectionChannel | None = None
    item: FundItem | None = None
    coverage: FundCoverage | None = None
    period: str | None = None
    booked_from: date | None = None
    booked_to: date | None = None
    entry_id: UUID | None = None
    is_reversal: bool | None = None


def list_collections(session: Session, actor: Actor, wanted: CollectionFilter, page: Paging) -> Slice:
    """(payment, payer's name, whether it was reversed), newest day first."""
    return paginate(
        session, statement_of(session, actor, wanted), order=[C.booked_on, C.id], page=page, descending=True
    )


def statement_of(session: Session, actor: Actor, wanted: CollectionFilter) -> Select[Any]:
    """The filtered payments in the caller's reach.

    Raises NotFound for a union out of reach.
    """
    other: Any = aliased(FundCollection)
    reversed_later = exists().where(other.district_id == C.district_id, other.reverses_id == C.id)
    found: Select[Any] = (
        select(FundCollection, Y.name, Y.payer_uscc, reversed_later.label("is_reversed"))
        .join(FundPayer, and_(Y.district_id == C.district_id, Y.id == C.payer_id))
        .where(within(FundCollection, actor))
    )
    for name in ("payer_id", "channel", "item", "coverage", "period", "entry_id"):
        value = getattr(wanted, name)
        if value is not None:
            found = found.where(getattr(C, name) == value)
    if wanted.booked_from:
        found = found.where(C.booked_on >= wanted.booked_from)
    if wanted.booked_to:
        found = found.where(C.booked_on <= wanted.booked_to)
    if wanted.is_reversal is not None:
        found = found.where(C.reverses_id.is_not(None) if wanted.is_reversal else C.reverses_id.is_(None))
    if wanted.organisation_id:
        path = get_organisation(session, actor, wanted.organisation_id).org_path
        found = found.where(C.org_path >= path, C.org_path < next_path(path))
    return found.where(_like(wanted.q)) if wanted.q else found


def _like(words: str) -> Any:
    part = f"%{like_escape(words)}%"
    return or_(
        Y.name.like(part, escape="\\"),
        Y.initials.like(f"{like_escape(words.lower())}%", escape="\\"),
        Y.payer_uscc == words.upper(),
        C.ticket_no == words,
    )


def export_collections(session: Session, actor: Actor, wanted: CollectionFilter, form: ExportFormat) -> bytes:
    """The filtered payments as a file, oldest day first."""
    rows = session.execute(statement_of(session, actor, wanted).order_by(C.booked_on, C.id)).all()
    if form is ExportFormat.CSV:
        return write_csv(COLUMNS, _lines(rows))
    stamp = f"{actor.person_name} {clock.today().isoformat()} 导出"
    return write_workbook(
        COLUMNS, _lines(rows), sheet="缴费记录", title=f"缴费记录（{len(rows)} 笔）", watermark=stamp
    )


def _lines(rows: Any) -> Iterator[list[Any]]:
    for row, name, uscc, is_reversed in rows:
        mark = "冲正" if row.reverses_id else "已冲正" if is_reversed else ""
        yield [
            row.booked_on,
            name,
            uscc,
            row.channel.label,
            row.item.label,
            row.period,
            row.coverage.label,
            row.base_fen,
            row.due_fen,
            row.paid_fen,
            row.ticket_no,
            mark,
            row.note,
        ]
