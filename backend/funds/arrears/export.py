"""欠费清册: the list of payers in arrears as a file (no persons in it)."""

from typing import Any

from sqlmodel import Session

from backend.funds.arrears import cards, queries
from backend.funds.arrears.codes import AgeBucket
from backend.funds.payers.models import FundPayer
from backend.kernel import audit
from backend.kernel.authz import Actor
from backend.kernel.exports import ExportFormat
from backend.kernel.tables_write import Column, Kind, write_csv, write_workbook

COLUMNS = (
    Column("缴费户", width=32),
    Column("统一社会信用代码", width=22),
    Column("属地工会", width=28),
    Column("缴纳渠道", width=10),
    Column("欠缴月数", Kind.NUMBER, 10),
    Column("最早所属期", width=12),
    Column("账龄", width=12),
    Column("欠缴金额（元）", Kind.MONEY, 16),
    *(Column(f"其中{bucket.label}（元）", Kind.MONEY, 18) for bucket in AgeBucket),
    Column("最早届满的时效", Kind.DATE, 14),
    Column("时效", width=12),
    Column("催缴", width=16),
)
PAYER: Any = FundPayer


def export_arrears(
    session: Session, actor: Actor, book: queries.DueBook, wanted: queries.ArrearsFilter, form: ExportFormat
) -> bytes:
    """The filtered list with the amounts by age, the largest first."""
    statement, sums = queries.list_statement(session, actor, book, wanted)
    found = session.execute(statement.order_by(sums.c.total_fen.desc(), PAYER.id.desc())).all()
    months = queries.months_of(session, actor, book, [row[0].id for row in found])
    lines = []
    for row in cards.rows_of(session, actor, book, found):
        parts = dict.fromkeys(AgeBucket, 0)
        for month in months[row.payer_id]:
            parts[cards.age_of(month.overdue_days(book.as_of))] += month.arrears_fen
        lines.append(
            (
                row.payer_name,
                row.payer_uscc,
                row.organisation_name,
                row.channel.label,
                row.months,
                row.oldest_period,
                row.bucket.label,
                row.total_fen,
                *(parts[bucket] for bucket in AgeBucket),
                row.limitation_ends_on,
                row.limitation.label,
                row.case_status.label if row.case_status else "未催缴",
            )
        )
    audit.record(session, actor, "arrears.export", "arrears_case", details={"rows": len(lines)})
    if form is ExportFormat.CSV:
        return write_csv(COLUMNS, lines)
    title = f"工会经费欠费清册（{book.as_of.isoformat()}）"
    return write_workbook(
        COLUMNS, lines, sheet="欠费清册", title=title, watermark=f"{actor.person_name} 导出"
    )
