"""Tables of terms, committees, re-elections and extensions; facts are only ever added."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Index

from backend.kernel.db import Scoped, belongs_to, code_column, column, utc_column
from backend.kernel.privacy import Privacy
from backend.kernel.second_lock import APPEND_ONLY
from backend.organisations.terms.codes import (
    CommitteeRole,
    DeclaredRelation,
    ElectingAssembly,
    ExtensionState,
    ReelectionState,
    SeatLeaveReason,
)


class CommitteeTerm(Scoped, table=True):
    """What is known about one term of a union; a correction or extension is a newer row of the same ``term_id``."""

    __tablename__ = "committee_term"
    __table_args__ = (
        belongs_to("organisation"),
        Index("ix_committee_term_scope", "district_id", "org_path", "id"),
        Index("ix_committee_term_union", "district_id", "organisation_id", "start_on"),
        Index("ix_committee_term_rows", "district_id", "term_id", "id"),
        APPEND_ONLY,
    )

    organisation_id: UUID = column("工会")
    term_id: UUID = column("届次标识")
    term_no: int = column("届次")
    years: int = column("任期年数")
    start_on: date = column("任期开始")
    end_on: date = column("任期届满")
    elected_on: date = column("选举日期")
    approved_on: date | None = column("批复日期", nullable=True)
    approval_no: str = column("批复文号", max_length=60)
    approving_org: str = column("批复工会", max_length=100)
    extended_to: date | None = column("延期至", nullable=True)
    extended_on: date | None = column("延期批准日期", nullable=True)
    extension_no: str = column("延期批复文号", max_length=60)
    reason: str = column("登记或更正说明", max_length=300)
    recorded_at: datetime = utc_column("登记时刻")
    recorded_by: str = column("登记人", privacy=Privacy.P2, max_length=100)


class CommitteeSeat(Scoped, table=True):
    """Somebody elected into a committee for one term; a correction is a newer row of the same ``seat_id``."""

    __tablename__ = "committee_seat"
    __table_args__ = (
        belongs_to("organisation"),
        Index("ix_committee_seat_scope", "district_id", "org_path", "id"),
        Index("ix_committee_seat_union", "district_id", "organisation_id", "role"),
        Index("ix_committee_seat_rows", "district_id", "seat_id", "id"),
        APPEND_ONLY,
    )

    organisation_id: UUID = column("工会")
    term_id: UUID = column("届次标识")
    seat_id: UUID = column("任职标识")
    role: CommitteeRole = code_column(CommitteeRole, "职务")
    name: str = column("姓名", privacy=Privacy.P2, max_length=60)
    #: the person's row in the member register, when there is one (a higher domain, so no foreign key)
    member_id: UUID | None = column("会员编号", nullable=True)
    relation: DeclaredRelation = code_column(DeclaredRelation, "与企业主要负责人关系")
    is_deputy_secretary: bool = column("兼任党组织副书记")
    elected_on: date = column("当选日期")
    approved_on: date | None = column("批复日期", nullable=True)
    approval_no: str = column("批复文号", max_length=60)
    recorded_at: datetime = utc_column("登记时刻")
    recorded_by: str = column("登记人", privacy=Privacy.P2, max_length=100)


class SeatDeparture(Scoped, table=True):
    """How somebody left a committee; the newest row of a seat counts."""

    __tablename__ = "seat_departure"
    __table_args__ = (
        belongs_to("organisation"),
        Index("ix_seat_departure_scope", "district_id", "org_path", "id"),
        Index("ix_seat_departure_seat", "district_id", "organisation_id", "seat_id", "id"),
        APPEND_ONLY,
    )

    organisation_id: UUID = column("工会")
    seat_id: UUID = column("任职标识")
    left_on: date | None = column("离任日期", nullable=True)
    reason: SeatLeaveReason = code_column(SeatLeaveReason, "离任原因")
    note: str = column("说明", max_length=300)
    voters_total: int | None = column("全体会员（代表）人数", nullable=True)
    votes_for: int | None = column("同意罢免人数", nullable=True)
    committee_consent_on: date | None = column("本级委员会同意日期", nullable=True)
    higher_consent_no: str = column("上一级工会同意文号", max_length=60)
    recorded_at: datetime = utc_column("登记时刻")
    recorded_by: str = column("登记人", privacy=Privacy.P2, max_length=100)


class Reelection(Scoped, table=True):
    """One re-election on its way from the request to the reply."""

    __tablename__ = "reelection"
    __table_args__ = (
        belongs_to("organisation"),
        Index("ix_reelection_scope", "district_id", "org_path", "id"),
        Index("ix_reelection_union", "district_id", "organisation_id", "id"),
    )

    organisation_id: UUID = column("工会")
    status: ReelectionState = code_column(ReelectionState, "进度")
    term_no: int = column("第几届")
    years: int = column("拟任期年数")
    congress: ElectingAssembly = code_column(ElectingAssembly, "大会类别")
    planned_on: date = column("拟召开日期")
    plan: str = column("请示内容", max_length=1000)
    requested_on: date = column("请示日期")
    permitted_on: date | None = column("批准召开日期", nullable=True)
    reported_on: date | None = column("报告日期", nullable=True)
    reply_due_on: date | None = column("批复期限", nullable=True)
    replied_on: date | None = column("批复日期", nullable=True)
    approval_no: str = column("批复文号", max_length=60)
    term_id: UUID | None = column("届次标识", nullable=True)


class ElectionReport(Scoped, table=True):
    """The report of one election; a report that was returned is followed by a newer one."""

    __tablename__ = "election_report"
    __table_args__ = (
        belongs_to("reelection"),
        Index("ix_election_report_scope", "district_id", "org_path", "id"),
        Index("ix_election_report_case", "district_id", "reelection_id", "id"),
        APPEND_ONLY,
    )

    reelection_id: UUID = column("换届事项")
    elected_on: date = column("选举日期")
    years: int = column("任期年数")
    entitled: int = column("应到会人数")
    present: int = column("实到会人数")
    candidates: int = column("委员候选人数")
    elected: list[dict[str, Any]] = column("当选人", privacy=Privacy.P2, sa_type=JSON)
    note: str = column("说明", max_length=500)
    recorded_at: datetime = utc_column("登记时刻")
    recorded_by: str = column("登记人", privacy=Privacy.P2, max_length=100)


class TermExtension(Scoped, table=True):
    """One request to serve longer than the term."""

    __tablename__ = "term_extension"
    __table_args__ = (
        belongs_to("organisation"),
        Index("ix_term_extension_scope", "district_id", "org_path", "id"),
    )

    organisation_id: UUID = column("工会")
    status: ExtensionState = code_column(ExtensionState, "进度")
    term_id: UUID = column("届次标识")
    months: int = column("延期月数")
    extended_to: date = column("延期至")
    reason: str = column("延期理由", max_length=500)
    requested_on: date = column("申请日期")
    decided_on: date | None = column("批准日期", nullable=True)
    approval_no: str = column("批复文号", max_length=60)
