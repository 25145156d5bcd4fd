"""Months as the caller sees them."""

from sqlmodel import Session

from backend.funds.closing import queries, service
from backend.funds.closing.schemas import LedgerMonthOut, LedgerMonthRow, LedgerMonthsOut
from backend.funds.ledger.codes import LedgerMonthState
from backend.funds.ledger.models import LedgerMonth
from backend.funds.ledger.rules import MONTH_WORKFLOW
from backend.kernel.authz import Actor
from backend.kernel.decisions import checks_out
from backend.kernel.history import ActionOut, allowed_actions, entries_of, makers_of


def months_out(session: Session, actor: Actor, status: LedgerMonthState | None) -> LedgerMonthsOut:
    """Every month of the books in reach, or those in one state."""
    posted = queries.entries_by_month(session, actor)
    months = queries.months_within(session, actor, status)
    return LedgerMonthsOut(total=len(months), items=[_row(month, posted) for month in months])


def month_out(session: Session, actor: Actor, month: LedgerMonth) -> LedgerMonthOut:
    """One month with what stands against closing it."""
    row = _row(month, queries.entries_by_month(session, actor))
    is_open = month.status is LedgerMonthState.OPEN
    return LedgerMonthOut(
        **row.model_dump(),
        version=month.version,
        checks=checks_out(service.checks_of(session, actor, month)) if is_open else [],
        history=entries_of(session, actor, MONTH_WORKFLOW.name, month.id),
        actions=_actions(session, actor, month),
    )


def _row(month: LedgerMonth, posted: dict[str, tuple[int, int]]) -> LedgerMonthRow:
    entries, amount = posted.get(month.period, (0, 0))
    return LedgerMonthRow(period=month.period, status=month.status, entries=entries, amount_fen=amount)


def _actions(session: Session, actor: Actor, month: LedgerMonth) -> list[ActionOut]:
    """What the caller may do now; nobody decides on what they asked for."""
    steps = {step.action.value: step for step in MONTH_WORKFLOW.steps if step.source == month.status}
    return [
        action
        for action in allowed_actions(MONTH_WORKFLOW, month, actor)
        if not actor.persons & makers_of(session, MONTH_WORKFLOW, month, steps[action.code].other_than)
    ]
