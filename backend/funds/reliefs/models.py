"""Table of reliefs; what was granted stands in a declaration of the month."""

from datetime import date
from uuid import UUID

from sqlalchemy import BigInteger, Index, UniqueConstraint

from backend.funds.reliefs.codes import ReliefState
from backend.kernel.db import Scoped, belongs_to, code_column, column, ordered_text
from backend.kernel.privacy import Privacy


class FundRelief(Scoped, table=True):
    """One application for relief of a payer's month."""

    __tablename__ = "fund_relief"
    __table_args__ = (
        belongs_to("fund_payer", "payer_id"),
        belongs_to("fund_declaration", "declaration_id"),
        UniqueConstraint("district_id", "payer_id", "open_key"),
        Index("ix_fund_relief_scope", "district_id", "org_path", "id"),
        Index("ix_fund_relief_payer", "district_id", "payer_id", "period"),
    )

    payer_id: UUID = column("缴费户")
    period: str = column("所属期（YYYY-MM）", sa_type=ordered_text(7))
    status: ReliefState = code_column(ReliefState, "状态")
    amount_fen: int = column("减免金额（分）", sa_type=BigInteger)
    basis: str = column("减免依据", max_length=150)
    reason: str = column("减免理由", max_length=500)
    applied_on: date = column("申请日期")
    applied_by: str = column("申请人", privacy=Privacy.P2, max_length=100)
    #: the declaration that carries the granted relief
    declaration_id: UUID | None = column("减免后的申报", nullable=True, default=None)
    #: the month while the application is open, so that nothing is asked for twice
    open_key: str | None = column("办理中的月份", max_length=7, nullable=True, default=None)
