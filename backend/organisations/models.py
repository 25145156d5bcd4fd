"""Tables of the union tree: organisations, dated parent edges, employers, head-counts, reference lists."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Index, LargeBinary, UniqueConstraint

from backend.kernel.db import (
    Record,
    Scoped,
    belongs_to,
    code_column,
    column,
    ordered_text,
    utc_column,
)
from backend.kernel.privacy import Privacy
from backend.kernel.second_lock import APPEND_ONLY
from backend.organisations.codes import (
    BaseType,
    DivisionLevel,
    EconomicType,
    FoundingMode,
    Industry,
    OrgChangeKind,
    OrgForm,
    OrgLevel,
    OrgStatus,
    OrgType,
    ReportClass,
    UnitCategory,
)


class Division(Record, table=True):
    """An administrative division (GB/T 2260 and statistics codes); not the union tree."""

    __tablename__ = "division"

    code: str = column("行政区划代码", primary_key=True, privacy=Privacy.P0, max_length=12)
    name: str = column("行政区划名称", privacy=Privacy.P0, max_length=60)
    level: DivisionLevel = code_column(DivisionLevel, "行政区划级别", privacy=Privacy.P0)
    parent_code: str = column("上级行政区划代码", privacy=Privacy.P0, max_length=12, index=True)


class UpperUnion(Record, table=True):
    """A union above the districts; shown on top of the tree, never edited here."""

    __tablename__ = "upper_union"

    code: str = column("行政区划代码", primary_key=True, privacy=Privacy.P0, max_length=6)
    name: str = column("工会名称", privacy=Privacy.P0, max_length=100)
    level: OrgLevel = code_column(OrgLevel, "层级", privacy=Privacy.P0)
    parent_code: str | None = column("上级", privacy=Privacy.P0, max_length=6, nullable=True)


class SerialCounter(Record, table=True):
    """The last number given out in one series; numbers are never given out twice."""

    __tablename__ = "serial_counter"

    district_id: str = column("区县", primary_key=True, max_length=6)
    series: str = column("序列", primary_key=True, sa_type=ordered_text(200))
    last: int = column("最近编号")


class Organisation(Scoped, table=True):
    """One union: federation, bureau, community or grassroots."""

    __tablename__ = "organisation"
    __table_args__ = (
        belongs_to("organisation", "parent_id"),
        UniqueConstraint("district_id", "org_path"),
        UniqueConstraint("district_id", "code"),
        UniqueConstraint("district_id", "union_uscc"),
        Index("ix_organisation_scope", "district_id", "org_path", "id"),
        Index("ix_organisation_parent", "district_id", "parent_id", "org_path"),
        Index("ix_organisation_name_order", "district_id", "sort_key", "id"),
    )

    parent_id: UUID | None = column("现上级工会", nullable=True)
    code: str = column("工会编码", max_length=20)
    name: str = column("工会名称", privacy=Privacy.P0, max_length=100)
    short_name: str = column("简称", privacy=Privacy.P0, max_length=60)
    initials: str = column("拼音首字母", sa_type=ordered_text(100))
    sort_key: str = column("拼音排序", sa_type=ordered_text(600))
    level: OrgLevel = code_column(OrgLevel, "层级")
    org_form: OrgForm = code_column(OrgForm, "组织形式")
    org_type: OrgType = code_column(OrgType, "组织类型")
    base_type: BaseType | None = code_column(BaseType, "基层工会类型", nullable=True)
    report_class: ReportClass | None = code_column(ReportClass, "统计口径", nullable=True)
    economic_type: EconomicType | None = code_column(EconomicType, "经济类型", nullable=True)
    unit_category: UnitCategory | None = code_column(UnitCategory, "单位性质类别", nullable=True)
    industry: Industry | None = code_column(Industry, "所属行业", nullable=True)
    division_code: str = column("单位所在政区", max_length=12)
    union_uscc: str | None = column("工会统一社会信用代码", max_length=18, nullable=True)
    founded_on: date | None = column("建会日期", nullable=True)
    founded_recorded_at: datetime | None = utc_column("建会登记时刻", nullable=True, default=None)
    approval_no: str = column("建会批复文号", max_length=60)
    approving_org: str = column("批复工会", max_length=100)
    mode: FoundingMode | None = code_column(FoundingMode, "建会方式", nullable=True)
    prep_group_on: date | None = column("筹备组成立日期", nullable=True)
    dissolved_on: date | None = column("撤销日期", nullable=True)
    dissolved_recorded_at: datetime | None = utc_column("撤销登记时刻", nullable=True)
    status: OrgStatus = code_column(OrgStatus, "状态")
    chair_name: str = column("主席", privacy=Privacy.P2, max_length=60)
    chair_phone_sealed: bytes | None = column(
        "主席电话", privacy=Privacy.P3, sa_type=LargeBinary, nullable=True
    )
    contact_name: str = column("联系人", privacy=Privacy.P2, max_length=60)
    contact_phone_sealed: bytes | None = column(
        "联系电话", privacy=Privacy.P3, sa_type=LargeBinary, nullable=True
    )
    address: str = column("办公地址", max_length=200)
    cadres_fulltime: int = column("专职工会干部", default=0)
    cadres_parttime: int = column("兼职工会干部", default=0)
    has_seal: bool = column("已刻公章", default=False)
    note: str = column("备注", max_length=500)


class ParentEdge(Scoped, table=True):
    """Whose child a union was, and when: the tree as of any date is read from these rows."""

    __tablename__ = "parent_edge"
    __table_args__ = (
        belongs_to("organisation", "child_id"),
        belongs_to("organisation", "parent_id"),
        UniqueConstraint("district_id", "child_id", "valid_from", "recorded_at"),
        Index("ix_parent_edge_scope", "district_id", "org_path", "id"),
        Index("ix_parent_edge_parent", "district_id", "parent_id"),
    )

    child_id: UUID = column("下级工会")
    parent_id: UUID = column("上级工会")
    valid_from: date = column("起始日期")
    valid_to: date | None = column("终止日期（不含）", nullable=True)
    recorded_at: datetime = utc_column("登记时刻")


class Employer(Scoped, table=True):
    """An employing unit; its credit code and its union's are different ones."""

    __tablename__ = "employer"
    __table_args__ = (
        Index("ix_employer_scope", "district_id", "org_path", "id"),
        Index("ix_employer_uscc", "district_id", "employer_uscc"),
    )

    name: str = column("单位名称", privacy=Privacy.P0, max_length=120)
    employer_uscc: str | None = column(
        "单位统一社会信用代码", privacy=Privacy.P0, max_length=18, nullable=True
    )
    economic_type: EconomicType = code_column(EconomicType, "经济类型", privacy=Privacy.P0)
    industry: Industry = code_column(Industry, "所属行业", privacy=Privacy.P0)


