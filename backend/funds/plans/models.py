"""Tables of the plan: a version as a case, its lines as they were written, and the targets an approval put in force."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, Index, UniqueConstraint

from backend.funds.codes import CollectionChannel
from backend.funds.plans.codes import FundPlanState
from backend.kernel.db import Scoped, belongs_to, code_column, column, utc_column
from backend.kernel.privacy import Privacy
from backend.kernel.second_lock import APPEND_ONLY


class FundPlan(Scoped, table=True):
    """One version of a year's plan; its lines are those of its newest revision."""

    __tablename__ = "fund_plan"
    __table_args__ = (
        UniqueConstraint("district_id", "year", "number"),
        UniqueConstraint("district_id", "open_key"),
        Index("ix_fund_plan_scope", "district_id", "org_path", "year", "number"),
    )

    year: int = column("年度")
    number: int = column("第几版")
    status: FundPlanState = code_column(FundPlanState, "状态")
    revision: int = column("修改次数", default=0)
    total_fen: int = column("计划合计（分）", sa_type=BigInteger, default=0)
    basis: str = column("编制依据", max_length=500, default="")
    resolution_no: str = column("决议文号", max_length=60, default="")
    resolution_on: date | None = column("决议日期", nullable=True, default=None)
    reason: str = column("调整理由", max_length=500, default="")
    approved_on: date | None = column("批准日期", nullable=True, default=None)
    #: the year while the version is being prepared, so that there is one at a time
    open_key: str | None = column("在办的年度", max_length=8, nullable=True, default=None)


class FundPlanLine(Scoped, table=True):
    """One amount of one revision of a version; a change is another revision."""

    __tablename__ = "fund_plan_line"
    __table_args__ = (
        belongs_to("fund_plan", "plan_id"),
        belongs_to("organisation"),
        UniqueConstraint("district_id", "plan_id", "revision", "channel", "organisation_id"),
        APPEND_ONLY,
    )

    plan_id: UUID = column("计划")
    revision: int = column("第几次修改")
    channel: CollectionChannel = code_column(CollectionChannel, "缴纳渠道")
    organisation_id: UUID = column("街道或区直工会")
    amount_fen: int = column("计划（分）", sa_type=BigInteger)


class FundPlanTarget(Scoped, table=True):
    """What an approval asks of one place through one channel; of a year's versions the highest number counts.

    An amount that a later version drops stands in it as zero, so every place reads its own targets by themselves.
    """

    __tablename__ = "fund_plan_target"
    __table_args__ = (
        belongs_to("fund_plan", "plan_id"),
        belongs_to("organisation"),
        UniqueConstraint("district_id", "plan_id", "channel", "organisation_id"),
        Index("ix_fund_plan_target_scope", "district_id", "org_path", "year", "id"),
        APPEND_ONLY,
    )

    plan_id: UUID = column("计划")
    year: int = column("年度")
    number: int = column("第几版")
    channel: CollectionChannel = code_column(CollectionChannel, "缴纳渠道")
    organisation_id: UUID = column("街道或区直工会")
    amount_fen: int = column("计划（分）", sa_type=BigInteger)
    approved_on: date = column("批准日期")
    approved_by: str = column("批准人", privacy=Privacy.P2, max_length=100)
    recorded_at: datetime = utc_column("登记时刻")
