"""What people do with refunds: apply, decide, recover a share already returned, record the payment."""

from datetime import date
from typing import Any

from sqlmodel import Session

from backend.funds.bank_accounts import queries as accounts
from backend.funds.collections.queries import get_collection
from backend.funds.ledger import chart
from backend.funds.ledger import service as ledger
from backend.funds.ledger.codes import LedgerEntryKind
from backend.funds.ledger.rules import credit, debit
from backend.funds.payers.models import FundPayer
from backend.funds.refunds import rules
from backend.funds.refunds.codes import RefundAction, RefundState
from backend.funds.refunds.facts import facts_of
from backend.funds.refunds.models import FundRefund
from backend.funds.refunds.schemas import RefundIn, RefundPaymentIn, RefundRecoveryIn
from backend.kernel import clock, history
from backend.kernel.authz import Actor
from backend.kernel.db import new_id
from backend.kernel.decisions import refusals
from backend.kernel.errors import Conflict, Invalid, invalid
from backend.kernel.history import ActionIn

OBJECT = "fund_refund"
#: Faults of an application itself; what else stands against it may still be mended before the decision.
AT_ONCE = {"stands": "collection_id", "within_paid": "amount_fen", "own_account": "account_id"}


def apply_refund(session: Session, actor: Actor, form: RefundIn) -> FundRefund:
    """Ask for money of one payment back.

    Raises NotFound (payment or account out of reach) and Invalid (above what was paid, a foreign account).
    """
    paid = get_collection(session, actor, form.collection_id)
    account = accounts.get_account(session, actor, form.account_id)
    _one_at_a_time(session, paid.district_id, paid.payer_id)
    refund = FundRefund(
        id=new_id(),
        district_id=paid.district_id,
        org_path=paid.org_path,
        payer_id=paid.payer_id,
        collection_id=paid.id,
        account_id=account.id,
        channel=paid.channel,
        item=paid.item,
        period=paid.period,
        reason=form.reason,
        amount_fen=form.amount_fen,
        statement=form.statement,
        status=RefundState.APPLIED,
        applied_on=clock.today(),
        applied_by=actor.person_name,
        recorded_at=clock.now(),
    )
    failed = rules.judge(facts_of(session, refund)).failed
    errors = [
        error for check in failed if check.code in AT_ONCE for error in refusals([check], AT_ONCE[check.code])
    ]
    if errors:
        raise Invalid(errors[0].message, errors=errors)
    session.add(refund)
    history.begin(session, actor, rules.REFUND_WORKFLOW, refund, RefundAction.APPLY, note=form.statement)
    return refund  # fmt: skip


def act(session: Session, actor: Actor, refund: FundRefund, form: ActionIn, expected: int) -> FundRefund:
    """Approve, refuse, withdraw or cancel.

    Raises Invalid, Forbidden, Conflict (a check not met, the applicant deciding), StaleVersion.
    """
    if form.action == RefundAction.PAY.value:
        raise invalid("action", "needs_voucher", "付款要写付款单据号", "请按“登记付款”填写日期和单据号")
    _advance(session, actor, refund, form.action, form.note, expected)
    refund.decided_on = clock.today()
    session.add(refund)
    session.flush()
    return refund


def pay(
    session: Session, actor: Actor, refund: FundRefund, form: RefundPaymentIn, expected: int
) -> FundRefund:
    """Record that the bank has paid: the parts of the payment are taken back in the ledger.

    Raises Invalid (dates), Forbidden, Conflict (a check not met, applicant or approver paying, month closed), StaleVersion.
    """
    paid_on = _day(form.paid_on, "paid_on", refund.decided_on or refund.applied_on)
    parts = _advance(session, actor, refund, RefundAction.PAY.value, form.note, expected)
    posting = ledger.Posting(
        LedgerEntryKind.REFUND, paid_on, OBJECT, refund.id,
        rules.sides_of(parts, refund.channel, refund.payer_id), f"退费 {refund.period} {form.ticket_no}",
    )  # fmt: skip
    refund.entry_id = ledger.post(session, actor, posting).id
    refund.paid_on, refund.ticket_no = paid_on, form.ticket_no
    refund.parts = [
        {"level": part.level.value, "account": part.account, "amount_fen": part.amount_fen}
        for part in parts
        if part.amount_fen
    ]
    session.add(refund)
    session.flush()
    return refund


def recover(
    session: Session, actor: Actor, refund: FundRefund, form: RefundRecoveryIn, expected: int
) -> FundRefund:
    """Record that the base union gave back its share of the payment, which had been returned already (E-R7).

    Raises Invalid (dates), Conflict (decided, nothing to recover, recovered already, month closed), StaleVersion.
    """
    _one_at_a_time(session, refund.district_id, refund.payer_id)
    session.refresh(refund)
    if refund.version != expected or refund.status not in rules.WAITING:
        raise Conflict("这份退费刚刚办理过，请刷新后再看")
    missing = facts_of(session, refund).to_recover_fen - refund.recovered_fen
    if missing <= 0:
        raise Conflict("没有需要收回的已返还款")
    booked_on = _day(form.booked_on, "booked_on", refund.applied_on)
    sides = [
        debit(chart.BANK[refund.channel], missing, refund.payer_id),
        credit(chart.DUE_BASE, missing, refund.payer_id),
    ]
    posting = ledger.Posting(
        LedgerEntryKind.RETURN, booked_on, f"{OBJECT}_recovery", refund.id, sides,
        f"收回已返还经费 {form.ticket_no}",
    )  # fmt: skip
    ledger.post(session, actor, posting)
    refund.recovered_fen += missing
    refund.recovery_ticket_no = form.ticket_no
    refund.version += 1
    session.add(refund)
    session.flush()
    return refund


def _advance(
    session: Session, actor: Actor, refund: FundRefund, action: str, note: str, expected: int
) -> list[rules.LinePart]:
    """One step, judged as things stand; the parts that go back."""
    _one_at_a_time(session, refund.district_id, refund.payer_id)
    facts = facts_of(session, refund)
    history.advance(
        session, actor, rules.REFUND_WORKFLOW, refund, action, note=note,
        expected_version=expected, context=rules.judge(facts),
    )  # fmt: skip
    return list(facts.parts)


def _one_at_a_time(session: Session, district_id: str, payer_id: Any) -> None:
    """Refunds of one payer wait for each other, so that together they never exceed what was paid."""
    session.get_one(FundPayer, (district_id, payer_id), with_for_update=True)


def _day(given: date | None, field: str, earliest: date) -> date:
    day = given or clock.today()
    if not earliest <= day <= clock.today():
        raise invalid(
            field, "out_of_range", f"日期应在 {earliest.isoformat()} 与今天之间", "请填写银行回单上的日期"
        )
    return day
