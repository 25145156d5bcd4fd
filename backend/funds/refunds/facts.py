"""What a refund is judged by, read from the payment, the month, the account, the returns and the receipts."""

from sqlmodel import Session

from backend.funds.bank_accounts.codes import BankAccountPurpose, BankAccountState
from backend.funds.bank_accounts.models import FundBankAccount
from backend.funds.codes import SplitLevel
from backend.funds.collections.models import FundCollection
from backend.funds.collections.queries import parts_of_collection, reversal_of
from backend.funds.obligations.queries import obligations_of
from backend.funds.paid import paid_of
from backend.funds.payers.models import FundPayer
from backend.funds.receipts.queries import live_receipt_of
from backend.funds.refunds import queries
from backend.funds.refunds.codes import RefundState
from backend.funds.refunds.models import FundRefund
from backend.funds.refunds.rules import LinePart, RefundFacts, parts_back
from backend.funds.share_returns.returned import base_returned_fen, otherwise_returned_fen


def facts_of(session: Session, refund: FundRefund) -> RefundFacts:
    """The facts of a refund as they stand now."""
    district = refund.district_id
    paid = session.get_one(FundCollection, (district, refund.collection_id))
    payer = session.get_one(FundPayer, (district, refund.payer_id))
    before = queries.standing_fen(session, district, paid.id, (RefundState.PAID,), refund.id)
    lines = [
        LinePart(line.level, line.account_code, line.amount_fen)
        for line in parts_of_collection(session, paid)
    ]
    parts = parts_back(lines, before, refund.amount_fen)
    due, month_paid = _month(session, refund)
    return RefundFacts(
        amount_fen=refund.amount_fen,
        paid_fen=paid.paid_fen,
        others_fen=queries.standing_fen(session, district, paid.id, besides=refund.id),
        is_reversed=paid.reverses_id is not None or reversal_of(session, paid) is not None,
        reason=refund.reason,
        owner=payer.name,
        holder=_holder(session, refund),
        month_paid_fen=month_paid,
        due_fen=due,
        base_part_fen=_base(parts),
        base_at_hand_fen=_base(lines) - base_returned_fen(session, district, paid.id) - _went_back(session, refund),
        recovered_fen=refund.recovered_fen,
        otherwise_returned_fen=otherwise_returned_fen(session, district, paid.id),
        has_receipt=live_receipt_of(session, district, paid.id) is not None,
        parts=parts,
    )  # fmt: skip


def _base(parts: list[LinePart]) -> int:
    return sum(part.amount_fen for part in parts if part.level is SplitLevel.BASE)


def _went_back(session: Session, refund: FundRefund) -> int:
    """The base union's part in earlier refunds of the payment, less what it gave back for them."""
    earlier = session.execute(
        queries.paid_besides(refund.district_id, refund.collection_id, refund.id)
    ).scalars()
    return sum(
        sum(int(part["amount_fen"]) for part in row.parts if part["level"] == SplitLevel.BASE.value)
        - row.recovered_fen
        for row in earlier
    )


def _holder(session: Session, refund: FundRefund) -> str | None:
    """The holder of the account, if it is in force and the payer's own."""
    account = session.get_one(FundBankAccount, (refund.district_id, refund.account_id))
    counts = (
        account.status is BankAccountState.IN_FORCE
        and account.purpose is BankAccountPurpose.PAYING
        and account.payer_id == refund.payer_id
    )
    return account.holder_name if counts else None


def _month(session: Session, refund: FundRefund) -> tuple[int | None, int]:
    """Due and paid of the payer's month as they were before this refund."""
    district, payer, period = refund.district_id, refund.payer_id, refund.period
    declared = obligations_of(session, district, [payer], period, period).get((payer, period))
    due = None if declared is None else declared.due_fen - declared.relief_fen
    paid = paid_of(session, district, [payer], period, period)
    key = (payer, period, refund.item)
    own = refund.amount_fen if refund.status is RefundState.PAID else 0
    return due, paid.get(key, 0) + own
