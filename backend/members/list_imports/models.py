"""Tables of lists of deaths and retirements."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index, LargeBinary, UniqueConstraint

from backend.kernel.db import Scoped, belongs_to, code_column, column, utc_column
from backend.kernel.privacy import Privacy
from backend.members.codes import ImportState
from backend.members.list_imports.codes import ListKind, ListVerdict
from backend.members.models import KEPT


class PersonList(Scoped, table=True):
    """One list somebody sent: where it came from, its counts and where it stands."""

    __tablename__ = "person_list"
    __table_args__ = (
        Index("ix_person_list_scope", "district_id", "org_path", "id"),
        Index("ix_person_list_hash", "district_id", "file_hash"),
    )

    kind: ListKind = code_column(ListKind, "名单种类")
    origin: str = column("发来单位", max_length=100)
    document_no: str = column("来文文号", max_length=60, default="")
    file_name: str = column("文件名", privacy=Privacy.P2, max_length=200)
    file_hash: str = column("文件指纹", max_length=64)
    status: ImportState = code_column(ImportState, "状态")
    rows_read: int = column("读取行数", default=0)
    matched: int = column("相符", default=0)
    name_mismatch: int = column("姓名不符", default=0)
    later_activity: int = column("其后另有变动", default=0)
    already: int = column("已经登记", default=0)
    not_found: int = column("没有此会员", default=0)
    invalid: int = column("填写有误", default=0)
    written: int = column("写入人数", default=0)
    failure: str = column("未能完成的原因", max_length=500, default="")
    job_id: UUID | None = column("后台任务", nullable=True, default=None)
    repeats_id: UUID | None = column("相同文件的上次名单", nullable=True, default=None)
    account_id: UUID = column("账号")
    person_name: str = column("上传人", privacy=Privacy.P2, max_length=100)
    finished_at: datetime | None = utc_column("办结时刻", nullable=True, default=None)


class PersonListRow(Scoped, table=True):
    """One row of a list: what was found and whether it is taken; never holds a personal value of the list."""

    __tablename__ = "person_list_row"
    __table_args__ = (
        belongs_to("person_list", "list_id"),
        UniqueConstraint("district_id", "list_id", "row_number"),
        Index("ix_person_list_row_scope", "district_id", "org_path", "id"),
    )

    list_id: UUID = column("名单")
    row_number: int = column("行号")
    verdict: ListVerdict = code_column(ListVerdict, "比对结果")
    member_id: UUID | None = column("会员", nullable=True)
    member_version: int = column("会员记录版本", default=0)
    effective_on: date | None = column("日期", privacy=Privacy.P2, retention=KEPT, nullable=True)
    document_no: str = column("证明编号", max_length=60, default="")
    column_name: str = column("列", max_length=30, default="")
    message: str = column("说明", max_length=300, default="")
    fix: str = column("处理办法", max_length=300, default="")
    is_taken: bool = column("登记", default=False)
    choice_reason: str = column("取舍的理由", privacy=Privacy.P2, max_length=300, default="")
    event_id: UUID | None = column("会籍变动记录", nullable=True, default=None)


class PersonListContent(Scoped, table=True):
    """The file of a list, sealed."""

    __tablename__ = "person_list_content"
    __table_args__ = (belongs_to("person_list", "list_id"),)

    list_id: UUID = column("名单")
    original_sealed: bytes = column("原文件", privacy=Privacy.P3, retention="90 days", sa_type=LargeBinary)
