"""Tables of large exports: the request, and its sealed file until it expires."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Index, LargeBinary, UniqueConstraint

from backend.kernel.db import Scoped, belongs_to, code_column, column, utc_column
from backend.kernel.large_exports.codes import LargeExportState
from backend.kernel.privacy import Privacy


class LargeExport(Scoped, table=True):
    """One request to take more persons than one may take alone."""

    __tablename__ = "large_export"
    __table_args__ = (
        UniqueConstraint("district_id", "number"),
        Index("ix_large_export_place", "district_id", "org_path", "status"),
    )

    number: str = column("申请号", max_length=40)
    list_name: str = column("名单", max_length=60)
    filters: dict[str, str] = column("条件", sa_type=JSON, privacy=Privacy.P2)
    persons: int = column("人数")
    purpose: str = column("用途", max_length=200)
    account_id: UUID = column("申请账号")
    person_name: str = column("申请人", privacy=Privacy.P2, max_length=100)
    requester: dict[str, Any] = column("申请人范围", sa_type=JSON, privacy=Privacy.P2)
    status: LargeExportState = code_column(LargeExportState, "状态", default=LargeExportState.REQUESTED)
    requested_at: datetime = utc_column("申请时刻")
    ready_at: datetime | None = utc_column("生成时刻", nullable=True, default=None)
    expires_on: date | None = column("保存到", nullable=True, default=None)
    file_persons: int | None = column("文件人数", nullable=True, default=None)
    sha256: str = column("文件指纹", max_length=64, default="")
    downloads: int = column("下载次数", default=0)
    downloaded_at: datetime | None = utc_column("最近下载时刻", nullable=True, default=None)


class LargeExportFile(Scoped, table=True):
    """The file of a large export, sealed; the row is deleted when its time is over."""

    __tablename__ = "large_export_file"
    __table_args__ = (belongs_to("large_export"), UniqueConstraint("district_id", "large_export_id"))

    large_export_id: UUID = column("大批量导出")
    content_sealed: bytes = column(
        "文件（密文）", sa_type=LargeBinary, privacy=Privacy.P3, retention="export.valid_days"
    )
