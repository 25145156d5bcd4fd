"""The entries of the ledger as a file, line by line."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import and_, select
from sqlmodel import Session

from backend.funds.ledger.queries import A, E, EntryFilter, L, entries_statement
from backend.kernel import clock
from backend.kernel.authz import Actor, within
from backend.kernel.exports import ExportFormat
from backend.kernel.tables_write import Column, Kind, write_csv, write_workbook

COLUMNS = (
    Column("记账日期", Kind.DATE, 12),
    Column("事由", width=10),
    Column("摘要", width=36),
    Column("行次", Kind.NUMBER, 6),
    Column("科目编码", width=10),
    Column("科目名称", width=28),
    Column("借方（元）", Kind.MONEY, 16),
    Column("贷方（元）", Kind.MONEY, 16),
    Column("经办人", width=12),
)


def export_entries(session: Session, actor: Actor, wanted: EntryFilter, form: ExportFormat) -> bytes:
    """Every line of the filtered entries, oldest day first."""
    entries = entries_statement(actor, wanted).with_only_columns(E.id).order_by(None)
    rows = session.execute(
        select(E.booked_on, E.kind, E.note, L.number, A.code, A.name, L.amount_fen, E.person_name)
        .join(E, and_(E.district_id == L.district_id, E.id == L.entry_id))
        .join(A, and_(A.district_id == L.district_id, A.id == L.ledger_account_id))
        .where(within(L, actor), E.id.in_(entries))
        .order_by(E.booked_on, E.id, L.number)
    ).all()
    if form is ExportFormat.CSV:
        return write_csv(COLUMNS, _lines(rows))
    stamp = f"{actor.person_name} {clock.today().isoformat()} 导出"
    return write_workbook(COLUMNS, _lines(rows), sheet="分录", title="经费账分录", watermark=stamp)


def _lines(rows: Any) -> Iterator[list[Any]]:
    for row in rows:
        yield [
            row.booked_on,
            row.kind.label,
            row.note,
            row.number,
            row.code,
            row.name,
            row.amount_fen if row.amount_fen > 0 else None,
            -row.amount_fen if row.amount_fen < 0 else None,
            row.person_name,
        ]
