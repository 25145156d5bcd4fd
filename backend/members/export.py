"""The member list as a file: masked, audited, marked with who took it; large ones need a second person (PD-6)."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import Session

from backend.kernel import audit, clock
from backend.kernel.authz import Actor
from backend.kernel.db import independent
from backend.kernel.exports import ExportFormat
from backend.kernel.large_exports.registry import ExportTable
from backend.kernel.large_exports.service import refuse_large
from backend.kernel.tables_write import Column, Kind, write_csv, write_workbook
from backend.kernel.views import note_views
from backend.members import cards
from backend.members.listing import ORDER, MemberFilter, list_statement
from backend.members.schemas import MemberRow

COLUMNS = (
    Column("姓名", width=12),
    Column("性别", width=6),
    Column("有效证件类别", width=12),
    Column("证件号码", width=22),
    Column("移动电话", width=14),
    Column("所属工会", width=32),
    Column("会籍状态", width=10),
    Column("会籍状态日期", Kind.DATE, 12),
    Column("入会日期", Kind.DATE, 12),
    Column("会员号", width=20),
    Column("就业情况", width=10),
    Column("是否农民工", width=10),
    Column("用工形式", width=12),
    Column("八大群体", width=12),
    Column("工作单位", width=32),
)


def export_members(session: Session, actor: Actor, wanted: MemberFilter, form: ExportFormat) -> bytes:
    """The filtered list as a file, numbers masked.

    Raises SecondPersonNeeded when there are more persons than one may take alone.
    """
    refuse_large(session, actor, count_members(session, actor, wanted))
    table = member_table(session, actor, wanted)
    rows, lines = table.records, table.rows
    _note(session, actor, table.records, {"rows": len(rows), "format": form.value})
    if form is ExportFormat.CSV:
        return write_csv(COLUMNS, lines)
    stamp = f"{actor.person_name} {clock.today().isoformat()} 导出 {len(rows)} 人"
    return write_workbook(COLUMNS, lines, sheet="会员", title="会员名单", watermark=stamp)


def count_members(session: Session, actor: Actor, wanted: MemberFilter) -> int:
    """How many persons a filter finds."""
    found = list_statement(session, actor, wanted).order_by(None).subquery()
    return int(session.execute(select(func.count()).select_from(found)).scalar_one())


def member_table(session: Session, actor: Actor, wanted: MemberFilter) -> ExportTable:
    """The filtered list as rows of a file, numbers masked, with the persons in it."""
    rows = session.execute(list_statement(session, actor, wanted).order_by(*ORDER)).all()
    records = [(row.id, row.org_path) for row in rows]
    return ExportTable(COLUMNS, _cells(cards.list_rows(session, actor, rows)), records)


def _note(
    session: Session, actor: Actor, records: Sequence[tuple[UUID, str]], details: dict[str, Any]
) -> None:
    """What was taken is committed before the file leaves: a reading request has no writing transaction of its own."""
    trace = session.info.get("trace_id", "")
    with independent(session) as other:
        other.info["trace_id"] = trace
        audit.record(other, actor, "member.export", "member", details=details)
        note_views(other, actor, "member", records, "会员名单")


def _cells(rows: list[MemberRow]) -> Iterator[tuple[Any, ...]]:
    for row in rows:
        yield (
            row.name,
            row.sex.label,
            row.id_type.label,
            row.id_no_masked,
            row.mobile_masked,
            row.organisation_name,
            row.status.label,
            row.status_on,
            row.joined_on,
            row.member_no,
            row.work_status.label if row.work_status else "",
            "是" if row.is_migrant else "否",
            row.employment_form.label if row.employment_form else "",
            row.group_eight.label if row.group_eight else "",
            row.employer_name,
        )
