"""Tables of founding: the case, the employers it is for, candidates filed, elections reported."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Index, UniqueConstraint

from backend.kernel.db import Scoped, belongs_to, code_column, column, utc_column
from backend.kernel.privacy import Privacy
from backend.kernel.second_lock import APPEND_ONLY
from backend.organisations.codes import (
    BaseType,
    EconomicType,
    FoundingMode,
    Industry,
    ReportClass,
    UnitCategory,
)
from backend.organisations.founding.codes import FoundingState
from backend.organisations.terms.codes import ElectingAssembly


class FoundingCase(Scoped, table=True):
    """One union on its way into being; stands at the place of the union that replies."""

    __tablename__ = "founding_case"
    __table_args__ = (
        belongs_to("organisation", "parent_id"),
        belongs_to("organisation", "union_id"),
        Index("ix_founding_case_scope", "district_id", "org_path", "id"),
        Index("ix_founding_case_union", "district_id", "union_id"),
        UniqueConstraint("district_id", "case_no"),
    )

    parent_id: UUID = column("批复的上级工会")
    union_id: UUID | None = column("所建工会", nullable=True)
    status: FoundingState = code_column(FoundingState, "办理情况")
    case_no: str = column("申请编号", max_length=40)
    union_name: str = column("拟建工会名称", privacy=Privacy.P0, max_length=100)
    base_type: BaseType = code_column(BaseType, "基层工会类型")
    report_class: ReportClass = code_column(ReportClass, "统计口径")
    economic_type: EconomicType = code_column(EconomicType, "经济类型")
    unit_category: UnitCategory = code_column(UnitCategory, "单位性质类别")
    industry: Industry = code_column(Industry, "所属行业")
    division_code: str = column("单位所在政区", max_length=12)
    mode: FoundingMode = code_column(FoundingMode, "建会方式")
    employees: int = column("职工人数")
    preparer_name: str = column("筹备组负责人", privacy=Privacy.P2, max_length=60)
    reason: str = column("申请事由", max_length=500)
    applied_on: date = column("申请日期")
    waiting_since: date | None = column("待批复起算日", nullable=True)
    preparation_no: str = column("筹备批复文号", max_length=60, default="")
    preparation_on: date | None = column("筹备批复日期", nullable=True)
    preparing_org: str = column("批复筹备的工会", max_length=100, default="")
    election_allowed_on: date | None = column("同意选举日期", nullable=True)
    approval_no: str = column("建会批复文号", max_length=60, default="")
    approved_on: date | None = column("建会批复日期", nullable=True)
    approving_org: str = column("批复工会", max_length=100, default="")
    closed_on: date | None = column("办结日期", nullable=True)


class FoundingEmployer(Scoped, table=True):
    """One employer a founding is for."""

    __tablename__ = "founding_employer"
    __table_args__ = (
        belongs_to("founding_case", "case_id"),
        Index("ix_founding_employer_case", "district_id", "case_id"),
        Index("ix_founding_employer_code", "district_id", "employer_uscc"),
    )

    case_id: UUID = column("建会事项")
    name: str = column("单位名称", privacy=Privacy.P0, max_length=120)
    employer_uscc: str = column("单位统一社会信用代码", privacy=Privacy.P0, max_length=18)
    economic_type: EconomicType = code_column(EconomicType, "经济类型")
    industry: Industry = code_column(Industry, "所属行业")


class FoundingSlate(Scoped, table=True):
    """Candidates as filed for approval; filing again is a new row."""

    __tablename__ = "founding_slate"
    __table_args__ = (
        belongs_to("founding_case", "case_id"),
        Index("ix_founding_slate_case", "district_id", "case_id", "id"),
        APPEND_ONLY,
    )

    case_id: UUID = column("建会事项")
    seats: int = column("应选委员人数")
    candidates: list[dict[str, Any]] = column("候选人", privacy=Privacy.P2, sa_type=JSON)
    party_org: str = column("同意的党组织", max_length=100)
    party_agreed_on: date | None = column("党组织同意日期", nullable=True)
    filed_on: date = column("报批日期")
    recorded_at: datetime = utc_column("登记时刻")


class FoundingElection(Scoped, table=True):
    """One reported election; a corrected or repeated one is a new row."""

    __tablename__ = "founding_election"
    __table_args__ = (
        belongs_to("founding_case", "case_id"),
        Index("ix_founding_election_case", "district_id", "case_id", "id"),
        APPEND_ONLY,
    )

    case_id: UUID = column("建会事项")
    elected_on: date = column("选举日期")
    assembly: ElectingAssembly = code_column(ElectingAssembly, "会议形式")
    entitled: int = column("应到会人数")
    present: int = column("实到会人数")
    candidates: int = column("委员候选人数")
    years: int = column("任期年数")
    elected: list[dict[str, Any]] = column("当选人", privacy=Privacy.P2, sa_type=JSON)
    reported_on: date = column("报告日期")
    recorded_at: datetime = utc_column("登记时刻")
