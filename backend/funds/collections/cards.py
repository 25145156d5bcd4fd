"""Payments as the caller sees them."""

from typing import Any

from sqlmodel import Session

from backend.funds.collections import queries
from backend.funds.collections.checks import PaymentFacts, payment_checks
from backend.funds.collections.models import FundCollection
from backend.funds.collections.restate import Answer
from backend.funds.collections.reversible import reversal_refusal
from backend.funds.collections.schemas import (
    CollectionOut,
    CollectionPage,
    CollectionRow,
    RestatedLevelOut,
    RestatementOut,
    SplitPartOut,
)
from backend.funds.payers.queries import get_payer
from backend.funds.payers.rules import item_check
from backend.funds.periods import last_day
from backend.funds.permissions import P
from backend.funds.refunds.codes import RefundState
from backend.funds.refunds.queries import standing_fen
from backend.kernel.authz import Actor
from backend.kernel.decisions import checks_out
from backend.kernel.paging import Slice

_FACTS = (
    "id",
    "payer_id",
    "channel",
    "item",
    "period",
    "booked_on",
    "paid_fen",
    "coverage",
    "ticket_no",
    "reverses_id",
)
_MORE = ("base_fen", "due_fen", "note", "source", "split_table", "recorded_at", "person_name")


def page_of(found: Slice) -> CollectionPage:
    """One page of the list."""
    return CollectionPage(
        items=[
            CollectionRow(**_facts(row), payer_name=name, is_reversed=bool(is_reversed))
            for row, name, _, is_reversed, *_ in found.rows
        ],
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


def collection_out(session: Session, actor: Actor, row: FundCollection) -> CollectionOut:
    """One payment with everything it was split and booked into."""
    payer = get_payer(session, actor, row.payer_id)
    parts = queries.parts_of_collection(session, row)
    opposite = queries.reversal_of(session, row)
    facts = PaymentFacts(
        row.paid_fen,
        row.due_fen,
        row.coverage,
        [(part.ratio, part.amount_fen) for part in parts],
        row.split_table,
    )
    stands = opposite is None and row.reverses_id is None
    refusal = reversal_refusal(session, row) if stands else None
    checks = [item_check(payer, row.item, last_day(row.period)), *payment_checks(facts)]
    return CollectionOut(
        **_facts(row),
        **{name: getattr(row, name) for name in _MORE},
        payer_name=payer.name,
        payer_uscc=payer.payer_uscc,
        is_reversed=opposite is not None,
        reversed_by_id=opposite.id if opposite else None,
        entry_id=row.entry_id if actor.may(P.LEDGER) else None,
        refunded_fen=standing_fen(session, row.district_id, row.id, (RefundState.PAID,)),
        may_reverse=actor.may(P.BOOK) and stands and refusal is None,
        reversal_refusal=refusal or "",
        may_refund=actor.may(P.DECLARE)
        and stands
        and standing_fen(session, row.district_id, row.id) < row.paid_fen,
        parts=[SplitPartOut.model_validate(part) for part in parts],
        checks=checks_out(checks),
    )


def restatement_out(answer: Answer) -> RestatementOut:
    """What another table would have come to."""
    return RestatementOut(
        payments=answer.payments,
        total_fen=answer.total_fen,
        levels=[
            RestatedLevelOut(
                level=row.level,
                booked_fen=row.booked_fen,
                restated_fen=row.restated_fen,
                change_fen=row.restated_fen - row.booked_fen,
            )
            for row in answer.levels
        ],
    )


def _facts(row: FundCollection) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _FACTS}
