"""The table of change requests."""

from datetime import date
from uuid import UUID

from sqlalchemy import JSON, Index, LargeBinary

from backend.kernel.db import Scoped, belongs_to, code_column, column
from backend.kernel.privacy import Privacy
from backend.members.change_requests.codes import ChangeRequestKind, ChangeRequestState
from backend.members.models import KEPT


class ChangeRequest(Scoped, table=True):
    """A wish to put a member's identity right: what it was and what it is to be, both sealed and never edited."""

    __tablename__ = "member_change_request"
    __table_args__ = (
        belongs_to("member"),
        belongs_to("organisation"),
        Index("ix_member_change_request_scope", "district_id", "org_path", "status", "id"),
        Index("ix_member_change_request_member", "district_id", "member_id", "id"),
    )

    member_id: UUID = column("会员")
    organisation_id: UUID = column("所属工会")
    kind: ChangeRequestKind = code_column(ChangeRequestKind, "事项")
    status: ChangeRequestState = code_column(ChangeRequestState, "状态")
    fields: list[str] = column("更正的项目", sa_type=JSON)
    reason: str = column("理由", privacy=Privacy.P2, retention=KEPT, max_length=500)
    old_sealed: bytes = column("更正前", privacy=Privacy.P3, retention=KEPT, sa_type=LargeBinary)
    new_sealed: bytes = column("更正后", privacy=Privacy.P3, retention=KEPT, sa_type=LargeBinary)
    old_print: str = column("更正前的身份指纹", privacy=Privacy.P3, retention=KEPT, max_length=64)
    fingerprint: str = column("所示内容的指纹", privacy=Privacy.P3, retention=KEPT, max_length=64)
    annulled_event_id: UUID | None = column("要撤销的会籍变动", nullable=True, default=None)
    requested_on: date = column("提出日期")
    requested_by: str = column("提出人", privacy=Privacy.P2, max_length=100)
    requester_id: UUID = column("提出人编号")
    closed_on: date | None = column("办结日期", nullable=True, default=None)
