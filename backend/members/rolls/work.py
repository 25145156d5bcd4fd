"""The background jobs of roll imports: preview and commit."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from backend.kernel import audit, clock, history, outbox
from backend.kernel.authz import visible
from backend.kernel.db import bulk_insert, scoped_row, set_reach, unit_of_work
from backend.kernel.errors import Conflict, DomainError
from backend.kernel.jobs import JobContext
from backend.kernel.tables import read_table
from backend.members.codes import ImportState, RowOutcome, RowVerdict
from backend.members.models import RollImport, RollImportRow
from backend.members.rolls import content
from backend.members.rolls.changes import CHANGED_SINCE
from backend.members.rolls.commit import Prepared, prepare, write
from backend.members.rolls.match import Matched
from backend.members.rolls.plan import pack, unpack
from backend.members.rolls.preview import Preview, preview
from backend.members.rolls.register import UnionPlace
from backend.members.rolls.rules import IMPORT_WORKFLOW, ImportStep
from backend.members.rolls.service import as_system_step
from backend.members.service import is_direct

QUIET = frozenset({RowOutcome.CREATE, RowOutcome.SAME})


def run_preview(ctx: JobContext) -> None:
    """Read the file, judge every row, keep what a person should look at and what would be written."""
    item = _load(ctx)
    if item.status is not ImportState.READING:
        return
    try:
        result = _previewed(ctx, item)
    except DomainError as refusal:
        _fail(ctx, refusal)
        raise
    plan = pack(result.rows)
    with ctx.transaction() as session:
        fresh = _get(session, ctx)
        _count(fresh, result)
        fresh.previewed_at = clock.now()
        session.add(fresh)
        bulk_insert(session, RollImportRow, [_row(fresh, row) for row in result.rows if _is_telling(row)])
        content.keep_plan(session, fresh, plan)
        _step(session, ctx, fresh, ImportStep.READ)
        ctx.complete(session, {"rows": fresh.rows_read})


def run_commit(ctx: JobContext) -> None:
    """Write the previewed rows: all of them or none."""
    item = _load(ctx)
    if item.status is not ImportState.COMMITTING:
        return
    with _reading(ctx) as session:
        planned = unpack(content.plan_of(session, item))
    direct = is_direct(ctx.actor)
    ready = prepare(
        planned, ctx.actor, is_direct=direct, progress=lambda done, all_: ctx.progress(done, all_, "正在加密")
    )
    ctx.progress(len(planned), len(planned), "正在写入")
    try:
        _write(ctx, ready, direct)
    except IntegrityError as problem:
        refusal = Conflict(CHANGED_SINCE)
        _fail(ctx, refusal)
        raise refusal from problem
    except DomainError as refusal:
        _fail(ctx, refusal)
        raise


def _previewed(ctx: JobContext, item: RollImport) -> Preview:
    with _reading(ctx) as session:
        data = content.file_of(session, item)
    sheet = read_table(data)
    total = len(sheet.rows)
    ctx.progress(0, total, "正在核对")
    with _reading(ctx) as session:
        target = UnionPlace(item.organisation_id, item.org_path, "")
        return preview(
            session,
            ctx.actor,
            target,
            sheet,
            item.as_of,
            is_direct=is_direct(ctx.actor),
            progress=lambda done, all_: ctx.progress(done, all_, "正在核对"),
        )


def _write(ctx: JobContext, ready: Prepared, direct: bool) -> None:
    with ctx.transaction() as session:
        item = _get(session, ctx)
        write(session, ctx.actor, ready, is_direct=direct)
        item.finished_at = clock.now()
        session.add(item)
        content.forget_plan(session, item)
        _step(session, ctx, item, ImportStep.WRITE)
        counts = {"created": len(ready.members), "changed": len(ready.changes)}
        audit.record(
            session,
            ctx.actor,
            "member.import",
            "roll_import",
            item.id,
            org_path=item.org_path,
            details=counts,
        )
        outbox.emit(session, "member.import", item, counts)
        ctx.complete(session, counts)


@contextmanager
def _reading(ctx: JobContext) -> Iterator[Session]:
    """A reading transaction with the reach of the person who asked."""
    with unit_of_work(ctx.engine, writes=False) as session:
        set_reach(session, ctx.actor.district_id, ctx.actor.org_path)
        yield session


def _load(ctx: JobContext) -> RollImport:
    with _reading(ctx) as session:
        return _get(session, ctx)


def _get(session: Session, ctx: JobContext) -> RollImport:
    key = (ctx.district_id, UUID(ctx.payload["import_id"]))
    return visible(session.get(RollImport, key), ctx.actor)


def _fail(ctx: JobContext, refusal: DomainError) -> None:
    with ctx.transaction() as session:
        item = _get(session, ctx)
        item.failure = (refusal.errors[0].message if refusal.errors else refusal.detail or refusal.title)[
            :500
        ]
        item.finished_at = clock.now()
        session.add(item)
        _step(session, ctx, item, ImportStep.FAIL)


def _step(session: Session, ctx: JobContext, item: RollImport, step: ImportStep) -> None:
    history.advance(session, as_system_step(ctx.actor), IMPORT_WORKFLOW, item, step.value)


def _count(item: RollImport, result: Preview) -> None:
    verdicts: Counter[RowVerdict] = result.verdicts
    outcomes: Counter[RowOutcome] = result.outcomes
    item.header_row = result.header_row
    item.rows_read = len(result.rows)
    item.accepted = verdicts[RowVerdict.ACCEPT]
    item.normalised = verdicts[RowVerdict.NORMALISE]
    item.rejected = verdicts[RowVerdict.REJECT]
    item.to_create = outcomes[RowOutcome.CREATE]
    item.to_update = outcomes[RowOutcome.UPDATE]
    item.same = outcomes[RowOutcome.SAME]
    item.skipped = outcomes[RowOutcome.SKIP]


def _is_telling(row: Matched) -> bool:
    return bool(row.judged.found) or row.outcome not in QUIET


def _row(item: RollImport, row: Matched) -> dict[str, Any]:
    first = row.judged.first
    return scoped_row(
        item.district_id,
        item.org_path,
        import_id=item.id,
        row_number=row.judged.entry.row,
        verdict=row.verdict,
        outcome=row.outcome,
        kind=first.kind if first else "",
        column_name=first.column if first else "",
        message=first.message[:300] if first else "",
        fix=first.fix[:300] if first else "",
        findings=[
            {
                "level": found.level,
                "kind": found.kind,
                "column": found.column,
                "message": found.message,
                "fix": found.fix,
            }
            for found in row.judged.found
        ],
    )
