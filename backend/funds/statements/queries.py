"""Reads of statements, and what other parts ask about open items."""

from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, func, select
from sqlmodel import Session

from backend.funds.codes import CollectionChannel
from backend.funds.statements import figures, service
from backend.funds.statements.codes import (
    FundExceptionState,
    ReconciliationClass,
    StatementLayout,
    StatementState,
    StatementVerdict,
)
from backend.funds.statements.models import FundException, FundStatement, FundStatementRow
from backend.funds.statements.rules import STATEMENT_WORKFLOW
from backend.funds.statements.schemas import (
    ChannelReconciliationOut,
    StatementOut,
    StatementPage,
    StatementRowOut,
    StatementRowPage,
    StatementSummary,
)
from backend.kernel.authz import Actor, visible, within
from backend.kernel.history import allowed_actions, entries_of
from backend.kernel.jobs import JobStatus
from backend.kernel.paging import Paging, paginate

S: Any = FundStatement
R: Any = FundStatementRow
X: Any = FundException
_LISTED = tuple(getattr(S, name) for name in StatementSummary.model_fields)
_ROW = tuple(getattr(R, name) for name in StatementRowOut.model_fields if name != "exception_id")


def unassigned(session: Session, district_id: str, period: str) -> int:
    """Open items of a month of the books without a named clerk; while there are any, the month does not close."""
    wanted = select(func.count()).where(
        X.district_id == district_id, X.period == period, X.status == FundExceptionState.OPEN
    )
    return int(session.execute(wanted).scalar_one())


def get_statement(session: Session, actor: Actor, statement_id: UUID) -> FundStatement:
    """One statement in the caller's reach.

    Raises NotFound, the same for a foreign id as for a random one.
    """
    return visible(session.get(FundStatement, (actor.district_id, statement_id)), actor)


def statements_in(actor: Actor, status: StatementState) -> Select[Any]:
    """Statements in one state."""
    return select(S.id).where(within(FundStatement, actor), S.status == status)


def list_statements(
    session: Session,
    actor: Actor,
    layout: StatementLayout | None,
    status: StatementState | None,
    period: str | None,
    page: Paging,
) -> StatementPage:
    """Statements in the caller's reach, the newest first."""
    statement = select(*_LISTED).where(within(FundStatement, actor))
    for column, value in ((S.layout, layout), (S.status, status), (S.period, period)):
        if value is not None:
            statement = statement.where(column == value)
    found = paginate(session, statement, order=[S.id], page=page, descending=True)
    return StatementPage(
        items=[StatementSummary.model_validate(row) for row in found.rows],
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


def statement_out(session: Session, actor: Actor, item: FundStatement) -> StatementOut:
    """One statement with where its money stands and what the caller may do now."""
    plain = {key: getattr(item, key) for key in StatementOut.model_fields if hasattr(item, key)}
    status = service.job_status(session, item)
    return StatementOut(
        **plain,
        has_stopped=status in (JobStatus.FAILED, JobStatus.CANCELLED),
        settlement=figures.settlement_of(session, actor, item),
        actions=allowed_actions(STATEMENT_WORKFLOW, item, actor, status),
        history=entries_of(session, actor, STATEMENT_WORKFLOW.name, item.id),
    )


def list_rows(
    session: Session,
    actor: Actor,
    item: FundStatement,
    verdict: StatementVerdict | None,
    recon_class: ReconciliationClass | None,
    page: Paging,
) -> StatementRowPage:
    """Rows in the order of the file."""
    statement = (
        select(*_ROW, X.id.label("exception_id"))
        .outerjoin(FundException, and_(X.district_id == R.district_id, X.row_id == R.id))
        .where(within(FundStatementRow, actor), R.statement_id == item.id)
    )
    if verdict is not None:
        statement = statement.where(R.verdict == verdict)
    if recon_class is not None:
        statement = statement.where(R.recon_class == recon_class)
    found = paginate(session, statement, order=[R.row_number, R.id], page=page)
    return StatementRowPage(
        items=[StatementRowOut.model_validate(row) for row in found.rows],
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


def reconciliation(session: Session, actor: Actor, period: str) -> list[ChannelReconciliationOut]:
    """One month, channel by channel."""
    return [figures.month_of_channel(session, actor, period, channel) for channel in CollectionChannel]
