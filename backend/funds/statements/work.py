"""The background jobs of statements: comparison and booking."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from sqlmodel import Session

from backend.funds.statements import booking, content, matching
from backend.funds.statements.codes import StatementState, StatementVerdict
from backend.funds.statements.importers import IMPORTERS
from backend.funds.statements.judge import Judged
from backend.funds.statements.models import FundStatement, FundStatementRow
from backend.funds.statements.reading import Reading, read_rows
from backend.funds.statements.rules import (
    AGREED,
    BOOKABLE,
    CLASS_OF,
    EXCEPTIONS,
    STATEMENT_WORKFLOW,
    StatementStep,
)
from backend.funds.statements.service import OBJECT, as_system_step
from backend.kernel import audit, clock, history, outbox
from backend.kernel.authz import visible
from backend.kernel.db import bulk_insert, scoped_row, set_reach, unit_of_work
from backend.kernel.errors import DomainError
from backend.kernel.jobs import JobContext
from backend.kernel.tables import read_table

Found = Sequence[tuple[Judged, str]]


def run_preview(ctx: JobContext) -> None:
    """Read the file and judge every row; nothing is booked yet."""
    with _reading(ctx) as session:
        item = _get(session, ctx)
        if item.status is not StatementState.READING:
            return
        data, importer = content.file_of(session, item), IMPORTERS[item.layout]
    try:
        reading = read_rows(read_table(data), importer, clock.today())
        ctx.progress(0, len(reading.rows), "正在比对")
        with _reading(ctx) as session:
            found = matching.compare(session, ctx.actor, item.channel, item.period, reading.rows)
            missing = _missing(session, ctx, item, found)
    except DomainError as refusal:
        _fail(ctx, refusal)
        raise
    with ctx.transaction() as session:
        item = _get(session, ctx)
        _count(item, reading, found, missing)
        session.add(item)
        bulk_insert(session, FundStatementRow, [_row(item, judged, mark) for judged, mark in found])
        _step(session, ctx, item, StatementStep.READ)
        ctx.complete(session, {"rows": item.rows_read})


def run_commit(ctx: JobContext) -> None:
    """Book what can be booked and open the exceptions: all of them or none."""
    with _reading(ctx) as session:
        if _get(session, ctx).status is not StatementState.COMMITTING:
            return
    try:
        with ctx.transaction() as session:
            item = _get(session, ctx)
            rows = booking.rows_of(session, item)
            item.written = booking.book_rows(session, ctx.actor, item, rows, ctx.progress)
            opened = booking.open_exceptions(session, ctx.actor, item, rows)
            item.finished_at = clock.now()
            session.add(item)
            _step(session, ctx, item, StatementStep.WRITE)
            counts = {"written": item.written, "exceptions": opened}
            audit.record(
                session, ctx.actor, f"{OBJECT}.book", OBJECT, item.id, org_path=item.org_path, details=counts
            )
            outbox.emit(session, f"{OBJECT}.book", item, counts)
            ctx.complete(session, counts)
    except DomainError as refusal:
        _fail(ctx, refusal)
        raise


def _missing(session: Session, ctx: JobContext, item: FundStatement, found: Found) -> list[Any]:
    if not item.is_complete:
        return []
    stood_for = [one.collection_id for one, _ in found]
    return matching.platform_only(session, ctx.actor, item.channel, item.period, stood_for)


@contextmanager
def _reading(ctx: JobContext) -> Iterator[Session]:
    with unit_of_work(ctx.engine, writes=False) as session:
        set_reach(session, ctx.actor.district_id, ctx.actor.org_path)
        yield session


def _get(session: Session, ctx: JobContext) -> FundStatement:
    key = (ctx.district_id, UUID(ctx.payload["statement_id"]))
    return visible(session.get(FundStatement, key), ctx.actor)


def _fail(ctx: JobContext, refusal: DomainError) -> None:
    with ctx.transaction() as session:
        item = _get(session, ctx)
        said = refusal.errors[0].message if refusal.errors else refusal.detail or refusal.title
        item.failure = said[:500]
        item.finished_at = clock.now()
        session.add(item)
        _step(session, ctx, item, StatementStep.FAIL)


def _step(session: Session, ctx: JobContext, item: FundStatement, step: StatementStep) -> None:
    history.advance(session, as_system_step(ctx.actor), STATEMENT_WORKFLOW, item, step.value)


def _count(item: FundStatement, reading: Reading, found: Found, missing: Sequence[Any]) -> None:
    def part(verdicts: frozenset[StatementVerdict]) -> tuple[int, int]:
        amounts = [one.row.paid_fen or 0 for one, _ in found if one.verdict in verdicts]
        return len(amounts), sum(amounts)

    item.bookable_rows, item.bookable_fen = part(BOOKABLE)
    item.agreed_rows, item.agreed_fen = part(AGREED)
    item.exception_rows, item.exception_fen = part(EXCEPTIONS)
    item.ignored_rows, _ = part(frozenset({StatementVerdict.OUTGOING}))
    item.invalid_rows, _ = part(frozenset({StatementVerdict.INVALID}))
    item.rows_read = len(found)
    item.total_fen = sum(
        row.paid_fen or 0 for row in reading.rows if not row.is_outgoing and row.fault is None
    )
    item.control_fen = reading.control_fen
    item.platform_rows, item.platform_fen = len(missing), sum(row.paid_fen for row in missing)


def _row(item: FundStatement, judged: Judged, mark: str) -> dict[str, Any]:
    row, importer = judged.row, IMPORTERS[item.layout]
    headings = {column.code: column.headings[0] for column in importer.columns}
    return scoped_row(
        item.district_id,
        item.org_path,
        statement_id=item.id,
        row_number=row.row,
        fingerprint=mark,
        payer_uscc=row.uscc,
        payer_name=row.name,
        tax_registration_no=row.registration,
        item=judged.item or row.item,
        period=row.period or item.period,
        base_fen=row.base_fen,
        due_fen=row.due_fen,
        paid_fen=row.paid_fen,
        ticket_no=row.ticket,
        booked_on=row.booked_on,
        coverage=judged.coverage,
        verdict=judged.verdict,
        recon_class=CLASS_OF.get(judged.verdict),
        payer_id=judged.payer.id if judged.payer else None,
        collection_id=judged.collection_id,
        original_row=judged.original_row,
        column_name=headings.get(judged.column, judged.column)[:30],
        message=judged.message,
        fix=judged.fix,
    )
