"""The table of endings of membership."""

from datetime import date
from uuid import UUID

from sqlalchemy import Index

from backend.kernel.db import Scoped, belongs_to, code_column, column
from backend.kernel.privacy import Privacy
from backend.members.endings.codes import EndingKind, EndingState

KEPT = "membership + 5 years"


class MembershipEnding(Scoped, table=True):
    """One proposed ending: the facts it rests on, and what the committee decided."""

    __tablename__ = "membership_ending"
    __table_args__ = (
        belongs_to("member"),
        belongs_to("organisation"),
        Index("ix_membership_ending_scope", "district_id", "org_path", "status", "id"),
        Index("ix_membership_ending_member", "district_id", "member_id", "status"),
    )

    member_id: UUID = column("会员")
    organisation_id: UUID = column("工会")
    person_name: str = column("姓名", privacy=Privacy.P2, retention=KEPT, max_length=60)
    kind: EndingKind = code_column(EndingKind, "类别", privacy=Privacy.P2, retention=KEPT)
    status: EndingState = code_column(EndingState, "状态")
    grounds: str = column("事由", privacy=Privacy.P2, retention=KEPT, max_length=1000)
    requested_on: date | None = column(
        "本人申请日期", privacy=Privacy.P2, retention=KEPT, nullable=True, default=None
    )
    talked_on: date | None = column(
        "谈话（教育）日期", privacy=Privacy.P2, retention=KEPT, nullable=True, default=None
    )
    dues_unpaid_since: date | None = column(
        "未交会费起始日", privacy=Privacy.P2, retention=KEPT, nullable=True, default=None
    )
    absent_since: date | None = column(
        "未参加工会组织生活起始日", privacy=Privacy.P2, retention=KEPT, nullable=True, default=None
    )
    has_excuse: bool | None = column(
        "有正当理由", privacy=Privacy.P2, retention=KEPT, nullable=True, default=None
    )
    judgment_no: str = column(
        "刑事判决文书号", privacy=Privacy.P2, retention=KEPT, max_length=100, default=""
    )
    group_opinion_on: date | None = column(
        "工会小组讨论日期", privacy=Privacy.P2, retention=KEPT, nullable=True, default=None
    )
    group_opinion: str = column(
        "工会小组意见", privacy=Privacy.P2, retention=KEPT, max_length=1000, default=""
    )
    proposed_on: date = column("提出日期")
    proposed_by: str = column("提出人", privacy=Privacy.P2, max_length=100)
    decided_on: date | None = column("决定日期", nullable=True, default=None)
    document_no: str = column("决定文号", max_length=60, default="")
