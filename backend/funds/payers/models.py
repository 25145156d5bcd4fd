"""Tables of payers (domain E3.1)."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Index, UniqueConstraint

from backend.funds.codes import CollectionChannel, FundCoverage, PayerStatus, WageBase
from backend.kernel.db import Scoped, belongs_to, code_column, column, ordered_text, utc_column
from backend.kernel.privacy import Privacy
from backend.kernel.second_lock import APPEND_ONLY
from backend.organisations.codes import EconomicType, Industry, ReportClass


class FundPayer(Scoped, table=True):
    """One payer. Its path is its union's, or the street's that answers for it while there is no union."""

    __tablename__ = "fund_payer"
    __table_args__ = (
        belongs_to("organisation"),
        belongs_to("organisation", "union_id"),
        belongs_to("employer"),
        UniqueConstraint("district_id", "payer_uscc"),
        Index("ix_fund_payer_scope", "district_id", "org_path", "id"),
        Index("ix_fund_payer_name", "district_id", "sort_key", "id"),
        Index("ix_fund_payer_union", "district_id", "union_id"),
        Index("ix_fund_payer_registration", "district_id", "tax_registration_no"),
    )

    organisation_id: UUID = column("属地工会（有工会的为基层工会）")
    union_id: UUID | None = column("基层工会", nullable=True, default=None)
    #: since when its staff have a union; empty while they have none
    union_founded_on: date | None = column("建会日期", nullable=True, default=None)
    employer_id: UUID | None = column("单位", nullable=True, default=None)
    name: str = column("缴费户名称", privacy=Privacy.P0, max_length=120)
    sort_key: str = column("拼音排序", sa_type=ordered_text(600))
    initials: str = column("拼音首字母", sa_type=ordered_text(120))
    payer_uscc: str = column("统一社会信用代码", privacy=Privacy.P0, max_length=18)
    tax_registration_no: str = column("登记序号", max_length=30, default="")
    tax_office: str = column("主管税务机关", max_length=100, default="")
    tax_section: str = column("税务科所", max_length=60, default="")
    tax_synced_at: datetime | None = utc_column("税务数据同步时刻", nullable=True, default=None)
    channel: CollectionChannel = code_column(CollectionChannel, "缴纳渠道")
    wage_base: WageBase = code_column(WageBase, "计费基数", default=WageBase.TOTAL_WAGES)
    coverage: FundCoverage = code_column(FundCoverage, "入库范围", default=FundCoverage.FULL)
    payer_class: ReportClass | None = code_column(ReportClass, "单位类别", nullable=True)
    economic_type: EconomicType | None = code_column(
        EconomicType, "登记注册类型", nullable=True, default=None
    )
    industry: Industry | None = code_column(Industry, "所属行业", nullable=True)
    division_code: str = column("所在政区", max_length=12, default="")
    employees: int = column("职工人数", default=0)
    registered_on: date = column("登记日期")
    closed_on: date | None = column("注销日期", nullable=True, default=None)
    status: PayerStatus = code_column(PayerStatus, "状态", default=PayerStatus.ACTIVE)
    contact_name: str = column("联系人", privacy=Privacy.P2, max_length=60, default="")
    address: str = column("地址", max_length=200, default="")
    recorded_at: datetime = utc_column("登记时刻")


class FundPayerYear(Scoped, table=True):
    """What one year's list says of a payer (small payer, micro enterprise)."""

    __tablename__ = "fund_payer_year"
    __table_args__ = (
        belongs_to("fund_payer", "payer_id"),
        UniqueConstraint("district_id", "payer_id", "year"),
    )

    payer_id: UUID = column("缴费户")
    year: int = column("年度")
    is_small_payer: bool = column("小额缴费工会组织", default=False)
    is_micro: bool = column("小微企业", default=False)
    source: str = column("依据", max_length=120)


class FundPayerChange(Scoped, table=True):
    """One change of a payer: who, when, which fields from what to what, and why; never changed."""

    __tablename__ = "fund_payer_change"
    __table_args__ = (
        belongs_to("fund_payer", "payer_id"),
        Index("ix_fund_payer_change_payer", "district_id", "payer_id", "id"),
        Index("ix_fund_payer_change_union", "district_id", "from_union_id"),
        APPEND_ONLY,
    )

    payer_id: UUID = column("缴费户")
    effective_on: date = column("生效日期")
    #: a move between unions, and the union it left
    is_move: bool = column("随工会变动", default=False)
    from_union_id: UUID | None = column("原基层工会", nullable=True, default=None)
    changes: list[dict[str, Any]] = column("变更内容", privacy=Privacy.P2, sa_type=JSON)
    reason: str = column("变更依据", max_length=200)
    recorded_at: datetime = utc_column("登记时刻")
    account_id: UUID | None = column("登记账号", nullable=True, default=None)
    person_name: str = column("登记人", privacy=Privacy.P2, max_length=100, default="")
