"""Closing a month of the books, and reopening it by two persons."""

from sqlmodel import Session

from backend.funds.closing import queries
from backend.funds.closing.rules import closing_checks
from backend.funds.ledger import service as ledger
from backend.funds.ledger.codes import LedgerMonthAction
from backend.funds.ledger.models import LedgerMonth
from backend.kernel.authz import Actor
from backend.kernel.decisions import Check, decide, refusals
from backend.kernel.errors import Conflict
from backend.kernel.history import ActionIn


def act(session: Session, actor: Actor, month: LedgerMonth, form: ActionIn, expected: int) -> LedgerMonth:
    """Take one step with a month; closing only when everything is in order.

    Raises Invalid, Forbidden, Conflict (a check is not met, or somebody was quicker), StaleVersion.
    """
    month = ledger.move_month(session, actor, month, form.action, form.note, expected)
    if form.action == LedgerMonthAction.CLOSE.value:
        _refuse_disorder(checks_of(session, actor, month))
    return month


def checks_of(session: Session, actor: Actor, month: LedgerMonth) -> list[Check]:
    """Everything that is looked at before a month is closed."""
    return closing_checks(queries.facts_of(session, actor, month))


def _refuse_disorder(checks: list[Check]) -> None:
    """The month is held by then: nothing can be booked into it while it is judged."""
    decision = decide(checks)
    if decision.failed:
        raise Conflict(f"不能结账：{decision.reason}", errors=refusals(checks, "action"))
