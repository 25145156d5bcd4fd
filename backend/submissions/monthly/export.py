"""The list of returns as a workbook or CSV: the same filter."""

from collections.abc import Iterator
from typing import Any

from sqlmodel import Session

from backend.kernel import clock
from backend.kernel.authz import Actor
from backend.kernel.exports import ExportFormat
from backend.kernel.indicators import under
from backend.kernel.tables_write import Column, Kind, write_csv, write_workbook
from backend.submissions.monthly.queries import Filters, R, filtered

COLUMNS = (
    Column("报告期", width=12),
    Column("填报单位", width=40),
    Column("状态", width=10),
    Column("零报告", width=8),
    Column("迟报", width=8),
    Column("代报", width=8),
    Column("填报截止日", Kind.DATE, width=12),
    Column("延期至", Kind.DATE, width=12),
    Column("提交日期", Kind.DATE, width=12),
    Column("通过日期", Kind.DATE, width=12),
    Column("锁定日期", Kind.DATE, width=12),
)
SHEET = "月报"


def export_returns(session: Session, actor: Actor, filters: Filters, kind: ExportFormat) -> bytes:
    """The whole filtered list, newest month first, as a file.

    Raises NotFound for a street out of reach.
    """
    statement = filtered(session, actor, filters).order_by(R.period.desc(), R.org_path, R.id)
    with under(session, filters.tree):
        rows = session.execute(statement).all()
    if kind is ExportFormat.CSV:
        return write_csv(COLUMNS, _lines(rows))
    mark = f"{actor.person_name} {clock.today():%Y-%m-%d} 导出"
    return write_workbook(
        COLUMNS, _lines(rows), sheet=SHEET, title=f"{SHEET}（{len(rows)} 份）", watermark=mark
    )


def _lines(rows: Any) -> Iterator[list[Any]]:
    for row in rows:
        yield [
            row.period,
            row.organisation_name,
            row.status.label,
            _yes(row.is_zero_report),
            _yes(row.is_late),
            _yes(row.on_behalf),
            row.fill_due_on,
            row.extended_to,
            _day(row.submitted_at),
            _day(row.accepted_at),
            _day(row.locked_at),
        ]


def _yes(flag: bool) -> str:
    return "是" if flag else ""


def _day(moment: Any) -> Any:
    return moment.astimezone(clock.ZONE).date() if moment else None
