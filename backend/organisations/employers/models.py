"""The statistics bureau's yearly list: which employers are above scale, and how many people they employ."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index

from backend.kernel.db import Record, column, new_id, utc_column
from backend.kernel.privacy import Privacy
from backend.kernel.second_lock import APPEND_ONLY


class EmployerYear(Record, table=True):
    """What one year's list says about one employer; a correction is a newer row for the same year."""

    __tablename__ = "employer_year"
    __table_args__ = (
        Index("ix_employer_year_code", "district_id", "year", "employer_uscc", "id"),
        APPEND_ONLY,
    )

    id: UUID = column("编号", primary_key=True, default_factory=new_id)
    district_id: str = column("区县", max_length=6)
    year: int = column("年度")
    employer_uscc: str = column("单位统一社会信用代码", privacy=Privacy.P0, max_length=18)
    name: str = column("单位名称", privacy=Privacy.P0, max_length=120)
    is_above_scale: bool = column("规模以上")
    headcount: int | None = column("从业人数", nullable=True)
    source: str = column("来源", max_length=120)
    recorded_at: datetime = utc_column("登记时刻")
    account_id: UUID | None = column("登记账号", nullable=True, default=None)
