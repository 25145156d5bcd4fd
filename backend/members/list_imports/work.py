"""The background jobs of lists: comparison and recording."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from sqlmodel import Session

from backend.kernel import audit, clock, history, outbox
from backend.kernel.authz import Actor, visible
from backend.kernel.db import bulk_insert, scoped_row, set_reach, unit_of_work
from backend.kernel.errors import DomainError
from backend.kernel.jobs import JobContext
from backend.kernel.tables import read_table
from backend.members.codes import ImportState
from backend.members.list_imports import content, recording
from backend.members.list_imports.codes import ListVerdict
from backend.members.list_imports.matching import Compared, compare, verdicts
from backend.members.list_imports.models import PersonList, PersonListRow
from backend.members.list_imports.reading import read_entries
from backend.members.list_imports.rules import LIST_WORKFLOW, taken_at_first
from backend.members.rolls.rules import ImportStep
from backend.members.rolls.service import as_system_step


def run_preview(ctx: JobContext) -> None:
    """Read the file and compare every row; nothing is recorded yet."""
    with _reading(ctx) as session:
        item = _get(session, ctx)
        if item.status is not ImportState.READING:
            return
        data, kind = content.file_of(session, item), item.kind
    try:
        _, entries = read_entries(read_table(data), kind, clock.today())
        ctx.progress(0, len(entries), "正在比对")
        with _reading(ctx) as session:
            rows = compare(session, ctx.actor, kind, entries)
    except DomainError as refusal:
        _fail(ctx, refusal)
        raise
    with ctx.transaction() as session:
        item = _get(session, ctx)
        keep_comparison(session, ctx.actor, item, rows)
        ctx.complete(session, {"rows": item.rows_read})


def keep_comparison(session: Session, actor: Actor, item: PersonList, rows: Sequence[Compared]) -> None:
    """Keep every row with its verdict; the list then waits for somebody to confirm it."""
    _count(item, rows)
    session.add(item)
    bulk_insert(session, PersonListRow, [_row(item, row) for row in rows])
    history.advance(session, as_system_step(actor), LIST_WORKFLOW, item, ImportStep.READ.value)


def run_commit(ctx: JobContext) -> None:
    """Record the chosen rows: all of them or none."""
    with _reading(ctx) as session:
        if _get(session, ctx).status is not ImportState.COMMITTING:
            return
    try:
        with ctx.transaction() as session:
            item = _get(session, ctx)
            item.written = recording.record_rows(session, ctx.actor, item)
            item.finished_at = clock.now()
            session.add(item)
            _step(session, ctx, item, ImportStep.WRITE)
            counts = {"written": item.written}
            audit.record(
                session, ctx.actor, "person_list.record", "person_list", item.id, org_path=item.org_path, details=counts
            )  # fmt: skip
            outbox.emit(session, "person_list.record", item, counts)
            ctx.complete(session, counts)
    except DomainError as refusal:
        _fail(ctx, refusal)
        raise


@contextmanager
def _reading(ctx: JobContext) -> Iterator[Session]:
    with unit_of_work(ctx.engine, writes=False) as session:
        set_reach(session, ctx.actor.district_id, ctx.actor.org_path)
        yield session


def _get(session: Session, ctx: JobContext) -> PersonList:
    key = (ctx.district_id, UUID(ctx.payload["list_id"]))
    return visible(session.get(PersonList, key), ctx.actor)


def _fail(ctx: JobContext, refusal: DomainError) -> None:
    with ctx.transaction() as session:
        item = _get(session, ctx)
        said = refusal.errors[0].message if refusal.errors else refusal.detail or refusal.title
        item.failure = said[:500]
        item.finished_at = clock.now()
        session.add(item)
        _step(session, ctx, item, ImportStep.FAIL)


def _step(session: Session, ctx: JobContext, item: PersonList, step: ImportStep) -> None:
    history.advance(session, as_system_step(ctx.actor), LIST_WORKFLOW, item, step.value)


def _count(item: PersonList, rows: Sequence[Compared]) -> None:
    counted = verdicts(rows)
    item.rows_read = len(rows)
    for verdict in ListVerdict:
        setattr(item, verdict.value, counted[verdict])


def _row(item: PersonList, row: Compared) -> dict[str, Any]:
    return scoped_row(
        item.district_id,
        item.org_path,
        list_id=item.id,
        row_number=row.entry.row,
        verdict=row.verdict,
        member_id=row.member.id if row.member else None,
        member_version=row.member.version if row.member else 0,
        effective_on=row.entry.on,
        document_no=row.entry.paper,
        column_name=row.column,
        message=row.message,
        fix=row.fix,
        is_taken=taken_at_first(row.verdict),
        choice_reason="",
        event_id=None,
    )
