"""Tables of members: the person in a union, the membership ledger, the active claim, cases, roll imports."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Index, LargeBinary, UniqueConstraint

from backend.kernel.db import Record, Scoped, belongs_to, code_column, column, ordered_text, utc_column
from backend.kernel.privacy import Privacy
from backend.kernel.second_lock import APPEND_ONLY
from backend.members.codes import (
    CaseKind,
    CaseState,
    ChangeReason,
    EmploymentForm,
    GroupEight,
    HukouType,
    IdType,
    ImportState,
    MembershipEventKind,
    MemberSource,
    MemberState,
    PoliticalStatus,
    RevealField,
    RevealPurpose,
    RowOutcome,
    RowVerdict,
    SexCode,
    TechnicalLevel,
    WorkStatus,
)
from backend.members.codes import Education as EducationCode
from backend.members.ethnicity import Ethnicity

KEPT = "membership + 5 years"


class Member(Scoped, table=True):
    """One person's membership of one union; a transfer ends one row and begins another."""

    __tablename__ = "member"
    __table_args__ = (
        belongs_to("organisation"),
        UniqueConstraint("district_id", "organisation_id", "id_no_index"),
        Index("ix_member_scope", "district_id", "org_path", "id"),
        Index("ix_member_order", "district_id", "name_key", "id"),
        Index("ix_member_person", "district_id", "id_no_index"),
        Index("ix_member_mobile_tail", "district_id", "mobile_tail_index"),
        Index("ix_member_initials", "district_id", "initials"),
        Index("ix_member_organisation", "district_id", "organisation_id", "status"),
        Index("ix_member_status", "district_id", "status", "name_key", "id"),
    )

    organisation_id: UUID = column("所属工会")
    name: str = column("姓名", privacy=Privacy.P2, retention=KEPT, max_length=60)
    initials: str = column("姓名拼音首字母", privacy=Privacy.P2, retention=KEPT, sa_type=ordered_text(120))
    name_key: str = column("姓名拼音", privacy=Privacy.P2, retention=KEPT, sa_type=ordered_text(500))
    id_type: IdType = code_column(IdType, "有效证件类别", privacy=Privacy.P2, retention=KEPT)
    id_no_sealed: bytes = column("证件号码", privacy=Privacy.P3, retention=KEPT, sa_type=LargeBinary)
    id_no_index: str = column("证件号码查找码", privacy=Privacy.P3, retention=KEPT, max_length=64)
    birth_date_sealed: bytes = column("出生日期", privacy=Privacy.P3, retention=KEPT, sa_type=LargeBinary)
    birth_year: int = column("出生年份", privacy=Privacy.P2, retention=KEPT)
    sex: SexCode = code_column(SexCode, "性别", privacy=Privacy.P2, retention=KEPT)
    ethnicity: Ethnicity | None = code_column(
        Ethnicity, "民族", privacy=Privacy.P2, retention=KEPT, nullable=True
    )
    education: EducationCode | None = code_column(
        EducationCode, "学历", privacy=Privacy.P2, retention=KEPT, nullable=True
    )
    political: PoliticalStatus | None = code_column(
        PoliticalStatus, "政治面貌", privacy=Privacy.P2, retention=KEPT, nullable=True
    )
    technical_level: TechnicalLevel | None = code_column(
        TechnicalLevel, "技能等级", privacy=Privacy.P2, retention=KEPT, nullable=True
    )
    work_status: WorkStatus | None = code_column(
        WorkStatus, "就业情况", privacy=Privacy.P2, retention=KEPT, nullable=True
    )
    hukou_type: HukouType | None = code_column(
        HukouType, "户籍类型", privacy=Privacy.P2, retention=KEPT, nullable=True
    )
    hukou_place: str = column("户籍所在地", privacy=Privacy.P2, retention=KEPT, max_length=100, default="")
    native_place: str = column("籍贯", privacy=Privacy.P2, retention=KEPT, max_length=60, default="")
    mobile_sealed: bytes | None = column(
        "移动电话", privacy=Privacy.P3, retention=KEPT, sa_type=LargeBinary, nullable=True
    )
    mobile_index: str | None = column(
        "移动电话查找码", privacy=Privacy.P3, retention=KEPT, max_length=64, nullable=True
    )
    mobile_tail_index: str | None = column(
        "移动电话尾号查找码", privacy=Privacy.P3, retention=KEPT, max_length=64, nullable=True
    )
    is_migrant: bool = column("是否农民工", privacy=Privacy.P2, retention=KEPT, default=False)
    employment_form: EmploymentForm | None = code_column(
        EmploymentForm, "用工形式", privacy=Privacy.P2, retention=KEPT, nullable=True
    )
    group_eight: GroupEight | None = code_column(
        GroupEight, "八大群体", privacy=Privacy.P2, retention=KEPT, nullable=True
    )
    department: str = column("部门", privacy=Privacy.P2, retention=KEPT, max_length=60, default="")
    job: str = column("工种", privacy=Privacy.P2, retention=KEPT, max_length=60, default="")
    employer_name: str = column("工作单位", privacy=Privacy.P2, retention=KEPT, max_length=100, default="")
    joined_on: date = column("入会日期", privacy=Privacy.P2, retention=KEPT)
    member_no: str = column("会员号", privacy=Privacy.P2, retention=KEPT, max_length=32, default="")
    status: MemberState = code_column(MemberState, "会籍状态", privacy=Privacy.P2, retention=KEPT)
    status_on: date = column("会籍状态日期", privacy=Privacy.P2, retention=KEPT)
    first_kind: MembershipEventKind = code_column(
        MembershipEventKind, "首次会籍变化", privacy=Privacy.P2, retention=KEPT
    )
    source: MemberSource = code_column(MemberSource, "登记途径")
    updated_at: datetime = utc_column("最近修改时刻")


