"""What people do with accounts: register, confirm by another person, end; each look at a full number is noted."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from backend.funds.bank_accounts import rules
from backend.funds.bank_accounts.codes import BankAccountAction, BankAccountPurpose, BankAccountState
from backend.funds.bank_accounts.models import FundBankAccount
from backend.funds.bank_accounts.schemas import BankAccountIn, BankAccountRevealIn
from backend.funds.payers.models import FundPayer
from backend.kernel import audit, clock, history
from backend.kernel.authz import Actor, visible
from backend.kernel.db import new_id
from backend.kernel.errors import Conflict, invalid
from backend.kernel.history import ActionIn
from backend.kernel.privacy import cipher
from backend.organisations.codes import OrgLevel
from backend.organisations.queries import get_organisation

B: Any = FundBankAccount
TABLE, SEALED = "fund_bank_account", "account_no_sealed"


def register_account(session: Session, actor: Actor, form: BankAccountIn) -> FundBankAccount:
    """Register an account of a payer or of a union; it counts once another person has confirmed it.

    Raises NotFound, Invalid (owner, number), Conflict (kept already).
    """
    owner: Any = _owner(session, actor, form)
    number = rules.plain_number(form.account_no)
    bank_no = rules.plain_number(form.bank_no)
    if not rules.NUMBER.fullmatch(number):
        raise invalid("account_no", "account_format", "账号应为 8 到 30 位数字", "请照开户资料逐位核对")
    if bank_no and not rules.BANK_NUMBER.fullmatch(bank_no):
        raise invalid(
            "bank_no", "bank_format", "行号应为 12 位数字", "请照开户银行给的行号填写，不知道可不填"
        )
    row = FundBankAccount(
        id=new_id(),
        district_id=owner.district_id,
        org_path=owner.org_path,
        purpose=BankAccountPurpose.PAYING if form.payer_id else BankAccountPurpose.UNION,
        payer_id=form.payer_id,
        union_id=form.union_id,
        owner_name=owner.name,
        holder_name=form.holder_name,
        account_no_sealed=b"",
        account_tail=number[-4:],
        bank_name=form.bank_name,
        bank_no=bank_no,
        proof=form.proof,
        status=BankAccountState.PROPOSED,
        open_key=open_key(owner.id, number),
        recorded_at=clock.now(),
        recorded_by=actor.person_name,
    )
    row.account_no_sealed = seal_number(row.district_id, row.id, number)
    _refuse_second(session, row)
    session.add(row)
    history.begin(session, actor, rules.ACCOUNT_WORKFLOW, row, BankAccountAction.PROPOSE)
    return row


def act(
    session: Session, actor: Actor, row: FundBankAccount, form: ActionIn, expected: int
) -> FundBankAccount:
    """Confirm, refuse or end an account; the union's former account ends when a new one is confirmed.

    Raises Invalid, Forbidden, Conflict (the same person, the name differs), StaleVersion.
    """
    if form.action == BankAccountAction.CONFIRM.value and not rules.is_own(row.holder_name, row.owner_name):
        raise Conflict(f"户名与“{row.owner_name}”不一致，不能复核通过；请退回后登记本单位自己的账户")
    history.advance(
        session, actor, rules.ACCOUNT_WORKFLOW, row, form.action, note=form.note, expected_version=expected
    )
    if row.status is BankAccountState.IN_FORCE:
        row.confirmed_on = clock.today()
        _end_former(session, actor, row)
    else:
        row.open_key = None
        row.ended_on = clock.today()
    session.add(row)
    session.flush()
    return row


def reveal_number(session: Session, actor: Actor, row: FundBankAccount, form: BankAccountRevealIn) -> str:
    """The full number; every look leaves an audit entry with its purpose."""
    audit.record(
        session, actor, f"{TABLE}.reveal", TABLE, row.id, org_path=row.org_path,
        details={"purpose": form.purpose.value},
    )  # fmt: skip
    return number_of(row)


def number_of(row: FundBankAccount) -> str:
    """The full number, for a payment list whose making is audited."""
    return cipher().open_(TABLE, SEALED, row.id, row.account_no_sealed, district_id=row.district_id)


def seal_number(district_id: str, row_id: UUID, number: str) -> bytes:
    """An account number as it is kept."""
    return cipher().seal(TABLE, SEALED, row_id, number, district_id=district_id)


def _owner(session: Session, actor: Actor, form: BankAccountIn) -> Any:
    if (form.payer_id is None) == (form.union_id is None):
        raise invalid("union_id", "one_owner", "账户应属于一个缴费户或一个工会", "请选择缴费户或工会其中一个")
    if form.payer_id is not None:
        return visible(session.get(FundPayer, (actor.district_id, form.payer_id)), actor)
    assert form.union_id is not None  # one of the two is given
    union = get_organisation(session, actor, form.union_id)
    if union.level is not OrgLevel.BASE:
        raise invalid("union_id", "not_base", "返还账户由基层工会登记", "请选择基层工会")
    return union


def open_key(owner_id: UUID, number: str) -> str:
    """What makes two open registrations the same: owner and number, in a form that does not show the number."""
    return cipher().blind_index("bank_account", f"{owner_id}|{number}")


def _refuse_second(session: Session, row: FundBankAccount) -> None:
    found = session.execute(
        select(B.id).where(B.district_id == row.district_id, B.open_key == row.open_key).limit(1)
    ).first()
    if found is not None:
        raise Conflict("这个账号已经登记，请在列表里查看它的状态")


def _end_former(session: Session, actor: Actor, row: FundBankAccount) -> None:
    """A union is paid to one account only."""
    if row.union_id is None:
        return
    others = session.execute(
        select(FundBankAccount).where(
            B.district_id == row.district_id,
            B.union_id == row.union_id,
            B.status == BankAccountState.IN_FORCE,
            B.id != row.id,
        )
    ).scalars()
    for other in others:
        history.advance(
            session, actor, rules.ACCOUNT_WORKFLOW, other, BankAccountAction.END.value,
            note=f"由末四位 {row.account_tail} 的账户替换",
        )  # fmt: skip
        other.open_key, other.ended_on = None, clock.today()
        session.add(other)
