"""Tables of acts over many members."""

from datetime import date
from uuid import UUID

from sqlalchemy import Index

from backend.kernel.db import Scoped, belongs_to, code_column, column
from backend.kernel.privacy import Privacy
from backend.members.bulk.codes import BulkKind, BulkOutcome, BulkState
from backend.members.codes import ChangeReason, GroupEight


class BulkRun(Scoped, table=True):
    """One act over many members, at the place of whoever did it."""

    __tablename__ = "bulk_run"
    __table_args__ = (Index("ix_bulk_run_scope", "district_id", "org_path", "id"),)

    kind: BulkKind = code_column(BulkKind, "事项")
    status: BulkState = code_column(BulkState, "状态")
    effective_on: date = column("变化日期")
    reason: ChangeReason | None = code_column(ChangeReason, "变化原因", nullable=True)
    note: str = column("说明", privacy=Privacy.P2, max_length=500)
    document_no: str = column("文号", max_length=60)
    to_organisation_id: UUID | None = column("接收工会", nullable=True)
    group_eight: GroupEight | None = code_column(GroupEight, "八大群体", nullable=True)
    applied: int = column("已办理人数")
    excepted: int = column("未办理人数")
    person_name: str = column("办理人", privacy=Privacy.P2, max_length=100)
    applied_on: date = column("办理日期")


class BulkRow(Scoped, table=True):
    """What became of one member; ``sequence`` is the ledger line written, ``group_before`` what a group change replaced."""

    __tablename__ = "bulk_row"
    __table_args__ = (
        belongs_to("bulk_run", "run_id"),
        belongs_to("member"),
        Index("ix_bulk_row_run", "district_id", "run_id", "id"),
    )

    run_id: UUID = column("批量办理")
    member_id: UUID = column("会员")
    person_name: str = column("姓名", privacy=Privacy.P2, max_length=60)
    outcome: BulkOutcome = code_column(BulkOutcome, "结果")
    problem: str = column("原因", max_length=300)
    fix: str = column("处理办法", max_length=300)
    sequence: int | None = column("变动序号", nullable=True)
    case_id: UUID | None = column("转接事项", nullable=True)
    group_before: GroupEight | None = code_column(GroupEight, "原八大群体", nullable=True)
