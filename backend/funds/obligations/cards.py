"""Obligations as the caller sees them: a declaration, a month, the last months of a payer."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session

from backend.funds.codes import FundItem, PayerStatus, WagePart
from backend.funds.obligations import queries, rules
from backend.funds.obligations.codes import MonthState
from backend.funds.obligations.joint import owing_of
from backend.funds.obligations.models import FundDeclaration
from backend.funds.obligations.schemas import (
    DeclarationOut,
    MonthPaymentOut,
    MonthRefundOut,
    PayerMonthCard,
    PayerMonthOut,
    PayerMonthsOut,
    WagePartOut,
)
from backend.funds.paid import paid_of, refunds_for
from backend.funds.payers.models import FundPayer
from backend.funds.payers.rules import base_check, item_of_period, owes_in
from backend.funds.periods import months_between, period_of, shift
from backend.funds.permissions import P
from backend.kernel import clock
from backend.kernel.authz import Actor
from backend.kernel.decisions import RuleCheckOut, checks_out

_OWN = set(DeclarationOut.model_fields) & set(FundDeclaration.model_fields)
LATE = frozenset({MonthState.OVERDUE, MonthState.PARTLY_PAID})


def months_of(session: Session, payer: FundPayer, from_period: str, to_period: str) -> list[rules.Month]:
    """Every month of a span in which the payer owes something, oldest first, beside what was paid for it."""
    periods = [p for p in months_between(from_period, to_period) if owes_in(payer, p)]
    if not periods:
        return []
    newest = queries.obligations_of(session, payer.district_id, [payer.id], periods[0], periods[-1])
    paid = paid_of(session, payer.district_id, [payer.id], periods[0], periods[-1])
    days = queries.due_days(session, payer.district_id, periods)
    today = clock.today()
    months = []
    for period in periods:
        row = newest.get((payer.id, period))
        items = {item: paid[key] for item in FundItem if (key := (payer.id, period, item)) in paid}
        item = row.item if row else item_of_period(payer, period)
        declared = (row.due_fen, row.relief_fen) if row else None
        months.append(rules.month_of(period, item, declared, items, days[period], today))
    return months


def months_out(session: Session, payer: FundPayer, to_period: str | None, count: int) -> PayerMonthsOut:
    """The last months of a payer up to the last finished one, newest first."""
    last = to_period or shift(period_of(clock.today()), -1)
    first = shift(last, 1 - count)
    months = months_of(session, payer, first, last)
    rows = queries.obligations_of(session, payer.district_id, [payer.id], first, last)
    return PayerMonthsOut(
        payer_id=payer.id,
        from_period=first,
        to_period=last,
        due_fen=sum(month.due_fen or 0 for month in months),
        relief_fen=sum(month.relief_fen or 0 for month in months),
        paid_fen=sum(month.paid_fen for month in months),
        overdue_fen=sum(month.left_fen or 0 for month in months if month.state in LATE),
        gap_fen=sum(_gap(row) for row in rows.values()),
        undeclared=sum(month.state is MonthState.UNDECLARED for month in months),
        checks=checks_out([_base(payer, list(rows.values())), rules.items_check(months)]),
        months=[
            PayerMonthOut(**month_values(month, rows.get((payer.id, month.period))))
            for month in reversed(months)
        ],
    )


def month_card(session: Session, actor: Actor, payer: FundPayer, period: str) -> PayerMonthCard | None:
    """One month of a payer with every declaration and payment; None when it owed nothing then."""
    months = months_of(session, payer, period, period)
    if not months:
        return None
    rows = queries.declarations_of(session, actor, payer.id, period, period)
    newest = rows[0] if rows else None
    return PayerMonthCard(
        **month_values(months[0], newest),
        payer_id=payer.id,
        payer_name=payer.name,
        may_declare=actor.may(P.DECLARE) and payer.status is PayerStatus.ACTIVE,
        joint_note=owing_of(session, payer.district_id, payer.union_id, period).words_for(payer.id),
        declarations=[declaration_out(session, row, is_counted=row is newest) for row in rows],
        payments=[
            MonthPaymentOut.model_validate(row)
            for row in queries.payments_of(session, actor, payer.id, period)
        ],
        refunds=[
            MonthRefundOut.model_validate(row)
            for row in refunds_for(session, payer.district_id, payer.id, period)
        ],
    )


def declaration_out(session: Session, row: FundDeclaration, *, is_counted: bool) -> DeclarationOut:
    """One declaration with its calculation; one that was taken over without is reckoned again."""
    said: Any = row.explanation
    if not said.get("words"):
        wages = rules.Wages(
            row.period, row.wage_base, row.coverage, row.employees, row.wages_fen, row.statutory_wages_fen
        )
        said = rules.reckon(wages, queries.terms_of(session, row.district_id, row.period)).explanation
    parts = [(WagePart(code), fen) for code, fen in said.get("parts", {}).items()]
    return DeclarationOut(
        **{name: getattr(row, name) for name in _OWN},
        is_counted=is_counted,
        full_due_fen=said["full_due_fen"],
        gap_fen=said["gap_fen"],
        words=said["words"],
        rate=said["rate"],
        rate_source=said["rate_source"],
        parts=[WagePartOut(part=part, amount_fen=fen, is_counted=part.is_counted) for part, fen in parts],
        checks=[RuleCheckOut.model_validate(check) for check in said.get("checks", [])],
    )


def month_values(month: rules.Month, row: FundDeclaration | None) -> dict[str, Any]:
    """The values of one month for the wire."""
    names = set(PayerMonthOut.model_fields) - {"wages_fen"}
    return {**{name: getattr(month, name) for name in names}, "wages_fen": row.wages_fen if row else None}


def _gap(row: FundDeclaration) -> int:
    gap: Any = row.explanation.get("gap_fen")
    return int(gap or 0)


def _base(payer: FundPayer, rows: Sequence[FundDeclaration]) -> Any:
    """E-R3 over the declared months: the base, and what the real total would add."""
    known = [row for row in rows if row.statutory_wages_fen is not None]
    wages = sum(row.wages_fen for row in known)
    statutory = sum(row.statutory_wages_fen or 0 for row in known) if known else None
    return base_check(payer.wage_base, wages, statutory)
