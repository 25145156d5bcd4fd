"""Tables of the home ratings: the case, and its decisions as rows of their own."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint

from backend.kernel import clock
from backend.kernel.db import Scoped, belongs_to, code_column, column, utc_column
from backend.kernel.privacy import Privacy
from backend.kernel.second_lock import APPEND_ONLY
from backend.organisations.homes.codes import HomeLevel, HomeOutcome, HomeState, HomeUnit


class HomeRating(Scoped, table=True):
    """One application for a level, up to its award, review and end."""

    __tablename__ = "home_rating"
    __table_args__ = (
        belongs_to("organisation"),
        belongs_to("member_evaluation", "evaluation_id"),
        UniqueConstraint("district_id", "organisation_id", "open_key"),
        Index("ix_home_rating_scope", "district_id", "org_path", "id"),
        Index("ix_home_rating_status", "district_id", "status", "org_path"),
    )

    organisation_id: UUID = column("工会")
    unit: HomeUnit = code_column(HomeUnit, "类别")
    unit_name: str = column("小家名称（分会、小组、班组）", max_length=100)
    level: HomeLevel = code_column(HomeLevel, "等级")
    year: int = column("申报年度")
    status: HomeState = code_column(HomeState, "状态")
    statement: str = column("申报材料摘要", max_length=1000)
    applied_on: date = column("申报日期")
    evaluation_id: UUID | None = column("会员评家", nullable=True, default=None)
    published_from: date | None = column("公示开始", nullable=True, default=None)
    published_to: date | None = column("公示截止（含）", nullable=True, default=None)
    #: unit, name and level while the case is under way, so that nothing is applied for twice
    open_key: str | None = column("办理中的申报", max_length=160, nullable=True)


class HomeAward(Scoped, table=True):
    """One decision about a rating: award, retention or revocation; never changed."""

    __tablename__ = "home_award"
    __table_args__ = (
        belongs_to("organisation"),
        belongs_to("home_rating", "rating_id"),
        Index("ix_home_award_scope", "district_id", "org_path", "id"),
        Index("ix_home_award_union", "district_id", "organisation_id", "decided_on"),
        APPEND_ONLY,
    )

    organisation_id: UUID = column("工会")
    rating_id: UUID = column("申报")
    unit: HomeUnit = code_column(HomeUnit, "类别")
    unit_name: str = column("小家名称（分会、小组、班组）", max_length=100)
    level: HomeLevel = code_column(HomeLevel, "等级")
    outcome: HomeOutcome = code_column(HomeOutcome, "决定")
    document_no: str = column("文号", max_length=60)
    decided_on: date = column("决定日期")
    valid_to: date | None = column("有效期至（含）", nullable=True)
    decided_by: str = column("决定人", privacy=Privacy.P2, max_length=100)
    recorded_at: datetime = utc_column("登记时刻", default_factory=clock.now)