class MembershipEvent(Scoped, table=True):
    """One change of a membership, never edited; every state and figure is read from these rows."""

    __tablename__ = "membership_event"
    __table_args__ = (
        belongs_to("member"),
        belongs_to("organisation"),
        UniqueConstraint("district_id", "member_id", "sequence"),
        Index("ix_membership_event_period", "district_id", "organisation_id", "effective_on"),
        Index("ix_membership_event_scope", "district_id", "org_path", "effective_on"),
        APPEND_ONLY,
    )

    member_id: UUID = column("会员")
    organisation_id: UUID = column("工会")
    sequence: int = column("序号")
    kind: MembershipEventKind = code_column(
        MembershipEventKind, "会籍变化类型", privacy=Privacy.P2, retention=KEPT
    )
    effective_on: date = column("会籍变化日期", privacy=Privacy.P2, retention=KEPT)
    recorded_at: datetime = utc_column("登记时刻")
    reason: ChangeReason | None = code_column(
        ChangeReason, "会籍变化原因", privacy=Privacy.P2, retention=KEPT, nullable=True
    )
    note: str = column("说明", privacy=Privacy.P2, retention=KEPT, max_length=500, default="")
    from_organisation_id: UUID | None = column("转出工会", nullable=True)
    to_organisation_id: UUID | None = column("转入工会", nullable=True)
    document_no: str = column("文号", max_length=60, default="")
    operator_id: UUID | None = column("经办账号", nullable=True)
    operator_name: str = column("经办人", privacy=Privacy.P2, max_length=100)
    source: MemberSource = code_column(MemberSource, "登记途径")
    active_delta: int = column("在会人数变化")
    retained_delta: int = column("保留会籍人数变化")


class ActiveMembership(Record, table=True):
    """Who holds a person's one membership, in any district; keyed by the person's blind index."""

    __tablename__ = "active_membership"

    person_index: str = column(
        "证件号码查找码", privacy=Privacy.P3, retention=KEPT, primary_key=True, sa_type=ordered_text(64)
    )
    district_id: str = column("区县", max_length=6)
    member_id: UUID = column("会员")
    claimed_at: datetime = utc_column("占用时刻")


