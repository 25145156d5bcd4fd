"""The table of applications for membership."""

from datetime import date
from uuid import UUID

from sqlalchemy import Index

from backend.kernel.db import Scoped, belongs_to, code_column, column
from backend.kernel.privacy import Privacy
from backend.members.applications.codes import ApplicationState, EvidenceKind

KEPT = "membership + 5 years"


class MembershipApplication(Scoped, table=True):
    """One person's wish to join a union, what shows it, and what the committee decided."""

    __tablename__ = "membership_application"
    __table_args__ = (
        belongs_to("member"),
        belongs_to("organisation"),
        Index("ix_membership_application_scope", "district_id", "org_path", "status", "id"),
        Index("ix_membership_application_member", "district_id", "member_id", "status"),
    )

    member_id: UUID = column("会员记录")
    organisation_id: UUID = column("申请加入的工会")
    person_name: str = column("姓名", privacy=Privacy.P2, retention=KEPT, max_length=60)
    status: ApplicationState = code_column(ApplicationState, "状态")
    evidence: EvidenceKind = code_column(EvidenceKind, "申请凭据")
    statement: str = column("申请内容", privacy=Privacy.P2, retention=KEPT, max_length=1000, default="")
    applied_on: date = column("申请日期")
    entered_by: str = column("登记人", privacy=Privacy.P2, max_length=100)
    decided_on: date | None = column("决定日期", nullable=True, default=None)
    document_no: str = column("会议纪要或批复文号", max_length=60, default="")
