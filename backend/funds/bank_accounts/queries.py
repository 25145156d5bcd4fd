"""Reads of accounts: the list, the card, and which account of an owner is in force."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlmodel import Session

from backend.funds.bank_accounts.codes import BankAccountAction, BankAccountPurpose, BankAccountState
from backend.funds.bank_accounts.models import FundBankAccount
from backend.funds.bank_accounts.rules import ACCOUNT_WORKFLOW, holder_check, is_own, masked
from backend.funds.bank_accounts.schemas import BankAccountOut, BankAccountPage, BankAccountRow
from backend.funds.permissions import P
from backend.kernel.authz import Actor, visible, within
from backend.kernel.decisions import checks_out
from backend.kernel.history import allowed_actions, entries_of, makers_of
from backend.kernel.paging import Paging, like_escape, paginate

B: Any = FundBankAccount
_ROW = set(BankAccountRow.model_fields) - {"account_masked", "is_own"}
_CARD = (set(BankAccountOut.model_fields) & set(FundBankAccount.model_fields)) - _ROW


@dataclass(frozen=True, slots=True)
class AccountFilter:
    """What the caller wants to see of the list."""

    status: BankAccountState | None = None
    purpose: BankAccountPurpose | None = None
    payer_id: UUID | None = None
    union_id: UUID | None = None
    q: str = ""


def get_account(session: Session, actor: Actor, account_id: UUID) -> FundBankAccount:
    """One account in the caller's reach.

    Raises NotFound, the same for a foreign id as for a random one.
    """
    return visible(session.get(FundBankAccount, (actor.district_id, account_id)), actor)


def list_accounts(session: Session, actor: Actor, wanted: AccountFilter, page: Paging) -> BankAccountPage:
    """Accounts in the caller's reach, newest first."""
    statement = select(FundBankAccount).where(within(FundBankAccount, actor))
    for name in ("status", "purpose", "payer_id", "union_id"):
        value = getattr(wanted, name)
        if value is not None:
            statement = statement.where(getattr(B, name) == value)
    if wanted.q:
        pattern = f"%{like_escape(wanted.q)}%"
        statement = statement.where(
            or_(B.owner_name.like(pattern, escape="\\"), B.account_tail == wanted.q[-4:])
        )
    found = paginate(session, statement, order=[B.id], page=page, descending=True)
    return BankAccountPage(
        items=[BankAccountRow(**_line(row)) for row in found.rows],
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


def account_out(session: Session, actor: Actor, row: FundBankAccount) -> BankAccountOut:
    """One account as the caller sees it."""
    makers = makers_of(session, ACCOUNT_WORKFLOW, row, (BankAccountAction.PROPOSE,))
    own = bool(actor.persons & makers)
    return BankAccountOut(
        **_line(row),
        **{name: getattr(row, name) for name in _CARD},
        may_reveal=actor.may(P.BOOK),
        checks=checks_out([holder_check(row.holder_name, row.owner_name)]),
        history=entries_of(session, actor, ACCOUNT_WORKFLOW.name, row.id),
        actions=[
            action
            for action in allowed_actions(ACCOUNT_WORKFLOW, row, actor)
            if not (own and action.code == BankAccountAction.CONFIRM.value)
        ],
    )


def union_accounts(
    session: Session, district_id: str, union_ids: Iterable[UUID]
) -> dict[UUID, FundBankAccount]:
    """The account in force of each union; a union without one is left out."""
    wanted = list(dict.fromkeys(union_ids))
    rows = session.execute(
        select(FundBankAccount)
        .where(
            B.district_id == district_id,
            B.status == BankAccountState.IN_FORCE,
            B.purpose == BankAccountPurpose.UNION,
        )
        .order_by(B.id)
    ).scalars()
    chosen = set(wanted)
    return {row.union_id: row for row in rows if row.union_id in chosen}


def payer_accounts(session: Session, actor: Actor, payer_id: UUID) -> list[FundBankAccount]:
    """The paying accounts in force of a payer, newest first."""
    rows = session.execute(
        select(FundBankAccount)
        .where(
            within(FundBankAccount, actor),
            B.payer_id == payer_id,
            B.status == BankAccountState.IN_FORCE,
            B.purpose == BankAccountPurpose.PAYING,
        )
        .order_by(B.id.desc())
    ).scalars()
    return list(rows)


def _line(row: FundBankAccount) -> dict[str, Any]:
    return {
        **{name: getattr(row, name) for name in _ROW},
        "account_masked": masked(row.account_tail),
        "is_own": is_own(row.holder_name, row.owner_name),
    }
