"""What the bookkeeping does by hand: further accounts, opening balances, remittances, and their reversal."""

from uuid import UUID

from sqlmodel import Session

from backend.funds.ledger import queries, service
from backend.funds.ledger.codes import LedgerEntryKind
from backend.funds.ledger.models import LedgerAccount, LedgerEntry
from backend.funds.ledger.rules import Side
from backend.funds.ledger.schemas import LedgerAccountIn, LedgerEntryIn
from backend.funds.permissions import P
from backend.kernel import audit
from backend.kernel.authz import Actor
from backend.kernel.db import insert_if_absent, new_id, scoped_row
from backend.kernel.errors import Conflict, invalid

#: Kinds of entry that no paper of the program stands behind.
BY_HAND = frozenset({LedgerEntryKind.OPENING, LedgerEntryKind.REMITTANCE})
HAND_SOURCE = "manual"


def may_reverse(actor: Actor, entry: LedgerEntry) -> bool:
    """Whether the caller may reverse an entry here: one made by hand, not itself a reversal."""
    is_hand = entry.kind in BY_HAND and entry.kind is not LedgerEntryKind.REVERSAL
    return actor.may(P.BOOK) and is_hand


def add_account(session: Session, actor: Actor, form: LedgerAccountIn) -> None:
    """A further account of the district's chart.

    Raises Conflict when its code is taken.
    """
    service.open_accounts(session, actor.district_id, actor.org_path)
    row = scoped_row(actor.district_id, actor.org_path, **form.model_dump())
    insert_if_absent(session, LedgerAccount, row)
    if session.get(LedgerAccount, (actor.district_id, row["id"])) is None:
        raise Conflict(f"科目编码 {form.code} 已经用了，请换一个编码")
    audit.record(
        session, actor, "ledger_account.add", "ledger_account", row["id"], org_path=actor.org_path,
        details={"code": form.code},
    )  # fmt: skip


def post_by_hand(session: Session, actor: Actor, form: LedgerEntryIn) -> LedgerEntry:
    """An opening balance or a remittance.

    Raises Invalid, Conflict (the month is closed).
    """
    if form.kind not in BY_HAND:
        kinds = "、".join(kind.label for kind in sorted(BY_HAND))
        raise invalid("kind", "not_by_hand", "这类分录由业务自动生成", f"手工只能记：{kinds}")
    sides = [Side(side.account, side.amount_fen, None, side.note) for side in form.sides]
    return service.post(
        session,
        actor,
        service.Posting(form.kind, form.booked_on, HAND_SOURCE, new_id(), sides, form.note),
    )


def reverse_by_hand(session: Session, actor: Actor, entry_id: UUID, reason: str) -> LedgerEntry:
    """Reverse an entry made by hand; what a paper stands behind is reversed with its paper.

    Raises NotFound, Invalid, Conflict.
    """
    entry = queries.get_entry(session, actor, entry_id)
    if entry.kind not in BY_HAND and entry.kind is not LedgerEntryKind.REVERSAL:
        raise Conflict("这笔分录来自业务单据，请在原单据（缴费、退费、返还等）上办理冲正")
    return service.reverse(session, actor, entry.id, reason)
