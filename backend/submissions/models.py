"""Tables of the returns: the return, its cells, comments, corrections, extensions, reminders."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, UniqueConstraint

from backend.kernel.db import Scoped, belongs_to, code_column, column, ordered_text, utc_column
from backend.kernel.privacy import Privacy
from backend.kernel.second_lock import APPEND_ONLY
from backend.submissions.codes import CellSource, ReturnStatus

_PERIOD: Any = ordered_text(7)


class MonthlyReturn(Scoped, table=True):
    """One union's return for one period."""

    __tablename__ = "monthly_return"
    __table_args__ = (
        belongs_to("organisation"),
        UniqueConstraint("district_id", "organisation_id", "form", "period"),
        Index("ix_monthly_return_place", "district_id", "period", "org_path", "id"),
        Index("ix_monthly_return_status", "district_id", "status", "period"),
        CheckConstraint("length(period) = 7", name="period_is_a_month"),
    )

    organisation_id: UUID = column("填报单位")
    organisation_name: str = column("填报单位名称（填报时）", max_length=200)
    form: str = column("报表", max_length=60)
    form_version: int = column("报表版本")
    period: str = column("报告期", sa_type=_PERIOD)
    period_end_on: date = column("报告期末日")
    status: ReturnStatus = code_column(ReturnStatus, "状态", default=ReturnStatus.DRAFT)
    is_zero_report: bool = column("零报告", default=False)
    is_late: bool = column("迟报", default=False)
    fill_due_on: date = column("填报截止日")
    review_due_on: date = column("审核截止日")
    lock_due_on: date = column("锁定截止日")
    is_due_estimated: bool = column("截止日按周一至周五估算", default=False)
    extended_to: date | None = column("延期至", nullable=True, default=None)
    first_submitted_at: datetime | None = utc_column("首次提交时刻", nullable=True, default=None)
    submitted_at: datetime | None = utc_column("最近提交时刻", nullable=True, default=None)
    submitted_by: UUID | None = column("提交人", nullable=True, default=None)
    accepted_by: UUID | None = column("审核人", nullable=True, default=None)
    accepted_at: datetime | None = utc_column("通过时刻", nullable=True, default=None)
    locked_at: datetime | None = utc_column("锁定时刻", nullable=True, default=None)
    on_behalf: bool = column("代报", default=False)
    on_behalf_by: str = column("代报人", privacy=Privacy.P2, max_length=100, default="")
    on_behalf_seen_at: datetime | None = utc_column("代报知悉时刻", nullable=True, default=None)
    changed_at: datetime = utc_column("最近保存时刻")


class ReturnCell(Scoped, table=True):
    """One value of a return; the period stands in the key so that the table can be split by month."""

    __tablename__ = "return_cell"
    __table_args__ = (
        belongs_to("monthly_return", "return_id"),
        UniqueConstraint("district_id", "period", "return_id", "item"),
        CheckConstraint("value_number is null or value_text is null", name="one_value"),
    )

    period: str = column("报告期", primary_key=True, sa_type=_PERIOD)
    return_id: UUID = column("月报")
    item: str = column("指标", max_length=60)
    value_number: int | None = column("数值", nullable=True, default=None, sa_type=BigInteger)
    value_text: str | None = column("文字", nullable=True, default=None, max_length=2000, privacy=Privacy.P2)
    source: CellSource = code_column(CellSource, "来源")
    derived_number: int | None = column("登记册数值", nullable=True, default=None, sa_type=BigInteger)
    derived_text: str | None = column(
        "登记册文字", nullable=True, default=None, max_length=2000, privacy=Privacy.P2
    )
    reason: str = column("说明", max_length=500, privacy=Privacy.P2, default="")
    is_touched: bool = column("人工填写", default=False)


class CellComment(Scoped, table=True):
    """What a reviewer said about one cell when sending a return back."""

    __tablename__ = "cell_comment"
    __table_args__ = (
        belongs_to("monthly_return", "return_id"),
        Index("ix_cell_comment_return", "district_id", "return_id", "id"),
        APPEND_ONLY,
    )

    return_id: UUID = column("月报")
    period: str = column("报告期", sa_type=_PERIOD)
    item: str = column("指标", max_length=60)
    text: str = column("意见", max_length=500, privacy=Privacy.P2)
    person_name: str = column("审核人", privacy=Privacy.P2, max_length=100)
    at: datetime = utc_column("时刻")


class ReturnCorrection(Scoped, table=True):
    """A correction after the lock: a new row beside the locked value, with its reason."""

    __tablename__ = "return_correction"
    __table_args__ = (
        belongs_to("monthly_return", "return_id"),
        Index("ix_return_correction_return", "district_id", "return_id", "id"),
        APPEND_ONLY,
    )

    return_id: UUID = column("月报")
    period: str = column("报告期", sa_type=_PERIOD)
    item: str = column("指标", max_length=60)
    before_number: int | None = column("更正前数值", nullable=True, default=None, sa_type=BigInteger)
    before_text: str | None = column(
        "更正前文字", nullable=True, default=None, max_length=2000, privacy=Privacy.P2
    )
    value_number: int | None = column("更正后数值", nullable=True, default=None, sa_type=BigInteger)
    value_text: str | None = column(
        "更正后文字", nullable=True, default=None, max_length=2000, privacy=Privacy.P2
    )
    reason: str = column("理由", max_length=500, privacy=Privacy.P2)
    person_id: UUID = column("更正人编号")
    person_name: str = column("更正人", privacy=Privacy.P2, max_length=100)
    at: datetime = utc_column("时刻")


class ReturnExtension(Scoped, table=True):
    """A longer deadline for one return: who granted it, why, until when."""

    __tablename__ = "return_extension"
    __table_args__ = (
        belongs_to("monthly_return", "return_id"),
        Index("ix_return_extension_return", "district_id", "return_id", "id"),
        APPEND_ONLY,
    )

    return_id: UUID = column("月报")
    period: str = column("报告期", sa_type=_PERIOD)
    due_on: date = column("延期至")
    reason: str = column("理由", max_length=500, privacy=Privacy.P2)
    person_id: UUID = column("批准人编号")
    person_name: str = column("批准人", privacy=Privacy.P2, max_length=100)
    at: datetime = utc_column("时刻")


class ReturnReminder(Scoped, table=True):
    """One union was asked for a missing return; at most once a day."""

    __tablename__ = "return_reminder"
    __table_args__ = (
        belongs_to("organisation"),
        UniqueConstraint("district_id", "organisation_id", "period", "reminded_on"),
        APPEND_ONLY,
    )

    organisation_id: UUID = column("被催单位")
    period: str = column("报告期", sa_type=_PERIOD)
    reminded_on: date = column("催报日期")
    person_name: str = column("催报人", privacy=Privacy.P2, max_length=100)
    role: str = column("催报方", max_length=32)
    at: datetime = utc_column("时刻")
