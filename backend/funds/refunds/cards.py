"""Refunds as the caller sees them."""

from typing import Any

from sqlmodel import Session

from backend.funds.bank_accounts.models import FundBankAccount
from backend.funds.bank_accounts.rules import masked
from backend.funds.collections.models import FundCollection
from backend.funds.collections.queries import reversal_of
from backend.funds.payers.models import FundPayer
from backend.funds.refunds import queries, rules
from backend.funds.refunds.facts import facts_of
from backend.funds.refunds.models import FundRefund
from backend.funds.refunds.schemas import RefundBasisOut, RefundOut, RefundPage, RefundPartOut, RefundRow
from backend.kernel.authz import Actor
from backend.kernel.decisions import checks_out
from backend.kernel.history import ActionOut, allowed_actions, entries_of, makers_of
from backend.kernel.paging import Slice

_CARD = (set(RefundOut.model_fields) & set(FundRefund.model_fields)) - set(RefundRow.model_fields) - {"parts"}


def refund_out(session: Session, actor: Actor, refund: FundRefund) -> RefundOut:
    """One refund with its checks; while it waits the parts are those that would go back now."""
    payer = session.get_one(FundPayer, (refund.district_id, refund.payer_id))
    account = session.get_one(FundBankAccount, (refund.district_id, refund.account_id))
    facts = facts_of(session, refund)
    waits = refund.status in rules.WAITING
    kept = [RefundPartOut.model_validate(part) for part in refund.parts]
    now = [RefundPartOut.model_validate(part) for part in facts.parts if part.amount_fen]
    return RefundOut(
        **_line(refund, payer.name),
        **{name: getattr(refund, name) for name in _CARD},
        collection_paid_fen=facts.paid_fen,
        account_masked=masked(account.account_tail),
        account_holder=account.holder_name,
        bank_name=account.bank_name,
        to_recover_fen=max(0, facts.to_recover_fen - refund.recovered_fen) if waits else 0,
        parts=now if waits else kept,
        checks=checks_out(rules.judge(facts).checks) if waits else [],
        history=entries_of(session, actor, rules.REFUND_WORKFLOW.name, refund.id),
        actions=_actions(session, actor, refund, rules.judge(facts)),
    )


def refund_page(found: Slice) -> RefundPage:
    """One page of the list."""
    return RefundPage(
        items=[RefundRow(**_line(row[0], row[1])) for row in found.rows],
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


def basis_out(session: Session, paid: FundCollection) -> RefundBasisOut:
    """What may still be refunded of a payment."""
    payer = session.get_one(FundPayer, (paid.district_id, paid.payer_id))
    refunded = queries.standing_fen(session, paid.district_id, paid.id)
    is_reversed = paid.reverses_id is not None or reversal_of(session, paid) is not None
    names = ("payer_id", "channel", "item", "period", "booked_on", "ticket_no", "paid_fen")
    return RefundBasisOut(
        **{name: getattr(paid, name) for name in names},
        collection_id=paid.id,
        payer_name=payer.name,
        refunded_fen=refunded,
        left_fen=0 if is_reversed else max(0, paid.paid_fen - refunded),
        is_reversed=is_reversed,
    )


def _actions(session: Session, actor: Actor, refund: FundRefund, context: Any) -> list[ActionOut]:
    """What the caller may do now; steps of one's own case are left out."""
    steps = {step.action.value: step for step in rules.REFUND_WORKFLOW.steps if step.source == refund.status}
    return [
        action
        for action in allowed_actions(rules.REFUND_WORKFLOW, refund, actor, context)
        if not actor.persons
        & makers_of(session, rules.REFUND_WORKFLOW, refund, steps[action.code].other_than)
    ]


def _line(refund: FundRefund, payer_name: str) -> dict[str, Any]:
    names = set(RefundRow.model_fields) - {"payer_name"}
    return {**{name: getattr(refund, name) for name in names}, "payer_name": payer_name}
