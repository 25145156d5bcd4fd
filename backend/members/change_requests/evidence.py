"""Who may add and read the files that prove a change."""

from uuid import UUID

from sqlmodel import Session

from backend.kernel.authz import Actor, visible
from backend.kernel.errors import Forbidden
from backend.kernel.files import AttachmentOwner, attachments_of
from backend.members.change_requests.models import ChangeRequest
from backend.members.change_requests.rules import OPEN
from backend.members.permissions import P

OBJECT_TYPE = "member_change"


def may_attach(actor: Actor, request: ChangeRequest) -> bool:
    """Files are added only while the request is open."""
    return actor.may(P.EDIT) and request.status in OPEN


def has_evidence(session: Session, actor: Actor, request: ChangeRequest) -> bool:
    """Whether at least one file is there."""
    return bool(attachments_of(session, actor, OBJECT_TYPE, request.id))


def _readable(session: Session, actor: Actor, request_id: UUID) -> ChangeRequest:
    request: ChangeRequest = visible(session.get(ChangeRequest, (actor.district_id, request_id)), actor)
    if not (actor.may(P.EDIT) or actor.may(P.APPROVE_CHANGE)):
        raise Forbidden("没有查看证明材料的权限")
    return request


def _writable(session: Session, actor: Actor, request_id: UUID) -> ChangeRequest:
    request = _readable(session, actor, request_id)
    if not may_attach(actor, request):
        raise Forbidden("更正已办结，不能再添加证明材料")
    return request


OWNER = AttachmentOwner(OBJECT_TYPE, "身份信息更正", readable=_readable, writable=_writable)
