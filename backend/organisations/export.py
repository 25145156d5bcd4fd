"""The organisation list as a workbook or CSV: the same filter, no persons in it."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlmodel import Session

from backend.kernel import clock
from backend.kernel.authz import Actor
from backend.kernel.exports import ExportFormat
from backend.kernel.tables_write import Column, Kind, write_csv, write_workbook
from backend.organisations.listing import OrgFilter, list_statement
from backend.organisations.models import HeadCount
from backend.organisations.queries import ORG, latest_head_counts, union_names

COLUMNS = (
    Column("工会编码", width=16),
    Column("工会名称", width=40),
    Column("上级工会", width=34),
    Column("层级", width=16),
    Column("组织形式", width=16),
    Column("统计口径", width=22),
    Column("经济类型", width=18),
    Column("所属行业", width=26),
    Column("单位所在政区", width=16),
    Column("工会统一社会信用代码", width=24),
    Column("建会日期", Kind.DATE, width=12),
    Column("建会批复文号", width=22),
    Column("状态", width=10),
    Column("职工数", Kind.NUMBER, width=10),
    Column("会员数（申报）", Kind.NUMBER, width=14),
)
SHEET = "工会组织"


def export_organisations(session: Session, actor: Actor, wanted: OrgFilter, kind: ExportFormat) -> bytes:
    """The whole filtered list in the order of the tree, as a file.

    Raises NotFound for a parent out of reach.
    """
    rows = session.execute(list_statement(session, actor, wanted).order_by(ORG.org_path)).all()
    parents = union_names(session, actor.district_id, {row.parent_id for row in rows if row.parent_id})
    month = f"{wanted.as_of:%Y-%m}" if wanted.as_of else None
    counts = latest_head_counts(session, actor, [row.id for row in rows], month=month)
    lines = _lines(rows, parents, counts)
    if kind is ExportFormat.CSV:
        return write_csv(COLUMNS, lines)
    mark = f"{actor.person_name} {clock.today():%Y-%m-%d} 导出"
    return write_workbook(COLUMNS, lines, sheet=SHEET, title=f"{SHEET}（{len(rows)} 家）", watermark=mark)


def _lines(rows: Any, parents: dict[UUID, str], counts: dict[UUID, HeadCount]) -> Iterator[list[Any]]:
    for row in rows:
        count = counts.get(row.id)
        yield [
            row.code,
            row.name,
            parents.get(row.parent_id, ""),
            row.level.label,
            row.org_form.label,
            row.report_class.label if row.report_class else None,
            row.economic_type.label if row.economic_type else None,
            row.industry.label if row.industry else None,
            row.division_code,
            row.union_uscc,
            row.founded_on,
            row.approval_no,
            row.status.label,
            count.employees if count else None,
            count.members if count else None,
        ]
