"""A confirmed statement becomes payments and open items; what a row became is kept with it."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from backend.funds.codes import FundItem
from backend.funds.collections.service import Payment, book, reverse_collection
from backend.funds.payers.models import FundPayer
from backend.funds.payers.queries import payer_names
from backend.funds.periods import period_of
from backend.funds.statements import matching
from backend.funds.statements.codes import FundExceptionAction, ReconciliationClass, StatementVerdict
from backend.funds.statements.models import FundException, FundStatement, FundStatementRow
from backend.funds.statements.rules import BOOKABLE, CLASS_OF, EXCEPTION_WORKFLOW, EXCEPTIONS
from backend.kernel import history
from backend.kernel.authz import Actor, within
from backend.kernel.db import new_id
from backend.kernel.errors import Conflict, DomainError
from backend.members.lookups import among_ids

SOURCE = "fund_statement"
R: Any = FundStatementRow
PAYER: Any = FundPayer


def rows_of(session: Session, item: FundStatement) -> list[FundStatementRow]:
    """Every row of a statement, in its order."""
    statement = select(FundStatementRow).where(R.district_id == item.district_id, R.statement_id == item.id)
    return list(session.execute(statement.order_by(R.row_number)).scalars())


def book_rows(
    session: Session,
    actor: Actor,
    item: FundStatement,
    rows: Sequence[FundStatementRow],
    progress: Callable[[int, int, str], None],
) -> int:
    """Book every bookable row, in the order of the file; how many.

    Raises Conflict naming the row when one of them can no longer be booked: then none is.
    """
    wanted = [row for row in rows if row.verdict in BOOKABLE]
    payers = payer_rows(session, actor, {row.payer_id for row in wanted if row.payer_id})
    became: dict[int, UUID] = {}
    for number, row in enumerate(wanted, start=1):
        progress(number, len(wanted), "正在入账")
        try:
            became[row.row_number] = row.collection_id = _book(session, actor, item, row, payers, became)
        except DomainError as problem:
            said = problem.errors[0].message if problem.errors else problem.detail or problem.title
            raise Conflict(f"第{row.row_number}行：{said}") from problem
        row.recon_class = ReconciliationClass.AGREED
        session.add(row)
    session.flush()
    return len(wanted)


def open_exceptions(
    session: Session, actor: Actor, item: FundStatement, rows: Sequence[FundStatementRow]
) -> int:
    """One open item for every row that does not fit, and for every payment the file lacks; how many."""
    became = {row.row_number: row.collection_id for row in rows}
    payers = payer_rows(session, actor, {row.payer_id for row in rows if row.payer_id})
    opened = [
        _of_row(item, row, payers.get(row.payer_id) if row.payer_id else None, became)
        for row in rows
        if row.verdict in EXCEPTIONS
    ]
    if item.is_complete:
        opened += _platform_only(session, actor, item, rows)
    session.add_all(opened)
    session.flush()
    for one in opened:
        history.begin(session, actor, EXCEPTION_WORKFLOW, one, FundExceptionAction.OPEN)
    return len(opened)


def payment_of(
    payer: FundPayer,
    statement: FundStatement,
    row: FundStatementRow,
    booked_on: date,
    note: str,
    **changed: Any,
) -> Payment:
    """A row as the payment it is; ``changed`` names what a clerk corrected (item, period)."""
    return Payment(
        payer=payer,
        channel=statement.channel,
        item=changed.get("item") or row.item or FundItem.FUNDS,
        period=changed.get("period") or row.period,
        booked_on=booked_on,
        paid_fen=row.paid_fen or 0,
        coverage=row.coverage,
        ticket_no=row.ticket_no,
        base_fen=row.base_fen,
        due_fen=row.due_fen,
        source=SOURCE,
        source_id=row.id,
        note=note[:200],
    )


def payer_rows(session: Session, actor: Actor, ids: set[UUID]) -> dict[UUID, FundPayer]:
    """Payers by id."""
    statement = select(FundPayer).where(within(FundPayer, actor), among_ids(session, PAYER.id, ids))
    return {payer.id: payer for payer in session.execute(statement).scalars()}


def _book(
    session: Session,
    actor: Actor,
    item: FundStatement,
    row: FundStatementRow,
    payers: dict[UUID, FundPayer],
    became: dict[int, UUID],
) -> UUID:
    assert row.booked_on is not None and row.payer_id is not None  # only readable rows of known payers
    if row.verdict is StatementVerdict.REVERSAL:
        original = row.collection_id or became[row.original_row or 0]
        reason = f"{item.layout.label}冲正，{item.file_name} 第{row.row_number}行"
        return reverse_collection(session, actor, original, row.booked_on, row.ticket_no, reason).id
    return book(session, actor, payment_of(payers[row.payer_id], item, row, row.booked_on, row.message)).id


def _of_row(
    item: FundStatement, row: FundStatementRow, payer: FundPayer | None, became: dict[int, UUID | None]
) -> FundException:
    assert row.booked_on is not None and row.paid_fen is not None  # unreadable rows are no exceptions
    return FundException(
        id=new_id(),
        district_id=item.district_id,
        org_path=payer.org_path if payer else item.org_path,
        statement_id=item.id,
        row_id=row.id,
        row_number=row.row_number,
        channel=item.channel,
        period=period_of(row.booked_on),
        verdict=row.verdict,
        recon_class=CLASS_OF[row.verdict],
        payer_id=row.payer_id,
        payer_name=payer.name if payer else row.payer_name,
        amount_fen=row.paid_fen,
        booked_on=row.booked_on,
        message=row.message,
        fix=row.fix,
        collection_id=row.collection_id or became.get(row.original_row or 0),
    )


def _platform_only(
    session: Session, actor: Actor, item: FundStatement, rows: Sequence[FundStatementRow]
) -> list[FundException]:
    stood_for = [row.collection_id for row in rows]
    missing = matching.platform_only(session, actor, item.channel, item.period, stood_for)
    names = payer_names(session, actor, {row.payer_id for row in missing})
    return [
        FundException(
            id=new_id(),
            district_id=item.district_id,
            org_path=row.org_path,
            statement_id=item.id,
            channel=item.channel,
            period=period_of(row.booked_on),
            verdict=StatementVerdict.PLATFORM_ONLY,
            recon_class=ReconciliationClass.PLATFORM_ONLY,
            payer_id=row.payer_id,
            payer_name=names.get(row.payer_id, ""),
            amount_fen=row.paid_fen,
            booked_on=row.booked_on,
            message=f"平台已入账，{item.layout.label}里没有",
            fix="时间差的写明情况；错记的冲销平台记录",
            collection_id=row.id,
        )
        for row in missing
    ]
