"""Tables of members' dues (domain E3.6): one register for each union and month; wages and dues of a person are sealed."""

from datetime import date
from uuid import UUID

from sqlalchemy import BigInteger, Index, LargeBinary, UniqueConstraint

from backend.funds.dues.codes import DuesState
from backend.kernel.db import Scoped, belongs_to, code_column, column, ordered_text
from backend.kernel.privacy import Privacy
from backend.members.codes import MemberState

KEPT = "15 years"


class DuesBatch(Scoped, table=True):
    """One month of one union: how many members owe dues, how much, and what was taken in."""

    __tablename__ = "dues_batch"
    __table_args__ = (
        belongs_to("organisation"),
        UniqueConstraint("district_id", "organisation_id", "period"),
        Index("ix_dues_batch_scope", "district_id", "org_path", "period", "id"),
    )

    organisation_id: UUID = column("工会")
    period: str = column("月份（YYYY-MM）", sa_type=ordered_text(7))
    status: DuesState = code_column(DuesState, "状态")
    as_of: date = column("会籍时点")
    payers: int = column("应交会费人数")
    exempt: int = column("免交人数")
    missing: int = column("未填基数人数")
    dues_fen: int = column("应收会费（分）", sa_type=BigInteger, default=0)
    collected_on: date | None = column("收缴日期", nullable=True, default=None)
    collected_fen: int | None = column("实收会费（分）", sa_type=BigInteger, nullable=True, default=None)
    bank_ref: str = column("入账凭证号", max_length=60, default="")


class DuesLine(Scoped, table=True):
    """One member of a register."""

    __tablename__ = "dues_line"
    __table_args__ = (
        belongs_to("dues_batch"),
        belongs_to("member"),
        UniqueConstraint("district_id", "dues_batch_id", "member_id"),
    )

    dues_batch_id: UUID = column("会费名册")
    member_id: UUID = column("会员")
    person_name: str = column("姓名", privacy=Privacy.P2, max_length=100, retention=KEPT)
    sort_key: str = column("拼音排序", privacy=Privacy.P2, sa_type=ordered_text(600))
    standing: MemberState = code_column(MemberState, "当月会籍状态")
    is_exempt: bool = column("免交")
    reason: str = column("应交或免交依据", max_length=200)
    base_sealed: bytes | None = column(
        "计费基数（密文）",
        privacy=Privacy.P3,
        retention=KEPT,
        sa_type=LargeBinary,
        nullable=True,
        default=None,
    )
    dues_sealed: bytes | None = column(
        "应交会费（密文）",
        privacy=Privacy.P3,
        retention=KEPT,
        sa_type=LargeBinary,
        nullable=True,
        default=None,
    )
