"""The background job that builds an approved export within the reach its requester had."""

import hashlib
from uuid import UUID

from sqlmodel import Session

from backend.kernel import clock
from backend.kernel.db import set_reach, unit_of_work
from backend.kernel.jobs import JobContext, actor_of
from backend.kernel.large_exports import registry, service
from backend.kernel.large_exports.codes import LargeExportState
from backend.kernel.large_exports.models import LargeExport
from backend.kernel.large_exports.registry import ExportTable
from backend.kernel.tables_write import write_workbook


def build(context: JobContext) -> None:
    """Write the file with its watermark, seal it, and open it for the requester; a withdrawn request builds nothing.

    Everything long happens while only reading: nobody else's writing waits for a large file.
    """
    key = (context.district_id, UUID(context.payload["large_export_id"]))
    with unit_of_work(context.engine, writes=False) as session:
        set_reach(session, context.actor.district_id, context.actor.org_path)
        row = session.get_one(LargeExport, key)
        if row.status is not LargeExportState.APPROVED:
            return
        table, content = _file(session, row)
    digest = hashlib.sha256(content).hexdigest()
    with context.transaction() as session:
        row = session.get_one(LargeExport, key, with_for_update=True)
        if row.status is not LargeExportState.APPROVED:
            return
        service.keep_file(session, row, content, list(table.records), digest)
        context.complete(session, {"large_export_id": str(row.id)})


def _file(session: Session, row: LargeExport) -> tuple[ExportTable, bytes]:
    wanted, requester = registry.list_named(row.list_name), actor_of(row.requester)
    table = wanted.table(session, requester, wanted.read(row.filters))
    content = write_workbook(
        table.columns,
        table.rows,
        sheet=wanted.label,
        title=f"{wanted.label}（{len(table.records)} 人）",
        watermark=watermark(row),
        banner=True,
    )
    return table, content


def watermark(row: LargeExport) -> str:
    """Who took it, when, what for, under which number."""
    day = clock.today().isoformat()
    return f"{row.person_name} {day} 申请号 {row.number} 用途：{row.purpose} 仅限本人使用，不得转发"
