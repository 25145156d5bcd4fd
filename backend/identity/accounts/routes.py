"""HTTP of the accounts counter."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Response

from backend.identity.accounts import queries, service
from backend.identity.accounts.schemas import (
    AccountChangeIn,
    AccountIn,
    AccountOut,
    AccountPage,
    AccountResult,
    PlacePage,
)
from backend.identity.codes import AccountStatus
from backend.identity.desk import DeskOf
from backend.identity.permissions import P
from backend.kernel.authz import Actor, require
from backend.kernel.db import Db
from backend.kernel.history import ActionIn
from backend.kernel.http import IfMatch, api_router, set_etag
from backend.kernel.paging import PageQuery
from backend.kernel.roles import Role
from backend.kernel.text import tidy

router = api_router("/accounts", "identity")
Reader = Annotated[Actor, require(P.ACCOUNTS_READ)]
Manager = Annotated[Actor, require(P.ACCOUNTS_MANAGE)]
SearchText = Annotated[str, Query(max_length=60, description="登录名开头，或姓名的一部分")]
PlaceText = Annotated[str, Query(max_length=60, description="名称的一部分，或拼音首字母")]


@router.get("", summary="账号列表")
def list_accounts(
    db: Db,
    actor: Reader,
    page: PageQuery,
    q: SearchText = "",
    role: Role | None = None,
    status: AccountStatus | None = None,
    organisation_id: UUID | None = None,
) -> AccountPage:
    """Accounts in the caller's reach."""
    wanted = queries.AccountFilter(tidy(q), role, status, organisation_id)
    return queries.list_accounts(db, actor, wanted, page)


@router.post("", status_code=201, summary="开设账号")
def open_account(db: Db, actor: Manager, desk: DeskOf, form: AccountIn, response: Response) -> AccountResult:
    """Open an account without rights, and propose its rights to a second person.

    初始密码只在本答复中出现，首次登录须修改。权限由另一人批准后才生效。

    重复提交会因登录名已被使用而被拒绝，所以不用幂等键（否则初始密码会被留存）。
    """
    account, password = service.open_account(db, desk.hasher, actor, form)
    set_etag(response, account)
    return AccountResult(account=queries.account_out(db, actor, account), temporary_password=password)


@router.get("/places", summary="可设账号的组织")
def list_account_places(db: Db, actor: Manager, page: PageQuery, q: PlaceText = "") -> PlacePage:
    """Unions to place an account at: names only, nothing of their business."""
    return queries.list_places(db, actor, tidy(q), page)


@router.get("/{account_id}", summary="账号")
def get_account(db: Db, actor: Reader, account_id: UUID, response: Response) -> AccountOut:
    """One account with its person, the phone number masked."""
    account = queries.get_account(db, actor, account_id)
    set_etag(response, account)
    return queries.account_out(db, actor, account)


@router.patch("/{account_id}", summary="更正账号本人资料")
def change_account(
    db: Db, actor: Manager, account_id: UUID, version: IfMatch, form: AccountChangeIn, response: Response
) -> AccountOut:
    """Correct the person behind the account; other rights are proposed and approved by another person."""
    account = service.change_account(db, actor, account_id, form, version)
    set_etag(response, account)
    return queries.account_out(db, actor, account)


@router.post("/{account_id}/actions", summary="停用、启用、重置密码")
def move_account(
    db: Db,
    actor: Manager,
    desk: DeskOf,
    account_id: UUID,
    version: IfMatch,
    form: ActionIn,
    response: Response,
) -> AccountResult:
    """Move an account; a reset password is in this answer only. Disabling takes effect at once."""
    account, password = service.move_account(
        db, desk.hasher, actor, account_id, form.action, form.note, version
    )
    set_etag(response, account)
    return AccountResult(account=queries.account_out(db, actor, account), temporary_password=password)
