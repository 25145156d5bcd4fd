"""HTTP of accounts."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Response

from backend.funds.bank_accounts import queries, service
from backend.funds.bank_accounts.codes import BankAccountPurpose, BankAccountState
from backend.funds.bank_accounts.schemas import (
    BankAccountIn,
    BankAccountOut,
    BankAccountPage,
    BankAccountRevealIn,
    BankAccountRevealOut,
)
from backend.funds.permissions import P
from backend.kernel.authz import Actor, StepUp, require
from backend.kernel.db import Db
from backend.kernel.history import ActionIn
from backend.kernel.http import Idempotent, IfMatch, api_router, set_etag
from backend.kernel.paging import PageQuery

router = api_router("/funds/bank-accounts", "funds")
Reader = Annotated[Actor, require(P.READ)]
Registrar = Annotated[Actor, require(P.DECLARE)]
Bookkeeper = Annotated[Actor, require(P.BOOK)]


def _wanted(
    status: BankAccountState | None = None,
    purpose: BankAccountPurpose | None = None,
    payer_id: UUID | None = None,
    union_id: UUID | None = None,
    q: Annotated[str, Query(max_length=60, description="单位名称，或账号末四位")] = "",
) -> queries.AccountFilter:
    return queries.AccountFilter(status, purpose, payer_id, union_id, q.strip())


@router.get("", summary="收款账户列表")
def list_bank_accounts(
    db: Db, actor: Reader, page: PageQuery, wanted: Annotated[queries.AccountFilter, Depends(_wanted)]
) -> BankAccountPage:
    """缴费单位和基层工会的收款账户，账号只显示末四位。Accounts in reach; numbers are masked."""
    return queries.list_accounts(db, actor, wanted, page)


@router.post("", status_code=201, summary="登记收款账户", dependencies=[Idempotent])
def register_bank_account(
    db: Db, actor: Registrar, form: BankAccountIn, response: Response
) -> BankAccountOut:
    """由另一人复核后才能付款。Counts once another person has confirmed it."""
    row = service.register_account(db, actor, form)
    set_etag(response, row)
    return queries.account_out(db, actor, row)


@router.get("/{account_id}", summary="收款账户详情")
def read_bank_account(db: Db, actor: Reader, account_id: UUID, response: Response) -> BankAccountOut:
    """One account with its trail."""
    row = queries.get_account(db, actor, account_id)
    set_etag(response, row)
    return queries.account_out(db, actor, row)


@router.post("/{account_id}/actions", summary="复核或停用收款账户")
def act_on_bank_account(
    db: Db, actor: Reader, account_id: UUID, form: ActionIn, expected: IfMatch, response: Response
) -> BankAccountOut:
    """户名一致才能复核通过；新账户复核后，工会原账户自动停用。Confirm, refuse or end."""
    row = service.act(db, actor, queries.get_account(db, actor, account_id), form, expected)
    set_etag(response, row)
    return queries.account_out(db, actor, row)


@router.post("/{account_id}/reveal", summary="查看完整账号", dependencies=[StepUp])
def reveal_bank_account(
    db: Db, actor: Bookkeeper, account_id: UUID, form: BankAccountRevealIn
) -> BankAccountRevealOut:
    """须选用途，逐次留痕。Each look names its purpose and leaves an audit entry."""
    row = queries.get_account(db, actor, account_id)
    return BankAccountRevealOut(value=service.reveal_number(db, actor, row, form))
