"""HTTP of endings of membership."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Response

from backend.kernel.authz import Actor, require
from backend.kernel.db import Db
from backend.kernel.http import Idempotent, IfMatch, api_router, set_etag
from backend.kernel.paging import PageQuery
from backend.members.endings import queries, service
from backend.members.endings.codes import EndingKind, EndingState
from backend.members.endings.schemas import EndingActionIn, EndingIn, EndingOut, EndingPage
from backend.members.permissions import P

router = api_router("/members/endings", "members")
Reader = Annotated[Actor, require(P.READ)]
Editor = Annotated[Actor, require(P.EDIT)]


@router.get("", summary="退会和除名")
def list_membership_endings(
    db: Db,
    actor: Reader,
    page: PageQuery,
    status: EndingState | None = None,
    kind: EndingKind | None = None,
    is_waiting: Annotated[bool, Query(description="只看等我决定或备案的")] = False,
) -> EndingPage:
    """本范围内的退会和除名事项，新的在前。Endings in reach, newest first."""
    return queries.list_endings(db, actor, status, kind, is_waiting, page)


@router.post("", status_code=201, summary="提出退会或除名", dependencies=[Idempotent])
def propose_membership_ending(db: Db, actor: Editor, form: EndingIn, response: Response) -> EndingOut:
    """由另一人按委员会的决定办结；决定以前会籍不变。Another person records the committee's decision."""
    row = service.propose(db, actor, form)
    set_etag(response, row)
    return queries.ending_out(db, actor, row)


@router.get("/{ending_id}", summary="退会或除名详情")
def read_membership_ending(db: Db, actor: Reader, ending_id: UUID, response: Response) -> EndingOut:
    """One ending with its checks and its trail."""
    row = queries.get_ending(db, actor, ending_id)
    set_etag(response, row)
    return queries.ending_out(db, actor, row)


@router.post("/{ending_id}/actions", summary="办理退会或除名")
def act_on_membership_ending(
    db: Db, actor: Reader, ending_id: UUID, form: EndingActionIn, expected: IfMatch, response: Response
) -> EndingOut:
    """决定、不通过、撤回，除名的由上级备案。Decide, refuse, withdraw; an expulsion is filed by the higher union."""
    row = queries.get_ending(db, actor, ending_id)
    service.settle(db, actor, row, form, expected)
    set_etag(response, row)
    return queries.ending_out(db, actor, row)