class Coverage(Scoped, table=True):
    """Which employers a union covers, and when; joint unions cover several."""

    __tablename__ = "coverage"
    __table_args__ = (
        belongs_to("organisation"),
        belongs_to("employer"),
        UniqueConstraint("district_id", "organisation_id", "employer_id", "valid_from"),
        Index("ix_coverage_scope", "district_id", "org_path", "id"),
        Index("ix_coverage_employer", "district_id", "employer_id"),
    )

    organisation_id: UUID = column("工会")
    employer_id: UUID = column("单位")
    valid_from: date = column("起始日期")
    valid_to: date | None = column("终止日期（不含）", nullable=True)


class HeadCount(Scoped, table=True):
    """What a union declared for one month; a correction is a newer row for the same month."""

    __tablename__ = "head_count"
    __table_args__ = (
        belongs_to("organisation"),
        Index("ix_head_count_scope", "district_id", "org_path", "id"),
        Index("ix_head_count_month", "district_id", "organisation_id", "month", "id"),
        APPEND_ONLY,
    )

    organisation_id: UUID = column("工会")
    month: str = column("所属月份（YYYY-MM）", sa_type=ordered_text(7))
    employees: int = column("职工数")
    women_employees: int = column("女职工数")
    migrant_employees: int = column("农民工数")
    dispatched_employees: int = column("劳务派遣工数")
    new_form_employees: int = column("新就业形态劳动者数")
    members: int = column("会员数（申报）")
    women_members: int = column("女会员数（申报）")
    migrant_members: int = column("农民工会员数（申报）")
    new_form_members: int = column("新就业形态会员数（申报）")
    reason: str = column("说明", max_length=300)
    source: str = column("来源", max_length=20)
    recorded_at: datetime = utc_column("登记时刻")
    account_id: UUID | None = column("登记账号", nullable=True)


class OrganisationChange(Scoped, table=True):
    """One saved change of a union: who, when, which fields from what to what; append-only."""

    __tablename__ = "organisation_change"
    __table_args__ = (
        belongs_to("organisation"),
        Index("ix_organisation_change_object", "district_id", "organisation_id", "id"),
        APPEND_ONLY,
    )

    organisation_id: UUID = column("工会")
    kind: OrgChangeKind = code_column(OrgChangeKind, "变更类别")
    changes: list[dict[str, Any]] = column("变更内容", privacy=Privacy.P2, sa_type=JSON)
    account_id: UUID | None = column("账号", nullable=True)
    person_name: str = column("办理人", privacy=Privacy.P2, max_length=60)
    role: str = column("角色", max_length=32)
    at: datetime = utc_column("时刻")
