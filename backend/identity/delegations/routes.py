"""HTTP of delegations: the own list, giving and ending, and in whose name this session acts."""

from typing import Annotated
from uuid import UUID

from fastapi import Response

from backend.identity.delegations import queries, service
from backend.identity.delegations.rules import delegable
from backend.identity.delegations.schemas import DelegationIn, DelegationOut, RightOut
from backend.identity.desk import DeskOf
from backend.identity.permissions import P
from backend.identity.sessions.queries import card_of
from backend.identity.sessions.schemas import MeOut
from backend.kernel.authz import Actor, Signed, StepUp, require
from backend.kernel.db import Db, set_reach
from backend.kernel.history import ActionIn
from backend.kernel.http import Idempotent, IfMatch, api_router, set_etag
from backend.kernel.right_labels import labels_of

router = api_router("/me/delegations", "identity")
rights_router = api_router("/me/delegable-rights", "identity")
acting_router = api_router("/auth/act-for", "identity")
Principal = Annotated[Actor, require(P.DELEGATE)]


@rights_router.get("", summary="本人可以委托的权限")
def list_delegable_rights(actor: Principal) -> list[RightOut]:
    """The caller's own rights that may be lent to a colleague."""
    held = labels_of(delegable(actor.permissions))
    return [RightOut(code=one.code, subject=one.subject, label=one.label) for one in held]


@router.get("", summary="本人的委托代办")
def list_delegations(db: Db, actor: Signed) -> list[DelegationOut]:
    """Delegations the caller's account gave or received, newest first."""
    return queries.list_own(db, actor)


@router.post("", status_code=201, summary="委托同事代办", dependencies=[StepUp, Idempotent])
def give_delegation(db: Db, actor: Principal, form: DelegationIn, response: Response) -> DelegationOut:
    """Lend a part of the caller's rights to a colleague's account, one level only, ending by itself.

    代办期间的每一笔记录都写明两个人的姓名，委托人与代办人在审批中视为同一经手人。
    """
    row = service.give(db, actor, form)
    set_etag(response, row)
    return queries.delegation_out(db, actor, row)


@router.post("/{delegation_id}/actions", summary="终止委托")
def act_on_delegation(
    db: Db, actor: Signed, delegation_id: UUID, form: ActionIn, expected: IfMatch, response: Response
) -> DelegationOut:
    """End a delegation before its last day; it counts from the delegate's next request on."""
    row = queries.get_delegation(db, actor, delegation_id)
    service.end(db, actor, row, form.action, form.note, expected)
    set_etag(response, row)
    return queries.delegation_out(db, actor, row)


@acting_router.post("/{delegation_id}", summary="开始代办")
def act_for_somebody(db: Db, actor: Signed, desk: DeskOf, delegation_id: UUID) -> MeOut:
    """Let this session act for the principal of a delegation; repeating it changes nothing."""
    acting = service.act_for(db, desk, actor, delegation_id)
    set_reach(db, acting.district_id, acting.org_path)
    return card_of(db, desk, acting)


@acting_router.delete("", summary="结束代办，回到本人")
def act_as_oneself(db: Db, actor: Signed, desk: DeskOf) -> MeOut:
    """Switch this session back to the caller's own rights; repeating it changes nothing."""
    own = service.act_as_oneself(db, desk, actor)
    set_reach(db, own.district_id, own.org_path)
    return card_of(db, desk, own)
