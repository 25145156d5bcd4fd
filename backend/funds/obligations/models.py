"""Tables of obligations (domain E3.2): every declaration is a row, the newest one of a month counts."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, BigInteger, Index, UniqueConstraint

from backend.funds.codes import DeclarationSource, FundCoverage, FundItem, WageBase
from backend.kernel.db import Scoped, belongs_to, code_column, column, ordered_text, utc_column
from backend.kernel.privacy import Privacy
from backend.kernel.second_lock import APPEND_ONLY

KEPT = "30 years"


class FundDeclaration(Scoped, table=True):
    """What a payer owes for one month, and how that was reckoned.

    ``due_fen`` is what is owed through the payer's channel: the whole 2 %, or with ``upper_share_only`` that share of
    it (the explanation keeps both). What is left to pay is therefore always due - relief - paid.
    """

    __tablename__ = "fund_declaration"
    __table_args__ = (
        belongs_to("fund_payer", "payer_id"),
        UniqueConstraint("district_id", "payer_id", "period", "number"),
        Index("ix_fund_declaration_period", "district_id", "org_path", "period", "id"),
        APPEND_ONLY,
    )

    payer_id: UUID = column("缴费户")
    period: str = column("所属期（YYYY-MM）", sa_type=ordered_text(7))
    number: int = column("第几次申报")
    source: DeclarationSource = code_column(DeclarationSource, "来源")
    source_id: UUID | None = column("来源单据编号", nullable=True, default=None)
    item: FundItem = code_column(FundItem, "费种")
    wage_base: WageBase = code_column(WageBase, "计费基数")
    coverage: FundCoverage = code_column(FundCoverage, "入库范围")
    employees: int = column("职工人数", default=0)
    wages_fen: int = column("计费依据（分）", sa_type=BigInteger)
    statutory_wages_fen: int | None = column(
        "工资总额（分）", sa_type=BigInteger, nullable=True, default=None
    )
    due_fen: int = column("应缴（分）", sa_type=BigInteger)
    relief_fen: int = column("减免（分）", sa_type=BigInteger, default=0)
    relief_basis: str = column("减免依据", max_length=200, default="")
    explanation: dict[str, object] = column("计算说明", sa_type=JSON, default_factory=dict)
    reason: str = column("更正或异常说明", max_length=200, default="", retention=KEPT)
    recorded_at: datetime = utc_column("登记时刻")
    account_id: UUID | None = column("登记账号", nullable=True, default=None)
    person_name: str = column("登记人", privacy=Privacy.P2, max_length=100, default="")
