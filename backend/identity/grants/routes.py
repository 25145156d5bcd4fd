"""HTTP of grants: the list, the card, proposing and deciding."""

from typing import Annotated
from uuid import UUID

from fastapi import Response

from backend.identity.accounts.queries import get_account
from backend.identity.codes import GrantState
from backend.identity.grants import queries, service
from backend.identity.grants.schemas import GrantIn, GrantOut, GrantPage
from backend.identity.permissions import P
from backend.kernel.authz import Actor, StepUp, require
from backend.kernel.db import Db
from backend.kernel.history import ActionIn
from backend.kernel.http import Idempotent, IfMatch, api_router, set_etag
from backend.kernel.paging import PageQuery

router = api_router("/grants", "identity")
of_account_router = api_router("/accounts", "identity")
Reader = Annotated[Actor, require(P.GRANTS_READ)]
Proposer = Annotated[Actor, require(P.GRANTS_PROPOSE)]


@of_account_router.post(
    "/{account_id}/grants", status_code=201, summary="提出授权申请", dependencies=[Idempotent]
)
def propose_grant(db: Db, actor: Proposer, account_id: UUID, form: GrantIn, response: Response) -> GrantOut:
    """Propose other rights of an account, or their end (no role); a second person decides.

    由另一人批准后才生效。不能为自己提出。
    """
    account = get_account(db, actor, account_id, lock=True)
    grant = service.propose_change(db, actor, account, form)
    set_etag(response, grant)
    return queries.grant_out(db, actor, grant)


@router.get("", summary="授权申请列表")
def list_grants(
    db: Db,
    actor: Reader,
    page: PageQuery,
    status: GrantState | None = None,
    account_id: UUID | None = None,
) -> GrantPage:
    """Grants and proposals in the caller's reach, newest first."""
    return queries.list_grants(db, actor, status, account_id, page)


@router.get("/{grant_id}", summary="授权申请")
def get_grant(db: Db, actor: Reader, grant_id: UUID, response: Response) -> GrantOut:
    """One grant, the rights held until it is decided, and its trail."""
    grant = queries.get_grant(db, actor, grant_id)
    set_etag(response, grant)
    return queries.grant_out(db, actor, grant)


@router.post("/{grant_id}/actions", summary="批准、不批准、撤回授权申请", dependencies=[StepUp])
def act_on_grant(
    db: Db, actor: Reader, grant_id: UUID, form: ActionIn, expected: IfMatch, response: Response
) -> GrantOut:
    """Decide about a proposal; the right is checked for the step taken. 经手人、本人和近亲属不能批准。"""
    grant = queries.get_grant(db, actor, grant_id)
    service.settle(db, actor, grant, form.action, form.note, expected)
    set_etag(response, grant)
    return queries.grant_out(db, actor, grant)
