"""Tables of enrolment in batches."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index, LargeBinary, UniqueConstraint

from backend.kernel.db import Scoped, belongs_to, code_column, column, utc_column
from backend.kernel.privacy import Privacy
from backend.members.batches.codes import BatchRowState, BatchState, ConfirmationKind
from backend.members.codes import GroupEight

KEPT = "membership + 5 years"


class EnrolmentBatch(Scoped, table=True):
    """A list of persons who are to join one union together."""

    __tablename__ = "enrolment_batch"
    __table_args__ = (
        belongs_to("organisation"),
        Index("ix_enrolment_batch_scope", "district_id", "org_path", "status", "id"),
    )

    organisation_id: UUID = column("加入的工会")
    title: str = column("名称", max_length=100)
    group_eight: GroupEight = code_column(GroupEight, "八大群体")
    status: BatchState = code_column(BatchState, "状态")
    opened_on: date = column("建立日期")
    opened_by: str = column("建立人", privacy=Privacy.P2, max_length=100)
    decided_on: date | None = column("批准日期", nullable=True, default=None)
    document_no: str = column("批复文号", max_length=60, default="")


class EnrolmentBatchRow(Scoped, table=True):
    """One person of a batch; becomes a member only with their own confirmation."""

    __tablename__ = "enrolment_batch_row"
    __table_args__ = (
        belongs_to("enrolment_batch", "batch_id"),
        UniqueConstraint("district_id", "batch_id", "row_number"),
        Index("ix_enrolment_batch_row_code", "code_index"),
    )

    batch_id: UUID = column("集中入会")
    row_number: int = column("行号")
    person_name: str = column("姓名", privacy=Privacy.P2, retention=KEPT, max_length=60)
    id_no_sealed: bytes = column("证件号码", privacy=Privacy.P3, retention=KEPT, sa_type=LargeBinary)
    id_no_index: str = column("证件号码查找码", privacy=Privacy.P3, retention=KEPT, max_length=64)
    mobile_sealed: bytes | None = column(
        "移动电话", privacy=Privacy.P3, retention=KEPT, sa_type=LargeBinary, nullable=True
    )
    group_eight: GroupEight = code_column(GroupEight, "八大群体", privacy=Privacy.P2, retention=KEPT)
    employer_name: str = column("工作单位", privacy=Privacy.P2, retention=KEPT, max_length=100)
    status: BatchRowState = code_column(BatchRowState, "状态")
    problem: str = column("问题", max_length=300, default="")
    fix: str = column("处理办法", max_length=300, default="")
    code_index: str | None = column("确认码查找码", max_length=64, nullable=True, default=None)
    code_until: date | None = column("确认码有效期", nullable=True, default=None)
    confirmed_by: ConfirmationKind | None = code_column(
        ConfirmationKind, "确认方式", nullable=True, default=None
    )
    confirmed_at: datetime | None = utc_column("确认时刻", nullable=True, default=None)
    member_id: UUID | None = column("会员记录", nullable=True, default=None)