class TransferCase(Scoped, table=True):
    """Two unions and one person: a transfer to be accepted, or a duplicate for the district to decide."""

    __tablename__ = "transfer_case"
    __table_args__ = (
        belongs_to("organisation", "to_organisation_id"),
        Index("ix_transfer_case_scope", "district_id", "org_path", "status", "id"),
        Index("ix_transfer_case_claimant", "district_id", "claimant_id"),
        Index("ix_transfer_case_holder", "district_id", "holder_id"),
    )

    kind: CaseKind = code_column(CaseKind, "事由")
    status: CaseState = code_column(CaseState, "状态")
    person_name: str = column("姓名", privacy=Privacy.P2, retention=KEPT, max_length=60)
    claimant_id: UUID | None = column("申请方会员记录", nullable=True)
    to_organisation_id: UUID = column("申请方工会")
    holder_district_id: str = column("现会籍区县", max_length=6)
    holder_id: UUID = column("现会籍会员记录")
    from_organisation_id: UUID | None = column("现会籍工会", nullable=True)
    opened_on: date = column("提出日期")
    opened_by: str = column("提出人", privacy=Privacy.P2, max_length=100)
    closed_on: date | None = column("办结日期", nullable=True)
    dues_paid_until: str | None = column("会费交至", max_length=7, nullable=True, default=None)


class MemberReveal(Scoped, table=True):
    """One look at a full value: who, whose, which, why."""

    __tablename__ = "member_reveal"
    __table_args__ = (
        belongs_to("member"),
        Index("ix_member_reveal_account", "district_id", "account_id", "at"),
        APPEND_ONLY,
    )

    member_id: UUID = column("会员")
    field: RevealField = code_column(RevealField, "项目")
    purpose: RevealPurpose = code_column(RevealPurpose, "用途")
    account_id: UUID = column("账号")
    person_name: str = column("查看人", privacy=Privacy.P2, max_length=100)
    at: datetime = utc_column("时刻")


class RollImport(Scoped, table=True):
    """One roll somebody sent: its counts and where it stands."""

    __tablename__ = "roll_import"
    __table_args__ = (
        belongs_to("organisation"),
        Index("ix_roll_import_scope", "district_id", "org_path", "id"),
        Index("ix_roll_import_hash", "district_id", "organisation_id", "file_hash"),
    )

    organisation_id: UUID = column("目标工会")
    file_name: str = column("文件名", privacy=Privacy.P2, max_length=200)
    file_hash: str = column("文件指纹", max_length=64)
    as_of: date = column("核对日期")
    status: ImportState = code_column(ImportState, "状态")
    header_row: int = column("表头行", default=0)
    rows_read: int = column("读取行数", default=0)
    accepted: int = column("可导入行数", default=0)
    normalised: int = column("规范后可导入行数", default=0)
    rejected: int = column("不能导入行数", default=0)
    to_create: int = column("新增", default=0)
    to_update: int = column("更新", default=0)
    same: int = column("无变化", default=0)
    skipped: int = column("略过", default=0)
    failure: str = column("未能完成的原因", max_length=500, default="")
    job_id: UUID | None = column("后台任务", nullable=True)
    repeats_id: UUID | None = column("相同文件的上次导入", nullable=True)
    account_id: UUID = column("账号")
    person_name: str = column("导入人", privacy=Privacy.P2, max_length=100)
    previewed_at: datetime | None = utc_column("预览时刻", nullable=True)
    finished_at: datetime | None = utc_column("办结时刻", nullable=True)


class RollImportRow(Scoped, table=True):
    """What was found on one row that a person should look at; never holds a personal value."""

    __tablename__ = "roll_import_row"
    __table_args__ = (
        belongs_to("roll_import", "import_id"),
        Index("ix_roll_import_row_order", "district_id", "import_id", "row_number"),
    )

    import_id: UUID = column("导入")
    row_number: int = column("行号")
    verdict: RowVerdict = code_column(RowVerdict, "判定")
    outcome: RowOutcome = code_column(RowOutcome, "结果")
    kind: str = column("问题代码", max_length=40)
    column_name: str = column("列", max_length=30)
    message: str = column("问题", max_length=300)
    fix: str = column("处理办法", max_length=300)
    findings: list[dict[str, Any]] = column("全部问题", sa_type=JSON)


class RollImportContent(Scoped, table=True):
    """The file and the cleaned rows of an import, sealed; the rows go once it is finished."""

    __tablename__ = "roll_import_content"
    __table_args__ = (belongs_to("roll_import", "import_id"),)

    import_id: UUID = column("导入")
    original_sealed: bytes = column("原文件", privacy=Privacy.P3, retention="90 days", sa_type=LargeBinary)
    plan_sealed: bytes | None = column(
        "待写入的行", privacy=Privacy.P3, retention="until committed", sa_type=LargeBinary, nullable=True
    )
