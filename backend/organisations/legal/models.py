"""Tables of the legal-person register: applications, and certificates that are only ever added."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, Index, UniqueConstraint

from backend.kernel.db import Scoped, belongs_to, code_column, column, utc_column
from backend.kernel.privacy import Privacy
from backend.kernel.second_lock import APPEND_ONLY
from backend.organisations.legal.codes import LegalKind, LegalState


class LegalRegistration(Scoped, table=True):
    """One application of a union about its legal personality."""

    __tablename__ = "legal_registration"
    __table_args__ = (
        belongs_to("organisation"),
        Index("ix_legal_registration_scope", "district_id", "org_path", "id"),
        Index("ix_legal_registration_union", "district_id", "organisation_id", "id"),
    )

    organisation_id: UUID = column("工会")
    kind: LegalKind = code_column(LegalKind, "申请类别")
    status: LegalState = code_column(LegalState, "进度")
    union_name: str = column("登记名称", max_length=100)
    domicile: str = column("住所", max_length=200)
    representative: str = column("法定代表人", privacy=Privacy.P2, max_length=60)
    union_uscc: str | None = column("工会统一社会信用代码", max_length=18, nullable=True)
    changed_on: date | None = column("变更发生日期", nullable=True)
    statement: str = column("申请说明", max_length=500)
    materials: list[str] = column("已交材料", sa_type=JSON)
    applied_on: date = column("申请日期")
    accepted_on: date | None = column("受理日期", nullable=True)
    decide_by: date | None = column("办结期限", nullable=True)
    decided_on: date | None = column("决定日期", nullable=True)
    certificate_id: UUID | None = column("证书编号（系统）", nullable=True)


class LegalCertificate(Scoped, table=True):
    """One certificate issued, or the line that ends it; the newest row of a union counts."""

    __tablename__ = "legal_certificate"
    __table_args__ = (
        belongs_to("organisation"),
        UniqueConstraint("district_id", "certificate_no"),
        Index("ix_legal_certificate_scope", "district_id", "org_path", "id"),
        Index("ix_legal_certificate_union", "district_id", "organisation_id", "id"),
        Index("ix_legal_certificate_end", "district_id", "valid_to"),
        APPEND_ONLY,
    )

    organisation_id: UUID = column("工会")
    kind: LegalKind = code_column(LegalKind, "申请类别")
    certificate_no: str = column("证书编号", max_length=60)
    union_uscc: str = column("工会统一社会信用代码", max_length=18)
    union_name: str = column("登记名称", max_length=100)
    domicile: str = column("住所", max_length=200)
    representative: str = column("法定代表人", privacy=Privacy.P2, max_length=60)
    registrar: str = column("登记机关", max_length=100)
    issued_on: date = column("发证日期")
    valid_from: date = column("有效期自")
    valid_to: date = column("有效期至")
    is_cancelled: bool = column("是否注销")
    registration_id: UUID | None = column("登记申请", nullable=True)
    recorded_at: datetime = utc_column("登记时刻")
    recorded_by: str = column("登记人", privacy=Privacy.P2, max_length=100)
