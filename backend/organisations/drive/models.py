"""Tables of the coverage drive: employers that should found a union, and what was noted about them."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index, text

from backend.kernel.db import Scoped, belongs_to, code_column, column, utc_column
from backend.kernel.privacy import Privacy
from backend.kernel.second_lock import APPEND_ONLY
from backend.organisations.codes import EconomicType, Industry
from backend.organisations.drive.codes import DriveState, LeaveReason

_ON_REGISTER = text("left_on IS NULL")


class DriveEntry(Scoped, table=True):
    """One employer that should be unionised, from the day it was entered to the day it left the register."""

    __tablename__ = "drive_entry"
    __table_args__ = (
        belongs_to("organisation"),
        Index("ix_drive_entry_scope", "district_id", "org_path", "id"),
        Index("ix_drive_entry_target", "district_id", "target_on", "id"),
        Index(
            "uq_drive_entry_on_register",
            "district_id",
            "employer_uscc",
            unique=True,
            sqlite_where=_ON_REGISTER,
            postgresql_where=_ON_REGISTER,
        ),
    )

    organisation_id: UUID = column("负责推进的工会")
    name: str = column("单位名称", privacy=Privacy.P0, max_length=120)
    employer_uscc: str = column("单位统一社会信用代码", privacy=Privacy.P0, max_length=18)
    economic_type: EconomicType | None = code_column(EconomicType, "经济类型", nullable=True)
    industry: Industry | None = code_column(Industry, "所属行业", nullable=True)
    division_code: str = column("单位所在政区", max_length=12)
    employees: int | None = column("职工人数", nullable=True)
    target_on: date = column("计划建会日期")
    owner_name: str = column("责任人", privacy=Privacy.P2, max_length=60)
    status: DriveState = code_column(DriveState, "推进情况")
    source: str = column("来源", max_length=120)
    entered_on: date = column("列入日期")
    recorded_at: datetime = utc_column("列入登记时刻")
    left_on: date | None = column("移出日期", nullable=True)
    left_reason: LeaveReason | None = code_column(LeaveReason, "移出原因", nullable=True)
    left_recorded_at: datetime | None = utc_column("移出登记时刻", nullable=True)


class DriveNote(Scoped, table=True):
    """One visit or call, as noted; append-only."""

    __tablename__ = "drive_note"
    __table_args__ = (
        belongs_to("drive_entry", "entry_id"),
        Index("ix_drive_note_entry", "district_id", "entry_id", "id"),
        APPEND_ONLY,
    )

    entry_id: UUID = column("应建会单位")
    noted_on: date = column("日期")
    text: str = column("内容", privacy=Privacy.P2, max_length=1000)
    account_id: UUID | None = column("账号", nullable=True)
    person_name: str = column("记录人", privacy=Privacy.P2, max_length=100)
    at: datetime = utc_column("记录时刻")
