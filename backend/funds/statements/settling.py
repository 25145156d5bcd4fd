"""Open items: assigning an owner, proposing, deciding; what enters the books enters them here."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import Session

from backend.funds.codes import FundItem
from backend.funds.collections.queries import get_collection
from backend.funds.collections.service import book, reverse_collection
from backend.funds.payers.queries import get_payer
from backend.funds.periods import is_period
from backend.funds.statements.booking import payment_of
from backend.funds.statements.codes import (
    FundExceptionAction,
    FundExceptionState,
    ReconciliationClass,
    StatementVerdict,
)
from backend.funds.statements.models import FundException, FundStatement, FundStatementRow
from backend.funds.statements.owners import owner_of
from backend.funds.statements.rules import EXCEPTION_WORKFLOW, SETTLING
from backend.kernel import clock, history
from backend.kernel.authz import Actor
from backend.kernel.errors import invalid
from backend.kernel.text import tidy

_A = FundExceptionAction


@dataclass(frozen=True, slots=True)
class Decided:
    """What somebody wants done with an open item, and what they corrected."""

    action: str
    note: str = ""
    owner_account_id: UUID | None = None
    payer_id: UUID | None = None
    item: FundItem | None = None
    period: str | None = None
    booked_on: date | None = None
    collection_id: UUID | None = None


def act(
    session: Session, actor: Actor, item: FundException, decided: Decided, expected: int | None
) -> FundException:
    """Take one step with an open item; a settlement that books does so in the same transaction.

    Raises Invalid, Forbidden, Conflict (also of the books: a closed month, a ticket already booked), StaleVersion.
    """
    if decided.period and not is_period(decided.period):
        raise invalid("period", "format", "所属期应为 2020-05 样式的月份", "请填写经费所属的月份")
    step = history.advance(
        session, actor, EXCEPTION_WORKFLOW, item, decided.action, note=decided.note,
        expected_version=expected, context=actor,
    )  # fmt: skip
    if step.action is _A.ASSIGN:
        _assign(session, actor, item, decided.owner_account_id)
    elif step.action is _A.PROPOSE:
        item.proposal = _proposal(decided)
    elif step.action in SETTLING:
        _settle(session, actor, item, FundExceptionAction(step.action), decided)
    elif step.action in (_A.RETURN, _A.REFUSE_REJECT):
        item.proposal = {}
    if step.target in (FundExceptionState.SETTLED, FundExceptionState.REJECTED):
        is_settled = step.target is FundExceptionState.SETTLED
        item.resolution = FundExceptionAction(step.action) if is_settled else _A.REJECT
        item.resolved_at = clock.now()
    session.add(item)
    session.flush()
    return item


def _assign(session: Session, actor: Actor, item: FundException, account_id: UUID | None) -> None:
    if account_id is None or account_id == actor.account_id:
        item.owner_account_id, item.owner_name = actor.account_id, actor.person_name
    else:
        owner = owner_of(session, actor, account_id, item.org_path)
        item.owner_account_id, item.owner_name = owner.id, owner.person_name
    item.assigned_at = clock.now()


def _proposal(decided: Decided) -> dict[str, str]:
    found = {"payer_id": decided.payer_id, "item": decided.item, "period": decided.period}
    kept = {name: str(getattr(value, "value", value)) for name, value in found.items() if value}
    return {"note": tidy(decided.note)} | kept


def _settle(
    session: Session, actor: Actor, item: FundException, action: FundExceptionAction, decided: Decided
) -> None:
    row = session.get(FundStatementRow, (item.district_id, item.row_id)) if item.row_id else None
    on = decided.booked_on or item.booked_on
    became = item.collection_id
    if action is _A.REVERSE:
        _reverse(session, actor, item.collection_id, on, "", decided.note)
    elif row is not None and action is _A.LINK:
        became = _link(session, actor, item, row, on, decided)
    elif row is not None and action in (_A.ACCEPT, _A.CORRECT):
        became = _book(session, actor, item, row, on, decided)
    item.collection_id = became
    if row is not None:
        row.collection_id, row.recon_class = became, ReconciliationClass.AGREED
        session.add(row)


def _book(
    session: Session, actor: Actor, item: FundException, row: FundStatementRow, on: date, decided: Decided
) -> UUID:
    """Book the row, as it is or corrected; one that clashes with a record takes that record's place."""
    is_corrected = decided.action == _A.CORRECT
    payer_id = (decided.payer_id if is_corrected else None) or item.payer_id
    if payer_id is None:
        raise invalid(
            "payer_id", "required", "没有选择缴费户", "请选择这笔款项是哪一户的；没有的先登记缴费户"
        )
    payer = get_payer(session, actor, payer_id)
    if item.collection_id is not None:
        _reverse(session, actor, item.collection_id, on, "", f"按来源重记：{decided.note}")
    changed: dict[str, Any] = {"item": decided.item, "period": decided.period} if is_corrected else {}
    statement = session.get_one(FundStatement, (item.district_id, item.statement_id))
    note = f"{item.verdict.label}：{tidy(decided.note)}"
    payment = payment_of(payer, statement, row, on, note, **changed)
    item.payer_id, item.payer_name, item.org_path = payer.id, payer.name, payer.org_path
    row.payer_id = payer.id
    return book(session, actor, payment).id


def _link(
    session: Session, actor: Actor, item: FundException, row: FundStatementRow, on: date, decided: Decided
) -> UUID:
    """A reversal reverses the payment it names; anything else is declared the same payment and not booked again."""
    chosen = decided.collection_id or item.collection_id
    if chosen is None:
        raise invalid("collection_id", "required", "没有选择原记录", "请从候选的缴费记录中选择一笔")
    original = get_collection(session, actor, chosen)
    if item.amount_fen < 0:
        if original.paid_fen != -item.amount_fen:
            raise invalid(
                "collection_id", "amount_differs", "原记录的金额与冲正金额不同", "请选择同额的原记录；部分退款走退费"
            )  # fmt: skip
        reason = tidy(decided.note) or f"{item.verdict.label}，经查关联原记录"
        return _reverse(session, actor, original.id, on, row.ticket_no, reason)
    is_same = original.id == item.collection_id or original.ticket_no == row.ticket_no
    may_differ = item.verdict is StatementVerdict.AMOUNT_DIFFERS
    if not is_same or (original.paid_fen != item.amount_fen and not may_differ):
        raise invalid(
            "collection_id", "not_the_same", "不是同一笔：税票号或金额不同", "请选择税票号和金额都相同的记录"
        )
    return original.id


def _reverse(
    session: Session, actor: Actor, collection_id: UUID | None, on: date, ticket: str, reason: str
) -> UUID:
    assert collection_id is not None  # such an item always names a record
    return reverse_collection(session, actor, collection_id, on, ticket, reason).id
